from __future__ import annotations

import asyncio
import os

import pytest

from tallyfy_inspector.ports import StoredToken, Vault, VaultError
from tallyfy_inspector.store.environment import EnvironmentVault, take_environment
from tallyfy_inspector.store.memory import MemoryVault
from tallyfy_inspector.store.vault import KeyringVault
from tests.support.fake_keyring import FakeBackend
from tests.support.vault_contract import CANARY, ORIGIN, OTHER_ORIGIN, VaultContract

FROM_ENVIRONMENT = StoredToken(OTHER_ORIGIN, "from the environment", "environment")


class TestEnvironmentVault(VaultContract):
    """The whole contract; what it saves goes to the vault behind it."""

    first = FROM_ENVIRONMENT

    def make_vault(self) -> Vault:
        return EnvironmentVault(MemoryVault(), FROM_ENVIRONMENT.token, OTHER_ORIGIN)


def test_the_environments_token_never_reaches_the_vault_behind() -> None:
    backend = FakeBackend()
    vault = EnvironmentVault(KeyringVault(load_backend=lambda: backend), CANARY, ORIGIN)
    assert asyncio.run(vault.get()) == StoredToken(ORIGIN, CANARY, "environment")
    assert asyncio.run(vault.keyring_name()) == "Windows Credential Manager"
    assert backend.steps == []


def test_it_goes_before_a_saved_one_and_removal_takes_both() -> None:
    inner = MemoryVault(StoredToken(ORIGIN, "saved"))
    vault = EnvironmentVault(inner, CANARY, OTHER_ORIGIN)
    assert asyncio.run(vault.get()) == StoredToken(OTHER_ORIGIN, CANARY, "environment")
    asyncio.run(vault.delete())
    assert asyncio.run(vault.get()) is None
    assert asyncio.run(inner.get()) is None


def test_a_new_token_that_only_memory_took_is_the_one_to_use() -> None:
    backend = FakeBackend()
    backend.fail = lambda step, _service: OSError("full") if step == "set" else None
    vault = EnvironmentVault(KeyringVault(load_backend=lambda: backend), CANARY, ORIGIN)
    with pytest.raises(VaultError, match="in memory until you quit"):
        asyncio.run(vault.set("new", ORIGIN))
    assert asyncio.run(vault.get()) == StoredToken(ORIGIN, "new", "memory")


def test_a_token_that_nothing_took_changes_nothing() -> None:
    vault = EnvironmentVault(KeyringVault(load_backend=FakeBackend), CANARY, ORIGIN)
    with pytest.raises(VaultError, match="too long"):
        asyncio.run(vault.set("x" * 16_001, ORIGIN))
    assert asyncio.run(vault.get()) == StoredToken(ORIGIN, CANARY, "environment")


def test_the_three_variables_are_read_and_the_token_is_taken_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TALLYFY_ACCESS_TOKEN", f" Bearer {CANARY}\n")
    monkeypatch.setenv("TALLYFY_ORG_ID", " an organization ")
    monkeypatch.setenv("TALLYFY_BASE_URL", "https://tallyfy.example/api")
    settings = take_environment(os.environ)
    assert (settings.token, settings.organization) == (CANARY, "an organization")
    assert (settings.base_url, settings.problem) == ("https://tallyfy.example/api", None)
    assert "TALLYFY_ACCESS_TOKEN" not in os.environ
    assert os.environ["TALLYFY_ORG_ID"] == " an organization "


@pytest.mark.parametrize("text", ["", "  ", "YOUR_PERSONAL_ACCESS_TOKEN", " YOUR_PERSONAL_ACCESS_TOKEN\n"])
def test_an_empty_token_and_the_placeholder_count_as_unset(text: str) -> None:
    settings = take_environment({"TALLYFY_ACCESS_TOKEN": text})
    assert (settings.token, settings.problem) == (None, None)


def test_nothing_set_is_nothing() -> None:
    settings = take_environment({})
    assert (settings.token, settings.organization, settings.base_url) == (None, None, None)


def test_what_is_no_token_is_said_without_quoting_it() -> None:
    environ = {"TALLYFY_ACCESS_TOKEN": f"{CANARY} {CANARY}"}
    settings = take_environment(environ)
    assert (settings.token, environ) == (None, {})
    assert settings.problem is not None
    assert settings.problem.startswith("The token in TALLYFY_ACCESS_TOKEN was not used.")
    assert CANARY not in settings.problem


def test_the_token_is_in_no_repr() -> None:
    assert CANARY not in repr(take_environment({"TALLYFY_ACCESS_TOKEN": CANARY}))
