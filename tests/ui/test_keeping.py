from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tallyfy_inspector.ports import ConnectionRecord, StoredToken, VaultError
from tallyfy_inspector.store.connections import Connections
from tallyfy_inspector.store.history import History
from tallyfy_inspector.store.memory import MemoryVault
from tallyfy_inspector.store.settings import Settings
from tallyfy_inspector.ui.connection import Connection
from tallyfy_inspector.ui.keeping import Keeper, Removed
from tallyfy_inspector.ui.parts import Parts
from tests.support.fake_keyring import FakeBackend
from tests.support.stage import keyring
from tests.support.views import FixedClock

NOBODY: Any = object()
TALLYFY = "https://go.tallyfy.com/api"
NEW = ConnectionRecord("", "Northwind", TALLYFY, "3d53", colour="teal", saved=False)
TOKEN = "CANARYTOKEN"
TASK = "d005715eb72c17884e4e3f904d9e01bf"


class Refusing(MemoryVault):
    """Takes nothing, and holds nothing."""

    async def set(self, token: str, origin: str) -> StoredToken:
        raise VaultError("The keyring is locked.")


class Waiting(MemoryVault):
    """A keyring that asks something first, and nobody answers."""

    async def set(self, token: str, origin: str) -> StoredToken:
        await asyncio.sleep(3600)
        raise AssertionError


async def closed_meanwhile(keeping: Awaitable[object]) -> None:
    """Somebody closes the dialog while the keyring is waited for."""
    job = asyncio.ensure_future(keeping)
    for _turn in range(5):
        await asyncio.sleep(0)
    assert not job.done()
    job.cancel()
    with pytest.raises(asyncio.CancelledError):
        await job


class Desk:
    """A keeper on a real book, and vaults by ID."""

    def __init__(self, folder: Path) -> None:
        self.settings = Settings(folder)
        self.book = Connections(self.settings)
        self.history = History(folder, self.settings, FixedClock())
        self.vaults: dict[str, Any] = {}
        self.make: Any = lambda _id: MemoryVault()
        self.keeper = Keeper(
            Parts(
                NOBODY, self.settings, NOBODY, NOBODY, NOBODY, NOBODY, NOBODY, NOBODY,
                self.book, self.connect, self.history,
            )
        )  # fmt: skip

    def connect(self, record: ConnectionRecord) -> Connection:
        if record.id not in self.vaults:
            self.vaults[record.id] = self.make(record.id)
        return Connection(record.name, record.base_url, NOBODY, self.vaults[record.id], id=record.id)

    def keep(self, record: ConnectionRecord, token: str | None = TOKEN) -> Any:
        target = self.connect(replace(record, id=record.id or "asked-by"))
        return asyncio.run(self.keeper.keep(record, target, token))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_a_new_one_gets_an_id_and_its_token_stands_under_it(desk: Desk) -> None:
    first, second = desk.keep(NEW), desk.keep(replace(NEW, name="Other"), "OTHER")
    assert first.connection.id == "default"
    assert second.connection.id not in ("", "default")
    assert [each.name for each in desk.book.records()] == ["Northwind", "Other"]
    assert asyncio.run(desk.vaults["default"].get()).token == TOKEN
    assert asyncio.run(desk.vaults[second.connection.id].get()).token == "OTHER"
    chosen = desk.book.chosen()
    assert chosen is not None
    assert chosen.id == second.connection.id
    assert TOKEN not in repr(first)


@pytest.mark.parametrize("book_knows", [False, True])
def test_a_token_that_the_book_does_not_know_of_is_not_replaced(desk: Desk, book_knows: bool) -> None:
    backend = FakeBackend()
    desk.make = lambda place: keyring(backend, place)
    desk.keep(NEW)
    before = dict(backend.secrets)
    if not book_knows:  # the settings file was lost, and the keyring was not
        desk.book.remove("default")
        desk.vaults.clear()
    second = desk.keep(replace(NEW, base_url="https://staging.go.tallyfy.com/api"), "OTHER")
    assert second.connection.id != "default"
    assert {place: backend.secrets[place] for place in before} == before
    assert asyncio.run(second.connection.vault.get()).token == "OTHER"


def lost(desk: Desk, origin: str = "https://go.tallyfy.com") -> None:
    """The keyring holds a first token of which the book knows nothing."""
    desk.vaults["default"] = MemoryVault(StoredToken(origin, TOKEN, "keyring"))


@pytest.mark.parametrize(
    ("target", "token", "expected"),
    [
        ("default", "OTHER", True),  # it stands in the dialog as the one in place
        ("default", None, True),
        ("run", "OTHER", False),
        ("run", None, True),  # the run's token is kept there
    ],
)
def test_one_of_the_same_server_is_replaced_only_where_it_was_seen_in_place(
    desk: Desk, target: str, token: str | None, expected: bool
) -> None:
    lost(desk)
    desk.vaults.setdefault(target, MemoryVault())
    asked = Connection("Tallyfy", TALLYFY, NOBODY, desk.vaults[target], id=target)
    kept = asyncio.run(desk.keeper.keep(NEW, asked, token))
    assert (kept.connection.id == "default") is expected


def test_a_place_that_cannot_be_looked_at_is_left_alone(desk: Desk) -> None:
    backend = FakeBackend()
    backend.fail = lambda step, service: (
        RuntimeError("no") if step == "get" and "default" in service else None
    )
    desk.make = lambda place: keyring(backend, place)
    kept = desk.keep(NEW)
    assert kept.connection.id != "default"
    assert kept.trouble == ""
    assert {service.split("/")[1] for step, service in backend.steps if step == "set"} == {kept.connection.id}


def test_where_its_token_is_kept_nowhere_there_is_no_connection(desk: Desk) -> None:
    desk.make = lambda _id: Refusing()
    with pytest.raises(VaultError, match="locked"):
        desk.keep(NEW)
    assert desk.book.records() == ()


def test_a_kept_one_stays_as_it_was_where_the_keyring_refuses(desk: Desk) -> None:
    desk.keep(NEW)
    (before,) = desk.book.records()
    desk.vaults["default"] = Refusing()
    with pytest.raises(VaultError):
        desk.keep(replace(before, name="Renamed"), "OTHER")
    assert desk.book.records() == (before,)


def test_who_no_longer_waits_for_the_keyring_keeps_no_connection_without_a_token(desk: Desk) -> None:
    desk.make = lambda _id: Waiting()
    asyncio.run(closed_meanwhile(desk.keeper.keep(NEW, desk.connect(replace(NEW, id="run")), TOKEN)))
    assert desk.book.records() == ()


def test_who_no_longer_waits_for_the_keyring_keeps_the_connection_as_it_was(desk: Desk) -> None:
    desk.keep(NEW)
    (before,) = desk.book.records()
    desk.vaults["default"] = Waiting()
    elsewhere = replace(before, base_url="https://staging.go.tallyfy.com/api")
    asyncio.run(closed_meanwhile(desk.keeper.keep(elsewhere, desk.connect(elsewhere), "OTHER")))
    assert desk.book.records() == (before,)


def test_a_token_that_only_memory_took_is_kept_and_said(desk: Desk) -> None:
    backend = FakeBackend()
    backend.fail = lambda step, _service: RuntimeError("no") if step == "set" else None
    desk.make = lambda place: keyring(backend, place)
    kept = desk.keep(NEW)
    assert kept.trouble
    assert kept.stored.where == "memory"
    assert len(desk.book.records()) == 1


def test_what_the_book_refuses_changes_nothing(desk: Desk) -> None:
    with pytest.raises(ValueError, match="name"):
        desk.keep(replace(NEW, name=" "))
    assert [asyncio.run(vault.get()) for vault in desk.vaults.values()] == [None] * len(desk.vaults)
    desk.keep(NEW)
    (record,) = desk.book.records()
    with pytest.raises(ValueError, match="organization"):
        desk.keeper.change(replace(record, organization="../me"))
    assert desk.book.records() == (record,)


def test_the_token_in_place_stays_with_a_changed_connection(desk: Desk) -> None:
    desk.keep(NEW)
    (record,) = desk.book.records()
    kept = desk.keep(replace(record, name="  Renamed  "), None)
    assert kept.connection.name == "Renamed"
    assert kept.stored.token == TOKEN
    changed = desk.keeper.change(replace(record, name="Again"))
    assert changed is not None
    assert changed.name == "Again"


def test_removed_is_the_token_the_connection_and_its_recent_tasks(desk: Desk) -> None:
    backend = FakeBackend()
    desk.make = lambda place: keyring(backend, place)
    desk.keep(NEW)
    (record,) = desk.book.records()
    desk.history.add("default", "3d53", TASK)
    desk.history.add("0badcafe", "3d53", TASK[::-1])
    assert backend.secrets
    assert asyncio.run(desk.keeper.remove(record)) == Removed("Windows Credential Manager")
    assert backend.secrets == {}
    assert desk.book.records() == ()
    assert [each.connection for each in desk.history.entries()] == ["0badcafe"]


def test_a_token_that_may_still_be_there_keeps_its_connection(desk: Desk) -> None:
    backend = FakeBackend()
    desk.make = lambda place: keyring(backend, place)
    desk.keep(NEW)
    backend.fail = lambda step, _service: RuntimeError("no") if step == "delete" else None
    with pytest.raises(VaultError):
        asyncio.run(desk.keeper.remove(desk.book.records()[0]))
    assert len(desk.book.records()) == 1


def test_without_a_keyring_the_removal_cannot_be_seen(desk: Desk) -> None:
    desk.keep(NEW)
    assert asyncio.run(desk.keeper.remove(desk.book.records()[0])) == Removed()


def test_without_a_book_one_connection_is_kept_in_the_settings(desk: Desk) -> None:
    alone = Keeper(Parts(NOBODY, desk.settings, NOBODY, NOBODY, NOBODY, NOBODY, NOBODY, NOBODY))
    target = Connection("Tallyfy", TALLYFY, NOBODY, MemoryVault())
    kept = asyncio.run(alone.keep(replace(NEW, base_url="https://x.example"), target, TOKEN))
    assert kept.connection.base_url == "https://x.example"
    assert desk.settings.get("base_url", "") == "https://x.example"
    assert alone.records() == ()
    refused = replace(target, vault=Refusing())
    with pytest.raises(VaultError):
        asyncio.run(alone.keep(replace(NEW, base_url="https://y.example"), refused, TOKEN))
    assert desk.settings.get("base_url", "") == "https://x.example"
    assert alone.change(NEW) is None
    assert asyncio.run(alone.remove(NEW)) == Removed()
