from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from tallyfy_inspector.api.proxies import ProxySetting
from tallyfy_inspector.api.ways import Network
from tallyfy_inspector.ports import StoredToken, VaultError
from tallyfy_inspector.ports_help import NetworkChoice
from tallyfy_inspector.store.memory import MemoryVault
from tallyfy_inspector.store.network import PROXY_VAULT, NetworkSettings
from tallyfy_inspector.store.settings import FILE, Settings
from tallyfy_inspector.store.vault import KeyringVault
from tests.support.certificates import authority
from tests.support.fake_keyring import FakeBackend

PASSWORD = "pässword: SECRETPW/%41"
CHOICE = NetworkChoice("proxy.example:3128", "corp\\someone")
PROXY = "http://proxy.example:3128"


class Kept:
    """The settings of one person, with what was said to the redactor."""

    def __init__(self, folder: Path, vault: MemoryVault | KeyringVault | None = None) -> None:
        self.folder = folder
        self.vault = vault or MemoryVault()
        self.remembered: list[str] = []
        self.book = NetworkSettings(Settings(folder), self.vault, self.remembered.append)

    def choose(self, choice: NetworkChoice, password: str | None = None) -> NetworkChoice:
        return asyncio.run(self.book.choose(choice, password))

    def read(self) -> Network:
        return asyncio.run(self.book.read())


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return Kept(tmp_path)


def test_nothing_is_set_at_first(kept: Kept) -> None:
    assert kept.book.chosen() == NetworkChoice()
    assert kept.read() == Network()
    assert not asyncio.run(kept.book.password_kept())


def test_what_is_chosen_is_what_the_next_request_takes(kept: Kept, tmp_path: Path) -> None:
    file = str(authority(tmp_path).file)
    done = kept.choose(NetworkChoice(" proxy.example:3128 ", " me ", f" {file} "), PASSWORD)
    assert done == NetworkChoice(PROXY, "me", file) == kept.book.chosen()
    assert kept.read() == Network(ProxySetting(PROXY, "me", PASSWORD), file)
    assert asyncio.run(kept.book.password_kept())
    assert PASSWORD in kept.remembered  # so that no log ever holds it


def test_the_password_is_in_the_keyring_under_its_own_name_and_in_no_file(tmp_path: Path) -> None:
    backend = FakeBackend()
    kept = Kept(tmp_path, KeyringVault(PROXY_VAULT, load_backend=lambda: backend, timeout=5))
    kept.choose(CHOICE, PASSWORD)
    assert set(backend.secrets) == {"Tallyfy Inspector/proxy"}
    again = Kept(tmp_path, KeyringVault(PROXY_VAULT, load_backend=lambda: backend, timeout=5))
    assert again.read().proxy == ProxySetting(PROXY, CHOICE.user, PASSWORD)
    written = (tmp_path / FILE).read_text("utf-8")
    assert "SECRETPW" not in written
    assert json.loads(written)["network.proxy"] == PROXY
    # What README and docs/SECURITY.md say is kept in the settings.
    assert set(json.loads(written)) <= {"version", "network.proxy", "network.proxy_user", "network.ca_file"}
    kept.choose(NetworkChoice())
    assert backend.secrets == {}


def test_a_password_goes_to_the_proxy_it_was_saved_for_and_no_other(kept: Kept) -> None:
    kept.choose(CHOICE, PASSWORD)
    Settings(kept.folder).set("network.proxy", "http://stranger.example:3128")  # somebody edits the file
    edited = Kept(kept.folder, kept.vault)
    assert edited.read().proxy == ProxySetting("http://stranger.example:3128", CHOICE.user, "")
    assert not asyncio.run(edited.book.password_kept())
    with pytest.raises(ValueError, match="another proxy"):
        edited.choose(NetworkChoice("http://stranger.example:3128", CHOICE.user))


def test_a_password_left_alone_stays(kept: Kept) -> None:
    kept.choose(CHOICE, PASSWORD)
    kept.choose(NetworkChoice(PROXY, "other"))
    assert kept.read().proxy == ProxySetting(PROXY, "other", PASSWORD)


@pytest.mark.parametrize("choice", [NetworkChoice(), NetworkChoice(PROXY)])
def test_without_a_user_the_password_is_removed(choice: NetworkChoice, kept: Kept) -> None:
    kept.choose(CHOICE, PASSWORD)
    kept.choose(choice)
    assert asyncio.run(kept.vault.get()) is None
    assert PASSWORD not in repr(kept.read())


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        (NetworkChoice("socks5://x"), "SOCKS"),
        (NetworkChoice("", "me"), "proxy's address too"),
        (NetworkChoice(PROXY, "a:b"), "colon"),
        (NetworkChoice(PROXY, "a\x00"), "cannot be seen"),
        (NetworkChoice(PROXY, "a" * 3000), "too long"),
        (NetworkChoice(ca_file="gone.pem"), "cannot be read"),
    ],
)
def test_what_cannot_be_used_is_refused_and_nothing_is_changed(
    choice: NetworkChoice, said: str, kept: Kept
) -> None:
    kept.choose(CHOICE, PASSWORD)
    before = kept.read()
    with pytest.raises(ValueError, match=said):
        kept.choose(choice, "another")
    assert kept.read() == before


@pytest.mark.parametrize("value", [None, 1, ["x"], {"a": 1}, True])
def test_values_of_another_type_count_as_unset(value: object, tmp_path: Path) -> None:
    names = ("network.proxy", "network.proxy_user", "network.ca_file")
    (tmp_path / FILE).write_text(json.dumps({"version": 1, **dict.fromkeys(names, value)}))
    assert Kept(tmp_path).read() == Network()


JWT = "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJhdWQiOiIxIn0.c2lnbmF0dXJl"


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        (NetworkChoice(PROXY, JWT), "The user name looks like a token"),
        (NetworkChoice(ca_file=f"{JWT}.pem"), "The name of the CA file looks like a token"),
    ],
)
def test_what_no_settings_file_keeps_is_refused_and_not_dropped(
    choice: NetworkChoice, said: str, kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / f"{JWT}.pem").write_bytes(authority(tmp_path).file.read_bytes())
    kept.choose(CHOICE, PASSWORD)
    before = kept.read()
    with pytest.raises(ValueError, match=said) as caught:
        kept.choose(choice, "another")
    assert JWT not in str(caught.value)
    assert kept.read() == before


class Locked(MemoryVault):
    """Neither reads nor writes nor removes."""

    async def get(self) -> StoredToken | None:
        raise VaultError("It is locked.")

    async def set(self, token: str, origin: str) -> StoredToken:
        raise VaultError("It is locked.")

    async def delete(self) -> None:
        raise VaultError("It is locked.")


@pytest.mark.parametrize(
    ("password", "said"),
    [
        (None, "Saved. Whether a password is in place is not known. It is locked."),
        ("SECRETPW", "Saved, all but the password. It is locked."),
    ],
)
def test_with_a_locked_keyring_all_is_kept_but_the_password(
    password: str | None, said: str, tmp_path: Path
) -> None:
    kept, file = Kept(tmp_path, Locked()), str(authority(tmp_path).file)
    with pytest.raises(VaultError) as caught:
        kept.choose(NetworkChoice(PROXY, "me", file), password)
    assert str(caught.value) == said
    assert kept.book.chosen() == NetworkChoice(PROXY, "me", file)


def test_a_password_that_could_not_be_removed_is_told(tmp_path: Path) -> None:
    kept = Kept(tmp_path, Locked())
    with pytest.raises(VaultError):
        kept.choose(CHOICE)
    with pytest.raises(VaultError, match=r"^Saved\. The old password may still be in the keyring\. It is"):
        kept.choose(NetworkChoice())
    assert kept.book.chosen() == NetworkChoice()


def test_a_password_that_is_only_in_memory_is_said_to_be_and_never_called_a_token(tmp_path: Path) -> None:
    backend = FakeBackend()
    backend.fail = lambda step, _service: PermissionError() if step == "set" else None
    kept = Kept(tmp_path, KeyringVault(PROXY_VAULT, load_backend=lambda: backend, timeout=5))
    with pytest.raises(VaultError) as caught:
        kept.choose(CHOICE, PASSWORD)
    assert str(caught.value).startswith("Saved, the password only until you quit. The keyring refused.")
    assert "token" not in str(caught.value)
    assert kept.read().proxy == ProxySetting(PROXY, CHOICE.user, PASSWORD)


def test_a_keyring_that_fails_is_said_only_where_a_password_is_needed(tmp_path: Path) -> None:
    class Broken(MemoryVault):
        async def get(self) -> None:
            raise VaultError("locked")

    kept = Kept(tmp_path, Broken())
    assert kept.read() == Network()
    kept.choose(NetworkChoice(PROXY))
    assert kept.read().proxy == ProxySetting(PROXY)
    Settings(tmp_path).set("network.proxy_user", "me")
    with pytest.raises(VaultError, match="locked"):
        Kept(tmp_path, Broken()).read()
