from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.document.matching import BadPatternError, Matches, TooSlowError
from tallyfy_inspector.document.parse import parse
from tallyfy_inspector.document.path import Member, Path, jsonpath, members_of
from tallyfy_inspector.document.query.engine import Compiled, SyntaxFault
from tallyfy_inspector.document.query.subject import Subject
from tests.support.json_text import models, written


def regexp(pattern: str) -> Matches:
    try:
        compiled = re.compile(pattern.replace(r"\z", r"\Z"))
    except re.error:
        raise BadPatternError from None
    return lambda text: compiled.search(text) is not None


def nothing() -> None:
    pass


def select(expression: str, body: str) -> list[Path]:
    root = Subject(parse(body.encode()).root, lambda _path, text: text).root(nothing)
    return list(Compiled(expression, regexp, nothing).paths(root))


TASK = """{"data": {"id": "d0", "position": 2, "rate": 1.10, "big": 12345678901234567891,
 "tiny": -0, "huge": 1e400, "done": true, "none": null,
 "owners": [{"id": 1, "name": "Ann", "link": "a.b"}, {"id": 2, "name": "Bob"}, {"name": "Cé"}]}}"""
OWNERS: Path = ("data", "owners")


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("$", [()]),
        ("$.data.id", [("data", "id")]),
        ("$['data'][\"id\"]", [("data", "id")]),
        ("$.data.owners[0].name", [(*OWNERS, 0, "name")]),
        ("$.data.owners[-1].name", [(*OWNERS, 2, "name")]),
        ("$.data.owners[1:].name", [(*OWNERS, 1, "name"), (*OWNERS, 2, "name")]),
        ("$.data.owners[::-1]", [(*OWNERS, 2), (*OWNERS, 1), (*OWNERS, 0)]),
        ("$.data.owners[5]", []),
        ("$.data.owners.name", []),
        ("$.data['id', 'position', 'id']", [("data", "id"), ("data", "position"), ("data", "id")]),
        ("$..name", [(*OWNERS, 0, "name"), (*OWNERS, 1, "name"), (*OWNERS, 2, "name")]),
        ("$.data.owners[?@.id]", [(*OWNERS, 0), (*OWNERS, 1)]),
        ("$.data.owners[?!@.id]", [(*OWNERS, 2)]),
        ("$.data.owners[?@.id == 2 || @.name == 'Ann']", [(*OWNERS, 0), (*OWNERS, 1)]),
        ("$.data.owners[?@.id < $.data.position]", [(*OWNERS, 0)]),
        ("$.data.owners[?length(@.name) == 2]", [(*OWNERS, 2)]),
        ("$[?count(@.*) > 3]", [("data",)]),
        ("$.data.owners[?value(@..name) == 'Bob']", [(*OWNERS, 1)]),
        ("$[?@.rate > 1.05]", [("data",)]),
        ("$[?@.rate > 1.10]", []),
        ("$[?@.rate == 1.1]", [("data",)]),
        ("$[?@.rate >= 1.1 && @.rate <= 1.1]", [("data",)]),
        ("$[?@.big == 12345678901234567891]", [("data",)]),
        ("$[?@.big == 12345678901234567890]", []),
        ("$[?@.tiny == 0]", [("data",)]),
        ("$[?@.huge > 1e300]", [("data",)]),
        ("$[?@.huge == 1e500]", [("data",)]),
        ("$[?@.position == 2e0 && @.position == 2.0]", [("data",)]),
        ("$[?@.position != 3]", [("data",)]),
        ("$[?@.done == true]", [("data",)]),
        ("$[?@.done == 1]", []),
        ("$[?@.none == null]", [("data",)]),
        ("$[?@.gone == null]", []),
        ("$[?@.gone == @.lost]", [("data",)]),
        ("$[?@.rate < 'z']", []),
        ("$.data.owners[?search(@.name, 'n')]", [(*OWNERS, 0)]),
        ("$.data.owners[?match(@.name, 'n')]", []),
        ("$.data.owners[?match(@.name, 'A.n|B.b')]", [(*OWNERS, 0), (*OWNERS, 1)]),
        (r"$.data.owners[?match(@.link, 'a[.]b')]", [(*OWNERS, 0)]),
        (r"$.data.owners[?match(@.link, 'a\\.b')]", [(*OWNERS, 0)]),
        ("$.data.owners[?search(@.name, '(')]", []),
        ("$.data.owners[?search(@.id, '1')]", []),
        (r"$['\u0064ata']['\u0069d']", [("data", "id")]),
    ],
)
def test_queries(expression: str, expected: list[Path]) -> None:
    assert select(expression, TASK) == expected


def test_texts_in_a_query_are_read_as_the_standard_has_it() -> None:
    body = json.dumps({"a\x01\n": 1, "\\u0001": 2, "😀'": 3})
    assert select(r"$['a\u0001\u000A']", body) == [("a\x01\n",)]
    assert select(r"$['\\u0001']", body) == [("\\u0001",)]
    assert select(r"$['\uD83D\ude00\'']", body) == [("😀'",)]
    for wrong in ("$['a\x01']", r"$['\x01']", r"$['\ud800']", r"$['\u001']", r"$['\"']"):
        with pytest.raises(SyntaxFault):
            Compiled(wrong, regexp, nothing)


def test_a_dot_is_no_line_end_in_a_pattern() -> None:
    assert select("$[?match(@, 'a.b')]", '["a\\nb", "a\\rb", "axb"]') == [(2,)]


@pytest.mark.parametrize(
    ("body", "expression", "expected"),
    [
        ("[[true], [1], [1.0]]", "$[?@ == $[0]]", [(0,)]),
        ('[{"a": 1}, {"a": true}, {"a": 1.0}]', "$[?@ == $[0]]", [(0,), (2,)]),
        ('[{"a": [1]}, {"a": [true]}]', "$[?@ != $[0]]", [(1,)]),
        ('[0, false, null, [], {}, ""]', "$[?@ == false]", [(1,)]),
    ],
)
def test_values_of_other_kinds_are_not_equal(body: str, expression: str, expected: list[Path]) -> None:
    assert select(expression, body) == expected


def test_each_place_of_a_repeated_key_is_selected_and_compared() -> None:
    body = '[{"a": 1, "b": 0, "a": 3}, {"a": 5}]'
    again = Member("a", 1)
    assert select("$[*].a", body) == [(0, "a"), (0, again), (1, "a")]
    assert select("$..a", body) == [(0, "a"), (0, again), (1, "a")]
    assert select("$[0].*", body) == [(0, "a"), (0, "b"), (0, again)]
    assert select("$[?@.a == 3]", body) == select("$[?@.a < 2]", body) == [(0,)]
    assert select("$[0][?@ > 2]", body) == [(0, again)]


@pytest.mark.parametrize("body", ["1", "null", '"[1]"', '"text"'])
def test_a_root_that_is_no_container(body: str) -> None:
    assert select("$", body) == [()]
    assert select("$..*", body) == select("$[?@ == 1]", body) == []


def every_path(value: object, path: Path = ()) -> list[Path]:
    members = members_of(value) or {}
    pairs: Any = enumerate(members) if isinstance(members, list) else members.items()
    return [path, *(inner for step, one in pairs for inner in every_path(one, (*path, step)))]


@given(models(40))
def test_descendants_are_all_nodes_and_every_path_selects_its_node(model: Any) -> None:
    body = written([model])
    root = parse(body.encode()).root
    paths = every_path(root)
    assert sorted(map(repr, select("$..*", body))) == sorted(map(repr, paths[1:]))
    for path in paths[:20]:
        if not any(isinstance(step, Member) for step in path) and "\\ud" not in jsonpath(path):
            assert select(jsonpath(path), body)[0] == path


def test_nine_hundred_levels() -> None:
    body = '{"a":[' * 450 + '"end"' + "]}" * 450
    assert select("$..[?@ == 'end']", body) == [("a", 0) * 450]
    assert len(select("$..*", body)) == 900


@pytest.mark.parametrize(
    ("expression", "kind", "column"),
    [
        ("", "end", 1),
        ("data", "syntax", 1),
        (" $", "syntax", None),
        ("$ ", "syntax", 2),
        ("$.", "end", 3),
        ("$..", "end", 4),
        ("$.data[", "end", 8),
        ("$.data[?@.a = 1]", "syntax", 13),
        ("$.data[01]", "syntax", 8),
        ("$[?@.a == 01]", "syntax", 11),
        ("$[?@.a == -01]", "syntax", 11),
        ("$[1e2]", "syntax", None),
        ("$[?foo(@.a)]", "name", 4),
        ("$[?length(@.a)]", "type", 3),
        ("$[?length(@.a, 1) > 1]", "type", 4),
        ("$[?@.* == 1]", "type", 8),
        ("$[99999999999999999999]", "index", 3),
        ("$.a | $.b", "syntax", 5),
        ("$.~a", "syntax", 3),
        ("$[?" + "(" * 3000, "nested", None),
        ("$[?@.a == " + "9" * 5000 + "]", "syntax", None),
    ],
)
def test_what_is_no_query_is_said_with_its_place(expression: str, kind: str, column: int | None) -> None:
    with pytest.raises(SyntaxFault) as raised:
        Compiled(expression, regexp, nothing)
    fault = raised.value
    assert fault.kind == kind
    if column is not None:
        assert fault.column == column


def test_the_name_of_an_unknown_function_is_told() -> None:
    with pytest.raises(SyntaxFault) as raised:
        Compiled("$[?starts(@.a)]", regexp, nothing)
    assert raised.value.name == "starts"


class EndedError(Exception):
    """The check's."""


@pytest.mark.parametrize(
    "expression", ["$..nope", "$..*", "$[?@ == 1]", "$[*][?@.a > 1]", "$[?search(@, 'x')]", "$[?!@.a]"]
)
def test_the_check_ends_it(expression: str) -> None:
    calls = 0

    def check() -> None:
        nonlocal calls
        calls += 1
        if calls == 50:
            raise EndedError

    root = [[{"a": [number]}] for number in range(1_000)]
    with pytest.raises(EndedError):
        list(Compiled(expression, regexp, check).paths(root))
    assert calls == 50


def test_what_a_pattern_raises_goes_through() -> None:
    def slow(_pattern: str) -> Matches:
        def matches(_text: str) -> bool:
            raise TooSlowError

        return matches

    with pytest.raises(TooSlowError):
        list(Compiled("$[?search(@, 'x')]", slow, nothing).paths(["x"]))


@given(st.text("$.[]?@'ab01=<>!&|()*:,- ", max_size=14).map(lambda text: f"${text}"))
def test_anything_typed_is_a_query_or_a_fault(expression: str) -> None:
    try:
        query = Compiled(expression, regexp, nothing)
    except SyntaxFault:
        return
    list(query.paths({"a": [0, {"b": 1}], "b": "ab"}))
