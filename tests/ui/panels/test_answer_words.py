from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from tallyfy_inspector.api.exchange import CutOff
from tallyfy_inspector.document.parse import ParseError
from tallyfy_inspector.document.refusal import Reason
from tallyfy_inspector.ui.panels.answer_words import exchange_of, headline, stops
from tallyfy_inspector.ui.view import Opened
from tests.support import views


def test_the_headline_tells_task_status_and_size() -> None:
    made = views.answer({"error": True}, 401, "Unauthorized")
    assert headline(made) == "Answer to d005715e, 401 Unauthorized, 15 bytes"
    assert exchange_of(made) is made.exchange


def test_no_answer_at_all() -> None:
    assert headline(None) == "No answer yet."
    assert exchange_of(None) is None


def test_an_answer_that_no_request_was_made_for() -> None:
    made = replace(views.answer({}), source=Opened(Path("task.json")), exchange=None, opened=b"{}")
    assert exchange_of(made) is None
    assert headline(made) == "From file: task.json, 2 bytes. No request was made for it."
    pasted = replace(made, source=Opened())
    assert headline(pasted) == "Pasted JSON, 2 bytes. No request was made for it."


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


def test_where_a_body_stops_being_json() -> None:
    error = ParseError("not_json", 3, 17, 20_400)
    assert stops(error) == "Stops being JSON at line 3, column 17 (byte 20,400)"


@pytest.mark.parametrize("reason", get_args(Reason))
def test_every_reason_has_its_sentence(reason: Reason) -> None:
    told = stops(ParseError(reason, 3, 17, 204))
    assert "{" not in told
    assert ("line 3, column 17 (byte 204)" in told) == (reason != "empty")
    others = {stops(ParseError(other, 3, 17, 204)) for other in get_args(Reason) if other != reason}
    assert told not in others
