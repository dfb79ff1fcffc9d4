from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import pairwise

import pytest
from pytestqt.qtbot import QtBot

from tallyfy_inspector.ui.panels.raw_filler import Filler, first
from tallyfy_inspector.ui.panels.raw_text import RawText


@pytest.fixture
def text(qtbot: QtBot) -> RawText:
    made = RawText()
    qtbot.addWidget(made)
    return made


def endless(slow: float = 0.0) -> Iterator[str]:
    while True:
        time.sleep(slow)
        yield "0123456789"


def test_the_first_pieces_are_at_least_as_many_as_asked_for() -> None:
    rest = iter(["abc", None, "de", "f"])
    assert first(rest, 4) == (["abc", None, "de"], False)
    assert first(rest, 4) == (["f"], True)


def test_pieces_are_added_to_what_is_there(text: RawText, qtbot: QtBot) -> None:
    text.fill(["begin "])
    filler = Filler(text)
    filler.shown = len("begin ")
    with qtbot.waitSignal(filler.finished) as ended:
        filler.start(iter(["a", "", None, "b"]), 1_000)
        assert filler.running
    assert ended.args == [True]
    assert (text.toPlainText(), text.place, filler.shown) == ("begin ab", 7, 8)
    assert not filler.running


def test_they_replace_what_is_there_once_they_are_as_long(text: RawText, qtbot: QtBot) -> None:
    text.fill(["begi"])
    filler = Filler(text)
    seen: list[str] = []
    filler.progressed.connect(lambda: seen.append(text.toPlainText()))
    with qtbot.waitSignal(filler.finished):
        filler.start(iter(["be", "gin", " more"]), 1_000, instead_of=4)
    assert text.toPlainText() == "begin more"
    assert all(one.startswith("begi") for one in seen)


def test_it_stops_at_the_most(text: RawText, qtbot: QtBot) -> None:
    filler = Filler(text)
    with qtbot.waitSignal(filler.finished) as ended:
        filler.start(endless(), 95)
    assert ended.args == [False]
    assert filler.shown == len(text.toPlainText()) == 100


def test_the_event_loop_has_its_turn_and_may_stop_it_or_pause_it(text: RawText, qtbot: QtBot) -> None:
    filler = Filler(text)
    ends: list[bool] = []
    filler.finished.connect(ends.append)
    filler.start(endless(0.002), 10_000_000)
    qtbot.waitUntil(lambda: filler.shown > 0)
    filler.pause()
    paused = filler.shown
    qtbot.wait(30)
    assert filler.shown == paused
    filler.resume()
    qtbot.waitUntil(lambda: filler.shown > paused)
    filler.stop()
    filler.stop()
    stopped = filler.shown
    qtbot.wait(30)
    assert (ends, filler.shown) == ([False], stopped)
    filler.resume()
    assert not filler.running


def test_a_turn_is_short(text: RawText, qtbot: QtBot) -> None:
    filler = Filler(text)
    filler.start(endless(0.001), 10_000_000)
    turns: list[int] = []
    filler.progressed.connect(lambda: turns.append(filler.shown))
    qtbot.waitUntil(lambda: len(turns) >= 3)
    filler.forget()
    assert max(b - a for a, b in pairwise(turns)) <= 10 * 10


def test_what_is_forgotten_ends_without_a_word(text: RawText, qtbot: QtBot) -> None:
    filler = Filler(text)
    filler.finished.connect(lambda _whole: pytest.fail("ended"))
    filler.start(endless(), 10_000_000, instead_of=5)
    filler.forget()
    qtbot.wait(20)
    assert text.toPlainText() == ""
