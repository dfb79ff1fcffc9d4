from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tallyfy_inspector.ui import speech as module
from tallyfy_inspector.ui.speech import Speech


class Listener:
    """Stands where a screen reader's bridge listens."""

    AnnouncementPoliteness = QAccessible.AnnouncementPoliteness

    def __init__(self) -> None:
        self.heard: list[tuple[object, str, QAccessible.AnnouncementPoliteness]] = []

    def updateAccessibility(self, event: QAccessibleEvent) -> None:  # noqa: N802 - Qt's name
        assert isinstance(event, QAccessibleAnnouncementEvent)
        self.heard.append((event.object(), event.message(), event.politeness()))


def test_a_sentence_is_announced_for_the_window(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    listener = Listener()
    monkeypatch.setattr(module, "QAccessible", listener)
    speech = Speech(window)
    speech.say("Loading")
    speech.say("Problem: Token not accepted", urgent=True)
    kinds = QAccessible.AnnouncementPoliteness
    assert listener.heard == [
        (window, "Loading", kinds.Polite),
        (window, "Problem: Token not accepted", kinds.Assertive),
    ]


def test_qt_takes_the_event_and_the_last_few_are_kept(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    speech = Speech(window)
    for number in range(50):
        speech.say(str(number))
    assert speech.said == [(str(number), False) for number in range(30, 50)]
