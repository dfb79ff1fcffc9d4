"""Puts the doctor together for one connection: hands the probes keyring, vault, network and clock.

The same for the window and for `--diagnostics`. Nothing is touched before the doctor examines; what it is
handed reads, and changes nothing. Knows no check.
"""

from __future__ import annotations

import platform
from collections.abc import Awaitable, Callable
from datetime import datetime

from PySide6.QtCore import qVersion

from tallyfy_inspector.api.exchange import Exchange, ListRequest
from tallyfy_inspector.api.tls_probe import ReadCertificate
from tallyfy_inspector.api.ways import Way
from tallyfy_inspector.daemon_executor import DaemonExecutor
from tallyfy_inspector.doctor.case import Instruments
from tallyfy_inspector.doctor.doctor import Doctor
from tallyfy_inspector.ports import StoredToken
from tallyfy_inspector.redact import Redactor
from tallyfy_inspector.store.vault import KeyringVault
from tallyfy_inspector.ui.connection import Connection


def doctor_for(
    connection: Connection,
    way: Callable[[str], Awaitable[Way]],
    read_certificate: ReadCertificate,
    now: Callable[[], datetime],
    redactor: Redactor,
) -> Doctor:
    """The doctor of `connection`. `way` is how addresses are reached (`api.ways.Ways.way_to`); `redactor` is
    told the token before it is used."""

    async def token() -> StoredToken | None:
        stored = await connection.vault.get()
        if stored is not None:
            redactor.add(stored.token)
        return stored

    async def organization(base_url: str, identifier: str) -> Exchange:
        # A short list. Who may not read it gets a 403, which is an answer too.
        return (await connection.fetcher.fetch_list(ListRequest(base_url, identifier, "groups")))[-1]

    return Doctor(
        Instruments(
            base_url=connection.base_url,
            organization=connection.organization,
            python=platform.python_version(),
            qt=qVersion() or "?",
            platform=platform.platform(),
            keyring=_keyring,
            token=token,
            way=way,
            decode=read_certificate,
            who_am_i=connection.fetcher.who_am_i,
            organization_answer=organization,
            now=now,
            mask=redactor.text,
            executor=DaemonExecutor(),
        )
    )


async def _keyring() -> tuple[str | None, str]:
    status = await KeyringVault().keyring_status()
    return status.name, status.reason or ""
