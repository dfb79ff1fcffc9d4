"""What a keyring's failure means to the person, in a sentence with what to do next.

Errors are known by their class's module and name, looked up along its bases, so that no keyring package is
imported to read them. Their own text is never passed on: it may name more than it should.

A new error: one row in `_KINDS`. A new kind: one row in `_SENTENCES`.
"""

from __future__ import annotations

from typing import Literal

from tallyfy_inspector.store import backends, chunks, keyring_thread, parts
from tallyfy_inspector.texts import N_, _

Kind = Literal["locked", "denied", "absent", "refused", "hanging", "too_long", "changed", "unknown"]

_KINDS: dict[tuple[str, str], Kind] = {
    ("keyring.errors", "KeyringLocked"): "locked",
    ("keyring.errors", "InitError"): "absent",
    ("keyring.errors", "NoKeyringError"): "absent",
    ("keyring.errors", "PasswordSetError"): "denied",
    ("keyring.errors", "PasswordDeleteError"): "denied",
    ("secretstorage.exceptions", "LockedException"): "locked",
    ("secretstorage.exceptions", "PromptDismissedException"): "locked",
    ("secretstorage.exceptions", "SecretServiceNotAvailableException"): "absent",
    ("builtins", "PermissionError"): "denied",
}

_SENTENCES: dict[Kind, str] = {
    "locked": N_("The keyring is locked. Unlock it (signing in to this computer again does) and try again."),
    "denied": N_(
        "The keyring refused. Allow Tallyfy Inspector to use it when your computer asks, and try again."
    ),
    "absent": N_("This computer has no keyring that can be used now."),
    "refused": N_(
        "This computer is set up to keep passwords with “{backend}”, which Tallyfy Inspector does not use "
        "because it may write them to a readable file. Ask whoever looks after this computer to remove that "
        "setting."
    ),
    "hanging": N_(
        "The keyring does not answer. Look for a window of your computer that asks for a password, then try "
        "again."
    ),
    "too_long": N_("The token is too long for this computer's keyring. Ask for a shorter one in Tallyfy."),
    "changed": N_(
        "What the keyring holds is not what Tallyfy Inspector stored: it was changed or damaged. Paste your "
        "access token again and save it."
    ),
    "unknown": N_("The keyring failed ({error}). Try again, or start this computer's session anew."),
}

# CredWrite's RPC_X_BAD_STUB_DATA: the secret is over 2,560 bytes.
_WINDOWS_TOO_LONG = 1783
# ERROR_ACCESS_DENIED and ERROR_CANCELLED.
_WINDOWS_DENIED = {5, 1223}


def kind(error: BaseException) -> Kind:
    """The kind of thing that happened; looks through `parts.LostError` at what came first."""
    if isinstance(error, parts.LostError) and error.__cause__ is not None:
        return kind(error.__cause__)
    return _own(error) or _windows(error) or _foreign(error)


def sentence(error: BaseException) -> str:
    """What happened and what to do next, without a word of the error's own text."""
    cause = error.__cause__ if isinstance(error, parts.LostError) and error.__cause__ is not None else error
    backend = getattr(cause, "refused", None) or ""
    words = _(_SENTENCES[kind(cause)]).format(backend=backend, error=type(cause).__name__)
    if isinstance(error, parts.LostError):
        words += " " + _("The token that was saved before may be lost.")
    return words


def _own(error: BaseException) -> Kind | None:
    if isinstance(error, keyring_thread.HangingError):
        return "hanging"
    if isinstance(error, chunks.DamagedError | parts.ReadBackError):
        return "changed"
    if isinstance(error, backends.MissingKeyringError):
        return "refused" if error.refused else "absent"
    return None


def _windows(error: BaseException) -> Kind | None:
    code = getattr(error, "winerror", None) or next(iter(error.args), None)
    if code == _WINDOWS_TOO_LONG:
        return "too_long"
    return "denied" if isinstance(code, int) and code in _WINDOWS_DENIED and _from_windows(error) else None


def _from_windows(error: BaseException) -> bool:
    return getattr(error, "winerror", None) is not None or type(error).__module__.startswith(
        ("pywintypes", "win32ctypes")
    )


def _foreign(error: BaseException) -> Kind:
    names = ((base.__module__, base.__name__) for base in type(error).__mro__)
    return next((_KINDS[name] for name in names if name in _KINDS), "unknown")
