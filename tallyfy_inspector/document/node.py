"""One value of a document for people: its kind, its members' number, its one line, its exact text.

Knows no Qt and no masking: a string that must not be seen is masked before it comes here. Every walk
keeps a list, so that a document of 1,000 levels is as good as any. The rows of a tree are in `rows.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from json.encoder import encode_basestring as _quoted
from typing import Literal

from tallyfy_inspector.document.rows import Row, VisibleRows
from tallyfy_inspector.document.shown import encodable, visible
from tallyfy_inspector.document.values import Number, RepeatedObject

__all__ = ["Kind", "Row", "VisibleRows", "child_count", "digits", "kind", "preview", "to_text"]

Kind = Literal["object", "array", "string", "number", "boolean", "null"]


def kind(value: object) -> Kind:
    """JSON's name for the type of `value`. Raises TypeError for what no JSON holds."""
    for types, name in _KINDS:
        if isinstance(value, types):
            return name
    raise TypeError("not a JSON value")


_KINDS: tuple[tuple[type | tuple[type, ...], Kind], ...] = (
    (bool, "boolean"),  # before int, which it is as well
    (str, "string"),
    (dict, "object"),
    (list, "array"),
    ((int, float), "number"),
    (type(None), "null"),
)


def child_count(value: object) -> int:
    """How many members an object has, each place of a repeated key counted, or an array; 0 otherwise."""
    if isinstance(value, RepeatedObject):
        return len(value.pairs)
    return len(value) if isinstance(value, dict | list) else 0


def preview(value: object, limit: int = 300) -> str:
    """One line for `value`, invisible characters spelled out: "text", 1.10, null, {4}, [3].

    Of a string or a number the first `limit` characters, with an ellipsis where there are more.
    """
    if isinstance(value, str):
        return f'"{visible(_elided(value, limit))}"'
    if isinstance(value, dict):
        return f"{{{child_count(value)}}}"
    if isinstance(value, list):
        return f"[{len(value)}]"
    return _elided(_scalar(value), limit)


def to_text(value: object) -> str:
    """`value` for the clipboard: a string's own characters, digits as sent, a container as indented JSON.

    Repeated keys and their order are kept. Half a surrogate pair, which no file can hold, becomes its
    escape, so that the text can always be encoded as UTF-8.
    """
    if isinstance(value, dict | list) and value:
        text = "".join(_indented(value))
    else:
        text = value if isinstance(value, str) else _scalar(value)
    return encodable(text)


def digits(value: float) -> str:
    """A number as it was sent."""
    if isinstance(value, Number):
        return value.text
    return (int if isinstance(value, int) else float).__repr__(value)


_WORDS = {True: "true", False: "false", None: "null"}
_SIGNS: dict[str, str] = {"object": "{}", "array": "[]"}


def _elided(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[:limit] + "…"


def _scalar(value: object) -> str:
    """JSON for what has no members: a quoted string, a number as sent, a word, an empty container."""
    if isinstance(value, str):
        return _quoted(value)
    if value is None or isinstance(value, bool):
        return _WORDS[value]
    if isinstance(value, int | float):
        return digits(value)
    return "".join(_SIGNS[kind(value)])


def _indented(root: object) -> list[str]:
    """The pieces of `root`, a container with members, as JSON with two spaces a level."""
    pieces = [_SIGNS[kind(root)][0]]
    opened = [root]
    walks = [_named_members(root)]
    comma = ""
    while walks:
        line = _line(len(walks))
        for name, value in walks[-1]:
            pieces.append(f"{comma}{line}{name}")
            if isinstance(value, dict | list) and value:
                pieces.append(_SIGNS[kind(value)][0])
                opened.append(value)
                walks.append(_named_members(value))
                comma = ""
                break
            pieces.append(_scalar(value))
            comma = ","
        else:
            walks.pop()
            pieces.append(_line(len(walks)) + _SIGNS[kind(opened.pop())][1])
            comma = ","
    return pieces


def _line(level: int) -> str:
    return "\n" + "  " * level


def _named_members(container: object) -> Iterator[tuple[str, object]]:
    """Members with what stands before their value: a quoted name and a colon, in an array nothing."""
    if isinstance(container, RepeatedObject):
        return ((f"{_quoted(name)}: ", value) for name, value in container.pairs)
    if isinstance(container, dict):
        return ((f"{_quoted(name)}: ", value) for name, value in container.items())
    return (("", value) for value in container) if isinstance(container, list) else iter(())
