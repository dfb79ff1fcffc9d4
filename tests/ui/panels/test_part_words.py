from __future__ import annotations

from datetime import UTC
from zoneinfo import ZoneInfo

import pytest

from tallyfy_inspector.document.moments import read_time
from tallyfy_inspector.task.dates import Zones
from tallyfy_inspector.task.included import Line, State
from tallyfy_inspector.ui.panels import part_words
from tallyfy_inspector.ui.panels.part_words import Cell, Now
from tests.support.views import NOW

HERE = Now(NOW, Zones(UTC))
PARIS = Now(NOW, Zones(UTC, ZoneInfo("Europe/Paris")))
ASKED = "Not returned, though asked for. Perhaps no file. Or Tallyfy does not show “assets” to this account."
NOT_ASKED = "Not returned: it was not asked for. Tick “assets” under the includes and fetch again."
SENT = "2026-11-20T12:01:03Z"


def when(text: str = SENT) -> Line:
    return Line("Written", text, ("a",), read_time(text, "created_at"))


def test_a_cell_is_one_short_line() -> None:
    assert part_words.cell("a\n b").forms == ("a b",)
    assert part_words.cell("x" * 900).text == "x" * 299 + "…"
    assert part_words.cell("\u202e").text == "\\u202e"
    nothing = part_words.cell("")
    assert (nothing.text, nothing.role) == ("—", "dim")


def test_a_time_in_a_cell_has_shorter_forms() -> None:
    forms = part_words.time_cell(when(), HERE).forms
    assert forms == ("Fri 20 Nov 2026, 12:01:03 UTC · 3 days ago", "3 days ago")
    assert part_words.time_cell(when("soon"), HERE).forms == ("soon",)
    assert part_words.time_cell(None, HERE).forms == ("—",)


def test_the_organizations_zone_is_told_where_it_differs() -> None:
    assert part_words.value_words(when(), HERE) == "Fri 20 Nov 2026, 12:01:03 UTC · 3 days ago"
    assert part_words.value_words(when(), PARIS).endswith(" · organization: 20 Nov 2026, 13:01:03 CET")
    same = Now(NOW, Zones(ZoneInfo("Europe/Paris"), ZoneInfo("Europe/Paris")))
    assert "organization" not in part_words.value_words(when(), same)
    assert "organization" not in part_words.value_words(when("2026-11-20"), PARIS)  # a day has no zone


def test_what_is_blank_is_called_empty() -> None:
    blank = Line("Told to", "", ("a",))
    assert part_words.value_words(blank, HERE) == "empty"
    cell = part_words.value_cell(blank, HERE)
    assert (cell.text, cell.role) == ("empty", "dim")
    assert part_words.line_detail(blank, HERE).text == "Told to: empty"
    assert part_words.value_cell(Line("A", "b", ()), HERE).text == "b"
    assert part_words.value_cell(when(), PARIS).forms[1] == "Fri 20 Nov 2026, 12:01:03 UTC · 3 days ago"


def test_a_time_is_told_with_what_was_sent() -> None:
    said = part_words.line_detail(when(), HERE).text
    assert said == f"Written: Fri 20 Nov 2026, 12:01:03 UTC · 3 days ago (sent: {SENT})"


def test_what_holds_nothing_comes_last() -> None:
    lines = (Line("A", "", ()), Line("B", "b", ()), Line("C", "", ()))
    assert [each.text for each in part_words.line_details(lines, HERE)] == ["B: b", "A: empty", "C: empty"]


def test_a_long_text_says_how_much_is_left() -> None:
    assert part_words.long_text("x" * 50_000) == "x" * 50_000
    assert part_words.long_text("x" * 51_234).endswith(
        "… (1,234 more characters; “Copy value” takes them all)"
    )


@pytest.mark.parametrize(
    ("state", "asked", "words"),
    [
        ("present", True, ""),
        ("empty", True, "Returned, and empty: no file."),
        ("unreadable", None, "This part cannot be read as it should be. It is shown as it was sent."),
        ("not returned", True, ASKED),
        ("not returned", False, NOT_ASKED),
        ("not returned", None, "Not returned: this answer does not hold “assets”."),
    ],
)  # fmt: skip
def test_why_there_is_no_row(state: State, asked: bool | None, words: str) -> None:
    assert part_words.why_none(state, "assets", asked, "no file.") == words


def test_a_row_as_it_is_heard_and_copied() -> None:
    cells = [Cell(("a", "b")), Cell(("—",), "dim"), Cell(("c",))]
    assert part_words.spoken(cells) == "a, c"
    assert part_words.copied(["a\tb", "c\nd"]) == "a b\tc d"
