"""Pictures are read back by Qt, which knows nothing of how they were written."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from e2e.picture import Picture, is_of_one_colour, png, read_xwd, take

RED, BLUE, GREY = (255, 0, 0), (0, 0, 255), (10, 20, 30)
Point = tuple[int, int, int]


def xwd(rows: list[list[Point]], *, gap: int = 0, colours: int = 2, **changes: int) -> bytes:
    """An XWD file as Xvfb writes one; `gap` bytes stand after each row."""
    line = 4 * len(rows[0]) + gap
    numbers = [0] * 25
    numbers[0:6] = [100 + 8, 7, 2, 24, len(rows[0]), len(rows)]
    numbers[11], numbers[12], numbers[19] = 32, line, colours
    for place, value in changes.items():
        numbers[int(place.removeprefix("n"))] = value
    points = b"".join(b"".join(bytes((b, g, r, 0)) for r, g, b in row) + b"\xff" * gap for row in rows)
    return struct.pack(">25I", *numbers) + b"a window" + b"\x01" * 12 * colours + points


def colours_in(image: QImage) -> list[list[Point]]:
    return [[_rgb(image.pixelColor(x, y)) for x in range(image.width())] for y in range(image.height())]


def _rgb(colour: QColor) -> Point:
    return colour.red(), colour.green(), colour.blue()


@pytest.mark.parametrize("gap", [0, 4, 60])
@pytest.mark.parametrize("colours", [0, 256])
def test_every_point_arrives_in_its_colour(gap: int, colours: int) -> None:
    rows = [[RED, BLUE, GREY], [GREY, GREY, RED]]
    picture = read_xwd(xwd(rows, gap=gap, colours=colours))
    assert (picture.width, picture.height) == (3, 2)
    assert colours_in(QImage.fromData(png(picture))) == rows


@pytest.mark.parametrize("changes", [{"n1": 6}, {"n11": 24}, {"n7": 1}, {"n12": 4}, {"n5": 99}])
def test_another_form_is_refused(changes: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="XWD"):
        read_xwd(xwd([[RED, BLUE]], **changes))


def test_what_is_cut_off_is_refused() -> None:
    whole = xwd([[RED, BLUE]])
    for length in (0, 50, len(whole) - 1):
        with pytest.raises(ValueError, match="XWD"):
            read_xwd(whole[:length])


def test_an_empty_screen_is_known() -> None:
    assert is_of_one_colour(Picture(2, 2, bytes(RED) * 4))
    assert not is_of_one_colour(Picture(2, 2, bytes(RED) * 3 + bytes(BLUE)))


def test_a_picture_is_taken_into_a_file(tmp_path: Path) -> None:
    screen, target = tmp_path / "screen", tmp_path / "picture.png"
    screen.write_bytes(xwd([[RED, BLUE]]))
    assert take(screen, target) == Picture(2, 1, bytes(RED + BLUE))
    assert colours_in(QImage(str(target))) == [[RED, BLUE]]
