"""What a text is compared with when somebody searches: a plain text here, a pattern from elsewhere.

Knows no document. A regular expression is made where there is an engine that gives up by itself; it comes
here as a `Matches` that raises the errors below.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

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
        return _alone(wanted)(text) is not None if self.whole_word else wanted in text


def plain(text: str, case: bool = False, whole_word: bool = False) -> Plain:
    """What `text`, as typed into a field, looks for. Raises ValueError when it is empty."""
    if not text:
        raise ValueError("nothing to look for")
    return Plain(text, case, whole_word)


@lru_cache(maxsize=16)
def _alone(wanted: str) -> Callable[[str], re.Match[str] | None]:
    """Finds `wanted` where no word goes on at either end of it."""
    text = re.escape(wanted)
    before = rf"(?<!\w{text})" if _is_word(wanted[0]) else ""  # behind it: the engine looks for letters first
    after = r"(?!\w)" if _is_word(wanted[-1]) else ""
    return re.compile(text + before + after).search


def _is_word(character: str) -> bool:
    return re.match(r"\w", character) is not None
