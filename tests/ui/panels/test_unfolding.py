from __future__ import annotations

from collections.abc import Generator, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tallyfy_inspector.ui.panels import unfolding as module
from tallyfy_inspector.ui.panels.unfolding import Unfolding


@pytest.fixture
def unfolding(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Unfolding]:
    monkeypatch.setattr(module, "SLICE", 0)
    monkeypatch.setattr(module, "_SHOWN_AFTER", 0)
    around = QWidget()
    made = Unfolding(lambda do: do(), around)
    QVBoxLayout(around).addWidget(made)
    qtbot.addWidget(around)
    around.show()
    yield made
    around.close()


def rows(count: int | None) -> Generator[int, None, bool]:
    done = 0
    while count is None or done < count:
        done += 10_000
        yield done
    return True


def test_what_is_quick_is_done_at_once_and_shows_nothing(unfolding: Unfolding, qtbot: QtBot) -> None:
    ends: list[bool] = []
    unfolding.run(rows(0), ends.append)
    assert ends == [True]
    qtbot.wait(20)
    assert unfolding.isHidden()


def test_it_says_how_far_it_is_and_stop_ends_it(unfolding: Unfolding, qtbot: QtBot) -> None:
    ends: list[bool] = []
    stops: list[int] = []
    unfolding.stopped.connect(stops.append)
    unfolding.run(rows(None), ends.append)
    qtbot.waitUntil(lambda: unfolding.words.isVisible())
    qtbot.waitUntil(lambda: unfolding.words.text().startswith("Opening… "))
    assert unfolding.words.text().startswith("Opening… ")
    assert unfolding.words.text().endswith("0,000 rows")
    unfolding.stop_button.setFocus()
    QTest.keyClick(unfolding.stop_button, Qt.Key.Key_Space)
    assert not unfolding.running
    assert unfolding.isHidden()
    assert len(stops) == 1
    assert stops[0] >= 10_000
    assert ends == []
    assert not unfolding.stop()


def test_another_wish_takes_the_place_of_the_first(unfolding: Unfolding, qtbot: QtBot) -> None:
    ends: list[str] = []
    stops: list[int] = []
    unfolding.stopped.connect(stops.append)
    unfolding.run(rows(None), lambda _all: ends.append("first"))
    unfolding.run(rows(50_000), lambda _all: ends.append("second"))
    qtbot.waitUntil(lambda: bool(ends))
    assert (ends, stops) == (["second"], [])


def test_what_is_dropped_says_nothing(unfolding: Unfolding, qtbot: QtBot) -> None:
    unfolding.run(rows(None), lambda _all: pytest.fail("dropped"))
    unfolding.drop()
    assert not unfolding.running
    qtbot.wait(10)
    assert unfolding.isHidden()
