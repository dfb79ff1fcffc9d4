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
AGAIN = ("info", "likely", "The webhook was sent more than once")
BEFORE = ("info", "likely", "The webhook may have been sent before, and is sent at the next completion")


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
        ({**DONE, "activities": [{"verb": "emitted"}, {"verb": "re-opened"}]}, [SENT]),
        ({"webhook": URL, "activities": [{"verb": "emitted"}]}, [BEFORE]),
        ({"webhook": URL, "activities": [{"verb": ["re-opened"]}]}, [BEFORE]),
        ({"webhook": URL, "activities": [{"verb": "completed"}]}, [BEFORE]),
        ({"webhook": URL, "completed_at": PAST}, [BEFORE]),
        # One of those who have to complete it has done so.
        ({"webhook": URL, "activities": [{"verb": "completed"}], "everyone_must_complete": True}, [WAITS]),
        ({"webhook": URL, "activities": [{"verb": "completed", "entity_type": "process"}]}, [WAITS]),
        ({"webhook": URL, "activities": [{"verb": "created"}], "completed_at": False}, [WAITS]),
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
    assert "so its webhook is not sent" in hidden.text
    assert "most likely nothing was sent for it" in waiting.text
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


def test_of_an_earlier_completion_it_says_what_it_may_have_done() -> None:
    again: dict[str, Any] = {"webhook": URL, "activities": [{"verb": "emitted"}]}
    (open_,) = findings(rule, **again)
    (hidden,) = findings(rule, **again, status="auto-skipped")
    assert "has to expect it twice" in open_.text
    assert "unless it is shown again" in hidden.text
    assert open_.because == (("data", "activities", 0), ("data", "webhook"))
    assert "may have been sent already" in str(open_.reply)


@pytest.mark.parametrize(
    ("members", "words", "reply"),
    [
        ({"webhook": "hooks.example"}, "has to begin with https://", "its address is not complete"),
        ({"webhook": "http://hooks.example"}, "asks for https", "begins with http instead"),
        ({"webhook": URL, **step("https://other.example/")}, "which of the two is used", None),
        ({"webhook": URL}, "nothing was sent for it", "because the task is not completed yet"),
        ({**DONE, "activities": [{"verb": "emitted"}]}, "tries once and shows no failure",
         "most likely sent the webhook"),
        (DONE, "This answer holds no entry about it", None),
    ],
)  # fmt: skip
def test_each_case_in_its_words(members: dict[str, Any], words: str, reply: str | None) -> None:
    found = findings(rule, **members)[0]
    assert words in found.text
    assert (found.reply is None) if reply is None else (reply in str(found.reply))


def test_why_it_was_sent_twice_is_said_in_its_words() -> None:
    _unknown, again = findings(rule, **DONE, activities=[{"verb": "re-opened"}])
    assert "each completion sends it" in again.text
    assert "ignore repeated messages" in str(again.reply)
    (step_unknown,) = findings(rule, asked=(), status="completed", webhook=None)
    assert "The task has none of its own" in step_unknown.text
