from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tallyfy_inspector.api.problem import BadFile
from tallyfy_inspector.ui.state_log import log_states
from tallyfy_inspector.ui.view import Answer, Done, Failed, Idle, Loading, Now, Opened, Stopped, View, Waiting
from tests.support import views

FILE = Opened(Path("CANARY.json"))
OPENED = Answer(FILE, None, None, None, None, views.NOW, opened=b"CANARY")
BAD = BadFile("CANARY", "CANARY")
REFUSED = views.answer({"message": "CANARY"}, 401, "CANARY")


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (Idle(), []),
        (Loading(views.source(), views.NOW), ["Asked"]),
        (Loading(FILE, views.NOW), ["Opening"]),
        (Loading(FILE, views.NOW, reading=7), []),
        (Done(OPENED), ["Opened: a document, 6 bytes"]),
        (Done(OPENED, again=True), []),
        (Done(replace(OPENED, problem=BAD)), ["Opened: BadFile, 6 bytes"]),
        (Done(replace(views.answer("{}"), problem=None)), ["Answered 200: a task, 2 bytes"]),
        (Done(REFUSED), ["Answered 401: SignIn, 21 bytes"]),
        (Failed(views.source(), BAD, views.NOW), ["No answer: BadFile"]),
        (Failed(FILE, BAD, views.NOW), ["Not opened: BadFile"]),
        (Stopped(FILE, views.NOW), []),
        (
            Waiting(views.source(), views.NOW, BAD, 2, views.NOW, 429),
            ["Waiting after BadFile, then attempt 2"],
        ),
    ],
)
def test_each_state_is_logged_once_and_without_content(
    now: Now, told: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    log = log_states()
    for view in (View(None, now), View(OPENED, now)):
        log(view)
    assert [record.getMessage() for record in caplog.records] == told
    assert "CANARY" not in caplog.text


def test_a_state_that_comes_anew_is_logged_anew(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    log = log_states()
    for _time in range(2):
        log(View(None, Loading(FILE, views.NOW)))
    assert len(caplog.records) == 2
