"""Tables as text: nothing in a cell breaks the table, runs as a formula or turns into markup."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.share.table_text import BOM, csv_text, guard, guarded, markdown, tsv

ROWS = (("Label", "Value"), ("PO number", "PO-2026-00917"), ("Amount", "-3.5"))

SIGNS = "=+-@\t\r＝＋－＠"
BEFORE = ("", " ", "   ", "\u00a0", "\u3000", "\n", '"', "'", "' \"", "“", "＂", "\ufeff", "\u200b")


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("before", BEFORE)
def test_what_could_run_gets_an_apostrophe(sign: str, before: str) -> None:
    cell = f"{before}{sign}cmd|' /C calc'!A0"
    assert guard(cell) == "'" + cell


@pytest.mark.parametrize(
    "cell",
    ["-3.5", "+1", "1e5", "-1,234.50", "+1.5E-7", "-10%", "-.5", " -3 ", "-0", "0", "+49"],
)
def test_plain_numbers_are_left_alone(cell: str) -> None:
    assert guard(cell) == cell


@pytest.mark.parametrize(
    "cell",
    [
        "-",
        "-1+2",
        "+49 30 1234",
        "-2+3+cmd|' /C calc'!A0",
        "=1",
        "@1",
        "--1",
        "+",
        "-1e",
        "－5",
        "-٣",
        '"-3',
        "\t5",
    ],
)
def test_what_only_begins_like_a_number_is_not(cell: str) -> None:
    assert guard(cell) == "'" + cell


@pytest.mark.parametrize(
    "cell",
    ["", " ", "a=b", "x@y.example", "PO-2026", "— none", "–5", "(=1)", "'", '""', "a\t=b", "2026-12-01"],
)
def test_everything_else_is_left_alone(cell: str) -> None:
    assert guard(cell) == cell


def test_whether_any_cell_is_guarded() -> None:
    assert not guarded(ROWS)
    assert not guarded(())
    assert guarded((*ROWS, ("Formula", "=1+1")))
    assert guarded((("=header",),))


def test_tsv() -> None:
    rows = (*ROWS, ("a\tb", "two\r\nlines\u2028more"), ("=1+1", "\t=2"))
    assert tsv(rows) == (
        "Label\tValue\nPO number\tPO-2026-00917\nAmount\t-3.5\na b\ttwo lines more\n'=1+1\t' =2\n"
    )


def test_csv() -> None:
    rows = (*ROWS, ('say "hi", now', "two\nlines"), ("=1+1", "@x"))
    assert csv_text(rows) == (
        "\ufeffLabel,Value\r\nPO number,PO-2026-00917\r\nAmount,-3.5\r\n"
        '"say ""hi"", now","two\nlines"\r\n\'=1+1,\'@x\r\n'
    )
    assert csv_text(rows).encode("utf-8").startswith(b"\xef\xbb\xbfLabel")


def test_markdown() -> None:
    rows = (*ROWS, ("a|b", "two\r\nlines"), ("", " \tx "))
    assert markdown(rows) == (
        "| Label | Value |\n| --- | --- |\n| PO number | PO-2026-00917 |\n| Amount | -3.5 |\n"
        "| a\\|b | two / lines |\n|  | x |\n"
    )


@pytest.mark.parametrize(
    ("cell", "escaped"),
    [
        ("a|b", r"a\|b"),
        ("`code`", r"\`code\`"),
        ("[text](javascript:x)", r"\[text\](javascript:x)"),
        ("![alt](x)", r"\!\[alt\](x)"),
        ("@all", r"\@all"),
        ("<img src=x>", r"\<img src=x\>"),
        ("back\\slash", r"back\\slash"),
        ("*a* _b_ ~~c~~", r"\*a\* \_b\_ \~\~c\~\~"),
        ("https://x.example/a", r"https\://x.example/a"),
        ("WWW.x.example", r"WWW\.x.example"),
        ("R&amp;D &#60;", r"R\&amp;D \&\#60;"),
        ("R&D; 12:30", "R\\&D; 12:30"),
        ("R & D: 3.5", "R & D: 3.5"),
    ],
)
def test_markdown_takes_nothing_for_markup(cell: str, escaped: str) -> None:
    assert markdown((("H",), (cell,))) == f"| H |\n| --- |\n| {escaped} |\n"


def test_rows_of_different_width_are_filled_up() -> None:
    rows = (("A",), ("1", "2", "3"), ())
    assert tsv(rows) == "A\t\t\n1\t2\t3\n\t\t\n"
    assert csv_text(rows) == BOM + "A,,\r\n1,2,3\r\n,,\r\n"
    assert markdown(rows) == "| A |  |  |\n| --- | --- | --- |\n| 1 | 2 | 3 |\n|  |  |  |\n"


@pytest.mark.parametrize("rows", [(), ((),), ((), ())])
def test_no_cells_make_no_table(rows: tuple[tuple[str, ...], ...]) -> None:
    assert (tsv(rows), csv_text(rows), markdown(rows)) == ("", BOM, "")


CELLS = st.text(max_size=12) | st.text(alphabet=SIGNS + "\"' \n\\|`[]!@<>,1.e", max_size=8)
TABLES = st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=4)


@given(TABLES)
def test_csv_and_tsv_hold_the_same_cells_again(rows: list[list[str]]) -> None:
    expected = [[guard(cell) for cell in row] for row in rows]
    assert list(csv.reader(io.StringIO(csv_text(rows).removeprefix(BOM), newline=""))) == expected
    lines = tsv(rows).removesuffix("\n").split("\n")
    assert [len(line.split("\t")) for line in lines] == [2] * len(rows)
    assert guarded(rows) is (expected != rows)


@given(CELLS)
def test_a_guarded_cell_begins_with_nothing_that_runs(cell: str) -> None:
    kept = guard(cell)
    first = kept.strip()[:1]
    assert first not in tuple(SIGNS) or re.fullmatch(r"[+-]?[\d.,eE+%-]+", cell.strip())
    assert kept.endswith(cell)


@given(TABLES)
def test_in_markdown_every_row_has_its_cells(rows: list[list[str]]) -> None:
    lines = markdown(rows).removesuffix("\n").split("\n")
    assert len(lines) == len(rows) + 1
    for line in lines:
        assert len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) == 3
