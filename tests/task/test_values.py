"""The ten field types, each in the shapes it is known to come in."""

from __future__ import annotations

from datetime import UTC, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.task.dates import Zones
from tallyfy_inspector.task.readable import LONGEST, Readable
from tallyfy_inspector.task.reading import Found
from tallyfy_inspector.task.values import TYPES, prose, read_about, read_value, type_name
from tests.support.samples import ANY_JSON, parsed

BERLIN = ZoneInfo("Europe/Berlin")


def read(api_type: str, value: Any, zone: tzinfo = UTC, **field: Any) -> Readable:
    return read_value(
        api_type, Found(parsed(field), ("f",)), Found(parsed(value), ("f", "field_value")), Zones(zone)
    )


def test_a_time_is_told_in_the_organizations_zone_too() -> None:
    field = Found({"collect_time": True}, ("f",))
    sent = Found("2026-12-01T23:30:00Z", ("f", "field_value"))
    zones = Zones(BERLIN, ZoneInfo("America/New_York"))
    told = read_value("date", field, sent, zones)
    assert told == Readable("2 Dec 2026, 00:30 CET", ("1 Dec 2026, 18:30 EST in the organization's zone",))
    day = read_value("date", Found({"collect_time": False}, ("f",)), sent, zones)
    assert day == Readable("1 Dec 2026")  # a day is never shifted


def test_the_ten_types_have_the_names_people_know() -> None:
    assert {api_type: type_name(api_type) for api_type in TYPES} == {
        "text": "Short Text",
        "textarea": "Large Text",
        "radio": "Multiple Choice",
        "dropdown": "Dropdown",
        "multiselect": "Multi-Select",
        "date": "Date",
        "email": "Email",
        "file": "File Upload",
        "table": "Table",
        "assignees_form": "Assignee Picker",
    }
    assert type_name("signature") == "Unknown type"
    assert type_name("") == "Not returned"


@pytest.mark.parametrize("api_type", [*TYPES, "signature", ""])
@pytest.mark.parametrize("value", [None, "", [], {}, [None], ["", []]])
def test_blank_in_every_type(api_type: str, value: Any) -> None:
    assert read(api_type, value) == Readable("")


@pytest.mark.parametrize(
    ("api_type", "value"),
    [
        ("assignees_form", {"users": [], "guests": [], "groups": []}),
        ("dropdown", {"id": None, "text": "", "value": None}),
        ("multiselect", [{"id": 1, "text": "A", "selected": False}]),
        ("table", [["", None], [""]]),
        ("file", [{}]),
        ("email", {"value": ""}),
    ],
)
def test_blank_in_the_way_of_its_type(api_type: str, value: Any) -> None:
    assert read(api_type, value).text == ""


@pytest.mark.parametrize("api_type", [*TYPES, "signature"])
@pytest.mark.parametrize(("value", "expected"), [("0", "0"), (0, "0"), (False, "false")])
def test_nought_and_false_are_answers(api_type: str, value: Any, expected: str) -> None:
    assert read(api_type, value).text == expected


@pytest.mark.parametrize(
    ("api_type", "value", "expected"),
    [
        ("text", "PO-2026-00917", "PO-2026-00917"),
        ("text", "<b>kept as sent</b>", "<b>kept as sent</b>"),
        ("text", 12, "12"),
        ("text", True, "true"),
        ("text", {"a": [1]}, '{"a": [1]}'),
        ("textarea", "one\ntwo", "one\ntwo"),
        ("textarea", "<p>one</p><p>two</p>", "one\ntwo"),
        ("textarea", "R&amp;D", "R&amp;D"),
        ("textarea", 5, "5"),
        ("radio", "Gold", "Gold"),
        ("dropdown", {"id": 2, "text": "Finance", "value": None}, "Finance"),
        ("multiselect", [{"id": 1, "text": "A", "selected": True}, {"id": 2, "text": "B", "selected": False}],
         "A (1 of 2)"),
        ("email", "buyer@customer.example", "buyer@customer.example"),
        ("file", [{"filename": "a.pdf", "id": "a1"}], "a.pdf (ID a1)"),
        ("table", ["Router", "2"], "Router | 2"),
        ("assignees_form", {"users": [7]}, "member 7"),
        ("signature", "as sent", "as sent"),
        ("signature", {"b": 1, "a": [None, True]}, '{"b": 1, "a": [null, true]}'),
    ],
)  # fmt: skip
def test_read(api_type: str, value: Any, expected: str) -> None:
    told = read(api_type, value)
    assert (told.text, told.notes) == (expected, ())


def test_a_text_of_spaces_is_an_answer_and_told() -> None:
    assert read("text", "  ") == Readable("  ", ("only spaces",))


def test_entities_without_tags_are_read_where_the_editor_wrote_html() -> None:
    sent = "R&amp;D\nsecond line"
    assert read("textarea", sent, use_wysiwyg_editor=True).text == "R&D\nsecond line"
    assert read("textarea", sent, use_wysiwyg_editor=False).text == sent


def test_html_without_words_is_not_blank() -> None:
    assert read("textarea", "<p><br></p>") == Readable("<p><br></p>", ("formatting without any text",))


def test_a_huge_html_text_is_cut_and_told() -> None:
    readable = read("textarea", "<p>word</p>" * LONGEST)
    assert len(readable.text) < LONGEST
    assert readable.notes == ("a long text: only its beginning is shown",)


@pytest.mark.parametrize("sent", ["2026-12-01T23:30:00.000Z", "2026-12-01 23:30:00", "2026-12-01"])
def test_a_day_is_never_shifted(sent: str) -> None:
    for zone in (UTC, BERLIN, ZoneInfo("Pacific/Kiritimati"), ZoneInfo("Pacific/Pago_Pago")):
        assert read("date", sent, zone) == Readable("1 Dec 2026")
        assert read("date", sent, zone, collect_time=False) == Readable("1 Dec 2026")


@pytest.mark.parametrize("collects", [True, 1, "1", "true"])
def test_a_time_is_told_in_the_persons_zone(collects: Any) -> None:
    sent = "2026-12-01T23:30:00.000Z"
    assert read("date", sent, BERLIN, collect_time=collects) == Readable("2 Dec 2026, 00:30 CET")


def test_a_time_without_a_zone_is_told_as_such() -> None:
    told = ("sent without a time zone, read as UTC",)
    assert read("date", "2026-12-01 23:30:00", BERLIN, collect_time=True) == Readable(
        "2 Dec 2026, 00:30 CET", told
    )


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ("2026-12-01", "1 Dec 2026"),
        ("next Tuesday", "next Tuesday"),
        ("2026-02-30", "2026-02-30"),
        ("2026-12-01T99:00:00Z", "2026-12-01T99:00:00Z"),
        (1764547200, "1764547200"),
    ],
)
def test_a_date_that_cannot_be_read_is_shown_as_sent(sent: Any, expected: str) -> None:
    assert read("date", sent, collect_time=True) == Readable(expected)


def test_an_address_that_a_client_wrapped() -> None:
    expected = Readable("a@b.example", ('stored inside an object, {"value": …}',))
    assert read("email", {"value": "a@b.example"}) == expected


@pytest.mark.parametrize("api_type", [*TYPES, "signature"])
def test_a_guest_link_is_masked_in_every_type(api_type: str) -> None:
    code = "67a466a7d8374750922f9d46349cd3ae"
    link = f"https://go.tallyfy.com/guest-all-task/3d53f2fd6326517fb1b431b539292029/{code}"
    shapes: list[Any] = [
        link,
        [link],
        {"value": link},
        {"text": link},
        [[link]],
        {"users": [link]},
        f"<p>{link}</p>",
    ]
    shapes += [
        [{"text": link, "selected": True}],
        [{"filename": link}],
        {"guests": [{"email": link}]},
        {link: link},
    ]
    for shape in shapes:
        told = read(api_type, shape, collect_time=True)
        assert code not in told.text + told.line
        field = Found(parsed({"options": [{"id": 1, "text": "A"}]}), ())
        answer = Found(parsed(shape), ("field_value",))
        about = read_about(api_type, field, answer, True)
        assert code not in "".join((*about.remarks, about.options))


@pytest.mark.parametrize(
    ("api_type", "empty", "answered"),
    [
        ("email", ("the web app does not draw this field",), ("the web app does not draw this field",)),
        ("assignees_form", (), ("picking does not assign",)),
        ("text", (), ()),
        ("signature", (), ()),
        ("dropdown", (), ("not among its options",)),
        ("radio", (), ("not among its options",)),
        ("multiselect", (), ("1 chosen is not among its options",)),
    ],
)
def test_remarks_of_the_type(api_type: str, empty: tuple[str, ...], answered: tuple[str, ...]) -> None:
    field = Found({"options": ["A", "B"]}, ())
    assert read_about(api_type, field, None, False).remarks == empty
    assert read_about(api_type, field, Found("x", ()), True).remarks == answered


def test_options_are_told_of_the_types_that_have_them() -> None:
    field = Found({"options": ["A", "B"]}, ())
    told = {each: read_about(each, field, Found("A", ()), True).options for each in [*TYPES, "signature"]}
    assert {each for each, words in told.items() if words} == {"radio", "dropdown", "multiselect"}
    assert {words for words in told.values() if words} == {"1 of 2: A"}


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ("Ten characters.", "Ten characters."),
        (
            "<p>Ten <b>characters</b></p><p>Ask <a href='https://x.example'>us</a></p>",
            "Ten characters\nAsk us",
        ),
        ("<p><br></p>", ""),
        (None, ""),
        ([], ""),
        (5, "5"),
        ("a < b", "a < b"),
        ("x\u202e", "x\\u202e"),
    ],
)
def test_prose(sent: Any, expected: str) -> None:
    assert prose(Found(sent, ("guidance",))) == expected


@given(st.sampled_from([*TYPES, "signature"]), ANY_JSON, ANY_JSON)
def test_nothing_raises_on_any_field_and_answer(api_type: str, field: Any, value: Any) -> None:
    readable = read_value(api_type, Found(field, ()), Found(value, ("f",)), Zones(BERLIN))
    about = read_about(api_type, Found(field, ()), Found(value, ("f",)), True)
    "; ".join((readable.text, readable.line, *readable.notes, *about.remarks, about.options)).encode()
    prose(Found(value, ()))
