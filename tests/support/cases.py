"""Cases for the rules of the diagnosis: a task from its members, at one moment, and what rules said of it.

Knows no rule. The task waits for two members, with nothing wrong; a test changes what it is about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

from tallyfy_inspector.document.path import value_at
from tallyfy_inspector.task.diagnosis.case import Case
from tallyfy_inspector.task.diagnosis.finding import Finding
from tallyfy_inspector.task.diagnosis.reply import saved_words
from tallyfy_inspector.task.diagnosis.unchecked import not_checked
from tallyfy_inspector.task.reading import find_task
from tests.support.samples import parsed

NOW = datetime(2026, 11, 23, 12, 1, 3, tzinfo=UTC)
EVERYTHING = frozenset({"run", "step", "form_fields", "threads", "issues", "assets", "activities"})
LEFT_OUT = object()
"""As a member's value: the member is not there."""

TASK: dict[str, Any] = {
    "id": "d0",
    "title": "T",
    "run_id": "r0",
    "step_id": "s0",
    "status": "in-progress",
    "task_type": "task",
    "problem": False,
    "owners": {"users": [20391, 20417], "guests": [], "groups": [], "taskUrls": []},
    "form_fields": {"data": []},
    "run": {"data": {"id": "r0", "status": "active", "has_open_issue": False}},
    "step": {"data": {"id": "s0", "assignees": [], "guests": [], "groups": []}},
    "issues": {"data": []},
}


def at(**distance: float) -> str:
    """The moment that far from now (a negative one: before), as the API sends it."""
    return (NOW + timedelta(**distance)).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def owners(*users: object, guests: Iterable[object] = (), groups: Iterable[object] = ()) -> dict[str, Any]:
    """The member `owners` of a task."""
    return {"users": list(users), "guests": list(guests), "groups": list(groups), "taskUrls": []}


def answer(**changes: object) -> Any:
    """The whole answer, with these members of the task in place of the usual ones."""
    members = {key: value for key, value in {**TASK, **changes}.items() if value is not LEFT_OUT}
    return parsed({"data": members})


def case(asked: frozenset[str] | None = EVERYTHING, zone: tzinfo = UTC, **changes: object) -> Case:
    """A case of that answer, for a person in `zone`."""
    root = answer(**changes)
    task = find_task(root)
    assert task is not None
    return Case(root, task, asked, NOW, zone)


def never_asks(rule: Callable[[Case], Iterable[Finding]], include: str | None, **changes: Any) -> None:
    """A rule without a question of its own stays silent where its facts are not there, whatever was asked
    for, and what was not checked names the `include` that would hold them (None: no include does)."""
    for asked in (None, frozenset[str](), EVERYTHING):
        of = case(asked, **changes)
        assert [each.confidence for each in rule(of)] == []
        told = " ".join(not_checked(of.root, asked))
        assert include is None or include in told


def kinds(findings: Iterable[Finding]) -> list[str]:
    """ "blocker certain" and so on, one a finding, in their order; each finding is looked over on the way."""
    listed = list(findings)
    for finding in listed:
        check(finding)
    return [f"{finding.severity} {finding.confidence}" for finding in listed]


def places(finding: Finding, of: Case) -> list[object]:
    """The values that a finding rests on; fails when one of its places is not in the answer."""
    return [value_at(of.root, path) for path in finding.because]


def check(finding: Finding) -> None:
    """What holds for every finding: one line of title, a page of documentation, two sentences of reply."""
    assert len(finding.title.splitlines()) == 1
    assert finding.text
    assert "{" not in finding.text + finding.title
    assert re.fullmatch(r"https://tallyfy\.com/products/pro/[\w/-]+/", finding.doc)
    assert finding.because or finding.confidence == "cannot_tell"
    assert finding.confidence == "cannot_tell" or not finding.needs
    if finding.confidence == "cannot_tell":
        assert finding.reply is None
    if finding.reply is not None:
        told = finding.reply.removeprefix(f"{saved_words()} ")
        assert sentences(told) == 2, finding.reply
        unsure = "most likely" in finding.reply.lower()
        assert unsure == (finding.confidence == "likely"), "a reply is as sure as its finding"


def sentences(text: str) -> int:
    """How many sentences `text` has."""
    return sum(text.count(end) for end in (". ", "? ")) + text.endswith((".", "?"))
