"""What one rule of the diagnosis says of a task that holds little else than what the rule is about.

`said` answers its findings in short, after looking at each as `cases.check` does. The task of `cases` is a
whole one with nothing wrong; this one is bare, for rules that depend on what was not returned. Knows no rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC
from typing import Any

from tallyfy_inspector.document.path import value_at
from tallyfy_inspector.task.diagnosis.case import Case
from tallyfy_inspector.task.diagnosis.finding import Finding
from tallyfy_inspector.task.reading import find_task
from tests.support.cases import EVERYTHING, NOW, check, sentences
from tests.support.samples import parsed

PAST, FUTURE = "2026-11-20T17:00:00.000Z", "2026-11-30T17:00:00.000Z"
BARE = {"id": "t1", "title": "T", "status": "in-progress", "run_id": "r1", "step_id": "s1"}
Rule = Callable[[Case], Iterator[Finding]]
Said = tuple[str, str, str]  # severity, confidence, title


def bare(**members: Any) -> Any:
    """An open task of a process with these members, as it comes out of the program's own reader."""
    return parsed({"data": {**BARE, **members}})


def case_of(root: object, asked: Iterable[str] | None = None) -> Case:
    """The case that the rules are handed for `root`, which holds a task."""
    task = find_task(root)
    assert task is not None
    return Case(root, task, None if asked is None else frozenset(asked), NOW, UTC)


def findings(rule: Rule, asked: Iterable[str] | None = EVERYTHING, **members: Any) -> list[Finding]:
    """What `rule` finds in such a task; each finding has been looked at."""
    case = case_of(bare(**members), asked)
    found = list(rule(case))
    for each in found:
        check(each)
        assert 1 <= sentences(each.text) <= 3, each.text
        assert each.text.endswith((".", "?"))
        for path in each.because:
            value_at(case.root, path)  # raises where there is nothing
    return found


def said(rule: Rule, asked: Iterable[str] | None = EVERYTHING, **members: Any) -> list[Said]:
    """The same in short."""
    return [(each.severity, each.confidence, each.title) for each in findings(rule, asked, **members)]
