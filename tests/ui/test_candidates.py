from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QListWidget, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tallyfy_inspector.api.taskref import Reference
from tallyfy_inspector.ui.candidates import Candidates, describe

FIRST = Reference("1" * 32)
SECOND = Reference("2" * 32, run="a" * 32, organization="b" * 32)
THIRD = Reference("3" * 32, organization="c" * 32)
THREE = (FIRST, SECOND, THIRD)


@pytest.fixture
def offered(qtbot: QtBot) -> Candidates:
    """Three candidates in a window, with the keyboard on the first."""
    made = Candidates()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.offer(THREE)
        made.activateWindow()
    qtbot.waitUntil(rows(made).hasFocus)
    return made


@pytest.fixture
def chosen(offered: Candidates) -> list[Reference]:
    seen: list[Reference] = []
    offered.chosen.connect(seen.append)
    return seen


@pytest.fixture
def dismissed(offered: Candidates) -> list[bool]:
    seen: list[bool] = []
    offered.dismissed.connect(lambda: seen.append(True))
    return seen


def rows(candidates: Candidates) -> QListWidget:
    found = candidates.findChild(QListWidget, "candidates")
    assert isinstance(found, QListWidget)
    return found


def button(candidates: Candidates, text: str) -> QPushButton:
    return next(made for made in candidates.findChildren(QPushButton) if made.text() == text)


def test_nothing_is_offered_at_first(qtbot: QtBot) -> None:
    candidates = Candidates()
    qtbot.addWidget(candidates)
    assert candidates.isHidden()


def test_what_was_found_is_offered_best_first_with_the_keyboard_on_it(offered: Candidates) -> None:
    texts = [rows(offered).item(index).text() for index in range(rows(offered).count())]
    assert texts == [describe(reference) for reference in THREE]
    assert rows(offered).currentRow() == 0
    assert rows(offered).accessibleName() == "Candidates"
    label = next(label for label in offered.findChildren(QLabel) if label.buddy() is not None)
    assert label.buddy() is rows(offered)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
@pytest.mark.parametrize(("downs", "expected"), [(0, FIRST), (1, SECOND), (2, THIRD), (5, THIRD)])
def test_arrow_and_enter_choose(
    downs: int, expected: Reference, key: Qt.Key, offered: Candidates, chosen: list[Reference]
) -> None:
    for _ in range(downs):
        QTest.keyClick(rows(offered), Qt.Key.Key_Down)
    QTest.keyClick(rows(offered), key)
    assert chosen == [expected]
    assert offered.isHidden()


def test_esc_chooses_none(offered: Candidates, chosen: list[Reference], dismissed: list[bool]) -> None:
    QTest.keyClick(rows(offered), Qt.Key.Key_Down)
    QTest.keyClick(rows(offered), Qt.Key.Key_Escape)
    assert (chosen, dismissed, offered.isHidden()) == ([], [True], True)
    offered.dismiss()
    assert dismissed == [True]


def test_the_buttons_do_the_same(offered: Candidates, chosen: list[Reference], dismissed: list[bool]) -> None:
    QTest.keyClick(rows(offered), Qt.Key.Key_Down)
    QTest.mouseClick(button(offered, "Fetch this one"), Qt.MouseButton.LeftButton)
    assert chosen == [SECOND]
    offered.offer(THREE)
    QTest.mouseClick(button(offered, "Cancel"), Qt.MouseButton.LeftButton)
    assert (chosen, dismissed, offered.isHidden()) == ([SECOND], [True], True)


def test_a_double_click_chooses(offered: Candidates, chosen: list[Reference]) -> None:
    place = rows(offered).visualItemRect(rows(offered).item(2)).center()
    QTest.mouseClick(rows(offered).viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen == []
    QTest.mouseDClick(rows(offered).viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen == [THIRD]


def test_another_offer_replaces_the_first(offered: Candidates, chosen: list[Reference]) -> None:
    QTest.keyClick(rows(offered), Qt.Key.Key_Down)
    offered.offer((THIRD, FIRST))
    assert rows(offered).count() == 2
    QTest.keyClick(rows(offered), Qt.Key.Key_Return)
    assert chosen == [THIRD]


def test_tab_leads_from_the_list_to_the_buttons(offered: Candidates, qtbot: QtBot) -> None:
    for text in ("Fetch this one", "Cancel"):
        QTest.keyClick(offered.focusWidget(), Qt.Key.Key_Tab)
        qtbot.waitUntil(button(offered, text).hasFocus)


@pytest.mark.parametrize(("count", "shown"), [(1, 1), (2, 2), (6, 6), (9, 6)])
def test_the_list_is_as_high_as_its_rows_and_never_eats_the_window(
    count: int, shown: int, qtbot: QtBot
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    candidates = Candidates(window)
    QVBoxLayout(window).addWidget(candidates)
    candidates.offer(tuple(Reference(f"{number:032d}") for number in range(count)))
    window.resize(400, 600)
    window.show()
    lines = rows(candidates)
    room = lines.viewport().rect()
    assert sum(room.contains(lines.visualItemRect(lines.item(index))) for index in range(count)) == shown
    assert lines.sizeHintForRow(0) >= 24


def test_what_is_elided_can_be_read_in_the_tooltip(offered: Candidates) -> None:
    for index, reference in enumerate(THREE):
        assert describe(reference) in rows(offered).item(index).toolTip()


@pytest.mark.parametrize(
    ("reference", "text"),
    [
        (FIRST, f"Task {'1' * 32}"),
        (SECOND, f"Task {'2' * 32} in process {'a' * 32}  ·  organization {'b' * 32}"),
        (THIRD, f"Task {'3' * 32}  ·  organization {'c' * 32}"),
        (Reference(None, run="a" * 32), f"Process {'a' * 32}"),
    ],
)
def test_a_candidate_in_words(reference: Reference, text: str) -> None:
    assert describe(reference) == text
