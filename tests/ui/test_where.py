from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget

from tallyfy_inspector.demo import catalogue
from tests.support.stage import Stage, play

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
