from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.api.includes import INCLUDES, PRESETS, Include, parse_other

KEYS = tuple(include.key for include in INCLUDES)


def test_the_fifteen_stand_in_the_order_of_the_documentation() -> None:
    assert KEYS == (
        "run",
        "step",
        "form_fields",
        "tags",
        "threads",
        "issues",
        "assets",
        "folders",
        "roles",
        "activities",
        "ko-form-fields",
        "summary",
        "member_watchers",
        "guest_watchers",
        "threads_count",
    )


@pytest.mark.parametrize("include", INCLUDES, ids=KEYS)
def test_each_says_in_a_sentence_what_it_answers(include: Include) -> None:
    assert include.answers[0].isupper()
    assert "?" in include.answers
    assert include.answers[-1] in "?."
    assert 20 < len(include.answers) < 120


def test_no_two_say_the_same() -> None:
    assert len({include.answers for include in INCLUDES}) == len(set(KEYS)) == 15


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_holds_known_keys_once_each_in_table_order(preset: str) -> None:
    keys = PRESETS[preset]
    assert list(keys) == [key for key in KEYS if key in keys]


def test_presets_grow_from_one_to_the_next() -> None:
    assert list(PRESETS) == ["minimal", "support", "everything"]
    assert set(PRESETS["minimal"]) < set(PRESETS["support"]) < set(PRESETS["everything"]) == set(KEYS)
    assert "form_fields" in PRESETS["minimal"]


def test_support_is_the_nine_of_the_sketch() -> None:
    nine = {
        "run",
        "step",
        "form_fields",
        "ko-form-fields",
        "threads",
        "issues",
        "activities",
        "assets",
        "roles",
    }
    assert set(PRESETS["support"]) == nine


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("", ()),
        (" , \n\t,", ()),
        ("run.checklist", ("run.checklist",)),
        ("comments,selected_text_comment", ("comments", "selected_text_comment")),
        ("a b,c ,  d\ne", ("a", "b", "c", "d", "e")),
        ("b, a, b", ("b", "a")),
        ("member_watchers.watcher x-1", ("member_watchers.watcher", "x-1")),
    ],
)
def test_other_includes_are_read(text: str, keys: tuple[str, ...]) -> None:
    assert parse_other(text) == keys


@pytest.mark.parametrize(
    ("text", "character"),
    [
        ("run&x=1", "&"),
        ("a;b", ";"),
        ("ünder", "ü"),
        ("a\u202eb", "U+202E"),
        ("a/b", "/"),
        ("a\x00", "U+0000"),
    ],
)
def test_anything_else_is_refused_in_words_that_name_the_character(text: str, character: str) -> None:
    with pytest.raises(ValueError, match="letters, digits") as refusal:
        parse_other(text)
    assert f"“{character}”" in str(refusal.value)


def test_what_was_pasted_by_mistake_is_not_repeated() -> None:
    with pytest.raises(ValueError, match="letters") as refusal:
        parse_other("https://go.tallyfy.com/guest/SECRETCODE/x")
    assert "SECRETCODE" not in str(refusal.value)


@given(st.text(max_size=60))
def test_what_is_read_is_always_safe_to_send(text: str) -> None:
    try:
        keys = parse_other(text)
    except ValueError:
        return
    for key in keys:
        assert key
        assert all(c.isascii() and (c.isalnum() or c in "._-") for c in key)
