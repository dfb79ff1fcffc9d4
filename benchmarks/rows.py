"""THE table: what is measured, against what, and what is to be reached.

To add a row: a `Row` in ROWS, with the names of two values that a job in `jobs.py` gives. Where a target was
missed in some run, `tried` says what holds it up and what was done about it; that is printed below the table
when it is missed again. Knows how to judge numbers, and nothing of how they come about.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median
from typing import Literal

ANSWERS_WITHIN = 50.0
"""Milliseconds for which a window may be busy before a person feels it."""

Runs = Mapping[str, list[float]]
Compared = Literal["times", "more"]


@dataclass(frozen=True, slots=True)
class Row:
    """`ours` and `reference` name values; the bound `at_most` is on their ratio ("times") or their
    difference ("more"), and None where a price is only told. `slices` names the longest slice of the same
    work: that it stays under `ANSWERS_WITHIN` is enough ("or"), or asked for too ("and"). What has to be
    `made_first`, and is not there, is left out. `tried` explains a shortfall."""

    what: str
    size: str
    ours: str
    reference: str
    against: str
    at_most: float | None
    compared: Compared = "times"
    unit: str = "ms"
    slices: str | None = None
    together: Literal["or", "and"] = "or"
    made_first: bool = False
    tried: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The values that this row needs."""
        return (self.ours, self.reference, *((self.slices,) if self.slices else ()))

    @property
    def target(self) -> str:
        """The bound in words."""
        if self.at_most is None:
            return "told only"
        words = f"at most {self.at_most:g} " + ("times" if self.compared == "times" else f"{self.unit} more")
        return f"{words}, {self.together} slices under {ANSWERS_WITHIN:g} ms" if self.slices else words


@dataclass(frozen=True, slots=True)
class Result:
    """A row with its medians; None stands for a value that did not come."""

    row: Row
    ours: float | None
    reference: float | None
    slices: float | None

    @property
    def ratio(self) -> float | None:
        """Ours over the reference."""
        return self.ours / self.reference if self.ours is not None and self.reference else None

    @property
    def held(self) -> bool | None:
        """Whether the bound is kept; None where there is none, or nothing to compare with."""
        if self.row.at_most is None or self.reference is None:
            return None
        if self.ours is None and self.row.made_first:
            return None
        if self.ours is None:  # it should have come: what it is held against did
            return False
        if self.row.compared == "times":
            within = self.ours <= self.row.at_most * self.reference
        else:
            within = self.ours - self.reference <= self.row.at_most
        if self.slices is None:
            return within
        smooth = self.slices <= ANSWERS_WITHIN
        return within or smooth if self.row.together == "or" else within and smooth


_WINDOW = "a bare PySide6 window of the same run"
_PAINT = "bytes to first painted tree"
_EXPAND = "expand all until painted"
_DECODER = "msgspec.json.decode, same hook, gc off"
_EDITOR = "vanilla-jsoneditor in Chromium, after its fetch"
_LOOP = "the plain Python loop that makes the list of rows"

_DAY = "2,000 fetches"

_STARTED = (
    "most of it is PySide making its classes: 2.4 times before the window was painted ahead of its parts, "
    "1.63 before it was painted without Qt's enumerations; runs of one day gave 1.40 to 1.47"
)
_PACKED = (
    "192 ms before early modules were kept as byte code, 167 after; an archive without docstrings and "
    "asserts starts no faster, nor does reading Qt's files ahead"
)
_FAULTS = (
    "what is above the decoder is mostly page faults of fresh memory, and differs by 100 ms from run to "
    "run (1.00 to 1.47 in one day); the collector is off, and -0 and repeated keys are looked for later"
)
_SHARED = (
    "two cores shared with others: runs of one day gave 0.36 to 0.62 at 1 MB and 0.51 to 0.84 at 10 MB; form "
    "fields are read once for the verdict, the table and what is announced"
)
_RECORDS = (
    "what is left is the record of each of 18,000 containers (2.3 to 2.9 times in one day); a road without "
    "questions for containers opened for the first time, and looking for leaves by sets, gained nothing"
)

ROWS: tuple[Row, ...] = (
    Row("source start to the first paint", "", "start source", "start bare", _WINDOW, 1.6, tried=_STARTED),
    Row("source start until it takes what is typed", "", "ready source", "start bare", _WINDOW, None),
    Row(
        "packaged start to the first paint", "warm", "start packaged", "start source",
        "the source start", 1.0, made_first=True, tried=_PACKED,
    ),
    Row(
        "packaged start to the first paint", "cold", "cold packaged", "cold source",
        "the source start", 1.0, made_first=True, tried=_PACKED,
    ),
    Row(
        "the first fetch of a window, click to painted tree", "33 KB", "first fetch 33 KB", "get 33 KB",
        "a bare httpx GET and parse, the first of its process", 3,
    ),
    Row("memory after a typical task", "33 KB", "held task", "held bare", _WINDOW, 2.1, unit="MB"),
    Row(_PAINT, "10 MB", "paint 10 MB", "decode 10 MB", _DECODER, 2.0),
    Row(_PAINT, "100 MB", "paint 100 MB", "decode 100 MB", _DECODER, 1.3, tried=_FAULTS),
    Row(_PAINT, "1 MB", "paint 1 MB", "editor paint 1 MB", _EDITOR, 0.5, tried=_SHARED),
    Row(_PAINT, "10 MB", "paint 10 MB", "editor paint 10 MB", _EDITOR, 0.8, tried=_SHARED),
    Row(_PAINT, "100 MB", "paint 100 MB", "editor paint 100 MB", _EDITOR, 0.8),
    Row("longest time without an answer, fetched and shown", "1 MB", "gap 1 MB", "gap 10 KB", "10 KB", 3),
    Row(_EXPAND, "1 MB", "expand 1 MB", "loop 1 MB", _LOOP, 2.5, tried=_RECORDS),
    Row(_EXPAND, "10 MB", "expand 10 MB", "loop 10 MB", _LOOP, 2.5, slices="expand gap 10 MB"),
    Row(
        "open an array until painted", "1,000,000 integers",
        "open 1,000,000 integers", "open 1,000 integers", "1,000 integers", 5,
        slices="open gap 1,000,000 integers", together="and",
    ),
    Row(
        "find with no hit", "10 MB", "find 10 MB", "walk 10 MB", "a bare Python walk", 2.5,
        slices="find gap 10 MB", together="and",
    ),
    Row(
        "find until the first of many hits", "10 MB",
        "find first 10 MB", "find all 10 MB", "until the last one", 0.5,
    ),
    Row(
        "diagnosis, all rules", "1 MB",
        "diagnosis 1 MB, whole task", "walk 1 MB, whole task", "one plain walk of the same task", 2.0,
    ),
    Row(
        "memory, nothing expanded", "10 MB", "grown 10 MB", "held 10 MB",
        "bytes and decoded document in bare Python", 15, compared="more", unit="MB",
    ),
    Row(
        "memory after a long day of fetches that end in every way", _DAY, "soak held",
        "soak held at first", "after the first 200", 10, compared="more", unit="MB",
    ),
    Row(
        "tasks, threads, sockets and files open after it", _DAY, "soak open",
        "soak open at first", "after the first 200", 0, compared="more", unit="of them",
    ),
    Row(_EXPAND, "10 KB", "expand 10 KB", "editor expand 10 KB", _EDITOR, 0.1),
    Row(
        "the price of a repeated key: until the tree is painted", "10 MB",
        "paint 10 MB, repeated key", "paint 10 MB", "the same without it", None,
    ),
    Row(
        "the price of a repeated key: until it is marked, afterwards", "10 MB",
        "settled 10 MB, repeated key", "paint 10 MB", "the tree without it", None,
    ),
    Row("the very first answer of a window", "10 KB", "first 10 KB", "paint 10 KB", "its next one", None),
)  # fmt: skip


def judge(row: Row, runs: Runs) -> Result:
    """`row` with the median of what was measured."""
    ours, reference = _median(runs, row.ours), _median(runs, row.reference)
    return Result(row, ours, reference, _median(runs, row.slices) if row.slices else None)


def _median(runs: Runs, name: str) -> float | None:
    measured = runs.get(name)
    return median(measured) if measured else None


def wanted(only: str) -> tuple[Row, ...]:
    """The rows in which the words of `only` stand, in what is measured, its size or its reference."""
    return tuple(row for row in ROWS if _says(row, only.lower().split()))


def _says(row: Row, words: Iterable[str]) -> bool:
    said = f"{row.what} {row.size} {row.against}".lower()
    return all(word in said for word in words)
