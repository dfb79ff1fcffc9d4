from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tallyfy_inspector.ui.panels.find_bar import FindBar, shortcuts
from tallyfy_inspector.ui.panels.finding import Wanted
from tests.support.views import MemorySettings

K = Qt.Key


@pytest.fixture
def settings() -> MemorySettings:
    return MemorySettings()


@pytest.fixture
def bar(qtbot: QtBot, settings: MemorySettings) -> FindBar:
    made = FindBar(settings)
    qtbot.addWidget(made)
    made.resize(1000, 40)
    made.show()
    return made


@pytest.fixture
def asked(bar: FindBar) -> list[Wanted]:
    wanted: list[Wanted] = []
    bar.changed.connect(lambda: wanted.append(bar.wanted()))
    return wanted


def test_names(bar: FindBar) -> None:
    assert bar.field.accessibleName() == "Find in JSON"
    assert bar.field.placeholderText() == "Find, or $ for a JSONPath query"
    assert bar.next.accessibleName() == "Next match"
    assert bar.previous.accessibleName() == "Previous match"
    assert bar.filters["hide_empty"].accessibleName() == "Hide empty"


def test_only_the_last_of_what_is_typed_quickly_is_asked(
    bar: FindBar, asked: list[Wanted], qtbot: QtBot
) -> None:
    QTest.keyClicks(bar.field, "title")
    assert asked == []
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == [Wanted("title")]
    assert not bar.settle()
    QTest.keyClicks(bar.field, "s")
    assert bar.settle()
    qtbot.wait(100)
    assert asked == [Wanted("title"), Wanted("titles")]


def test_options_are_asked_at_once_and_remembered_but_never_the_text(
    bar: FindBar, asked: list[Wanted], settings: MemorySettings, qtbot: QtBot
) -> None:
    bar.field.setText("secret")
    bar.option_actions["regexp"].trigger()
    QTest.keyClick(bar.filters["hide_empty"], K.Key_Space)
    assert asked[-1] == Wanted("secret", regexp=True, hide_empty=True)
    assert settings.kept == {"find.regexp": True, "find.hide_empty": True}
    assert bar.options.text() == "Op&tions (1)"
    assert bar.options.accessibleDescription() == "Regular expression"
    again = FindBar(settings)
    qtbot.addWidget(again)
    assert again.wanted() == Wanted("", regexp=True, hide_empty=True)
    again.show_all()
    assert again.wanted() == Wanted("", regexp=True)


def test_keys_of_the_field(bar: FindBar) -> None:
    said: list[str] = []
    bar.next_wanted.connect(lambda: said.append("next"))
    bar.previous_wanted.connect(lambda: said.append("previous"))
    bar.left.connect(lambda: said.append("left"))
    bar.field.setText("a")
    QTest.keyClick(bar.field, K.Key_Return)
    QTest.keyClick(bar.field, K.Key_Enter, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(bar.field, K.Key_Escape)
    assert said == ["next", "previous", "left"]
    assert bar.wanted() == Wanted()


def test_keys_wherever_one_is(qtbot: QtBot, settings: MemorySettings) -> None:
    window = QWidget()
    bar = FindBar(settings, window)
    shortcuts(bar, window)
    qtbot.addWidget(window)
    said: list[str] = []
    bar.next_wanted.connect(lambda: said.append("next"))
    bar.previous_wanted.connect(lambda: said.append("previous"))
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, K.Key_F3)
    QTest.keyClick(window, K.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert said == ["next", "previous"]


def test_what_it_is_told(bar: FindBar) -> None:
    bar.show_count("2 of 9", True)
    assert (bar.count.text(), bar.next.isEnabled()) == ("2 of 9", True)
    bar.show_count("", False)
    assert not bar.previous.isEnabled()
    bar.show_hidden("12 hidden")
    assert bar.hidden.isVisible()
    bar.show_hidden("")
    assert not bar.hidden.isVisible()
    bar.show_trouble("Something does not fit.", None)
    assert (bar.note.isVisible(), bar.note.text()) == (True, "Something does not fit.")
    assert bar.field.accessibleDescription() == "Something does not fit."
    bar.show_trouble("", None)
    assert not bar.note.isVisible()


def test_a_place_in_the_text_is_shown(bar: FindBar) -> None:
    bar.field.setText("$.a[?b]")
    bar.show_trouble("It does not fit.", 5)
    assert bar.note.text() == "It does not fit.\n$.a[▸?b]"


def test_who_stands_on_stop_comes_back_to_the_field(bar: FindBar) -> None:
    bar.show_busy(True)
    bar.stop.setFocus()
    bar.show_busy(False)
    assert bar.field.hasFocus()
    assert not bar.stop.isVisible()


@pytest.mark.parametrize("factor", [1, 2])
def test_nothing_is_cut_off(bar: FindBar, factor: int, qtbot: QtBot) -> None:
    font = bar.font()
    font.setPointSizeF(font.pointSizeF() * factor)
    bar.setFont(font)
    bar.show_count("1,234 of 9,311", True)
    bar.show_hidden("17,940 hidden")
    for width in (1400 * factor, 560 * factor):
        bar.resize(width, bar.sizeHint().height())
        qtbot.waitUntil(lambda: bar.rect().contains(bar.childrenRect()))
        for widget in (bar.count, bar.previous, bar.next, bar.options, bar.hidden, *bar.filters.values()):
            assert widget.width() >= widget.sizeHint().width(), widget.objectName()
