"""A document as queries see it: with secrets masked, and each place of a repeated key a member of its own.

So a query finds out nothing that cannot be seen, and the paths in it are the program's paths. Only what
differs is copied. Knows neither the library nor the rule of masking, which is handed in.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from tallyfy_inspector.document.path import Path, Step, members_of
from tallyfy_inspector.document.values import RepeatedObject

Mask = Callable[[Path, str], str]
_LOOKED_BETWEEN_CHECKS = 1000


class Subject:
    """What queries on one document share. It may be asked from any thread."""

    def __init__(self, root: object, mask: Mask) -> None:
        self._root = root
        self._mask = mask
        self._lock = threading.Lock()
        self._ready: tuple[object] | None = None

    def root(self, check: Callable[[], None]) -> object:
        """The root to query; the first time that takes a walk of the whole document. `check` is called
        every now and then, and what it raises ends the walk."""
        while not self._lock.acquire(timeout=0.05):
            check()
        try:
            if self._ready is None:
                self._ready = (_seen(self._root, self._mask, check),)
            return self._ready[0]
        finally:
            self._lock.release()


class _Frame:
    """A container that is being walked, and its copy when it has to differ."""

    __slots__ = ("copy", "members", "step", "walk")

    def __init__(self, step: Step, container: object) -> None:
        members = members_of(container) or []
        self.step = step
        self.members: Any = members
        self.copy: Any = members if isinstance(container, RepeatedObject) else None
        self.walk = _pairs(members)

    def put(self, step: Step, value: object) -> None:
        """Have `value` instead of what is at `step`."""
        if self.copy is None:
            self.copy = self.members.copy()
        self.copy[step] = value


def _seen(root: object, mask: Mask, check: Callable[[], None]) -> object:
    """`root` itself, or a copy that shares with it what is the same."""
    top = _Frame(0, [root])
    frames = [top]
    steps: list[Step] = []
    looked = 0
    while True:
        frame = frames[-1]
        for step, value in frame.walk:
            looked += 1
            if looked % _LOOKED_BETWEEN_CHECKS == 0:
                check()
            if isinstance(value, str):
                shown = mask((*steps[1:], step) if steps else (), value)
                if shown is not value:
                    frame.put(step, shown)
            elif isinstance(value, dict | list):
                frames.append(_Frame(step, value))
                steps.append(step)
                break
        else:
            frames.pop()
            if not frames:
                break
            steps.pop()
            if frame.copy is not None:
                frames[-1].put(frame.step, frame.copy)
    return root if top.copy is None else top.copy[0]


def _pairs(members: Mapping[Step, object] | list[object]) -> Iterator[tuple[Step, object]]:
    # Of a copy: a repeated object's members are changed while they are walked.
    return iter(enumerate(members) if isinstance(members, list) else list(members.items()))
