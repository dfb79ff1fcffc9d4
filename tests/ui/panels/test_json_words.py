from __future__ import annotations

import pytest

from tallyfy_inspector.document.node import Row, VisibleRows
from tallyfy_inspector.document.parse import parse
from tallyfy_inspector.document.path import Path
from tallyfy_inspector.redact import mask_value
from tallyfy_inspector.ui.panels import json_words
from tests.support.task_samples import CODE, GUEST_LINK, TASK


def rows_of(text: str, *expanded: Path) -> VisibleRows:
    return VisibleRows(parse(text.encode()).root, [(), *expanded])


def said(row: Row) -> str:
    return json_words.spoken(row, row.value, mask_value)


def test_a_container_is_told_with_its_members_level_and_state() -> None:
    rows = VisibleRows(TASK, [(), ("data",)])
    owners = rows.index_of(("data", "owners"))
    assert owners is not None
    assert said(rows.row(owners)) == "owners, object, 4 members, level 2, collapsed"
    rows.expand(owners)
    assert said(rows.row(owners)) == "owners, object, 4 members, level 2, expanded"
    assert said(rows.row(owners + 1)) == "users, array, 2 items, level 3, collapsed"


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ('"in-progress"', "a, string, in-progress, level 1"),
        ('""', "a, string, empty, level 1"),
        ("1.10", "a, number, 1.10, level 1"),
        ("true", "a, true or false, true, level 1"),
        ("null", "a, null, level 1"),
        ("{}", "a, object, 0 members, level 1"),
        ("[1]", "a, array, 1 item, level 1, collapsed"),
    ],
)
def test_a_value_is_told_by_its_kind(value: str, says: str) -> None:
    assert said(rows_of(f'{{"a": {value}}}').row(1)) == says


def test_a_time_is_told_in_place_of_its_kind_and_an_id_with_where_it_leads() -> None:
    row = rows_of('{"deadline": "2026-11-20T17:00:00.000Z"}').row(1)
    told = json_words.spoken(row, row.value, mask_value, time="2 days 18 hours ago")
    assert told == "deadline, 2026-11-20T17:00:00.000Z, 2 days 18 hours ago, level 1"
    told = json_words.spoken(row, "abc", mask_value, link="defined at data › run")
    assert told == "deadline, string, abc, defined at data › run, level 1"


def test_a_repeated_key_is_told_in_words() -> None:
    assert said(rows_of('{"a": 1, "a": 2}').row(2)) == "a, repeated key, number, 2, level 1"


def test_keys() -> None:
    rows = rows_of('{"": [7], "a\\nb\\u202e": 1}', ("",))
    assert [json_words.key_text(rows.row(i).key, mask_value) for i in range(4)] == [
        "whole answer",
        '""',
        "[0]",
        "a\\nb\\u202e",
    ]
    assert json_words.key_text("k" * 400, mask_value) == "k" * 299 + "…"
    assert CODE not in json_words.key_text(GUEST_LINK, mask_value)


def test_only_strings_are_masked() -> None:
    assert CODE not in str(json_words.shown_value(GUEST_LINK, ("data", "link"), mask_value))
    assert json_words.shown_value([GUEST_LINK], (), mask_value) == [GUEST_LINK]
    assert json_words.shown_value(12, ("token",), mask_value) == 12


def test_of_a_very_long_string_only_the_beginning_is_searched_for_secrets() -> None:
    asked: list[int] = []

    def mask(path: Path, text: str) -> str:
        asked.append(len(text))
        return mask_value(path, text)

    long = "x" * 5_000_000
    shown = json_words.shown_beginning(long, ("a",), mask)
    assert shown == long[: json_words.BEGINNING]
    assert asked == [json_words.LONG]
    assert json_words.shown_beginning("x" * 30, ("a",), mask) == "x" * 30
    assert json_words.shown_beginning([1], ("a",), mask) == [1]


def test_a_secret_that_the_beginning_cuts_in_two_is_not_shown() -> None:
    start = json_words.LONG - len(GUEST_LINK) // 2
    text = "x " * (start // 2) + GUEST_LINK + " " + "y" * 50_000
    assert CODE[:4] not in str(json_words.shown_beginning(text, ("a",), mask_value))


def test_kind_and_size() -> None:
    values: tuple[object, ...] = ("", "a" * 1_200, {"a": 1}, [], 1.5, True, None)
    assert [json_words.kind_and_size(value) for value in values] == [
        "string, 0 characters",
        "string, 1,200 characters",
        "object, 1 member",
        "array, 0 items",
        "number",
        "true or false",
        "null",
    ]


def test_what_a_key_press_did() -> None:
    rows = rows_of('{"a": [1, 2]}')
    assert json_words.toggled(rows.row(0)) == "expanded, 1 member"
    assert json_words.toggled(rows.row(1)) == "collapsed"


def test_the_tooltip_holds_more_and_says_when_it_hides_something() -> None:
    assert json_words.tooltip("a\nb\u200b", masked=False) == "a\nb\\u200b"
    assert json_words.tooltip("x" * 3_000, masked=False) == "x" * 2_000 + "…"
    assert json_words.tooltip([1], masked=False) == "[1]"
    assert json_words.tooltip("x", masked=True).startswith("x\n\nMasked: ")
    assert json_words.tooltip("x", masked=False, beside="3 days ago") == "x\n\n3 days ago"
