from __future__ import annotations

import asyncio

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QStyle, QWidget

from tallyfy_inspector.demo import catalogue
from tallyfy_inspector.ui import session as session_module
from tallyfy_inspector.ui import theme
from tallyfy_inspector.ui.connection import Connection
from tallyfy_inspector.ui.view import Done, Idle, Loading, Stopped
from tests.support.stage import TALLYFY, Stage, focused, play, task_that
from tests.support.ui import until
from tests.support.wire import free_port

GOOD, STUCK = catalogue.TASKS[0].id, catalogue.TASKS[1].id
SLOW = task_that("A slow answer: 3 seconds")
TRICKLES = task_that("trickles in")
FORBIDDEN = task_that("Error 401")
CONTROL = Qt.KeyboardModifier.ControlModifier


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


def test_f5_fetches_again(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(GOOD)
        first = stage.answer
        stage.table("Task JSON").setFocus()
        stage.press(Qt.Key.Key_F5)
        stage.now(Loading)
        await stage.answered()
        assert stage.answer is not first
        assert stage.answer.good
        assert [each.task for each in stage.spy.asked] == [GOOD, GOOD]

    play(qapp, scene)


def test_ctrl_l_goes_to_the_task_box_with_all_selected(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(GOOD)
        stage.table("Form fields").setFocus()
        stage.press(Qt.Key.Key_L, CONTROL)
        box = stage.window.request_bar.task
        assert focused() is box
        assert box.selectedText() == GOOD

    play(qapp, scene)


@pytest.mark.parametrize("task", [SLOW, TRICKLES])
@pytest.mark.parametrize("how", ["Esc", "Esc in the tree", "Stop"])
def test_stop_and_esc_stop_at_once(how: str, task: str, qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(GOOD)
        stage.paste(task)
        stage.press(Qt.Key.Key_Return)
        await asyncio.sleep(0.1)
        if how == "Esc in the tree":
            stage.table("Task JSON").setFocus()
        if how == "Stop":
            stage.click("stop")
        else:
            stage.press(Qt.Key.Key_Escape)
        stage.now(Stopped)
        assert stage.window.status.text.startswith("Status: stopped, ")
        assert stage.said[-1] == "Stopped"
        assert headline(stage).text().startswith("Older answer: Schedule the installation")
        assert ink(headline(stage)) == warning(headline(stage))  # another task was asked for
        count = len(stage.said)
        await asyncio.sleep(0.5)
        stage.now(Stopped)
        assert len(stage.said) == count

    play(qapp, scene)


def test_a_newer_fetch_wins_on_screen(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        stage.paste(SLOW)
        stage.press(Qt.Key.Key_Return)
        await asyncio.sleep(0.05)
        await stage.fetch(GOOD)
        painted = [stage.window.windowTitle(), headline(stage).text(), stage.window.status.text]
        await asyncio.sleep(0.5)
        assert [stage.window.windowTitle(), headline(stage).text(), stage.window.status.text] == painted
        assert painted[0].startswith(GOOD[:8])
        assert "Survey the roof" not in painted[1]
        assert [said for said in stage.said if "200" in said] == stage.said[-1:]

    play(qapp, scene)


def test_a_long_answer_is_offered_and_then_read(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session_module, "ASK_OVER", 2_000)

    async def scene(stage: Stage) -> None:
        await stage.fetch(GOOD)
        assert stage.window.session.view.last_good is None
        action = stage.widget("problem_action")
        assert action.text() == "Read it anyway"  # type: ignore[attr-defined]
        action.setFocus()
        stage.press(Qt.Key.Key_Space)
        await until(lambda: stage.window.session.view.last_good)
        assert stage.table("Form fields").model().rowCount() > 10

    play(qapp, scene)


def test_a_result_is_announced_once(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(STUCK)
        await asyncio.sleep(0.3)
        assert [urgent for _text, urgent in stage.window.speech.said] == [False, False]
        assert stage.said[0] == "Loading"
        assert stage.said[1].startswith("200 OK, ")
        assert "form fields" in stage.said[1]
        assert stage.said[1].endswith("required and empty")
        stage.table("Form fields").setFocus()
        stage.window.resize(900, 800)
        await shown(stage)
        assert len(stage.said) == 2
        await stage.fetch(FORBIDDEN)
        assert stage.window.speech.said[2:] == [("Loading", False), ("Problem: Token not accepted", True)]

    play(qapp, scene)


def test_no_answer_is_announced_once_and_at_once(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        base_url = f"http://127.0.0.1:{free_port()}"
        await stage.vault.set("a-token", base_url)
        stage.window.use(Connection("Elsewhere", base_url, stage.spy, stage.vault, "1" * 32))
        stage.window.speech.said.clear()
        await stage.fetch(GOOD)
        assert stage.window.speech.said == [("Loading", False), ("Problem: Connection refused", True)]

    play(qapp, scene)


def test_the_keyboard_stays_in_the_task_box_after_fetch(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        for task in (GOOD, FORBIDDEN, STUCK):
            await stage.fetch(task)
            await shown(stage)
            assert focused() is stage.window.request_bar.task

    play(qapp, scene)


def test_the_path_follows_and_never_tells_of_an_answer_that_went(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        assert stage.path == ""
        await stage.fetch(GOOD)
        assert stage.path == ""
        stage.table("Form fields").selectRow(3)
        selected = stage.path
        assert "form_fields" in selected
        stage.press(Qt.Key.Key_F5)
        await stage.answered()
        assert stage.path == selected  # the tree kept its place
        await stage.fetch(FORBIDDEN)
        assert stage.path == selected
        await stage.fetch(STUCK)
        tree = stage.table("Task JSON")
        assert not tree.currentIndex().isValid()
        assert stage.path == ""

    play(qapp, scene)


def test_the_path_of_a_tree_behind_another_tab_is_told_when_it_comes_to_the_front(
    qapp: QApplication,
) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(GOOD)
        stage.table("Form fields").selectRow(3)
        selected = stage.path
        stage.window.panes.left.setCurrentIndex(1)
        assert stage.path == selected
        stage.press(Qt.Key.Key_F5)
        await stage.answered()
        assert stage.path == ""
        stage.window.panes.left.setCurrentIndex(0)
        assert stage.path == selected

    play(qapp, scene)


def test_other_includes_that_cannot_be_sent_are_refused_and_all_is_kept(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(GOOD)
        other = stage.window.includes.other
        stage.write("run.checklist, a&b", other)
        stage.window.request_bar.focus_task()
        for times in (1, 2):
            stage.press(Qt.Key.Key_Return)
            assert "a&b" not in stage.window.windowTitle()
            assert stage.notice
            assert stage.said.count(stage.notice) == times
        assert other.text() == "run.checklist, a&b"
        assert stage.box == GOOD
        assert len(stage.spy.asked) == 1
        assert stage.now(Done).answer.good
        stage.write("run.checklist", other)
        stage.window.request_bar.focus_task()
        stage.press(Qt.Key.Key_Return)
        await stage.answered()
        assert "run.checklist" in stage.spy.asked[-1].includes
        assert stage.notice == ""

    play(qapp, scene)


def test_the_title_has_the_id_and_the_connection_and_no_more(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        assert stage.window.windowTitle() == "Demo – Tallyfy Inspector"
        await stage.fetch(GOOD)
        assert stage.window.windowTitle() == f"{GOOD[:8]} · Demo – Tallyfy Inspector"
        stage.window.use(stage.account(""))
        assert stage.window.windowTitle() == "Tallyfy – Tallyfy Inspector"

    play(qapp, scene)


def test_a_task_given_at_the_start_is_fetched(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        stage.window.start(f"https://go.tallyfy.com/{stage.access.organization}/task/{STUCK}")
        await stage.answered()
        assert stage.answer.task == STUCK
        assert focused() is stage.window.request_bar.task

    play(qapp, scene)


def test_a_guest_link_given_at_the_start_fetches_nothing(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(GOOD)
        code = "67a466a7d8374750922f9d46349cd3ae"
        stage.window.open_task(f"https://go.tallyfy.com/guest-all-task/{stage.access.organization}/{code}")
        await shown(stage)
        assert "guest" in stage.notice
        assert stage.box == ""
        assert len(stage.spy.asked) == 1  # not the task that stood there before

    play(qapp, scene)


def test_the_organization_is_remembered_unless_it_came_with_this_run(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(GOOD)
        assert stage.settings.get("organization", "") == ""  # it came with the connection
        stage.write(stage.access.organization, stage.window.request_bar.organization)
        await stage.fetch(GOOD)
        assert stage.settings.get("organization", "") == stage.access.organization
        stage.window.use(stage.demo())
        stage.settings.set("organization", None)
        stage.write(stage.access.organization, stage.window.request_bar.organization)
        await stage.fetch(GOOD)
        assert stage.answer.good
        assert stage.settings.get("organization", "") == ""  # nothing of the demo

    play(qapp, scene, is_demo=False)


def test_the_size_is_remembered(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        stage.window.resize(711, 577)
        await shown(stage)
        stage.window.close()
        stage.settings.flush()
        other = stage.another_window()
        assert (other.width(), other.height()) == (711, 577)
        other.deleteLater()
        stage.settings.set("window.geometry", "no geometry ü")
        other = stage.another_window()
        room = other.screen().availableSize()
        title = other.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight)
        assert (other.width(), other.height()) == (
            max(1280, min(1360, room.width())),
            max(680, min(820, room.height() - title)),
        )
        other.deleteLater()

    play(qapp, scene)


@pytest.mark.parametrize("task", [SLOW, TRICKLES])
def test_closing_in_mid_fetch_ends_cleanly(task: str, qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        closed: list[bool] = []
        stage.window.closed.connect(lambda: closed.append(True))
        stage.paste(task)
        stage.press(Qt.Key.Key_Return)
        await asyncio.sleep(0.1)
        stage.now(Loading)
        stage.window.close()
        assert closed == [True]
        await stage.jobs.aclose()
        await stage.client.aclose()
        await asyncio.sleep(0.1)
        stage.now(Loading)
        assert stage.said == ["Loading"]

    play(qapp, scene)


def test_before_anything_is_asked_the_first_page_stands(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        window = stage.window
        stage.now(Idle)
        assert window.first_run.isVisible()
        assert not window.panes.isVisible()
        assert window.status.text == "Status: ready"
        await stage.fetch(FORBIDDEN)
        assert window.panes.isVisible()
        assert not headline(stage).isVisible()

    play(qapp, scene)


def test_the_menu_opens_a_demo_task(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        stage.window.request_bar.organization.show_id("a" * 32)  # as a link left it
        stage.window.account_button.task_wanted.emit(STUCK)
        await stage.answered()
        assert stage.answer.task == STUCK
        assert TALLYFY not in str(stage.spy.asked)

    play(qapp, scene)
