from __future__ import annotations

from collections.abc import Callable, Generator

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from tallyfy_inspector.ui.panels.slicing import Slicing


def counting(to: int, closed: list[str] | None = None) -> Generator[int, None, str]:
    try:
        yield from range(to)
    finally:
        if closed is not None:
            closed.append("closed")
    return "all"


def test_it_is_done_on_the_event_loop_and_others_come_in_between(qtbot: QtBot) -> None:
    slicing = Slicing(0)
    ends: list[str] = []
    slices: list[int] = []
    others: list[int] = []
    timer = QTimer(interval=0)
    timer.timeout.connect(lambda: others.append(len(slices)))
    timer.start()
    slicing.start(counting(30), ends.append, slices.append)
    assert slicing.running
    assert slices == []
    qtbot.waitUntil(lambda: bool(ends))
    timer.stop()
    assert (ends, slices) == (["all"], list(range(30)))
    assert len(set(others)) > 10
    assert not slicing.running


def test_the_first_slice_may_be_done_at_once(qtbot: QtBot) -> None:
    slicing = Slicing(10)
    ends: list[str] = []
    slicing.start(counting(3), ends.append, now=True)
    assert ends == ["all"]


def test_what_is_stopped_is_closed_and_never_heard_of(qtbot: QtBot) -> None:
    slicing = Slicing(0)
    closed: list[str] = []
    ends: list[str] = []
    slicing.start(counting(30, closed), ends.append, now=True)
    assert slicing.stop()
    assert closed == ["closed"]
    assert not slicing.stop()
    qtbot.wait(20)
    assert ends == []


def test_the_last_that_was_started_wins(qtbot: QtBot) -> None:
    slicing = Slicing(0)
    ends: list[str] = []
    slicing.start(counting(30), lambda _end: ends.append("first"), now=True)
    slicing.start(counting(3), lambda _end: ends.append("second"))
    qtbot.waitUntil(lambda: bool(ends))
    qtbot.wait(20)
    assert ends == ["second"]


def test_around_each_slice(qtbot: QtBot) -> None:
    said: list[str] = []

    def around(do: Callable[[], None]) -> None:
        said.append("before")
        do()
        said.append("after")

    ends: list[str] = []
    slicing = Slicing(0, around=around)
    slicing.start(counting(2), ends.append)
    qtbot.waitUntil(lambda: bool(ends))
    assert said == ["before", "after"] * 3
