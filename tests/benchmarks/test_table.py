from __future__ import annotations

import json

from benchmarks import table
from benchmarks.rows import Result, Row

SHOW = Row("show", "10 MB", "ours", "theirs", "a bare decoder", 2.0)
OPEN = Row("open", "1,000 integers", "ours", "theirs", "less", 5, slices="slice", together="and")


def test_a_row_for_the_file() -> None:
    told = table.record(Result(OPEN, 1234.567, 500.0, 12.345), "")
    assert told == {
        "what": "open",
        "size": "1,000 integers",
        "unit": "ms",
        "ours": 1234.57,
        "reference": 500.0,
        "against": "less",
        "ratio": 2.469,
        "target": "at most 5 times, and slices under 50 ms",
        "held": True,
        "longest_slice_ms": 12.35,
    }


def test_what_was_tried_is_told_where_a_target_is_missed() -> None:
    row = Row("show", "10 MB", "ours", "theirs", "a bare decoder", 2.0, tried="less work")
    assert table.record(Result(row, 3.0, 1.0, None), "")["note"] == "less work"
    assert table.record(Result(row, None, 1.0, None), "it fell over")["note"] == "it fell over"
    assert "note" not in table.record(Result(row, 1.0, 1.0, None), "")


def test_the_file_is_json_and_ends_with_a_line() -> None:
    told = table.report({"cores": 2}, 5, [table.record(Result(SHOW, 1.0, None, None), "left out")])
    read = json.loads(told)
    assert told.endswith("}\n")
    assert (read["machine"], read["runs"]) == ({"cores": 2}, 5)
    assert (read["rows"][0]["reference"], read["rows"][0]["note"]) == (None, "left out")


def test_the_table_stands_in_columns_and_tells_below_what_is_not_there() -> None:
    results = [(Result(SHOW, 1234.56, 500.0, None), ""), (Result(OPEN, None, 2.0, None), "it fell over")]
    lines = table.lines([table.record(result, note) for result, note in results])
    assert lines[0].split() == ["what", "size", "ours", "reference", "ratio", "target", "held", "against"]
    assert lines[2].split("  ")[0] == "show"
    assert [part.strip() for part in lines[2].split("  ") if part] == [
        "show", "10 MB", "1,234.6 ms", "500.0 ms", "2.47", "at most 2 times", "NO", "a bare decoder",
    ]  # fmt: skip
    columns = {
        line.index(word) for line, word in ((lines[2], "a bare"), (lines[3], "less"), (lines[0], "against"))
    }
    assert len(columns) == 1
    assert lines[4:] == ["open, 1,000 integers: it fell over"]


def test_what_is_held_is_counted_among_what_could_be_judged() -> None:
    told: list[table.Told] = [{"held": True}, {"held": False}, {"held": None}]
    assert table.summary(told) == "1 of 2 targets held"
