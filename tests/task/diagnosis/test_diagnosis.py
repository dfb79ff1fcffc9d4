"""All rules together: over any JSON, over the demo's tasks, and what their words may hold."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector import resources
from tallyfy_inspector.document.parse import parse
from tallyfy_inspector.document.path import value_at
from tallyfy_inspector.document.values import Number
from tallyfy_inspector.task.diagnosis import RULES, Case, Finding, diagnose, rank
from tallyfy_inspector.task.reading import Found
from tests.support.cases import EVERYTHING, NOW, answer, check, kinds, owners
from tests.support.samples import ANY_JSON, task_full, variants

DEMO = sorted(path.stem for path in resources.path("demo").glob("*.json") if path.stem != "errors")


def demo(name: str) -> Any:
    return parse(resources.path(f"demo/{name}.json").read_bytes()).root


def walk(value: object) -> Iterator[tuple[list[Any] | dict[str, Any], Any, object]]:
    """Every container with each of its keys or indexes and what stands there."""
    stack = [value]
    while stack:
        top = stack.pop()
        pairs = top.items() if isinstance(top, dict) else enumerate(top) if isinstance(top, list) else ()
        for key, child in list(pairs):
            assert isinstance(top, (dict, list))
            yield top, key, child
            stack.append(child)


def words(finding: Finding) -> str:
    return f"{finding.title} {finding.text} {finding.reply} {finding.code} {finding.needs}"


# -- the list of rules


def test_each_rule_has_its_own_code_and_title() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)
    assert len({rule.title for rule in RULES}) == len(RULES)
    assert all(rule.title for rule in RULES)


def test_findings_come_the_worst_and_surest_first() -> None:
    found = diagnose(demo("stuck"), EVERYTHING, NOW, UTC)
    assert found == sorted(found, key=rank)
    assert len(found) > 5


def test_completed_and_archived_come_before_every_other_reason() -> None:
    field = {"label": "A", "field_type": "text", "required": True, "field_value": None}
    stuck: dict[str, Any] = {"problem": True, "issues": [{"id": "i"}], "form_fields": [field]}
    stuck["run"] = {"id": "r0", "status": "archived"}
    archived = diagnose(answer(**stuck), EVERYTHING, NOW, UTC)
    assert archived[0].code == "archived"
    done = diagnose(answer(**stuck, status="completed", webhook="no-address"), EVERYTHING, NOW, UTC)
    assert done[0].code == "already_completed"
    assert ("archived", "info", "certain") in {(each.code, each.severity, each.confidence) for each in done}
    assert done[1:] == sorted(done[1:], key=rank)
    del stuck["run"]
    blocked = diagnose(answer(**stuck), EVERYTHING, NOW, UTC)
    assert [each.code for each in blocked[:2]] == ["open_issue", "required_empty"]


@pytest.mark.parametrize("root", [None, [], {}, "x", 7, {"error": True}, {"data": []}, {"data": None}])
def test_where_there_is_no_task_there_is_nothing_to_say(root: Any) -> None:
    assert diagnose(root, None, NOW, UTC) == []


# -- whole tasks


def test_a_healthy_task_has_no_blocker_no_warning_and_no_open_question() -> None:
    found = diagnose(demo("healthy"), EVERYTHING, NOW, UTC)
    assert {finding.severity for finding in found} <= {"info"}
    assert [finding.code for finding in found if finding.confidence == "cannot_tell"] == []


def test_a_plain_task_that_waits_has_nothing_at_all_from_these_rules() -> None:
    assert kinds(diagnose(answer(), EVERYTHING, NOW, UTC)) == []


def test_the_stuck_task_is_blocked_for_these_reasons() -> None:
    found = diagnose(demo("stuck"), EVERYTHING, NOW, UTC)
    told = {(each.code, each.severity, each.confidence) for each in found}
    assert told >= {
        ("open_issue", "blocker", "certain"),
        ("required_empty", "blocker", "certain"),
        ("checklist", "blocker", "likely"),
        ("everyone_signs", "blocker", "likely"),
        ("overdue", "warning", "certain"),
        ("completable_flag", "info", "likely"),
    }


def test_the_hidden_task_is_told_to_be_hidden_and_by_what() -> None:
    found = diagnose(demo("hidden"), EVERYTHING, NOW, UTC)
    assert [each.title for each in found if each.code == "hidden"] == [
        "The task is hidden",
        "Hidden by a rule",
    ]
    assert [each.code for each in found if each.severity == "blocker"] == ["hidden"]


def test_what_was_not_asked_for_is_asked_for_and_never_guessed() -> None:
    full = demo("stuck")["data"]
    bare = {key: value for key, value in full.items() if not isinstance(value, dict) or key == "owners"}
    bare.pop("problem")
    bare.pop("run_status")
    bare.pop("issues", None)
    found = diagnose({"data": bare}, frozenset(), NOW, UTC)
    asked = {need for finding in found for need in finding.needs}
    assert asked >= {"issues", "form_fields", "run", "step"}
    assert {each.code for each in found if each.confidence != "cannot_tell"}.isdisjoint(
        {"open_issue", "required_empty", "checklist", "process_frozen"}
    )


@pytest.mark.parametrize("name", DEMO)
def test_every_finding_of_the_demo_is_well_made(name: str) -> None:
    root = demo(name)
    tasks = [root] if "data" in root or "id" in root else list(root.values())
    for task in tasks:
        for asked in (None, frozenset[str](), EVERYTHING):
            for finding in diagnose(task, asked, NOW, UTC):
                check(finding)
                assert all(value_at(task, path) is not task for path in finding.because)


@pytest.mark.parametrize("name", ["stuck", "healthy", "hidden"])
def test_what_was_opened_is_answered_as_what_it_was(name: str) -> None:
    opened = [each.reply for each in diagnose(demo(name), None, NOW, UTC) if each.reply]
    fetched = [each.reply for each in diagnose(demo(name), EVERYTHING, NOW, UTC) if each.reply]
    assert opened
    assert all(reply.startswith("This is how the task stood when a copy of it was made") for reply in opened)
    assert not any("a copy of it" in reply for reply in fetched)


# -- what words may hold


def canaries(root: Any) -> Any:
    """The same answer with every text that means nothing to a program replaced by one that can be found."""
    kept = {
        "status",
        "task_type",
        "field_type",
        "label",
        "alias",
        "verb",
        "source",
        "state",
        "unit",
        "option",
    }
    for number, (container, key, child) in enumerate(walk(root)):
        place = str(key) if isinstance(container, dict) else ""
        if isinstance(child, str) and place not in kept and not child[:4].isdigit() and place:
            container[key] = f"CANARY-{number}-{'@x.example' if '@' in child else 'x'}"
        elif isinstance(child, str) and not place and ("@" in child or len(child) == 32):
            container[key] = f"canary-{number}@secret.example"
    return root


@pytest.mark.parametrize("name", ["stuck", "healthy", "hidden", "oneoff", "oneoff_fields", "field_shapes"])
def test_words_hold_no_value_of_the_answer(name: str) -> None:
    root = canaries(json.loads(resources.text(f"demo/{name}.json")))
    tasks = [root] if "data" in root or "id" in root else list(root.values())
    found = [each for task in tasks for each in diagnose(task, None, NOW, UTC)]
    assert found
    for finding in found:
        assert "canary" not in words(finding).lower()


def test_replies_do_not_even_hold_labels() -> None:
    field = {"label": "CANARY", "field_type": "text", "required": True, "field_value": None}
    ticks = {
        **field,
        "field_type": "multiselect",
        "must_all_checked": True,
        "field_value": [{"id": 1, "text": "a", "selected": True}, {"id": 2, "text": "b", "selected": False}],
    }
    picker = {**field, "field_type": "assignees_form", "field_value": {"users": [1]}}
    found = diagnose(answer(form_fields=[field, ticks, picker], owners=owners(2)), EVERYTHING, NOW, UTC)
    assert {"required_empty", "checklist", "picker_not_assigned"} <= {each.code for each in found}
    assert all("CANARY" not in (each.reply or "") for each in found)
    assert any("CANARY" in each.title for each in found)


def test_labels_cannot_smuggle_signs_that_are_not_seen() -> None:
    field = {"label": "a\u202eb\nc", "field_type": "text", "required": True, "field_value": None}
    (finding,) = (
        each
        for each in diagnose(answer(form_fields=[field]), None, NOW, UTC)
        if each.code == "required_empty"
    )
    assert finding.title == "1 required, empty: “a\\u202eb c”"


# -- any JSON

_SPOTS = [
    *("status", "status_label", "task_type", "is_completable", "is_approved", "problem", "completed_at"),
    *("archived_at", "started_at", "deadline", "is_soft_start_date", "owners", "max_assignable", "run_id"),
    *(
        "everyone_must_complete",
        "completion_progress",
        "can_complete_only_assignees",
        "step_id",
        "run_status",
    ),
    *("is_oneoff_task", "webhook", "top_secret", "completer_id", "prevent_guest_comment", "threads_count"),
    *("allow_guest_owners", "form_fields", "run", "step", "issues", "threads", "assets", "activities"),
    *("ko-form-fields", "taskdata", "has_deadline_dependent_child_tasks", "completer_guest", "tags"),
    *("organization", "organization_timezone", "roles", "top_secret", "entity"),
]
_OWN = {
    *_SPOTS,
    *("users", "guests", "groups", "field_value", "value", "required", "options", "label", "selected"),
}


def assert_sound(root: Any, found: list[Finding]) -> None:
    for finding in found:
        for path in finding.because:
            value_at(root, path)  # raises where it is not there
        assert finding.title.strip()
        assert repr(finding).startswith("Finding(")


@given(ANY_JSON)
def test_no_rule_raises_on_any_root(root: Any) -> None:
    assert_sound(root, diagnose(root, None, NOW, UTC))
    case = Case(root, Found(root, ()), None, NOW, UTC)
    for rule in RULES:
        assert_sound(root, list(rule.check(case)))


@given(st.dictionaries(st.sampled_from(_SPOTS), ANY_JSON, max_size=12))
def test_no_rule_raises_on_any_task(members: dict[str, Any]) -> None:
    root = {"data": {"id": "d0", **members}}
    assert_sound(root, diagnose(root, frozenset(), NOW, UTC))


@given(st.data())
def test_no_rule_raises_on_anything_in_place_of_anything(data: st.DataObject) -> None:
    root = json.loads(json.dumps(demo_plain(data.draw(st.sampled_from(["stuck", "healthy", "hidden"])))))
    spots = [(top, key) for top, key, _child in walk(root) if not isinstance(key, str) or key != "data"]
    for _time in range(data.draw(st.integers(1, 4))):
        top, key = data.draw(st.sampled_from(spots))
        top[key] = data.draw(ANY_JSON)
    assert_sound(root, diagnose(root, None, NOW, UTC))


def demo_plain(name: str) -> Any:
    return json.loads(resources.text(f"demo/{name}.json"))


@pytest.mark.parametrize("value", [None, "", "x", 0, -1, 1e308, True, [], {}, [[]], [None], {"data": None}])
def test_each_member_in_turn_with_a_wrong_value(value: Any) -> None:
    root = demo_plain("stuck")
    for top, key, child in list(walk(root)):
        if isinstance(top, dict) and key in _OWN:
            top[key] = value
            assert_sound(root, diagnose(root, None, NOW, UTC))
            top[key] = child


def test_depth_and_numbers_beyond_every_size_do_no_harm() -> None:
    deep: Any = "end"
    for _level in range(900):
        deep = {"data": [deep]}
    for spot in _SPOTS:
        for value in (deep, Number("1e400"), Number("9" * 5000), 10**400):
            root = {"data": {"id": "d0", spot: value}}
            assert_sound(root, diagnose(root, None, NOW, UTC))


@pytest.mark.parametrize("moment", [datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC)])
def test_any_present_moment_will_do(moment: datetime) -> None:
    for root in (demo("stuck"), demo("healthy"), task_full(), *variants().values()):
        assert_sound(root, diagnose(root, None, moment, UTC))
