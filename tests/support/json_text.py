"""Made-up JSON for property tests: a model that says what was sent, its text, and how a parse should read.

A model is None, a bool, a str, `Digits`, a list of models, or `Members` (pairs, keys may repeat).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from tallyfy_inspector.document.values import Number, RepeatedObject


@dataclass(frozen=True)
class Digits:
    """A number as it is written."""

    text: str


@dataclass(frozen=True)
class Members:
    """An object as it is written."""

    pairs: tuple[tuple[str, Any], ...]


_digits = st.from_regex(r"-?(0|[1-9][0-9]{0,30})(\.[0-9]{1,5})?([eE][+-]?[0-9]{1,3})?", fullmatch=True).map(
    Digits
)
_odd = st.sampled_from(
    ["", "a", "b", "data", "Ü", "😀", "\ud800", '"', "\\", "\n", "\u202e", "[", "]]", "{}"]
)
_texts = _odd | st.text(st.characters(), max_size=8)
_scalars = st.none() | st.booleans() | _digits | _texts


def models(max_leaves: int = 25) -> st.SearchStrategy[Any]:
    """Models of any shape."""
    return st.recursive(
        _scalars,
        lambda inner: (
            st.lists(inner, max_size=5)
            | st.lists(st.tuples(_texts, inner), max_size=5).map(lambda pairs: Members(tuple(pairs)))
        ),
        max_leaves=max_leaves,
    )


blanks = st.sampled_from(["", " ", "\n", "\r\n", "\t \n"])


def written(model: Any, blank: str = "", ascii_only: bool = False) -> str:
    """`model` as JSON, with `blank` between all signs."""
    if isinstance(model, Digits):
        return model.text
    if isinstance(model, list):
        inside = f"{blank},{blank}".join(written(one, blank, ascii_only) for one in model)
        return f"[{blank}{inside}{blank}]"
    if isinstance(model, Members):
        inside = f"{blank},{blank}".join(
            f"{_string(name, ascii_only)}{blank}:{blank}{written(value, blank, ascii_only)}"
            for name, value in model.pairs
        )
        return f"{{{blank}{inside}{blank}}}"
    return _string(model, ascii_only) if isinstance(model, str) else json.dumps(model)


def _string(text: str, ascii_only: bool) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(text)
    return json.dumps(text, ensure_ascii=ascii_only)


def as_model(value: object) -> Any:
    """The model that a parsed `value` stands for."""
    if isinstance(value, Number):
        return Digits(value.text)
    if isinstance(value, int) and not isinstance(value, bool):
        return Digits(str(value))
    if isinstance(value, RepeatedObject):
        return Members(tuple((name, as_model(one)) for name, one in value.pairs))
    if isinstance(value, dict):
        return Members(tuple((name, as_model(one)) for name, one in value.items()))
    return [as_model(one) for one in value] if isinstance(value, list) else value
