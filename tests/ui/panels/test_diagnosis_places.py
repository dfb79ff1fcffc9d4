from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tallyfy_inspector.ui.panels.diagnosis_places import MOST, Evidence
from tests.support.ui import in_font

PATHS = (("data", "deadline"), ("data", "owners"))


@pytest.fixture
def evidence(qtbot: QtBot) -> Evidence:
    made = Evidence()
    qtbot.addWidget(made)
    made.show()
    return made


def rows(evidence: Evidence) -> list[str]:
    return [evidence.item(row).text() for row in range(evidence.count())]


def test_a_row_a_place(evidence: Evidence) -> None:
    evidence.show_places(PATHS, lambda path: f"{path[-1]}: <b>x</b>")
    assert rows(evidence) == ["deadline: <b>x</b>", "owners: <b>x</b>"]
    assert evidence.accessibleName() == "Evidence"
    assert "&lt;b&gt;" in evidence.item(0).toolTip()
    evidence.show_places((), str)
    assert rows(evidence) == []


def test_the_keyboard_and_the_pointer_lead_there(evidence: Evidence, qtbot: QtBot) -> None:
    chosen: list[object] = []
    evidence.place_chosen.connect(chosen.append)
    evidence.show_places(PATHS, str)
    evidence.setCurrentRow(1)
    QTest.keyClick(evidence, Qt.Key.Key_Return)
    assert chosen == [PATHS[1]]
    QTest.mouseClick(
        evidence.viewport(),
        Qt.MouseButton.LeftButton,
        pos=evidence.visualItemRect(evidence.item(0)).center(),
    )
    assert chosen[1:] in ([PATHS[0]], [PATHS[0], PATHS[0]])


def test_thousands_of_places_are_counted(evidence: Evidence) -> None:
    chosen: list[object] = []
    evidence.place_chosen.connect(chosen.append)
    evidence.show_places(tuple((number,) for number in range(5_000)), str)
    assert rows(evidence)[MOST:] == [f"and {5_000 - MOST} more places"]
    evidence.itemActivated.emit(evidence.item(MOST))
    assert chosen == []


@pytest.mark.parametrize("times", [1.0, 2.0])
def test_it_is_as_high_as_its_rows(times: float, qtbot: QtBot, qapp: Any) -> None:
    with in_font(qapp, times):
        made = Evidence()
        qtbot.addWidget(made)
        made.show_places(PATHS, str)
        made.resize(300, made.sizeHint().height())
        made.show()
        assert made.verticalScrollBar().maximum() == 0
        assert made.sizeHintForRow(0) >= max(24, made.fontMetrics().height())
