"""How Tallyfy's API writes an answer: what `with=` adds, pages of a list, and JSON the way PHP writes it.

The include keys stand here a second time, apart from `api.includes`, so that a slip in the program's own
table shows against this server. Knows nothing of which tasks there are.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

# Key in the answer -> the name that asks for it. "summary" adds no key: the string is always there.
_INCLUDED_BY = {
    "run": "run",
    "step": "step",
    "form_fields": "form_fields",
    "tags": "tags",
    "threads": "threads",
    "issues": "issues",
    "assets": "assets",
    "folders": "folders",
    "roles": "roles",
    "activities": "activities",
    "ko-form-fields": "ko-form-fields",
    "ko_form_fields": "ko-form-fields",
    "member_watchers": "member_watchers",
    "guest_watchers": "guest_watchers",
    "threads_count": "threads_count",
}
_MOST_PER_PAGE = 100


def query(text: str) -> dict[str, str]:
    """The parameters of a query string; a repeated one is joined with commas. `+` is not a space here."""
    found: dict[str, str] = {}
    for key, value in parse_qsl(text.replace("+", "%2B"), keep_blank_values=True):
        found[key] = f"{found[key]},{value}" if key in found else value
    return found


def asked(parameters: Mapping[str, str]) -> frozenset[str]:
    """The includes in `with`; `run.checklist` asks for `run` as well. Unknown names do no harm."""
    names = (name.strip() for name in parameters.get("with", "").split(","))
    return frozenset(name.partition(".")[0] for name in names if name)


def wanted(key: str, includes: frozenset[str]) -> bool:
    """Whether a task's member `key` is part of the answer."""
    return key not in _INCLUDED_BY or _INCLUDED_BY[key] in includes


def leave_out(task: Mapping[str, Any], includes: frozenset[str]) -> dict[str, Any]:
    """`task` without the members that were not asked for."""
    return {key: value for key, value in task.items() if wanted(key, includes)}


def encode(value: object) -> bytes:
    r"""JSON as PHP's json_encode writes it: no blanks, `\u00e9` for é, `\/` for /."""
    return json.dumps(value, separators=(",", ":")).replace("/", "\\/").encode("ascii")


class PageNumberError(ValueError):
    """`page` or `per_page` is no whole number; `str(error)` is the parameter's name."""


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of a list: `number` counts from 1, `size` is at most 100."""

    number: int
    size: int

    @classmethod
    def of(cls, parameters: Mapping[str, str]) -> Page:
        """As asked for, the first ten by default; PageNumberError."""
        size = min(_whole(parameters, "per_page", 10), _MOST_PER_PAGE)
        return cls(max(_whole(parameters, "page", 1), 1), max(size, 1))

    def cut(self, items: Sequence[Any], address: str) -> dict[str, Any]:
        """That part of `items`, with `meta.pagination`; its links lead to `address`."""
        first = (self.number - 1) * self.size
        part = list(items[first : first + self.size])
        pages = max(-(-len(items) // self.size), 1)
        pagination = {
            "total": len(items),
            "count": len(part),
            "per_page": self.size,
            "current_page": self.number,
            "total_pages": pages,
            "links": self._links(pages, address),
        }
        return {"data": part, "meta": {"pagination": pagination}}

    def _links(self, pages: int, address: str) -> dict[str, str] | list[str]:
        near = {"previous": self.number - 1, "next": self.number + 1}
        links = {
            name: f"{address}?page={number}&per_page={self.size}"
            for name, number in near.items()
            if 1 <= number <= pages
        }
        # PHP writes an empty map as an empty list.
        return links or []


def _whole(parameters: Mapping[str, str], name: str, default: int) -> int:
    text = parameters.get(name, "")
    if not text:
        return default
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise PageNumberError(name)
    return int(text)
