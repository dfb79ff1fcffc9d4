"""Work that is done in slices, done at once."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def finished(work: Generator[Any, None, T]) -> T:
    """What `work` returns in the end."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            result: T = end.value
            return result


def done(make: Callable[P, Generator[Any, None, T]]) -> Callable[P, T]:
    """`make`, which answers what its work returns."""
    return lambda *args, **kwargs: finished(make(*args, **kwargs))
