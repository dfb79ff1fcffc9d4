from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor

from tallyfy_inspector.ui.controls import _CENTRED_WITH_MNEMONIC
from tallyfy_inspector.ui.ink import outline, pen, solid


@pytest.mark.parametrize("colour", ["#2a63c8", QColor("#2a63c8")])
def test_pens_and_brushes_are_solid(colour: QColor | str) -> None:
    made = pen(colour, 1.5)
    assert (made.color().name(), made.widthF(), made.style()) == ("#2a63c8", 1.5, Qt.PenStyle.SolidLine)
    assert (solid(colour).color().name(), solid(colour).style()) == ("#2a63c8", Qt.BrushStyle.SolidPattern)


def test_an_outline_lies_inside_of_its_area() -> None:
    assert outline(QRect(10, 20, 30, 40)).boundingRect() == QRectF(10, 20, 30, 40)
    inside = outline(QRect(10, 20, 30, 40), inset=0.5, radius=3)
    assert inside.boundingRect() == QRectF(10.5, 20.5, 29, 39)
    assert not inside.contains(QRectF(10.5, 20.5, 1, 1))


def test_the_number_for_words_on_a_button_is_what_it_says() -> None:
    flags = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextShowMnemonic.value
    assert flags == _CENTRED_WITH_MNEMONIC
