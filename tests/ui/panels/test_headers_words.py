from __future__ import annotations

from dataclasses import replace

import pytest

from tallyfy_inspector.redact import MASK
from tallyfy_inspector.ui.panels.headers_words import HeaderRow, copied, masked, rows, spoken
from tallyfy_inspector.ui.words import reason
from tests.support import views
from tests.support.task_samples import CODE, GUEST_LINK

EXCHANGE = replace(
    views.exchange(b"{}", 404, "Not Found"),
    request_headers=(("Host", "go.tallyfy.com"), ("Accept", "application/json")),
    response_headers=(("Content-Type", "application/json"), ("Set-Cookie", "a=1; Path=/")),
    http_version="HTTP/1.0",
)


def test_request_and_response_each_with_its_first_line() -> None:
    path = f"/organizations/{views.ORGANIZATION}/tasks/{views.TASK}"
    assert [(row.part, row.name, row.value, row.heading) for row in rows(EXCHANGE)] == [
        ("request", "Request", f"GET https://go.tallyfy.com/api{path} HTTP/1.1", True),
        ("request", "Host", "go.tallyfy.com", False),
        ("request", "Accept", "application/json", False),
        ("request", "Authorization", "hidden", False),
        ("response", "Response", "HTTP/1.0 404 Not Found", True),
        ("response", "Content-Type", "application/json", False),
        ("response", "Set-Cookie", f"a={MASK}; Path=/", False),
    ]


def test_no_exchange_has_no_rows() -> None:
    assert rows(None) == ()


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("Content-Type", "application/json", "application/json"),
        ("Set-Cookie", "s=abc=def; Path=/; HttpOnly", f"s={MASK}; Path=/; HttpOnly"),
        ("SET-COOKIE", "s=abc; def; secure", f"s={MASK}; secure"),
        ("set-cookie", "no equals sign", MASK),
        ("X-CSRF-Token", "abcdef", MASK),
        ("proxy-authorization", "Basic abc", MASK),
        ("Cookie", "a=b", MASK),
        ("X-Api-Key", "", ""),
        (
            "Link",
            "<https://go.tallyfy.com/x?page=2>; rel=next",
            "<https://go.tallyfy.com/x?page=2>; rel=next",
        ),
        ("Location", "https://x.example/?access_token=abcdef", f"https://x.example/?access_token={MASK}"),
    ],
)
def test_what_a_header_may_show(name: str, value: str, shown: str) -> None:
    assert masked(name, value) == shown


def test_nothing_that_gives_access_is_in_a_row_its_copy_or_what_is_heard() -> None:
    made = replace(
        EXCHANGE,
        url=GUEST_LINK,
        reason=GUEST_LINK,
        response_headers=(
            ("Location", GUEST_LINK),
            (f"X-{GUEST_LINK}", "1"),
            ("Refresh", f"0; url={GUEST_LINK}"),
        ),
    )
    for row in rows(made):
        assert CODE not in row.name + row.value + copied(row) + spoken(row) + repr(row)


def test_what_cannot_be_seen_is_spelled_out() -> None:
    made = replace(EXCHANGE, response_headers=(("X-Odd", "a\u202eb\tc"),), reason="\u200b")
    shown = {row.name: row.value for row in rows(made)}
    assert shown["X-Odd"] == "a\\u202eb\\tc"
    assert shown["Response"] == "HTTP/1.0 404 \\u200b"


def test_what_is_heard_and_copied() -> None:
    request, host, *_rest = rows(EXCHANGE)
    assert spoken(request) == f"Request: {request.value}"
    assert spoken(host) == "Host: go.tallyfy.com, request header"
    assert spoken(HeaderRow("response", "X-Empty", "")) == "X-Empty: empty, response header"
    assert copied(request) == request.value
    assert copied(host) == "Host: go.tallyfy.com"


def test_a_repr_has_no_content() -> None:
    assert "go.tallyfy.com" not in repr(rows(EXCHANGE))


def test_what_the_server_wrote_beside_the_status_is_masked_and_cut() -> None:
    first = next(
        row for row in rows(replace(EXCHANGE, reason=GUEST_LINK + "x" * 9_000)) if row.name == "Response"
    )
    assert CODE not in first.value
    assert len(first.value) < 100
    assert reason(replace(EXCHANGE, reason="x" * 60_000)) == "x" * 59 + "…"
