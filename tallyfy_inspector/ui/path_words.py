"""A path as people read it and as they take it along, with what is secret in a name masked.

To add a way to write a path: its function in `document.path`, and its row in `WRITERS`; menus and shortcuts
read the table. Knows no widget.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tallyfy_inspector.document import path as paths
from tallyfy_inspector.document.path import Member, Path, Step
from tallyfy_inspector.texts import N_

_ENVELOPE = "data"

Mask = Callable[[Path, str], str]


@dataclass(frozen=True, slots=True)
class Writer:
    """A notation: `id` in object names, `name` for people (marked), `keys` that copy it in the whole window,
    and what writes it."""

    id: str
    name: str
    keys: str
    write: Callable[[Path], str]


WRITERS: tuple[Writer, ...] = (
    Writer("jsonpath", N_("JSONPath"), "Ctrl+Shift+P", paths.jsonpath),
    Writer("pointer", N_("JSON Pointer"), "Ctrl+Shift+J", paths.pointer),
    Writer("python", N_("Python"), "Ctrl+Shift+Y", paths.python),
    Writer("jq", N_("jq"), "Ctrl+Shift+Q", paths.jq),
)


def masked_path(path: Path, mask: Mask) -> Path:
    """`path` with its names as they may be shown."""
    return tuple(_masked_step(step, mask) for step in path)


def place_words(path: Path, mask: Mask) -> str:
    """data › owners › users, on one line and masked."""
    return paths.breadcrumb(masked_path(path, mask))


def short_place(path: Path, mask: Mask) -> str:
    """The end of it, as far back as the nearest name that says something: run › data, or steps › [3]."""
    start = len(path) - 1
    while start > 0 and (isinstance(path[start], int) or path[start] == _ENVELOPE):
        start -= 1
    return place_words(path[max(start, 0) :], mask)


def _masked_step(step: Step, mask: Mask) -> Step:
    if isinstance(step, int):
        return step
    shown = mask((), str(step))
    if shown == str(step):
        return step
    return Member(shown, step.occurrence) if isinstance(step, Member) else shown
