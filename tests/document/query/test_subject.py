from __future__ import annotations

import threading
from typing import Any

import pytest
from hypothesis import given

from tallyfy_inspector.document.parse import parse
from tallyfy_inspector.document.path import Member, Path, members_of, value_at
from tallyfy_inspector.document.query.subject import Subject
from tallyfy_inspector.document.values import RepeatedObject
from tests.support.json_text import models, written


def unmasked(_path: Path, text: str) -> str:
    return text


def nothing() -> None:
    pass


def leaves(value: object, path: Path = ()) -> list[tuple[Path, object]]:
    members = members_of(value)
    if members is None:
        return [(path, value)]
    pairs: Any = enumerate(members) if isinstance(members, list) else members.items()
    return [(path, type(members)), *(one for step, inner in pairs for one in leaves(inner, (*path, step)))]


def test_what_needs_no_change_is_not_copied() -> None:
    root = {"a": [1, {"b": "text"}], "c": {}}
    assert Subject(root, unmasked).root(nothing) is root
    text = "alone"
    assert Subject(text, unmasked).root(nothing) is text
    assert Subject("alone", lambda path, _text: f"hidden {path}").root(nothing) == "hidden ()"


def test_only_what_differs_is_copied_and_the_document_stays_as_it_is() -> None:
    root: dict[str, Any] = {"a": [{"secret": "s3cret", "x": "s3cret"}, "t"], "same": [1]}

    def mask(path: Path, text: str) -> str:
        return f"{path}" if path[-1] == "secret" else text

    seen = Subject(root, mask).root(nothing)
    assert seen == {"a": [{"secret": "('a', 0, 'secret')", "x": "s3cret"}, "t"], "same": [1]}
    assert isinstance(seen, dict)
    assert seen["same"] is root["same"]
    assert root["a"][0] == {"secret": "s3cret", "x": "s3cret"}


def test_each_place_of_a_repeated_key_is_a_member() -> None:
    root = [RepeatedObject([("a", "x"), ("a", RepeatedObject([("b", 1), ("b", "x")]))])]
    seen = Subject(root, lambda _path, text: text.replace("x", "•")).root(nothing)
    assert seen == [{"a": "•", Member("a", 1): {"b": 1, Member("b", 1): "•"}}]
    assert root[0].pairs[0] == ("a", "x")


@given(models(40))
def test_every_path_leads_to_the_same_but_masked(model: Any) -> None:
    root = parse(written(model).encode()).root
    before = repr(leaves(root))
    seen = Subject(root, lambda path, text: f"{path}{text}" if "a" in text else text).root(nothing)
    expected = [
        (path, f"{path}{value}" if isinstance(value, str) and "a" in value else value)
        for path, value in leaves(root)
    ]
    assert repr(leaves(seen)) == repr(expected)
    assert repr(leaves(root)) == before


def test_the_walk_is_made_once_and_a_check_ends_it() -> None:
    asked: list[str] = []

    def mask(_path: Path, text: str) -> str:
        asked.append(text)
        return text

    class EndedError(Exception):
        pass

    def check() -> None:
        raise EndedError

    subject = Subject([str(number) for number in range(5_000)], mask)
    with pytest.raises(EndedError):
        subject.root(check)
    assert len(asked) < 5_000
    first = subject.root(nothing)
    asked.clear()
    assert subject.root(check) is first
    assert asked == []


def test_a_second_query_waits_for_the_walk_of_the_first_and_can_be_ended() -> None:
    inside, leave = threading.Event(), threading.Event()

    def slow(_path: Path, text: str) -> str:
        inside.set()
        assert leave.wait(10)
        return text

    class EndedError(Exception):
        pass

    def check() -> None:
        raise EndedError

    subject = Subject(["x"], slow)
    first = threading.Thread(target=subject.root, args=(nothing,))
    first.start()
    assert inside.wait(10)
    with pytest.raises(EndedError):
        subject.root(check)
    leave.set()
    first.join(10)
    assert subject.root(check) == ["x"]


def test_nine_hundred_levels() -> None:
    root = parse(b'{"a":[' * 450 + b'"x"' + b"]}" * 450).root
    seen = Subject(root, lambda _path, _text: "y").root(nothing)
    assert value_at(seen, ("a", 0) * 450) == "y"
