"""Draws the icon in every size that a system asks for, from the one SVG in resources/icons.

`icons.py FOLDER` writes tallyfy-inspector-<size>.png, and the .ico and .icns that Windows and macOS want,
which hold the same PNGs. Another size: a number in SIZES. Knows nothing of where the files are installed.
"""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "resources" / "icons" / "tallyfy-inspector.svg"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
# What the sizes are called inside an .icns.
_ICNS = {16: b"icp4", 32: b"icp5", 64: b"icp6", 128: b"ic07", 256: b"ic08", 512: b"ic09"}


def rendered(source: Path, size: int) -> bytes:
    """The PNG of `source`, `size` pixels wide and high; ValueError when it is no SVG that Qt can draw."""
    from PySide6.QtCore import QBuffer, QIODevice
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    renderer = QSvgRenderer(str(source))
    if not renderer.isValid():
        raise ValueError(f"{source.name} cannot be drawn")
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def ico(images: Mapping[int, bytes]) -> bytes:
    """A Windows icon that holds `images`, PNGs by size up to 256."""
    fitting = {size: png for size, png in sorted(images.items()) if size <= 256}
    head, body, offset = struct.pack("<HHH", 0, 1, len(fitting)), b"", 6 + 16 * len(fitting)
    for size, png in fitting.items():
        edge = size % 256  # 0 stands for 256
        head += struct.pack("<BBBBHHII", edge, edge, 0, 0, 1, 32, len(png), offset + len(body))
        body += png
    return head + body


def icns(images: Mapping[int, bytes]) -> bytes:
    """A macOS icon that holds those of `images` whose sizes it knows."""
    body = b"".join(
        _ICNS[size] + struct.pack(">I", 8 + len(png)) + png
        for size, png in sorted(images.items())
        if size in _ICNS
    )
    return b"icns" + struct.pack(">I", 8 + len(body)) + body


def write(folder: Path, source: Path = SOURCE) -> None:
    """Write every icon into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    images = {size: rendered(source, size) for size in SIZES}
    for size, png in images.items():
        (folder / f"tallyfy-inspector-{size}.png").write_bytes(png)
    (folder / "tallyfy-inspector.ico").write_bytes(ico(images))
    (folder / "tallyfy-inspector.icns").write_bytes(icns(images))


if __name__ == "__main__":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    write(Path(sys.argv[1]))
