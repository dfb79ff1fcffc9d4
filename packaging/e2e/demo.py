"""The demo server as its own process, and what it answers, asked without the program: what to compare with.

Reads what `python -m tallyfy_inspector.demo` prints, which is an interface. Knows no window.
"""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from e2e.surroundings import child
from e2e.waiting import StoryError, until

_WORDS = {
    "healthy": "A healthy task",
    "slow": "A slow answer: it begins at once",
    "unauthorized": "Error 401",
    "not_found": "Error 404: no such task",
}


@dataclass(frozen=True)
class Demo:
    """Where the server is, whose token it takes, and its tasks: ID by what they show."""

    address: str
    organization: str
    token: str = field(repr=False)
    tasks: Mapping[str, str]

    def task(self, kind: str) -> str:
        """The ID of the task of this kind, one of _WORDS. StoryError when the server has none."""
        found = self.find(kind)
        if found is None:
            raise StoryError(f"the demo has no task “{_WORDS[kind]}”")
        return found

    def find(self, kind: str) -> str | None:
        """The same, or None."""
        words = _WORDS[kind]
        return next((identifier for what, identifier in self.tasks.items() if what.startswith(words)), None)

    def answer(self, task: str, includes: Sequence[str]) -> Mapping[str, Any]:
        """What the server says about `task`, asked directly: the members of its `data`."""
        path = f"/organizations/{self.organization}/tasks/{task}?with={','.join(includes)}"
        headers = {
            "Authorization": f"Bearer {self.token}",
            "Accept": "application/json",
            "X-Tallyfy-Client": "e2e",
        }
        request = urllib.request.Request(self.address + path, headers=headers)  # noqa: S310 - loopback
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(request, timeout=10) as response:
            told: Mapping[str, Any] = json.load(response)["data"]
        return told


def read(printed: str) -> Demo | None:
    """What the server printed at its start; None while something of it that is needed has not come."""
    whole = printed[: printed.rfind("\n") + 1]
    facts = [line.partition(": ")[::2] for line in whole.splitlines()]
    known = {name: value for name, value in facts if name != "Task"}
    tasks = [value.partition("  ")[::2] for name, value in facts if name == "Task"]
    if not {"Address", "Organization", "Token"} <= set(known):
        return None
    told = {what.strip(): identifier for identifier, what in tasks}
    demo = Demo(known["Address"], known["Organization"], known["Token"], told)
    return demo if all(demo.find(kind) for kind in _WORDS) else None


def value(form_field: Mapping[str, Any]) -> str:
    """What was filled into a form field of type text."""
    return str(form_field.get("field_value") or form_field.get("value"))


@contextmanager
def serving(python: Sequence[str], environment: Mapping[str, str], folder: Path) -> Iterator[Demo]:
    """The server while the block runs, under `python`; what it prints is put into `folder`."""
    printed = folder / "demo.txt"
    command = [*python, "-m", "tallyfy_inspector.demo"]
    with printed.open("wb") as file, child(command, environment, stdout=file, stderr=file):
        yield until(
            lambda: read(printed.read_text(encoding="utf-8")),
            lambda: f"the demo server did not say enough: {printed.read_text(encoding='utf-8')[-300:]}",
        )
