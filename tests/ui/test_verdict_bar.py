from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tallyfy_inspector.task.verdict import CODES, Part, verdict
from tallyfy_inspector.ui import verdict_bar
from tallyfy_inspector.ui.verdict_bar import VerdictBar
from tallyfy_inspector.ui.view import Opened, View
from tests.support import views
from tests.support.samples import variants
from tests.support.task_samples import TASK

LATE = {"data": {**TASK["data"], "deadline": "2026-11-20T17:00:00Z"}}


@pytest.fixture
def clock() -> views.FixedClock:
    return views.FixedClock()


@pytest.fixture
def bar(qtbot: QtBot, clock: views.FixedClock) -> VerdictBar:
    made = VerdictBar(clock)
    qtbot.addWidget(made)
    return made


def shown(bar: VerdictBar) -> list[str]:
    return [chip.words for chip in bar.chips.values() if not chip.isHidden()]


def test_each_fact_is_a_chip(bar: VerdictBar) -> None:
    bar.show_view(views.good(LATE))
    assert shown(bar) == [
        "In progress",
        "Overdue 2 days 19 hours",
        "Open issue",
        "2 required, empty",
        "2 members, 1 guest",
    ]
    assert bar.accessibleName() == "Verdict"
    for chip in bar.chips.values():
        assert chip.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert chip.accessibleDescription()
    assert list(bar.chips) == list(CODES)


def test_without_an_answer_there_is_nothing(bar: VerdictBar) -> None:
    bar.show_view(views.good(LATE))
    for view in (View(), views.failed(), views.good([1]), views.good("null")):
        bar.show_view(view)
        assert (shown(bar), bar.parts) == ([], ())
        assert bar.isHidden()


def test_an_older_answer_is_dim(bar: VerdictBar) -> None:
    good = views.good(LATE)
    bar.show_view(good)
    bright = bar.chips["issues"].colours()[0]
    bar.show_view(views.bad("{}", 404, "Not Found", good))
    assert "Open issue" in shown(bar)
    assert bar.chips["issues"].colours()[0] != bright


def test_the_words_are_renewed_each_minute_and_when_shown(bar: VerdictBar, clock: views.FixedClock) -> None:
    bar.show_view(views.good(LATE))
    bar.show()
    assert (bar._ticking.interval(), bar._ticking.isActive()) == (60_000, True)
    clock.moment += timedelta(hours=5)
    bar._ticking.timeout.emit()
    assert "Overdue 3 days" in shown(bar)
    clock.moment += timedelta(hours=5)
    bar.show_view(views.loading(views.good(LATE)))
    assert "Overdue 3 days 5 hours" in shown(bar)
    bar.show_view(View())
    assert not bar._ticking.isActive()


def test_the_states_of_one_answer_are_judged_once(bar: VerdictBar, monkeypatch: pytest.MonkeyPatch) -> None:
    judged: list[object] = []

    def counting(*given: Any) -> tuple[Part, ...]:
        judged.append(given)
        return verdict(*given)

    monkeypatch.setattr(verdict_bar, "verdict", counting)
    good = views.good(LATE)
    for view in (good, views.loading(good), views.failed(good)):
        bar.show_view(view)
    assert len(judged) == 1
    bar.show_view(views.good(LATE))
    assert len(judged) == 2


def test_an_opened_answer_says_how_the_task_stood(bar: VerdictBar) -> None:
    good = views.good(LATE)
    answer = good.last_good
    assert answer is not None
    bar.show_view(replace(good, last_good=replace(answer, source=Opened())))
    assert "Overdue 2 days 19 hours, if still open" in shown(bar)


def test_an_unseen_bar_does_not_work(bar: VerdictBar, clock: views.FixedClock) -> None:
    bar.show_view(views.good(LATE))
    bar.hide()
    clock.moment += timedelta(hours=5)
    bar._ticking.timeout.emit()
    assert "Overdue 2 days 19 hours" in [chip.words for chip in bar.chips.values()]


def test_a_chip_says_what_it_leads_to(bar: VerdictBar) -> None:
    chosen: list[Part] = []
    bar.part_chosen.connect(chosen.append)
    bar.show_view(views.good(LATE))
    bar.chips["fields"].click()
    assert [(part.panel, len(part.paths)) for part in chosen] == [("fields", 2)]


@pytest.mark.parametrize("name", sorted(variants()))
def test_every_variant(name: str, bar: VerdictBar) -> None:
    bar.show_view(views.good(variants()[name]))
    assert len(shown(bar)) == len(bar.parts)


@pytest.mark.parametrize("width", [200, 900])
def test_chips_wrap_and_are_never_cut_off(width: int, clock: views.FixedClock, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    bar = VerdictBar(clock, window)
    bar.show_view(views.good(LATE))
    window.resize(width, 600)
    bar.resize(width, bar.heightForWidth(width))
    window.show()
    bar.show()
    chips = [chip for chip in bar.chips.values() if chip.isVisible()]
    assert len(chips) == 5
    for chip in chips:
        assert chip.width() == chip.sizeHint().width()
        assert bar.rect().contains(chip.geometry())
    assert (len({chip.y() for chip in chips}) > 1) == (width == 200)


def test_a_duration_has_its_moment_in_the_tooltip_and_for_who_listens(bar: VerdictBar) -> None:
    bar.show_view(views.good(LATE))
    chip = bar.chips["deadline"]
    assert "Overdue 2 days 19 hours" in chip.toolTip()
    assert "Deadline: 20 Nov 2026" in chip.toolTip()
    assert chip.accessibleDescription().startswith("Deadline: 20 Nov 2026")
    assert chip.accessibleDescription().endswith("Leads to where this stands in the answer.")
    assert bar.chips["status"].accessibleDescription() == "Leads to where this stands in the answer."
