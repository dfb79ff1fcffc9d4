"""The icons, read again by Qt."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

import icons


def image(png: bytes) -> QImage:
    """The picture in `png`."""
    read = QImage()
    assert read.loadFromData(png)
    return read


@pytest.mark.parametrize("size", icons.SIZES)
def test_each_size_is_drawn(size: int) -> None:
    drawn = image(icons.rendered(icons.SOURCE, size))
    assert (drawn.width(), drawn.height()) == (size, size)
    assert drawn.pixelColor(0, 0).alpha() == 0, "its corners are clear"
    assert drawn.pixelColor(size * 3 // 4, size // 4).alpha() == 255
    colours = {drawn.pixelColor(x, y).rgb() for x in range(size) for y in range(size)}
    assert len(colours) > 4, "there is something on its ground"


def test_the_same_drawing_is_the_same_file() -> None:
    assert icons.rendered(icons.SOURCE, 64) == icons.rendered(icons.SOURCE, 64)


@pytest.mark.qt_log_ignore("Cannot read file", extend=True)
def test_what_is_no_drawing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.svg").write_text("no drawing", encoding="utf-8")
    with pytest.raises(ValueError, match=r"x\.svg cannot be drawn"):
        icons.rendered(tmp_path / "x.svg", 16)


def test_a_windows_icon_holds_every_size_that_it_can() -> None:
    images = {16: b"sixteen", 256: b"large", 512: b"too large"}
    made = icons.ico(images)
    assert struct.unpack_from("<HHH", made) == (0, 1, 2)
    entries = [struct.unpack_from("<BBBBHHII", made, 6 + 16 * n) for n in range(2)]
    assert [entry[0] for entry in entries] == [16, 0]
    assert [made[entry[7] : entry[7] + entry[6]] for entry in entries] == [b"sixteen", b"large"]


def test_a_macos_icon_holds_every_size_that_it_knows() -> None:
    made = icons.icns({22: b"not known", 128: b"middle", 512: b"large"})
    assert made[:4] == b"icns"
    assert struct.unpack(">I", made[4:8])[0] == len(made)
    assert b"ic07" + struct.pack(">I", 14) + b"middle" in made
    assert b"not known" not in made


def test_all_are_written(tmp_path: Path) -> None:
    icons.write(tmp_path / "icons")
    names = {file.name for file in (tmp_path / "icons").iterdir()}
    assert names == {f"tallyfy-inspector-{size}.png" for size in icons.SIZES} | {
        "tallyfy-inspector.ico",
        "tallyfy-inspector.icns",
    }
