"""An exception as a log may show it: where it happened and its type, and its message only when that
cannot quote what a customer wrote.

`ValueError: could not convert 'Jane Doe'` would carry a field's value into the log, so a message stands
only for the classes in `_SAFE`, whose messages name the program's own things. Add a class there when that
holds for it. Knows no redactor: the log applies it to the whole.
"""

from __future__ import annotations

import traceback

from tallyfy_inspector.api.exchange import TransportError
from tallyfy_inspector.ports import VaultError

_SAFE = (AttributeError, ImportError, NameError, NotImplementedError, TypeError, VaultError)
_LONGEST_CHAIN = 20


def describe(error: BaseException) -> str:
    """The traceback of `error` and of what led to it, oldest first; several lines."""
    return "\n".join(_one(each, how) for each, how in _chain(error))


def summary(error: BaseException) -> str:
    """Its type, with its message or what stands for it."""
    name = type(error).__qualname__
    if isinstance(error, OSError):
        return f"{name}: [{error.errno}] {error.strerror}" if error.errno is not None else name
    if isinstance(error, TransportError):
        return f"{name}: {error.kind}"
    return f"{name}: {error}" if isinstance(error, _SAFE) else f"{name} (message not logged)"


def _chain(error: BaseException) -> list[tuple[BaseException, str]]:
    found: list[tuple[BaseException, str]] = []
    seen: set[int] = set()
    now: BaseException | None = error
    how = ""
    while now is not None and id(now) not in seen and len(found) < _LONGEST_CHAIN:
        seen.add(id(now))
        found.append((now, how))
        how = "which caused:" if now.__cause__ is not None else "and while that was handled:"
        now = now.__cause__ or (None if now.__suppress_context__ else now.__context__)
    return found[::-1]


def _one(error: BaseException, how: str) -> str:
    frames = "".join(traceback.format_tb(error.__traceback__))
    inside = getattr(error, "exceptions", ()) if isinstance(error, BaseExceptionGroup) else ()
    members = "".join(f"\n  holds {summary(each)}" for each in inside)
    return f"Traceback:\n{frames}{summary(error)}{members}" + (f"\n{how}" if how else "")
