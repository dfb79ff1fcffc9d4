from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QToolButton
from pytestqt.qtbot import QtBot

from tallyfy_inspector.demo import catalogue
from tallyfy_inspector.ui import theme
from tallyfy_inspector.ui.tabs import Tabs
from tests.support.stage import Stage, play
from tests.support.ui import until


def titles(tabs: Tabs) -> list[str]:
    return [tabs.tabText(index) for index in range(tabs.count())]


def test_words_have_little_room_around_them_and_arrows_are_no_stop_of_tab(qtbot: QtBot) -> None:
    tabs = Tabs("Things")
    qtbot.addWidget(tabs)
    tabs.addTab(QLabel(), "One")
    bar = tabs.tabBar()
    assert bar.tabRect(0).width() <= bar.fontMetrics().horizontalAdvance("One") + 2 * theme.GAP + 1
    arrows = bar.findChildren(QToolButton)
    assert arrows
    assert {arrow.focusPolicy() for arrow in arrows} == {Qt.FocusPolicy.NoFocus}
    assert tabs.accessibleName() == "Things"


def test_a_title_may_have_words_of_its_own(qtbot: QtBot) -> None:
    tabs, page = Tabs("Things"), QLabel()
    qtbot.addWidget(tabs)
    tabs.addTab(page, "One")
    tabs.retitle(page, "One (!)", "One, & that is bad")
    bar = tabs.tabBar()
    assert (bar.tabText(0), bar.accessibleTabName(0)) == ("One (!)", "One, & that is bad")
    assert "that is bad" in tabs.tabToolTip(0)
    tabs.retitle(page, "One", "")
    assert (bar.tabText(0), bar.accessibleTabName(0), tabs.tabToolTip(0)) == ("One", "", "")
    tabs.retitle(QLabel(tabs), "Two", "")
    assert bar.count() == 1


def test_all_tabs_fit_beside_each_other_with_their_counts(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(catalogue.TASKS[1].id)
        await until(lambda: "Diagnosis (5)" in titles(stage.window.panes.right))
        for side in (stage.window.panes.left, stage.window.panes.right):
            bar = side.tabBar()
            assert bar.tabRect(bar.count() - 1).right() < bar.width()
            assert not any(arrow.isVisible() for arrow in bar.findChildren(QToolButton))
        for panel in ("threads", "activity", "files"):
            stage.window.panes.open(panel)
        assert {"Threads", "Activity", "Files"} <= set(titles(stage.window.panes.right))

    play(qapp, scene)


def test_a_sign_in_a_tab_has_words(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(catalogue.TASKS[1].id)
        for width in (1360, 900):
            stage.window.resize(width, 820)
            group = stage.window.panes.right if width == 1360 else stage.window.panes.left
            at = titles(group).index("Form fields (⚠ 1)")
            assert group.tabBar().accessibleTabName(at) == "Form fields: 1 required, empty"
            assert "Form fields: 1 required, empty" in group.tabToolTip(at)

    play(qapp, scene)
