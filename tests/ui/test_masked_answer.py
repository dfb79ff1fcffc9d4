from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tallyfy_inspector.api.problem import Problem
from tallyfy_inspector.document.parse import in_one_go
from tallyfy_inspector.document.values import RepeatedObject
from tallyfy_inspector.redact.screen import HIDDEN
from tallyfy_inspector.task.diagnosis.finding import Finding
from tallyfy_inspector.ui.masked_answer import (
    masked,
    masked_body,
    masked_findings,
    masked_now,
    masked_source,
    reading,
)
from tallyfy_inspector.ui.session import understood
from tallyfy_inspector.ui.view import Answer, Done, Failed, Idle, Loading, Opened, Stopped, Waiting, same_task
from tests.support.views import NOW, answer, exchange, source

SAM = "Sam Lindqvist"
MAIL = "sam@acme.example"
TASK = {"data": {"id": "d005715eb72c17884e4e3f904d9e01bf", "title": SAM, "status": "active", "owners": []}}


def hidden(whole: Answer) -> Answer:
    return masked(whole, masked_body(whole))


def told(shown: Answer) -> str:
    """Everything in it that may be shown."""
    parts = [shown.body.decode(), str(shown.document and shown.document.root), str(shown.source)]
    if shown.exchange is not None:
        parts += [shown.exchange.reason, str(shown.exchange.response_headers)]
    if shown.problem is not None:
        parts += [shown.problem.title, shown.problem.hint, *shown.problem.details]
    return "\n".join(parts)


def test_a_large_document_is_looked_through_in_slices() -> None:
    rows = [{"id": str(number), "title": SAM} for number in range(20_000)]
    whole = answer({"data": rows})
    body = masked_body(whole)
    assert sum(1 for _slice in reading(body)) > 3
    document = in_one_go(reading(body))
    assert document.settled
    assert masked(whole, body, document).document is document


def test_the_document_is_that_of_the_masked_body() -> None:
    shown = hidden(answer(TASK))
    assert shown.document is not None
    assert shown.document.root == {"data": {**TASK["data"], "title": HIDDEN}}
    assert json.loads(shown.body) == shown.document.root
    assert SAM not in told(shown)


def test_what_is_known_of_the_answer_stays() -> None:
    whole = answer(TASK)
    shown = hidden(whole)
    assert shown.exchange is not None
    assert whole.exchange is not None
    assert shown.size == len(whole.body) != len(shown.body)
    assert shown.exchange.wire_bytes == whole.exchange.wire_bytes
    assert shown.exchange.timings == whole.exchange.timings
    assert shown.source is whole.source
    assert (shown.good, shown.received_at, shown.problem) == (whole.good, whole.received_at, whole.problem)


def test_rules_judge_by_what_came() -> None:
    whole = answer(TASK)
    assert hidden(whole).judged == whole.judged == TASK


def test_repeated_keys_stay_repeated() -> None:
    shown = hidden(answer('{"data": {"id": "1", "title": "Sam", "title": "Mira"}}'))
    assert shown.document is not None
    assert isinstance(shown.document.root["data"], RepeatedObject)  # type: ignore[index]
    assert shown.document.settled


def test_headers_and_reason_that_a_server_may_fill_as_it_likes_are_hidden() -> None:
    headers = (("Content-Type", "application/json"), ("X-Debug", f"{SAM} {MAIL}"), ("Location", f"/{MAIL}"))
    whole = answer(TASK, 200, f"Hello {SAM}")
    whole = replace(whole, exchange=replace(exchange(whole.body), response_headers=headers, reason=SAM))
    shown = hidden(whole)
    assert shown.exchange is not None
    assert shown.exchange.response_headers == (headers[0], ("X-Debug", HIDDEN), ("Location", HIDDEN))
    assert shown.exchange.reason == ""


def test_a_problem_keeps_its_words_and_loses_the_servers() -> None:
    whole = answer({"message": f"{SAM} is not here", "code": "RESOURCE_NOT_FOUND"}, 404, "Not Found")
    shown = hidden(whole)
    assert whole.problem is not None
    assert shown.problem is not None
    assert type(shown.problem) is type(whole.problem)
    assert (shown.problem.title, shown.problem.hint) == (whole.problem.title, whole.problem.hint)
    assert shown.problem.details == (f"Message: {HIDDEN}", "Code: RESOURCE_NOT_FOUND")
    assert SAM in str(whole.problem.details)


def test_so_do_errors_by_field_and_an_error_that_a_message_decides() -> None:
    whole = answer(
        {"message": f"{SAM}: not for this organization", "errors": {"title": [SAM]}}, 403, "Forbidden"
    )
    shown = hidden(whole)
    assert SAM not in told(shown)
    assert whole.problem is not None
    assert shown.problem is not None
    assert shown.problem.title == whole.problem.title == "Token is for another organization"
    assert len(shown.problem.details) == len(whole.problem.details)


@pytest.mark.parametrize("body", [f"<html><title>{SAM}</title>", f"Bad {SAM}", f'{{"title": "{SAM}'])
def test_of_what_is_no_json_only_its_length_is_told(body: str) -> None:
    whole = answer(body, 502, "Bad Gateway")
    shown = hidden(whole)
    assert shown.body.decode() == f"{HIDDEN} ({len(body)} characters)"
    assert shown.document is None
    assert shown.unread is whole.unread is not None
    assert SAM not in told(shown)


def test_an_empty_answer_stays_empty() -> None:
    assert hidden(answer(b"", 502, "Bad Gateway")).body == b""


def test_the_name_of_a_file_is_hidden_and_it_is_still_the_same_file() -> None:
    opened = Opened(Path("/tmp") / f"{SAM}.json")
    came = Answer(opened, None, None, None, None, NOW, opened=json.dumps(TASK).encode())
    whole = understood(came)
    shown = hidden(whole)
    assert isinstance(shown.source, Opened)
    assert shown.source.hidden
    assert same_task(shown.source, whole.source)
    assert SAM not in shown.body.decode()
    pasted = Opened()
    assert masked_source(pasted) is pasted


def test_what_goes_on_is_masked_as_well() -> None:
    file = Opened(Path(f"{SAM}.json"))
    problem = Problem("No answer", "Try again.", details=(f"said {MAIL}", "plain"))
    shown = hidden(answer(TASK))
    for now in (Loading(file, NOW), Stopped(file, NOW), Failed(file, problem, NOW)):
        after = masked_now(now, None)
        assert type(after) is type(now)
        assert after.source == Opened(file.path, hidden=True)
    after = masked_now(Failed(source(), problem, NOW), None)
    assert isinstance(after, Failed)
    assert after.problem.details == (f"said {HIDDEN}", "plain")
    waits = masked_now(Waiting(source(), NOW, problem, 2, NOW), None)
    assert isinstance(waits, Waiting)
    assert waits.problem.details == (f"said {HIDDEN}", "plain")
    assert masked_now(Done(answer(TASK), again=True), shown) == Done(shown, again=True)
    idle = Idle()
    assert masked_now(idle, None) is idle


def test_findings_lose_addresses_only_where_others_look_on() -> None:
    found = Finding("x", "info", "certain", f"“Name for {MAIL}”", f"In {MAIL} it is", (), "https://x")
    whole = answer(TASK)
    assert masked_findings([found], whole) == [found]
    assert masked_findings([found], None) == [found]
    (shown,) = masked_findings([found], hidden(whole))
    assert MAIL not in shown.title + shown.text
    assert shown.because == found.because
