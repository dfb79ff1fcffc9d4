from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tallyfy_inspector.api.problem import Action, Problem, Wait
from tallyfy_inspector.task.names import Names
from tallyfy_inspector.task.process_tasks import Listing, read_listing
from tallyfy_inspector.ui.patience import Pause
from tallyfy_inspector.ui.process_list import ProcessList
from tallyfy_inspector.ui.process_model import ASSIGNEES, DEADLINE, STATUS, TITLE
from tests.support.views import FixedClock


def listed(*tasks: object, total: int | None = None) -> Listing:
    page = {"data": list(tasks), "meta": {"pagination": {"total": len(tasks) if total is None else total}}}
    return read_listing({"data": {"id": "r", "name": "Onboarding", "status": "active"}}, [page])


TASKS = (
    {
        "id": "1",
        "title": "Collect <b>papers</b>",
        "status": "active",
        "owners": {"guests": ["ann@x.ex"]},
    },
    {"id": "2", "title": "Sign", "status": "completed", "deadline": "2026-12-01T10:00:00Z"},
    {"id": "", "title": "No ID"},
    {"id": "4", "title": "", "status": "auto-skipped"},
)


@pytest.fixture
def dialog(qtbot: QtBot) -> Iterator[ProcessList]:
    made = ProcessList(FixedClock(), hidden=False)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.open()
        made.start()
    yield made
    made.close()


def cells(dialog: ProcessList) -> list[list[str]]:
    model = dialog.model
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_each_task_is_a_row(dialog: ProcessList) -> None:
    assert not dialog.fetch.isEnabled()
    dialog.show_listing(listed(*TASKS))
    assert cells(dialog) == [
        ["Collect <b>papers</b>", "Active", "", "ann@x.ex"],
        ["Sign", "Completed", "1 Dec 2026, 10:00 UTC", ""],
        ["No ID", "", "", ""],
        ["Task 4", dialog.model.rows[3].status_words, "", ""],
    ]
    assert dialog.told.text().startswith("Onboarding  ·  ")
    assert dialog.told.text().endswith("4 tasks")
    assert dialog.fetch.isEnabled()
    heard = dialog.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard == "Collect <b>papers</b>, Status: Active, Assignees: ann@x.ex"


def test_it_says_what_is_left_out(dialog: ProcessList) -> None:
    dialog.show_listing(listed(TASKS[0], total=9))
    assert "Only the first 1 of 9 tasks" in dialog.remark.text()
    assert "hidden tasks" in dialog.remark.text()
    assert dialog.remark.text().endswith("To open a task that is not listed, paste its own link.")
    assert dialog.told.text() == "Onboarding  ·  Active (API: active)  ·  the first 1 task"
    assert dialog.retry.isHidden()


def test_a_list_that_broke_off_says_why_and_may_be_tried_again(dialog: ProcessList) -> None:
    dialog.show_listing(
        listed(*TASKS, total=9), Wait("Tallyfy is busy", "Wait a minute.", "retry", ("Message: no",))
    )
    assert dialog.model.rowCount() == 4
    assert dialog.remark.text().splitlines()[1:] == ["Tallyfy is busy. Wait a minute.", "Message: no"]
    assert not dialog.retry.isHidden()
    assert dialog.fetch.isEnabled()
    assert dialog.told.text().endswith("the first 4 tasks  ·  Tallyfy is busy")  # which is heard
    dialog.start()
    dialog.show_problem(Problem("Connection lost", "Check the network.", "retry"))
    assert dialog.model.rowCount() == 4  # what came before stays
    assert dialog.remark.text().splitlines()[1:] == ["Connection lost. Check the network."]
    dialog.start()
    dialog.show_listing(listed(*TASKS))
    assert dialog.told.text().endswith("4 tasks")


BUSY = Wait("Tallyfy is busy", "Wait a minute.", "retry")


def test_a_part_of_a_list_stays_one_when_the_rest_is_stopped(dialog: ProcessList) -> None:
    dialog.show_listing(listed(*TASKS, total=9), BUSY)
    before = dialog.told.text(), dialog.remark.text()
    dialog.start()
    dialog.show_stopped()
    assert (dialog.told.text(), dialog.remark.text()) == before
    assert dialog.told.text().endswith("the first 4 tasks  ·  Tallyfy is busy")
    assert dialog.remark.text().startswith("Only the first 4 of 9 tasks")
    assert dialog.remark.isVisible()
    assert (dialog.model.rowCount(), dialog.retry.hasFocus()) == (4, True)


def test_a_second_failure_does_not_make_the_list_shorter(dialog: ProcessList) -> None:
    dialog.show_listing(listed(*TASKS[:2], total=9), BUSY)
    dialog.start()
    dialog.show_listing(listed(TASKS[0], total=9), Problem("Connection lost", "Look.", "retry"))
    assert dialog.model.rowCount() == 2
    assert dialog.told.text().endswith("the first 2 tasks  ·  Connection lost")
    dialog.show_listing(listed(*TASKS, total=9), BUSY)
    assert dialog.model.rowCount() == 4
    dialog.show_listing(listed(TASKS[0]))  # there are fewer now
    assert dialog.model.rowCount() == 1


def test_what_goes_on_is_still_told_once_others_look_on(dialog: ProcessList) -> None:
    dialog.show_problem(BUSY)
    for shows in (dialog.start, dialog.show_stopped):
        shows()
        before = dialog.told.text()
        dialog.hide_private(True)
        assert dialog.told.text() == before
    dialog.show_listing(listed(*TASKS, total=9), BUSY)
    dialog.start()
    dialog.hide_private(False)
    assert dialog.told.text().startswith("Loading")
    assert dialog.remark.text() == ""


def test_every_word_of_the_filter_counts(dialog: ProcessList, qtbot: QtBot) -> None:
    dialog.show_listing(listed(*TASKS))
    QTest.keyClicks(dialog.filter, "COMPL sig")
    assert [row.id for row in dialog.model.rows] == ["2"]
    assert dialog.filter.accessibleDescription() == "1 of 4 tasks"
    with qtbot.waitSignal(dialog.chosen) as chosen:
        QTest.keyClick(dialog.filter, Qt.Key.Key_Return)
    assert chosen.args == ["2"]


def test_a_filter_that_finds_nothing_says_so(dialog: ProcessList) -> None:
    dialog.show_listing(listed(*TASKS))
    assert dialog.hint.isHidden()
    widths = [dialog.view.columnWidth(column) for column in range(4)]
    QTest.keyClicks(dialog.filter, "zzz")
    assert [dialog.view.columnWidth(column) for column in range(4)] == widths
    assert dialog.hint.isVisible()
    assert dialog.hint.text() == dialog.speech.said[-1][0] == "No task matches."
    dialog.filter.clear()
    assert dialog.hint.isHidden()
    dialog.show_listing(listed())
    assert dialog.hint.isHidden(), "there is nothing to be found"


def test_the_status_is_whole_where_there_is_little_room_and_the_title_gives_way(dialog: ProcessList) -> None:
    late = {**TASKS[0], "status": "in-progress", "deadline": "2026-11-20T18:00:00Z", "title": "T" * 90}
    dialog.show_listing(listed(late, *TASKS))
    view = dialog.view
    words = view.fontMetrics().horizontalAdvance("Hidden (auto-skipped)")
    for width in (900, 560, 420):
        dialog.resize(width, 400)
        QCoreApplication.sendPostedEvents()
        assert view.columnWidth(STATUS) >= words
    assert view.columnWidth(TITLE) < view.fontMetrics().horizontalAdvance("T" * 90)
    dialog.resize(1_400, 400)
    QCoreApplication.sendPostedEvents()
    assert sum(map(view.columnWidth, range(4))) == view.viewport().width()
    for column in (DEADLINE, ASSIGNEES):
        longest = view.fontMetrics().horizontalAdvance(dialog.model.index(0, column).data())
        assert view.columnWidth(column) > longest


def test_nothing_left_fetches_nothing(dialog: ProcessList, qtbot: QtBot) -> None:
    dialog.show_listing(listed(*TASKS))
    QTest.keyClicks(dialog.filter, "zzz")
    assert not dialog.fetch.isEnabled()
    with qtbot.assertNotEmitted(dialog.chosen):
        QTest.keyClick(dialog.filter, Qt.Key.Key_Return)
    dialog.filter.clear()
    assert dialog.model.rowCount() == 4


def test_a_task_without_an_id_cannot_be_fetched(dialog: ProcessList, qtbot: QtBot) -> None:
    dialog.show_listing(listed(*TASKS))
    dialog.view.select(2)
    assert not dialog.fetch.isEnabled()
    with qtbot.assertNotEmitted(dialog.chosen):
        QTest.keyClick(dialog.view, Qt.Key.Key_Return)


def test_names_that_are_known_are_shown_and_found_by(dialog: ProcessList) -> None:
    dialog.show_listing(listed(*TASKS, {"id": "5", "title": "Pay", "owners": {"users": [7, 8]}}))
    dialog.view.select(4)
    assert cells(dialog)[4][3] == "2 members"
    dialog.know(Names(members={"7": "Ada"}))
    assert cells(dialog)[4][3] == "Ada, 1 member"
    assert dialog.view.currentIndex().row() == 4
    dialog.model.sift("ada")
    assert [row.id for row in dialog.model.rows] == ["5"]
    dialog.hide_private(True)
    assert dialog.model.rowCount() == 0


def test_others_see_neither_titles_nor_people(dialog: ProcessList) -> None:
    dialog.show_listing(listed(*TASKS))
    dialog.hide_private(True)
    assert cells(dialog)[0] == ["•••••  Task 1", "Active", "", "•••••"]
    assert "Onboarding" not in dialog.told.text()
    dialog.model.sift("papers")
    assert dialog.model.rowCount() == 0  # nor can they be found by


def test_the_chosen_task_stays_chosen_when_others_look_on(dialog: ProcessList) -> None:
    dialog.show_listing(listed(*TASKS))
    dialog.view.select(1)
    for hidden in (True, False):
        dialog.hide_private(hidden)
        assert dialog.view.currentIndex().row() == 1
        assert dialog.fetch.isEnabled()
    dialog.model.sift("sign")
    dialog.view.select(0)
    dialog.hide_private(True)  # which leaves nothing to be found by its title
    assert not dialog.fetch.isEnabled()


def test_others_do_not_see_the_words_of_a_server(dialog: ProcessList) -> None:
    problem = Problem("Refused", "Read it.", "edit_task", ("Message: no, Jane Canary",))
    dialog.show_problem(problem)
    assert "Canary" in dialog.told.text()
    dialog.hide_private(True)
    assert dialog.told.text() == dialog.told.accessibleName() == "Refused. Read it.\n•••••"
    dialog.show_problem(problem)
    assert "Canary" not in "".join((dialog.told.text(), dialog.speech.said[-1][0]))
    dialog.show_listing(listed(*TASKS), problem)
    assert dialog.remark.text().endswith("Read it.\n•••••")
    dialog.hide_private(False)
    assert dialog.remark.text().endswith("Message: no, Jane Canary")
    dialog.hide_private(True)
    assert "Canary" not in dialog.remark.text() + dialog.remark.accessibleName()


@pytest.mark.parametrize(
    ("action", "answered", "words"),
    [
        ("sign_in", True, "Sign in again"),
        ("sign_in", False, "Sign in"),
        ("edit_organization", True, "Change the organization"),
        ("edit_base_url", True, "Change the address"),
        ("edit_task", True, "Change the task"),
        ("network", False, "Network settings"),
        ("open_doctor", False, "Check the connection"),
    ],
)
def test_what_to_do_about_a_problem_is_one_button(
    action: Action, answered: bool, words: str, dialog: ProcessList, qtbot: QtBot
) -> None:
    dialog.show_problem(Problem("Title", "Hint.", action), answered=answered)
    assert (dialog.act.text(), dialog.act.accessibleName()) == (words, words)
    assert dialog.act.hasFocus()
    assert not dialog.retry.isHidden()
    with qtbot.waitSignal(dialog.acted) as acted:
        dialog.act.click()
    assert acted.args == [action]
    assert not dialog.isVisible()


def test_a_wait_is_seen_second_by_second_and_heard_once(dialog: ProcessList) -> None:
    heard = len(dialog.speech.said)
    dialog.show_pause(Pause(2, 3, 503, first=True))
    assert dialog.told.text().startswith("Tallyfy is busy (503). Trying again in 3 s, attempt 2 of 3.")
    dialog.show_pause(Pause(2, 2, 503, first=False))
    assert "in 2 s" in dialog.told.text()
    assert "in 3 s" in dialog.told.accessibleName()
    dialog.show_pause(Pause(2, 0, 503, first=True))
    assert dialog.told.text() == "Loading the process and its tasks, attempt 2 of 3…"
    assert len(dialog.speech.said) == heard + 2


def test_stop_is_there_while_there_is_something_to_stop(dialog: ProcessList, qtbot: QtBot) -> None:
    assert not dialog.stop.isHidden()
    dialog.stop.setFocus()
    with qtbot.waitSignal(dialog.stop_wanted):
        QTest.keyClick(dialog.stop, Qt.Key.Key_Space)
    dialog.show_stopped()
    assert dialog.told.text().startswith("Stopped.")
    assert (dialog.stop.isHidden(), dialog.retry.hasFocus()) == (True, True)
    dialog.start()
    dialog.stop.setFocus()
    dialog.show_listing(listed(*TASKS))
    assert (dialog.stop.isHidden(), dialog.filter.hasFocus()) == (True, True)


def test_the_button_is_gone_with_the_problem(dialog: ProcessList) -> None:
    dialog.show_problem(Problem("Title", "Hint.", "sign_in"))
    dialog.start()
    assert (dialog.act.isHidden(), dialog.retry.isHidden()) == (True, True)
    dialog.show_listing(listed(*TASKS, total=9), Problem("Title", "Hint.", "sign_in"))
    assert (dialog.act.isHidden(), dialog.retry.isHidden()) == (False, False)
    dialog.show_listing(listed(*TASKS))
    assert (dialog.act.isHidden(), dialog.retry.isHidden()) == (True, True)


def test_a_problem_may_be_tried_again(dialog: ProcessList, qtbot: QtBot) -> None:
    dialog.show_problem(Wait("Process not found", "Check it.", "retry", ("Message: no",)))
    assert dialog.act.isHidden()
    assert dialog.told.text() == "Process not found. Check it.\nMessage: no"
    assert dialog.retry.hasFocus()
    with qtbot.waitSignal(dialog.again):
        dialog.retry.click()
