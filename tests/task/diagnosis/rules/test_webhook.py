"""Webhooks: set or not, sent at completion, addresses that cannot work."""

from __future__ import annotations

from typing import Any

import pytest

from tallyfy_inspector.task.diagnosis.rules.webhook import rule
from tests.support.findings import PAST, Said, findings, said

URL = "https://hooks.example/x?key=1"
DONE = {"webhook": URL, "status": "completed", "completed_at": PAST}
WAITS = ("info", "likely", "The webhook is sent when the task is completed")
DIFFER = ("info", "certain", "The task and its step name different webhooks")
HTTP = ("warning", "likely", "The webhook's address is http, not https")
BROKEN = ("warning", "likely", "The webhook has no complete web address")
UNKNOWN = ("warning", "cannot_tell", "Was the webhook sent?")
SENT = ("info", "likely", "A webhook was sent")
AGAIN = ("info", "likely", "The webhook most likely was sent more than once")


def step(address: object) -> dict[str, Any]:
    return {"step": {"data": {"id": "s1", "webhook": address}}}


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"webhook": URL}, [WAITS]),
        (step(URL), [WAITS]),
        ({"webhook": URL, **step(URL)}, [WAITS]),
        ({"webhook": URL, **step("https://other.example/")}, [DIFFER, WAITS]),
        ({"webhook": "http://hooks.example/x"}, [HTTP, WAITS]),
        ({"webhook": "hooks.example/x"}, [BROKEN, WAITS]),
        ({"webhook": "https://[broken"}, [BROKEN, WAITS]),
        ({"webhook": "ftp://hooks.example"}, [BROKEN, WAITS]),
        (DONE, [UNKNOWN]),
        ({**DONE, "activities": []}, [UNKNOWN]),
        ({**DONE, "activities": {"data": [{"verb": ["emitted"]}]}}, [SENT]),
        ({**DONE, "activities": [{"verb": "emitted", "entity": {"type": "process"}}]}, [UNKNOWN]),
        ({**DONE, "activities": [{"verb": "re-opened"}]}, [UNKNOWN, AGAIN]),
        ({**DONE, "activities": [{"verb": "emitted"}, {"verb": "emitted"}, {"verb": "re-opened"}]},
         [("info", "likely", "2 webhooks were sent"), AGAIN]),
        ({"webhook": None}, []),
        ({"webhook": "  "}, []),
        ({"webhook": []}, []),
        ({"webhook": 5, "step": []}, []),
        ({"status": "completed"}, []),
        ({}, []),
    ],
)  # fmt: skip
def test_webhook(members: dict[str, Any], expected: list[Said]) -> None:
    assert said(rule, **members) == expected


def test_what_was_sent_stands_in_the_activity_list() -> None:
    assert [each.needs for each in findings(rule, asked=(), **DONE)] == [("activities",)]
    assert [each.needs for each in findings(rule, asked=(), **DONE, activities=[])] == [()]


def test_a_hidden_task_is_said_never_to_send_it() -> None:
    (hidden,) = findings(rule, webhook=URL, status="auto-skipped")
    (waiting,) = findings(rule, webhook=URL)
    assert "hidden" in hidden.text
    assert "hidden" not in waiting.text
    assert hidden.because == (("data", "webhook"), ("data", "status"))


def test_no_word_holds_the_address() -> None:
    for each in findings(rule, **{**DONE, "webhook": "http://hooks.example/x?key=1"}):
        assert "hooks.example" not in each.title + each.text + str(each.reply)


def test_the_step_is_asked_for_where_it_may_have_one() -> None:
    over = {"status": "completed", "webhook": None}
    assert said(rule, asked=(), **over) == [("info", "cannot_tell", "Does its step have a webhook?")]
    assert [each.needs for each in findings(rule, asked=None, **over)] == [("step",)]
    assert said(rule, asked={"step"}, **over) == []
    assert said(rule, asked=(), **over, step_id=None) == []
    assert said(rule, asked=(), webhook=None) == []  # nothing is sent before it is completed
