from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tallyfy_inspector.api.exchange import CutOff, TransportError
from tallyfy_inspector.api.no_answer import _BY_KIND, from_transport
from tallyfy_inspector.api.problem import Action, NotFound, Problem
from tallyfy_inspector.ports import FileError, FileTrouble
from tallyfy_inspector.ui import file_words, session, theme
from tallyfy_inspector.ui.banner import Banner
from tests.support.ui import in_font, ink_of, picture, wearing
from tests.support.views import answer

LABELS: dict[Action, str] = {
    "sign_in": "Sign in",
    "retry": "Try again",
    "edit_task": "Change the task",
    "edit_organization": "Change the organization",
    "edit_base_url": "Change the address",
    "read_anyway": "Read it anyway",
    "open_file": "Open another file",
    "list_process": "List this process's tasks",
    "leave_demo": "Leave the demo",
    "network": "Network settings",
    "open_doctor": "Check the connection",
}
HOSTILE = '<img src="http://127.0.0.1:9/x">\u202e<b>'
SHOWN = '<img src="http://127.0.0.1:9/x">\\u202e<b>'
NOT_FOUND = NotFound(
    "No task with this ID here",
    "Check the organization first: the ID may belong to another one.",
    "edit_organization",
    ("Tallyfy says: not found", "Nothing was changed."),
)


@pytest.fixture
def banner(qtbot: QtBot) -> Banner:
    made = Banner()
    qtbot.addWidget(made)
    return made


def words(banner: Banner, name: str) -> QLabel:
    found = banner.findChild(QLabel, name)
    assert isinstance(found, QLabel)
    return found


def button(banner: Banner, name: str) -> QPushButton:
    found = banner.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def problems() -> Iterator[Problem]:
    """One of every kind that there is."""
    for host in ("go.tallyfy.com", "own.example"):
        yield from (from_transport(TransportError(kind, host)) for kind in (*_BY_KIND, "new"))
    bodies: tuple[object, ...] = (
        {"message": "no"},
        b"<html><title>Portal</title>",
        {},
        {"error": True, "message": "Resource not found"},
    )
    for status in (200, 301, 400, 401, 402, 403, 404, 407, 408, 409, 418, 422, 429, 500, 502, 503, 504, 511):
        for body in (*bodies, b"", b"{", {"data": []}, {"id": "1", "title": "t"}):
            if (found := answer(body, status, "").problem) is not None:
                yield found
    for kind in ("too_large", "inflates", "encoding", "timeout", "connection"):
        found = answer({"data": {}}, cut_off=CutOff(kind, 2**20)).problem
        assert found is not None
        yield found
    yield from (file_words.not_opened(FileError(kind)) for kind in get_args(FileTrouble))
    yield session.our_fault()
    yield session.too_long(2**28)


def test_every_problem_has_words_and_one_button_that_says_what_is_to_be_done(banner: Banner) -> None:
    acted: list[str] = []
    banner.acted.connect(acted.append)
    banner.answer_wanted.connect(lambda: acted.append("show_answer"))
    offered = set()
    for problem in problems():
        assert 0 < len(problem.title) <= 45, problem.title
        assert len(problem.hint) > 20, problem.title
        assert "{" not in problem.hint, problem.hint
        banner.show_problem(problem, has_answer=problem.action == "show_answer")
        buttons = [button(banner, name) for name in ("problem_action", "problem_answer")]
        shown = [each for each in buttons if not each.isHidden()]
        assert len(shown) == 1, problem.title
        assert shown[0].text(), problem.title
        acted.clear()
        shown[0].click()
        assert acted == [problem.action], problem.title
        offered.add(problem.action)
    # Which of the window's own are offered, and what comes of each, is for the tests of `guide`.
    assert set(get_args(Action)) - offered == {"list_process", "try_next", "leave_demo"}


def test_it_is_hidden_while_nothing_is_wrong(banner: Banner) -> None:
    assert banner.isHidden()
    banner.show_problem(NOT_FOUND, has_answer=True)
    assert not banner.isHidden()
    banner.show_problem(None, has_answer=True)
    assert banner.isHidden()


def test_it_says_what_what_next_and_what_tallyfy_said(banner: Banner) -> None:
    banner.show_problem(NOT_FOUND, has_answer=True)
    assert words(banner, "problem_title").text() == NOT_FOUND.title
    assert words(banner, "problem_hint").text() == NOT_FOUND.hint
    assert words(banner, "problem_details").text() == "Tallyfy says: not found\nNothing was changed."
    assert banner.accessibleName() == "Problem: No task with this ID here"
    assert words(banner, "problem_title").accessibleName() == "Problem: No task with this ID here"
    banner.show_problem(Problem("Other", "Now"), has_answer=True)
    assert words(banner, "problem_details").isHidden()
    assert banner.accessibleName() == "Problem: Other"


@pytest.mark.parametrize("action", LABELS)
def test_the_one_button_says_and_does_what_is_next(action: Action, banner: Banner) -> None:
    acted: list[str] = []
    banner.acted.connect(acted.append)
    banner.show_problem(Problem("What", "Why", action), has_answer=False)
    assert button(banner, "problem_action").text() == LABELS[action]
    assert not button(banner, "problem_action").isHidden()
    QTest.mouseClick(button(banner, "problem_action"), Qt.MouseButton.LeftButton)
    assert acted == [action]


def test_it_is_again_only_after_an_answer(banner: Banner) -> None:
    banner.show_problem(Problem("Token not accepted", "Why", "sign_in"), has_answer=True)
    assert button(banner, "problem_action").text() == "Sign in again"


def test_it_says_which_attempt_it_is_about(banner: Banner) -> None:
    banner.show_problem(NOT_FOUND, has_answer=True, about="task d005715e")
    assert words(banner, "problem_title").text() == f"{NOT_FOUND.title}  ·  task d005715e"
    assert banner.accessibleName() == f"Problem: {NOT_FOUND.title}"


def test_each_action_there_is_has_a_button() -> None:
    # To look at the answer is the second button's business.
    assert set(get_args(Action)) == {*LABELS, "show_answer", "try_next"}


@pytest.mark.parametrize("action", [None, "show_answer"])
def test_without_an_action_there_is_no_such_button(action: Action | None, banner: Banner) -> None:
    banner.show_problem(Problem("What", "Why", action), has_answer=True)
    assert button(banner, "problem_action").isHidden()
    assert not button(banner, "problem_answer").isHidden()


def test_the_answer_is_offered_when_there_is_one(banner: Banner, qtbot: QtBot) -> None:
    banner.show_problem(NOT_FOUND, has_answer=False)
    assert button(banner, "problem_answer").isHidden()
    banner.show_problem(NOT_FOUND, has_answer=True)
    assert button(banner, "problem_answer").text() == "Show the answer"
    with qtbot.waitSignal(banner.answer_wanted):
        QTest.mouseClick(button(banner, "problem_answer"), Qt.MouseButton.LeftButton)


def test_hostile_words_are_words(banner: Banner) -> None:
    banner.show_problem(Problem(HOSTILE, HOSTILE, "retry", (HOSTILE,)), has_answer=True)
    for name in ("problem_title", "problem_hint", "problem_details"):
        assert words(banner, name).text() == SHOWN
        assert words(banner, name).textFormat() is Qt.TextFormat.PlainText
    assert banner.accessibleName() == f"Problem: {SHOWN}"


def test_what_tallyfy_said_can_be_copied(banner: Banner) -> None:
    for name in ("problem_hint", "problem_details"):
        flags = words(banner, name).textInteractionFlags()
        assert flags & Qt.TextInteractionFlag.TextSelectableByKeyboard


@pytest.mark.parametrize(("dark", "set_"), [(False, theme.LIGHT), (True, theme.DARK)], ids=["light", "dark"])
def test_the_ground_says_how_bad_it_is_beside_the_words(
    dark: bool, set_: theme.Roles, qapp: QApplication, qtbot: QtBot
) -> None:
    with wearing(qapp, theme.palette(dark)):
        banner = Banner()
        qtbot.addWidget(banner)
        banner.resize(900, 80)
        banner.show_problem(Problem("What", "Why"), has_answer=False)
        image = picture(banner)
        right = image.width() - 3
        assert (ink_of(image, 1, 20), ink_of(image, right, 20)) == (set_.bad, set_.bad_wash)
        banner.show_problem(Problem("What", "Why", severity="warning"), has_answer=False)
        image = picture(banner)
        assert (ink_of(image, 1, 20), ink_of(image, right, 20)) == (set_.warning, set_.warning_wash)


@pytest.mark.parametrize("width", [1300, 620, 460])
@pytest.mark.parametrize("times", [1, 2])
def test_nothing_is_cut_off(width: int, times: int, qapp: QApplication, qtbot: QtBot) -> None:
    with in_font(qapp, times):
        window = QWidget()
        qtbot.addWidget(window)
        column = QVBoxLayout(window)
        banner = Banner(window)
        column.addWidget(banner)
        column.addStretch(1)
        banner.show_problem(NOT_FOUND, has_answer=True)
        window.resize(width * times, 10)
        window.show()
        labels = [words(banner, name) for name in ("problem_title", "problem_hint", "problem_details")]
        qtbot.waitUntil(lambda: all(fits(label) for label in labels))
        for name in ("problem_action", "problem_answer"):
            made = button(banner, name)
            assert made.width() >= made.sizeHint().width()
            assert banner.rect().contains(made.geometry())
        assert window.width() == width * times


def fits(label: QLabel) -> bool:
    return label.height() >= label.heightForWidth(label.width()) and label.width() >= 100


def test_an_endless_word_does_not_widen_the_window(banner: Banner, qtbot: QtBot) -> None:
    banner.show_problem(NOT_FOUND, has_answer=True)
    before = banner.minimumSizeHint().width()
    task = "d005715eb72c17884e4e3f904d9e01bf"
    banner.show_problem(Problem("What", "Why", "retry", (f"{task} {'x' * 3000}",)), has_answer=True)
    assert banner.minimumSizeHint().width() < before + 400
    shown = words(banner, "problem_details").text()
    assert shown.startswith(task)
    assert shown.endswith("x…")


def test_ticks_are_seen_and_not_heard_until_the_last(banner: Banner) -> None:
    banner.show_problem(Problem("Busy", "Soon.", "retry"), has_answer=True)
    banner.tick_hint("Again in 2 s")
    banner.tick_action("Retry in 2 s")
    banner.tick_hint("Again in 1 s")
    banner.tick_action("Retry in 1 s")
    hint, act = words(banner, "problem_hint"), button(banner, "problem_action")
    assert (hint.text(), hint.accessibleName()) == ("Again in 1 s", "Soon.")
    assert (act.text(), act.accessibleName()) == ("Retry in 1 s", "Retry in 2 s")
    banner.tick_action("Try again", last=True)
    assert act.text() == act.accessibleName() == "Try again"
    banner.show_problem(NOT_FOUND, has_answer=True)
    assert (hint.accessibleName(), act.accessibleName()) == ("", "")
