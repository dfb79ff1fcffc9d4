from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from tallyfy_inspector.document.moments import Moment
from tallyfy_inspector.document.values import Number, RepeatedObject
from tallyfy_inspector.redact import MASK
from tallyfy_inspector.task.included import (
    extras,
    flag,
    html_words,
    key_of,
    line,
    lines_of,
    listed,
    on_one_line,
    scalar,
    single,
    told,
    yes_or_no,
)
from tallyfy_inspector.task.reading import Found
from tests.support.samples import ANY_JSON, parsed, task_full

ONE: dict[str, Any] = {"id": "a"}


def root(**members: Any) -> Any:
    return parsed({"data": {"id": "d0", **members}})


@pytest.mark.parametrize(
    ("value", "state", "paths"),
    [
        ({"data": [ONE, ONE]}, "present", [("data", "x", "data", 0), ("data", "x", "data", 1)]),
        ([ONE], "present", [("data", "x", 0)]),
        ({"0": ONE, "2": ONE}, "present", [("data", "x", "0"), ("data", "x", "2")]),
        ({"data": ONE}, "present", [("data", "x", "data")]),
        ({"data": [ONE], "links": {}}, "present", [("data", "x", "data", 0)]),
        ({"data": [3]}, "present", [("data", "x", "data", 0)]),
        (None, "empty", []),
        ([], "empty", []),
        ({}, "empty", []),
        ("", "empty", []),
        (False, "empty", []),
        ({"data": None}, "empty", []),
        ({"data": [], "meta": {"pagination": {}}}, "empty", []),
        (3, "unreadable", []),
        ("text", "unreadable", []),
        (True, "unreadable", []),
        ({"a": {"b": 1}}, "unreadable", []),
    ],
)
def test_a_list_in_every_shape(value: Any, state: str, paths: list[Any]) -> None:
    found = listed(root(x=value), "x")
    assert found.state == state
    assert [entry.path for entry in found.entries] == paths


@pytest.mark.parametrize(
    ("value", "state", "path"),
    [
        ({"data": ONE}, "present", ("data", "x", "data")),
        (ONE, "present", ("data", "x")),
        ([ONE], "present", ("data", "x", 0)),
        ({"data": [{"data": ONE}]}, "present", ("data", "x", "data", 0, "data")),
        (None, "empty", None),
        ([], "empty", None),
        ({"data": []}, "empty", None),
        ([ONE, ONE], "unreadable", None),
        ("text", "unreadable", None),
        ([3], "unreadable", None),
    ],
)
def test_one_object_in_every_shape(value: Any, state: str, path: Any) -> None:
    found = single(root(x=value), "x")
    assert found.state == state
    assert [entry.path for entry in found.entries] == ([] if path is None else [path])


def test_what_was_not_returned_is_neither_empty_nor_unreadable() -> None:
    answers: tuple[object, ...] = (root(), None, [], "text", {"error": True})
    for answer in answers:
        assert listed(answer, "x").state == single(answer, "x").state == "not returned"
        assert listed(answer, "x").whole is None


def test_the_first_spelling_that_stands_there_counts() -> None:
    assert listed(root(y=[ONE]), "x", "y").entries[0].path == ("data", "y", 0)
    assert listed(root(x=[], y=[ONE]), "x", "y").state == "empty"


def test_a_value_in_a_list_of_one_is_that_value() -> None:
    entry = Found({"a": ["b"], "c": [["d"]], "e": ["f", "g"], "h": []}, ())
    told_ = {key: found.value for key in "aceh" if (found := scalar(entry, key)) is not None}
    assert told_ == {"a": "b", "c": "d", "e": ["f", "g"], "h": []}
    deep = scalar(entry, "c")
    assert deep is not None
    assert deep.path == ("c", 0, 0)
    assert scalar(entry, "z") is None


def test_the_first_that_is_told() -> None:
    entry = Found({"a": None, "b": [""], "c": 0, "d": "x"}, ())
    assert told(entry, "a", "b", "c", "d") == "0"
    assert told(entry, "z") == ""


@pytest.mark.parametrize(
    ("value", "said", "words"),
    [(True, True, "yes"), ("1", True, "yes"), (["true"], True, '["true"]'), (0, False, "no"),
     ("false", False, "no"), (None, None, ""), ("soon", None, "soon"), ({"a": 1}, None, '{"a": 1}')],
)  # fmt: skip
def test_yes_and_no(value: Any, said: bool | None, words: str) -> None:
    assert flag(Found({"a": value}, ()), "a") is said
    assert yes_or_no(Found(value, ("a",))) == words


def test_an_id_to_look_up_by() -> None:
    values = ("a", 7, True, None, [1], Number("1e400"))
    assert [key_of(Found(value, ())) for value in values] == ["a", "7", "", "", "", ""]
    assert key_of(None) == ""


def test_a_line_tells_a_time_as_one() -> None:
    entry = Found({"created_at": ["2026-11-18T08:41:03Z"], "title": "T"}, ())
    when, title = lines_of(entry, {"created_at": "Written", "title": "Title", "z": "Not there"})
    assert isinstance(when.time, Moment)
    assert (when.label, when.path, when.text) == ("Written", ("created_at", 0), "2026-11-18T08:41:03Z")
    assert (title.label, title.text, title.time) == ("Title", "T", None)
    assert line("Told", Found("2026-11-18T08:41:03Z", ()), lambda _found: "in words").time is None


def test_whatever_is_not_known_is_kept_as_it_was_sent() -> None:
    entry = Found({"id": "a", "new": {"b": [1]}, "none": None, "blank": "", "later_at": "2026-01-01"}, ())
    kept = extras(entry, {"id"})
    assert [(each.label, each.text) for each in kept] == [
        ("new", '{"b": [1]}'), ("none", "null"), ("blank", '""'), ("later_at", "2026-01-01"),
    ]  # fmt: skip
    assert kept[-1].time is not None


def test_a_member_without_a_name_still_has_a_label() -> None:
    assert [each.label for each in extras(Found({"": 1, "\u202e": 2}, ()), ())] == ['""', "\\u202e"]


def test_the_places_of_a_repeated_key_that_are_not_read_are_kept() -> None:
    entry = Found(RepeatedObject([("id", "first"), ("id", "second")]), ())
    assert told(entry, "id") == "second"
    assert [each.text for each in extras(entry, {"id"})] == ["first"]


def test_what_gives_access_is_hidden_in_what_is_kept() -> None:
    entry = Found({"webhook": "https://h.example/x?key=abc", "token": "abcdefgh"}, ())
    assert [each.text for each in extras(entry, ())] == [f"https://h.example/x?{MASK}", MASK]


@pytest.mark.parametrize(
    ("value", "words"),
    [("<p>a</p><p>b</p>", "a\nb"), ("<p></p>", "<p></p>"), (5, "5"), (None, ""), (["a"], '["a"]'),
     ("a < b", "a < b")],
)  # fmt: skip
def test_html_as_people_read_it(value: Any, words: str) -> None:
    assert html_words(Found(value, ("content",))) == words


def test_long_html_ends_before_half_a_tag_or_word() -> None:
    cut = html_words(Found("<p>one two <img src='abcdefghij'>", ("content",)), 20)
    assert cut == "one two … (cut here; 33 characters were sent)"
    assert html_words(Found("x" * 30, ("content",)), 20).startswith("… (cut here; 30")


def test_one_line_and_no_content_in_a_repr() -> None:
    assert on_one_line(" a\n\tb  c ") == "a b c"
    found = listed(task_full(), "threads")
    assert repr(found) == "Included(present, 4)"
    assert "budget" not in repr(list(lines_of(found.entries[0], {"content": "Content"})))


@given(ANY_JSON, ANY_JSON)
def test_nothing_is_too_odd(value: Any, whole: Any) -> None:
    for answer in (whole, {"data": {"id": "d", "x": value}}):
        for found in (listed(answer, "x"), single(answer, "x")):
            assert (found.state == "present") is bool(found.entries)
            for entry in found.entries:
                told(entry, "id", "a")
                extras(entry, {"id"})
                flag(entry, "id")
                yes_or_no(entry)
