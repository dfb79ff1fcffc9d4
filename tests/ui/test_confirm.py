from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tallyfy_inspector.ui.confirm import Confirm


def test_enter_and_escape_do_nothing_and_the_button_does(qtbot: QtBot) -> None:
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape, None):
        asked = Confirm("Remove", "Remove <b>it</b>?", "&Remove")
        done: list[bool] = []
        asked.accepted.connect(partial(done.append, True))
        with qtbot.waitExposed(asked):
            asked.open()
        asked.activateWindow()
        qtbot.waitUntil(asked.no.hasFocus)
        assert asked.accessibleName() == "Remove <b>it</b>?"
        assert asked.yes.accessibleName() == "Remove"
        if key is None:
            asked.yes.click()
        else:
            QTest.keyClick(asked.no, key)
        assert done == ([] if key is not None else [True])
