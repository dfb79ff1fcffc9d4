"""Answers to read in tests: the two sample files, parsed as the program does, and any JSON at all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from tallyfy_inspector.document.parse import parse
from tallyfy_inspector.document.values import Number, RepeatedObject

_DATA = Path(__file__).resolve().parent.parent / "data"


def task_full() -> Any:
    """A task with every include and all ten field types."""
    return parse((_DATA / "task_full.json").read_bytes()).root


def variants() -> Any:
    """Other shapes that an answer may have, by name; each value is a whole answer."""
    return parse((_DATA / "task_variants.json").read_bytes()).root


def parsed(value: object) -> Any:
    """`value` as it comes out of the program's own reader."""
    return parse(json.dumps(value).encode()).root


def task_with(*form_fields: object, **members: object) -> Any:
    """An answer whose task has these form fields."""
    return parsed({"data": {"id": "d0", "title": "T", "form_fields": {"data": list(form_fields)}, **members}})


def _repeating(pairs: list[tuple[str, Any]]) -> RepeatedObject:
    return RepeatedObject([*pairs, (pairs[0][0], "again")])


_KEYS = st.sampled_from(
    ["data", "meta", "id", "text", "value", "label", "selected", "users", "guests", "groups", "full_name",
     "filename", "version", "url", "source", "0", "1", "field_value", "name", "email", "position"]
)  # fmt: skip
_TEXTS = st.sampled_from(
    ["", "0", " ", "<p>a</p>", "<p></p>", "<a <b '\"", "a\r\nb", "1e400", "\u202e\u200b\x00",
     "2026-12-01", "2026-12-01 10:00:00", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z",
     "https://u:p@[x/?a", "http://host.example/x?y=z"]
)  # fmt: skip
LEAVES: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=20),
    _TEXTS,
    st.sampled_from([Number("1.10"), Number("1e400"), Number("-0"), Number("9" * 5000)]),
)
ANY_JSON: st.SearchStrategy[Any] = st.recursive(
    LEAVES,
    lambda children: st.one_of(
        st.lists(children, max_size=4),
        st.dictionaries(_KEYS | st.text(max_size=5), children, max_size=5),
        st.lists(st.tuples(_KEYS, children), min_size=1, max_size=3).map(_repeating),
    ),
    max_leaves=15,
)
