"""Waits for what is to come instead of for a time: the only place of `e2e` that sleeps.

    until(lambda: reader.find(STOP), "no button Stop")

Knows nothing of what is waited for.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

PATIENCE = 15.0  # seconds; a busy machine is no fault of the program
_STEP = 0.03

Value = TypeVar("Value")


class StoryError(AssertionError):
    """The program did not do what the step expects; `str(error)` says what, in a sentence."""


def until(
    look: Callable[[], Value | None], complaint: str | Callable[[], str], patience: float = PATIENCE
) -> Value:
    """What `look` answers, once that is neither None nor false. After `patience` seconds StoryError with
    `complaint`, which is made then if it is a function: so it can tell what was there instead."""
    end = time.monotonic() + patience
    while not (found := look()):
        if time.monotonic() > end:
            said = complaint if isinstance(complaint, str) else complaint()
            raise StoryError(f"{said} (waited {patience:g} s)")
        time.sleep(_STEP)
    return found


def expect(held: object, complaint: str) -> None:
    """StoryError with `complaint` unless `held`: for what has to be so already."""
    if not held:
        raise StoryError(complaint)


def came_true(look: Callable[[], object], seconds: float) -> bool:
    """Whether `look` answers anything true within so many seconds: for what may come or not."""
    end = time.monotonic() + seconds
    while not look():
        if time.monotonic() > end:
            return False
        time.sleep(_STEP)
    return True
