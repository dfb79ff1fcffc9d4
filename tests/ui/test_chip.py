from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tallyfy_inspector.ui import theme
from tallyfy_inspector.ui.chip import Chip
from tests.support.ui import in_font, picture, wearing


@pytest.fixture
def chip(qtbot: QtBot) -> Chip:
    made = Chip()
    qtbot.addWidget(made)
    return made


def test_its_words_are_its_name(chip: Chip) -> None:
    chip.say("R&D", "plain")
    assert (chip.accessibleName(), chip.text()) == ("R&D", "R&&D")


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("dimmed", [False, True])
@pytest.mark.parametrize("tone", ["plain", "warning", "bad"])
def test_every_tone_can_be_read(
    tone: str, dimmed: bool, dark: bool, qtbot: QtBot, qapp: QApplication
) -> None:
    with wearing(qapp, theme.palette(dark)):
        made = Chip()
        qtbot.addWidget(made)
        made.say("1 open issue", tone, dimmed=dimmed)
        ink, ground = made.colours()
        assert theme.contrast(ink.name(), ground.name()) >= theme.FOR_TEXT


def test_the_tones_differ_and_an_older_one_is_dim(chip: Chip) -> None:
    inks = {}
    for tone in ("plain", "warning", "bad"):
        chip.say("1 open issue", tone)
        inks[tone] = chip.colours()[0].name()
    assert len(set(inks.values())) == 3
    chip.say("1 open issue", "bad", dimmed=True)
    assert chip.colours()[0].name() == inks["plain"]


@pytest.mark.parametrize("times", [1.0, 2.0])
def test_a_blocker_is_never_narrower_than_its_words(times: float, qtbot: QtBot, qapp: QApplication) -> None:
    with in_font(qapp, times):
        made = Chip()
        qtbot.addWidget(made)
        made.say("3 required, empty", "bad")
        words = made.fontMetrics().horizontalAdvance("3 required, empty")
        assert made.minimumSizeHint().width() == made.sizeHint().width() > words
        assert made.sizeHint().height() >= max(24, made.fontMetrics().height())
        made.say("x" * 60, "plain")
        assert made.minimumSizeHint().width() < 100


@pytest.mark.parametrize("key", [Qt.Key.Key_Space])
def test_the_keyboard_presses_it_and_sees_where_it_is(key: Qt.Key, chip: Chip, qtbot: QtBot) -> None:
    chip.say("1 open issue", "bad")
    chip.show()
    before = picture(chip)
    chip.activateWindow()
    chip.setFocus()
    qtbot.waitUntil(chip.hasFocus)
    assert picture(chip) != before
    with qtbot.waitSignal(chip.clicked):
        QTest.keyClick(chip, key)
