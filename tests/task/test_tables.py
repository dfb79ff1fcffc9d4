"""Table fields in every shape that a table may have."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from tallyfy_inspector.task.readable import Readable
from tallyfy_inspector.task.reading import Found, elements
from tallyfy_inspector.task.tables import table
from tests.support.samples import ANY_JSON, variants

COLUMNS = [{"id": 1, "label": "Item"}, {"id": 2, "label": "Qty"}]
TWO_ROWS = "Item: Router, Qty: 2; Item: Cable, Qty: 10"


def read(value: Any, columns: Any = COLUMNS) -> Readable:
    return table(Found({"columns": columns}, ()), Found(value, ()))


def words(value: Any, columns: Any = COLUMNS) -> str:
    """The table on one line."""
    told = read(value, columns)
    return told.line or told.text


@pytest.mark.parametrize("index", range(3))
def test_the_sample_guesses(index: int) -> None:
    field = elements(Found(variants()["table_value_guesses"], ()))[index]
    assert isinstance(field.value, dict)
    value = Found(field.value["field_value"], (*field.path, "field_value"))
    assert table(field, value).line == ("Item: Router, Qty: 2", TWO_ROWS, TWO_ROWS)[index]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Router", "Router"),
        (5, "5"),
        (["Router", ""], "Item: Router, Qty: —"),
        (["Router", 2, "extra"], "Item: Router, Qty: 2, column 3: extra"),
        ([["Router", "2"], ["Cable"]], "Item: Router, Qty: 2; Item: Cable"),
        ([{"Item": "Router", "Qty": 2}], "Item: Router, Qty: 2"),
        ([{"1": "Router", "2": "2"}], "Item: Router, Qty: 2"),
        ({"0": ["Router", "2"], "1": ["Cable", "10"]}, TWO_ROWS),
        ({"1": "Router", "2": "2"}, "Item: Router, Qty: 2"),
        ({"Item": "Router", "Other": {"value": "x"}}, "Item: Router, Other: x"),
        ([{"id": 1, "value": "Router"}, {"id": 2, "value": "2"}], "Item: Router, Qty: 2"),
        ([{"id": 1, "value": ["Router", "Cable"]}, {"id": 2, "value": ["2"]}],
         "Item: Router, Qty: 2; Item: Cable, Qty: —"),
        ([{"text": "Router"}, {"text": "Cable"}], "text: Router; text: Cable"),
        (["Router", ["2"]], '["Router", ["2"]]'),
        ([["", None], [""]], ""),
        ([{"id": 1, "label": "Item", "value": []}, {"id": 2, "label": "Qty", "value": [""]}], ""),
        ([{"Item": ""}], ""),
    ],
)  # fmt: skip
def test_a_table(value: Any, expected: str) -> None:
    assert words(value) == expected


@pytest.mark.parametrize("columns", [None, [], "odd", {}])
def test_without_columns_the_cells_stand_alone(columns: Any) -> None:
    assert words(["Router", "2"], columns) == "Router, 2"


def test_columns_may_be_bare_or_have_text() -> None:
    assert (
        words(["Router", "2", "x"], ["Item", {"text": "Qty"}, {"id": 3}])
        == "Item: Router, Qty: 2, column 3: x"
    )


def test_a_long_table_ends_and_says_how_much_is_left() -> None:
    text = words([["Router", str(row)] for row in range(203)])
    assert text.endswith("Item: Router, Qty: 199; … and 3 more rows")
    lines = read([["Router", str(row)] for row in range(203)]).text.split("\n")
    assert (len(lines), lines[-2:]) == (202, ["Router | 199", "… and 3 more rows"])


@pytest.mark.parametrize(
    ("value", "columns", "lines"),
    [
        (["Router", "2"], COLUMNS, ["Item | Qty", "Router | 2"]),
        ([["Router", "2"], ["Cable", ""]], COLUMNS, ["Item | Qty", "Router | 2", "Cable | —"]),
        ([["Router", "2"], ["Cable"]], COLUMNS, ["Item | Qty", "Router | 2", "Cable"]),
        (["two\nlines", "2"], COLUMNS, ["Item | Qty", "two lines | 2"]),
        (["Router", "2"], [], ["Router | 2"]),
        ([{"Item": "Router"}, {"Qty": "2"}], [], ["Item: Router", "Qty: 2"]),
        ([{"1": "Router", "2": "2"}], COLUMNS, ["Item | Qty", "Router | 2"]),
    ],
)
def test_a_small_table_of_lines(value: Any, columns: Any, lines: list[str]) -> None:
    assert read(value, columns).text.split("\n") == lines


@given(ANY_JSON, ANY_JSON)
def test_nothing_raises(columns: Any, value: Any) -> None:
    words(value, columns)
