"""Everything that can be copied out of a window, for tests that look for what must not be in it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QTableView, QWidget


def copied_everywhere(window: QWidget) -> list[str]:
    """What every action that copies puts on the clipboard, in the first rows of every table."""
    clipboard, found = QGuiApplication.clipboard(), []
    for table in window.findChildren(QTableView):
        actions = [each for each in window.findChildren(QAction) if "copy" in each.objectName()]
        for row in range(min(table.model().rowCount(), 12)):
            table.setCurrentIndex(table.model().index(row, 0))
            for action in actions:
                if action.isEnabled():
                    action.trigger()
                    found.append(clipboard.text())
            QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
            found.append(clipboard.text())
    for edit in window.findChildren(QPlainTextEdit):
        edit.selectAll()
        edit.copy()
        found.append(clipboard.text())
    return found
