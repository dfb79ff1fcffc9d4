"""How deep a document may nest, and the ways to find out whether one nests deeper.

The rule is one number for every Python: the scanner's own limit is about 1,000 less the caller's depth on
3.11, some thousands later. Nothing here recurses.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from itertools import chain

from tallyfy_inspector.document.values import RepeatedObject

MAX_LEVELS = 1000
"""Containers inside one another; `[[1]]` has 2 levels."""

_NOT_BRACKETS = bytes(code for code in range(256) if code not in b"[]{}")
# Possessive, or 5 MB of escapes in one string would take 200 MB of memory.
_STRING_OR_BRACKET = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[\[\]{}]', re.DOTALL)
_ROUNDS = 32


class TooDeepError(Exception):
    """More than `MAX_LEVELS`; `position` is the index in the text of the bracket that goes too far."""

    def __init__(self, position: int) -> None:
        super().__init__("too deep")
        self.position = position


def stack_ends_first() -> bool:
    """Whether a reader that recurses runs out of stack before it gets beyond `MAX_LEVELS`.

    It does on Python 3.11, unless somebody raised the limit; later ones allow C code thousands of levels.
    """
    return sys.hexversion < 0x030C0000 and sys.getrecursionlimit() <= MAX_LEVELS


def may_be_too_deep(data: bytes) -> bool:
    """A cheap look before `is_too_deep`: peel pairs of brackets off `data`, a level or two a round.

    Brackets in strings can only mislead it where somebody planned it, and then a document is accepted
    that is deeper than the rule says: the walks over documents do not recurse, so nothing breaks.
    """
    brackets = data.translate(None, _NOT_BRACKETS)
    for _round in range(_ROUNDS):
        if len(brackets) <= MAX_LEVELS - 2 * _ROUNDS:
            return False
        brackets = brackets.replace(b"[]", b"").replace(b"{}", b"")
    return True


def is_too_deep(root: object) -> bool:
    """Whether `root` has more than `MAX_LEVELS`, level by level."""
    level = [root] if isinstance(root, dict | list) else []
    for _level in range(MAX_LEVELS):
        insides = chain.from_iterable(_values(container) for container in level)
        level = [value for value in insides if isinstance(value, dict | list)]
        if not level:
            return False
    return True


def first_too_deep(text: str, end: int) -> int | None:
    """Where `text`, which is JSON as far as `end`, first goes beyond `MAX_LEVELS`; None when it does not."""
    if text.count("[", 0, end) + text.count("{", 0, end) <= MAX_LEVELS:
        return None
    levels = 0
    for found in _STRING_OR_BRACKET.finditer(text, 0, end):
        sign = found[0]
        levels += (sign in "[{") - (sign in "]}")
        if levels > MAX_LEVELS:
            return found.start()
    return None


def _values(container: object) -> Iterator[object]:
    if isinstance(container, RepeatedObject):
        return (value for _name, value in container.pairs)
    if isinstance(container, dict):
        return iter(container.values())
    return iter(container if isinstance(container, list) else ())
