from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.document.parse import in_one_go, parse, settle
from tallyfy_inspector.document.values import RepeatedObject
from tallyfy_inspector.redact.screen import (
    DEFINING,
    HIDDEN,
    Region,
    mask_leaf,
    name_stays,
    region_under,
)
from tallyfy_inspector.redact.screen_json import screen_masked
from tests.support import planted
from tests.support.planting import canaries_in
from tests.support.samples import task_full, variants

NAMES = st.sampled_from(
    ["data", "id", "title", "label", "value", "field_value", "form_fields", "prerun", "deadline", "status",
     "options", "phone", "owners", "a@b.example", "Sam L", "ü", "", "columns", "field_type", "activities",
     "old", "position", "created_at", "alias", "d005715eb72c17884e4e3f904d9e01bf", "7", "Status"]
)  # fmt: skip
TEXTS = st.sampled_from(
    ["", " ", "<p></p>", "Sam", "a@b.example", "d005715eb72c17884e4e3f904d9e01bf", "2026-11-20", "open", "1",
     'quo"te', "back\\slash", "line\nend", "\u00a0", "\ud800", "Ü {[,:]}"]
)  # fmt: skip
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    TEXTS,
    st.text(),
)
JSON: st.SearchStrategy[Any] = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(NAMES | st.text(max_size=4), inner, max_size=5)
    ),
    max_leaves=25,
)


def read(body: bytes) -> Any:
    """What the program reads in `body`, repeated keys and all."""
    return in_one_go(settle(body, parse(body))).root


def by_hand(
    value: Any,
    names: dict[str, str],
    path: tuple[str | int, ...] = (),
    region: Region = "answer",
    defined: bool = False,
) -> Any:
    """`value` masked leaf by leaf, over the parsed document. `region` is that of the object around, `defined`
    whether it is a form field."""
    if isinstance(value, dict):
        if region == "kickoff":
            is_field = not DEFINING.isdisjoint(value)
            defined = is_field or (defined and _last_name(path) == "columns")
        made = []
        for name, inner in _members(value):
            if name and not name_stays(region, name):
                names.setdefault(name, f"{HIDDEN} {len(names) + 1}")
            under = region_under(region, name)
            made.append((names.get(name, name), by_hand(inner, names, (*path, name), under, defined)))
        return RepeatedObject(made) if isinstance(value, RepeatedObject) else dict(made)
    if isinstance(value, list):
        return [by_hand(inner, names, (*path, index), region, defined) for index, inner in enumerate(value)]
    return mask_leaf(path, value, defined=defined)


def _last_name(path: tuple[str | int, ...]) -> str:
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def _members(value: dict[str, Any]) -> Iterable[tuple[str, Any]]:
    return value.pairs if isinstance(value, RepeatedObject) else value.items()


@given(JSON, st.sampled_from([None, 1, "\t"]), st.booleans())
def test_the_bytes_are_masked_as_the_values_are(value: Any, indent: Any, ascii_only: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    body = text.encode(errors="replace")  # half a surrogate pair can be spelled, and not be sent
    masked = screen_masked(body)
    assert masked is not None
    assert read(masked) == by_hand(read(body), {})


@pytest.mark.parametrize("name", ["full", *variants()])
def test_so_are_the_samples(name: str) -> None:
    value = task_full() if name == "full" else variants()[name]
    body = json.dumps(value, default=str).encode()
    masked = screen_masked(body)
    assert masked is not None
    assert read(masked) == by_hand(read(body), {})


FIELD = "d005715eb72c17884e4e3f904d9e01bf"
CANARIES: st.SearchStrategy[Any] = st.sampled_from(
    ["Zaphod", "zaphod", "ZAPHOD_B", "zaphod-4100001", "#zaphod", "<p>Zaphod</p>", "Europe/Zaphod", "8675309",
     "2031-08-09", "Zaphod is open", 8675309, 8675309.5, [8675309], ["Zaphod", {"zaphod": "zaphod"}]]
)  # fmt: skip
ANY_NAME = st.text(max_size=5) | st.sampled_from(
    ["id", "text", "value", "label", "alias", "status", "Status", "status_label", "state", "type", "Type",
     "unit",
     "step", "Step", "option", "verb", "field", "source", "timezone", "color", "code", "role", "position",
     "total",
     "created_at", "last_updated", "run_id", "users", "groups", "is_open", "deadline", "columns", "data",
     "0", FIELD,
     "form_fields", "prerun", "activities", "name", "list", "uploaded_from", "progress", "Zaphod", "zaphod_b"]
)  # fmt: skip
ANY_VALUE = st.recursive(
    CANARIES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ANY_NAME, inner, max_size=4),
    max_leaves=12,
)


def _field(**members: Any) -> Any:
    return {"form_fields": {"data": [{"id": FIELD, "field_type": "table", "label": "Item", **members}]}}


PLACES: dict[str, Callable[[Any], Any]] = {
    "field_value": lambda value: _field(field_value=value),
    "value": lambda value: _field(value=value),
    "options": lambda value: _field(options=value),
    "list": lambda value: _field(list=value),
    "settings": lambda value: _field(settings=value),
    "default_value": lambda value: _field(default_value=value),
    "a member of a field that nobody knows": lambda value: _field(extra=value),
    "a bare list of fields": lambda value: {"form_fields": [{"id": FIELD, "value": value}]},
    "taskdata": lambda value: {"taskdata": {FIELD: value}},
    "taskdata as a list": lambda value: {"taskdata": [value]},
    "custom_fields": lambda value: {"custom_fields": value},
    "an answer of the kick-off form": lambda value: {"run": {"data": {"prerun": {FIELD: value}}}},
    "answers of the kick-off form": lambda value: {"run": {"prerun": value}},
    "the kick-off form's value": lambda value: {
        "run": {"prerun": [{"id": FIELD, "label": "Item", "field_value": value, "extra": value}]}
    },
    "the kick-off form's options": lambda value: {
        "run": {"checklist": {"prerun": [{"field_type": "radio", "options": value, "list": value}]}}
    },
    "ko-form-fields": lambda value: {"ko-form-fields": [{"id": FIELD, "field_value": value}]},
    "what a value was": lambda value: {"activities": [{"old_value": value, "old": value, "new": value}]},
    "a condition": lambda value: {"conditions": [{"statement": value}]},
}


@pytest.mark.parametrize("place", PLACES)
@given(ANY_VALUE)
def test_nothing_of_a_form_value_survives_under_any_name(place: str, value: Any) -> None:
    masked = screen_masked(json.dumps({"data": PLACES[place](value)}).encode())
    assert masked is not None
    told = masked.decode().lower()
    assert [word for word in ("zaphod", "8675309", "2031") if word in told] == []


@pytest.mark.parametrize("shape", planted.SHAPES)
def test_of_a_task_full_of_canaries_none_is_left_and_how_things_stand_is(shape: planted.Shape) -> None:
    whole, places = planted.task(shape)
    body = json.dumps(whole).encode()
    assert len(set(canaries_in(body.decode(), places))) == len(set(places.values())) > 400
    masked = screen_masked(body)
    assert masked is not None
    assert canaries_in(masked.decode(), places) == []
    shown = json.loads(masked)
    assert skeleton(shown) == skeleton(whole)
    for way, value in planted.STAYING:
        assert (way, at(shown["data"], way)) == (way, value)


def skeleton(value: Any) -> Any:
    """What is empty, true or false, how many there are of everything, and the names that are no canaries."""
    if isinstance(value, dict):
        return [(_told_name(name), skeleton(inner)) for name, inner in value.items()]
    if isinstance(value, list):
        return [skeleton(each) for each in value]
    return value if value is None or isinstance(value, bool) or value == "" else "something"


def _told_name(name: str) -> str:
    of_people = name in planted.NAMES_OF_PEOPLES or "zq" in name or name.startswith(HIDDEN)
    return "?" if of_people else name


def at(value: Any, way: tuple[str | int, ...]) -> Any:
    """What stands there, whatever it is wrapped in."""
    for step in way:
        value = value[step]
        if isinstance(value, dict) and set(value) == {"data"}:
            value = value["data"]
    return value


def test_what_an_object_of_the_kick_off_form_holds_is_judged_by_all_of_it() -> None:
    field = '"id": "1", "label": "Plan", "position": 3, "created_at": "2026-03-01", "alias": "plan-4000002"'
    columns = '"columns": [{"id": 1, "label": "Item"}]'
    hidden = f'"id": "1", "label": "{HIDDEN}", "position": "{HIDDEN}", "created_at": "{HIDDEN}"'
    hidden = f'{{{hidden}, "alias": "{HIDDEN}", "columns": [{{"id": 1, "label": "{HIDDEN}"}}]}}'
    definition = f'{{{field}, {columns}, "field_type": "table", "guidance": "Sam"}}'
    body = '{"prerun": {"1": %s, "2": %s, "3": [%s]}}'
    masked = screen_masked(
        (body % (definition, f"{{{field}, {columns}}}", f"{{{field}, {columns}}}")).encode()
    )
    assert masked is not None
    assert masked.decode() == body % (definition.replace("Sam", HIDDEN), hidden, hidden)


def test_all_but_what_is_hidden_is_as_it_was_received() -> None:
    body = (
        b'\xef\xbb\xbf\r\n{ "data" :\t{"title": "Call Sam","position":1.10,"count" : -0,"total":'
        + b"9" * 6
        + b",\n"
        b'"id":"1","id":"2", "\\u0069d":3,"t":true , "z":null,"e":"","deadline":"2026-01-01"}}\n\n'
    )
    assert screen_masked(body) == body.replace(b'"Call Sam"', f'"{HIDDEN}"'.encode())


def test_where_nothing_is_hidden_the_same_object_comes_back() -> None:
    body = b'{"id": 4711, "status": "active"}'
    assert screen_masked(body) is body


def test_a_hidden_name_is_the_same_wherever_it_stands_and_however_it_is_spelled() -> None:
    body = b'{"a@b.c": {"a\\u0040b.c": true, "d@e.f": null}, "a@b.c": {}}'
    masked = screen_masked(body)
    assert (
        masked == f'{{"{HIDDEN} 1": {{"{HIDDEN} 1": true, "{HIDDEN} 2": null}}, "{HIDDEN} 1": {{}}}}'.encode()
    )
    assert isinstance(read(masked), RepeatedObject)


def test_values_under_a_hidden_name_are_masked_like_others() -> None:
    masked = screen_masked(b'{"guests": {"a@b.c": {"name": "Sam", "id": 5, "field_value": 7}}}')
    assert masked is not None
    assert json.loads(masked)["guests"][f"{HIDDEN} 1"] == {"name": HIDDEN, "id": 5, "field_value": HIDDEN}


@pytest.mark.parametrize(
    "body",
    [b"", b" \n", b"<html>Sam</html>", b"Sam", b'{"title": "Sam', b'{"title": "Sam"', b'{"a": NaN}',
     b'{"a":1}}', b'"Sam" Sam', b"'Sam'", b"\x00\x01", b'"Sam\\'],
)  # fmt: skip
def test_what_is_no_json_is_not_answered(body: bytes) -> None:
    assert screen_masked(body) is None


@given(st.binary(max_size=200))
def test_no_bytes_at_all_make_it_fail(body: bytes) -> None:
    masked = screen_masked(body)
    assert masked is None or isinstance(masked, bytes)


@pytest.mark.parametrize("opening", [b"[", b'{"value":'])
def test_a_hundred_thousand_levels(opening: bytes) -> None:
    depth = 100_000
    closing = b"]" if opening == b"[" else b"}"
    masked = screen_masked(opening * depth + b'"Sam"' + closing * depth)
    assert masked == opening * depth + f'"{HIDDEN}"'.encode() + closing * depth


def test_ten_megabytes_take_seconds_at_most() -> None:
    one = json.dumps(task_full(), default=str).encode()
    body = b"[" + b",".join([one] * (5_000_000 // len(one))) + b"]"
    began = time.perf_counter()
    screen_masked(body)
    assert len(body) / (time.perf_counter() - began) > 1_500_000  # 15 MB a second where nothing else runs


@pytest.mark.parametrize("tail", [b" " * 2_000_000, b',"' + b"\\\\" * 500_000 + b'"]', b"," * 500_000])
def test_no_text_makes_it_run_away(tail: bytes) -> None:
    began = time.perf_counter()
    screen_masked(b'["Sam"' + (tail if tail.endswith(b"]") else b"]" + tail))
    assert time.perf_counter() - began < 2


@pytest.mark.parametrize(
    "member",
    [
        {"title": "<Jane><Doe>"},
        {"code": "0123456789abcdef0123456789abcdef"},
        {"guest": {"state": "0123456789abcdef0123456789abcdef"}},
        {"tax_id": "123456789"},
        {"born_on": "1980-01-02"},
        {"custom_date": "1980-01-02"},
        {"total": 98765.43},
        {"491511234567": True, "Jane.Doe": True, "0123456789abcdef" * 3: True},
        {
            "form_fields": [
                {"label": "Ask jane @ acme.com, or jane&#64;acme.com jane﹫acme.com %2540acme.com"}
            ]
        },
    ],
)
def test_what_only_looks_like_structure_is_hidden(member: dict[str, Any]) -> None:
    shown = (screen_masked(json.dumps({"data": member}).encode()) or b"").decode()
    assert shown
    for private in ("Jane", "Doe", "jane", "acme", "0123456789", "123456789", "1980", "98765", "4915112"):
        assert private not in shown
