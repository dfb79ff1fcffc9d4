"""What a person types to get to a place in a document: any way of writing a path that the program knows.

JSON Pointer (/data/owners/0), JSONPath ($.data.owners[0]), jq (.data.owners[0]), Python
(["data"]["owners"][0]), and the breadcrumb with dots or arrows (data.owners[0], data › owners › [0]). Read
leniently: a key may stand without quotes, an array's index as a name, a negative index counts from the end.

Another way of writing is a reader in `_READERS`: it answers steps, or raises `_Unreadable`. Knows no window.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from tallyfy_inspector.document.path import Member, Path, Step, breadcrumb, members_of
from tallyfy_inspector.document.shown import visible
from tallyfy_inspector.texts import _


class _Written(NamedTuple):
    """A step as it was written. One in quotes or brackets is what it says; another may be meant otherwise."""

    step: Step
    exact: bool = False


_Reader = Callable[[str], list[_Written]]


class _Unreadable(ValueError):  # noqa: N818 - not seen outside
    """`at` is the index of the first character that does not fit."""

    def __init__(self, at: int) -> None:
        super().__init__("unreadable")
        self.at = at


def find(root: object, text: str) -> Path | str:
    """The path in `root` that `text` means, or a sentence on why there is none."""
    answer: Path | str = ()
    # A blank at either end may belong to a key, and an arrow may stand in one.
    for typed in dict.fromkeys((text, text.strip())):
        for reader in _readers(typed):
            answer = _answer(root, typed, reader)
            if isinstance(answer, tuple):
                return answer
    return answer


def _answer(root: object, text: str, reader: _Reader) -> Path | str:
    try:
        return _resolved(root, reader(text))
    except _Unreadable as error:
        return _(
            "This cannot be read as a path from character {place} on. Write data.owners[0], "
            "$.data.owners[0] or /data/owners/0."
        ).format(place=error.at + 1)


def _resolved(root: object, steps: list[_Written]) -> Path | str:
    path: Path = ()
    value = root
    for written in steps:
        found = _step(value, written)
        if found is None:
            return _not_there(value, path, written.step)
        path = (*path, found[0])
        value = found[1]
    return path


def _not_there(value: object, path: Path, step: Step) -> str:
    if isinstance(value, list) and isinstance(step, int):
        return _("There is no [{index}] in {place}: it has {count}.").format(
            index=step, place=breadcrumb(path), count=len(value)
        )
    if members_of(value) is None:
        return _("{place} has no members, so there is no {step} in it.").format(
            place=breadcrumb(path), step=_shown(step)
        )
    return _("There is no {step} in {place}.").format(step=_shown(step), place=breadcrumb(path))


def _shown(step: Step) -> str:
    return f"[{step}]" if isinstance(step, int) else f'"{visible(step[:100])}"'


_NUMBER = re.compile(r"-?[0-9]{1,15}")
_HALF = re.compile(r"\\u([Dd][89A-Fa-f][0-9A-Fa-f]{2})")
_PLACE = re.compile(r"(.*) \(([1-9][0-9]{0,8})\)", re.DOTALL)


def _step(value: object, written: _Written) -> tuple[Step, object] | None:
    """The member of `value` that is meant, and its step."""
    members = members_of(value)
    step = written.step
    if isinstance(members, list):
        if isinstance(step, str):
            if not _NUMBER.fullmatch(step):
                return None
            step = int(step)
        index = step + len(members) if step < 0 else step
        return (index, members[index]) if 0 <= index < len(members) else None
    if members is None:
        return None
    for name in _names(step, written.exact):
        if name in members:
            return name, members[name]
    return None


def _names(step: Step, exact: bool) -> list[str]:
    """The names that `step` may mean in an object: "a (2)" is the second "a" where no name is like that, and
    an escape is the half of a surrogate pair that nobody can type or copy."""
    if isinstance(step, int):
        return [str(step)]
    place = None if exact else _PLACE.fullmatch(step)
    if place is None:
        return [step, _HALF.sub(lambda found: chr(int(found[1], 16)), step)]
    return [step, Member(place[1], int(place[2]) - 1) if int(place[2]) > 1 else place[1]]


def _readers(text: str) -> list[_Reader]:
    """Who may read `text`; the sentence of the last is the one that is told."""
    if text in ("", "$", ".", _("whole answer")):
        return [lambda _text: []]
    return [reader for fits, reader in _READERS if fits(text)]


def _pointer(text: str) -> list[_Written]:
    """RFC 6901."""
    wrong = re.search("~(?![01])", text)
    if wrong:
        raise _Unreadable(wrong.start())
    return [_Written(part.replace("~1", "/").replace("~0", "~"), True) for part in text.split("/")[1:]]


_ARROW = re.compile(r"\s*›\s*")


def _crumbs(text: str) -> list[_Written]:
    return [_crumb(part) for part in _ARROW.split(text)]


def _crumb(text: str) -> _Written:
    if re.fullmatch(r"\[-?[0-9]{1,15}\]", text):
        return _Written(int(text[1:-1]))
    return _Written("" if text == '""' else text)


_SEGMENT = re.compile(
    r"""\s*(?:
        \.?\[\s*(?P<index>-?[0-9]{1,15})\s*\]
        | \.?\[\s*(?P<key>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\s*\]
        | \.(?P<quoted>"(?:[^"\\]|\\.)*")
        | \.\s*(?P<name>[^\s.\[\]"'](?:[^.\[\]"']*[^\s.\[\]"'])?)
    )\s*""",
    re.VERBOSE | re.DOTALL,
)


def _segments(text: str) -> list[_Written]:
    """JSONPath, jq, Python and dots: a key after a dot or in brackets, an index in brackets."""
    lead = 1 if text.startswith("$") else 0
    added = 0
    if not text.startswith(("$", ".", "[")):
        text, added = f".{text}", 1
    steps = []
    at = lead
    while at < len(text):
        found = _SEGMENT.match(text, at)
        if found is None:
            raise _Unreadable(max(0, at - added))
        steps.append(_written(found, added))
        at = found.end()
    return steps


def _written(found: re.Match[str], added: int) -> _Written:
    if found["index"] is not None:
        return _Written(int(found["index"]), True)
    if found["name"] is not None:
        return _Written(found["name"])
    group = "key" if found["key"] is not None else "quoted"
    return _Written(_unquoted(found[group], found.start(group) - added), True)


_ESCAPE = re.compile(
    r"\\(?:u\{(?P<code>[0-9A-Fa-f]{1,6})\}|u(?P<four>[0-9A-Fa-f]{4})|U(?P<eight>[0-9A-Fa-f]{8})"
    r"|x(?P<two>[0-9A-Fa-f]{2})|(?P<sign>.))",
    re.DOTALL,
)
_SIGNS = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "a": "\a", "v": "\v", "0": "\0"}
_SELF = frozenset("\"'\\/")


def _unquoted(literal: str, at: int) -> str:
    """The text of a literal of JSON, JSONPath or Python; `at` is where it stands."""

    def one(found: re.Match[str]) -> str:
        digits = found["code"] or found["four"] or found["eight"] or found["two"]
        if digits is None:
            sign = found["sign"]
            if sign not in _SIGNS and sign not in _SELF:
                raise _Unreadable(at + 1 + found.start())
            return _SIGNS.get(sign, sign)
        if int(digits, 16) > 0x10FFFF:
            raise _Unreadable(at + 1 + found.start())
        return chr(int(digits, 16))

    return _SURROGATES.sub(_joined, _ESCAPE.sub(one, literal[1:-1]))


_SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def _joined(found: re.Match[str]) -> str:
    return found[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le")


_READERS: tuple[tuple[Callable[[str], bool], _Reader], ...] = (
    (lambda text: text.startswith("/"), _pointer),
    (lambda text: not text.startswith("/"), _segments),
    (lambda text: "›" in text, _crumbs),
)
