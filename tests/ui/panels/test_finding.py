from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from pytestqt.qtbot import QtBot

from tallyfy_inspector.document.filter import Hits
from tallyfy_inspector.document.path import Path
from tallyfy_inspector.redact import mask_value
from tallyfy_inspector.ui.panels.finding import Finding, Wanted
from tests.support.task_samples import CODE, TASK

ROOT = {
    "data": {
        "title": "Title of all",
        "empty": None,
        "list": [{"title": "a"}, {"title": ""}, {"name": "titles"}],
    }
}
MANY = {"data": [{"id": number, "text": f"text {number}"} for number in range(60_000)]}


@pytest.fixture
def finding(qtbot: QtBot) -> Finding:
    made = Finding(mask_value)
    made.show_document(ROOT)
    return made


def look(qtbot: QtBot, finding: Finding, wanted: Wanted) -> list[Path]:
    finding.look(wanted)
    qtbot.waitUntil(lambda: finding.state != "running", timeout=20_000)
    return list(finding.found)


TITLES: list[Path] = [
    ("data", "title"),
    ("data", "list", 0, "title"),
    ("data", "list", 1, "title"),
    ("data", "list", 2, "name"),
]


def test_plain_and_with_options(finding: Finding, qtbot: QtBot) -> None:
    assert look(qtbot, finding, Wanted("title")) == TITLES
    assert look(qtbot, finding, Wanted("Title", case=True)) == TITLES[:1]
    assert look(qtbot, finding, Wanted("title", whole_word=True)) == TITLES[:3]
    assert look(qtbot, finding, Wanted("^tit.*s$", regexp=True)) == TITLES[3:]
    assert look(qtbot, finding, Wanted("nothing")) == []
    assert (finding.state, finding.error) == ("done", "")
    assert look(qtbot, finding, Wanted("")) == []
    assert finding.state == "idle"


def test_a_pattern_goes_over_megabytes_in_one_text(finding: Finding, qtbot: QtBot) -> None:
    finding.show_document({"t": "abc def " * 650_000, "x": "zzz"})
    assert look(qtbot, finding, Wanted("zzz", regexp=True)) == [("x",)]
    assert (finding.state, finding.error) == ("done", "")
    look(qtbot, finding, Wanted("(a|aa)+$", regexp=True))
    assert finding.state == "done"
    finding.show_document({"t": "a" * 2_000_000 + "!", "x": "zzz"})
    look(qtbot, finding, Wanted("(a|aa)+$", regexp=True))
    assert (finding.state, finding.error) == ("failed", "This pattern takes too long.")


def test_a_query_in_document_order_and_each_node_once(finding: Finding, qtbot: QtBot) -> None:
    assert look(qtbot, finding, Wanted("$.data['list','title','title']")) == [
        ("data", "title"),
        ("data", "list"),
    ]
    assert finding.found.count == 2
    assert look(qtbot, finding, Wanted("$..title")) == TITLES[:3]
    assert finding.marks(TITLES[0], "title", "Title of all") == (True, False)
    assert finding.marks(TITLES[3], "name", "titles") == (False, False)


@pytest.mark.parametrize(
    ("wanted", "column", "words"),
    [
        (Wanted("$.data["), None, "it ends too early"),
        (Wanted("$.data[?@.a ==]"), None, "JSONPath"),
        (Wanted("a[", regexp=True), 3, "This is no regular expression: see character 3."),
        (Wanted("$.data[?nope(@.a)]"), 9, "JSONPath has no function nope."),
    ],
)
def test_errors_are_sentences(
    finding: Finding, qtbot: QtBot, wanted: Wanted, column: int | None, words: str
) -> None:
    look(qtbot, finding, wanted)
    assert finding.state == "failed"
    assert words in finding.error
    assert column is None or finding.column == column
    assert look(qtbot, finding, Wanted("title")) == TITLES
    assert finding.error == ""


def test_a_pattern_that_takes_too_long_says_so_and_the_window_lives(finding: Finding, qtbot: QtBot) -> None:
    finding.show_document({"data": ["a" * 5_000 + "!"] * 1_000})
    look(qtbot, finding, Wanted("(a+)+$", regexp=True))
    assert finding.error == "This pattern takes too long."
    assert finding.marks(("data", 0), 0, "a" * 5_000 + "!") == (False, False)


def test_the_latest_text_wins(finding: Finding, qtbot: QtBot) -> None:
    finding.show_document(MANY)
    ends: list[str] = []
    finding.ended.connect(lambda: ends.append(finding.wanted.text))
    finding.look(Wanted("$..nope"))
    finding.look(Wanted("text"))
    finding.look(Wanted("$..id"))
    finding.look(Wanted("text 59999"))
    qtbot.waitUntil(lambda: finding.state == "done", timeout=20_000)
    qtbot.wait(300)
    assert ends == ["text 59999"]
    assert list(finding.found) == [("data", 59_999, "text")]


def test_the_first_hit_is_told_before_the_walk_ends_and_others_come_in_between(
    finding: Finding, qtbot: QtBot
) -> None:
    finding.show_document(MANY)
    told: list[int] = []
    beats: list[int] = []
    finding.changed.connect(lambda: told.append(finding.found.count) if finding.state == "running" else None)
    timer = QTimer(interval=2, timerType=Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: beats.append(finding.found.count))
    timer.start()
    found = look(qtbot, finding, Wanted("text"))
    timer.stop()
    assert len(found) == 60_000
    assert 0 < next(count for count in told if count) < 60_000
    assert len(set(beats)) > 3


def test_stop_keeps_what_was_found(finding: Finding, qtbot: QtBot) -> None:
    finding.show_document(MANY)
    ends: list[str] = []
    finding.ended.connect(lambda: ends.append(finding.state))
    finding.look(Wanted("text"))
    qtbot.waitUntil(lambda: finding.found.count > 0)
    assert finding.stop()
    count = finding.found.count
    assert 0 < count < 60_000
    qtbot.wait(50)
    assert (finding.found.count, ends) == (count, ["stopped"])
    assert not finding.stop()


def test_a_query_is_abandoned_by_stop(finding: Finding, qtbot: QtBot) -> None:
    finding.show_document(MANY)
    finding.look(Wanted("$..nope"))
    assert finding.stop()
    qtbot.wait(400)
    assert (finding.state, finding.error, finding.found.count) == ("stopped", "", 0)


def test_900_levels(finding: Finding, qtbot: QtBot) -> None:
    root: object = {"deep": 1}
    for _level in range(900):
        root = [root]
    finding.show_document(root)
    assert look(qtbot, finding, Wanted("deep")) == [(*(0,) * 900, "deep")]
    assert look(qtbot, finding, Wanted("$..deep")) == [(*(0,) * 900, "deep")] or "too deep" in finding.error
    look(qtbot, finding, Wanted("$[?@..deep == " + "(" * 900 + "1" + ")" * 900 + "]"))
    assert finding.state == "failed"
    assert finding.error


def test_nothing_is_found_in_what_is_masked(finding: Finding, qtbot: QtBot) -> None:
    finding.show_document(TASK)
    for wanted in (Wanted(CODE), Wanted(CODE[:-2], regexp=True), Wanted(f"$..*[?search(@, '{CODE}')]")):
        assert look(qtbot, finding, wanted) == []
        assert finding.state == "done"


def test_what_is_hidden_is_no_hit(finding: Finding, qtbot: QtBot) -> None:
    assert look(qtbot, finding, Wanted("", hide_empty=True)) == []
    assert finding.state == "done"
    assert finding.sieve is not None
    hidden = look(qtbot, finding, Wanted("title", hide_empty=True))
    assert hidden == [TITLES[0], TITLES[1], TITLES[3]]
    assert look(qtbot, finding, Wanted("empty", hide_empty=True, only=True)) == []


def test_only_the_hits(finding: Finding, qtbot: QtBot) -> None:
    look(qtbot, finding, Wanted("titles", only=True))
    assert finding.tree == {"data": {"list": {2: {"name": None}}}}
    assert finding.sieve is not None
    assert Hits().sieve() is not None
    look(qtbot, finding, Wanted("titles"))
    assert finding.sieve is None


def test_what_is_marked(finding: Finding, qtbot: QtBot) -> None:
    look(qtbot, finding, Wanted("title"))
    assert finding.marks(("data", "title"), "title", "Title of all") == (True, True)
    assert finding.marks(("data", "list", 2, "name"), "name", "titles") == (False, True)
    assert finding.marks(("data", "list"), "list", ROOT["data"]["list"]) == (False, False)
    look(qtbot, finding, Wanted("null"))
    assert finding.marks(("data", "empty"), "empty", None) == (False, True)
    look(qtbot, finding, Wanted(""))
    assert finding.marks(("data", "empty"), "empty", None) == (False, False)


def test_another_document_is_searched_for_the_same(finding: Finding, qtbot: QtBot) -> None:
    look(qtbot, finding, Wanted("title"))
    finding.show_document({"title": 1})
    qtbot.waitUntil(lambda: finding.state == "done")
    assert list(finding.found) == [("title",)]
    finding.show_document(None, shown=False)
    assert (finding.state, finding.found.count) == ("idle", 0)
