"""A table as text for the clipboard or a file: TSV, Markdown and CSV.

Each function takes rows of cells with the header first and gives one text; rows that are shorter than the
widest are filled up. A spreadsheet program takes a cell that begins with `=` for a formula, so in TSV and
CSV such cells get an apostrophe in front (`guard`), and `guarded` tells whether any did, so that the
person can be told. In Markdown nothing may become a link, an image, a mention or markup (`markdown`).

Knows no field and no file: what is masked or left out is decided before. A new format: one function.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from tallyfy_inspector.share.markdown import escape

Rows = Sequence[Sequence[str]]

BOM = "\ufeff"

# After blanks and quotes of any kind: the signs that begin a formula, also in full width, and tab and CR.
_FORMULA = re.compile(r"""[\s\ufeff\u200b"'`“”‘’„‚«»＂＇]*?[=+\-@\t\r＝＋－＠]""")
_NUMBER = re.compile(r"[+-]?(?:\d+(?:[.,]\d+)*|[.,]\d+)(?:[eE][+-]?\d+)?%?", re.ASCII)
_BREAKS = re.compile(r"[\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


def guard(cell: str) -> str:
    """`cell` with an apostrophe in front when a spreadsheet program could run it; a plain number (-3.5, +1,
    1e5, -10 %) is none and stays."""
    if not _FORMULA.match(cell) or _NUMBER.fullmatch(cell.strip(" ")):
        return cell
    return "'" + cell


def guarded(rows: Rows) -> bool:
    """Whether `tsv` and `csv_text` put an apostrophe before any cell of `rows`."""
    return any(guard(cell) != cell for row in rows for cell in row)


def tsv(rows: Rows) -> str:
    """Cells parted by tabs, rows ended by newlines; tabs and line breaks inside a cell become one blank."""
    return "".join("\t".join(_BREAKS.sub(" ", guard(cell)) for cell in row) + "\n" for row in _even(rows))


def csv_text(rows: Rows) -> str:
    """CSV by RFC 4180 (commas, `\\r\\n`), to be written as UTF-8.

    It begins with a byte order mark, without which spreadsheet programs on Windows take the text for that
    of an old code page: encode it with "utf-8", not with "utf-8-sig".
    """
    page = io.StringIO(newline="")
    page.write(BOM)
    csv.writer(page, lineterminator="\r\n").writerows([guard(cell) for cell in row] for row in _even(rows))
    return page.getvalue()


def markdown(rows: Rows) -> str:
    """A table in Markdown, "" without rows; line breaks inside a cell become " / "."""
    lines = [f"| {' | '.join(escape(cell) for cell in row)} |" for row in _even(rows)]
    if not lines:
        return ""
    rule = "|" + " --- |" * max(len(row) for row in rows)
    return "\n".join((lines[0], rule, *lines[1:])) + "\n"


def _even(rows: Rows) -> list[list[str]]:
    """The rows, all as wide as the widest, which has at least one cell."""
    width = max((len(row) for row in rows), default=0)
    return [[*row, *("" for _missing in range(width - len(row)))] for row in rows if width]
