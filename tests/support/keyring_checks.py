"""The vault against a real gnome-keyring: run by tests/store/test_vault.py in a private session.

Not collected by itself. `support/keyring_session.py` starts the session and hands over its address.
"""

from __future__ import annotations

import asyncio
import itertools
import os
import signal
import time
from collections.abc import Iterator

import pytest
import secretstorage

from tallyfy_inspector.ports import StoredToken, Vault, VaultError
from tallyfy_inspector.store.imports import Imports
from tallyfy_inspector.store.vault import KeyringVault
from tests.support.keyring_session import BUS, DAEMON
from tests.support.vault_contract import CANARY, LONG, ORIGIN, VaultContract

_NUMBERS = itertools.count()


@pytest.fixture(autouse=True)
def session(home: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """This process speaks to the private session and lets keyring choose for itself; tests/conftest.py
    (`home`) has taken both away."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", os.environ[BUS])
    monkeypatch.delenv("PYTHON_KEYRING_BACKEND")


def connection() -> str:
    """The ID of a connection that no other check uses."""
    return f"check-{next(_NUMBERS)}"


class TestUnlocked(VaultContract):
    """The whole contract, and what only a real one shows."""

    where = "keyring"

    def make_vault(self) -> Vault:
        return KeyringVault(connection())

    def test_its_name(self) -> None:
        assert asyncio.run(KeyringVault().keyring_name()) == "GNOME Keyring / Secret Service"

    def test_the_next_start_reads_it_again(self) -> None:
        where = connection()
        asyncio.run(KeyringVault(where).set(LONG, ORIGIN))
        assert asyncio.run(KeyringVault(where).get()) == StoredToken(ORIGIN, LONG, "keyring")

    def test_nothing_of_it_is_left_after_removal(self) -> None:
        where = connection()
        asyncio.run(KeyringVault(where).set(LONG, ORIGIN))
        assert len(list(_items(where))) == 3
        asyncio.run(KeyringVault(where).delete())
        assert list(_items(where)) == []

    def test_its_scheme(self) -> None:
        where = connection()
        asyncio.run(KeyringVault(where).set(LONG, ORIGIN))
        first = f"Tallyfy Inspector/{where}"
        kept = {attributes["service"]: attributes["username"] for attributes in _items(where)}
        assert kept == {first: "token", f"{first}/2": "token", f"{first}/3": "token"}


class TestUnlockedByOthers:
    """What other programs do with the same keyring."""

    @pytest.fixture
    def tool(self) -> Iterator[None]:
        """The entry of the official command-line tool, as its library makes it."""
        with secretstorage.dbus_init() as bus:
            item = secretstorage.get_default_collection(bus).create_item(
                "Password for 'default' on 'com.tallyfy.cli'",
                {"username": "default", "service": "com.tallyfy.cli"},
                LONG.encode(),
            )
            yield
            item.delete()

    def test_the_tools_token_is_imported_and_stays_where_it_is(self, tool: None) -> None:
        for _time in range(2):
            found = asyncio.run(Imports().take("command_line_tool", ORIGIN))
            assert (found.token, found.item) == (LONG, "com.tallyfy.cli (default)")

    def test_where_the_tool_keeps_none_that_is_said(self) -> None:
        with pytest.raises(ValueError, match="Nothing is kept"):
            asyncio.run(Imports().take("command_line_tool", ORIGIN))

    def test_what_another_program_removed_is_gone_and_what_it_changed_is_noticed(self) -> None:
        for change, said in ((secretstorage.Item.delete, None), (_garble, "changed or damaged")):
            where = connection()
            asyncio.run(KeyringVault(where).set(LONG, ORIGIN))
            with secretstorage.dbus_init() as bus:
                for item in secretstorage.get_default_collection(bus).get_all_items():
                    if item.get_attributes().get("service") == f"Tallyfy Inspector/{where}":
                        change(item)
            if said is None:
                assert asyncio.run(KeyringVault(where).get()) is None
            else:
                with pytest.raises(VaultError, match=said):
                    asyncio.run(KeyringVault(where).get())
            asyncio.run(KeyringVault(where).delete())
            assert list(_items(where)) == []


def _garble(item: secretstorage.Item) -> None:
    item.set_secret(b"another program's")


class TestLocked:
    """The keyring is there, but nobody unlocks it. It cannot be unlocked again: a session of its own."""

    @pytest.fixture(autouse=True)
    def locked(self, session: None) -> None:
        with secretstorage.dbus_init() as bus:
            secretstorage.get_default_collection(bus).lock()

    def test_every_call_says_so(self) -> None:
        vault = KeyringVault()
        for call in (vault.get, vault.delete):
            with pytest.raises(VaultError, match=r"keyring is locked\. Unlock it"):
                asyncio.run(call())

    def test_the_tools_token_cannot_be_imported(self) -> None:
        with pytest.raises(VaultError, match=r"keyring is locked\. Unlock it"):
            asyncio.run(Imports().take("command_line_tool", ORIGIN))

    def test_a_token_is_kept_in_memory_and_that_is_said(self) -> None:
        vault = KeyringVault()
        with pytest.raises(VaultError, match=r"locked.*kept in memory until you quit") as caught:
            asyncio.run(vault.set(CANARY, ORIGIN))
        assert CANARY not in f"{caught.value!r}{caught.value.__cause__!r}"
        assert asyncio.run(vault.get()) == StoredToken(ORIGIN, CANARY, "memory")


class TestNoBus:
    """A computer without D-Bus, such as a server."""

    def test_there_is_no_keyring_and_it_says_why(self) -> None:
        status = asyncio.run(KeyringVault().keyring_status())
        assert status.name is None
        assert status.reason == "This computer has no keyring that can be used now."

    def test_a_token_lives_in_memory(self) -> None:
        vault = KeyringVault()
        assert asyncio.run(vault.get()) is None
        assert asyncio.run(vault.set(LONG, ORIGIN)) == StoredToken(ORIGIN, LONG, "memory")
        assert asyncio.run(vault.get()) == StoredToken(ORIGIN, LONG, "memory")
        asyncio.run(vault.delete())
        assert asyncio.run(vault.get()) is None

    def test_nothing_can_be_imported(self) -> None:
        with pytest.raises(VaultError, match="no keyring that can be used now"):
            asyncio.run(Imports().take("command_line_tool", ORIGIN))


class TestStopped:
    """The daemon hangs in the middle of everything, and comes back."""

    @pytest.fixture
    def stopped(self, session: None) -> Iterator[int]:
        daemon = int(os.environ[DAEMON])
        asyncio.run(KeyringVault("stopped").set("older", ORIGIN))
        os.kill(daemon, signal.SIGSTOP)
        yield daemon
        os.kill(daemon, signal.SIGCONT)

    def test_the_window_lives_on_while_it_hangs(self, stopped: int) -> None:
        assert asyncio.run(_longest_gap_while_hanging()) < 0.6

    def test_a_save_that_hung_is_not_made_later(self, stopped: int) -> None:
        vault = KeyringVault("stopped", timeout=0.3)
        with pytest.raises(VaultError, match=r"does not answer.*in memory until you quit"):
            asyncio.run(vault.set(LONG, ORIGIN))
        os.kill(stopped, signal.SIGCONT)
        time.sleep(0.5)
        assert asyncio.run(KeyringVault("stopped").get()) == StoredToken(ORIGIN, "older", "keyring")

    def test_an_import_that_hangs_is_given_up(self, stopped: int) -> None:
        with pytest.raises(VaultError, match="does not answer"):
            asyncio.run(Imports(timeout=0.3).take("command_line_tool", ORIGIN))

    def test_later_calls_work_once_it_is_back(self, stopped: int) -> None:
        vault = KeyringVault("stopped", timeout=0.3)
        with pytest.raises(VaultError, match="does not answer"):
            asyncio.run(vault.get())
        os.kill(stopped, signal.SIGCONT)
        assert asyncio.run(vault.get()) == StoredToken(ORIGIN, "older", "keyring")


async def _longest_gap_while_hanging() -> float:
    call = asyncio.create_task(KeyringVault("stopped", timeout=1.0).get())
    longest, before = 0.0, time.monotonic()
    while not call.done():
        await asyncio.sleep(0.01)
        longest, before = max(longest, time.monotonic() - before), time.monotonic()
    assert isinstance(call.exception(), VaultError)
    return longest


def _items(where: str) -> Iterator[dict[str, str]]:
    with secretstorage.dbus_init() as bus:
        for item in secretstorage.get_default_collection(bus).get_all_items():
            attributes = item.get_attributes()
            if attributes.get("service", "").startswith(f"Tallyfy Inspector/{where}"):
                yield attributes
