from __future__ import annotations

import time
from typing import Any

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tallyfy_inspector.ui.panels.json_tree import JsonTree
from tallyfy_inspector.ui.panels.paint_clock import PaintClock
from tests.support import views
from tests.support.task_samples import TASK

ANSWER = views.answer(TASK)


class Slow(QWidget):
    """Takes 30 ms to paint."""

    def paintEvent(self, event: QPaintEvent) -> None:
        time.sleep(0.03)


def surface(qtbot: QtBot) -> Slow:
    made = Slow()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_it_counts_until_the_paint_is_through(qtbot: QtBot) -> None:
    clock, slow = PaintClock(), surface(qtbot)
    assert clock.took(ANSWER) is None
    with qtbot.waitSignal(clock.measured):
        clock.begin(ANSWER, slow)
        slow.update()
    took = clock.took(ANSWER)
    assert took is not None
    assert took >= 30
    assert clock.took(views.answer(TASK)) is None


def test_later_paints_change_nothing(qtbot: QtBot, qapp: Any) -> None:
    clock, slow = PaintClock(), surface(qtbot)
    with qtbot.waitSignal(clock.measured):
        clock.begin(ANSWER, slow)
        slow.update()
    took = clock.took(ANSWER)
    slow.update()
    qtbot.wait(60)
    assert clock.took(ANSWER) == took


def test_a_new_answer_begins_anew(qtbot: QtBot) -> None:
    clock, slow = PaintClock(), surface(qtbot)
    clock.begin(ANSWER, slow)
    slow.repaint()
    other = views.answer({})
    clock.begin(other, slow)
    assert clock.took(ANSWER) is None
    with qtbot.waitSignal(clock.measured):
        slow.update()
    assert clock.took(ANSWER) is None
    assert clock.took(other) is not None


def test_what_is_hidden_before_it_was_painted_is_not_measured(qtbot: QtBot) -> None:
    clock, slow = PaintClock(), surface(qtbot)
    clock.begin(ANSWER, slow)
    slow.hide()
    slow.show()
    slow.repaint()
    qtbot.wait(20)
    assert clock.took(ANSWER) is None


def test_no_answer_has_nothing_to_measure(qtbot: QtBot) -> None:
    clock, slow = PaintClock(), surface(qtbot)
    clock.measured.connect(lambda: None)
    clock.begin(None, slow)
    slow.repaint()
    qtbot.wait(10)
    assert clock.took(ANSWER) is None


def test_the_tree_starts_it(qtbot: QtBot) -> None:
    context = views.Surroundings().context()
    tree = JsonTree(context)
    qtbot.addWidget(tree)
    tree.resize(400, 300)
    tree.show()
    view = views.good(TASK)
    with qtbot.waitSignal(context.paints.measured):
        tree.show_view(view)
    assert view.last_good is not None
    took = context.paints.took(view.last_good)
    assert took is not None
    assert 0 < took < 5_000
