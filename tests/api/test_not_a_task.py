from __future__ import annotations

import pytest

from tallyfy_inspector.api.error_body import read
from tallyfy_inspector.api.exchange import CutOff, Exchange
from tallyfy_inspector.api.not_a_task import asks_for_process, asks_for_task, of_success, says_error
from tallyfy_inspector.api.problem import CutShort, Intercepted, NotATask, Problem, Refused
from tallyfy_inspector.document.parse import ParseError, Reason, parse
from tests.support.exchanges import TASK_URL, exchange, parsed

ME_URL = "https://go.tallyfy.com/api/me/organizations"


def judged(answer: Exchange) -> Problem | None:
    body = parsed(answer)
    return of_success(answer, body, read(answer, body), ("said",))


def found(answer: Exchange) -> Problem:
    problem = judged(answer)
    assert problem is not None
    return problem


@pytest.mark.parametrize(
    "body",
    [
        {"data": {"id": "x"}},
        {"data": {}},
        {"data": [{"id": "x"}], "meta": {}},
        {"data": {}, "error": False, "errors": []},
        {"data": {}, "error": None, "message": "fine"},
    ],
)
def test_data_makes_it_good(body: object) -> None:
    assert judged(exchange(200, body)) is None


def test_an_empty_list_is_good_only_where_a_list_was_asked_for() -> None:
    assert judged(exchange(200, {"data": []}, url=ME_URL)) is None
    assert type(found(exchange(200, {"data": []}))) is NotATask


@pytest.mark.parametrize("data", [None, "", "text", 0, True])
def test_data_that_holds_nothing_is_no_task(data: object) -> None:
    problem = found(exchange(200, {"data": data}))
    assert (type(problem), problem.action) == (NotATask, "show_answer")


@pytest.mark.parametrize("body", [{}, {"message": "hello"}, [], "text", 7, None, {"id": "x"}, {"Data": {}}])
def test_without_data_it_is_none_of_tallyfys(body: object) -> None:
    problem = found(exchange(200, body))
    assert (type(problem), problem.title) == (NotATask, "Not an answer of Tallyfy")


def test_a_bare_task_is_recognised_and_still_not_taken_for_one() -> None:
    problem = found(exchange(200, {"id": "x", "title": "t", "owners": {}}))
    assert (type(problem), problem.severity, problem.action) == (NotATask, "warning", "show_answer")
    assert "data" in problem.hint


@pytest.mark.parametrize("error", [True, "oops", {"code": 1}, 1, ["x"]])
def test_an_error_is_one_even_with_data(error: object) -> None:
    problem = found(exchange(200, {"error": error, "data": {"id": "x"}}))
    assert (type(problem), problem.details) == (Refused, ("said",))


def test_an_error_declares_itself_only_in_json() -> None:
    assert says_error(parse(b'{"error":true}'))
    assert not says_error(parse(b'{"error":false}'))
    assert not says_error(parse(b"[1]"))
    assert not says_error(None)


@pytest.mark.parametrize("body", [b"", b" \r\n"])
def test_nothing_at_all(body: bytes) -> None:
    assert found(exchange(204, body)).title == "Empty answer"


def test_a_page_is_a_sign_in_page_of_the_network() -> None:
    problem = found(exchange(200, b"<html><title>Sign in</title></html>", {"content-type": "text/html"}))
    assert (type(problem), problem.action, problem.details) == (Intercepted, "retry", ("said",))


def test_a_body_not_parsed_yet_is_not_judged() -> None:
    answer = exchange(200, {"no": "data"})
    assert of_success(answer, None, read(answer, None), ()) is None


@pytest.mark.parametrize(
    ("reason", "expected", "action"),
    [
        ("too_deep", NotATask, "show_answer"),
        ("cut_off", CutShort, "retry"),
        ("not_json", NotATask, "show_answer"),
        ("nan", NotATask, "show_answer"),
        ("encoding", NotATask, "show_answer"),
    ],
)
def test_what_cannot_be_read_says_where(reason: Reason, expected: type[Problem], action: str) -> None:
    answer = exchange(200, b'{"data": ?}')
    problem = of_success(answer, ParseError(reason, 3, 14, 99), read(answer, None), ())
    assert problem is not None
    assert (type(problem), problem.action) == (expected, action)
    assert problem.details == ("Line 3, column 14.",)


def test_a_hundred_thousand_levels_are_a_message() -> None:
    problem = found(exchange(200, b'{"data":' * 100_000 + b"1" + b"}" * 100_000))
    assert problem.title == "Too deeply nested to show"


@pytest.mark.parametrize(
    ("cut", "action"),
    [
        (CutOff("too_large", 256 * 2**20), "show_answer"),
        (CutOff("inflates"), "show_answer"),
        (CutOff("connection"), "retry"),
        (CutOff("timeout"), "retry"),
        (CutOff("encoding"), "retry"),
    ],
)
def test_a_body_cut_off_says_why_before_anything_else(cut: CutOff, action: str) -> None:
    problem = found(exchange(200, {"data": {"id": "x"}}, cut_off=cut))
    assert (type(problem), problem.action) == (CutShort, action)
    assert "{" not in problem.hint
    assert cut.limit is None or "256 MB" in problem.hint


def test_each_kind_of_cut_has_its_own_title() -> None:
    kinds = ("too_large", "inflates", "connection", "timeout", "encoding")
    assert len({found(exchange(200, cut_off=CutOff(kind))).title for kind in kinds}) == len(kinds)


def test_task_routes_are_known_by_their_path() -> None:
    assert asks_for_task(TASK_URL)
    assert not asks_for_task("https://go.tallyfy.com/api/me?x=/tasks/")


def test_process_routes_are_known_by_their_path() -> None:
    base = "https://go.tallyfy.com/api/organizations/o/runs"
    assert asks_for_process(f"{base}/r")
    assert asks_for_process(f"{base}/r/tasks?page=1&per_page=100")
    assert not any(
        asks_for_process(url) for url in (f"{base}/r/tasks/t", TASK_URL, base, f"{base}?x=/runs/r")
    )
