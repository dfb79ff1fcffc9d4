"""Why a body is not JSON, and where: one error for people out of what a scanner says of a text.

Knows texts and positions in them. Its words are codes; the sentences for them are written where they are
shown. A new reason is one more word in `Reason`, and a sentence there.
"""

from __future__ import annotations

import json
import re
from typing import Literal

from tallyfy_inspector.document.levels import first_too_deep

Reason = Literal["not_json", "cut_off", "too_deep", "nan", "encoding", "empty"]
MARK = b"\xef\xbb\xbf"
"""The byte order mark of UTF-8, which may stand before a text and is no part of it."""


class ParseError(ValueError):
    """Why a body is not JSON, and where. The message has no content of the body.

    `reason`: "empty" (nothing but white space), "cut_off" (JSON as far as it goes), "nan" (NaN or
    Infinity, which JSON lacks), "too_deep" (more than 1,000 levels), "encoding" (not UTF-8),
    "not_json" (anything else). `line` and `column` count from 1, the column in characters; `byte`
    counts from 0. What is cut off has its end as its place.
    """

    def __init__(self, reason: Reason, line: int, column: int, byte: int) -> None:
        super().__init__(f"{reason} at line {line}, column {column} (byte {byte})")
        self.reason = reason
        self.line = line
        self.column = column
        self.byte = byte

    def __reduce__(self) -> tuple[type[ParseError], tuple[Reason, int, int, int]]:
        return type(self), (self.reason, self.line, self.column, self.byte)


def error_at(reason: Reason, text: str, at: int, mark: int) -> ParseError:
    """The error for index `at` of `text`, which stands `mark` bytes into the body.

    A carriage return with a line feed is one line end, as is either alone.
    """
    lines = text.count("\n", 0, at) + text.count("\r", 0, at) - text.count("\r\n", 0, at)
    line_start = 1 + max(text.rfind("\n", 0, at), text.rfind("\r", 0, at))
    return ParseError(reason, lines + 1, at - line_start + 1, mark + len(text[:at].encode()))


def judge(text: str, error: json.JSONDecodeError) -> tuple[Reason, int]:
    """What the scanner's complaint means, and its place: JSON that ends too early, or no JSON?"""
    deep = first_too_deep(text, error.pos)
    if deep is not None:
        return "too_deep", deep
    if _only_blank_from(text, 0):
        return "empty", 0
    if _only_blank_from(text, error.pos) or _is_cut_off(text, error):
        return "cut_off", len(text)
    return "not_json", _place(text, error)


_STRING_OR_CONSTANT = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|NaN|-?Infinity', re.DOTALL)


def first_constant(text: str) -> int:
    """Where NaN or an infinity first stands in `text`, which is JSON as far as that."""
    found = (one.start() for one in _STRING_OR_CONSTANT.finditer(text) if one[0][0] != '"')
    return next(found, 0)


_BLANK = re.compile(r"[ \t\n\r]*")
_CUT_WORD = re.compile(r"t(?:r(?:u)?)?|f(?:a(?:l(?:s)?)?)?|n(?:u(?:l)?)?|-")
_CUT_NUMBER = re.compile(r"(?<=[0-9])(?:\.|[eE][-+]?)")
# Four digits at the very end count too: the scanner wants a character after them.
_CUT_ESCAPE = re.compile(r"\\u[0-9a-fA-F]{0,4}\Z")


def _is_cut_off(text: str, error: json.JSONDecodeError) -> bool:
    """Does the text end in the middle of a string, an escape, a word or a number?"""
    message, at = error.msg, error.pos
    if message.startswith("Unterminated string"):
        return True
    if message.startswith("Invalid \\uXXXX"):
        return at >= len(text) - len("\\u1234") and _CUT_ESCAPE.search(text, at - 2) is not None
    if message.startswith("Expecting value"):
        return _CUT_WORD.fullmatch(text, at) is not None
    return _CUT_NUMBER.fullmatch(text, at) is not None


def _place(text: str, error: json.JSONDecodeError) -> int:
    """From 3.13 on a comma too many is the place; before, it is the bracket after it, as here."""
    trailing = error.msg.startswith("Illegal trailing comma")
    return _end_of_blank(text, error.pos + 1) if trailing else error.pos


def _only_blank_from(text: str, position: int) -> bool:
    return _end_of_blank(text, position) == len(text)


def _end_of_blank(text: str, position: int) -> int:
    blank = _BLANK.match(text, position)
    return blank.end() if blank else position
