from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tallyfy_inspector.ui.headline import Headline
from tallyfy_inspector.ui.view import View
from tests.support import views
from tests.support.task_samples import TASK


@pytest.fixture
def row(qtbot: QtBot) -> Iterator[Headline]:
    window = QWidget()
    qtbot.addWidget(window)
    made = Headline(views.FixedClock(), window)
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(made)
    column.addStretch(1)
    window.resize(1300, 400)
    window.show()
    made.show_view(views.good(TASK))
    column.activate()
    yield made
    window.close()  # named again, or Python takes it away


def in_width(row: Headline, width: int) -> None:
    row.window().resize(width, 400)
    layout = row.window().layout()
    assert layout is not None
    layout.activate()


def test_title_and_verdict_stand_beside_each_other(row: Headline) -> None:
    assert row.title.text() == "Collect sign-off"
    assert row.verdict.x() > row.title.geometry().right()
    assert abs(row.verdict.geometry().center().y() - row.title.geometry().center().y()) <= 1


def test_and_below_each_other_where_there_is_no_room(row: Headline) -> None:
    in_width(row, 400)
    assert row.verdict.y() > row.title.geometry().bottom()
    assert row.rect().contains(row.verdict.geometry())
    assert row.title.font().bold()


def test_a_long_title_wraps_and_is_not_cut_off(row: Headline) -> None:
    long = {"data": {**TASK["data"], "title": "A long title that goes on " * 6}}
    row.show_view(views.good(long))
    in_width(row, 500)
    assert row.title.height() >= row.title.heightForWidth(row.title.width())
    assert row.title.height() > 2 * row.title.fontMetrics().height()


def test_it_goes_with_the_answer(row: Headline) -> None:
    row.show_view(View())
    assert row.isHidden()
    row.show_view(views.good({"data": {"id": "1", "status": "active"}}))
    assert not row.isHidden()


def test_an_older_answer_says_so(row: Headline) -> None:
    row.show_view(views.failed(views.good(TASK)))
    assert row.title.text() == "Older answer: Collect sign-off, from 12:01:03"


@pytest.mark.parametrize("title", ["W" * 4_000, "a_b" * 70, "https://northwind.sharepoint.com/" + "a/b" * 60])
def test_a_title_of_one_long_word_does_not_hold_the_window_wide(title: str, row: Headline) -> None:
    row.show_view(views.good({"data": {**TASK["data"], "title": title}}))
    in_width(row, 500)
    assert row.width() == 500
    assert row.title.height() > 2 * row.title.fontMetrics().height(), "it goes on in the next lines"
