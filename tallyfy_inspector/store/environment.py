"""What the environment says for this run: `TALLYFY_ACCESS_TOKEN`, `TALLYFY_ORG_ID`, `TALLYFY_BASE_URL`.

The token is taken out of the environment when it is read, so that no child process inherits it. It is
never saved. Knows no keyring: the vault behind it is handed in. It stands before the first paint: what it
needs for a token is loaded when there is one.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tallyfy_inspector.texts import _

if TYPE_CHECKING:
    from tallyfy_inspector.ports import StoredToken, Vault

TOKEN = "TALLYFY_ACCESS_TOKEN"  # noqa: S105 - the variable's name
ORGANIZATION = "TALLYFY_ORG_ID"
BASE_URL = "TALLYFY_BASE_URL"


@dataclass(frozen=True, slots=True)
class EnvironmentSettings:
    """None stands for what is not set. `problem` is a sentence when the token was there and is no token."""

    token: str | None = field(repr=False)
    organization: str | None
    base_url: str | None = field(repr=False)
    problem: str | None = None


def take_environment(environ: MutableMapping[str, str]) -> EnvironmentSettings:
    """Read the three variables of `environ` and take the token's out of it."""
    token, problem = _token(environ.pop(TOKEN, ""))
    return EnvironmentSettings(
        token=token,
        organization=environ.get(ORGANIZATION, "").strip() or None,
        base_url=environ.get(BASE_URL, "").strip() or None,
        problem=problem,
    )


def _token(text: str) -> tuple[str | None, str | None]:
    if not text.strip():
        return None, None
    from tallyfy_inspector.api.token import PLACEHOLDER, clean_token

    if text.strip() == PLACEHOLDER:
        return None, None
    try:
        return clean_token(text), None
    except ValueError as refusal:
        where = _("The token in {variable} was not used.").format(variable=TOKEN)
        return None, f"{where} {refusal}"


class EnvironmentVault:
    """Meets `ports.Vault`: answers the environment's token until another one is saved or it is removed,
    from then on what `inner` holds. Nothing of the environment reaches `inner`."""

    def __init__(self, inner: Vault, token: str, origin: str) -> None:
        from tallyfy_inspector.ports import StoredToken

        self._inner = inner
        self._token: StoredToken | None = StoredToken(origin, token, "environment")

    async def get(self) -> StoredToken | None:
        """The environment's token, else the inner vault's. Raises VaultError."""
        return self._token or await self._inner.get()

    async def set(self, token: str, origin: str) -> StoredToken:
        """Keep `token` in the inner vault and use it from now on. Raises VaultError."""
        from tallyfy_inspector.store.vault import NotSavedError

        try:
            stored = await self._inner.set(token, origin)
        except NotSavedError:
            self._token = None
            raise
        self._token = None
        return stored

    async def delete(self) -> None:
        """Forget the environment's token for this run, and remove the inner vault's. Raises VaultError."""
        self._token = None
        await self._inner.delete()

    async def keyring_name(self) -> str | None:
        """The inner vault's."""
        return await self._inner.keyring_name()
