from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.document.ids import Definitions, Identity, identity, places
from tallyfy_inspector.document.parse import parse
from tallyfy_inspector.document.path import Member, Path, value_at

RUN, STEP = "a" * 32, "b" * 32
ROOT: dict[str, Any] = {
    "data": {
        "id": "c" * 32,
        "run_id": RUN,
        "starter_id": 20391,
        "owners": {"users": [20391, 20417]},
        "steps": [{"id": STEP, "position": 5}, {"id": 5, "next": STEP}],
        "run": {"id": RUN, "owner_id": 20391, "parent_id": 5},
    }
}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(0, 3) | st.sampled_from(["", "a", RUN]),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["id", "a", "b_id"]), inner, max_size=3)
    ),
    max_leaves=20,
)


def read(root: object) -> Definitions:
    made = Definitions(root)
    while not made.advance():
        pass
    return made


def found(root: object, value: Identity) -> list[Path]:
    return [path for path in places(root, value) if path is not None]


def test_an_id_leads_to_the_object_that_has_it() -> None:
    definitions = read(ROOT)
    assert definitions.complete
    assert definitions.definition_of(RUN) == ("data", "run")
    assert definitions.definition_of(STEP) == ("data", "steps", 0)
    assert definitions.definition_of(5) == ("data", "steps", 1)
    assert definitions.definition_of(20391) is None
    assert definitions.definition_of("d" * 32) is None


def test_of_several_the_fullest_is_meant_which_others_only_refer_to() -> None:
    root = [{"subject": {"id": RUN, "type": "run"}}, {"id": RUN, "name": "n", "state": 1}, {"id": RUN}]
    assert read(root).definition_of(RUN) == (1,)


def test_the_first_object_is_meant_and_of_small_numbers_none_when_there_are_several() -> None:
    root = {"a": [{"id": RUN}, {"id": 7}, {"id": 20391}], "b": [{"id": RUN}, {"id": 7}, {"id": 20391}]}
    definitions = read(root)
    assert definitions.definition_of(RUN) == ("a", 0)
    assert definitions.definition_of(20391) == ("a", 2)
    assert definitions.definition_of(7) is None


@pytest.mark.parametrize("value", [True, 1.0, None, [], {}, ""])
def test_only_strings_and_whole_numbers_are_ids(value: Any) -> None:
    assert read([{"id": 1}, {"id": value}]).definition_of(value) is None
    assert identity(value, ("id",)) is None


def test_of_a_repeated_id_the_first_counts() -> None:
    root = parse(f'{{"a": {{"id": "{RUN}", "id": "{STEP}"}}}}'.encode()).root
    assert read(root).definition_of(RUN) == ("a",)
    assert read(root).definition_of(STEP) is None
    assert found(root, STEP) == [("a", Member("id", 1))]


@pytest.mark.parametrize(
    ("value", "path", "is_one"),
    [
        (RUN, ("data", "anything"), True),
        ("3D53F2FD6326517FB1B431B539292029", ("x",), True),
        ("3d53f2fd-6326-517f-b1b4-31b539292029", ("x",), True),
        ("d005", ("data", "run_id"), True),
        ("d005", ("data", "runId"), True),
        ("d005", ("data", "step_ids", 3), True),
        ("d005", ("data", "title"), False),
        ("x" * 300, ("data", "id"), False),
        (20391, ("data", "starter_id"), True),
        (20391, ("data", "owners", "users", 0), True),
        (20391, ("data", "total"), False),
        (5, ("data", "position"), False),
        (5, ("data", "step_id"), True),
        (5, ("data", "values", 0), False),
        (5, ("data", "ids", 0), True),
        (5, ("grid",), False),
        (True, ("data", "id"), False),
        (20391, (), False),
    ],
)
def test_what_looks_like_an_id(value: Any, path: Path, is_one: bool) -> None:
    assert identity(value, path) == (value if is_one else None)


def test_the_places_where_an_id_stands() -> None:
    assert found(ROOT, RUN) == [("data", "run_id"), ("data", "run", "id")]
    assert found(ROOT, 20391) == [
        ("data", "starter_id"),
        ("data", "owners", "users", 0),
        ("data", "run", "owner_id"),
    ]
    assert found(ROOT, 5) == [("data", "steps", 1, "id"), ("data", "run", "parent_id")], "not the position"
    assert found([True, 1.0, {"id": 1}], 1) == [(2, "id")]


def test_a_document_without_containers_has_none() -> None:
    assert read("text").definition_of("text") is None
    assert found(RUN, RUN) == []


@pytest.mark.parametrize(
    "root", [[20391] * 200_000, [{"a": 1}] * 60_000, {str(i): [i] for i in range(60_000)}]
)
def test_a_large_document_is_read_in_slices(root: Any) -> None:
    definitions, longest, slices = Definitions(root), 0.0, 0
    done = False
    while not done:
        start = time.thread_time()
        done = definitions.advance()
        longest = max(longest, time.thread_time() - start)
        slices += 1
    assert slices > 10
    assert longest < 0.05, "a few milliseconds on an idle computer"
    assert sum(path is None for path in places(root, "no such ID")) > 10


def test_what_is_known_so_far_is_told_before_the_end() -> None:
    definitions = Definitions([{"id": RUN}, *([[0] * 100] * 500)])
    assert not definitions.advance()
    assert definitions.definition_of(RUN) == (0,)


def test_deep_nesting_is_walked_without_recursion() -> None:
    root = parse(b'{"a":' * 900 + b'{"id": 4711}' + b"}" * 900).root
    assert read(root).definition_of(4711) == ("a",) * 900
    assert found(root, 4711) == [(*("a",) * 900, "id")]


@given(JSON)
def test_every_path_leads_to_what_it_was_found_for(root: object) -> None:
    definitions = read(root)
    for value in (RUN, "a", 0, 1, 2, 3):
        named = definitions.definition_of(value)
        if named is not None:
            holder = value_at(root, named)
            assert isinstance(holder, dict)
            assert holder["id"] == value
        assert all(value_at(root, path) == value for path in found(root, value))
