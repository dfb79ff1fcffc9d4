from __future__ import annotations

import asyncio

from tallyfy_inspector.ports import StoredToken, Vault
from tallyfy_inspector.store.memory import MemoryVault
from tests.support.vault_contract import ORIGIN, VaultContract


class TestMemoryVault(VaultContract):
    """The whole contract."""

    def make_vault(self) -> Vault:
        return MemoryVault()


def test_it_may_start_with_a_token() -> None:
    token = StoredToken(ORIGIN, "demo", "memory")
    assert asyncio.run(MemoryVault(token).get()) is token


def test_it_uses_no_keyring() -> None:
    assert asyncio.run(MemoryVault().keyring_name()) is None
