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
from typing import NamedTuple

from tallyfy_inspector.redact.screen import (
    DEFINING,
    HIDDEN,
    Region,
    Rule,
    keeps_number,
    mask_string,
    name_stays,
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


class _Place(NamedTuple):
    """What is known of a name in a region, read once."""

    name: str
    shown: bytes | None  # what stands in the place of the name if it is hidden
    region: Region  # of what stands under it
    rule: Rule


class _Judged:
    """An object of a kick-off form: whether it is a form field is known at its end only. `pending` are the
    pieces that are other ones then."""

    __slots__ = ("defined", "over", "pending")

    def __init__(self, over: _Judged | None) -> None:
        self.over = over  # the form field that this is a column of
        self.defined = False
        self.pending: list[tuple[int, bytes]] = []


class _Pass:
    """One way through one body."""

    def __init__(self, body: bytes) -> None:
        self._body = body
        self._place = _Place("", None, "answer", rule_for("answer", ""))
        self._around: list[tuple[Region, _Place, _Judged | None]] = []
        self._of_object: Region = "answer"  # where the object is whose members come
        self._known: dict[Region, dict[bytes, _Place]] = {}
        self._names = self._known.setdefault("answer", {})
        self._judged: _Judged | None = None
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
                self._on_close()
            elif kind in on:
                on[kind](token)
            elif kind != _WORD:
                return None
        if self._around or not body.strip(_BLANK):
            return None
        return b"".join((*self._pieces, body[self._done :])) if self._pieces else body

    def _on_open(self, token: re.Match[bytes]) -> None:
        place = self._place
        self._around.append((self._of_object, place, self._judged))
        if place.region == "kickoff" and token[_OPEN] == b"{":
            self._judged = _Judged(self._judged if place.name == "columns" else None)
        self._enter(place.region)

    def _on_close(self) -> None:
        of_object, self._place, around = self._around.pop()
        judged, self._judged = self._judged, around
        if judged is not around and judged is not None:
            self._judge(judged)
        self._enter(of_object)

    def _enter(self, region: Region) -> None:
        if region != self._of_object:
            self._of_object = region
            self._names = self._known.setdefault(region, {})

    def _judge(self, judged: _Judged) -> None:
        if judged.defined:
            for index, shown in judged.pending:
                self._pieces[index] = shown
        elif judged.over is not None:
            judged.over.pending += judged.pending

    def _on_name(self, token: re.Match[bytes]) -> None:
        raw = token[_STRING]
        place = self._names.get(raw)
        if place is None:
            place = self._names[raw] = self._read_name(raw)
        self._place = place
        if place.shown is not None:
            self._put(token.span(_STRING), place.shown)
        if self._of_object == "kickoff" and self._judged is not None and place.name in DEFINING:
            self._judged.defined = True

    def _read_name(self, raw: bytes) -> _Place:
        name = _decoded(raw)
        region = region_under(self._of_object, name or "")
        rule = rule_for(region, name or "")
        if name is not None and (not name or name_stays(self._of_object, name)):
            return _Place(name, None, region, rule)
        key = raw.decode("latin-1") if name is None else name
        number = self._hidden_names.setdefault(key, len(self._hidden_names) + 1)
        return _Place(name or "", f'"{HIDDEN} {number}"'.encode(), region, rule)

    def _on_string(self, token: re.Match[bytes]) -> None:
        raw = token[_STRING]
        if len(raw) == 2:
            return
        rule = self._place.rule
        shown = _QUOTED if rule == "hide" and raw[1] not in _MAY_BE_NOTHING else _masked(rule, raw)
        if shown is not raw:
            self._put(token.span(_STRING), shown)
            self._remember(_masked, raw)

    def _on_number(self, token: re.Match[bytes]) -> None:
        raw = token[_NUMBER]
        if not keeps_number(self._place.rule, raw.decode("latin-1")):
            self._put(token.span(_NUMBER), _QUOTED)
            self._remember(_masked_number, raw)

    def _remember(self, as_others_see: Callable[[Rule, bytes], bytes], raw: bytes) -> None:
        """What stands in place of the last piece if the object around it turns out to be a form field."""
        if self._place.region == "judged" and self._judged is not None:
            shown = as_others_see(rule_for("member", self._place.name), raw)
            self._judged.pending.append((len(self._pieces) - 1, shown))

    def _put(self, span: tuple[int, int], shown: bytes) -> None:
        self._pieces += (self._body[self._done : span[0]], shown)
        self._done = span[1]


def _masked(rule: Rule, raw: bytes) -> bytes:
    """A string as others may see it; the same object when it stays."""
    text = _decoded(raw)
    shown = HIDDEN if text is None else mask_string(rule, text)
    if shown is text:
        return raw
    return _QUOTED if shown == HIDDEN else json.dumps(shown).encode()


def _masked_number(rule: Rule, raw: bytes) -> bytes:
    return raw if keeps_number(rule, raw.decode("latin-1")) else _QUOTED


def _decoded(raw: bytes) -> str | None:
    """What a string spells; None for what is not to be read."""
    try:
        return str(json.loads(raw)) if b"\\" in raw else raw[1:-1].decode()
    except ValueError:
        return None
