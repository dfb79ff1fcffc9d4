"""A search under way in one document: its hits, its trouble, and what is to be hidden.

A text or pattern is looked for in slices on the event loop, a JSONPath query in its own thread. What was
asked last wins: nothing is heard any more of what was asked before. Knows no widget.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import QObject, Signal

from tallyfy_inspector.document.filter import Filled, Hits, filled
from tallyfy_inspector.document.found import Found, Place, path_of
from tallyfy_inspector.document.matching import BadPatternError, Matches, TooSlowError, plain
from tallyfy_inspector.document.opened import Sieve, Tree
from tallyfy_inspector.document.path import Path, Step
from tallyfy_inspector.document.query import Outcome
from tallyfy_inspector.document.search import MEMBERS_AT_ONCE, search
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui.panels import regex
from tallyfy_inspector.ui.panels.asking import Asking
from tallyfy_inspector.ui.panels.panel import Mask
from tallyfy_inspector.ui.panels.slicing import Slicing, Work

SLICE = 0.008
_PATTERN_SLICE = 0.04
_MEMBERS_OF_PATTERN = 400
_TELL_EVERY = 0.15
_MARKS_KEPT = 2_000
_PLACES_AT_ONCE = 500

State = Literal["idle", "running", "done", "stopped", "failed"]


@dataclass(frozen=True, slots=True, repr=False)
class Wanted:
    """What is looked for, and what of the tree is to be hidden."""

    text: str = ""
    case: bool = False
    whole_word: bool = False
    regexp: bool = False
    only: bool = False
    hide_empty: bool = False

    @property
    def is_query(self) -> bool:
        """Whether the text is a JSONPath query."""
        return self.text.startswith("$")


class Finding(QObject):
    """Looks for one thing at a time. `found` has the hits so far; `error` says why there is no search, and
    `column` where in the text, from 1, that is; `sieve` is what the tree is to be seen through, and `tree`
    what of it is to be opened then."""

    changed = Signal()  # the state or the number of hits
    ended = Signal()  # the sieve is known, and no more hits come

    def __init__(self, mask: Mask, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mask = mask
        self._slicing = Slicing(SLICE, self)
        self._asking = Asking(mask, self)
        self._matches: Matches | None = None
        self._root: object = None
        self._shown = False
        self._filled: Filled | None = None
        self._nodes: frozenset[Path] = frozenset()
        self._marks: dict[Path, tuple[bool, bool]] = {}
        self._begin(Wanted(), "idle")

    def _begin(self, wanted: Wanted, state: State) -> None:
        self.wanted = wanted
        self.state: State = state
        self.error = ""
        self.column: int | None = None
        self.sieve: Sieve | None = None
        self.tree: Tree = {}
        self.found = Found(self._root)
        self._told, self._told_at = False, time.monotonic()
        self._matches = None
        self._nodes = frozenset()
        self._marks = {}

    # What is asked

    def show_document(self, root: object, shown: bool = True) -> None:
        """Another document is here; look for the same in it. `shown` False: there is none."""
        self._root, self._shown = root, shown
        self._filled = None
        self._asking.show_document(root)
        self.look(self.wanted)

    def look(self, wanted: Wanted) -> None:
        """Look for `wanted` from the start."""
        self._leave()
        if not self._shown or not (wanted.text or wanted.hide_empty):
            self._begin(wanted, "idle")
            self.changed.emit()
            self.ended.emit()
            return
        self._begin(wanted, "running")
        if wanted.is_query:
            self._asking.put(wanted.text, self._on_outcome)
            self.changed.emit()
            return
        try:
            self._matches = self._matcher()
        except BadPatternError as error:
            self.column = error.column
            self._fail(
                _("This is no regular expression: see character {column}.").format(column=error.column)
            )
            return
        self.changed.emit()
        self._slicing.start(self._guarded(self._walk()), self._on_done, self._on_slice)

    def stop(self) -> bool:
        """Go no further; the hits so far stay. Whether anything was going on."""
        if self.state != "running":
            return False
        self._leave()
        self.state = "stopped"
        self.changed.emit()
        self.ended.emit()
        return True

    def _leave(self) -> None:
        self._slicing.stop()
        self._asking.stop()

    def _matcher(self) -> Matches | None:
        wanted = self.wanted
        if not wanted.text:
            return None
        if wanted.regexp:
            made = regex.regexp(wanted.text, wanted.case, wanted.whole_word)
            return regex.Watched(made, _PATTERN_SLICE)
        return plain(wanted.text, wanted.case, wanted.whole_word)

    # In slices

    def _on_slice(self, _last: object) -> None:
        """Tell of the first hit at once, and of more now and then: who listens has to paint."""
        now = time.monotonic()
        if (self.found.count and not self._told) or now - self._told_at >= _TELL_EVERY:
            self._told, self._told_at = self.found.count > 0, now
            self.changed.emit()

    def _guarded(self, work: Work) -> Work:
        """Its trouble, if it has any, as a sentence."""
        try:
            yield from work
        except TooSlowError:
            return _("This pattern takes too long.")
        return ""

    def _walk(self) -> Work:
        within = yield from self._without_empty()
        if self._matches is None:
            self.sieve = within.sieve() if within else None
            return
        hits = Hits(within)
        watched = self._matches if isinstance(self._matches, regex.Watched) else None
        at_once = MEMBERS_AT_ONCE if watched is None else _MEMBERS_OF_PATTERN
        for places in search(self._root, self._matches, mask=self._mask, at_once=at_once):
            self._add(places, within, hits)
            yield
            if watched is not None:
                watched.rest()
        self._sift(within, hits)

    def _take(self, places: list[Place], count: int) -> Work:
        """What a query has found."""
        within = yield from self._without_empty()
        hits = Hits(within)
        for start in range(0, len(places), _PLACES_AT_ONCE):
            self._add(places[start : start + _PLACES_AT_ONCE], within, hits)
            yield
        self.found.count = max(self.found.count, count)
        self._sift(within, hits)

    def _without_empty(self) -> Work:
        if not self.wanted.hide_empty:
            return None
        if self._filled is None:
            self._filled = yield from filled(self._root)
        return self._filled

    def _add(self, places: list[Place], within: Filled | None, hits: Hits) -> None:
        if within is not None:
            places = [place for place in places if not within.hides(path_of(place))]
        self.found.add(places)
        if self.wanted.only:
            hits.add(places)

    def _sift(self, within: Filled | None, hits: Hits) -> None:
        if self.wanted.only:
            self.sieve, self.tree = hits.sieve(), hits.tree()
        else:
            self.sieve = within.sieve() if within else None

    def _on_done(self, trouble: str) -> None:
        if trouble:
            self._fail(trouble)
            return
        self.state = "done"
        self.changed.emit()
        self.ended.emit()

    def _fail(self, sentence: str) -> None:
        self.state = "failed"
        self.error = sentence
        self.found = Found(self._root)
        self._matches = None
        if self.wanted.hide_empty and self._filled is not None:
            self.sieve = self._filled.sieve()
        self.changed.emit()
        self.ended.emit()

    def _on_outcome(self, outcome: Outcome, places: list[Place]) -> None:
        if outcome.error is not None:
            self.column = outcome.column
            self._fail(outcome.error)
            return
        self._nodes = frozenset(outcome.paths)
        # A node that was selected twice is one hit; of those that were not kept nobody knows.
        beyond = outcome.count if outcome.count > len(outcome.paths) else 0
        self._slicing.start(self._guarded(self._take(places, beyond)), self._on_done, self._on_slice)

    # What is marked

    def marks(self, path: Path, key: Step | None, value: object) -> tuple[bool, bool]:
        """Whether the key and the value of a row are what is looked for."""
        if path not in self._marks:
            if len(self._marks) >= _MARKS_KEPT:
                self._marks.clear()
            self._marks[path] = self._marked(path, key, value)
        return self._marks[path]

    def _marked(self, path: Path, key: Step | None, value: object) -> tuple[bool, bool]:
        if self._nodes:
            return path in self._nodes, False
        matches = self._matches
        if matches is None:
            return False, False
        if isinstance(matches, regex.Watched):
            matches.rest()
        key_is = isinstance(key, str) and _is_hit(str(key), matches, lambda _path, text: self._mask((), text))
        value_is = not isinstance(value, dict | list) and _is_hit(
            value, matches, lambda _path, text: self._mask(path, text)
        )
        return key_is, value_is


def _is_hit(value: object, matches: Matches, mask: Mask) -> bool:
    try:
        return any(_any(search(value, matches, mask=mask)))
    except TooSlowError:
        return False


def _any(slices: Iterable[list[Any]]) -> Iterable[bool]:
    return map(bool, slices)
