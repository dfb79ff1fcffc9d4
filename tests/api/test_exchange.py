from __future__ import annotations

import dataclasses
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tallyfy_inspector.api.exchange import (
    DEFAULT_BASE_URL,
    Credential,
    CutOff,
    Exchange,
    FetchRequest,
    ListRequest,
    ProcessAnswer,
    ProcessRequest,
    Timings,
    TransportError,
)
from tallyfy_inspector.api.routes import check_base_url

SECRET = "canary4711"
EXCHANGE = Exchange(
    url="https://go.tallyfy.com/api/organizations/o/tasks/t?with=run",
    status=401,
    reason="Unauthorized",
    request_headers=(("accept", SECRET),),
    response_headers=(("Set-Cookie", SECRET), ("retry-after", "17"), ("set-cookie", "second")),
    body=f'{{"title": "{SECRET}"}}'.encode(),
    wire_bytes=23,
    started_at=datetime(2026, 11, 23, 12, 1, 3, tzinfo=UTC),
    timings=Timings(120.0, 142.0),
    cut_off=CutOff("too_large", 5),
)


def test_a_repr_shows_what_happened_and_nothing_of_the_answer() -> None:
    shown = repr(replace(EXCHANGE, reason=SECRET))
    assert "status=401" in shown
    assert "too_large" in shown
    assert SECRET not in shown
    assert "cookie" not in shown


def test_a_repr_of_a_credential_shows_where_it_belongs_and_not_the_token() -> None:
    assert repr(Credential("https://go.tallyfy.com", SECRET)) == "Credential(origin='https://go.tallyfy.com')"


def test_a_header_is_found_in_any_case_and_the_first_one_counts() -> None:
    assert EXCHANGE.header("Retry-After") == "17"
    assert EXCHANGE.header("SET-COOKIE") == SECRET
    assert EXCHANGE.header("content-type") is None


@pytest.mark.parametrize(
    ("record", "field"),
    [
        (EXCHANGE, "status"),
        (Credential("o", "t"), "token"),
        (FetchRequest("b", "o", "t"), "task"),
        (ListRequest("b", "o", "groups"), "name"),
        (ProcessRequest("b", "o", "r"), "run"),
        (ProcessAnswer(EXCHANGE), "pages"),
    ],
)
def test_records_do_not_change_and_take_nothing_more(record: object, field: str) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(record, field, "other")
    assert not hasattr(record, "__dict__")


def test_the_answers_about_a_process_show_no_content() -> None:
    assert SECRET not in repr(ProcessAnswer(EXCHANGE, (EXCHANGE, EXCHANGE)))


def test_equal_requests_are_equal_and_can_be_kept_in_a_set() -> None:
    one, other = (FetchRequest("b", "o", "t", "r", ("run", "step")) for _ in range(2))
    assert len({one, other}) == 1
    assert one != FetchRequest("b", "o", "t", None, ("run", "step"))


def test_phases_that_nobody_measured_are_none_and_not_nothing() -> None:
    assert EXCHANGE.timings == Timings(first_byte=120.0, total=142.0, connect=None, tls=None, body=None)
    assert EXCHANGE.http_version == "HTTP/1.1"


def test_an_error_tells_kind_host_and_detail() -> None:
    error = TransportError("tls", "go.tallyfy.com", "The certificate has expired.")
    assert str(error) == "tls: go.tallyfy.com: The certificate has expired."
    assert (error.kind, error.host, error.detail) == ("tls", "go.tallyfy.com", "The certificate has expired.")
    assert str(TransportError("dns", "go.tallyfy.com")) == "dns: go.tallyfy.com"


def test_the_default_address_is_one_that_may_be_asked_in_its_one_spelling() -> None:
    assert check_base_url(DEFAULT_BASE_URL) == DEFAULT_BASE_URL
