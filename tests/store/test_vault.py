from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import keyring.errors
import pytest

from tallyfy_inspector.ports import StoredToken, Vault, VaultError
from tallyfy_inspector.store.vault import KeyringVault, NotSavedError
from tests.support.fake_keyring import FakeBackend
from tests.support.keyring_session import no_session, private_session, run_checks
from tests.support.vault_contract import CANARY, LONG, ORIGIN, OTHER_ORIGIN, VaultContract

FIRST = "Tallyfy Inspector/default"
linux = pytest.mark.skipif(sys.platform != "linux", reason="gnome-keyring is a keyring of Linux")

NOTHING_AT_IMPORT = """
import sys
import tallyfy_inspector.store.vault as vault
made = vault.KeyringVault()
print([name for name in sys.modules if name.partition(".")[0] == "keyring"])
"""


class TestKeyringVault(VaultContract):
    """The whole contract over a back end with the narrowest cap there is."""

    where = "keyring"

    def make_vault(self) -> Vault:
        backend = FakeBackend()
        return KeyringVault(load_backend=lambda: backend)


class TestWithoutKeyring(VaultContract):
    """The whole contract where there is none: in memory."""

    def make_vault(self) -> Vault:
        return KeyringVault()  # tests/conftest.py takes every keyring away


@pytest.fixture
def backend() -> FakeBackend:
    return FakeBackend()


@pytest.fixture
def vault(backend: FakeBackend) -> KeyringVault:
    return KeyringVault(load_backend=lambda: backend, timeout=5)


def fresh(backend: FakeBackend) -> KeyringVault:
    """The vault as the next start of the program makes it."""
    return KeyringVault(load_backend=lambda: backend, timeout=5)


@linux
@pytest.mark.parametrize("chosen", ["Unlocked or Stopped", "Locked and not Unlocked"])
def test_against_a_real_keyring(chosen: str, tmp_path: Path) -> None:
    with private_session(tmp_path) as session:
        ended = run_checks(chosen, session.environment)
    assert ended.returncode == 0, ended.stdout + ended.stderr


@linux
def test_on_a_computer_without_d_bus() -> None:
    ended = run_checks("NoBus", no_session())
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_keyring_is_not_imported_before_the_first_call() -> None:
    command = [sys.executable, "-c", NOTHING_AT_IMPORT]
    assert subprocess.run(command, capture_output=True, text=True, timeout=20).stdout == "[]\n"


def test_the_back_end_is_met_in_daemon_threads_alone(vault: KeyringVault, backend: FakeBackend) -> None:
    asyncio.run(vault.set(LONG, ORIGIN))
    asyncio.run(vault.delete())
    assert backend.threads
    assert all(thread.daemon and thread is not threading.main_thread() for thread in backend.threads)


def test_a_token_is_read_from_the_keyring_once(vault: KeyringVault, backend: FakeBackend) -> None:
    asyncio.run(vault.set(LONG, ORIGIN))
    again = fresh(backend)
    asyncio.run(again.get())
    before = len(backend.steps)
    assert asyncio.run(again.get()) == StoredToken(ORIGIN, LONG, "keyring")
    assert len(backend.steps) == before


def test_a_token_that_another_window_saved_is_found(vault: KeyringVault, backend: FakeBackend) -> None:
    assert asyncio.run(vault.get()) is None
    asyncio.run(fresh(backend).set(LONG, ORIGIN))
    assert asyncio.run(vault.get()) == StoredToken(ORIGIN, LONG, "keyring")


def test_each_connection_has_a_token_of_its_own(backend: FakeBackend) -> None:
    one, two = (KeyringVault(name, load_backend=lambda: backend) for name in ("default", "second"))
    asyncio.run(one.set("first", ORIGIN))
    asyncio.run(two.set("second", OTHER_ORIGIN))
    asyncio.run(one.delete())
    assert asyncio.run(two.get()) == StoredToken(OTHER_ORIGIN, "second", "keyring")
    assert list(backend.secrets) == ["Tallyfy Inspector/second"]


def test_no_secret_is_longer_than_the_narrowest_keyring_holds(
    vault: KeyringVault, backend: FakeBackend
) -> None:
    asyncio.run(vault.set("x" * 16_000, "https://" + "h" * 253 + ":65535"))
    assert max(map(len, backend.secrets.values())) <= 1_000


def test_nothing_is_left_in_the_keyring_after_removal(vault: KeyringVault, backend: FakeBackend) -> None:
    asyncio.run(vault.set(LONG, ORIGIN))
    asyncio.run(vault.delete())
    assert backend.secrets == {}


@pytest.mark.parametrize("damage", ["", "another program's", None])
def test_a_token_that_was_changed_is_said_and_can_be_replaced(
    vault: KeyringVault, backend: FakeBackend, damage: str | None
) -> None:
    asyncio.run(vault.set(LONG, ORIGIN))
    if damage is None:
        backend.secrets[f"{FIRST}/2"] = backend.secrets[f"{FIRST}/3"]
    else:
        backend.secrets[FIRST] = damage
    again = fresh(backend)
    with pytest.raises(VaultError, match="changed or damaged"):
        asyncio.run(again.get())
    asyncio.run(again.set("new", ORIGIN))
    assert asyncio.run(fresh(backend).get()) == StoredToken(ORIGIN, "new", "keyring")


def test_a_token_moved_to_another_origin_is_not_believed(vault: KeyringVault, backend: FakeBackend) -> None:
    asyncio.run(vault.set(LONG, ORIGIN))
    backend.secrets[FIRST] = backend.secrets[FIRST].replace(ORIGIN, OTHER_ORIGIN)
    with pytest.raises(VaultError, match="changed or damaged"):
        asyncio.run(fresh(backend).get())


def test_a_token_that_can_be_kept_nowhere_is_refused(vault: KeyringVault, backend: FakeBackend) -> None:
    with pytest.raises(VaultError, match="too long"):
        asyncio.run(vault.set("x" * 16_001, ORIGIN))
    assert asyncio.run(vault.get()) is None
    assert backend.secrets == {}


def test_a_failed_save_keeps_the_older_token_and_the_new_one_in_memory(
    vault: KeyringVault, backend: FakeBackend
) -> None:
    asyncio.run(vault.set("older", ORIGIN))
    backend.fail = lambda step, name: (
        keyring.errors.PasswordSetError(CANARY) if (step, name) == ("set", FIRST) else None
    )
    with pytest.raises(NotSavedError, match=r"refused.*in memory until you quit"):
        asyncio.run(vault.set(LONG, ORIGIN))
    assert asyncio.run(vault.get()) == StoredToken(ORIGIN, LONG, "memory")
    assert asyncio.run(fresh(backend).get()) == StoredToken(ORIGIN, "older", "keyring")


def test_a_failed_removal_says_that_the_token_may_still_be_there(
    vault: KeyringVault, backend: FakeBackend
) -> None:
    asyncio.run(vault.set(LONG, ORIGIN))
    backend.fail = lambda step, _name: keyring.errors.PasswordDeleteError() if step == "delete" else None
    with pytest.raises(VaultError, match="may still be in the keyring"):
        asyncio.run(vault.delete())
    backend.fail = lambda _step, _name: None
    asyncio.run(vault.delete())
    assert backend.secrets == {}


def test_a_removal_that_the_keyring_only_pretended_names_the_entry(backend: FakeBackend) -> None:
    vault = KeyringVault("0badcafe", load_backend=lambda: backend, timeout=5)
    asyncio.run(vault.set(LONG, ORIGIN))
    backend.delete_password = lambda service, username: None  # type: ignore[method-assign]
    with pytest.raises(VaultError, match=r"still holds the token.*“Tallyfy Inspector/0badcafe”"):
        asyncio.run(vault.delete())


@pytest.mark.parametrize("call", [lambda v: v.get(), lambda v: v.set(LONG, ORIGIN), lambda v: v.delete()])
@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PermissionError("denied"), "refused"),
        (keyring.errors.PasswordSetError("denied"), "refused"),
        (keyring.errors.KeyringLocked("locked"), "keyring is locked"),
    ],
)
def test_whatever_is_asked_a_keyring_that_denies_or_is_locked_says_so(
    vault: KeyringVault,
    backend: FakeBackend,
    error: Exception,
    said: str,
    call: Callable[[Vault], Coroutine[Any, Any, object]],
) -> None:
    backend.fail = lambda _step, _name: error
    with pytest.raises(VaultError, match=said):
        asyncio.run(call(vault))


def test_a_token_that_was_removed_behind_our_back_is_none_at_the_next_start(
    vault: KeyringVault, backend: FakeBackend
) -> None:
    asyncio.run(vault.set(LONG, ORIGIN))
    del backend.secrets[FIRST]
    again = fresh(backend)
    assert asyncio.run(again.get()) is None
    asyncio.run(again.set("short", ORIGIN))
    assert list(backend.secrets) == [FIRST]  # the parts that were left over are gone, too


def test_a_keyring_that_may_not_be_used_is_named() -> None:
    plain = type("PlaintextKeyring", (FakeBackend,), {"__module__": "keyrings.alt.file"})
    vault = KeyringVault(load_backend=plain)
    with pytest.raises(
        VaultError, match=r"“keyrings\.alt\.file\.PlaintextKeyring”.*in memory until you quit"
    ):
        asyncio.run(vault.keyring_name())
    assert asyncio.run(vault.set("token", ORIGIN)) == StoredToken(ORIGIN, "token", "memory")


def test_a_keyring_that_went_away_is_not_taken_for_a_removal(
    vault: KeyringVault, backend: FakeBackend
) -> None:
    asyncio.run(vault.set(LONG, ORIGIN))
    backend.fail = lambda _step, _name: keyring.errors.NoKeyringError()
    with pytest.raises(VaultError, match="may still be in the keyring"):
        asyncio.run(vault.delete())


def test_a_keyring_that_cannot_be_opened_is_none(vault: KeyringVault, backend: FakeBackend) -> None:
    backend.fail = lambda _step, _name: keyring.errors.InitError("Prompt dismissed")
    assert asyncio.run(vault.get()) is None
    assert asyncio.run(vault.set(LONG, ORIGIN)) == StoredToken(ORIGIN, LONG, "memory")
    asyncio.run(vault.delete())
    assert asyncio.run(vault.get()) is None


@pytest.mark.parametrize("call", [lambda v: v.get(), lambda v: v.set(LONG, ORIGIN), lambda v: v.delete()])
def test_a_keyring_that_hangs_is_said_and_later_calls_work(
    backend: FakeBackend, call: Callable[[Vault], Coroutine[Any, Any, object]]
) -> None:
    vault = KeyringVault(load_backend=lambda: backend, timeout=0.3)
    backend.hang_at = ("get", FIRST)
    with pytest.raises(VaultError, match="does not answer"):
        asyncio.run(call(vault))
    backend.release()
    assert asyncio.run(vault.set("next", ORIGIN)) == StoredToken(ORIGIN, "next", "keyring")


def test_a_save_that_hung_gives_way_to_the_next_one(backend: FakeBackend) -> None:
    vault = KeyringVault(load_backend=lambda: backend, timeout=0.3)
    backend.hang_at = ("set", f"{FIRST}/2")
    with pytest.raises(NotSavedError, match="does not answer"):
        asyncio.run(vault.set(LONG, ORIGIN))
    backend.hang_at = None
    asyncio.run(vault.set("next", ORIGIN))
    late = [thread for thread in backend.threads if thread.is_alive()]
    backend.release()
    for thread in late:
        thread.join(5)
    assert late
    assert asyncio.run(fresh(backend).get()) == StoredToken(ORIGIN, "next", "keyring")
    assert list(backend.secrets) == [FIRST]


def test_a_token_that_is_removed_while_it_is_read_is_gone(vault: KeyringVault, backend: FakeBackend) -> None:
    asyncio.run(fresh(backend).set(LONG, ORIGIN))
    backend.hang_at = ("get", f"{FIRST}/2")

    async def both() -> None:
        reading = asyncio.ensure_future(vault.get())
        await asyncio.to_thread(backend.hanging.wait, 5)
        removing = asyncio.ensure_future(vault.delete())
        await asyncio.sleep(0)
        backend.release()
        await asyncio.gather(reading, removing)

    asyncio.run(both())
    assert (backend.secrets, asyncio.run(vault.get())) == ({}, None)


async def at_once(*calls: Coroutine[Any, Any, object]) -> list[object]:
    return await asyncio.gather(*calls, return_exceptions=True)


def test_a_token_that_is_removed_while_it_is_saved_is_gone(vault: KeyringVault, backend: FakeBackend) -> None:
    asyncio.run(at_once(vault.set(LONG, ORIGIN), vault.delete()))
    assert (backend.secrets, asyncio.run(vault.get())) == ({}, None)


def test_a_token_kept_in_memory_is_not_replaced_by_an_older_one(
    vault: KeyringVault, backend: FakeBackend
) -> None:
    asyncio.run(fresh(backend).set("older", ORIGIN))
    backend.fail = lambda step, _name: keyring.errors.PasswordSetError() if step == "set" else None
    _refused, found = asyncio.run(at_once(vault.set(LONG, ORIGIN), vault.get()))
    assert found == asyncio.run(vault.get()) == StoredToken(ORIGIN, LONG, "memory")


def test_the_error_of_the_back_end_is_kept_as_the_cause_and_not_shown(
    vault: KeyringVault, backend: FakeBackend
) -> None:
    backend.fail = lambda _step, _name: RuntimeError("what the back end says")
    with pytest.raises(VaultError, match=r"failed \(RuntimeError\)") as caught:
        asyncio.run(vault.get())
    assert isinstance(caught.value.__cause__, RuntimeError)
    assert "what the back end says" not in str(caught.value)


@pytest.mark.parametrize("step", ["get", "set", "delete"])
def test_no_exception_holds_the_token(vault: KeyringVault, backend: FakeBackend, step: str) -> None:
    backend.fail = lambda now, _name: OSError("refused") if now == step else None
    backend.secrets[f"{FIRST}/2"] = "a stray one"
    with pytest.raises(VaultError) as caught:
        asyncio.run(vault.set(CANARY, ORIGIN))
    assert CANARY not in "".join(traceback.format_exception(caught.value))


def test_the_keyrings_name(vault: KeyringVault) -> None:
    assert asyncio.run(vault.keyring_name()) == "Windows Credential Manager"


@pytest.mark.parametrize("selected", ["keyring.backends.null.Keyring", "keyrings.nowhere.Keyring"])
def test_a_back_end_named_by_the_environment_is_not_used(selected: str) -> None:
    script = (
        "import asyncio; from tallyfy_inspector.store.vault import KeyringVault; v = KeyringVault()\n"
        "print(asyncio.run(v.set('t', 'https://h:443')).where, asyncio.run(v.keyring_status()).reason)"
    )
    command = [
        sys.executable,
        "-X",
        "utf8",
        "-c",
        f"import os; os.environ['PYTHON_KEYRING_BACKEND'] = {selected!r}\n{script}",
    ]
    ended = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=20)
    assert ended.stdout.startswith("memory This computer"), ended.stderr
    assert (f"“{selected}”" in ended.stdout) == ("null" in selected)
