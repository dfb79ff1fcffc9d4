"""A picture of the whole screen, read out of Xvfb's memory file and written as PNG.

`-fbdir DIR` lets Xvfb keep its screen in a file of the format XWD (X11/XWDFile.h): a header of big-endian
32-bit numbers, a colour map, then rows of four bytes a point, blue first, as Xvfb makes them at depth 24.
Knows nothing of windows.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from pathlib import Path

_HEADER = struct.Struct(">25I")
_VERSION = 7
_COLOUR_ENTRY = 12  # bytes
_MAGIC = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True)
class Picture:
    """Width and height in points, and rows of red, green and blue, a byte each, without gaps."""

    width: int
    height: int
    points: bytes


def read_xwd(data: bytes) -> Picture:
    """The picture in `data`. ValueError when it is not one of the form that Xvfb writes at depth 24."""
    if len(data) < _HEADER.size:
        raise ValueError("no XWD header")
    numbers = _HEADER.unpack_from(data)
    header_size, version, _format, _depth, width, height = numbers[:6]
    byte_order, bits, line, colours = numbers[7], numbers[11], numbers[12], numbers[19]
    if version != _VERSION or bits != 32 or byte_order != 0:
        raise ValueError(f"an XWD file of version {version}, {bits} bits a point, byte order {byte_order}")
    start = header_size + colours * _COLOUR_ENTRY
    if len(data) < start + line * height or line < 4 * width:
        raise ValueError("the XWD file is cut off")
    rows = (data[at : at + 4 * width] for at in range(start, start + line * height, line))
    return Picture(width, height, b"".join(_without_fourth(row) for row in rows))


def _without_fourth(row: bytes) -> bytes:
    turned = bytearray(len(row) // 4 * 3)
    turned[0::3], turned[1::3], turned[2::3] = row[2::4], row[1::4], row[0::4]
    return bytes(turned)


def png(picture: Picture) -> bytes:
    """`picture` as the bytes of a PNG file."""
    line = 3 * picture.width
    rows = b"".join(b"\0" + picture.points[at : at + line] for at in range(0, line * picture.height, line))
    header = struct.pack(">IIBBBBB", picture.width, picture.height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b""))
    return _MAGIC + b"".join(_chunk(kind, content) for kind, content in parts)


def _chunk(kind: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", checksum)


def is_of_one_colour(picture: Picture) -> bool:
    """Whether there is nothing on it."""
    return picture.points == picture.points[:3] * (picture.width * picture.height)


def take(screen: Path, target: Path) -> Picture:
    """Write what Xvfb keeps in `screen` to `target`, and answer it."""
    picture = read_xwd(screen.read_bytes())
    target.write_bytes(png(picture))
    return picture
