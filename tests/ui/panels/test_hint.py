from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from tallyfy_inspector.ui.panels import hint as module
from tallyfy_inspector.ui.panels.hint import Hint


@pytest.fixture
def area(qtbot: QtBot) -> QPlainTextEdit:
    made = QPlainTextEdit()
    qtbot.addWidget(made)
    made.resize(400, 200)
    made.show()
    return made


def test_it_is_seen_and_goes_by_itself(
    area: QPlainTextEdit, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert module.SHORT == 3_000
    monkeypatch.setattr(module, "SHORT", 30)
    hint = Hint(area)
    hint.say("Copied")
    assert hint.isVisible()
    assert hint.text() == hint.accessibleName() == "Copied"
    qtbot.waitUntil(lambda: not hint.isVisible())


def test_a_sentence_stays_until_the_next_thing(
    area: QPlainTextEdit, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SHORT", 30)
    hint = Hint(area)
    hint.say("Saved.", stays=True)
    qtbot.wait(80)
    assert hint.isVisible()
    hint.clear_hint()
    assert not hint.isVisible()


def test_it_stands_in_the_corner_whatever_the_size(area: QPlainTextEdit, qtbot: QtBot) -> None:
    hint = Hint(area)
    hint.say("A cell that begins like a formula got an apostrophe. " * 3, stays=True)
    for width in (400, 200):
        area.resize(width, 200)
        room = area.viewport().geometry()
        assert room.contains(hint.geometry())
        assert hint.height() >= min(hint.heightForWidth(hint.width()), room.height() - 4)
        assert room.bottom() - hint.geometry().bottom() < 10


def test_it_is_in_nobodys_way(area: QPlainTextEdit) -> None:
    hint = Hint(area)
    assert hint.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert hint.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    hint.say("<b>x</b>\u202e")
    assert hint.text() == "<b>x</b>\\u202e"
    assert hint.textFormat() == Qt.TextFormat.PlainText
