from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from tallyfy_inspector.ui import theme
from tallyfy_inspector.ui.panels import pieces
from tallyfy_inspector.ui.panels.pieces import Piece


@pytest.fixture
def option(qapp: Any) -> QStyleOptionViewItem:
    made = QStyleOptionViewItem()
    made.palette = theme.palette(False)
    made.font = qapp.font()
    return made


def drawn(option: QStyleOptionViewItem, told: list[Piece], width: int) -> QImage:
    image = QImage(400, 30, QImage.Format.Format_RGB32)
    image.fill(QColor(Qt.GlobalColor.white))
    painter = QPainter(image)
    pieces.draw(painter, option, QRect(0, 0, width, 30), told)
    painter.end()
    return image


def last_inked(image: QImage) -> int:
    white = QColor(Qt.GlobalColor.white)
    columns = [x for x in range(400) if any(image.pixelColor(x, y) != white for y in range(30))]
    return max(columns, default=-1)


def test_pieces_are_cut_off_at_the_edge(option: QStyleOptionViewItem) -> None:
    told = [Piece("some words", "key"), Piece(" and a good many more of them", "dim")]
    assert pieces.width(told, option.font) > 120
    assert 60 < last_inked(drawn(option, told, 120)) < 121
    assert last_inked(drawn(option, told, 400)) > 120
    assert last_inked(drawn(option, told, 0)) == -1


def test_html_is_drawn_letter_by_letter(option: QStyleOptionViewItem) -> None:
    plain, tagged = ([Piece(text)] for text in ("bold", "<b>bold</b>"))
    assert last_inked(drawn(option, tagged, 400)) > last_inked(drawn(option, plain, 400)) + 20


def test_the_ink_is_the_roles_and_on_a_selected_row_the_palettes(option: QStyleOptionViewItem) -> None:
    assert pieces.ink(option, "bad").name() == theme.roles(option.palette).bad
    assert pieces.ink(option, "") == option.palette.color(QPalette.ColorRole.Text)
    option.state |= QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_Active
    assert pieces.ink(option, "bad") == option.palette.color(QPalette.ColorRole.HighlightedText)


def test_the_ground_of_a_selected_cell_is_the_palettes_highlight(
    option: QStyleOptionViewItem, qtbot: Any
) -> None:
    option.widget = QWidget()
    qtbot.addWidget(option.widget)
    option.rect = QRect(0, 0, 50, 30)
    option.state = (
        QStyle.StateFlag.State_Enabled | QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_Active
    )
    option.showDecorationSelected = True
    image = QImage(50, 30, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    pieces.draw_ground(painter, option)
    painter.end()
    assert image.pixelColor(25, 15) == option.palette.color(QPalette.ColorRole.Highlight)


def test_the_width_is_that_of_all_pieces(qapp: Any) -> None:
    font = QFont(qapp.font())
    one, two = Piece("iiii"), Piece("WWWW", "dim")
    assert pieces.width([one, two], font) == pieces.width([one], font) + pieces.width([two], font)
    assert "WWWW" not in repr(two)
