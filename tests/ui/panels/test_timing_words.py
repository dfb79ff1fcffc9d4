from __future__ import annotations

from dataclasses import replace
from datetime import UTC

import pytest

from tallyfy_inspector.api.exchange import Timings
from tallyfy_inspector.ui.panels import timing_words
from tallyfy_inspector.ui.panels.timing_words import PhaseRow, rows, sizes, spoken
from tests.support import views

NEW = replace(
    views.exchange(b"{}"), timings=Timings(first_byte=100.0, total=160.0, connect=13.0, tls=28.0, body=18.5)
)
OPEN = replace(NEW, timings=Timings(first_byte=100.0, total=118.7, body=18.5))


def shown(made: tuple[PhaseRow, ...]) -> list[tuple[str, str, str]]:
    return [(row.name, timing_words.time(row), timing_words.share(row)) for row in made]


def test_every_phase_and_all_together() -> None:
    assert shown(rows(NEW, 0.4, 40.0)) == [
        ("Connect", "13 ms", "6 %"),
        ("TLS", "28 ms", "14 %"),
        ("First byte", "100 ms", "50 %"),
        ("Body", "18 ms", "9 %"),
        ("Parse", "0.4 ms", "under 1 %"),
        ("Paint", "40 ms", "20 %"),
        ("Total", "200 ms", "100 %"),
    ]


def test_shares_are_of_all_and_what_lies_between_is_told_when_it_counts() -> None:
    made = rows(replace(NEW, timings=replace(NEW.timings, total=200.0)), None, None)
    assert [row.name for row in made][-2:] == ["Other", "Total"]
    parts = [row for row in made if not row.total]
    assert sum(row.ms or 0 for row in parts) == pytest.approx(made[-1].ms)
    assert sum(row.share for row in parts) == pytest.approx(1)


def test_a_phase_that_did_not_happen_says_why() -> None:
    notes = {row.name: row.note for row in rows(OPEN, None, None) if row.ms is None}
    assert notes == {
        "Connect": "none: the connection was open already",
        "TLS": "none: the connection was open already",
        "Parse": "none: the answer was not read",
        "Paint": "none: Task JSON has not shown this answer",
    }
    here = replace(OPEN, url="http://127.0.0.1:8000/api")
    assert rows(here, None, None)[1].note == "none: this address is not encrypted"
    assert shown(rows(OPEN, None, None))[0] == ("Connect", "–", "")


def test_an_answer_from_a_file_has_only_what_happens_here() -> None:
    assert [row.name for row in rows(None, 5.0, None)] == ["Parse", "Paint", "Total"]
    assert rows(None, None, None) == ()
    assert sizes(None, UTC) == ""


def test_nothing_took_any_time() -> None:
    nothing = replace(NEW, timings=Timings(0.0, 0.0))
    assert {row.share for row in rows(nothing, 0.0, 0.0) if not row.total} == {0.0}


def test_what_is_heard() -> None:
    connect, *_rest = rows(NEW, None, None)
    assert spoken(connect) == "Connect: 13 ms, 8 %, reaching the server"
    assert spoken(rows(OPEN, None, None)[0]) == "Connect: none: the connection was open already"


def test_long_times_are_in_seconds() -> None:
    assert timing_words.time(PhaseRow("", 3_210.0, 0, "")) == "3.2 s"
    assert timing_words.time(PhaseRow("", 9.97, 0, "")) == "10 ms"


def test_how_much_came() -> None:
    plain = replace(NEW, wire_bytes=4_198)
    assert sizes(plain, UTC) == "Asked at 12:01:02. 4.1 KB received, not compressed."
    packed = replace(
        NEW, body=b"x" * 33_900, wire_bytes=4_198, response_headers=(("Content-Encoding", "gzip"),)
    )
    assert sizes(packed, UTC).endswith("4.1 KB received, which unpack to 33.1 KB: 8.1 times as much.")
    assert sizes(packed, UTC, 67_800).endswith("which unpack to 66.2 KB: 16.2 times as much.")
    empty = replace(NEW, body=b"", wire_bytes=0, response_headers=(("content-encoding", "gzip"),))
    assert sizes(empty, UTC).endswith("0 bytes received, not compressed.")
