from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.task.names import Names
from tallyfy_inspector.task.process_tasks import (
    Listing,
    TaskRow,
    counted,
    listing,
    read_listing,
    read_rows,
    remarks,
)
from tests.support.samples import ANY_JSON, LEAVES, parsed

RUN = "0b75b7a9c8dfad7ba54cd2998d9ec254"
BERLIN = timezone(timedelta(hours=1), "CET")
LINK = "https://go.tallyfy.com/guest-all-task/3d53f2fd6326517fb1b431b539292029/CANARYGUESTCODE"
MEMBERS = (
    "id", "title", "status", "deadline", "owners", "users", "guests", "groups", "data", "meta", "name",
    "pagination", "total", "whole_progress", "checklist_title", "full_name", "email", "0", "tasks",
)  # fmt: skip
SHAPED = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.sampled_from(MEMBERS), inner, max_size=6)
    ),
    max_leaves=20,
)


def page(*tasks: object, **pagination: object) -> Any:
    return parsed({"data": list(tasks), "meta": {"pagination": pagination}})


def process(**members: object) -> Any:
    return parsed({"data": {"id": RUN, "name": "Install", "status": "active", **members}})


def row(**members: object) -> TaskRow:
    (only,) = read_rows(page({"id": "a1", **members}))
    return only


def ids(root: Any) -> list[str]:
    return [each.id for each in read_rows(root)]


def test_a_task_becomes_a_row() -> None:
    made = row(title="Sign", status="in-progress", deadline="2026-12-01T17:00:00.000Z", owners={"users": [1]})
    assert (made.id, made.title, made.status, made.status_words) == (
        "a1",
        "Sign",
        "in-progress",
        "In progress",
    )
    assert made.deadline == datetime(2026, 12, 1, 17, tzinfo=UTC)
    assert made.deadline_words(BERLIN) == "1 Dec 2026, 18:00 CET"
    assert made.assignees() == "1 member"
    assert not made.hidden


@pytest.mark.parametrize(
    ("root", "found"),
    [
        ({"data": [{"id": "a"}, {"id": "b"}]}, ["a", "b"]),
        ({"data": {"0": {"id": "a"}, "1": {"id": "b"}}}, ["a", "b"]),
        ({"data": {"data": [{"id": "a"}]}}, ["a"]),
        ({"data": [{"data": {"id": "a"}}]}, ["a"]),
        ({"data": [{"id": "a"}], "more": 1}, ["a"]),
        ([{"id": "a"}], ["a"]),
        ({"tasks": {"data": [{"id": "a"}]}}, ["a"]),
        ({"data": [{"id": "a"}, None, 7, "x", [], {}, True]}, ["a"]),
        ({"data": []}, []),
        ({"data": {}}, []),
        ({"data": None}, []),
        ({"data": 7}, []),
        ({}, []),
        ([], []),
        (None, []),
        ("x", []),
        (7, []),
    ],
)
def test_a_page_in_every_shape(root: object, found: list[str]) -> None:
    assert ids(parsed(root)) == found


@pytest.mark.parametrize("value", [None, "", [], {}, True, {"a": 1}, [1]])
def test_what_is_no_text_is_not_shown_as_one(value: object) -> None:
    made = row(title=value, status=value, deadline=value, owners=value)
    assert (made.title, made.status, made.status_words) == ("", "", "")
    assert (made.deadline, made.deadline_sent, made.deadline_words(UTC)) == (None, "", "")
    assert made.assignees() == ""


@pytest.mark.parametrize("sent", ["soon", "2026-13-45T00:00:00Z", "0001-01-01T00:00:00+14:00", "12"])
def test_a_deadline_that_cannot_be_read_is_shown_as_sent(sent: str) -> None:
    made = row(deadline=sent)
    assert made.deadline is None
    assert made.deadline_words(BERLIN) == sent


def test_a_deadline_without_a_zone_is_utc() -> None:
    assert row(deadline="2026-12-01 17:00:00").deadline == datetime(2026, 12, 1, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    ("owners", "words"),
    [
        ({"users": [], "guests": [], "groups": []}, "nobody"),
        ({"users": [1, 2], "guests": ["b@customer.example"], "groups": ["7b"]},
         "b@customer.example, 2 members, 1 group"),
        ({"users": [{"id": 1, "full_name": "Ada"}, {"id": 2}]}, "Ada, 1 member"),
        ({"users": {"data": [{"full_name": "Ada"}]}}, "Ada"),
        ({"users": {"0": 1, "1": 2}}, "2 members"),
        ({"users": [1, None, "", {}]}, "1 member"),
        ({"guests": [f"{n}@x.example" for n in range(5)]},
         "0@x.example, 1@x.example, 2@x.example, 2 guests"),
        ({"groups": [{"name": "Field team"}, {"id": "7b"}]}, "Field team, 1 group"),
        ({"users": "x"}, ""),
        ({}, ""),
        ([], ""),
        (None, ""),
    ],
)  # fmt: skip
def test_assignees_are_named_where_the_answer_does_and_counted_elsewhere(owners: object, words: str) -> None:
    assert row(owners=owners).assignees() == words


def test_numbers_are_called_by_the_names_that_are_known() -> None:
    names = Names(members={"1": "Ada", "2": "Ben"}, groups={"7b": "Field team"})
    made = row(owners={"users": [1, {"id": 2}, 3], "guests": ["b@x.example"], "groups": ["7b", "8c"]})
    assert made.assignees(names) == "Ada, Ben, b@x.example, 1 member, 2 groups"
    assert row(owners={"users": [{"id": 1, "full_name": "Ada L."}]}).assignees(names) == "Ada L."
    assert row(owners={"groups": ["7b"]}).assignees(names) == "Field team"
    assert row(owners={"users": [3]}).assignees(names) == "1 member"


def test_guest_links_are_not_read_and_secrets_in_texts_are_masked() -> None:
    made = row(title=f"See {LINK}", owners={"users": [1], "taskUrls": [LINK]}, deadline=LINK, status=LINK)
    shown = " ".join((made.title, made.status_words, made.deadline_words(UTC), made.assignees()))
    assert "CANARYGUESTCODE" not in shown
    assert "See https://go.tallyfy.com/" in made.title


def test_texts_are_one_line_visible_and_cut() -> None:
    made = row(title="a\nb\u202ec" + "x" * 2_000)
    assert made.title.startswith("a b\\u202ec")
    assert len(made.title) == 600
    assert made.title.endswith("…")


def test_the_process_says_what_it_is() -> None:
    whole = process(name="Install\nNorthwind", status="problem", checklist_title="Customer install")
    told = read_listing(whole, [page({"id": "a"}, total=1)])
    assert (told.id, told.name, told.status_words) == (
        RUN,
        "Install Northwind",
        "Open issue (API: problem)",
    )
    assert (told.template, told.total, told.complete) == ("Customer install", 1, True)
    assert counted(told) == "1 task"


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({"status": "in-progress"}, "Overdue 3 hours"),
        ({"status": "Not-Started"}, "Overdue 3 hours"),
        ({"status": "completed"}, ""),
        ({"status": "auto-skipped"}, ""),
        ({"status": "anything new"}, ""),
        ({}, ""),
        ({"status": "active", "archived_at": "2026-11-01T00:00:00Z"}, ""),
        ({"status": "active", "deadline": "2026-12-02T00:00:00Z"}, ""),
        ({"status": "active", "deadline": None}, ""),
    ],
)
def test_late_is_only_who_is_still_to_do_it(members: dict[str, object], words: str) -> None:
    now = datetime(2026, 12, 1, 20, tzinfo=UTC)
    (made,) = read_rows(page({"id": "a1", "deadline": "2026-12-01T17:00:00Z", **members}))
    assert made.overdue(now) == words
    for archived in ({"status": "archived"}, {"archived_at": "2026-11-30T00:00:00Z"}):
        assert [row.overdue(now) for row in listing(process(**archived), [], [made]).rows] == [""]


@pytest.mark.parametrize("root", [None, [], {}, 7, "x", {"data": None}, {"data": []}])
def test_a_process_that_says_nothing_has_no_words(root: object) -> None:
    told = read_listing(parsed(root), [])
    assert (told.id, told.name, told.status_words, told.template, told.rows) == ("", "", "", "", ())
    assert (told.total, told.complete, told.hidden_left_out) == (None, True, None)
    assert counted(told) == "0 tasks"


def test_pages_follow_each_other_and_a_task_on_two_of_them_is_one() -> None:
    pages = [page({"id": "a"}, {"id": "b"}, total=3), page({"id": "b"}, {"id": "c"}, total=3)]
    told = read_listing(process(), pages)
    assert [each.id for each in told.rows] == ["a", "b", "c"]
    assert told.complete


def test_tasks_without_an_id_are_all_kept() -> None:
    assert len(read_listing(process(), [page({"title": "x"}, {"title": "y"})]).rows) == 2


def test_a_list_that_ends_early_says_so() -> None:
    told = read_listing(process(whole_progress={"total": 9}), [page({"id": "a"}, total=5_400)])
    assert not told.complete
    assert told.hidden_left_out is None  # what was not read may be hidden, too
    assert remarks(told)[0] == "Only the first 1 of 5400 tasks are listed here."


@pytest.mark.parametrize(
    ("total", "said"),
    [
        (None, "Only the first 1 task is listed here: there are more."),
        (1, "Only the first 1 task is listed here: there are more."),
        (150, "Only the first 1 of 150 tasks are listed here."),
    ],
)
def test_a_list_whose_later_pages_did_not_come_is_never_whole(total: int | None, said: str) -> None:
    first = page({"id": "a"}, total_pages=2, **({} if total is None else {"total": total}))
    told = listing(process(whole_progress={"total": 150}), [first], read_rows(first), ended=False)
    assert not told.complete
    assert told.hidden_left_out is None  # what was not read is not hidden for that
    assert remarks(told)[0] == said
    assert counted(told) == "the first 1 task"


@pytest.mark.parametrize(
    ("tasks", "progress", "left_out"),
    [
        ([{"id": "a"}], {"total": 3}, True),
        ([{"id": "a"}], {"total": "3"}, True),
        ([{"id": "a"}], {"total": 1}, False),
        ([{"id": "a", "status": "auto-skipped"}], {"total": 3}, False),
        ([{"id": "a", "status": "auto-skipped"}], None, False),
        ([{"id": "a"}], None, None),
        ([{"id": "a"}], 44, None),
        ([{"id": "a"}], {"total": True}, None),
        ([{"id": "a"}], {"total": -1}, None),
        ([], {"total": 0}, False),
    ],
)
def test_whether_hidden_tasks_are_left_out(
    tasks: list[object], progress: object, left_out: bool | None
) -> None:
    told = read_listing(process(whole_progress=progress), [page(*tasks)])
    assert told.hidden_left_out is left_out


def test_it_says_that_hidden_tasks_are_left_out_only_where_they_are() -> None:
    def told(left_out: bool | None) -> tuple[str, ...]:
        return remarks(Listing("", "", "", "", (), None, left_out))

    assert told(True) == ("Hidden tasks are left out: Tallyfy does not list them here.",)
    assert told(False) == ()
    assert told(None) == ("Whether hidden tasks are left out, the answer does not say.",)


def test_a_hidden_task_that_is_listed_says_so() -> None:
    made = row(status="auto-skipped")
    assert made.hidden
    assert made.status_words == "Hidden (auto-skipped)"


def test_no_repr_shows_content() -> None:
    told = read_listing(process(name="CANARY"), [page({"id": "a", "title": "CANARY"})])
    assert "CANARY" not in repr(told) + repr(told.rows)


@given(st.one_of(ANY_JSON, SHAPED), st.lists(st.one_of(ANY_JSON, SHAPED), max_size=3))
def test_no_answer_raises(root: Any, pages: list[Any]) -> None:
    told = listing(root, pages, [each for one in pages for each in read_rows(one)])
    assert len({each.id for each in told.rows if each.id}) == len([each for each in told.rows if each.id])
    assert all(isinstance(each, str) for each in remarks(told))
    for each in told.rows:
        assert isinstance(each.deadline_words(BERLIN), str)
        assert "\n" not in each.title


def test_nesting_without_end_is_read() -> None:
    deep: Any = {"id": "a"}
    for _level in range(20_000):
        deep = {"data": deep}
    assert read_rows({"data": [deep]})[0].id == "a"
