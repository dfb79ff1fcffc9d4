"""A vault that forgets: the token lives until the program quits. For runs that must leave nothing behind
(a throw-away profile, the demo) and for tests. Knows no keyring and no file."""

from __future__ import annotations

from tallyfy_inspector.ports import StoredToken


class MemoryVault:
    """Meets `ports.Vault`; starts with `token` when there is one."""

    def __init__(self, token: StoredToken | None = None) -> None:
        self._token = token

    async def get(self) -> StoredToken | None:
        """The token, or None."""
        return self._token

    async def set(self, token: str, origin: str) -> StoredToken:
        """Keep `token` until the program quits."""
        self._token = StoredToken(origin, token, "memory")
        return self._token

    async def delete(self) -> None:
        """Forget the token."""
        self._token = None

    async def keyring_name(self) -> str | None:
        """None: no keyring is used."""
        return None
