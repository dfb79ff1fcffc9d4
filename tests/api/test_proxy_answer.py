from __future__ import annotations

import asyncio
from typing import Any

import pytest

from tallyfy_inspector.api.proxy_answer import ProxyAnswer

STEP = "http11.receive_response_headers.complete"


def heard(*headers: tuple[bytes, bytes], status: Any = 407, event: str = STEP) -> ProxyAnswer:
    answer = ProxyAnswer()
    asyncio.run(answer.note(event, {"return_value": (b"HTTP/1.1", status, b"No", list(headers), b"")}))
    return answer


@pytest.mark.parametrize(
    ("values", "schemes", "more"),
    [
        ((), set(), False),
        ((b'Basic realm="x"',), {"basic"}, False),
        ((b"NTLM",), {"ntlm"}, True),
        ((b"Negotiate", b"NTLM"), {"negotiate", "ntlm"}, True),
        ((b"Negotiate", b'basic realm="x"'), {"negotiate", "basic"}, False),
        ((b"\xff\xfe", b""), set(), False),
    ],
)
def test_the_ways_to_sign_in(values: tuple[bytes, ...], schemes: set[str], more: bool) -> None:
    answer = heard(*((b"Proxy-Authenticate", value) for value in values), (b"X-Other", b"NTLM"))
    assert answer.asks_for_password
    assert answer.schemes == schemes
    assert answer.asks_for_more is more


def test_another_status_asks_for_nothing() -> None:
    answer = heard((b"Proxy-Authenticate", b"NTLM"), status=403)
    assert (answer.status, answer.asks_for_password, answer.asks_for_more) == (403, False, False)


@pytest.mark.parametrize(
    ("event", "info"),
    [
        ("http11.send_request_headers.complete", {"return_value": (b"", 407, b"", [], b"")}),
        (STEP, None),
        (STEP, {}),
        (STEP, {"return_value": None}),
        (STEP, {"return_value": (b"", "407", b"", [])}),
        (STEP, {"return_value": (b"", 407)}),
    ],
)
def test_steps_of_another_form_are_passed_over(event: str, info: object) -> None:
    answer = ProxyAnswer()
    asyncio.run(answer.note(event, info))
    assert (answer.status, answer.schemes) == (None, frozenset())


def test_headers_of_another_form_name_no_way() -> None:
    answer = ProxyAnswer()
    asyncio.run(answer.note(STEP, {"return_value": (b"", 407, b"", "text", b"")}))
    assert answer.asks_for_password
    assert not answer.asks_for_more
