"""Finding in the keys and values of a whole document, a millisecond at a time.

What is searched is what a person can see: keys, strings decoded, numbers by the digits that were sent, true,
false and null; not the indexes of an array. Keys and strings are masked before they decide: a secret's
hidden part is found by nobody, and what the mask puts in its place is not looked for with a plain text.
Knows no window and no secrets: the rule of masking is handed in. The hits are kept in `found.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any

from tallyfy_inspector.document.found import ROOT, Place, path_of
from tallyfy_inspector.document.matching import Matches, Plain
from tallyfy_inspector.document.node import digits
from tallyfy_inspector.document.opened import CONTAINERS
from tallyfy_inspector.document.path import Path, Step, members_of

Mask = Callable[[Path, str], str]
"""A string as it may be shown, by its path; a key has the path ()."""

MEMBERS_AT_ONCE = 4_000
HITS_AT_ONCE = 500
_DIGITS = frozenset("0123456789+-.eE")
_WORDS = {"true": True, "false": False, "null": None}


def search(
    root: object, matches: Matches, *, mask: Mask, at_once: int = MEMBERS_AT_ONCE
) -> Iterator[list[Place]]:
    """The nodes of `root` whose key or value `matches` says yes to, each once and in document order.

    Comes in lists, some of them empty: after about a millisecond each, and at once for the first hit. Stop
    when you like; `at_once` members are looked at without a stop. What `matches` raises goes through:
    TooSlowError, BadPatternError.
    """
    test = _Test(matches, mask)
    if isinstance(root, dict | list):
        yield from _Walk(test, root, at_once).slices()
    else:
        yield [ROOT] if test.alone(root) else []


class _Test:
    """What a person sees of a key or a value, compared."""

    def __init__(self, matches: Matches, mask: Mask) -> None:
        self._matches = matches
        self._mask = mask
        self.wanted: str | None = None
        self.folds = False
        self._partly = True
        may_be_number = True
        if isinstance(matches, Plain):
            self.wanted = matches.folded
            self.folds = not matches.case
            self._partly = matches.whole_word
            may_be_number = _DIGITS.issuperset(matches.wanted)
        self._words = {value for word, value in _WORDS.items() if matches(word)}
        self.may_be_number = may_be_number
        self.other_kinds = may_be_number or bool(self._words)

    def key(self, key: str) -> bool:
        """Whether the name of a member is a hit."""
        return self._may_be(key) and self._matches(self._mask((), key))

    def text(self, path: Path, text: str) -> bool:
        """Whether a string is a hit; `wanted`, if there is one, is known to stand in it as it was sent."""
        shown = self._mask(path, text)
        if shown is text and not self._partly:
            return True
        return self._matches(shown)

    def scalar(self, value: object) -> bool:
        """Whether what is neither a string nor a container is a hit."""
        if value is None or isinstance(value, bool):
            return value in self._words
        if not self.may_be_number or not isinstance(value, int | float):
            return False
        text = int.__repr__(value) if isinstance(value, int) else digits(value)
        return (self.wanted is None or self.wanted in text.casefold()) and self._matches(text)

    def alone(self, root: object) -> bool:
        """Whether a document that is no container is a hit."""
        if not isinstance(root, str):
            return self.scalar(root)
        return self._may_be(root) and self.text((), root)

    def _may_be(self, sent: str) -> bool:
        return self.wanted is None or self.wanted in (sent.casefold() if self.folds else sent)


class _Pause:
    """Stands among the members of a big container where the walk may be interrupted."""

    def __init__(self, members: int) -> None:
        self._members = members

    def __len__(self) -> int:
        return self._members


_NO_STEP: Step = -1
_TO_ENTER = 10
_LETTERS_A_MEMBER = 250  # of a text that has to be looked at more closely
_STOPS = CONTAINERS | {_Pause}
_Level = tuple[Iterator[tuple[Step, object]], bool, Step]
"""What is still to be looked at in a container, whether among its names may be hits, the step to it."""


class _Walk:
    """A walk in document order. It does for each member only what it must: a name that was compared once is
    known, and where a node stands is put together when it is a hit."""

    def __init__(self, test: _Test, root: object, at_once: int) -> None:
        self._test = test
        self._at_once = at_once
        self._dull: set[Step] = {_NO_STEP}
        self._walks: list[_Level] = []
        self._places: list[tuple[_Level, Place]] = []
        self._enter(_NO_STEP, root)

    def slices(self) -> Iterator[list[Place]]:
        """The hits."""
        test, dull, walks = self._test, self._dull, self._walks
        wanted, folds, others = test.wanted, test.folds, test.other_kinds
        hits: list[Place] = []
        room, limit = self._at_once, 1
        value: Any
        while walks:
            if room <= 0 or len(hits) >= limit:
                yield hits
                limit = HITS_AT_ONCE if hits else limit
                room, hits = self._at_once, []
            walk, names, _step = walks[-1]
            for step, value in walk:
                is_hit = names and step not in dull and self._is_hit(step)
                kind = value.__class__
                if kind is str:
                    if not is_hit and (wanted is None or wanted in (value.casefold() if folds else value)):
                        is_hit = test.text((*path_of(self._place()), step), value)
                        room -= len(value) // _LETTERS_A_MEMBER
                elif kind in _STOPS and value:
                    if is_hit:
                        hits.append((self._place(), step))
                    room -= self._enter(step, value)
                    break
                elif others and not is_hit:
                    is_hit = test.scalar(value)
                if (is_hit and self._taken(step, hits) >= limit) or room <= 0:
                    break
            else:
                walks.pop()
        yield hits

    def _enter(self, step: Step, container: Any) -> int:
        """Go on in `container`. The price."""
        size = len(container)
        if container.__class__ is list:
            walk: Iterator[tuple[Step, object]] = enumerate(container)
            names = False
        elif container.__class__ is _Pause:
            return size
        else:
            members = container if container.__class__ is dict else _mapping(container)
            walk = iter(members.items())
            names = not self._dull.issuperset(members)
        if size > self._at_once:
            walk = _with_pauses(walk, self._at_once)
        self._walks.append((walk, names, step))
        return size + _TO_ENTER

    def _place(self) -> Place:
        """Where the container stands that is being walked."""
        known = self._places
        valid = 0
        for level, (of_level, _place) in zip(self._walks, known, strict=False):
            if level is not of_level:
                break
            valid += 1
        del known[valid:]
        for level in self._walks[valid:]:
            known.append((level, (known[-1][1], level[2]) if known else ROOT))
        return known[-1][1]

    def _taken(self, step: Step, hits: list[Place]) -> int:
        hits.append((self._place(), step))
        return len(hits)

    def _is_hit(self, name: Step) -> bool:
        if self._test.key(str(name)):
            return True
        self._dull.add(name)
        return False


def _mapping(container: object) -> Mapping[Step, object]:
    members = members_of(container)
    return members if isinstance(members, Mapping) else {}


def _with_pauses(walk: Iterator[tuple[Step, object]], at_once: int) -> Iterator[tuple[Step, object]]:
    pause = _Pause(at_once)
    while some := tuple(islice(walk, at_once)):
        yield from some
        yield _NO_STEP, pause
