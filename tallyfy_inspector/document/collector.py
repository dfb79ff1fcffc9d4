"""The garbage collector, kept out of the way while a document is read.

It would look at each new container again and again, which takes 2 to 4 times as long as reading. Knows
nothing of documents.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """No collection inside; afterwards the collector is on or off as it was."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def collect_all() -> None:
    """One full round, over what was frozen too: before `freeze`, so that no garbage is kept for good."""
    gc.unfreeze()
    gc.collect()


def freeze() -> None:
    """Take everything alive out of later rounds. Its memory still comes back when nothing refers to it."""
    gc.freeze()
