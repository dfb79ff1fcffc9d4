from __future__ import annotations

from datetime import UTC

from tallyfy_inspector.ports import RecentTask
from tallyfy_inspector.ui import recent_words
from tests.support.views import NOW, ORGANIZATION, TASK

RECENT = RecentTask("default", ORGANIZATION, TASK, None, NOW)


def told(title: str, *, hidden: bool = False, connection: str = "Northwind") -> str:
    return recent_words.entry(RECENT, title, connection, UTC, hidden=hidden)


def test_a_task_is_told_by_title_id_connection_and_time() -> None:
    assert told("Collect sign-off") == (
        "Collect sign-off  ·  d005715e  ·  Northwind  ·  23 Nov 2026, 12:01:03 UTC"
    )
    assert told("") == "d005715e  ·  Northwind  ·  23 Nov 2026, 12:01:03 UTC"


def test_a_title_is_hidden_where_others_look_on() -> None:
    assert "CANARY" not in told("CANARY", hidden=True)
    assert told("", hidden=True) == told("")


def test_it_stays_in_one_line_and_shows_what_is_invisible() -> None:
    line = told("a\nb\tc \u202e" + "x" * 500)
    assert "\n" not in line
    assert "\\u202e" in line
    assert len(line) < 150
