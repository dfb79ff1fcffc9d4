"""What guests see of the comments, and comments that the answer counts but does not list."""

from __future__ import annotations

from typing import Any

import pytest

from tallyfy_inspector import resources
from tallyfy_inspector.document.parse import parse
from tallyfy_inspector.task.diagnosis.rules.comments import rule
from tests.support.findings import PAST, Said, case_of, findings, said
from tests.support.samples import task_full

GUEST = {"owners": {"users": [], "guests": ["a@b.example"], "groups": []}}
PREVENTED = ("info", "certain", "Guests neither see nor write comments here")
HIDDEN = ("info", "certain", "1 comment is hidden from guests")
GONE = ("info", "certain", "1 comment was deleted or archived")
FROM_STEP = ("info", "likely", PREVENTED[2])
UNMENTIONED = ("info", "likely", "No comment mentions anybody")
SETTING = ("info", "cannot_tell", "May guests see and write comments here?")
UNLISTED = ("info", "cannot_tell", "Which comments are there?")
FOR_GUESTS = ("info", "cannot_tell", "Which comments do guests see?")
SHUT = {"state": "hide-for-guests"}
OLD = {"state": "open", "archived_at": PAST}
PLAIN = {"state": "open", "archived_at": None}


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({**GUEST, "prevent_guest_comment": True, "threads": []}, [PREVENTED]),
        ({**GUEST, "step": {"data": {"prevent_guest_comment": 1}}, "threads": []}, [FROM_STEP]),
        ({"prevent_guest_comment": True, "threads": []}, []),
        ({**GUEST, "prevent_guest_comment": True, "threads": [SHUT]}, [PREVENTED]),
        ({**GUEST, "prevent_guest_comment": False, "threads": {"data": [SHUT, PLAIN]}}, [HIDDEN]),
        ({**GUEST, "threads": [SHUT, SHUT]}, [("info", "certain", "2 comments are hidden from guests")]),
        ({"threads": [SHUT]}, []),
        ({"threads": [OLD, PLAIN]}, [GONE]),
        ({"threads": [OLD, PLAIN], "threads_count": 1}, [GONE]),  # counted without the archived one
        ({"threads": [OLD, PLAIN], "threads_count": 2}, [GONE]),  # and with it
        ({"threads": [{**PLAIN, "archived_at": False}], "threads_count": 1}, []),
        ({"threads": [PLAIN], "threads_count": 3},
         [("info", "likely", "The count of comments is 3, but 1 is listed")]),
        ({"threads": [], "threads_count": {"data": {"total": 4, "problems": 1}}},
         [("info", "likely", "The count of comments is 4, but 0 are listed")]),
        ({"threads": None, "threads_count": 4}, []),
        ({"threads": [PLAIN], "threads_count": 1}, []),
        ({"threads": [PLAIN], "threads_count": "many"}, []),
        ({"threads": [PLAIN], "threads_count": True}, []),
        ({"threads": [None, 7, "x", {}], "threads_count": []}, []),
        ({"threads_count": 2}, [UNLISTED]),
        ({"threads_count": 0, **GUEST}, []),
        (GUEST, [FOR_GUESTS]),
        ({**GUEST, "prevent_guest_comment": True}, [PREVENTED]),
        ({"threads": [{"content": "<p>Ready?</p>"}, PLAIN]}, [UNMENTIONED]),
        ({"threads": [{"content": "<p>Ready?</p>"}, {"content": "<p>@Sam</p>"}]}, []),
        ({"threads": [{"content": "<span class=mention>Sam</span>"}]}, []),
        ({"threads": [{"content": "Ready?", "mentions": [7]}]}, []),
        # As Tallyfy answers a mention, and whom it told: as in the demo and in the sample.
        ({"threads": [{"content": "<p>Waiting. <strong>Mira Okafor</strong> please chase.</p>"}]}, []),
        ({"threads": [{"content": "<STRONG>Mira</STRONG>?"}, {"content": "Ready?"}]}, []),
        ({"threads": [{"content": "Ready?", "sent_to": [20417]}]}, []),
        ({"threads": [{"content": "Ready?", "sent_to": []}]}, [UNMENTIONED]),
        ({"threads": [{"content": "Ready?", **OLD}]}, [GONE]),
        ({"threads": [{"content": " "}, {"content": {"a": 1}}]}, []),
        ({"owners": {"guests": None}}, []),
        ({}, []),
    ],
)  # fmt: skip
def test_comments(members: dict[str, Any], expected: list[Said]) -> None:
    assert said(rule, **members) == expected


def test_the_comments_are_asked_for_where_that_can_still_help() -> None:
    assert [each.needs for each in findings(rule, asked=(), threads_count=2)] == [("threads",)]
    assert [each.needs for each in findings(rule, asked={"threads"}, threads_count=2)] == [()]
    assert [each.needs for each in findings(rule, asked=None, threads_count=2)] == [("threads",)]


def test_each_finding_leads_to_what_it_rests_on() -> None:
    (hidden,) = findings(rule, **GUEST, threads={"data": [PLAIN, SHUT]})
    assert hidden.because == (("data", "threads", "data", 1),)
    (gone,) = findings(rule, threads=[OLD])
    assert gone.because == (("data", "threads", 0),)


def test_the_step_is_asked_for_where_it_may_shut_guests_out() -> None:
    of: dict[str, Any] = {**GUEST, "threads": []}
    assert said(rule, asked=(), **of) == [SETTING]
    assert [each.needs for each in findings(rule, asked=(), **of)] == [("step",)]
    assert said(rule, asked={"step"}, **of) == []
    assert said(rule, asked=(), **of, prevent_guest_comment=False) == []
    assert said(rule, asked=(), **of, step={"data": {"id": "s1"}}) == []
    assert said(rule, asked=(), **of, step_id=None) == []
    assert said(rule, asked=(), threads=[]) == []


@pytest.mark.parametrize(
    ("members", "words", "reply"),
    [
        ({**GUEST, "prevent_guest_comment": True, "threads": []}, "It is switched off in the step's Advanced",
         "guests can neither see nor write"),
        ({**GUEST, "step": {"data": {"prevent_guest_comment": 1}}, "threads": []}, "It is switched off",
         "guests most likely can neither see nor write"),
        ({**GUEST, "threads": [SHUT]}, "Each comment has a switch for it", "the eye symbol switches that"),
        ({"threads": [OLD]}, "no longer shows", None),
        ({"threads": [{"content": "Ready?"}]}, "Only those who are mentioned", "none of them mentions"),
        ({"threads": [PLAIN], "threads_count": 3}, "does not say what is", None),
        ({"threads_count": 2}, "does not list the comments", None),
    ],
)  # fmt: skip
def test_each_case_in_its_words(members: dict[str, Any], words: str, reply: str | None) -> None:
    (found,) = findings(rule, **members)
    assert words in found.text
    assert (found.reply is None) if reply is None else (reply in str(found.reply))


def test_the_sample_and_the_demo_mention_somebody() -> None:
    stuck = parse(resources.path("demo/stuck.json").read_bytes()).root
    for root in (task_full(), stuck):
        titles = {each.title for each in rule(case_of(root))}
        assert UNMENTIONED[2] not in titles
        assert HIDDEN[2] in titles  # they were read


def test_that_the_step_can_shut_guests_out_is_said_in_its_words() -> None:
    (unknown,) = findings(rule, asked=(), **GUEST, threads=[])
    assert "The step of the template can prevent it" in unknown.text
