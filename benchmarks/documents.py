"""The documents that are measured on: made-up tasks of a wanted size, the same bytes in every run.

A document is one task as Tallyfy answers it, and below it the tasks and comments of its process, which make
up the size: about 22 bytes a node, with short and long strings, identifiers, numbers with and without a
fraction, nulls, booleans, other languages and some escapes. Knows no window and measures nothing.

To add one: a line in DOCUMENTS.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

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


KB, MB = 1000, 1000_000
SMALL = "10 KB"
"""The task as it usually is."""
DOCUMENTS: dict[str, Callable[[], bytes]] = {
    SMALL: lambda: task(10 * KB),
    "1 MB": lambda: task(MB),
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
