from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tallyfy_inspector.task import threads as threads_of_task
from tallyfy_inspector.ui import theme
from tallyfy_inspector.ui.panels.threads import AUTHOR, GUESTS, KIND, TEXT, WHEN, Threads
from tests.support import views
from tests.support.samples import _DATA
from tests.support.task_samples import CODE, GUEST_LINK

FULL = (_DATA / "task_full.json").read_bytes()


@pytest.fixture
def panel(qtbot: QtBot) -> Threads:
    made = Threads(views.Surroundings().context())
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    made.show_view(views.good(FULL))
    return made


def test_a_row_a_comment(panel: Threads) -> None:
    issue = panel.model.rows[1]
    assert [panel.cell(issue, column).text for column in (AUTHOR, KIND, GUESTS, TEXT)] == [
        "Mira Okafor", "Issue, open", "hidden", "ERP rejects the PO number.",
    ]  # fmt: skip
    assert panel.cell(issue, WHEN).forms[-1] == "3 days ago"
    assert panel.cell(issue, KIND).role == "bad"
    assert panel.cell(panel.model.rows[2], KIND).role == ""


def test_a_comment_in_full(panel: Threads) -> None:
    panel.view.selectRow(1)
    lines = panel.details.toPlainText().split("\n")
    assert lines[0] == "Mira Okafor · Thu 19 Nov 2026, 16:20:55 UTC · 3 days 19 hours ago"
    assert lines[1:3] == ["Issue, open · hidden from guests", "ERP rejects the PO number."]
    assert "task_id: d005715eb72c17884e4e3f904d9e01bf" in lines
    panel.actions_by_id["copy_value"].trigger()
    assert QGuiApplication.clipboard().text() == "ERP rejects the PO number."


def test_an_issue_selected_in_the_issues_is_found_among_the_comments(panel: Threads) -> None:
    panel.select_path(("data", "issues", "data", 0, "content"))
    assert panel.view.current_row() == 1


def test_answers_are_set_in_and_what_is_no_comment_is_said(panel: Threads) -> None:
    nested = {"author_id": 1, "content": "a", "replies": [{"author_id": 2, "content": ""}]}
    panel.show_view(views.good({"data": {"id": "d", "threads": [nested, 7]}}))
    assert [panel.cell(row, AUTHOR).text for row in panel.model.rows] == [
        "member 1", "↳ member 2", "(not a comment)",
    ]  # fmt: skip
    assert [panel.cell(row, TEXT).text for row in panel.model.rows] == ["a", "empty", "7"]
    panel.view.selectRow(1)
    assert panel.details.toPlainText().startswith("member 2\nempty")


def test_a_link_that_gives_access_is_nowhere(panel: Threads) -> None:
    panel.show_view(
        views.good({"data": {"id": "d", "threads": [{"id": "1", "content": f"<p>{GUEST_LINK}</p>"}]}})
    )
    panel.view.selectRow(0)
    panel.actions_by_id["copy_row"].trigger()
    assert CODE not in panel.details.toPlainText() + QGuiApplication.clipboard().text()
    assert CODE not in "".join(panel.cell(panel.model.rows[0], column).text for column in range(5))


def test_no_kind_is_cut_off(panel: Threads) -> None:
    kinds = [*threads_of_task._LABELS.values(), "Issue, resolved", "Issue, archived"]
    column = [each.title for each in panel.columns].index("Kind")
    room = panel.view.columnWidth(column) - 2 * theme.GRID
    assert [each for each in kinds if panel.view.fontMetrics().horizontalAdvance(each) > room] == []
