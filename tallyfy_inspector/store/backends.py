"""Which of keyring's back ends may hold a token: the operating systems' own, by an allow-list of modules.

`PYTHON_KEYRING_BACKEND` and keyringrc.cfg can name any class, a plain-text file among them: whatever is not
in the table is named and refused. Knows the back ends by their module's name only and imports none.

A new one: add its row to `NAMES`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from tallyfy_inspector.store.parts import Backend

# One interface of several programs: GNOME Keyring's, KWallet's and others' are asked alike.
_SHARED = "GNOME Keyring / Secret Service"
NAMES = {
    "keyring.backends.SecretService": _SHARED,
    "keyring.backends.libsecret": _SHARED,
    "keyring.backends.kwallet": "KWallet",
    "keyring.backends.macOS": "macOS Keychain",
    "keyring.backends.Windows": "Windows Credential Manager",
}
"""Module of the back end, and what people call the keyring. These are proper names."""

_CHAIN = "keyring.backends.chainer"
_NONE = "keyring.backends.fail"


@dataclass(frozen=True, slots=True)
class Usable:
    """A back end that may hold a token, and its keyring's name for people."""

    backend: Backend
    name: str


class MissingKeyringError(Exception):
    """No keyring that may hold a token. `refused` is the class name of one that may not, or None."""

    def __init__(self, refused: str | None = None) -> None:
        super().__init__(refused or "none")
        self.refused = refused


def choose(found: object) -> Usable:
    """The back end to use when keyring offers `found`: itself or, in a chain, the first allowed one.

    Raises MissingKeyringError when there is none.
    """
    for candidate in _candidates(found):
        name = NAMES.get(_module(candidate))
        if name is not None:
            return Usable(cast(Backend, candidate), name)
    raise MissingKeyringError(None if _module(found) in {_CHAIN, _NONE} else _class_name(found))


def _candidates(found: object) -> Iterable[object]:
    if _module(found) != _CHAIN:
        return (found,)
    return cast("Iterable[object]", getattr(found, "backends", ()))


def _module(found: object) -> str:
    return type(found).__module__


def _class_name(found: object) -> str:
    return f"{type(found).__module__}.{type(found).__qualname__}"
