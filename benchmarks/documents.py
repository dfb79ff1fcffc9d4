"""The documents that are measured on: made-up tasks of a wanted size, the same bytes in every run.

A document is one task as Tallyfy answers it, and below it the tasks and comments of its process, which make
up the size: about 22 bytes a node, with short and long strings, identifiers, numbers with and without a
fraction, nulls, booleans, other languages and some escapes. The one to be diagnosed is itself that large: by
its form fields, comments, activities and files. Knows no window and measures nothing.

To add one: a line in DOCUMENTS.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

_FIRST_NAMES = ("Ada", "Grace", "Jürgen", "Mária", "Łukasz", "Ying 王", "Noor", "Tomás")
_SENTENCES = (
    "Please check the invoice before Friday.",
    "Done, see the attached file. Thanks!",
    'The customer said \\"not before June\\".\\nAsked again.',
    "Größe und Farbe fehlen noch – bitte nachfragen.",
    "\\u00dcber den Preis wurde noch nicht gesprochen.",
)
_STATUSES = ("not-started", "in-progress", "completed", "auto-skipped")
_TEXT_FIELD = '"type":"text","required":%s,"value":"%s","position":%d,"guidance":null'


def identifier(*of: object) -> str:
    """The 32 hexadecimal digits that stand for `of`, always the same."""
    return hashlib.md5(repr(of).encode(), usedforsecurity=False).hexdigest()


def task(size: int) -> bytes:
    """A task of at least `size` bytes, and less than 2 KB more."""
    return _filled('"tasks":{"data":[', "]}", (_step(number) for number in count(1)), size)


def task_with_repeated_key(size: int) -> bytes:
    """The same, but for one key that stands twice in its object, at the very end."""
    whole = task(size)
    return whole[:-2] + b',"title":"Approve the budget, as it was called later"}}'


def array_of_integers(length: int) -> bytes:
    """A task with the integers from 0 up to `length` in one array."""
    return _filled('"numbers":[', "]", (str(number) for number in range(length)), None)


def _filled(before: str, after: str, items: Iterator[str], size: int | None) -> bytes:
    """A task whose last member holds `items`: all of them, or as many as `size` bytes ask for."""
    parts = [(_head() + before).encode()]
    length = len(parts[0])
    for item in items:
        part = item.encode()
        parts.append(part if len(parts) == 1 else b"," + part)
        length += len(parts[-1])
        if size is not None and length >= size:
            break
    return b"".join([*parts, after.encode(), b"}}"])


def _head() -> str:
    """The task itself as far as its last member, open at the end."""
    fields = ",".join(_field(number) for number in range(1, 9))
    return (
        f'{{"data":{{"id":"{identifier("task")}","increment_id":4711,"title":"Approve the budget",'
        f'"summary":"<p>Look at the <b>numbers</b> first.</p>","run_id":"{identifier("run")}",'
        f'"status":"in-progress","task_type":"approval","is_oneoff_task":false,"problem":false,'
        f'"owners":{{"users":[10453,10454],"guests":["guest@customer.example"],"groups":[]}},'
        f'"started_at":"2026-11-20T08:00:00.000Z","deadline":"2026-11-25T17:00:00.000Z",'
        f'"form_fields":{{"data":[{fields}]}},'
    )


def _field(number: int) -> str:
    rest = _TEXT_FIELD % (("false", "true")[number % 2], f"Answer {number}", number)
    named = f'"label":"Question {number}","alias":"question-{number}"'
    return f'{{"id":"{identifier("field", number)}",{named},{rest}}}'


def _step(number: int) -> str:
    """One task of the process, with its people, its answer and its comment."""
    name = _FIRST_NAMES[number % len(_FIRST_NAMES)]
    said = _SENTENCES[number % len(_SENTENCES)]
    user = 10000 + number % 977
    day = f"{number % 28 + 1:02}"
    return (
        f'{{"id":"{identifier("step", number)}","position":{number},"title":"{name} {number}",'
        f'"status":"{_STATUSES[number % len(_STATUSES)]}","done":{("false", "true")[number % 2]},'
        f'"run_id":"{identifier("run")}","step_id":"{identifier("template", number % 211)}",'
        f'"checklist_id":null,"summary":"<p>{said} <b>{_SENTENCES[0]}</b></p>",'
        f'"increment_id":{4711 + number},"progress":{number % 100}.{number % 9}0,'
        f'"owners":{{"users":[{user},{user + number % 7}],'
        f'"guests":["guest{number % 50}@customer.example"],"groups":[]}},'
        f'"started_at":"2026-{number % 12 + 1:02}-{day}T08:00:00.000Z","completed_at":null,'
        f'"tags":["area {number % 7}","new"],"votes":[{number % 3},{number % 4},12],"problem":false,'
        f'"form_fields":{{"data":[{_field(number)}]}},'
        f'"threads":{{"data":[{{"author_id":{user},"label":"comment",'
        f'"content":"{said} {_SENTENCES[number % 3]} {_SENTENCES[number % 4]} '
        f'https://files.customer.example/{number}/terms.pdf",'
        f'"likes":0,"created_at":"2026-11-{day}T10:20:30.000Z"}}]}}}}'
    )


def whole_task(size: int) -> bytes:
    """A task with every include that rules read, of at least `size` bytes and less than 10 KB more: a long
    form, and comments, activities and files up to that size."""
    lists: dict[str, list[Any]] = {"form_fields": [], "threads": [], "activities": [], "assets": []}
    task_ = json.loads(_head() + '"position":5}}')["data"] | _ABOUT
    del task_["form_fields"]
    length = len(_compact(task_))
    for number in count(1):
        more = {
            "form_fields": [_typed_field(number)] if number <= _FIELDS else [],
            "threads": [_comment(3 * number + each) for each in range(3)],
            "activities": [_activity(4 * number + each) for each in range(4)],
            "assets": [_asset(number)] if number % 4 == 0 else [],
        }
        # Each list without its brackets, with a comma.
        length += sum(len(_compact(entries)) - 1 for entries in more.values() if entries)
        for key, entries in more.items():
            lists[key] += entries
        if length >= size:
            break
    whole = task_ | {key: {"data": entries} for key, entries in lists.items()}
    return _compact({"data": whole})


def _compact(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


_FIELDS = 60  # people fill them in by hand
_USERS = list(range(10453, 10457))
_ABOUT: dict[str, Any] = {
    "step_id": identifier("template", 1),
    "checklist_id": identifier("checklist"),
    "problem": True,
    "is_completable": True,
    "everyone_must_complete": True,
    "completion_progress": 0.25,
    "max_assignable": 2,
    "can_complete_only_assignees": True,
    "webhook": "https://hooks.customer.example/step",
    "issues": {"data": [{"id": identifier("issue"), "label": "problem", "content": "<p>Refused.</p>",
                         "author_id": _USERS[0], "created_at": "2026-11-20T10:20:30.000Z",
                         "resolve_id": None}]},
    "run": {"data": {"id": identifier("run"), "checklist_id": identifier("checklist"), "status": "problem",
                     "name": "Budget", "started_by": _USERS[0], "has_open_issue": True,
                     "started_at": "2026-11-20T08:00:00.000Z", "due_date": "2026-12-05T17:00:00.000Z"}},
    "step": {"data": {"id": identifier("template", 1), "assignees": _USERS[:1], "guests": [], "groups": [],
                      "deadline": {"value": 5, "unit": "days", "option": "from", "step": "start_run"},
                      "captures": [], "step_type": "task"}},
}  # fmt: skip
_OPTIONS: list[dict[str, Any]] = [
    {"id": number, "text": f"Choice {number}", "value": None, "required": False} for number in (1, 2, 3)
]
_ANSWERS: tuple[tuple[str, Any], ...] = (
    ("text", "PO-2026-00917"),
    ("textarea", f"<p>{_SENTENCES[0]} <b>{_SENTENCES[1]}</b></p><ul><li>{_SENTENCES[3]}</li></ul>"),
    ("radio", "Choice 2"),
    ("dropdown", {"id": 2, "text": "Choice 2", "value": None}),
    ("multiselect", [{**option, "selected": option["id"] < 3} for option in _OPTIONS]),
    ("date", "2026-12-01T15:30:00.000Z"),
    ("email", "buyer@customer.example"),
    ("file", [{"filename": "terms.pdf", "source": "url", "url": "https://files.customer.example/terms.pdf"}]),
    ("table", ["Router", "2"]),
    ("assignees_form", {"users": _USERS[:1], "guests": ["guest@customer.example"], "groups": []}),
    ("text", None),
)


def _typed_field(number: int) -> dict[str, Any]:
    """A form field of the next type, in the shape of a task's; each eleventh is empty."""
    kind, answer = _ANSWERS[number % len(_ANSWERS)]
    return {
        "id": identifier("field", number), "task_id": identifier("task"),
        "step_id": identifier("template", 1),
        "alias": f"question-{number}", "field_type": kind, "label": f"Question {number}",
        "guidance": _SENTENCES[number % len(_SENTENCES)], "position": number, "required": number % 2 == 0,
        "options": _OPTIONS if kind in ("radio", "dropdown", "multiselect") else [], "columns": [],
        "field_validation": [], "default_value_enabled": False, "default_value": None, "collect_time": True,
        "prefix": None, "suffix": None, "settings": None, "created_at": "2026-03-02T09:12:44.000Z",
        "last_updated": "2026-03-02T09:12:44.000Z", "field_value": answer,
    }  # fmt: skip


def _comment(number: int) -> dict[str, Any]:
    said = " ".join(_SENTENCES[(number + each) % len(_SENTENCES)] for each in range(2))
    return {
        "id": identifier("comment", number), "task_id": identifier("task"), "label": "comment",
        "content": f"<p>{said}</p>", "state": "hide-for-guests" if number % 5 == 0 else "open",
        "author_id": _USERS[number % len(_USERS)], "sent_to": [], "created_at": _time(number),
        "updated_at": _time(number), "archived_at": None, "resolve_id": None,
    }  # fmt: skip


def _activity(number: int) -> dict[str, Any]:
    name = _FIRST_NAMES[number % len(_FIRST_NAMES)]
    verb = ("updated", "commented", "owners-updated")[number % 3]
    return {
        "id": number, "verb": [verb], "source": ["Member"],
        "actor_id": [_USERS[number % len(_USERS)]], "auditable_type": "App\\Models\\Task",
        "auditable_id": identifier("task"), "type": ["Task"], "description": ["Changed the deadline"],
        "field": ["deadline"] if verb == "updated" else None, "old_value": [_time(number)],
        "created_at": _time(number), "text": None,
        "actor": [{"email": f"{number % 9}@customer.example", "full_name": name, "profile_pic": None}],
        "undoable": False,
    }  # fmt: skip


def _asset(number: int) -> dict[str, Any]:
    return {
        "id": identifier("asset", number), "filename": "terms.pdf", "version": 1,
        "uploaded_from": identifier("field", number), "uploaded_at": _time(number), "source": "local",
        "uploaded_to_s3": True, "subject": {"id": identifier("run"), "type": "Run"},
    }  # fmt: skip


def _time(number: int) -> str:
    return f"2026-11-{number % 20 + 1:02}T{number % 24:02}:20:30.000Z"


KB, MB = 1000, 1000_000
SMALL = "10 KB"
"""The task as it usually is."""
DOCUMENTS: dict[str, Callable[[], bytes]] = {
    SMALL: lambda: task(10 * KB),
    "33 KB": lambda: task(33 * KB),
    "1 MB": lambda: task(MB),
    "1 MB, whole task": lambda: whole_task(MB),
    "10 MB": lambda: task(10 * MB),
    "100 MB": lambda: task(100 * MB),
    "10 MB, repeated key": lambda: task_with_repeated_key(10 * MB),
    "1,000 integers": lambda: array_of_integers(1000),
    "1,000,000 integers": lambda: array_of_integers(1_000_000),
}
"""What each is called in the table, and what makes its bytes."""


def file_of(folder: Path, name: str) -> Path:
    """Where the document `name` stands in `folder`."""
    return folder / (name.replace(",", "").replace(" ", "-") + ".json")


def write(folder: Path, names: list[str]) -> None:
    """Make those documents anew in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        file_of(folder, name).write_bytes(DOCUMENTS[name]())
