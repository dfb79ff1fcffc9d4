"""What a regular expression says yes to, by an engine that gives up by itself instead of hanging.

Knows no document: what is made here is a `Matches` of `document.matching`.
"""

from __future__ import annotations

import time

from PySide6.QtCore import QRegularExpression

from tallyfy_inspector.document.matching import BadPatternError, Matches, TooSlowError

_Option = QRegularExpression.PatternOption
# Some 10 ms of trying at one place of a text; the engine's own limit is ten times as much.
_LIMIT = "(*LIMIT_MATCH=1000000)"
_A_LETTER = 5e-8  # seconds: some ten times what a pattern takes that goes over a text once


def regexp(pattern: str, case: bool = True, whole_word: bool = False) -> Matches:
    """Whether `pattern` occurs in a text. Raises BadPatternError.

    What is made may be asked from one thread, and raises TooSlowError where the engine has given up.
    """
    options = _Option.UseUnicodePropertiesOption
    if not case:
        options |= _Option.CaseInsensitiveOption
    made = _compiled(pattern, options)
    if whole_word:
        made = _compiled(rf"\b(?:{pattern})\b", options)

    def matches(text: str) -> bool:
        match = made.match(text)
        if not match.isValid():  # the engine takes no lone surrogates
            match = made.match(_without_surrogates(text))
        if not match.isValid():
            raise TooSlowError
        return match.hasMatch()

    return matches


def _compiled(pattern: str, options: QRegularExpression.PatternOption) -> QRegularExpression:
    made = QRegularExpression(_LIMIT + pattern, options)
    if not made.isValid():
        raise BadPatternError(max(1, made.patternErrorOffset() - len(_LIMIT) + 1))
    return made


def _without_surrogates(text: str) -> str:
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


class Watched:
    """`matches`, which may work for `seconds` between two calls of `rest`, and a little more for each letter
    that it is given; TooSlowError after that.

    Many texts, each of which takes a little too long, would else hold up a slice of a search. A pattern that
    goes over megabytes once is no such: what it may take grows with the text.
    """

    def __init__(self, matches: Matches, seconds: float) -> None:
        self._matches = matches
        self._seconds = seconds
        self.rest()

    def rest(self) -> None:
        """A slice begins."""
        self._left = self._seconds

    def __call__(self, text: str) -> bool:
        """Whether `text` matches."""
        # Work only counts, not the time when the machine did something else; and the pattern's work only.
        began = time.thread_time()
        found = self._matches(text)
        self._left += len(text) * _A_LETTER - (time.thread_time() - began)
        if self._left < 0:
            raise TooSlowError
        return found
