from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tallyfy_inspector.api.problem import Problem, Wait
from tallyfy_inspector.ui import words
from tallyfy_inspector.ui.banner import Banner
from tallyfy_inspector.ui.countdown import Countdown
from tallyfy_inspector.ui.status_line import StatusLine
from tallyfy_inspector.ui.view import Done, Stopped, View, Waiting
from tests.support.stage import Stage, play, task_that
from tests.support.ui import pseudo_language, until
from tests.support.views import NOW, FixedClock, answer, bad, source

RATE_LIMIT = task_that("429")
PROBLEM = Wait("Too many requests", "Asked again.", "retry", retry_after=12.0)
WAITING = View(None, Waiting(source(), NOW + timedelta(seconds=12), PROBLEM, 2, NOW, 429))


class Scene:
    """A banner, a status line and what counts in them, painted as the window does."""

    def __init__(self) -> None:
        self.clock = FixedClock()
        self.holder = QWidget()
        self.banner = Banner(self.holder)
        self.status = StatusLine(self.holder)
        self.countdown = Countdown(self.clock, self.banner, self.status, self.holder)

    def paint(self, view: View) -> None:
        self.banner.show_problem(view.problem, has_answer=view.failed_answer is not None)
        self.status.show_status(words.status_line(view, self.clock.zone))
        self.countdown.show_view(view)

    def after(self, seconds: float) -> None:
        """That much later, a tick comes."""
        self.clock.moment = NOW + timedelta(seconds=seconds)
        self.countdown._timer.timeout.emit()

    def label(self, name: str) -> QLabel:
        found = self.holder.findChild(QLabel, name)
        assert isinstance(found, QLabel)
        return found

    @property
    def button(self) -> QPushButton:
        found = self.holder.findChild(QPushButton, "problem_action")
        assert isinstance(found, QPushButton)
        return found


@pytest.fixture
def scene(qtbot: QtBot) -> Scene:
    made = Scene()
    qtbot.addWidget(made.holder)
    return made


def test_a_wait_counts_down_in_the_status_line_and_the_banner(scene: Scene) -> None:
    scene.paint(WAITING)
    said = "Tallyfy is busy (429). Trying again in {} s, attempt 2 of 3"
    assert scene.countdown.running
    for seconds, left in ((0, 12), (0.9, 12), (1.0, 11), (7.5, 5), (11.9, 1)):
        scene.after(seconds)
        assert scene.status.text == f"Status: {said.format(left)}"
        assert scene.label("problem_hint").text().startswith(said.format(left))
        assert "Stop ends that" in scene.label("problem_hint").text()
    assert scene.button.text() == "Try now"
    assert not scene.button.isHidden()


def test_what_is_heard_does_not_tick(scene: Scene) -> None:
    scene.paint(WAITING)
    heard = [scene.label("status").accessibleName(), scene.label("problem_hint").accessibleName()]
    assert heard[0] == "Status: Tallyfy is busy (429). Trying again in 12 s, attempt 2 of 3"
    assert heard[1] == PROBLEM.hint
    scene.after(5)
    assert [scene.label("status").accessibleName(), scene.label("problem_hint").accessibleName()] == heard
    assert scene.button.accessibleName() == "Try now"


def test_the_button_counts_the_time_that_tallyfy_named(scene: Scene) -> None:
    refused = answer({"message": "x"}, 429, "")
    view = View(None, Done(refused))
    assert refused.problem is not None
    scene.paint(View(None, Done(type(refused)(refused.source, refused.exchange, None, None, PROBLEM, NOW))))
    assert scene.button.text() == "Retry in 12 s"
    heard = scene.button.accessibleName()
    scene.after(3)
    assert (scene.button.text(), scene.button.accessibleName()) == ("Retry in 9 s", heard)
    scene.after(12)
    assert scene.button.text() == scene.button.accessibleName() == "Try again"
    assert not scene.countdown.running
    scene.paint(view)  # the server named no time
    assert not scene.countdown.running
    assert scene.button.text() == "Try again"
    assert scene.button.accessibleName() == ""


def test_nothing_is_counted_for_what_does_not_wait(scene: Scene) -> None:
    for view in (View(), bad({}, 401, ""), View(None, Stopped(source(), NOW))):
        scene.paint(WAITING)
        scene.paint(view)
        assert not scene.countdown.running
        assert scene.label("problem_hint").accessibleName() == ""
        text = scene.status.text
        scene.after(3)
        assert scene.status.text == text


def test_a_wait_that_is_over_shows_no_less_than_nothing(scene: Scene) -> None:
    scene.paint(WAITING)
    scene.after(99)
    assert "Trying again in 0 s" in scene.status.text
    assert not scene.countdown.running


def test_every_word_goes_through_the_translation(scene: Scene) -> None:
    with pseudo_language():
        scene.paint(WAITING)
        texts = [scene.status.text, scene.label("problem_hint").text(), scene.button.text()]
    assert all("⟦" in text for text in texts)


def test_a_problem_that_is_none_of_waiting_keeps_its_button(scene: Scene) -> None:
    problem = Problem("t", "h", "edit_task")
    made = answer({}, 400, "")
    scene.paint(View(None, Done(type(made)(made.source, made.exchange, None, None, problem, NOW))))
    assert scene.button.text() == "Change the task"


# In the window


def slowly(stage: Stage) -> asyncio.Event:
    """Waits last until the event is set."""
    over = asyncio.Event()

    async def wait(seconds: float) -> None:
        stage.waited.append(seconds)
        await over.wait()

    stage.window.session.attempts.wait = wait
    return over


async def waiting(stage: Stage) -> None:
    stage.paste(RATE_LIMIT)
    stage.press(Qt.Key.Key_Return)
    await until(lambda: isinstance(stage.window.session.view.now, Waiting))


def test_a_busy_server_is_waited_for_where_it_can_be_seen_and_stopped(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        slowly(stage)
        await waiting(stage)
        bar = stage.window.request_bar
        assert bar.stop_button.isEnabled()
        assert "Trying again in 17 s, attempt 2 of 3" in stage.window.status.text
        assert stage.window.messages.banner.isVisible()
        assert RATE_LIMIT[:8] in stage.widget("problem_title").property("text")
        stage.clock.moment += timedelta(seconds=5)
        await until(lambda: "in 12 s" in stage.window.status.text)  # its own timer
        said = "Tallyfy is busy (429). Trying again in 17 s, attempt 2 of 3"
        assert stage.said == ["Loading", said]  # once, and no tick
        QTest.mouseClick(bar.stop_button, Qt.MouseButton.LeftButton)
        stage.now(Stopped)
        assert stage.said[-1] == "Stopped"
        assert not stage.window.messages.banner.isVisible()
        assert len(stage.spy.asked) == 1

    play(qapp, scene)


def test_escape_stops_the_wait(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        slowly(stage)
        await waiting(stage)
        stage.press(Qt.Key.Key_Escape)
        stage.now(Stopped)

    play(qapp, scene)


def test_it_is_announced_once_an_attempt_and_the_problem_at_the_end(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(RATE_LIMIT)
        again = "Tallyfy is busy (429). Trying again in 17 s, attempt {} of 3"
        assert stage.said == ["Loading", again.format(2), again.format(3), "Problem: Too many requests"]
        assert stage.waited == [17.0, 17.0]
        assert len(stage.spy.asked) == 3

    play(qapp, scene)


def test_the_button_fetches_when_the_time_is_over_only_once_it_was_pressed(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(RATE_LIMIT)
        button = stage.widget("problem_action")
        assert button.property("text") == "Retry in 17 s"
        stage.clock.moment += timedelta(seconds=7)
        await until(lambda: button.property("text") == "Retry in 10 s")
        assert len(stage.spy.asked) == 3
        over = slowly(stage)
        stage.write("something else")  # the button is about what was refused
        stage.click("problem_action")
        stage.now(Waiting)
        assert stage.window.status.text == "Status: Tallyfy is busy (429). Trying again in 10 s"
        assert stage.widget("problem_action").property("text") == "Try now"
        over.set()
        await until(lambda: len(stage.spy.asked) > 3)
        assert stage.spy.asked[3].task == RATE_LIMIT

    play(qapp, scene)


def test_try_now_does_not_wait(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        slowly(stage)
        await waiting(stage)
        stage.click("problem_action")
        await until(lambda: len(stage.spy.asked) == 2)

    play(qapp, scene)


def test_when_the_time_has_passed_the_button_fetches_what_stands_there(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(RATE_LIMIT)
        stage.clock.moment += timedelta(seconds=18)
        await until(lambda: stage.widget("problem_action").property("text") == "Try again")
        stage.write(stage.access.first_task)
        stage.click("problem_action")
        await stage.answered()
        assert stage.answer.good

    play(qapp, scene)
