from __future__ import annotations

import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.document.found import path_of
from tallyfy_inspector.document.matching import Matches, TooSlowError, plain
from tallyfy_inspector.document.node import to_text
from tallyfy_inspector.document.parse import parse
from tallyfy_inspector.document.path import Member, Path, Step, members_of
from tallyfy_inspector.document.search import HITS_AT_ONCE, MEMBERS_AT_ONCE, search
from tallyfy_inspector.document.values import Number, RepeatedObject
from tests.support.json_text import models, written

HIDDEN = "•••"


def unmasked(_path: Path, text: str) -> str:
    return text


def no_b(path: Path, text: str) -> str:
    """Hides each b, and everything at "secret"."""
    if path[-1:] == ("secret",):
        return HIDDEN
    return text.replace("b", HIDDEN) if "b" in text else text


def naive(value: object, matches: Matches, mask: Any, path: Path = ()) -> Iterator[Path]:
    """The hits by their definition: the reference."""
    name = str(path[-1]) if path and isinstance(path[-1], str) else None
    members = members_of(value)
    if members is None:
        text = mask(path, value) if isinstance(value, str) else to_text(value)
        hit = matches(text)
    else:
        hit = False
    if hit or (name is not None and matches(mask((), name))):
        yield path
    pairs: Any = enumerate(members) if isinstance(members, list) else (members or {}).items()
    for step, inner in pairs:
        yield from naive(inner, matches, mask, (*path, step))


def hits(root: object, matches: Matches, mask: Any = unmasked) -> list[Path]:
    return [path_of(place) for batch in search(root, matches, mask=mask) for place in batch]


ROOT = {
    "Title": "Quarterly report",
    "owners": {"users": [1002, 7], "guests": []},
    "rate": Number("1.10"),
    "done": False,
    "note": None,
}


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ("title", [("Title",)]),
        ("REPORT", [("Title",)]),
        ("users", [("owners", "users")]),
        ("guests", [("owners", "guests")]),
        ("own", [("owners",)]),
        ("100", [("owners", "users", 0)]),
        ("1.10", [("rate",)]),
        ("1.1", [("rate",)]),
        ("1.100", []),
        ("false", [("done",)]),
        ("ull", [("note",)]),
        ("e", [("Title",), ("owners",), ("owners", "users"), ("owners", "guests")][:4]),
        ("0", [("owners", "users", 0), ("rate",)]),
        ("{", []),
    ],
)
def test_keys_and_values_as_they_are_seen(wanted: str, expected: list[Path]) -> None:
    if wanted == "e":
        expected = list(naive(ROOT, plain("e"), unmasked))
    assert hits(ROOT, plain(wanted)) == expected


@pytest.mark.parametrize(
    ("root", "wanted", "found"),
    [
        ("text", "ex", True),
        ("text", "no", False),
        (12, "2", True),
        (None, "null", True),
        (True, "f", False),
        ([], "a", False),
    ],
)
def test_a_root_that_is_no_container(root: object, wanted: str, found: bool) -> None:
    assert hits(root, plain(wanted)) == ([()] if found else [])


def test_a_secrets_hidden_part_is_found_by_nothing() -> None:
    root = {"secret": "d0a5-code", "secret_list": ["ab"], "b": 1, "plain": "code"}
    assert hits(root, plain("code"), no_b) == [("plain",)]
    assert hits(root, plain("b"), no_b) == []
    for pattern in ("code", "d0a5", "^d0|•", "(?=.*code).", "ab", "b|x"):
        found = hits(root, lambda text, pattern=pattern: bool(re.search(pattern, text)), no_b)  # type: ignore[misc]
        assert found == list(naive(root, lambda t, p=pattern: bool(re.search(p, t)), no_b))  # type: ignore[misc]
    assert hits(root, lambda text: "code" in text, no_b) == [("plain",)]


def test_a_hit_beside_a_secret_is_judged_by_what_is_shown() -> None:
    root = {"x": "word b", "y": "wordb"}
    assert hits(root, plain("word", whole_word=True), no_b) == [("x",), ("y",)]
    assert hits(root, plain("word", whole_word=True)) == [("x",)]


_wanted = st.sampled_from(
    ["a", "A", "b", "1", "0", "e", "null", "t", "Ü", "-", ".", "\ud800", "[", HIDDEN[0]]
)


@given(models(40), _wanted, st.booleans(), st.booleans(), st.booleans())
def test_hits_are_what_their_definition_says(
    model: Any, wanted: str, case: bool, whole: bool, masked: bool
) -> None:
    root = parse(written([model, model]).encode()).root
    mask = no_b if masked else unmasked
    matches = plain(wanted, case, whole)
    if masked and wanted == HIDDEN[0]:
        assert hits(root, matches, mask) == []
    else:
        assert hits(root, matches, mask) == list(naive(root, matches, mask))
    anything: Matches = matches.__call__
    assert hits(root, anything, mask) == list(naive(root, anything, mask))


def test_each_place_of_a_repeated_key() -> None:
    root = [RepeatedObject([("a", 1), ("b", "a"), ("a", [])])]
    assert hits(root, plain("a")) == [(0, "a"), (0, "b"), (0, Member("a", 1))]


def test_it_comes_in_slices_and_the_first_hit_at_once() -> None:
    root = [{"name": "other", "more": [1, 2, 3]} for _number in range(30_000)]
    root[9_000]["name"] = "wanted"
    batches = list(search(root, plain("wanted"), mask=unmasked))
    at = next(number for number, batch in enumerate(batches) if batch)
    assert len(batches) > 30
    assert 0.2 < at / len(batches) < 0.4
    many = [len(batch) for batch in search(root, plain("name"), mask=unmasked)]
    assert many[0] == 1
    assert max(many) <= HITS_AT_ONCE
    assert sum(many) == 30_000


@pytest.mark.parametrize("root", [list(range(500_000)), {str(n): n for n in range(200_000)}])
def test_one_big_container_comes_in_slices_too(root: Any) -> None:
    batches = list(search(root, plain("x"), mask=unmasked))
    assert len(batches) >= len(root) // MEMBERS_AT_ONCE
    assert len(hits(root, plain("9"))) == sum("9" in str(step) for step in range(len(root)))


def test_long_texts_come_in_slices_too() -> None:
    root = ["x" * 100_000] * 40
    patterns: list[Matches] = [lambda text: text.endswith("y"), lambda text: text.endswith("x")]
    for pattern in patterns:
        batches = list(search(root, pattern, mask=unmasked, at_once=400))
        assert len(batches) >= 40
        assert [path_of(place) for batch in batches for place in batch] == (
            [(number,) for number in range(40)] if pattern("x") else []
        )


def test_a_whole_word_is_found_behind_a_million_others() -> None:
    text = "subtask tasks " * 500_000
    started = time.perf_counter()
    assert not plain("task", whole_word=True)(text)
    assert plain("task", whole_word=True)(f"{text} task")
    assert time.perf_counter() - started < 2, "a fraction of it on an idle computer"


def test_what_a_pattern_raises_goes_through() -> None:
    def slow(text: str) -> bool:
        if text == "evil":
            raise TooSlowError
        return False

    with pytest.raises(TooSlowError):
        hits(["good", "evil"], slow)


def test_five_megabytes_and_nine_hundred_levels() -> None:
    deep = parse(b'{"a":[' * 450 + b'"end"' + b"]}" * 450).root
    assert hits(deep, plain("end")) == [("a", 0) * 450]
    long = {"text": "x" * 5_000_000 + "end"}
    started = time.perf_counter()
    assert hits(long, plain("END")) == [("text",)]
    assert time.perf_counter() - started < 1


def test_the_sentinel_of_a_pause_is_no_member() -> None:
    steps: list[Step] = [path[0] for path in hits([-1] * 10_000, lambda _text: True) if path]
    assert steps == list(range(10_000))
