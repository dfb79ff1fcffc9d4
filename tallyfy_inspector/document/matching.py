"""What a text is compared with when somebody searches: a plain text here, a pattern from elsewhere.

Knows no document. A regular expression is made where there is an engine that gives up by itself; it comes
here as a `Matches` that raises the errors below.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

Matches = Callable[[str], bool]


class BadPatternError(ValueError):
    """The pattern cannot be read. `column` is the place of what is wrong, from 1; None when unknown."""

    def __init__(self, column: int | None = None) -> None:
        super().__init__("bad pattern")
        self.column = column


class TooSlowError(Exception):
    """The pattern takes too long on a text that it met."""


@dataclass(frozen=True, slots=True)
class Plain:
    """Whether a text holds `wanted`, which must not be empty.

    Without `case`, letters are the same whatever their case, by Unicode's rules ("ß" is "ss"). As a
    `whole_word` it has no letter, digit or underscore right beside it where it begins or ends with one.
    """

    wanted: str
    case: bool = False
    whole_word: bool = False

    @property
    def folded(self) -> str:
        """`wanted` as it is looked for: in the text itself with `case`, else in the folded text."""
        return self.wanted if self.case else self.wanted.casefold()

    def __call__(self, text: str) -> bool:
        """Whether `text` holds it."""
        text = text if self.case else text.casefold()
        wanted = self.folded
        if not self.whole_word:
            return wanted in text
        at = text.find(wanted)
        while at >= 0 and not _stands_alone(text, at, at + len(wanted)):
            at = text.find(wanted, at + 1)
        return at >= 0


def plain(text: str, case: bool = False, whole_word: bool = False) -> Plain:
    """What `text`, as typed into a field, looks for. Raises ValueError when it is empty."""
    if not text:
        raise ValueError("nothing to look for")
    return Plain(text, case, whole_word)


_WORD = re.compile(r"\w")


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no word goes on at either end of text[start:end]."""
    return not (
        (start > 0 and _is_word(text[start - 1]) and _is_word(text[start]))
        or (end < len(text) and _is_word(text[end - 1]) and _is_word(text[end]))
    )


def _is_word(character: str) -> bool:
    return _WORD.match(character) is not None
