"""Where a value stands in a document, and how that is written: JSON Pointer, JSONPath, Python, jq, crumbs.

Knows parsed values, not where they came from nor how they are shown in a window.

A new way to write a path is one small function over `Path`; it must take the root, `()`, and a `Member`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Self

from tallyfy_inspector.document.shown import INVISIBLE, encodable, visible
from tallyfy_inspector.document.values import RepeatedObject
from tallyfy_inspector.texts import _

Step = str | int
Path = tuple[Step, ...]
"""Member names and indexes from the root inwards; `()` is the root."""


class Member(str):
    """A repeated key's second, third, … place in its object, as a step of a path.

    `occurrence` is 1 for the second place, 2 for the third; the first is an ordinary str. It is equal
    to no str, so that the places of one key stay apart in a dict or a set.
    """

    __slots__ = ("occurrence",)

    occurrence: int

    def __new__(cls, name: str, occurrence: int) -> Self:
        if occurrence < 1:
            raise ValueError("the first occurrence of a key is an ordinary str")
        member = super().__new__(cls, name)
        member.occurrence = occurrence
        return member

    def __getnewargs__(self) -> tuple[str, int]:  # type: ignore[override]
        return str(self), self.occurrence

    def __eq__(self, other: object) -> bool:
        same = isinstance(other, Member) and self.occurrence == other.occurrence
        return same and str.__eq__(self, other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash((str(self), self.occurrence))


def occurrences(repeated: RepeatedObject) -> dict[Step, object]:
    """All members of `repeated` by their step: the first of a key by its name, the others by `Member`."""
    seen: dict[str, int] = {}
    members: dict[Step, object] = {}
    for name, value in repeated.pairs:
        count = seen[name] = seen.get(name, -1) + 1
        members[Member(name, count) if count else name] = value
    return members


def members_of(container: object) -> Mapping[Step, object] | list[object] | None:
    """What a path may step into: a mapping by step, a list, or None for a value without members."""
    if isinstance(container, RepeatedObject):
        return occurrences(container)
    return container if isinstance(container, dict | list) else None


def has_step(members: Mapping[Step, object] | list[object] | None, step: Step) -> bool:
    """Whether `step` leads on: a name in an object, an index from 0 in an array."""
    if isinstance(members, list):
        return isinstance(step, int) and not isinstance(step, bool) and 0 <= step < len(members)
    return members is not None and isinstance(step, str) and step in members


def value_at(root: object, path: Path) -> object:
    """The value that `path` leads to. Raises LookupError when it is not there.

    A plain name leads to the first occurrence of a repeated key, though the dict itself, asked by that
    name, answers with the last.
    """
    value = root
    for step in path:
        members = members_of(value)
        if not has_step(members, step):
            raise LookupError("no such node")
        value = members[step]  # type: ignore[index]
    return value


def pointer(path: Path) -> str:
    """JSON Pointer (RFC 6901); "" is the root. It cannot tell the places of a repeated key apart. Half a
    surrogate pair is its escape, since left out it would make the pointer another member's."""
    return encodable("".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path))


_SHORTHAND = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def jsonpath(path: Path) -> str:
    """JSONPath (RFC 9535): $.data.users[0]['odd key']. It cannot tell the places of a repeated key apart."""
    return "$" + "".join(_segment(step) for step in path)


def python(path: Path) -> str:
    """Subscripts for Python: ["data"]["users"][0]; "" is the root. It cannot tell the places of a repeated
    key apart."""
    return "".join(f"[{step}]" if isinstance(step, int) else f"[{_python_literal(step)}]" for step in path)


def jq(path: Path) -> str:
    """A filter for jq: .data.users[0]["odd key"]; "." is the root. It cannot tell the places of a repeated
    key apart, and half a surrogate pair is U+FFFD to jq."""
    text = "".join(_jq_step(step) for step in path)
    return text if text.startswith(".") else f".{text}"


def breadcrumb(path: Path) -> str:
    """The path for people, on one line: data › users › [0]; a repeated key's places are numbered."""
    return " › ".join(_crumb(step) for step in path) or _("whole answer")


def _segment(step: Step) -> str:
    if isinstance(step, int):
        return f"[{step}]"
    return f".{step}" if _SHORTHAND.fullmatch(step) else f"['{_escaped(step)}']"


def _escaped(name: str) -> str:
    plain = name.replace("\\", "\\\\").replace("'", "\\'")
    return INVISIBLE.sub(lambda found: _escape(found[0]), plain)


_JQ_WORDS = frozenset(
    (
        *("__loc__", "and", "as", "catch", "def", "elif", "else", "end", "foreach", "if", "import"),
        *("include", "label", "module", "or", "reduce", "then", "try"),
    )
)


def _jq_step(step: Step) -> str:
    if isinstance(step, int):
        return f"[{step}]"
    # Before version 1.7, jq does not take its own words for names.
    plain = _SHORTHAND.fullmatch(step) and step not in _JQ_WORDS
    return f".{step}" if plain else f"[{_json_literal(step)}]"


_QUOTED = re.compile(r'["\\]|' + INVISIBLE.pattern)


def _json_literal(name: str) -> str:
    return '"' + _QUOTED.sub(lambda found: _backslashed(found[0]) or _escape(found[0]), name) + '"'


def _python_literal(name: str) -> str:
    return '"' + _QUOTED.sub(lambda found: _backslashed(found[0]) or _python_escape(found[0]), name) + '"'


def _backslashed(character: str) -> str:
    return "\\" + character if character in '"\\' else ""


def _python_escape(character: str) -> str:
    return _escape(character) if ord(character) <= 0xFFFF else f"\\U{ord(character):08x}"


_SHORT = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}


def _escape(character: str) -> str:
    """RFC 9535 writes what lies beyond U+FFFF as two surrogates."""
    units = character.encode("utf-16-be", "surrogatepass").hex()
    return _SHORT.get(character) or "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def _crumb(step: Step) -> str:
    if isinstance(step, Member):
        return f"{visible(step)} ({step.occurrence + 1})"
    return f"[{step}]" if isinstance(step, int) else visible(step) or '""'
