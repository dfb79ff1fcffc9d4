"""What every vault promises: one class of tests that the tests of each vault inherit.

    class TestMemoryVault(VaultContract):
        def make_vault(self) -> Vault:
            return MemoryVault()

A new vault: such a class, with `where` when what it saves does not lie in memory.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Literal

import pytest

from tallyfy_inspector.ports import StoredToken, Vault

ORIGIN = "https://go.tallyfy.com:443"
OTHER_ORIGIN = "https://eu.tallyfy.example:8443"
CANARY = "canary-" + "7f3a9c" * 8
LONG = "".join(f"{number:04d}." for number in range(400))
"""2,000 characters, no two parts of which are equal."""


class VaultContract:
    """Inherited by the test class of each vault."""

    where: Literal["keyring", "memory"] = "memory"
    first: StoredToken | None = None
    """What the vault answers before anything was saved."""

    def make_vault(self) -> Vault:
        """A vault in which nothing was saved."""
        raise AssertionError("say which vault")

    @pytest.fixture
    def vault(self) -> Vault:
        return self.make_vault()

    def test_it_starts_without_a_saved_token(self, vault: Vault) -> None:
        assert asyncio.run(vault.get()) == self.first

    @pytest.mark.parametrize("token", ["t", CANARY, LONG, "x" * 16_000])
    def test_it_keeps_a_token_with_its_origin(self, vault: Vault, token: str) -> None:
        stored = asyncio.run(vault.set(token, ORIGIN))
        assert stored == StoredToken(ORIGIN, token, self.where)
        assert asyncio.run(vault.get()) == stored

    def test_a_new_token_takes_the_place_of_an_older_longer_one(self, vault: Vault) -> None:
        asyncio.run(vault.set(LONG, ORIGIN))
        asyncio.run(vault.set("short", OTHER_ORIGIN))
        assert asyncio.run(vault.get()) == StoredToken(OTHER_ORIGIN, "short", self.where)

    def test_a_removed_token_is_gone(self, vault: Vault) -> None:
        asyncio.run(vault.set(LONG, ORIGIN))
        asyncio.run(vault.delete())
        assert asyncio.run(vault.get()) is None

    def test_removing_what_is_not_there_is_no_error(self, vault: Vault) -> None:
        asyncio.run(vault.delete())
        asyncio.run(vault.delete())
        assert asyncio.run(vault.get()) is None

    def test_it_can_be_used_after_a_removal(self, vault: Vault) -> None:
        asyncio.run(vault.set(CANARY, ORIGIN))
        asyncio.run(vault.delete())
        asyncio.run(vault.set("next", ORIGIN))
        assert asyncio.run(vault.get()) == StoredToken(ORIGIN, "next", self.where)

    def test_calls_side_by_side_take_turns(self, vault: Vault) -> None:
        async def all_at_once() -> StoredToken | None:
            await asyncio.gather(*(vault.set(f"{LONG}{number}", ORIGIN) for number in range(3)), vault.get())
            return await vault.get()

        assert asyncio.run(all_at_once()) == StoredToken(ORIGIN, f"{LONG}2", self.where)

    def test_a_cancelled_call_leaves_it_usable(self, vault: Vault) -> None:
        async def cancel_one() -> StoredToken | None:
            call = asyncio.create_task(vault.set(CANARY, ORIGIN))
            await asyncio.sleep(0)
            call.cancel()
            await asyncio.gather(call, return_exceptions=True)
            await vault.set("next", ORIGIN)
            return await vault.get()

        assert asyncio.run(cancel_one()) == StoredToken(ORIGIN, "next", self.where)

    def test_the_token_shows_in_no_repr_and_no_log_line(
        self, vault: Vault, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.DEBUG)
        stored = asyncio.run(vault.set(CANARY, ORIGIN))
        found = asyncio.run(vault.get())
        asyncio.run(vault.delete())
        assert CANARY not in f"{stored!r} {stored} {found!r} {vault!r} {vault} {caplog.text}"
