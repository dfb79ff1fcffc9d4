"""Exchanges made by hand, and the error answers of tests/data/errors.json as exchanges."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tallyfy_inspector.api.exchange import CutOff, Exchange, Timings
from tallyfy_inspector.document.parse import Document, ParseError, parse

NOW = datetime(2026, 11, 25, 9, 58, 30, tzinfo=UTC)
TASK_URL = (
    "https://go.tallyfy.com/api/organizations/3d53f2fd6326517fb7dc6e1bbfa9a0e3"
    "/tasks/d005715eb72c17884e4e3f904d9e01bf?with=run"
)
_ERRORS = Path(__file__).parent.parent / "data" / "errors.json"


def exchange(
    status: int = 200,
    body: object = b"",
    headers: Mapping[str, str] | None = None,
    url: str = TASK_URL,
    cut_off: CutOff | None = None,
) -> Exchange:
    """`body` as bytes, or anything else as JSON."""
    is_bytes = isinstance(body, bytes)
    data: bytes = body if isinstance(body, bytes) else json.dumps(body).encode()
    sent = {"content-type": "text/plain" if is_bytes else "application/json"}
    sent.update({name.lower(): value for name, value in (headers or {}).items()})
    return Exchange(
        url, status, "", (), tuple(sent.items()), data, len(data), NOW, Timings(80.0, 90.0), cut_off
    )


def parsed(answer: Exchange) -> Document | ParseError:
    """The body as the session has it: parsed, or the reason why not."""
    try:
        return parse(answer.body)
    except ParseError as error:
        return error


def samples() -> Iterator[tuple[str, Exchange]]:
    """Every answer of the collection, named by status and place."""
    collection: dict[str, list[dict[str, Any]]] = json.loads(_ERRORS.read_text(encoding="utf-8"))
    for key, answers in collection.items():
        for index, answer in enumerate([] if key == "_note" else answers):
            body = answer["body"]
            headers = {"content-type": answer["content_type"], **answer.get("headers", {})}
            sent = body.encode() if isinstance(body, str) else body
            yield f"{key}-{index}", exchange(int(key[:3]), sent, headers)
