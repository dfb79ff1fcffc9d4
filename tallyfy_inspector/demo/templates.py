"""The tasks and errors under resources/demo/, with their dates moved to today.

Templates are written as they would be on REFERENCE_DAY; each date moves by whole days, so that times of
day stay as written and "yesterday" stays yesterday. Knows nothing of IDs or HTTP.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any

from tallyfy_inspector import resources

REFERENCE_DAY = date(2026, 11, 23)

# A whole string that is a date, with a time in any of the forms the API is seen to send, or without one.
_DATE = re.compile(r'(?<=")(\d{4}-\d\d-\d\d)(?=(?:[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?)?")')


def load(name: str, now: datetime) -> dict[str, Any]:
    """The JSON of resources/demo/`name`.json, new at each call, as it would be at `now`."""
    root: dict[str, Any] = json.loads(shift(_text(name), now))
    return root


def load_as(name: str, now: datetime, task_id: str, title: str) -> dict[str, Any]:
    """The same, as the task `task_id`: rows of the catalogue may share a template."""
    root = load(name, now)
    data = root.get("data", root)
    if data["id"] == task_id:
        return root
    renamed: dict[str, Any] = json.loads(json.dumps(root).replace(data["id"], task_id))
    renamed.get("data", renamed).update(title=title, original_title=title)
    return renamed


def shift(text: str, now: datetime) -> str:
    """`text` (raw JSON) with every date string moved as far as `now` (any zone) is from REFERENCE_DAY."""
    away = now.astimezone(UTC).date() - REFERENCE_DAY
    return _DATE.sub(lambda found: _moved(found[1], away), text)


def _moved(day: str, away: timedelta) -> str:
    return (date.fromisoformat(day) + away).isoformat()


@lru_cache(maxsize=32)
def _text(name: str) -> str:
    return resources.text(f"demo/{name}.json")
