"""Answers the program's file dialogs by keyboard, as a person does: the path, and Enter.

Offscreen there is no desktop whose dialog could be used, so Qt's own opens.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget

from tests.support.ui import until

_LOOKS_ROUND = (
    0.3  # seconds: the dialog lists the folder that is being typed, and would overwrite Enter's end
)


async def opened(window: QWidget, name: str) -> QFileDialog:
    """The dialog of that object name, once it has the keyboard."""
    await until(lambda: [d for d in window.findChildren(QFileDialog, name) if d.isActiveWindow()])
    (dialog,) = window.findChildren(QFileDialog, name)
    await until(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    return dialog


async def answer(window: QWidget, name: str, path: Path) -> None:
    """Type `path` (in ASCII) into the dialog and press Enter; returns when it is gone."""
    await opened(window, name)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, str(path))
    await asyncio.sleep(_LOOKS_ROUND)
    QTest.keyClick(field, Qt.Key.Key_Return)
    await until(lambda: not window.findChildren(QFileDialog, name))
