from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from tallyfy_inspector.api.exchange import CutOff
from tallyfy_inspector.redact import mask_json
from tallyfy_inspector.ui.controls import Button
from tallyfy_inspector.ui.panels import raw
from tallyfy_inspector.ui.panels.raw import Raw, beginning, headline
from tallyfy_inspector.ui.view import Done, View
from tests.support import views
from tests.support.task_samples import CODE, GUEST_LINK, TASK

JWT = "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9." + "QUJD" * 60 + "." + "c2ln" * 60


@pytest.fixture
def panel(qtbot: QtBot) -> Raw:
    made = Raw(views.Surroundings().context())
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


def test_a_body_that_is_cut_inside_a_character_is_shown_to_its_end() -> None:
    assert beginning("aü".encode()[:2], 100, str) == ("a\\udcc3", True)


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("too_large", "cut off at the limit of 256.0 MB"),
        ("inflates", "cut off: it unpacks to more than 200 times its size"),
        ("connection", "cut off: the connection ended early"),
        ("timeout", "cut off: the rest did not come in time"),
        ("encoding", "cut off: the rest could not be unpacked"),
    ],
)
def test_the_headline_says_why_a_body_ends_early(kind: str, says: str) -> None:
    made = views.answer('{"da', cut_off=CutOff(kind, 256 * 2**20))
    assert headline(made) == f"Answer to d005715e, 200 OK, 4 bytes, {says}"


def test_a_large_body_is_shown_in_part_until_all_is_asked_for(panel: Raw, qtbot: QtBot) -> None:
    body = json.dumps({"data": "x" * 300_000})
    panel.show_view(views.good(body))
    assert panel.text.toPlainText().startswith('{"data": "xxx')
    assert len(panel.text.toPlainText()) < raw.FIRST + 100
    assert words(panel, "raw_notice") == "The first 200,000 characters."
    more = panel.findChild(Button, "raw_show_all")
    assert more is not None
    assert more.text() == "Show all 293.0 KB"
    more.click()
    assert panel.text.toPlainText().replace("\n", "") == body
    assert not more.isVisible()
    assert words(panel, "raw_notice") == ""


def test_a_body_beyond_the_most_says_how_much_more_it_shows(
    panel: Raw, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(raw, "FIRST", 1_000)
    monkeypatch.setattr(raw, "MOST", 100_000)
    panel.show_view(views.good(json.dumps({"data": "x" * 300_000})))
    more = panel.findChild(Button, "raw_show_all")
    assert more is not None
    assert more.text() == "Show the first 97.7 KB"
    more.click()
    assert words(panel, "raw_notice") == "The first 100,000 characters."
    assert not more.isVisible()


def test_the_same_answer_is_not_filled_in_again(panel: Raw, monkeypatch: pytest.MonkeyPatch) -> None:
    view = views.good(json.dumps({"data": "x" * 300_000}))
    panel.show_view(view)
    more = panel.findChild(Button, "raw_show_all")
    assert more is not None
    more.click()
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


@pytest.mark.parametrize(
    "secret", [GUEST_LINK, JWT, "https://someone:hunter2hunter2hunter2hunter2hunter2@x.example"]
)
def test_a_secret_at_the_end_of_the_piece_is_never_shown(secret: str) -> None:
    """The piece ends before, in the middle of, and after the secret, wherever that stands."""
    telling = secret[-32:]
    for before in range(-len(secret) - 20, 40, 7):
        body = ("x" * (3_000 + before) + '", "note": "' + secret + '"' + "y" * 60_000).encode()
        shown, whole = beginning(body, 3_000, mask_json)
        assert not whole
        assert telling not in shown
        assert secret[-40:-8] not in shown


def test_masking_may_not_pull_a_cut_secret_into_view() -> None:
    """Long secrets become short masks, so that what is shown could reach to the cut; and a password in an
    address is known by the @ behind it alone, which the cut takes away."""
    password = '"https://someone:hunter2'
    room = 1_000 + raw._MARGIN - len(password)
    head = "[" + f'"{JWT}", ' * ((room - 1) // (len(JWT) + 4))
    head += " " * (room - len(head))
    body = (head + password + '@files.example.com/x"]' + " " * 50_000).encode()
    assert "hunter2" in mask_json(body[: 1_000 + raw._MARGIN].decode())[:1_000]
    shown, _whole = beginning(body, 1_000, mask_json)
    assert "hunter2" not in shown


def test_a_cut_off_answer_is_the_newest(panel: Raw) -> None:
    panel.show_view(View(now=Done(views.answer('{"data": {"id', cut_off=CutOff("connection")))))
    assert panel.text.toPlainText() == '{"data": {"id'
    assert words(panel, "raw_headline").endswith("cut off: the connection ended early")
