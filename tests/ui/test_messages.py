from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tallyfy_inspector.demo import catalogue
from tallyfy_inspector.ui import theme
from tallyfy_inspector.ui.connection import Connection
from tallyfy_inspector.ui.view import Failed
from tests.support.stage import Stage, focused, play, task_that
from tests.support.ui import in_font
from tests.support.wire import free_port

GOOD, STUCK = catalogue.TASKS[0].id, catalogue.TASKS[1].id
FORBIDDEN = task_that("Error 401")
LINK = f"https://go.tallyfy.com/{catalogue.ORGANIZATION}/task/{GOOD}"
GUEST = f"https://go.tallyfy.com/guest-all-task/{catalogue.ORGANIZATION}/67a466a7d8374750922f9d46349cd3ae"
MISSING = task_that("no such task")


def headline(stage: Stage) -> QLabel:
    label = stage.window.messages.headline
    assert isinstance(label, QLabel)
    return label


def ink(label: QWidget) -> QColor:
    return label.palette().color(QPalette.ColorRole.WindowText)


def warning(label: QWidget) -> QColor:
    return QColor(theme.roles(label.palette()).warning)


async def shown(stage: Stage) -> None:
    await asyncio.sleep(0.02)


@pytest.mark.parametrize(("task", "title"), [(FORBIDDEN, "Token not accepted"), (MISSING, "Task not found")])
def test_the_last_good_answer_stays_and_is_marked_older(task: str, title: str, qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(GOOD)
        rows = stage.table("Form fields").model().rowCount()
        assert not headline(stage).text().startswith("Older")
        await stage.fetch(task)
        assert headline(stage).text().startswith("Older answer: Schedule the installation")
        assert ink(headline(stage)) == warning(headline(stage))
        assert stage.table("Form fields").model().rowCount() == rows
        banner = stage.window.messages.banner
        assert banner.isVisible()
        assert banner.accessibleName() == f"Problem: {title}"
        assert stage.window.windowTitle().startswith(GOOD[:8])
        stage.click("problem_answer")
        assert stage.window.panes.left.tabText(stage.window.panes.left.currentIndex()) == "Raw"
        assert task[:8] in stage.widget("raw_headline").text()  # type: ignore[attr-defined]
        await stage.fetch(GOOD)
        assert not banner.isVisible()
        assert headline(stage).text().startswith("Schedule the installation")
        assert ink(headline(stage)) != warning(headline(stage))

    play(qapp, scene)


def test_the_same_task_that_fails_is_older_but_no_warning(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(GOOD)
        await stage.vault.set("no-such-token", stage.token.origin)
        stage.press(Qt.Key.Key_F5)
        await stage.answered()
        assert headline(stage).text().startswith("Older answer")
        assert ink(headline(stage)) != warning(headline(stage))

    play(qapp, scene)


@pytest.mark.parametrize("host", ["https://no-such-host.invalid/api", ""])
def test_no_answer_at_all_keeps_the_good_one(host: str, qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(GOOD)
        base_url = host or f"http://127.0.0.1:{free_port()}"
        await stage.vault.set("a-token", base_url.removesuffix("/api"))
        # Both are real ones: what was made up would not stay on screen beside them.
        stage.window.account.connection = replace(stage.window.account.connection, demo=False)
        stage.window.use(Connection("Elsewhere", base_url, stage.spy, stage.vault, "1" * 32))
        stage.paste(GOOD)
        stage.press(Qt.Key.Key_Return)
        await stage.answered()
        failed = stage.now(Failed)
        assert stage.window.status.text.startswith(f"Status: no answer: {failed.problem.title}")
        assert headline(stage).text().startswith("Older answer")
        assert ink(headline(stage)) == warning(headline(stage))  # of another Tallyfy
        assert not stage.widget("problem_answer").isVisible()
        assert stage.table("Form fields").model().rowCount() > 10

    play(qapp, scene)


def test_what_stands_for_the_whole_run_goes_on_standing(qapp: QApplication) -> None:
    sentence = "Requests go to somewhere else."

    async def scene(stage: Stage) -> None:
        connection = Connection(
            "Tallyfy", stage.access.base_url, stage.spy, stage.vault, "1" * 32, notices=(sentence,)
        )
        stage.window.use(connection)
        await shown(stage)
        standing = stage.window.messages.standing
        stage.write("d")
        stage.paste("no id at all")
        assert stage.notice
        assert standing.text == sentence
        await stage.fetch(GOOD)
        assert standing.text == sentence
        assert stage.said.count(sentence) == 1
        stage.window.use(stage.demo())
        assert standing.text == ""

    play(qapp, scene)


@pytest.mark.parametrize("size", [(1360, 690), (900, 690)])
def test_no_state_makes_the_window_higher_than_a_small_screen(
    size: tuple[int, int], qapp: QApplication
) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(GOOD)
        for entry in (each for each in catalogue.TASKS if each.kind == "error"):
            await stage.fetch(entry.id)
            await shown(stage)
            assert stage.window.height() == size[1], entry.what
            assert stage.window.minimumSizeHint().height() < 700, entry.what
        stage.paste(f"https://somebody.example.com/a/{GOOD}")
        await shown(stage)
        assert stage.window.height() == size[1]
        assert stage.window.width() == size[0]

    with in_font(qapp, 2):
        play(qapp, scene, size=size)


def test_candidates_fit_on_a_small_screen(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        stage.paste(" or ".join(f"{number:032x}" for number in range(9)))
        await shown(stage)
        assert stage.widget("candidates").isVisible()
        assert stage.window.height() == 690

    with in_font(qapp, 2):
        play(qapp, scene, size=(900, 690))


def test_a_new_paste_puts_the_old_choice_away(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        for then in (LINK, GUEST):
            stage.paste(f"{GOOD} or {STUCK}")
            assert stage.widget("candidates").isVisible()
            stage.paste(then)
            assert not stage.widget("candidates").isVisible()
        stage.paste(f"{GOOD} or {STUCK}")
        stage.drop(LINK)
        assert focused() is stage.window.request_bar.task

    play(qapp, scene)
