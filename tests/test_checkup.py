from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime

from tallyfy_inspector.api.client import Client
from tallyfy_inspector.api.ways import Ways
from tallyfy_inspector.checkup import doctor_for
from tallyfy_inspector.ports import StoredToken
from tallyfy_inspector.ports_help import Checked
from tallyfy_inspector.redact import Redactor
from tallyfy_inspector.store.memory import MemoryVault
from tallyfy_inspector.ui.certificate import read_certificate
from tallyfy_inspector.ui.connection import Connection
from tests.support.wire import Step, Wire, response

TOKEN = "canarytokenq7f3a9c41d8e60b2"
OWNER, MAIL = "Canarina Vogelsang", "canarina@cage.example"
ORGANIZATION = "0123456789abcdef0123456789abcdef"
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def tallyfy(head: bytes) -> list[Step]:
    """Says whose token it is, and what time."""
    body = json.dumps({"data": {"full_name": OWNER, "email": MAIL, "id": 4711}}).encode()
    if b"/groups" in head:
        body = b'{"data":[]}'
    return [response(body, headers={"Date": "Mon, 23 Nov 2026 12:00:05 GMT"})]


def examined(wire: Wire, redactor: Redactor) -> list[Checked]:
    async def body() -> list[Checked]:
        vault = MemoryVault(StoredToken(wire.url, TOKEN, "memory"))
        client = Client(vault.get, lambda: NOW)
        connection = Connection("Tallyfy", wire.url, client, vault, ORGANIZATION)
        doctor = doctor_for(connection, Ways().way_to, read_certificate, lambda: NOW, redactor)
        try:
            return [checked async for checked in doctor.examine()]
        finally:
            await client.aclose()

    return asyncio.run(body())


def test_the_doctor_examines_this_computer_and_the_connection() -> None:
    with Wire(tallyfy) as wire:
        found = {each.name: each for each in examined(wire, Redactor())}
    states = {name: each.state for name, each in found.items()}
    assert states.pop("keyring") == "warning"  # there is none in a test
    assert states.pop("tls") == "skipped"
    assert set(states.values()) == {"ok"}
    paths = [head.split()[1].decode() for head in wire.heard]
    assert paths == ["/me", f"/organizations/{ORGANIZATION}/groups?page=1&per_page=100"]
    assert all(f"Bearer {TOKEN}".encode() in head for head in wire.heard)


def test_nobody_is_named_and_the_redactor_learns_the_token() -> None:
    redactor = Redactor()
    with Wire(tallyfy) as wire:
        told = " ".join(each.words for each in examined(wire, redactor))
    assert [secret for secret in (OWNER, MAIL, TOKEN, ORGANIZATION, "4711") if secret in told] == []
    assert TOKEN not in redactor.text(TOKEN)
