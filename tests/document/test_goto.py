from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.document.goto import find
from tallyfy_inspector.document.parse import parse
from tallyfy_inspector.document.path import (
    Member,
    Path,
    breadcrumb,
    jq,
    jsonpath,
    members_of,
    pointer,
    python,
)
from tallyfy_inspector.document.values import RepeatedObject
from tests.support.json_text import models, written

ROOT: dict[str, Any] = {
    "data": {
        "owners": [{"id": 7, "odd key": {"a.b": 1}}, 8],
        "": "nameless",
        "0": "zero",
        "a (2)": "literal",
        " x ": 1,
        "it's": 2,
        "tab\t": 3,
        "😀": 4,
        "-": 5,
    },
    "twice": RepeatedObject([("a", 1), ("a", [2])]),
}
OWNER: Path = ("data", "owners", 0)


@pytest.mark.parametrize(
    "text",
    [
        "/data/owners/0",
        "$.data.owners[0]",
        "$['data']['owners'][0]",
        '$["data"].owners[ 0 ]',
        '["data"]["owners"][0]',
        "['data']['owners'][0]",
        ".data.owners[0]",
        '."data".owners.[0]',
        '.["data"].owners[0]',
        "data.owners[0]",
        "data.owners.0",
        "  data.owners[0]  ",
        "data › owners › [0]",
        "data›owners›0",
        "data.owners[-2]",
        "$.data.owners[-2]",
        '["\\x64at\\u0061"]["owners"][0]',
    ],
)
def test_every_way_of_writing(text: str) -> None:
    assert find(ROOT, text) == OWNER


@pytest.mark.parametrize("text", ["", " ", "$", ".", "whole answer"])
def test_the_root(text: str) -> None:
    assert find(ROOT, text) == ()


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("data.owners[0].odd key", (*OWNER, "odd key")),
        ('data.owners[0]."odd key"["a.b"]', (*OWNER, "odd key", "a.b")),
        ("data › owners › [0] › odd key › a.b", (*OWNER, "odd key", "a.b")),
        ("/data/owners/0/odd key/a.b", (*OWNER, "odd key", "a.b")),
        ("/data/", ("data", "")),
        ('data › ""', ("data", "")),
        ("data[0]", ("data", "0")),
        ("data.0", ("data", "0")),
        ("data › a (2)", ("data", "a (2)")),
        ("twice › a (2)", ("twice", Member("a", 1))),
        ("twice › a (2) › [0]", ("twice", Member("a", 1), 0)),
        ("twice › a (1)", ("twice", "a")),
        ("twice.a", ("twice", "a")),
        ("/data/ x ", ("data", " x ")),
        ('data["it\'s"]', ("data", "it's")),
        ("$.data['it\\'s']", ("data", "it's")),
        ('data["tab\\t"]', ("data", "tab\t")),
        (r"$.data['\ud83d\ude00']", ("data", "😀")),
        (r'["data"]["\U0001f600"]', ("data", "😀")),
        (r'["data"]["\u{1f600}"]', ("data", "😀")),
        ("data.😀", ("data", "😀")),
        ("data.-", ("data", "-")),
    ],
)
def test_odd_keys(text: str, path: Path) -> None:
    assert find(ROOT, text) == path


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("data.owners[2]", "There is no [2] in data › owners: it has 2."),
        ("data.owners[-3]", "There is no [-3] in data › owners: it has 2."),
        ("data.owners.x", 'There is no "x" in data › owners.'),
        ("nope", 'There is no "nope" in whole answer.'),
        ("/data/owners/0/id/x", 'data › owners › [0] › id has no members, so there is no "x" in it.'),
        ("twice › a (3)", 'There is no "a (3)" in twice.'),
        ("a\u202eb", 'There is no "a\\u202eb" in whole answer.'),
    ],
)
def test_what_is_not_there_is_said(text: str, sentence: str) -> None:
    assert find(ROOT, text) == sentence


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("data..owners", 5),
        ("data.", 5),
        ("data[", 5),
        ("data[x]", 5),
        ('data["x', 5),
        ("$data", 2),
        ("data]", 5),
        ("/a~2b", 3),
        ('["\\q"]', 3),
        ('["\\U00110000"]', 3),
        ("data[0]owners", 8),
        ("x" * 30_000 + '"', 30_001),
        ("data" + " " * 30_000 + '"', 30_005),
    ],
)
def test_what_cannot_be_read_has_its_place(text: str, place: int) -> None:
    answer = find(ROOT, text)
    assert isinstance(answer, str)
    assert f"from character {place} on" in answer


def test_a_scalar_root() -> None:
    assert find("text", "$") == ()
    assert find(None, "a") == 'whole answer has no members, so there is no "a" in it.'


def every_path(value: object, path: Path = ()) -> list[Path]:
    members = members_of(value) or {}
    pairs: Any = enumerate(members) if isinstance(members, list) else members.items()
    return [path, *(inner for step, one in pairs for inner in every_path(one, (*path, step)))]


@given(models(40))
def test_what_the_program_writes_leads_back(model: Any) -> None:
    root = parse(written([model]).encode()).root
    for path in every_path(root):
        if any(isinstance(step, Member) for step in path):
            continue
        for write in (pointer, jsonpath, python, jq):
            assert find(root, write(path)) == path, write


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_key_leads_back(name: str) -> None:
    root = {"a": [{name: {"b": 0}}]}
    path: Path = ("a", 0, name, "b")
    for write in (pointer, jsonpath, python, jq):
        assert find(root, write(path)) == path


@given(st.lists(st.sampled_from(["data", "odd key", "ü", "a-b"]) | st.integers(0, 3), max_size=5))
def test_a_breadcrumb_leads_back(steps: list[Any]) -> None:
    root: Any = 1
    for step in reversed(steps):
        root = {step: root} if isinstance(step, str) else [None] * step + [root]
    assert find(root, breadcrumb(tuple(steps))) == tuple(steps)


@given(st.text("abc.[]\"'$/\\ 0-›u{}~", max_size=12))
def test_anything_typed_is_answered(text: str) -> None:
    assert isinstance(find(ROOT, text), tuple | str)
