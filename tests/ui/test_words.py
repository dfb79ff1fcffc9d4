from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, get_args

import pytest

from tallyfy_inspector.api.exchange import Timings
from tallyfy_inspector.api.problem import Problem
from tallyfy_inspector.ui import words
from tallyfy_inspector.ui.view import (
    Answer,
    Done,
    Failed,
    Hiding,
    Loading,
    Now,
    Opened,
    Stopped,
    View,
    Waiting,
)
from tests.support.ui import pseudo_language
from tests.support.views import NOW, REQUEST, answer, connection, exchange, source

BERLIN = timezone(timedelta(hours=1), "CET")
PROBLEM = Problem("Tallyfy cannot be reached", "Check the connection.", "retry")


def good(**members: Any) -> Answer:
    """An answer with a task that has these members."""
    made = answer({"data": {"id": REQUEST.task, "title": "Collect sign-off", **members}})
    return replace(made, problem=None)


def field(value: str, *, required: bool = True) -> dict[str, object]:
    return {"id": "f", "label": "L", "field_type": "text", "required": required, "field_value": value}


GOOD = good()
REFUSED = answer({"message": "Unauthenticated."}, 401, "Unauthorized")
NOT_JSON = answer("<html>", 200)


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "0 bytes"), (1, "1 byte"), (812, "812 bytes"), (1023, "1023 bytes"), (1024, "1.0 KB"),
        (33_900, "33.1 KB"), (1024**2 - 1, "1.0 MB"), (1024**2, "1.0 MB"), (100 * 1024**2, "100.0 MB"),
        (1024**3 - 1, "1.0 GB"), (5 * 1024**3, "5.0 GB"), (3 * 1024**4, "3072.0 GB"),
    ],
)  # fmt: skip
def test_sizes_for_people(count: int, text: str) -> None:
    assert words.size(count) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.4, "0 ms"), (142.4, "142 ms"), (999.4, "999 ms"), (999.6, "1.0 s"), (3210, "3.2 s")],
)
def test_durations_of_a_request(value: float, text: str) -> None:
    assert words.milliseconds(value) == text


def test_the_time_of_day_is_the_persons() -> None:
    assert words.clock_time(datetime(2026, 11, 23, 23, 59, 58, tzinfo=UTC), BERLIN) == "00:59:58"


def test_a_status_without_a_reason() -> None:
    assert words.http_status(REFUSED) == "401 Unauthorized"
    assert words.http_status(answer({}, 502, "")) == "502"
    assert words.http_status(answer({}, 500, "a\u202eb")) == "500 a\\u202eb"


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Collect sign-off", "Collect sign-off"),
        ("  spaced  ", "spaced"),
        ("", "Task d005715e"),
        ("   ", "Task d005715e"),
        (None, "Task d005715e"),
        ({"not": "a title"}, "Task d005715e"),
        ("<b>bold</b>\u202e", "<b>bold</b>\\u202e"),
        ("x" * 160, "x" * 160),
        ("x" * 161, "x" * 159 + "…"),
    ],
)
def test_the_tasks_title(title: object, shown: str) -> None:
    assert words.task_title(good(title=title)) == shown


def test_an_answer_without_a_document_goes_by_its_id() -> None:
    assert words.task_title(NOT_JSON) == "Task d005715e"


# What a state is called, everywhere: headline, status line, announcement (None for nothing).
STATES: list[tuple[View, str, str, tuple[str, bool] | None]] = [
    (View(), "", "Status: ready", None),
    (View(None, Loading(source(), NOW)), "", "Status: loading", ("Loading", False)),
    (View(GOOD, Loading(source(), NOW)), "Collect sign-off", "Status: loading", ("Loading", False)),
    (
        View(GOOD, Loading(source(), NOW, reading=104_857_600)),
        "Collect sign-off",
        "Status: reading 100.0 MB…",
        ("Reading 100.0 MB", False),
    ),
    (View(now=Hiding()), "Hiding what is private…", "Status: hiding what is private", None),
    (
        View(GOOD, Done(GOOD)),
        "Collect sign-off",
        f"Status: 200 OK, 142 ms, {len(GOOD.body)} bytes, 13:01:03",
        ("200 OK, form fields not returned", False),
    ),
    (
        View(None, Done(REFUSED)),
        "",
        f"Status: 401 Unauthorized, 142 ms, {len(REFUSED.body)} bytes, 13:01:03",
        (f"Problem: {REFUSED.problem.title if REFUSED.problem else ''}", True),
    ),
    (
        View(GOOD, Done(REFUSED)),
        "Older answer: Collect sign-off, from 13:01:03",
        f"Status: 401 Unauthorized, 142 ms, {len(REFUSED.body)} bytes, 13:01:03",
        (f"Problem: {REFUSED.problem.title if REFUSED.problem else ''}", True),
    ),
    (
        View(None, Failed(source(), PROBLEM, NOW)),
        "",
        "Status: no answer: Tallyfy cannot be reached, 13:01:03",
        ("Problem: Tallyfy cannot be reached", True),
    ),
    (
        View(GOOD, Failed(source(), PROBLEM, NOW)),
        "Older answer: Collect sign-off, from 13:01:03",
        "Status: no answer: Tallyfy cannot be reached, 13:01:03",
        ("Problem: Tallyfy cannot be reached", True),
    ),
    (
        View(None, Loading(source(), NOW, attempt=2)),
        "",
        "Status: loading, attempt 2 of 3",
        None,
    ),
    (
        View(GOOD, Waiting(source(), NOW + timedelta(seconds=12), PROBLEM, 2, NOW, 429)),
        "Collect sign-off",
        "Status: Tallyfy is busy (429). Trying again in 12 s, attempt 2 of 3",
        ("Tallyfy is busy (429). Trying again in 12 s, attempt 2 of 3", False),
    ),
    (
        View(None, Waiting(source(), NOW + timedelta(seconds=2), PROBLEM, 3, NOW)),
        "",
        "Status: The connection failed. Trying again in 2 s, attempt 3 of 3",
        ("The connection failed. Trying again in 2 s, attempt 3 of 3", False),
    ),
    (
        View(GOOD, Stopped(source(), NOW)),
        "Older answer: Collect sign-off, from 13:01:03",
        "Status: stopped, 13:01:03",
        ("Stopped", False),
    ),
]


@pytest.mark.parametrize(("view", "headline", "status", "spoken"), STATES)
def test_each_state_in_words(view: View, headline: str, status: str, spoken: tuple[str, bool] | None) -> None:
    assert words.headline(view, BERLIN) == headline
    assert words.status_line(view, BERLIN) == status
    assert words.spoken(view) == spoken


def test_each_kind_of_state_is_among_them() -> None:
    assert {type(view.now) for view, *_ in STATES} == set(get_args(Now))


@pytest.mark.parametrize(
    ("form_fields", "told"),
    [
        ([], "200 OK, no form fields"),
        ([field("x")], "200 OK, 1 form field"),
        ([field(""), field(""), field("x")], "200 OK, 3 form fields, 2 required and empty"),
        ([field("", required=False)], "200 OK, 1 form field"),
    ],
)
def test_a_result_is_announced_with_what_is_required_and_empty(form_fields: list[object], told: str) -> None:
    made = good(form_fields={"data": form_fields})
    assert words.spoken(View(made, Done(made))) == (told, False)


def test_a_slow_answer_is_told_in_seconds_and_its_proxy_is_named() -> None:
    came = replace(exchange(b"{}"), timings=Timings(100.0, 3210.0), proxy="proxy.example:3128")
    slow = replace(GOOD, exchange=came)
    assert "3.2 s, through proxy proxy.example:3128, 2 bytes" in words.status_line(
        View(slow, Done(slow)), UTC
    )


@pytest.mark.parametrize("view", [view for view, *_ in STATES])
def test_no_title_of_a_task_stands_in_the_window_title(view: View) -> None:
    title = words.window_title(view, connection("Tallyfy", "0badcafe"))
    assert "Collect" not in title
    assert title.endswith(" – Tallyfy Inspector")
    if view.last_good is None:
        assert title == "Tallyfy – Tallyfy Inspector"
    else:
        assert title == "d005715e · default – Tallyfy Inspector"


def test_every_sentence_can_be_translated() -> None:
    with pseudo_language():
        for view, headline, status, spoken in STATES:
            assert words.status_line(view, BERLIN).startswith("⟦") or not status
            if headline.startswith("Older"):
                assert words.headline(view, BERLIN).startswith("⟦")
            told = words.spoken(view)
            assert (told is None) == (spoken is None)
            assert told is None or "⟦" in told[0]
            assert "⟦" in words.window_title(view, connection("Tallyfy"))
        assert "⟦" in words.size(5)
        assert "⟦" in words.size(5000)
        assert "⟦" in words.milliseconds(5)
        assert "⟦" in words.milliseconds(5000)


def opened(body: object, name: str | None = "saved.json") -> Answer:
    """A file, or pasted text, with this in it."""
    made = answer(body)
    source_ = Opened(None if name is None else Path("somewhere", name))
    return replace(made, source=source_, exchange=None, problem=None, opened=made.body)


TASK_FILE, NUMBERS = opened({"data": {"title": "Sign-off", "form_fields": []}}), opened([1, 2])
PASTED = opened({"a": 1}, None)
FILE_STATES: list[tuple[View, str, str, tuple[str, bool] | None, str]] = [
    (
        View(TASK_FILE, Done(TASK_FILE)),
        "Sign-off (from file saved.json)",
        f"Status: from file saved.json, {len(TASK_FILE.body)} bytes, 13:01:03",
        ("Opened saved.json, no form fields", False),
        "saved.json – Tallyfy Inspector",
    ),
    (
        View(NUMBERS, Done(NUMBERS)),
        "From file: saved.json",
        "Status: from file saved.json, 6 bytes, 13:01:03",
        ("Opened saved.json, 6 bytes", False),
        "saved.json – Tallyfy Inspector",
    ),
    (
        View(PASTED, Done(PASTED)),
        "Pasted JSON",
        "Status: pasted JSON, 8 bytes, 13:01:03",
        ("Opened pasted JSON, 8 bytes", False),
        "pasted JSON – Tallyfy Inspector",
    ),
    (
        View(TASK_FILE, Done(REFUSED)),
        "Older answer: Sign-off (from file saved.json), from 13:01:03",
        f"Status: 401 Unauthorized, 142 ms, {len(REFUSED.body)} bytes, 13:01:03",
        (f"Problem: {REFUSED.problem.title if REFUSED.problem else ''}", True),
        "saved.json – Tallyfy Inspector",
    ),
    (
        View(None, Loading(TASK_FILE.source, NOW)),
        "",
        "Status: opening",
        ("Opening", False),
        "Tallyfy – Tallyfy Inspector",
    ),
    (
        View(None, Failed(TASK_FILE.source, PROBLEM, NOW)),
        "",
        "Status: not opened: Tallyfy cannot be reached, 13:01:03",
        ("Problem: Tallyfy cannot be reached", True),
        "Tallyfy – Tallyfy Inspector",
    ),
    (
        View(TASK_FILE, Done(TASK_FILE, again=True)),
        "Sign-off (from file saved.json)",
        f"Status: from file saved.json, {len(TASK_FILE.body)} bytes, 13:01:03",
        None,
        "saved.json – Tallyfy Inspector",
    ),
]


@pytest.mark.parametrize(("view", "headline", "status", "spoken", "title"), FILE_STATES)
def test_each_state_of_a_file_in_words(
    view: View, headline: str, status: str, spoken: tuple[str, bool] | None, title: str
) -> None:
    assert words.headline(view, BERLIN) == headline
    assert words.status_line(view, BERLIN) == status
    assert words.spoken(view) == spoken
    assert words.window_title(view, connection("Tallyfy")) == title


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a\u202eb.json", "a\\u202eb.json"),
        ("x" * 60, "x" * 60),
        ("answer-" + "x" * 80 + "-of-Monday.json", "answer-" + "x" * 32 + "…" + "x" * 5 + "-of-Monday.json"),
    ],
)
def test_a_files_name_is_plain_and_keeps_both_its_ends(name: str, shown: str) -> None:
    assert words.file_name(Opened(Path(name))) == shown
    assert len(words.file_name(Opened(Path(name)), 20)) <= 20 or len(name) <= 20 or name == shown


@pytest.mark.parametrize(
    ("view", "from_file"),
    [
        (View(), False),
        (View(GOOD, Done(GOOD)), False),
        (View(TASK_FILE, Done(TASK_FILE)), True),
        (View(TASK_FILE, Loading(source(), NOW)), True),
        (View(TASK_FILE, Done(REFUSED)), True),
        (View(GOOD, Done(replace(NUMBERS, problem=PROBLEM))), False),
        (View(None, Done(replace(NUMBERS, problem=PROBLEM))), True),
        (View(None, Failed(NUMBERS.source, PROBLEM, NOW)), False),
    ],
)
def test_what_the_window_says_it_is_from_is_what_tree_and_table_show(view: View, from_file: bool) -> None:
    assert (words.opened_source(view) is not None) is from_file


def test_where_an_answer_is_from() -> None:
    assert words.origin(TASK_FILE) == "From file: saved.json"
    assert words.origin(GOOD) == "default"
    assert words.http_status(TASK_FILE) == ""


def test_while_another_task_is_waited_for_the_old_one_is_said_to_be_old() -> None:
    other = source(replace(REQUEST, task="f" * 32))
    view = View(GOOD, Waiting(other, NOW, PROBLEM, 2, NOW, 503))
    assert words.headline(view, BERLIN) == "Loading ffffffff… Still on screen: Collect sign-off"
    assert words.attempt(view) == "task ffffffff"
    assert words.attempt(view, "Northwind") == "task ffffffff from Northwind"


def test_the_name_of_a_hidden_file_is_told_nowhere() -> None:
    file = Opened(Path("somewhere", "canary.json"), hidden=True)
    hidden = replace(TASK_FILE, source=file)
    view = View(hidden, Done(hidden), masked=True)
    told = (words.headline(view, UTC), words.status_line(view, UTC), words.window_title(view, connection()))
    assert all("•••••" in text for text in told)
    assert "canary" not in " ".join((*told, words.origin(hidden), words.from_file(file), words.attempt(view)))
