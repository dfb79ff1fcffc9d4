"""A task with a canary in every place where something private may stand, written from Tallyfy's pages.

What is hidden from others is decided in `redact.screen`; nothing of that is asked here, so that a hole there
is found. `task(shape)` is the answer, and by canary the place it was planted in; `STAYING` what others may
see of it. A new place in an answer where a person, a value or a text may stand: a line here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Literal

from tests.support.planting import RUN, TASK, TYPES, WHEN, Planting, fields, identity, values

Shape = Literal["wrapped, object", "bare, list"]
SHAPES: tuple[Shape, ...] = ("wrapped, object", "bare, list")


def _prerun(plant: Planting, shape: Shape) -> Any:
    """The answers of the kick-off form: by field ID, or as a list of fields with answers."""
    if shape == "bare, list":
        return fields(plant, "kick-off list", "field_value")
    answers = values(plant, "kick-off answers")
    by_id = {identity(100 + n): answers[kind] for n, kind in enumerate(TYPES)}
    by_id[identity(120)] = {
        "id": 2,
        "label": plant.text("a kick-off answer's label"),
        "alias": plant.text("alias"),
    }
    by_id[identity(121)] = plant.number("a kick-off answer that is a number")
    by_id[identity(122)] = ""
    return by_id


def _thread(plant: Planting, where: str, label: str) -> dict[str, Any]:
    return {
        "id": identity(200 + len(plant.places)),
        "content": plant.text(
            f"{where}, content", "<p>Please call <strong>{}</strong> &amp; <em>{}</em></p>"
        ),
        "author_id": 20417,
        "author_type": "App\\Models\\User",
        "author": plant.person(f"{where}, author", 20417),
        "sent_to": [20417, plant.text(f"{where}, sent to", "{}@acme.example")],
        "sent_by": plant.text(f"{where}, sent by", "{}@acme.example"),
        "created_ago": plant.text(f"{where}, ago"),
        "label": label,
        "state": "hide-for-guests",
        "created_at": WHEN,
        "resolve_id": None,
        "replies": [{"id": identity(1), "content": plant.text(f"{where}, reply"), "label": "comment"}],
    }


def _in_other_words(plant: Planting, where: str) -> dict[str, Any]:
    """What should be a word of Tallyfy's in each member, and is somebody's."""
    members = (
        *("status", "status_label", "label", "state", "verb", "source", "type", "author_type", "step_type"),
        *("operation", "timezone", "color", "date_format", "role", "unit", "code"),
    )
    return {"id": identity(400), **{name: [plant.text(f"{where}, {name}")] for name in members}}


def _activity(plant: Planting) -> dict[str, Any]:
    return {
        "id": 9912231,
        "verb": ["updated"],
        "type": ["Task"],
        "source": ["Member"],
        "actor_id": [20391],
        "actor_type": ["App\\Models\\User"],
        "actor": [plant.person("activity, actor", 20391)],
        "field": [plant.text("activity, field")],
        "old_value": [plant.text("activity, old value"), plant.number("activity, old number")],
        "new_value": {"status": plant.text("activity, new value")},
        "old": [plant.number("activity, old")],
        "new": [plant.number("activity, new")],
        "description": [plant.text("activity, description")],
        "text": [plant.text("activity, text"), plant.number("activity, number as text")],
        "references": {
            "name": plant.text("activity, reference"),
            "value": plant.number("activity, number of a reference"),
        },
        "created_at": WHEN,
    }


def task(shape: Shape) -> tuple[dict[str, Any], Mapping[str, str]]:
    """The answer, and its canaries: each with the place where it was planted."""
    plant = Planting()
    wrapped = shape == "wrapped, object"

    def include(value: Any) -> Any:
        return {"data": value} if wrapped else value

    text = plant.text
    checklist = {
        "id": identity(300),
        "title": text("template's title"),
        "summary": text("template's summary"),
        "alias": text("template's alias", "{}"),
        "kickoff_title": text("template's kick-off title"),
        "webhook": text("template's webhook", "https://{}.example/hook"),
        "prerun": fields(plant, "template's kick-off form", "default_value"),
        "automated_actions": [
            {
                "id": identity(301),
                "automated_alias": text("rule's alias"),
                "conditions": [
                    {
                        "conditionable_type": "Prerun",
                        "operation": "equals",
                        "statement": text("a condition"),
                        "logic": "and",
                        "position": 1,
                        "column_contains_name": text("a condition's column"),
                    },
                    {"operation": "contains", "statement": plant.number("a condition that is a number")},
                ],
                "then_actions": [
                    {"action_type": "assign", "assignees": {"guests": [text("a rule's guest")]}}
                ],
            }
        ],
    }
    run = {
        "id": RUN,
        "name": text("process name"),
        "summary": text("process summary", "<p>{}</p>"),
        "checklist_title": text("template's title at the process"),
        "status": "problem",
        "type": "procedure",
        "increment_id": 5015,
        "started_by": 20391,
        "owner_id": 20391,
        "users": [20391, plant.person("user of the process", 20391)],
        "groups": [
            {
                "id": identity(310),
                "name": text("group of the process"),
                "description": text("its description"),
            }
        ],
        "collaborators": [text("collaborator", "{}@acme.example")],
        "progress": {"complete": 4, "total": 9, "percent": 44},
        "due_date": "2026-12-05T17:00:00.000Z",
        "prerun": _prerun(plant, shape),
        "prerun_completed_by": 20391,
        "custom_fields": {
            "cost": text("process custom field"),
            "budget": plant.number("process custom number"),
        },
        "tags": include([{"id": identity(311), "title": text("tag of the process"), "color": "#e74c3c"}]),
        "stages": include([{"id": identity(312), "name": text("milestone")}]),
        "checklist": include(checklist),
    }
    step = {
        "id": identity(320),
        "title": text("step title"),
        "alias": text("step alias", "{}"),
        "summary": text("step summary", "<p>{}</p>"),
        "step_type": "task",
        "webhook": text("step webhook", "https://hooks.example/{}"),
        "guests": [text("default guest", "{}@acme.example")],
        "assignees": [20391, plant.person("default assignee", 20391)],
        "roles": [{"id": identity(321), "name": text("job role")}],
        "bp_to_launch": {"id": identity(322), "default_name_format": text("name of the next process")},
        "deadline": {"value": 5, "unit": "days", "option": "from", "step": "start_run"},
        "captures": fields(plant, "step's form fields", "default_value"),
    }
    key = "field_value" if wrapped else "value"
    data = {
        "id": TASK,
        "increment_id": 1205,
        "title": text("title"),
        "original_title": text("original title", "For {{name}} {}"),
        "summary": text("summary", "<p>Write <a href='mailto:{}@acme.example'>{}</a></p>"),
        "original_summary": text("original summary", "<p>{}</p>"),
        "alias": text("alias of the task", "{}-1720001"),
        "run_id": RUN,
        "status": "in-progress",
        "status_label": "In progress",
        "task_type": "task",
        "problem": True,
        "position": 5,
        "is_completable": False,
        "started_at": "2026-11-11T09:00:00.000Z",
        "deadline": "2026-11-15T17:00:00.000Z",
        "completed_at": None,
        "starter_id": 20391,
        "completer_guest": text("completing guest", "{}@acme.example"),
        "webhook": text("webhook", "https://{}.example/hook"),
        "owners": {
            "users": [20391, plant.person("owner as an object", 20391)],
            "guests": [text("guest", "{}@acme.example"), plant.person("guest as an object", 20392)],
            "groups": [identity(330), {"id": identity(331), "name": text("group")}],
            "taskUrls": [text("guest link", "https://{}.example/guest/abc")],
        },
        "taskdata": {
            identity(n): value for n, value in enumerate(values(plant, "taskdata").values(), start=1)
        },
        "custom_fields": {
            "priority": text("custom field"),
            "salary": plant.number("custom number"),
            "nested": {"deep": [text("custom field, deep")], "status": text("custom field's status")},
        },
        "form_fields": include(fields(plant, "form fields", key)),
        "ko-form-fields": include(fields(plant, "kick-off fields", key)),
        "run": include(run),
        "step": include(step),
        "threads": include(
            [
                _thread(plant, "comment", "comment"),
                _thread(plant, "issue", "problem"),
                _in_other_words(plant, "thread"),
            ]
        ),
        "comments": include([_thread(plant, "second list of comments", "comment")]),
        "issues": include([_thread(plant, "list of issues", "problem")]),
        "activities": include([_activity(plant), _in_other_words(plant, "activity in other words")]),
        "assets": include(
            [
                {
                    "id": identity(340),
                    "filename": text("file", "{}.pdf"),
                    "uploaded_from": "ko_field",
                    "uploaded_at": WHEN,
                    "version": 1,
                    "source": "local",
                    "url": text("file's url", "https://files.example/{}.pdf"),
                    "subject": {"id": TASK, "type": "Task"},
                }
            ]
        ),
        "tags": include(
            [
                {"id": identity(350), "title": text("tag"), "color": "#e74c3c", "type": "global"},
                _in_other_words(plant, "tag"),
            ]
        ),
        "folders": include(
            [{"id": identity(351), "name": text("folder"), "folder_type": "run", "total": 14}]
        ),
        "roles": include([{"id": identity(352), "name": text("role")}]),
        "member_watchers": include([{"id": 88121, "watcher": include(plant.person("watcher", 20391))}]),
        "guest_watchers": include([{"id": 88122, "email": text("watching guest", "{}@acme.example")}]),
        "threads_count": {"data": {"total": 4, "problems": 1}} if wrapped else 4,
        "selected_text_comment": text("comment on a text"),
        text("a member's name that is an address", "{}@acme.example"): {
            "name": text("name under an address")
        },
        "nobody_has_seen": [
            text("unknown text"),
            {"phone": plant.number("unknown phone"), "note": text("unknown note")},
        ],
        "nobody_knows": plant.number("unknown number"),
    }
    whole = {"data": data}
    return whole, plant.still_in(json.dumps(whole))


NAMES_OF_PEOPLES = frozenset(
    ("Type", "Status", "Step", "priority", "salary", "nested", "deep", "note", "cost", "budget")
)
"""Names of members that an administrator or a column of a table gave."""

STAYING: tuple[tuple[tuple[str | int, ...], object], ...] = (
    (("id",), TASK),
    (("status",), "in-progress"),
    (("status_label",), "In progress"),
    (("task_type",), "task"),
    (("position",), 5),
    (("increment_id",), 1205),
    (("deadline",), "2026-11-15T17:00:00.000Z"),
    (("owners", "users", 0), 20391),
    (("owners", "groups", 0), identity(330)),
    (("run", "status"), "problem"),
    (("run", "progress", "percent"), 44),
    (("run", "due_date"), "2026-12-05T17:00:00.000Z"),
    (("run", "checklist", "prerun", 2, "label"), "Label of the radio"),
    (("run", "checklist", "prerun", 2, "field_type"), "radio"),
    (("run", "checklist", "automated_actions", 0, "conditions", 0, "operation"), "equals"),
    (("step", "deadline", "unit"), "days"),
    (("step", "deadline", "value"), 5),
    (("step", "captures", 0, "label"), "Label of the text"),
    (("form_fields", 3, "label"), "Label of the dropdown"),
    (("form_fields", 3, "alias"), "label-of-the-dropdown-4100004"),
    (("form_fields", 3, "columns", 1, "label"), "Qty"),
    (("form_fields", 3, "field_validation", 1), "max:200"),
    (("form_fields", 3, "options", 0, "id"), 1),
    (("ko-form-fields", 3, "label"), "Label of the dropdown"),
    (("threads", 1, "label"), "problem"),
    (("threads", 1, "state"), "hide-for-guests"),
    (("threads", 1, "author_id"), 20417),
    (("threads", 1, "created_at"), WHEN),
    (("activities", 0, "verb", 0), "updated"),
    (("activities", 0, "actor_type", 0), "App\\Models\\User"),
    (("activities", 0, "created_at"), WHEN),
    (("assets", 0, "uploaded_from"), "ko_field"),
    (("assets", 0, "subject", "type"), "Task"),
    (("tags", 0, "color"), "#e74c3c"),
    (("folders", 0, "total"), 14),
    (("member_watchers", 0, "id"), 88121),
)
"""What others may see of it: the way from the task, without envelopes, and what stands there."""
