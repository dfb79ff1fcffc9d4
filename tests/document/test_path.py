from __future__ import annotations

import ast
import copy
import json
import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.document.path import (
    Member,
    Path,
    breadcrumb,
    has_step,
    jq,
    jsonpath,
    members_of,
    occurrences,
    pointer,
    python,
    value_at,
)
from tallyfy_inspector.document.values import RepeatedObject

ROOT = {"data": {"owners": {"users": [1002, None]}, "odd key": "", "": 0, "a/b~c": 1, "0": "zero"}}
REPEATED = RepeatedObject([("a", 1), ("b", 2), ("a", 3), ("a", 4)])


def test_a_later_place_of_a_key_is_no_str_and_no_other_place() -> None:
    places: list[str] = ["a", Member("a", 1), Member("a", 2), Member("b", 1)]
    assert len(set(places)) == 4
    assert len({(place, 0) for place in places}) == 4
    assert Member("a", 1) == Member("a", 1)
    assert hash(Member("a", 1)) == hash(Member("a", 1))
    assert "a" != Member("a", 1)  # noqa: SIM300 - both ways round
    assert not Member("a", 1) == "a"  # noqa: SIM201 - another method than !=
    assert {"a": 1}.get(Member("a", 1)) is None
    assert str(Member("a", 1)) == "a"


def test_the_first_place_is_a_str() -> None:
    with pytest.raises(ValueError, match="first"):
        Member("a", 0)


def test_a_later_place_survives_copies() -> None:
    place = Member("a", 2)
    assert copy.deepcopy((place,)) == (place,)
    assert pickle.loads(pickle.dumps((place,))) == (place,)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ((), ROOT),
        (("data", "owners", "users", 0), 1002),
        (("data", "owners", "users", 1), None),
        (("data", ""), 0),
        (("data", "0"), "zero"),
    ],
)
def test_values_are_found(path: Path, value: object) -> None:
    assert value_at(ROOT, path) == value


@pytest.mark.parametrize(
    "path",
    [
        ("nope",), (0,), ("data", 0), ("data", "owners", "users", 2), ("data", "owners", "users", -1),
        ("data", "owners", "users", "0"), ("data", "odd key", 0), ("data", "owners", "users", 1, "x"),
        (Member("data", 1),), ("data", "owners", "users", False),
    ],
)  # fmt: skip
def test_what_is_not_there_is_a_lookup_error_that_names_no_key(path: Path) -> None:
    with pytest.raises(LookupError, match=r"^no such node$"):
        value_at(ROOT, path)


def test_every_place_of_a_repeated_key_is_found() -> None:
    assert occurrences(REPEATED) == {"a": 1, "b": 2, Member("a", 1): 3, Member("a", 2): 4}
    assert list(occurrences(REPEATED)) == ["a", "b", Member("a", 1), Member("a", 2)]
    assert value_at([REPEATED], (0, "a")) == 1
    assert value_at([REPEATED], (0, Member("a", 2))) == 4
    with pytest.raises(LookupError):
        value_at([REPEATED], (0, Member("a", 3)))


def test_members_and_steps() -> None:
    assert members_of("text") is None
    assert members_of([1]) == [1]
    assert not has_step(None, "a")
    assert not has_step({"True": 1}, True)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ((), ("", "$", "whole answer")),
        (
            ("data", "owners", "users", 0),
            ("/data/owners/users/0", "$.data.owners.users[0]", "data › owners › users › [0]"),
        ),
        (("odd key",), ("/odd key", "$['odd key']", "odd key")),
        (("",), ("/", "$['']", '""')),
        (("a/b~c",), ("/a~1b~0c", "$['a/b~c']", "a/b~c")),
        (("0",), ("/0", "$['0']", "0")),
        (("it's \\",), ("/it's \\", "$['it\\'s \\\\']", "it's \\")),
        (("a\n\u202eb",), ("/a\n\u202eb", "$['a\\n\\u202eb']", "a\\n\\u202eb")),
        (("\U000e0041",), ("/\U000e0041", "$['\\udb40\\udc41']", "\\u{e0041}")),
        (("\ud800",), ("/\\ud800", "$['\\ud800']", "\\ud800")),
        (("größe",), ("/größe", "$['größe']", "größe")),
        ((Member("a", 1), "b"), ("/a/b", "$.a.b", "a (2) › b")),
    ],
)
def test_ways_to_write_a_path(path: Path, expected: tuple[str, str, str]) -> None:
    assert (pointer(path), jsonpath(path), breadcrumb(path)) == expected


@given(st.lists(st.text() | st.integers(0), max_size=5))
def test_a_pointer_can_be_read_back(steps: list[Any]) -> None:
    read = [step.replace("~1", "/").replace("~0", "~") for step in pointer(tuple(steps)).split("/")[1:]]
    assert read == [str(step) for step in steps]


@given(st.text(st.characters()))
def test_a_name_in_a_jsonpath_can_be_read_back_and_is_visible(name: str) -> None:
    written = jsonpath((name,))
    if written.startswith("$."):
        assert written == f"$.{name}"
        return
    inner = written[len("$['") : -len("']")]
    assert json.loads('"' + inner.replace("\\'", "'").replace('"', '\\"') + '"') == name
    assert inner.isprintable() or not name.isprintable()


@pytest.mark.parametrize(
    ("path", "for_python", "for_jq"),
    [
        ((), "", "."),
        ((0,), "[0]", ".[0]"),
        (("data", "users", 0), '["data"]["users"][0]', ".data.users[0]"),
        (("odd key", "a"), '["odd key"]["a"]', '.["odd key"].a'),
        (("a", "odd-key"), '["a"]["odd-key"]', '.a["odd-key"]'),
        (("and",), '["and"]', '.["and"]'),
        (("",), '[""]', '.[""]'),
        (("0",), '["0"]', '.["0"]'),
        (("it's \\(x) \"",), '["it\'s \\\\(x) \\""]', '.["it\'s \\\\(x) \\""]'),
        (("a\n\u202e",), '["a\\n\\u202e"]', '.["a\\n\\u202e"]'),
        (("\U000e0041",), '["\\U000e0041"]', '.["\\udb40\\udc41"]'),
        (("\ud800",), '["\\ud800"]', '.["\\ud800"]'),
        (("größe 😀",), '["größe 😀"]', '.["größe 😀"]'),
        ((Member("a", 1), 1), '["a"][1]', ".a[1]"),
    ],
)
def test_paths_for_programs(path: Path, for_python: str, for_jq: str) -> None:
    assert (python(path), jq(path)) == (for_python, for_jq)


@given(st.text(st.characters()))
def test_a_name_for_a_program_can_be_read_back_and_is_visible(name: str) -> None:
    literal = python((name,))[1:-1]
    assert ast.literal_eval(literal) == name
    for_jq = jq((name,))
    assert for_jq == f".{name}" or json.loads(for_jq[2:-1]) == name
    assert "\n" not in literal + for_jq
    assert (literal + for_jq).encode()
