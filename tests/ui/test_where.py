from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from tallyfy_inspector.demo import catalogue
from tests.support.stage import Stage, play
from tests.support.ui import until

GOOD, STUCK = catalogue.TASKS[0].id, catalogue.TASKS[1].id


def tree_place(stage: Stage) -> object:
    return stage.window.panes.current_path()


def test_a_path_asked_for_below_is_gone_to_everywhere(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(STUCK)
        field = ("data", "form_fields", "data", 10)
        stage.window.status.path_wanted.emit(field)
        assert tree_place(stage) == field
        assert stage.table("Form fields").currentIndex().row() == 10
        stage.window.status.path_wanted.emit(("data", "owners", "users"))
        assert tree_place(stage) == ("data", "owners", "users")

    play(qapp, scene)


def test_another_answer_leads_to_its_own_places(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        assert stage.window._where.shown is None
        await stage.fetch(GOOD)
        stage.window.status.path_wanted.emit(("data", "title"))
        await stage.fetch(STUCK)
        shown = stage.window._where.shown
        assert shown is stage.window.session.view.last_good
        assert isinstance(stage.window.status.findChild(QWidget, "status"), QWidget)
        assert tree_place(stage) in (None, ())

    play(qapp, scene)


def test_a_typed_path_is_put_away_while_others_look_on(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(GOOD)
        bar = stage.window.status.path_bar
        bar.open_goto()
        bar.goto.insert('data["Canarina Vogel"]')
        stage.press(Qt.Key.Key_Return)
        assert "Canarina" in bar._error.text()
        stage.window.screen_share.switch(on=True)
        await until(lambda: stage.window.screen_share.view.masked)
        bar.goto.undo()
        assert bar.goto.text() == bar._error.text() == ""
        assert bar.goto.isHidden()
        stage.window.screen_share.switch(on=False)
        bar.open_goto()
        assert bar.goto.text() == 'data["Canarina Vogel"]', "nothing is lost"

    play(qapp, scene)
