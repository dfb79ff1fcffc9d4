from __future__ import annotations

from dataclasses import replace
from datetime import UTC, tzinfo
from pathlib import Path

import pytest

from tallyfy_inspector.api.problem import Problem
from tallyfy_inspector.task import fields
from tallyfy_inspector.ui.view import (
    Answer,
    Done,
    Failed,
    Idle,
    Loading,
    Opened,
    Source,
    Stopped,
    View,
    Waiting,
    same_task,
)
from tests.support.views import NOW, REQUEST, answer, connection, source

TASK = {"data": {"id": REQUEST.task, "title": "CANARY title", "status": "active"}}
GOOD = replace(answer(TASK), problem=None)
REFUSED = answer({"message": "CANARY"}, 401, "Unauthorized")
NOT_JSON = answer("<html>CANARY", 200)
PROBLEM = Problem("No answer", "Try again.", "retry")
OTHER = source(replace(REQUEST, task="f" * 32))


def test_before_anything_was_asked() -> None:
    view = View()
    assert view.untouched
    assert (view.problem, view.newest, view.failed_answer) == (None, None, None)
    assert not view.older
    assert not view.older_is_other


@pytest.mark.parametrize("good", [None, GOOD])
def test_while_loading_the_last_good_answer_is_simply_the_last(good: Answer | None) -> None:
    view = View(good, Loading(source(), NOW))
    assert not view.untouched
    assert not view.older
    assert not view.older_is_other
    assert view.problem is None
    assert view.newest is good


def test_a_good_answer() -> None:
    view = View(GOOD, Done(GOOD))
    assert GOOD.good
    assert not view.older
    assert not view.untouched
    assert (view.problem, view.newest, view.failed_answer) == (None, GOOD, None)


@pytest.mark.parametrize("bad", [REFUSED, NOT_JSON], ids=["refused", "not JSON"])
def test_an_answer_with_a_problem_is_what_is_inspected(bad: Answer) -> None:
    assert not bad.good
    assert bad.problem is not None
    first = View(None, Done(bad))
    assert (first.problem, first.newest, first.failed_answer) == (bad.problem, bad, bad)
    assert not first.older
    later = View(GOOD, Done(bad))
    assert later.older
    assert not later.older_is_other
    assert later.newest is bad


@pytest.mark.parametrize(
    "now", [Failed(source(), PROBLEM, NOW), Stopped(source(), NOW)], ids=["failed", "stopped"]
)
def test_without_an_answer_the_last_good_one_is_older(now: Failed | Stopped) -> None:
    view = View(GOOD, now)
    assert view.older
    assert not view.older_is_other
    assert view.newest is GOOD
    assert view.failed_answer is None
    assert view.problem is (PROBLEM if isinstance(now, Failed) else None)
    empty = View(None, now)
    assert not empty.older
    assert not empty.untouched
    assert empty.newest is None


@pytest.mark.parametrize(
    "asked",
    [
        OTHER,
        source(replace(REQUEST, organization="e" * 32)),
        source(replace(REQUEST, base_url="https://staging.example/api")),
        source(connection="Demo"),
    ],
    ids=["task", "organization", "address", "connection"],
)
def test_an_older_answer_of_something_else_says_so(asked: Source) -> None:
    assert View(GOOD, Failed(asked, PROBLEM, NOW)).older_is_other
    assert View(GOOD, Stopped(asked, NOW)).older_is_other
    assert View(GOOD, Done(replace(REFUSED, source=asked))).older_is_other


def test_other_includes_of_the_same_task_are_the_same_task() -> None:
    asked = source(replace(REQUEST, includes=("tags",), run="a" * 32))
    assert not View(GOOD, Failed(asked, PROBLEM, NOW)).older_is_other


def test_a_connection_is_the_same_under_another_name() -> None:
    asked = source()
    assert asked.is_over(connection("Renamed meanwhile"))
    assert not asked.is_over(connection(asked.connection, "0badcafe"))
    assert not asked.is_over(replace(connection(), base_url="https://staging.example/api"))
    assert same_task(asked, replace(asked, connection="Renamed meanwhile"))
    assert not same_task(asked, replace(asked, connection_id="0badcafe"))


def test_an_answer_has_its_body_and_how_long_reading_it_took() -> None:
    assert NOT_JSON.body == b"<html>CANARY"
    assert GOOD.parse_ms is None
    assert replace(GOOD, parse_ms=1.5).parse_ms == 1.5


def test_nothing_of_an_answer_stands_in_a_repr() -> None:
    for view in (
        View(GOOD, Done(GOOD)),
        View(GOOD, Done(REFUSED)),
        View(GOOD, Done(NOT_JSON)),
        View(None, Idle()),
    ):
        assert "CANARY" not in repr(view)


FILE = Opened(Path("one.json"))
SAVED = Answer(FILE, None, replace(GOOD).document, None, None, NOW, opened=b"[CANARY]")


def test_what_was_opened_has_bytes_and_no_task() -> None:
    assert SAVED.body == b"[CANARY]"
    assert SAVED.task is None
    assert GOOD.task == REQUEST.task
    assert SAVED.good
    assert "CANARY" not in repr(SAVED)
    assert "one.json" not in repr(SAVED)


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (Opened(Path("one.json")), True),
        (Opened(Path("two.json")), False),
        (Opened(), False),
        (source(), False),
    ],
)
def test_an_older_file_says_whether_another_was_tried(other: Opened | Source, same: bool) -> None:
    assert same_task(FILE, other) == same_task(other, FILE) == same
    for now in (Failed(other, PROBLEM, NOW), Stopped(other, NOW), Done(replace(REFUSED, source=other))):
        assert View(SAVED, now).older
        assert View(SAVED, now).older_is_other is not same


def test_a_paste_is_the_same_as_itself_alone() -> None:
    one = Opened()
    assert same_task(one, one)
    assert not same_task(one, Opened())


@pytest.mark.parametrize("good", [None, GOOD])
def test_while_waiting_the_trouble_is_told_and_nothing_is_older_yet(good: Answer | None) -> None:
    view = View(good, Waiting(source(), NOW, PROBLEM, 2, NOW, 503))
    assert view.problem is PROBLEM
    assert (view.older, view.older_is_other, view.untouched) == (False, False, False)
    assert (view.failed_answer, view.newest) == (None, good)


def test_what_can_be_stopped_is_busy() -> None:
    waiting = Waiting(source(), NOW, PROBLEM, 2, NOW)
    assert all(View(GOOD, now).busy for now in (Loading(source(), NOW), waiting))
    ended = (Idle(), Done(GOOD), Failed(source(), PROBLEM, NOW), Stopped(source(), NOW))
    assert not any(View(GOOD, now).busy for now in ended)


def test_the_same_document_with_other_bytes_is_no_second_reading() -> None:
    again = replace(GOOD, document=answer(TASK).document)
    assert again.rereads(GOOD)
    assert GOOD.exchange is not None
    other = replace(GOOD, exchange=replace(GOOD.exchange, body=b"{}"))
    assert not other.rereads(GOOD)


def test_reading_is_what_takes_long_after_an_answer_came() -> None:
    loading = Loading(source(REQUEST), NOW)
    assert not View(now=loading).reading
    assert View(now=replace(loading, reading=4711)).reading
    assert not View(GOOD, Done(GOOD)).reading


def test_what_stands_for_another_tells_its_size_and_leaves_it_to_be_judged() -> None:
    shown = replace(answer({"data": {}}), received=4711, unmasked=GOOD.document)
    assert shown.size == 4711
    assert shown.judged == TASK
    assert GOOD.size == len(GOOD.body)
    assert GOOD.judged == TASK
    assert NOT_JSON.judged is None
    assert "CANARY" not in repr(shown)


def test_form_fields_are_read_once_and_go_with_their_document(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[object] = []
    whole = fields.form_fields

    def reading(root: object, zone: tzinfo) -> tuple[fields.FieldRow, ...]:
        read.append(zone)
        return whole(root, zone)

    monkeypatch.setattr(fields, "form_fields", reading)
    one = answer({"data": {"form_fields": [{"label": "A", "field_type": "text", "field_value": "x"}]}})
    assert [row.label for row in one.fields(UTC)] == ["A"]
    assert one.fields(UTC) is one.fields() is one.judged_fields(UTC)
    assert read == [UTC]
    masked = replace(one, document=answer({"data": {"form_fields": []}}).document, unmasked=one.document)
    assert masked.fields(UTC) == ()
    assert masked.judged_fields(UTC) is None
    assert NOT_JSON.fields() == ()
