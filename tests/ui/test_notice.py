from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tallyfy_inspector.ui.notice import Notice
from tallyfy_inspector.ui.speech import Speech


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def made(window: QWidget) -> tuple[Notice, Speech, QLabel]:
    speech = Speech(window)
    notice = Notice(speech, window)
    label = notice.findChild(QLabel, "notice")
    assert isinstance(label, QLabel)
    return notice, speech, label


def test_it_shows_and_announces_a_sentence(window: QWidget) -> None:
    notice, speech, label = made(window)
    assert notice.isHidden()
    notice.say("Nothing was sent.")
    assert (notice.text, notice.isHidden()) == ("Nothing was sent.", False)
    assert label.accessibleName() == "Nothing was sent."
    notice.say("Which organization?", urgent=True)
    assert notice.text == "Which organization?"
    assert speech.said == [("Nothing was sent.", False), ("Which organization?", True)]


def test_nothing_to_say_hides_it_and_is_not_announced(window: QWidget) -> None:
    notice, speech, _label = made(window)
    notice.say("Nothing was sent.")
    notice.say("")
    assert (notice.text, notice.isHidden()) == ("", True)
    assert len(speech.said) == 1


def test_hostile_words_are_words(window: QWidget) -> None:
    notice, _speech, label = made(window)
    notice.say("<img src=x>\u202e")
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert notice.text == label.accessibleName() == "<img src=x>\\u202e"
    assert label.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard
