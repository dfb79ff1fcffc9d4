"""One predicate a kind of wrong answer: says yes, says no, and says no where the setting is not told."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from tallyfy_inspector.task.diagnosis import field_checks as checks
from tallyfy_inspector.task.diagnosis.field_checks import Entry
from tallyfy_inspector.task.reading import Found
from tests.support.findings import bare, case_of
from tests.support.samples import ANY_JSON

OPTIONS = [{"id": 1, "text": "Coast &amp; Islands", "value": None}, {"id": 2, "label": "Metro"}]
NUMBERED = [{"id": 10, "text": "3"}, {"id": 1, "text": "0"}, {"id": 5, "text": 2026}]
PREDICATES = [
    checks.option_gone, checks.text_gone, checks.short_text_too_long, checks.long_text_too_long,
    checks.long_text_in_doubt, checks.no_date, checks.breaks_validation, checks.zero_in_required,
    checks.undrawn_and_needed, checks.undrawn,
]  # fmt: skip


def entry(kind: object, value: object, *, waiting: bool = True, **more: Any) -> Entry:
    case = case_of(bare(form_fields=[{"id": "f1", "field_type": kind, "field_value": value, **more}]))
    (row,) = case.rows
    answer = None if row.value_path is None else case.node(row.value_path)
    return Entry(row, case.node(row.path), answer, waiting)


@pytest.mark.parametrize(
    ("kind", "value", "by_id", "by_text"),
    [
        ("dropdown", {"id": 1, "text": "Coast & Islands"}, False, False),
        ("dropdown", {"id": 9, "text": "coast &  islands"}, False, False),  # a new ID, the old text
        ("dropdown", {"id": 1, "text": "Renamed"}, False, False),
        ("dropdown", {"id": 9, "text": "Moon"}, True, False),
        ("dropdown", {"id": 9}, True, False),
        ("dropdown", {"text": "Moon"}, False, True),
        ("dropdown", {"text": "Metro"}, False, False),
        ("dropdown", 2, False, False),
        ("dropdown", 9, True, False),
        ("dropdown", "2", False, False),  # an ID kept as text
        ("dropdown", {"odd": 1}, False, False),
        ("radio", "Metro", False, False),
        ("dropdown", {"id": 2.0}, False, False),
        ("dropdown", {"id": "2 "}, False, False),
        ("radio", "Moon", False, True),
        ("radio", None, False, False),
        ("radio", "", False, False),
        ("radio", ["Moon"], False, True),
        ("multiselect", [{"id": 2, "text": "Metro", "selected": True}], False, False),
        ("multiselect", [{"id": 9, "text": "Moon", "selected": True}], True, False),
        ("multiselect", [{"id": 9, "selected": False}, {"id": 2, "selected": True}], False, False),
        ("multiselect", {"0": {"id": 9, "text": "Moon"}}, True, False),
        ("text", "Moon", False, False),
    ],
)  # fmt: skip
def test_options(kind: str, value: object, by_id: bool, by_text: bool) -> None:
    one = entry(kind, value, options=OPTIONS)
    assert (checks.option_gone(one), checks.text_gone(one)) == (by_id, by_text)


@pytest.mark.parametrize(
    ("value", "options"),
    [
        (3, NUMBERED),
        (0, NUMBERED),
        ("0", NUMBERED),
        ({"id": 77, "text": "2026"}, NUMBERED),
        ({"id": 77, "text": 2026.0}, NUMBERED),
        ({"id": 1, "text": "A"}, [{"name": "A"}]),  # called in a way that is not known
        ({"id": 1, "text": "A"}, [{"id": 1, "text": "B"}, {"name": "A"}]),
        ({"id": 1, "text": "A"}, ["A", "B"]),
        ({"id": 9}, ["A", "B"]),
        ({"text": "A"}, [{"id": 1}, {"id": 2}]),
        (True, NUMBERED),
    ],
)
def test_what_may_be_an_option_is_never_said_to_be_gone(value: object, options: object) -> None:
    one = entry("radio", value, options=options)
    assert not checks.option_gone(one)
    assert not checks.text_gone(one)


@pytest.mark.parametrize(
    ("value", "options"),
    [
        ({"id": 1, "text": "A old"}, ["A", "B"]),
        ({"id": 3, "text": "C"}, [{"id": 1, "text": "A"}, "B"]),
        ({"id": 3, "text": "C"}, [{"id": 1}, {"id": 2}]),
        ({"text": "C"}, [{"id": 1, "text": "A"}]),
    ],
)
def test_without_id_and_text_on_both_sides_it_is_never_certain(value: object, options: object) -> None:
    one = entry("dropdown", value, options=options)
    assert (checks.option_gone(one), checks.text_gone(one)) == (False, True)


@pytest.mark.parametrize(
    "settings",
    [{}, {"options": []}, {"options": None}, {"options": OPTIONS, "list": {"id": "l1"}}, {"options": 5}],
)
def test_without_the_options_nothing_is_said_of_a_choice(settings: dict[str, Any]) -> None:
    one = entry("dropdown", {"id": 9, "text": "Moon"}, **settings)
    assert not checks.option_gone(one)
    assert not checks.text_gone(one)


@pytest.mark.parametrize(
    ("kind", "length", "expected"),
    [
        ("text", 200, []),
        ("text", 201, [checks.short_text_too_long]),
        ("textarea", 6_000, []),
        ("textarea", 6_001, [checks.long_text_in_doubt]),
        ("textarea", 30_000, [checks.long_text_in_doubt]),
        ("textarea", 30_001, [checks.long_text_too_long]),
        ("radio", 40_000, []),
    ],
)
def test_lengths(kind: str, length: int, expected: list[object]) -> None:
    one = entry(kind, "x" * length)
    sizes = (checks.short_text_too_long, checks.long_text_too_long, checks.long_text_in_doubt)
    assert [check for check in sizes if check(one)] == expected


@pytest.mark.parametrize(
    ("rules", "value", "breaks"),
    [
        (["numeric"], "12.5", False),
        (["numeric"], " -3e4 ", False),
        (["numeric"], "12,5", True),
        (["numeric"], "١٢", True),
        ("numeric|max:40", "41", True),
        ("numeric|max:40", "40", False),
        (["numeric", "min:5"], "4.9", True),
        (["numeric", "min:5"], "many", True),
        (["email"], "a@b.example", False),
        (["email"], "a@b", True),
        (["email"], "4417", True),
        (["url"], "https://a.example/x", False),
        (["url"], "a.example/x", True),
        (["url"], "https://[broken", True),
        (["alpha"], "Zoë", False),
        (["alpha"], "Zoë 1", True),
        (["alpha"], "हिन्दी", False),
        (["alpha_num"], "क्षत्रि१", False),
        (["alpha"], "می\u200cخواهم", False),
        (["alpha_num"], "a1", False),
        (["alpha_num"], "a-1", True),
        (["alpha_dash"], "HD-2026_04418", False),
        (["alpha_dash"], "HD 2026", True),
        (["MAX:3"], "abcd", True),
        (["max:4"], "abcd", False),
        (["min:5"], "abcd", True),
        (["phone", "max:x", None, 7, {}], "anything", False),
        (["numeric"], "{{other-field}}", False),
        (["numeric"], "", False),
        (["numeric"], None, False),
        (["numeric"], 12, False),
        (None, "x", False),
        ({"0": "numeric"}, "x", True),
        (5, "x", False),
    ],
)
def test_validation(rules: object, value: object, breaks: bool) -> None:
    assert checks.breaks_validation(entry("text", value, field_validation=rules)) is breaks


@pytest.mark.parametrize(
    ("value", "breaks"),
    [("a@b.example", False), ("a@b", True), ("no address", True), ("", False), (None, False)],
)
def test_an_email_field_checks_for_an_address_by_itself(value: object, breaks: bool) -> None:
    assert checks.breaks_validation(entry("email", value)) is breaks


def test_a_long_number_is_measured_or_left_alone() -> None:
    assert checks.breaks_validation(entry("text", "9" * 200, field_validation="numeric|max:5"))
    assert checks.breaks_validation(entry("text", "9" * 5_000, field_validation="numeric"))


@pytest.mark.parametrize(
    ("value", "unreadable"),
    [
        ("2026-12-01", False), ("2026-12-01T08:30:00.000Z", False), ("2026-12-01 08:30:00", False),
        ("01/12/2026", True), ("2026-13-01", True), (1_764_576_000, True), ({"date": "2026-12-01"}, True),
        ("", False), (None, False), ([], False),
    ],
)  # fmt: skip
def test_dates(value: object, unreadable: bool) -> None:
    assert checks.no_date(entry("date", value)) is unreadable
    assert not checks.no_date(entry("text", value))


@pytest.mark.parametrize(
    ("value", "required", "zero"),
    [("0", True, True), (0, True, True), ("0", False, False), ("0", None, False), ("00", True, False),
     (False, True, False), ("", True, False), (None, True, False), ([], True, False),
     ({"a": 0}, True, False)],
)  # fmt: skip
def test_zero(value: object, required: object, zero: bool) -> None:
    assert checks.zero_in_required(entry("text", value, required=required)) is zero
    assert not checks.zero_in_required(entry("text", value, required=required, waiting=False))


@pytest.mark.parametrize(
    ("one", "needed"),
    [
        (entry("email", None, required=True), True),
        (entry("email", None, required=True, waiting=False), False),
        (entry("email", "a@b.example", required=True), False),
        (entry("email", None), False),
    ],
)
def test_an_email_field_is_not_drawn(one: Entry, needed: bool) -> None:
    assert checks.undrawn_and_needed(one) is needed
    assert checks.undrawn(one) is not needed
    assert not checks.undrawn(entry("text", None))


@given(ANY_JSON, ANY_JSON, ANY_JSON)
def test_nothing_raises(kind: Any, value: Any, settings: Any) -> None:
    field = {"field_validation": settings, "options": settings, "list": None, "required": True}
    for known in ("dropdown", "text", "date", "email", kind):
        root = {"data": {"id": "t1", "form_fields": [{**field, "field_type": known, "field_value": value}]}}
        case = case_of(root)
        (row,) = case.rows
        one = Entry(row, case.node(row.path), Found(value, ()), waiting=True)
        assert all(check(one) in (True, False) for check in PREDICATES)


def test_the_repr_shows_no_content() -> None:
    assert repr(entry("text", "CANARY")) == "Entry()"
