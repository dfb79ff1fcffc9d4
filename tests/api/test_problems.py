from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.api.exchange import CutOff, Exchange, TransportError
from tallyfy_inspector.api.problem import (
    CutShort,
    Intercepted,
    NotATask,
    NotFound,
    NotPermitted,
    Problem,
    Refused,
    SignIn,
    Wait,
    WrongAddress,
)
from tallyfy_inspector.api.problems import classify, from_transport
from tests.support.exchanges import exchange, parsed, samples

HTML = {"content-type": "text/html"}
ACTIONS = (None, "sign_in", "retry", "show_answer", "edit_task", "edit_organization", "edit_base_url")
ME_URL = "https://go.tallyfy.com/api/me"
TOKEN = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIiwiY2FuYXJ5IjoxfQ.c2lnbmF0dXJlLWNhbmFyeQ"

SAMPLES: Mapping[str, tuple[type[Problem], str, str]] = {
    "400-0": (Refused, "edit_task", "bad request"),
    "400-1": (Refused, "edit_task", "missing a required parameter"),
    "401-0": (SignIn, "sign_in", "unauthenticated"),
    "401-1": (Intercepted, "retry", "missing required headers"),
    "401-2": (SignIn, "sign_in", "invalid_client"),
    "401-3": (SignIn, "sign_in", "Unauthenticated."),
    "402-0": (Refused, "show_answer", "Payment required"),
    "403-0": (NotPermitted, "sign_in", "forbidden"),
    "403-1": (NotPermitted, "edit_organization", "for this organization!"),
    "403-2": (Refused, "show_answer", "Cannot disable guest with incomplete tasks"),
    "403-3": (Intercepted, "retry", "Attention Required!"),
    "404-0": (WrongAddress, "edit_base_url", "ENDPOINT_NOT_FOUND"),
    "404-1": (NotFound, "edit_organization", "RESOURCE_NOT_FOUND"),
    "404-2": (Intercepted, "retry", "apsh546"),
    "404-3": (WrongAddress, "edit_base_url", "Not Found"),
    "409-0": (Refused, "retry", "SEAT_POOL_EXHAUSTED"),
    "422-0": (Refused, "edit_task", "per_page: The per_page must be an integer."),
    "422-1": (Refused, "edit_task", "title: required"),
    "422-2": (
        Refused,
        "edit_task",
        "tasks.de616ca4f1da696de3431e85d3708d59: Invalid dropdown choice selected.",
    ),
    "429-0": (Wait, "retry", "hourly limit for Guest Invite"),
    "429-1": (Wait, "retry", "slow down"),
    "500-0": (Wait, "retry", "boom"),
    "500-1": (Wait, "retry", "its own insides"),
    "502-0": (Wait, "retry", "bad gateway"),
    "502-1": (Wait, "retry", "502 Bad Gateway"),
    "503-0": (Wait, "retry", "<html>"),
    "504-0": (Wait, "retry", "<html>"),
    "200_not_ok-0": (NotFound, "edit_organization", "Resource not found"),
    "200_not_ok-1": (Intercepted, "retry", "Sign in"),
}


def found(answer: Exchange) -> Problem:
    problem = classify(answer, parsed(answer))
    assert problem is not None
    return problem


def failed(status: int, message: str = "", **more: object) -> Problem:
    return found(exchange(status, {"message": message, **more}))


@pytest.mark.parametrize(("name", "answer"), list(samples()))
def test_every_collected_answer_gets_its_next_step(name: str, answer: Exchange) -> None:
    expected, action, detail = SAMPLES[name]
    problem = found(answer)
    assert (type(problem), problem.action) == (expected, action)
    assert any(detail in line for line in problem.details), problem.details


def test_no_collected_answer_is_left_out() -> None:
    assert {name for name, _answer in samples()} == set(SAMPLES)


@pytest.mark.parametrize("body", [b"", b"<html>", {"message": "words"}], ids=["empty", "page", "message"])
def test_every_status_but_2xx_is_a_problem_in_plain_words(body: object) -> None:
    for status in (*range(100, 200), *range(300, 700), 999):
        problem = found(exchange(status, body, HTML if body == b"<html>" else None))
        assert 5 < len(problem.title) <= 40
        assert len(problem.hint) < 260
        assert problem.hint.endswith(".")
        assert "{" not in problem.title + problem.hint
        assert problem.action in ACTIONS
        assert problem.severity in ("bad", "warning")


def test_a_failed_answer_that_broke_off_says_so() -> None:
    problem = found(exchange(500, b'{"mess', cut_off=CutOff("connection")))
    assert isinstance(problem, Wait)
    assert "did not come whole" in problem.details[-1]


@pytest.mark.parametrize("status", [200, 201, 202, 299])
def test_any_2xx_with_data_is_good(status: int) -> None:
    answer = exchange(status, {"data": {"id": "x"}})
    assert classify(answer, parsed(answer)) is None


def test_an_error_without_its_body_parsed_is_still_one() -> None:
    assert isinstance(classify(exchange(401, {"message": "x"}), None), SignIn)


def test_success_is_judged_elsewhere_with_the_servers_words() -> None:
    problem = failed(200, "Something odd", error=True)
    assert (type(problem), problem.details) == (Refused, ("Message: Something odd",))
    assert type(failed(200, "hello")) is NotATask
    cut = exchange(200, {"data": {}}, cut_off=CutOff("connection"))
    assert type(found(cut)) is CutShort


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"error": True, "message": "Resource not found."}, NotFound),
        ({"error": True, "code": "ENDPOINT_NOT_FOUND"}, WrongAddress),
        ({"error": True, "message": "Unauthenticated."}, SignIn),
        ({"error": {"code": "RESOURCE_NOT_FOUND"}}, NotFound),
    ],
)
def test_an_error_dressed_up_as_success_is_what_it_says(body: object, expected: type[Problem]) -> None:
    assert type(found(exchange(200, body))) is expected


def test_a_good_task_that_speaks_of_errors_is_good() -> None:
    answer = exchange(200, {"data": {}, "message": "Resource not found", "code": "RESOURCE_NOT_FOUND"})
    assert classify(answer, parsed(answer)) is None


# 401, 403, 404: the message decides


def test_a_token_not_accepted_thinks_of_logging_out_first() -> None:
    problem = failed(401)
    assert problem.title == "Token not accepted"
    assert problem.hint.startswith("Most likely its owner logged out")
    assert "6 months" in problem.details[-1]


@pytest.mark.parametrize("status", [401, 403])
def test_a_page_that_says_no_is_not_tallyfys(status: int) -> None:
    assert type(found(exchange(status, b"<html><title>Denied</title>", HTML))) is Intercepted


@pytest.mark.parametrize(
    "message",
    [
        "",
        "Forbidden",
        "This action is unauthorized.",
        "You do not have permission",
        "Not authorised",
        "Access denied",
    ],
)
def test_no_permission(message: str) -> None:
    assert type(failed(403, message)) is NotPermitted


@pytest.mark.parametrize(
    "message", ["Cannot disable guest with incomplete tasks", "The process is archived."]
)
def test_a_rule_of_the_business_does_not_send_anybody_to_sign_in(message: str) -> None:
    problem = failed(403, message)
    assert (type(problem), problem.action, problem.severity) == (Refused, "show_answer", "warning")
    assert problem.details[0] == f"Message: {message}"


def test_a_task_not_found_names_the_organization_first_and_leaves_the_rest_open() -> None:
    problem = failed(404, "Resource not found", code="RESOURCE_NOT_FOUND")
    assert problem.title == "Task not found"
    places = [problem.hint.index(word) for word in ("organization", "process ID", "deleted", "hidden")]
    assert places == sorted(places)


def test_a_lost_header_says_nothing_about_the_task() -> None:
    for body in ({"message": "Not found. Error Code: apsh546."}, b"<html>Error Code: apsh546.</html>"):
        problem = found(exchange(404, body))
        assert type(problem) is Intercepted
        assert "X-Tallyfy-Client" in problem.hint
        assert "organization" not in problem.hint


@pytest.mark.parametrize("path", ["", "/tasks?page=1&per_page=100"])
def test_a_404_of_a_process_is_about_that(path: str) -> None:
    url = f"https://go.tallyfy.com/api/organizations/o/runs/r{path}"
    problem = found(exchange(404, {"message": "x"}, url=url))
    assert (type(problem), problem.title) == (NotFound, "Process not found")
    page = exchange(404, b"<html>x</html>", {"content-type": "text/html"}, url=url)
    assert type(found(page)) is WrongAddress


def test_a_404_of_another_request_is_not_about_a_task() -> None:
    assert type(found(exchange(404, {"message": "x"}, url=ME_URL))) is WrongAddress


# Redirects, limits, servers in trouble


@pytest.mark.parametrize(
    ("location", "leads_to"),
    [
        ("https://login.example/sso?token=SECRETCODE#x", ("It leads to: https://login.example",)),
        ("/login?next=SECRETCODE", ("It leads to: https://go.tallyfy.com",)),
        ("https://SECRETCODE:pw@login.example/", ("It leads to: https://login.example",)),
        ("http://[", ()),
        ("javascript:alert(1)", ()),
        ("", ()),
    ],
)
def test_a_redirect_names_where_to_but_no_more(location: str, leads_to: tuple[str, ...]) -> None:
    problem = found(exchange(302, b"", {"location": location}))
    assert (type(problem), problem.action, problem.details) == (WrongAddress, "edit_base_url", leads_to)


@pytest.mark.parametrize("status", [300, 301, 302, 303, 304, 307, 308, 399])
def test_every_3xx_is_a_redirect(status: int) -> None:
    assert type(found(exchange(status))) is WrongAddress


def test_too_many_requests_says_how_long_in_words() -> None:
    for asked, wait, words in (
        ("17", 17, "17 seconds"),
        ("Wed, 25 Nov 2026 10:00:00 GMT", 90, "1 minute 30 seconds"),
    ):
        problem = found(exchange(429, {}, {"Retry-After": asked, "X-RateLimit-Remaining": "0"}))
        assert isinstance(problem, Wait)
        assert problem.retry_after == wait
        assert problem.hint == f"Wait {words}, then fetch again."
        assert problem.details == ("Requests left: 0",)
        assert problem.severity == "warning"


def test_an_hourly_limit_is_named() -> None:
    problem = failed(429, "You've reached the hourly limit for Guest Invite")
    assert "hourly limit" in problem.hint
    assert "Wait a minute" in problem.hint


@pytest.mark.parametrize("status", [500, 501, 502, 503, 504, 520, 599, 408])
def test_a_server_in_trouble_asks_for_patience(status: int) -> None:
    problem = found(exchange(status, b"", {"Retry-After": "30"}))
    assert isinstance(problem, Wait)
    assert problem.retry_after == 30
    assert "30 seconds" in problem.hint


@pytest.mark.parametrize("status", [407, 511])
def test_a_network_that_wants_a_sign_in(status: int) -> None:
    assert type(found(exchange(status, b"<html>", HTML))) is Intercepted


def test_an_unknown_status_is_named_in_the_title() -> None:
    assert failed(418).title == "Tallyfy refused with 418"


# What may be shown of the server's words


def test_the_request_id_is_there_for_tallyfys_own_support() -> None:
    assert found(exchange(500, {}, {"X-Request-Id": "req-1\u202e"})).details == ("Request ID: req-1\\u202e",)


@pytest.mark.parametrize("status", [200, 302, 400, 401, 403, 404, 409, 422, 429, 500, 418])
def test_secrets_in_the_servers_words_are_masked(status: int) -> None:
    body = {
        "error": True,
        "message": f"Bearer {TOKEN} is bad at https://go.tallyfy.com/guest/SECRETCODE1234567/x",
        "errors": {"url": [f"https://x.example/?access_token={TOKEN}"], TOKEN: "bad"},
        "code": TOKEN[:60],
    }
    problem = found(exchange(status, body, {"X-Request-Id": f"Bearer {TOKEN}"}))
    for secret in (TOKEN, "SECRETCODE", TOKEN[:60]):
        assert secret not in "".join((problem.title, problem.hint, *problem.details, repr(problem)))


def test_a_code_is_not_said_twice() -> None:
    assert found(exchange(400, {"error": "invalid_client"})).details == ("Message: invalid_client",)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["error", "message", "errors", "code", "data", "details", "x"]), inner, max_size=4
        )
    ),
    max_leaves=15,
)


@given(
    json_values,
    st.integers(100, 599),
    st.dictionaries(st.sampled_from(["retry-after", "location"]), st.text()),
)
def test_no_answer_whatever_breaks_it(body: object, status: int, headers: dict[str, str]) -> None:
    answer = exchange(status, body, headers)
    problem = classify(answer, parsed(answer))
    assert problem is not None or 200 <= status < 300
    if problem is not None:
        assert all("\n" not in line and len(line) < 400 for line in problem.details)


def test_transport_errors_are_offered_here_too() -> None:
    assert from_transport(TransportError("dns", "x")).title == "Address not found"
