from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from tallyfy_inspector.ui.refusal import show_refusal


def test_a_refusal_is_shown_letter_by_letter_until_it_is_closed(qtbot: QtBot) -> None:
    seen: list[tuple[str, Qt.TextFormat, str]] = []

    def close() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        seen.append((box.text(), box.textFormat(), box.windowTitle()))
        box.button(QMessageBox.StandardButton.Close).click()

    QTimer.singleShot(0, close)
    show_refusal("Not <b>so</b>.")
    assert seen == [("Not <b>so</b>.", Qt.TextFormat.PlainText, "Tallyfy Inspector")]
