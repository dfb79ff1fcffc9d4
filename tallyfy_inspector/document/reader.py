"""The reader for what the fast road refuses: JSON text that nests nearer to the limit than it can go.

The standard library's scanner recurses, and how deep it may depends on the Python and on how deep its
caller stands. This one keeps a list instead, so that only `MAX_LEVELS` decides.
It leaves strings, numbers and words to the same scanner, which never recurses for them.

Positions are indexes into the text; `parse.py` makes lines, columns and bytes of them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from tallyfy_inspector.document.levels import MAX_LEVELS, TooDeepError

Pairs = list[tuple[str, object]]
_BLANK = re.compile(r"[ \t\n\r]*")
_CLOSERS = {"{": "}", "[": "]"}


@dataclass(slots=True)
class _Open:
    """A container whose end has not come. An array's members have the name ""."""

    closer: str
    name: str = ""
    members: Pairs = field(default_factory=list)

    def finish(self, build: Callable[[Pairs], object]) -> object:
        return build(self.members) if self.closer == "}" else [value for _name, value in self.members]


class Reader:
    """Reads one text. `decoder` reads the scalars, `build` makes an object of its members."""

    def __init__(self, text: str, decoder: json.JSONDecoder, build: Callable[[Pairs], object]) -> None:
        self._text = text
        self._scalar = decoder.raw_decode
        self._build = build
        self._at = 0
        self._open: list[_Open] = []
        self._names: dict[str, str] = {}

    def read(self) -> object:
        """The whole text's value. Raises JSONDecodeError, TooDeepError, what `decoder`'s hooks raise."""
        while True:
            value, complete = self._begin()
            while complete and self._open:
                value, complete = self._go_on(value)
            if complete:
                return self._end(value)

    def _begin(self) -> tuple[object, bool]:
        """A value's start: a scalar or an empty container is complete, another container is not."""
        if self._next() not in _CLOSERS:
            value, self._at = self._scalar(self._text, self._at)
            return value, True
        self._enter()
        if self._next() == self._open[-1].closer:
            return self._leave(), True
        self._name()
        return None, False

    def _go_on(self, value: object) -> tuple[object, bool]:
        """Put `value` in its container: complete when that ends with it, else another value follows."""
        container = self._open[-1]
        container.members.append((container.name, value))
        sign = self._next()
        if sign == container.closer:
            return self._leave(), True
        if sign != ",":
            raise self._wrong("Expecting ',' delimiter")
        self._at += 1
        self._name()
        return None, False

    def _enter(self) -> None:
        if len(self._open) == MAX_LEVELS:
            raise TooDeepError(self._at)
        self._open.append(_Open(_CLOSERS[self._text[self._at]]))
        self._at += 1

    def _leave(self) -> object:
        self._at += 1
        return self._open.pop().finish(self._build)

    def _name(self) -> None:
        """The name and the colon before a member's value; nothing in an array."""
        container = self._open[-1]
        if container.closer == "]":
            return
        if self._next() != '"':
            raise self._wrong("Expecting property name enclosed in double quotes")
        name, self._at = self._scalar(self._text, self._at)
        container.name = self._names.setdefault(name, name)
        if self._next() != ":":
            raise self._wrong("Expecting ':' delimiter")
        self._at += 1

    def _end(self, value: object) -> object:
        if self._next():
            raise self._wrong("Extra data")
        return value

    def _next(self) -> str:
        """The next sign that is not blank, "" at the end; the position moves to it."""
        blank = _BLANK.match(self._text, self._at)
        self._at = blank.end() if blank else self._at
        return self._text[self._at : self._at + 1]

    def _wrong(self, message: str) -> json.JSONDecodeError:
        return json.JSONDecodeError(message, self._text, self._at)
