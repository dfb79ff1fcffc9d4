"""What may be said of an error of the program's own to whoever reads it: types, places and versions.

No message and no source line: either may quote what a customer wrote, or a path with a person's name. The
places are modules and line numbers. Knows no window and no log.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Sequence
from types import TracebackType

_MOST_ERRORS = 20
_MOST_PLACES = 40


def report(error: BaseException, about: Sequence[str] = ()) -> str:
    """`error` and what led to it, the last first; `about` are lines that say which program this is."""
    lines = list(about)
    for each, how in _chain(error):
        lines += ["", f"{how}{_type(each)}"]
        lines += [f"  {place}" for place in _places(each.__traceback__)]
    return "\n".join(lines).strip() + "\n"


def _chain(error: BaseException) -> Iterator[tuple[BaseException, str]]:
    seen: set[int] = set()
    now: BaseException | None = error
    how = ""
    while now is not None and id(now) not in seen and len(seen) < _MOST_ERRORS:
        seen.add(id(now))
        yield now, how
        how = "caused by " if now.__cause__ is not None else "while handling "
        now = now.__cause__ or (None if now.__suppress_context__ else now.__context__)


def _type(error: BaseException) -> str:
    kind = type(error)
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def _places(trace: TracebackType | None) -> list[str]:
    """Where it was, the outermost first; of a deep one the innermost."""
    walked = [
        f"{frame.f_globals.get('__name__', '?')}:{line} {frame.f_code.co_name}"
        for frame, line in traceback.walk_tb(trace)
    ]
    return (["…"] if len(walked) > _MOST_PLACES else []) + walked[-_MOST_PLACES:]
