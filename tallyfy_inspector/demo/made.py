"""Answers that no file holds: byte for byte exact ones, very large, very deep and compressed ones.

Each function is named by a row of `catalogue.TASKS` and gives the bytes of a body. Knows nothing of HTTP.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from datetime import datetime
from functools import lru_cache
from typing import Any

from tallyfy_inspector.demo import envelope, templates
from tallyfy_inspector.demo.catalogue import DemoTask

_WORDS = (
    "rack",
    "cabinet",
    "switch",
    "battery",
    "annex",
    "ceiling",
    "drawer",
    "label",
    "fibre",
    "socket",
    "fuse",
)
_LEVELS = 100_000
_BOMB_SIZE = 64 * 2**20

# Raw values under the labels that the form fields show; the digits and escapes are the point.
_EXACT_VALUES = (
    ("Integer of 30 digits", "123456789012345678901234567890"),
    ("Decimal with a closing zero", "1.10"),
    ("Number beyond a double", "1e400"),
    ("Minus zero", "-0"),
    ("Small number", "1.0E-7"),
    ("Null", "null"),
    ("Empty text", '""'),
    ("Text that looks like a number", '"007"'),
    ("Escaped letters", r'"\u00dcbergabe \u2013 \ud83d\ude42 \/ done"'),
    ("Letters as they are", '"Übergabe – 🙂 / done"'),
    ("Control characters", r'"bell \u0007, escape \u001b[31m, nul \u0000, del \u007f, next line \u0085"'),
    ("Lines and tabs", r'"first line\nsecond line\r\n\tindented"'),
    ("Text turned around", r'"invoice\u202efdp.exe\u202c and \u2066isolated\u2069"'),
    ("Invisible characters", r'"zero\u200bwidth, joiner\u200d, byte order mark \ufeff, soft\u00adhyphen"'),
    ("Half of a pair", r'"lone \ud800 surrogate"'),
    ("Combining marks", '"Zu\u0308rich, e\u0301te\u0301, Z̷̧a̶̢l̴̡g̵̨o̸̧"'),
    ("Right-to-left script", '"שלום, مرحبا, hello"'),
    ("Long text", json.dumps("All work is done one step after the other. " * 800)),
    ("Long text in one word", json.dumps("x" * 33_000)),
)


def exact(task: DemoTask, includes: frozenset[str], now: datetime) -> bytes:
    """A task whose values only survive when they are kept as sent."""
    members = [
        ("id", f'"{task.id}"'),
        ("increment_id", "9007199254740993"),
        ("title", json.dumps(task.title)),
        ("run_id", json.dumps(task.run)),
        ("status", '"in-progress"'),
        ("status_label", '"in-progress"'),
        ("task_type", '"task"'),
        ("is_oneoff_task", "false"),
        ("is_completable", "true"),
        ("problem", "false"),
        ("owners", '{"users":[20417],"guests":[],"groups":[]}'),
        ("deadline", '"2026-11-27T17:00:00.000000Z"'),
        ("completion_progress", "0.3300"),
        ("is_approved", "null"),
        ("original_title", '""'),
        ("taskdata", "{}"),
        ("custom_fields", '{"tier":"Gold","limit":1.10,"tier":"Silver","":"a key without a name"}'),
        ("note", '"the first of two"'),
        ("note", '"the second of two"'),
        ("odd keys", r'{"a.b":1,"c/d":2,"e~f":3,"g h":4,"\u202ekey":5,"it\u0027s":6,"0":7,"\n":8}'),
        ("nested", _nested(200)),
        ("form_fields", '{"data":[' + ",".join(_exact_fields(task)) + "]}"),
        ("threads_count", "0"),
    ]
    kept = (f"{json.dumps(key)}:{raw}" for key, raw in members if envelope.wanted(key, includes))
    return templates.shift('{"data":{' + ",".join(kept) + "}}", now).encode("utf-8")


def _exact_fields(task: DemoTask) -> list[str]:
    return [
        f'{{"id":"{_id(task.id, label)}","task_id":"{task.id}","label":{json.dumps(label)},'
        f'"field_type":"text","position":{position},"required":false,"field_value":{raw}}}'
        for position, (label, raw) in enumerate(_EXACT_VALUES, start=1)
    ]


def _nested(levels: int) -> str:
    """Arrays and objects in turn, `levels` of them."""
    pairs = levels // 2
    return '[{"in":' * pairs + '"the innermost value"' + "}]" * pairs


def large(task: DemoTask, includes: frozenset[str], now: datetime) -> bytes:
    """About 1 MB: most of it answers to fields that have long been taken off the template."""
    body = templates.load_as("healthy", now, task.id, task.title)["data"]
    fields = [_field(task, number) for number in range(60)]
    body["taskdata"] = {field["id"]: field["field_value"] for field in fields} | _register(task)
    body["form_fields"] = {"data": fields}
    return envelope.encode({"data": envelope.leave_out(body, includes)})


def _register(task: DemoTask) -> dict[str, Any]:
    """1,700 tables of ten rows, by the ID of their field."""
    return {_id(task.id, "old", number): [_row(number, row) for row in range(10)] for number in range(1_700)}


def _row(number: int, row: int) -> list[str]:
    item = f"{_word(number)} {_word(number // 7 + row)} {_word(number * 3 + row)}"
    return [item, str((number * row) % 40 + 1), f"SN-{number:04d}-{row:02d}-{_id(number, row)[:12]}"]


def _field(task: DemoTask, number: int) -> dict[str, Any]:
    return {
        "id": _id(task.id, "field", number),
        "task_id": task.id,
        "alias": f"room-{number + 1}-45{number:05d}",
        "field_type": "textarea",
        "label": f"Room {number + 1}",
        "guidance": None,
        "position": number + 1,
        "required": number % 5 == 0,
        "options": [],
        "columns": [],
        "field_value": " ".join(_word(number * 11 + index * index) for index in range(60)),
    }


def _word(number: int) -> str:
    return _WORDS[number % len(_WORDS)]


def _id(*parts: object) -> str:
    """A stable ID of 32 hexadecimal digits."""
    text = "/".join(str(part) for part in parts)
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def deep(task: DemoTask) -> bytes:
    """Valid JSON, nested 100,000 levels: it breaks any reader that calls itself."""
    head = f'{{"data":{{"id":"{task.id}","title":"Very deep","nested":'
    return head.encode() + b"[" * _LEVELS + b"]" * _LEVELS + b"}}"


def bomb(task: DemoTask) -> bytes:
    """Some 64 KB of gzip that unpack to 64 MB of valid JSON."""
    return _bomb(task.id)


@lru_cache(maxsize=1)
def _bomb(task_id: str) -> bytes:
    head = f'{{"data":{{"id":"{task_id}","title":"'.encode()
    return gzip.compress(head + b"0" * _BOMB_SIZE + b'"}}', compresslevel=6, mtime=0)
