from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tallyfy_inspector.store.settings import Settings
from tallyfy_inspector.ui.front_window import FrontWindow
from tallyfy_inspector.ui.main_window import MainWindow
from tests.support.stage import Stage, play
from tests.support.ui import until


def test_what_is_seen_first_needs_no_more_than_settings_and_a_name(qtbot: QtBot, tmp_path: Path) -> None:
    window = FrontWindow(Settings(tmp_path), "Northwind", colour="teal", production=True)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    assert window.windowTitle() == "Northwind – Tallyfy Inspector"
    assert window.account_button.text() == "Northwind · production"
    assert window.strip.colour == "teal"
    assert window.strip.geometry().bottom() < window.request_bar.geometry().top()
    assert window.first_run.isVisible()
    assert window.request_bar.isVisible()
    assert "Status: ready" in {label.text() for label in window.findChildren(QLabel)}
    window.resize(700, 600)  # nothing behind it yet that could be folded


def test_a_window_that_is_closed_before_it_is_whole_ends_well(qtbot: QtBot, tmp_path: Path) -> None:
    window = MainWindow.front(Settings(tmp_path), "Tallyfy")
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitSignal(window.closed):
        window.close()
    assert not list(tmp_path.iterdir())


def test_the_rest_comes_in_without_moving_what_is_seen(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        whole = stage.window
        front = MainWindow.front(stage.settings, "Demo")
        front.resize(whole.size())
        front.show()
        await until(lambda: front.pages.height() > 100)
        seen = (front.request_bar, front.pages, front.request_bar.fetch_button, front.request_bar.recent_bar)
        before = [widget.geometry() for widget in seen]
        size = QSize(front.size())
        front.complete(whole._parts, stage.demo(), stage.jobs)
        await until(lambda: front.status.isVisible() and front.status.height() > 0)
        assert front.size() == size
        after = [widget.geometry() for widget in seen]
        assert [each.topLeft() for each in after] == [each.topLeft() for each in before]
        await until(lambda: abs(front.pages.height() - before[1].height()) <= 2)
        assert front.status.text == "Status: ready"
        front.close()
        front.deleteLater()

    play(qapp, scene)
