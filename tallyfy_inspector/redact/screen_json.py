"""The rules of `screen` on the bytes of an answer: the same JSON, with other texts in it.

White space, order, repeated keys, the digits of numbers that stay: everything but what is hidden is as it was
received. One pass over the signs, without recursion, at some 10 MB a second; it builds no document and does
not prove that the bytes are JSON, but what no JSON can hold is noticed, and then nothing is returned.

Knows JSON's signs; what is hidden is for `screen`. A name that is hidden becomes `HIDDEN` and a number, the
same for the same name everywhere, so that two names stay two and a repeated one stays repeated.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from tallyfy_inspector.redact.screen import (
    HIDDEN,
    Region,
    is_structure,
    keeps_numbers,
    mask_string,
    region_under,
    rule_for,
)

_BLANK = b" \t\r\n"
_BETWEEN = _BLANK + b","
_MARK = b"\xef\xbb\xbf"
_TOKEN = re.compile(
    rb"[ \t\r\n,]*+(?:"
    rb'("[^"\\]*+(?:\\.[^"\\]*+)*+")(?:[ \t\r\n]*+(:))?'  # 1, and 2 where it is a name
    rb"|([{\[])|([}\]])|(-?[0-9][0-9.eE+-]*+)|(true|false|null)|(.))",  # 3, 4, 5, 6, 7
    re.DOTALL,
)
_STRING, _NAME, _OPEN, _CLOSE, _NUMBER, _WORD = range(1, 7)
_MAY_BE_NOTHING = b" \t\r\n<&\\\xc2\xe2\xe3"  # what a text of blanks, or of tags alone, begins with
_QUOTED = f'"{HIDDEN}"'.encode()


def screen_masked(body: bytes) -> bytes | None:
    """`body` as others may see it; the same object when nothing in it is hidden. None where it is no JSON:
    of a text without structure nothing can stay."""
    return _Pass(body).masked()


class _Pass:
    """One way through one body."""

    def __init__(self, body: bytes) -> None:
        self._body = body
        self._region: Region = "answer"  # where one is, under the name
        self._name = ""
        self._around: list[tuple[Region, Region, str]] = []
        self._of_object: Region = "answer"  # where the object is whose members come
        self._names: dict[bytes, tuple[str, bytes | None]] = {}
        self._hidden_names: dict[str, int] = {}  # also for one that is spelled in two ways
        self._pieces: list[bytes] = []
        self._done = 0

    def masked(self) -> bytes | None:
        """What is left of it to be seen."""
        body = self._body
        start = len(_MARK) if body.startswith(_MARK) else 0
        on: dict[int | None, Callable[[re.Match[bytes]], None]] = {
            _STRING: self._on_string,
            _NAME: self._on_name,
            _OPEN: self._on_open,
            _NUMBER: self._on_number,
        }
        for token in _TOKEN.finditer(body, start, len(body.rstrip(_BETWEEN))):
            kind = token.lastindex
            if kind == _CLOSE and self._around:
                self._of_object, self._region, self._name = self._around.pop()
            elif kind in on:
                on[kind](token)
            elif kind != _WORD:
                return None
        if self._around or not body.strip(_BLANK):
            return None
        return b"".join((*self._pieces, body[self._done :])) if self._pieces else body

    def _on_open(self, _token: re.Match[bytes]) -> None:
        self._around.append((self._of_object, self._region, self._name))
        self._of_object = self._region

    def _on_name(self, token: re.Match[bytes]) -> None:
        raw = token[_STRING]
        found = self._names.get(raw)
        if found is None:
            found = self._names[raw] = self._read_name(raw)
        self._name, shown = found
        self._region = region_under(self._of_object, self._name)
        if shown is not None:
            self._put(token.span(_STRING), shown)

    def _read_name(self, raw: bytes) -> tuple[str, bytes | None]:
        """A name, and what stands in its place if it is hidden."""
        name = _decoded(raw)
        if name is not None and (not name or is_structure(name)):
            return name, None
        key = raw.decode("latin-1") if name is None else name
        number = self._hidden_names.setdefault(key, len(self._hidden_names) + 1)
        return name or "", f'"{HIDDEN} {number}"'.encode()

    def _on_string(self, token: re.Match[bytes]) -> None:
        raw = token[_STRING]
        rule = rule_for(self._region, self._name)
        if len(raw) == 2:
            return
        if rule == "hide" and raw[1] not in _MAY_BE_NOTHING:
            self._put(token.span(_STRING), _QUOTED)
            return
        text = _decoded(raw)
        shown = HIDDEN if text is None else mask_string(rule, text)
        if shown is not text:
            self._put(token.span(_STRING), _QUOTED if shown == HIDDEN else json.dumps(shown).encode())

    def _on_number(self, token: re.Match[bytes]) -> None:
        if not keeps_numbers(self._region, self._name):
            self._put(token.span(_NUMBER), _QUOTED)

    def _put(self, span: tuple[int, int], shown: bytes) -> None:
        self._pieces += (self._body[self._done : span[0]], shown)
        self._done = span[1]


def _decoded(raw: bytes) -> str | None:
    """What a string spells; None for what is not to be read."""
    try:
        return str(json.loads(raw)) if b"\\" in raw else raw[1:-1].decode()
    except ValueError:
        return None
