from __future__ import annotations

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tallyfy_inspector.ui import theme
from tallyfy_inspector.ui.controls import Button
from tallyfy_inspector.ui.low_button import LowButton
from tests.support.ui import in_font


def test_it_is_as_high_as_a_row_and_as_wide_as_its_words(qapp: QApplication, qtbot: QtBot) -> None:
    for times in (1, 2):
        with in_font(qapp, times):
            low, ordinary = LowButton("Copy path"), Button("Copy path")
            qtbot.addWidget(low)
            qtbot.addWidget(ordinary)
            assert low.sizeHint().height() == theme.row_height(low.font()) >= theme.ROW
            assert low.sizeHint().height() <= ordinary.sizeHint().height()
            assert low.sizeHint().width() == ordinary.sizeHint().width()
