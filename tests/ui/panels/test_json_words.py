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


def test_what_a_key_press_did() -> None:
    rows = rows_of('{"a": [1, 2]}')
    assert json_words.toggled(rows.row(0)) == "expanded, 1 member"
    assert json_words.toggled(rows.row(1)) == "collapsed"


def test_the_tooltip_holds_more_and_says_when_it_hides_something() -> None:
    assert json_words.tooltip("a\nb\u200b", masked=False) == "a\nb\\u200b"
    assert json_words.tooltip("x" * 3_000, masked=False) == "x" * 2_000 + "…"
    assert json_words.tooltip([1], masked=False) == "[1]"
    assert json_words.tooltip("x", masked=True).startswith("x\n\nMasked: ")
