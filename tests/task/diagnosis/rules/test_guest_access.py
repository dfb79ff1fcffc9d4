"""Why a guest cannot open the task: one reason a table row, and that no address is shown."""

from __future__ import annotations

from typing import Any

import pytest

from tallyfy_inspector.task.diagnosis.rules.guest_access import rule
from tests.support.findings import PAST, Said, findings, said

GUEST = "leila.haddad@harbourline.example"
NOT_ALLOWED = ("warning", "likely", "Guests are assigned, but this task does not allow guests")
COMPLETED = ("warning", "likely", "The process is completed: guests are locked out")
ARCHIVED = ("warning", "likely", "The process is archived: guests are locked out")
NO_ADDRESS = ("warning", "likely", "The address of 1 guest is no complete e-mail address")
DOMAIN = ("warning", "likely", "1 guest has an address of the organization's own domain")
TYPO = ("warning", "likely", "1 guest's address is almost another one in this answer")
UNKNOWN = ("warning", "cannot_tell", "Do guests have addresses of the organization's own domain?")


def owned(*guests: object, users: list[object] | None = None) -> dict[str, Any]:
    return {"owners": {"users": users or [], "guests": list(guests), "groups": []}}


RUNNING = {"run_status": "active"}
OVER = ("warning", "cannot_tell", "Is the process still open for guests?")
GONE = ("warning", "likely", "1 guest is disabled or was deleted")


def acted(*emails: str, kind: str = "App\\Models\\User") -> dict[str, Any]:
    entries = [{"verb": ["created"], "actor_type": [kind], "actor": [{"email": email}]} for email in emails]
    return {"activities": {"data": entries}}


MEMBER = acted("sam@acme.example")
WATCHED = {"member_watchers": {"data": [{"watcher": {"data": {"email": "sam@acme.example"}}}]}}
EMAIL = {"id": "f1", "field_type": "email"}
PLAIN = {**owned(GUEST), **MEMBER}


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        (PLAIN, []),
        ({**PLAIN, "allow_guest_owners": True, "run_status": "active"}, []),
        ({**PLAIN, "allow_guest_owners": False}, [NOT_ALLOWED]),
        ({**PLAIN, "allow_guest_owners": None}, []),
        ({**PLAIN, "run_status": "complete"}, [COMPLETED]),
        ({**PLAIN, "run": {"data": {"status": "completed"}}}, [COMPLETED]),
        ({**PLAIN, "run": {"data": {"completed_at": PAST}}, "run_status": None}, [COMPLETED]),
        ({**PLAIN, "run": {"data": {"completed_at": PAST}}}, []),  # left over: the process runs
        ({**PLAIN, "run": {"data": {"completed_at": PAST, "status": "issue"}}, "run_status": None}, []),
        ({**PLAIN, "run": {"data": {"status": "complete", "archived_at": PAST}}}, [ARCHIVED]),
        ({**PLAIN, "run_status": "complete", "status": "completed"}, [("info", *COMPLETED[1:])]),
        ({**owned("leila.haddad"), **MEMBER}, [NO_ADDRESS]),
        ({**owned("leila@harbourline"), **MEMBER}, [NO_ADDRESS]),
        ({**owned("leila haddad@harbourline.example"), **MEMBER}, [NO_ADDRESS]),
        ({**owned("a@b..example", "b@"), **MEMBER},
         [("warning", "likely", "The addresses of 2 guests are no complete e-mail addresses")]),
        ({**owned("4417", "af980983e1b8977de7181e619463ec48", 4417), **MEMBER}, []),  # IDs of guests
        ({**owned({"email": GUEST}), **MEMBER}, []),
        ({**owned({"email": "no address"}), **MEMBER}, [NO_ADDRESS]),
        ({**owned("pat@acme.example"), **MEMBER}, [DOMAIN]),
        ({**owned("PAT@ACME.EXAMPLE"), **MEMBER}, [DOMAIN]),
        (owned("pat@acme.example", users=[{"id": 7, "email": "sam@acme.example"}]), [DOMAIN]),
        ({**owned("pat@acme.example"), **WATCHED}, [DOMAIN]),
        ({**owned("pat@acme.example"), **acted("x@acme.example", kind="App\\Models\\Guest")}, []),
        # Once a member themself, and a contractor among the members: neither tells the organization's domain.
        ({**owned("pat@acme.example"), **acted("pat@acme.example")}, []),
        ({**owned("p@work.example"), **acted("a@acme.example", "b@acme.example", "c@work.example")}, []),
        ({**owned("pat@gmail.com"), **acted("sam@gmail.com")}, []),  # anybody's
        ({**PLAIN, "form_fields": [{**EMAIL, "field_value": GUEST.replace("dd", "d")}]}, [TYPO]),
        ({**PLAIN, "form_fields": [{**EMAIL, "field_value": GUEST}]}, []),
        (owned(GUEST), [UNKNOWN]),
        ({**owned(GUEST), "status": "completed"}, []),
        ({**owned(GUEST), "activities": []}, []),
        ({**PLAIN, "step": {"data": {"allow_guest_owners": False}}}, [NOT_ALLOWED]),
        ({**PLAIN, "allow_guest_owners": True, "step": {"data": {"allow_guest_owners": False}}}, []),
        ({**PLAIN, "run_status": "Completed"}, [COMPLETED]),
        ({**owned({"email": GUEST, "details": {"disabled_at": PAST}}), **MEMBER}, [GONE]),
        ({**owned({"email": GUEST, "details": {"data": {"deleted_at": PAST}}}), **MEMBER}, [GONE]),
        ({**owned({"email": GUEST, "deleted_at": PAST}), **MEMBER}, [GONE]),
        ({**owned({"email": GUEST, "details": {"disabled_at": None}, "deleted_at": False}), **MEMBER}, []),
        (owned(), []),
        (owned(None, "", [], {}), []),
        ({"owners": None}, []),
        ({"owners": {"guests": "x"}, "allow_guest_owners": False}, []),
        ({}, []),
    ],
)  # fmt: skip
def test_guests(members: dict[str, Any], expected: list[Said]) -> None:
    assert said(rule, asked=(), **{**RUNNING, **members}) == expected


def test_members_are_asked_for_where_the_answer_shows_none() -> None:
    assert [each.needs for each in findings(rule, asked=(), **RUNNING, **owned(GUEST))] == [("activities",)]
    assert findings(rule, asked={"activities"}, **RUNNING, **owned(GUEST)) == []


def test_the_process_is_asked_for_where_it_may_lock_guests_out() -> None:
    assert said(rule, asked=(), **PLAIN) == [OVER]
    assert [each.needs for each in findings(rule, asked=None, **PLAIN)] == [("run",)]
    assert said(rule, asked={"run"}, **PLAIN) == []
    assert said(rule, asked=(), **PLAIN, run={"data": {"id": "r1"}}) == []
    assert said(rule, asked=(), **PLAIN, run_id=None) == []
    assert said(rule, asked=(), **PLAIN, status="completed") == []


def test_no_word_holds_an_address_and_the_place_leads_to_it() -> None:
    (found,) = findings(rule, **owned("leila.haddad@harbourline", GUEST), **MEMBER)
    assert found.because == (("data", "owners", "guests", 0),)
    assert "harbourline" not in found.title + found.text + str(found.reply)


def test_the_documentation_s_contradiction_is_said() -> None:
    (found,) = findings(rule, **PLAIN, run_status="complete")
    assert "lock everyone out" in found.text
    assert "stays valid" in found.text


def test_many_guests_are_compared_in_no_time() -> None:
    many = [f"guest.{'a' * (number % 7)}{number:x}@customer.example" for number in range(5_000)]
    assert UNKNOWN in said(rule, asked=(), **owned(*many))


@pytest.mark.parametrize(
    "over",
    [
        {"status": "completed"},
        {"status": "auto-skipped"},
        {"status": "skipped"},
        {"archived_at": PAST},
        {"run_status": "archived", "run": None},
    ],
)
@pytest.mark.parametrize(
    "guests",
    [
        {**PLAIN, "allow_guest_owners": False},
        {**owned("leila.haddad"), **MEMBER},
        {**owned({"email": GUEST, "deleted_at": PAST}), **MEMBER},
        {**owned("pat@acme.example"), **MEMBER},
        {**PLAIN, "form_fields": [{**EMAIL, "field_value": GUEST.replace("dd", "d")}]},
        owned(GUEST),
    ],
)
def test_of_a_task_that_waits_for_nobody_only_the_process_is_told(
    guests: dict[str, Any], over: dict[str, Any]
) -> None:
    told = said(rule, asked=(), **{**RUNNING, **guests, **over})
    assert told == ([ARCHIVED] if over.get("run_status") == "archived" else [])
    assert said(rule, asked=(), **{**RUNNING, **guests})  # it is told while it waits


@pytest.mark.parametrize(
    ("members", "words", "reply"),
    [
        ({**PLAIN, "allow_guest_owners": False}, "contradict each other", "does not admit guests at present"),
        ({**owned({"email": GUEST, "deleted_at": PAST}), **MEMBER}, "own record says so", "was switched off"),
        ({**owned("leila.haddad"), **MEMBER}, "arrives nowhere", "address is incomplete"),
        ({**owned("pat@acme.example"), **MEMBER}, "invite them as a member", "organization's own domain"),
        ({**PLAIN, "form_fields": [{**EMAIL, "field_value": GUEST.replace("dd", "d")}]}, "in one letter",
         "has a typo"),
        ({**PLAIN, "run_status": "complete"}, "lock everyone out", "the process of this task has ended"),
        (owned(GUEST), "no member's address to compare with", None),
        ({**PLAIN, "run_status": None}, "A process that is over", None),
    ],
)  # fmt: skip
def test_each_reason_in_its_words(members: dict[str, Any], words: str, reply: str | None) -> None:
    (found,) = findings(rule, asked=(), **{**RUNNING, **members})
    assert words in found.text
    assert (found.reply is None) if reply is None else (reply in str(found.reply))
