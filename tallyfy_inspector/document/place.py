"""From a byte of a body to where people find it: line and column.

A body of 100 MB may be one line, so nothing is copied but the line up to the place.
"""

from __future__ import annotations

from tallyfy_inspector.document.refusal import MARK

_CONTINUATION = bytes(range(0x80, 0xC0))


def place(data: bytes, byte: int) -> tuple[int, int]:
    """Line and column of `byte`, both from 1 and counted as `ParseError` does: columns in characters, the
    byte order mark none of them, and a carriage return with a line feed one line end."""
    lines = data.count(b"\n", 0, byte) + data.count(b"\r", 0, byte) - data.count(b"\r\n", 0, byte)
    mark = len(MARK) if data.startswith(MARK) else 0
    line_start = max(mark, data.rfind(b"\n", 0, byte) + 1, data.rfind(b"\r", 0, byte) + 1)
    return lines + 1, _characters(data[line_start:byte]) + 1


def _characters(part: bytes) -> int:
    return len(part) if part.isascii() else len(part.translate(None, _CONTINUATION))
