from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tallyfy_inspector.ui.due_button import DueButton
from tests.support.views import NOW, FixedClock


class Scene:
    """A button and a clock that is set."""

    def __init__(self) -> None:
        self.clock = FixedClock()
        self.button = QPushButton("&Try again")
        self.button.setAccessibleName("Try again")
        self.due = DueButton(self.clock, self.button)

    def after(self, seconds: float) -> tuple[str, str, bool]:
        """What is seen, heard and to be pressed that much later, when a tick comes."""
        self.clock.moment = NOW + timedelta(seconds=seconds)
        self.due._timer.timeout.emit()
        return self.button.text(), self.button.accessibleName(), self.button.isEnabled()


@pytest.fixture
def scene(qtbot: QtBot) -> Scene:
    made = Scene()
    qtbot.addWidget(made.button)
    return made


READY = ("&Try again", "Try again", True)


def test_it_rests_until_then_and_says_how_long(scene: Scene) -> None:
    scene.due.rest(NOW + timedelta(seconds=120))
    assert scene.due._timer.isActive()
    heard = "Retry in 2 min 0 s"
    assert scene.after(0) == (heard, heard, False)
    assert scene.after(1) == ("Retry in 1 min 59 s", heard, False)  # seconds are seen, not heard
    assert scene.after(119.5) == ("Retry in 1 s", heard, False)
    assert scene.after(120) == READY
    assert not scene.due._timer.isActive()


def test_without_a_time_it_is_of_use_at_once(scene: Scene) -> None:
    scene.due.rest(NOW + timedelta(seconds=9))
    for until in (None, NOW):
        scene.due.rest(until)
        assert scene.after(0) == READY
        assert not scene.due._timer.isActive()
