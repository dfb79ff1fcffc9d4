from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.redact import mask_value
from tallyfy_inspector.ui.crumbs import Crumbs
from tests.support.task_samples import CODE, GUEST_LINK

DEEP: Path = ("data", "run", "checklist", "steps", 12, "form_fields", 3, "possible_values", 0, "text")


class Holder(QWidget):
    """The crumbs between two other stops of Tab."""

    def __init__(self) -> None:
        super().__init__()
        self.before, self.after = QPushButton("before", self), QPushButton("after", self)
        self.crumbs = Crumbs(mask_value, self)
        self.chosen: list[Path] = []
        self.crumbs.chosen.connect(self.chosen.append)
        row = QHBoxLayout(self)
        row.addWidget(self.before)
        row.addWidget(self.crumbs, 1)
        row.addWidget(self.after)
        QWidget.setTabOrder(self.before, self.crumbs.more)
        QWidget.setTabOrder(self.crumbs.more, self.after)


@pytest.fixture
def holder(qtbot: QtBot) -> Holder:
    made = Holder()
    qtbot.addWidget(made)
    made.resize(1200, 40)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def shown(crumbs: Crumbs) -> list[str]:
    return [button.text() for button in crumbs.stops() if button.isVisible()]


def press(key: Qt.Key) -> str:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key)
    now = QApplication.focusWidget()
    return "" if now is None else now.accessibleName()


def test_each_part_leads_to_its_place(holder: Holder) -> None:
    holder.crumbs.show_path(("data", "owners", 0))
    assert shown(holder.crumbs) == ["data", "owners", "[0]"]
    for button in holder.crumbs.stops():
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert holder.chosen == [("data",), ("data", "owners"), ("data", "owners", 0)]


def test_the_whole_answer_is_a_part_and_nothing_is_none(holder: Holder) -> None:
    holder.crumbs.show_path(())
    assert shown(holder.crumbs) == ["whole answer"]
    holder.crumbs.stops()[0].click()
    assert holder.chosen == [()]
    holder.crumbs.show_path(None)
    assert shown(holder.crumbs) == []


def test_the_parts_are_one_stop_of_tab_with_arrows_between_them(holder: Holder) -> None:
    holder.crumbs.show_path(("data", "owners", "users"))
    holder.before.setFocus()
    assert press(Qt.Key.Key_Tab) == "users"
    assert press(Qt.Key.Key_Left) == "owners"
    assert press(Qt.Key.Key_Home) == "data"
    assert press(Qt.Key.Key_Left) == "data"
    assert press(Qt.Key.Key_Right) == "owners"
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Space)
    assert holder.chosen == [("data", "owners")] * 2
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)  # type: ignore[arg-type]
    assert holder.after.hasFocus()
    QTest.keyClick(holder.after, Qt.Key.Key_Backtab)
    assert press(Qt.Key.Key_End) == "users"


def test_a_click_leaves_the_keyboard_where_it_is(holder: Holder) -> None:
    holder.crumbs.show_path(("data", "owners"))
    holder.before.setFocus()
    QTest.mouseClick(holder.crumbs.stops()[0], Qt.MouseButton.LeftButton)
    assert holder.before.hasFocus()


def test_the_keyboard_stays_in_the_row_when_the_path_changes(holder: Holder) -> None:
    holder.crumbs.show_path(("data", "owners", "users"))
    holder.crumbs.stops()[2].setFocus()
    holder.crumbs.show_path(("data",))
    assert holder.crumbs.stops()[0].hasFocus()
    holder.crumbs.show_path(("data", "run"))
    assert holder.crumbs.stops()[1].hasFocus()


def test_the_parts_in_front_fold_into_a_menu(holder: Holder) -> None:
    holder.crumbs.show_path(DEEP)
    assert len(shown(holder.crumbs)) == len(DEEP)
    holder.resize(480, 40)
    parts = shown(holder.crumbs)
    assert parts[0] == "…"
    assert parts[-1] == "text"
    folded = len(DEEP) - (len(parts) - 1)
    actions = holder.crumbs.more.menu().actions()
    assert len(actions) == folded
    assert actions[1].text() == "data › run"
    actions[1].trigger()
    assert holder.chosen == [("data", "run")]
    inside = holder.crumbs.rect()
    assert all(inside.contains(button.geometry()) for button in holder.crumbs.stops())
    holder.crumbs.stops()[-1].setFocus()
    assert press(Qt.Key.Key_Home) == "The parts in front"
    holder.resize(1200, 40)
    assert len(shown(holder.crumbs)) == len(DEEP)


def test_the_last_part_is_cut_rather_than_left_out(holder: Holder) -> None:
    holder.crumbs.show_path(("data", "k" * 500))
    holder.resize(300, 40)
    last = holder.crumbs.stops()[-1]
    assert last.isVisible()
    assert last.geometry().right() <= holder.crumbs.width()
    assert "…" in last.text()
    assert last.accessibleName() == "k" * 500


def test_names_are_shown_letter_by_letter_and_masked(holder: Holder) -> None:
    holder.crumbs.show_path(("<b>a</b>&b", "\u202eabc", GUEST_LINK))
    first, second, third = holder.crumbs.stops()
    assert first.text() == "<b>a</b>&&b"
    assert first.accessibleName() == "<b>a</b>&b"
    assert "&lt;b&gt;" in first.toolTip()
    assert second.text() == "\\u202eabc"
    told = third.text() + third.accessibleName() + third.accessibleDescription() + third.toolTip()
    assert CODE not in told


def test_a_larger_font_folds_more(holder: Holder, qtbot: QtBot) -> None:
    holder.resize(700, 60)
    holder.crumbs.show_path(DEEP)
    before = len(shown(holder.crumbs))
    font = holder.crumbs.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    holder.crumbs.setFont(font)
    assert len(shown(holder.crumbs)) < before
    last = holder.crumbs.stops()[-1]
    qtbot.waitUntil(lambda: last.height() >= holder.crumbs.fontMetrics().height())
