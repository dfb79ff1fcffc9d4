from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tallyfy_inspector.api.exchange import CutOff
from tallyfy_inspector.redact import mask_json
from tallyfy_inspector.ui.controls import Button
from tallyfy_inspector.ui.panels import raw
from tallyfy_inspector.ui.panels.raw import Raw
from tallyfy_inspector.ui.view import Done, View
from tests.support import views
from tests.support.task_samples import CODE, GUEST_LINK, TASK


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def panel(qtbot: QtBot, said: list[str]) -> Raw:
    made = Raw(views.Surroundings(said=said).context())
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show()
    return made


def words(panel: Raw, name: str) -> str:
    label = panel.findChild(type(panel._headline), name)
    assert label is not None
    return label.text() if label.isVisible() else ""


def test_the_newest_answer_is_shown_though_it_is_a_bad_one(panel: Raw) -> None:
    panel.show_view(views.bad({"error": True}, 401, "Unauthorized", views.good(TASK)))
    assert panel.text.toPlainText() == '{"error": true}'
    assert words(panel, "raw_headline") == "Answer to d005715e, 401 Unauthorized, 15 bytes"


def test_no_answer_at_all(panel: Raw) -> None:
    panel.show_view(views.failed())
    assert panel.text.toPlainText() == ""
    assert words(panel, "raw_headline") == "No answer yet."


def test_the_last_good_answer_stays_while_the_next_is_on_its_way(panel: Raw) -> None:
    panel.show_view(views.loading(views.good({"data": 1})))
    assert panel.text.toPlainText() == '{"data": 1}'


def test_secrets_are_masked_and_the_rest_is_as_received(panel: Raw) -> None:
    body = json.dumps(TASK).replace("/", "\\/").replace("sign-off", "sign-\\u006fff")
    panel.show_view(views.good(body))
    shown = panel.text.toPlainText()
    assert CODE not in shown
    assert "sign-\\u006fff" in shown


def test_what_cannot_be_seen_is_spelled_out(panel: Raw) -> None:
    panel.show_view(views.bad(b'caf\xe9 \xe2\x80\xae \x00\r\n"\xc3\xbc"\t.', 500, ""))
    assert panel.text.toPlainText() == 'caf\\udce9 \\u202e \\u0000\\r\n"ü"\t.'


def button(panel: Raw, name: str) -> Button:
    found = panel.findChild(Button, name)
    assert found is not None
    return found


def show_all(panel: Raw, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel._filler.finished):
        button(panel, "raw_show_all").click()


def test_a_large_body_is_shown_in_part_until_all_is_asked_for(panel: Raw, qtbot: QtBot) -> None:
    body = json.dumps({"data": "x" * 300_000, "link": GUEST_LINK})
    panel.show_view(views.good(body))
    assert panel.text.toPlainText().startswith('{"data": "xxx')
    assert len(panel.text.toPlainText()) < raw.FIRST + 100
    assert words(panel, "raw_notice") == "The first 200,000 characters."
    more, stop = button(panel, "raw_show_all"), button(panel, "raw_stop")
    assert more.text() == "Show all 293.1 KB"
    assert not stop.isVisible()
    show_all(panel, qtbot)
    assert panel.text.toPlainText().replace("\n", "") == mask_json(body)
    assert not more.isVisible()
    assert not stop.isVisible()
    assert words(panel, "raw_notice") == ""


def test_a_body_beyond_the_most_says_how_much_more_it_shows(
    panel: Raw, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(raw, "FIRST", 1_000)
    monkeypatch.setattr(raw, "MOST", 100_000)
    panel.show_view(views.good(json.dumps({"data": "x" * 300_000})))
    more = button(panel, "raw_show_all")
    assert more.text() == "Show the first 97.7 KB"
    show_all(panel, qtbot)
    assert words(panel, "raw_notice") == "The first 100,000 characters."
    assert not more.isVisible()


def test_filling_can_be_stopped_and_goes_on_where_it_stopped(
    panel: Raw, qtbot: QtBot, said: list[str]
) -> None:
    body = json.dumps([{"number": number, "text": "ü" * 20} for number in range(60_000)], ensure_ascii=False)
    panel.show_view(views.good(body))
    more, stop = button(panel, "raw_show_all"), button(panel, "raw_stop")
    more.click()
    assert stop.isVisible()
    assert stop.hasFocus()
    assert not more.isVisible()
    qtbot.waitUntil(lambda: panel._filler.shown > 500_000)
    assert words(panel, "raw_notice").endswith("characters so far.")
    stop.click()
    stopped = panel._filler.shown
    assert stopped < len(body)
    assert words(panel, "raw_notice") == f"The first {stopped:,} characters."
    assert said == [words(panel, "raw_notice")]
    assert panel.text.hasFocus()
    show_all(panel, qtbot)
    assert panel.text.toPlainText().replace("\n", "") == body
    assert said[1:] == ["Shown to its end"]


def test_nothing_is_filled_in_while_the_panel_is_hidden(panel: Raw, qtbot: QtBot) -> None:
    panel.show_view(views.good(json.dumps(["word"] * 400_000)))
    button(panel, "raw_show_all").click()
    panel.hide()
    hidden = panel._filler.shown
    qtbot.wait(30)
    assert panel._filler.shown == hidden
    with qtbot.waitSignal(panel._filler.finished):
        panel.show()


def test_another_answer_ends_the_filling_of_the_one_before(panel: Raw, qtbot: QtBot) -> None:
    panel.show_view(views.good(json.dumps(["word"] * 400_000)))
    button(panel, "raw_show_all").click()
    panel.show_view(views.good({"data": 1}))
    qtbot.wait(30)
    assert panel.text.toPlainText() == '{"data": 1}'
    assert not button(panel, "raw_stop").isVisible()


def test_the_same_answer_is_not_filled_in_again(panel: Raw, monkeypatch: pytest.MonkeyPatch) -> None:
    view = views.good(json.dumps({"data": "x" * 300_000}))
    panel.show_view(view)
    monkeypatch.setattr(panel.text, "fill", lambda _text: pytest.fail("filled again"))
    panel.show_view(replace(view, now=view.now))


def test_nothing_is_read_while_the_panel_is_hidden(qtbot: QtBot) -> None:
    surroundings = views.Surroundings()
    masked: list[str] = []
    context = replace(surroundings.context(), mask_raw=noting(masked))
    panel = Raw(context)
    qtbot.addWidget(panel)
    panel.show_view(views.good({"data": 1}))
    assert masked == []
    panel.show()
    assert masked == ['{"data": 1}']


def noting(masked: list[str]) -> Callable[[str], str]:
    def mask(text: str) -> str:
        masked.append(text)
        return text

    return mask


def test_a_cut_off_answer_is_the_newest(panel: Raw) -> None:
    panel.show_view(View(now=Done(views.answer('{"data": {"id', cut_off=CutOff("connection")))))
    assert panel.text.toPlainText() == '{"data": {"id'
    assert words(panel, "raw_headline").endswith("cut off: the connection ended early")


# Where it stops being JSON


def test_where_a_body_stops_being_json_is_said_and_marked(panel: Raw) -> None:
    panel.show_view(views.bad('{"a": 1,\n "b": oops}', 200, "OK"))
    assert words(panel, "raw_place") == "Stops being JSON at line 2, column 7 (byte 15)"
    assert panel.text.toPlainText() == '{"a": 1,\n "b": oops}'
    assert panel.text.place == len('{"a": 1,\n "b": ')
    assert panel.text.textCursor().position() == panel.text.place
    panel.show_view(views.good({"data": 1}))
    assert words(panel, "raw_place") == ""
    assert panel.text.place is None


def test_a_page_instead_of_json_is_shown_whole(panel: Raw) -> None:
    panel.show_view(views.bad("<html>no</html>", 502, "Bad Gateway"))
    assert panel.text.toPlainText() == "<html>no</html>"
    assert panel.text.place == 0
    assert words(panel, "raw_place") == "Stops being JSON at line 1, column 1 (byte 0)"


def test_a_place_behind_secrets_is_where_it_is(panel: Raw) -> None:
    panel.show_view(views.bad(json.dumps({"a": GUEST_LINK})[:-1] + ', "b": oops}', 200, "OK"))
    shown = panel.text.toPlainText()
    assert CODE not in shown
    assert shown[panel.text.place or 0 :] == "oops}"


def marks(panel: Raw) -> int:
    return len(list(panel.text.extraSelections()))


def test_a_place_far_behind_is_gone_to_when_all_is_shown(panel: Raw, qtbot: QtBot) -> None:
    body = json.dumps([{"n": number, "link": GUEST_LINK} for number in range(6_000)])[:-1] + ", oops]"
    panel.show_view(views.bad(body, 200, "OK"))
    assert marks(panel) == 0
    show_all(panel, qtbot)
    assert CODE not in panel.text.toPlainText()
    cursor = panel.text.textCursor()
    assert cursor.position() == panel.text.place
    cursor.movePosition(cursor.MoveOperation.End, cursor.MoveMode.KeepAnchor)
    assert cursor.selectedText() == "oops]"
    assert panel.text.viewport().rect().contains(panel.text.cursorRect().center())


def test_behind_the_place_only_so_much_is_shown(panel: Raw, qtbot: QtBot) -> None:
    panel.show_view(views.bad(b"<p>" + b"text " * 200_000, 500, ""))
    assert button(panel, "raw_show_all").text() == "Show the first 256.0 KB"
    show_all(panel, qtbot)
    assert words(panel, "raw_notice") == "The first 262,144 characters."
    assert not button(panel, "raw_show_all").isVisible()


# Pretty


def test_pretty_sets_the_document_out_and_stays_for_the_next_answer(panel: Raw) -> None:
    panel.show_view(views.good('{"data":{"n":1.10,"n":[]}}'))
    panel.pretty.setFocus()
    QTest.keyClick(panel.pretty, Qt.Key.Key_Space)
    assert panel.text.toPlainText() == '{\n  "data": {\n    "n": 1.10,\n    "n": []\n  }\n}'
    panel.show_view(views.good("[1]"))
    assert panel.text.toPlainText() == "[\n  1\n]"
    panel.pretty.click()
    assert panel.text.toPlainText() == "[1]"


def test_pretty_hides_what_the_tree_hides(panel: Raw) -> None:
    panel.pretty.click()
    panel.show_view(views.good(TASK))
    assert CODE not in panel.text.toPlainText()
    assert TASK["data"]["id"] in panel.text.toPlainText()


def test_what_is_no_json_is_shown_as_it_came_and_says_so(panel: Raw) -> None:
    panel.pretty.click()
    panel.show_view(views.bad("<html>", 502, ""))
    assert panel.text.toPlainText() == "<html>"
    told = "Stops being JSON at line 1, column 1 (byte 0); shown as it was received"
    assert words(panel, "raw_place") == told


def test_pretty_is_capped_too(panel: Raw, qtbot: QtBot) -> None:
    root = [{"number": number} for number in range(9_000)]
    panel.pretty.click()
    panel.show_view(views.good(root))
    assert raw.FIRST_PRETTY <= len(panel.text.toPlainText()) < 2 * raw.FIRST_PRETTY
    assert words(panel, "raw_notice").startswith("The first ")
    assert button(panel, "raw_show_all").text() == "Show all"
    show_all(panel, qtbot)
    assert panel.text.toPlainText() == json.dumps(root, indent=2)
    assert words(panel, "raw_notice") == ""


def test_everything_is_reached_by_tab(panel: Raw) -> None:
    panel.show_view(views.good(json.dumps(["word"] * 60_000)))
    panel.setFocus()
    reached = [panel.window().focusWidget()]
    for _step in range(2):
        QTest.keyClick(panel.window().focusWidget(), Qt.Key.Key_Tab)
        reached.append(panel.window().focusWidget())
    assert reached == [panel.text, panel.pretty, button(panel, "raw_show_all")]
