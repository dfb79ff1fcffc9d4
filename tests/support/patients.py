"""What the doctor is handed in tests: instruments of a healthy computer, each of which a test may replace."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from tallyfy_inspector.api.exchange import Credential, Exchange, Timings
from tallyfy_inspector.api.tls_probe import Certificate
from tallyfy_inspector.api.ways import STRAIGHT, Way
from tallyfy_inspector.daemon_executor import DaemonExecutor
from tallyfy_inspector.doctor.case import Case, Instruments

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
TOKEN = "canarytokenq7f3a9c41d8e60b2"
OWNER = "Canarina Vogelsang"
ORGANIZATION = "0123456789abcdef0123456789abcdef"
BASE_URL = "http://127.0.0.1:9"


def answered(status: int = 200, body: bytes = b"{}", **headers: str) -> Exchange:
    """An answer that says `status`."""
    return Exchange(
        url=BASE_URL,
        status=status,
        reason="",
        request_headers=(),
        response_headers=tuple(headers.items()),
        body=body,
        wire_bytes=len(body),
        started_at=NOW,
        timings=Timings(1.0, 1.0),
    )


async def _keyring() -> tuple[str | None, str]:
    return "Secret Service", ""


async def _token() -> Credential | None:
    return Credential(BASE_URL, TOKEN)


async def _way(_url: str) -> Way:
    return STRAIGHT


async def _me(_base_url: str, _token: str) -> Exchange:
    return answered(
        body=f'{{"data":{{"full_name":"{OWNER}"}}}}'.encode(), Date="Mon, 23 Nov 2026 12:00:00 GMT"
    )


async def _organization(_base_url: str, _organization: str) -> Exchange:
    return answered(body=OWNER.encode())


def instruments(**changed: Any) -> Instruments:
    """Of a computer where all is well, but for what is `changed`."""
    healthy: dict[str, Any] = {
        "base_url": BASE_URL,
        "organization": ORGANIZATION,
        "python": "3.11.7",
        "qt": "6.11.3",
        "platform": "Linux",
        "keyring": _keyring,
        "token": _token,
        "way": _way,
        "decode": lambda _der: Certificate("Tallyfy CA", "", datetime(2027, 6, 1, tzinfo=UTC)),
        "who_am_i": _me,
        "organization_answer": _organization,
        "now": lambda: NOW,
        "mask": lambda text: text.replace(TOKEN, "•"),
        "executor": DaemonExecutor(),
        "patience": 5.0,
    }
    return Instruments(**{**healthy, **changed})


def case(**changed: Any) -> Case:
    """The beginning of an examination there."""
    return Case(instruments(**changed))
