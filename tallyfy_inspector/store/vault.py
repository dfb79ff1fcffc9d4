"""The token of one connection in the operating system's keyring. The only place that imports keyring.

keyring is imported in the vault's own thread at the first call, never when this module is imported: it
costs up to a tenth of a second at start. Where there is no keyring that may be used, a token is kept in
memory until the program quits; there is no file it falls back to, ever. How a token is laid out in the
keyring stands in `chunks` and `parts`, which back ends may hold it in `backends`, the sentences in
`keyring_errors`. Knows no window and no network.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from tallyfy_inspector.ports import FIRST_CONNECTION, StoredToken, VaultError
from tallyfy_inspector.store import chunks, keyring_errors
from tallyfy_inspector.store.backends import MissingKeyringError, Usable, choose
from tallyfy_inspector.store.keyring_thread import Check, KeyringThread
from tallyfy_inspector.store.parts import Parts, ReadBackError, service
from tallyfy_inspector.texts import _

Kept = TypeVar("Kept", StoredToken, None)


class NotSavedError(VaultError):
    """The keyring did not take the token; it is kept in memory instead, and the vault answers with it."""


@dataclass(frozen=True, slots=True)
class KeyringStatus:
    """`name`: the usable keyring's name for people, or None; then `reason` is a sentence that says why, and
    `refused` whether there is one that may not be used."""

    name: str | None
    reason: str | None
    refused: bool = False


def offered_keyring() -> object:
    """The back end that keyring offers, not judged yet (`backends.choose`). Blocks; imports keyring."""
    import keyring

    return keyring.get_keyring()


def usable_keyring(load_backend: Callable[[], object]) -> Usable:
    """The back end that may hold a token; blocks. Raises MissingKeyringError when there is none."""
    try:
        offered = load_backend()
    except Exception as error:
        # A back end that is configured but not installed, or whose start fails.
        raise MissingKeyringError from error
    return choose(offered)


class KeyringVault:
    """Meets `ports.Vault`.

    `load_backend` is called in the vault's thread and answers the back end that keyring offers. `timeout`
    in seconds bounds every call.
    """

    def __init__(
        self,
        connection_id: str = FIRST_CONNECTION,
        *,
        load_backend: Callable[[], object] = offered_keyring,
        timeout: float = 10.0,
    ) -> None:
        self._connection = connection_id
        self._parts = Parts(connection_id)
        self._load_backend = load_backend
        self._thread = KeyringThread(timeout)
        self._usable: Usable | None = None
        self._kept: StoredToken | None = None
        self._changes = 0  # of `_kept`, by a `set` or a `delete`

    async def get(self) -> StoredToken | None:
        """The token, or None. A found one is read from the keyring once; that none was found is not
        remembered, since another window may save one. A token that was saved or removed meanwhile is not
        replaced by what the keyring held before. Raises VaultError."""
        if self._kept is None:
            before = self._changes
            found = None
            try:
                found = await self._thread.run(self._read)
            except Exception as error:
                if before == self._changes and not _is_none(error):
                    raise VaultError(keyring_errors.sentence(error)) from error
            if before == self._changes:
                self._kept = found
        return self._kept

    async def set(self, token: str, origin: str) -> StoredToken:
        """Keep `token` for `origin` in place of an older one; in memory where there is no usable keyring.

        Raises NotSavedError when there is one and it failed (the token is in memory then), and VaultError
        for a token that could be kept nowhere.
        """
        parts = _packed(token, origin)
        try:
            await self._thread.run(lambda check: self._parts.write(self._backend().backend, parts, check))
        except Exception as error:
            kept = self._change(StoredToken(origin, token, "memory"))
            if _is_no_keyring(error):
                return kept
            raise NotSavedError(_not_saved(error)) from error
        return self._change(StoredToken(origin, token, "keyring"))

    async def delete(self) -> None:
        """Forget the token in memory, remove all its parts from the keyring and read that back.

        Raises VaultError when the keyring may still hold it.
        """
        was_in_keyring = self._kept is not None and self._kept.where == "keyring"
        self._change(None)  # at once: nothing is sent with it any more
        try:
            await self._thread.run(lambda check: self._parts.clear(self._backend().backend, check))
        except Exception as error:
            if was_in_keyring or not _is_no_keyring(error):
                raise VaultError(self._not_removed(error)) from error
        finally:
            self._change(None)  # one that was still being saved came before this

    async def keyring_name(self) -> str | None:
        """The usable keyring's name for people, or None. Raises VaultError when that cannot be found out, and
        where there is one that may not be used: whoever set it up did not mean tokens to be forgotten."""
        status = await self.keyring_status()
        if status.refused:
            raise VaultError(_and_in_memory(status.reason or ""))
        return status.name

    async def keyring_status(self) -> KeyringStatus:
        """Which keyring is used, or why none is. Raises VaultError when that cannot be found out."""
        try:
            usable = await self._thread.run(lambda _check: self._backend())
        except MissingKeyringError as error:
            return KeyringStatus(None, keyring_errors.sentence(error), refused=error.refused is not None)
        except Exception as error:
            raise VaultError(keyring_errors.sentence(error)) from error
        return KeyringStatus(usable.name, None)

    def _change(self, stored: Kept) -> Kept:
        self._kept = stored
        self._changes += 1
        return stored

    def _read(self, check: Check) -> StoredToken | None:
        parts = self._parts.read(self._backend().backend, check)
        if not parts:
            return None
        token, origin = chunks.unpack(parts)
        return StoredToken(origin, token, "keyring")

    def _not_removed(self, error: Exception) -> str:
        if isinstance(error, ReadBackError):  # it said yes, and holds it all the same
            return _(
                "The keyring still holds the token although it was told to remove it. Remove the entry "
                "“{entry}” with this computer's own program for passwords."
            ).format(entry=service(self._connection, 1))
        left = _("The token may still be in the keyring.")
        return f"{keyring_errors.sentence(error)} {left}"

    def _backend(self) -> Usable:
        if self._usable is None:
            self._usable = usable_keyring(self._load_backend)
        return self._usable


def _packed(token: str, origin: str) -> tuple[str, ...]:
    try:
        return chunks.pack(token, origin)
    except ValueError as error:
        raise VaultError(str(error)) from None


def _is_none(error: Exception) -> bool:
    return isinstance(error, MissingKeyringError) or keyring_errors.kind(error) == "absent"


def _is_no_keyring(error: Exception) -> bool:
    return keyring_errors.kind(error) in {"absent", "refused"}


def _not_saved(error: Exception) -> str:
    return _and_in_memory(keyring_errors.sentence(error))


def _and_in_memory(sentence: str) -> str:
    kept = _("The token is kept in memory until you quit.")
    return f"{sentence} {kept}"
