from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tallyfy_inspector.ui import plain
from tallyfy_inspector.ui.flow import FlowLayout


class Box(QWidget):
    """A thing of a wished width."""

    def __init__(self, parent: QWidget, width: int, height: int = 20) -> None:
        super().__init__(parent)
        self._wish = QSize(width, height)

    def sizeHint(self) -> QSize:
        return self._wish


@pytest.fixture
def room(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    FlowLayout(made, 10, 4)
    return made


def fill(room: QWidget, *widths: int) -> list[Box]:
    layout = room.layout()
    assert layout is not None
    boxes = [Box(room, width) for width in widths]
    for box in boxes:
        layout.addWidget(box)
    return boxes


def test_what_fits_stands_in_one_line(room: QWidget) -> None:
    boxes = fill(room, 100, 50)
    room.resize(160, 20)
    room.show()
    assert [(box.x(), box.y(), box.width()) for box in boxes] == [(0, 0, 100), (110, 0, 50)]
    assert room.sizeHint() == QSize(160, 20)


def test_what_does_not_fit_stands_in_the_next_line(room: QWidget) -> None:
    boxes = fill(room, 100, 50, 60)
    room.resize(159, 90)
    room.show()
    assert [(box.x(), box.y()) for box in boxes] == [(0, 0), (0, 24), (60, 24)]
    assert room.heightForWidth(159) == 44
    assert room.heightForWidth(1000) == 20


def test_one_that_is_too_wide_gets_the_line(room: QWidget) -> None:
    (box, other) = fill(room, 500, 20)
    room.resize(100, 90)
    room.show()
    assert (box.width(), other.y()) == (100, 24)


def test_hidden_ones_take_no_room(room: QWidget) -> None:
    first, second, third = fill(room, 50, 50, 50)
    second.hide()
    room.resize(110, 20)
    room.show()
    assert (third.x(), third.y()) == (60, 0)
    for box in (first, third):
        box.hide()
    assert room.heightForWidth(100) == 0


def test_lines_share_their_middle(room: QWidget) -> None:
    layout = room.layout()
    assert layout is not None
    low, high = Box(room, 50, 20), Box(room, 50, 40)
    layout.addWidget(low)
    layout.addWidget(high)
    room.resize(200, 40)
    room.show()
    assert (low.y(), high.y()) == (10, 0)


def test_words_that_wrap_are_as_high_as_they_need_to_be(room: QWidget) -> None:
    layout = room.layout()
    assert layout is not None
    label = plain.label("word " * 50, room, wrap=True)
    layout.addWidget(label)
    room.resize(150, 400)
    room.show()
    assert label.height() >= label.heightForWidth(label.width()) > 3 * label.fontMetrics().height()


def test_margins_are_kept_and_the_column_around_it_gives_the_height(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    row, rest = QWidget(window), QWidget(window)
    flow = FlowLayout(row, 10, 4)
    flow.setContentsMargins(7, 3, 7, 0)
    column.addWidget(row)
    column.addWidget(rest, 1)
    boxes = [Box(row, 80), Box(row, 80)]
    for box in boxes:
        flow.addWidget(box)
    window.resize(120, 300)
    window.show()
    assert [(box.x(), box.y()) for box in boxes] == [(7, 3), (7, 27)]
    assert row.height() == 47
    assert flow.minimumSize().width() < 120


def test_what_is_taken_out_is_gone(room: QWidget) -> None:
    fill(room, 10, 20)
    layout = room.layout()
    assert layout is not None
    assert (layout.count(), layout.itemAt(5), layout.takeAt(5)) == (2, None, None)
    assert layout.takeAt(0) is not None
    assert layout.count() == 1
