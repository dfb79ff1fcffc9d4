from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from tallyfy_inspector.demo.answers import Answers, Reply, Request, malformed
from tallyfy_inspector.demo.catalogue import ORGANIZATION, TASKS, DemoTask

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
TOKEN = "demo-0123"  # made up
HEALTHY, STUCK = TASKS[0], TASKS[1]
ONE_OFF = next(task for task in TASKS if task.source == "oneoff_fields")
EVERYTHING = (
    "run,step,form_fields,tags,threads,issues,assets,folders,roles,activities,ko-form-fields,summary,"
    "member_watchers,guest_watchers,threads_count"
)
TEN_TYPES = {
    *("text", "textarea", "radio", "dropdown", "multiselect"),
    *("date", "email", "file", "table", "assignees_form"),
}
# Error sources with the status and a piece of the body that tells them apart.
ERRORS = {
    "unauthenticated": (401, b"unauthenticated"),
    "permission": (403, b"permission"),
    "business_rule": (403, b"archived"),
    "resource": (404, b"RESOURCE_NOT_FOUND"),
    "endpoint": (404, b"ENDPOINT_NOT_FOUND"),
    "header_lost": (404, b"apsh546"),
    "conflict": (409, b"SEAT_POOL_EXHAUSTED"),
    "validation": (422, b'"errors"'),
    "rate_limit": (429, b"RATE_LIMIT_EXCEEDED"),
    "server_error": (500, b"SQLSTATE"),
    "bad_gateway": (502, b"<html>"),
    "unavailable": (503, b"<!DOCTYPE html>"),
    "redirect": (302, b"Redirecting"),
    "sign_in_page": (200, b"<!DOCTYPE html>"),
    "error_in_ok": (200, b'"error":true'),
    "no_data": (200, b'"meta"'),
    "not_json": (200, b"Warning:"),
}


def ask(target: str, /, *, method: str = "GET", **changes: str | None) -> Reply:
    headers: dict[str, str | None] = {
        "authorization": f"Bearer {TOKEN}",
        "accept": "application/json",
        "x-tallyfy-client": "tests",
        "host": "127.0.0.1:1",
    }
    headers.update({name.replace("_", "-"): value for name, value in changes.items()})
    given = {name: value for name, value in headers.items() if value is not None}
    return Answers(TOKEN, lambda: NOW).reply(Request(method, target, given))


def of(task: DemoTask, with_: str = "", prefix: str = "", **changes: str | None) -> Reply:
    target = f"{prefix}/organizations/{ORGANIZATION}/tasks/{task.id}?with={with_}"
    return ask(target, method="GET", **changes)


def data(reply: Reply) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(reply.body)["data"]
    return found


# -- the checks, in their order


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"])
def test_only_get_is_answered(method: str) -> None:
    reply = ask("/me", method=method, x_tallyfy_client=None, accept=None)
    assert reply.status == 405
    assert json.loads(reply.body)["error"] is True
    assert ("Allow", "GET") in reply.headers


@pytest.mark.parametrize("value", [None, "", "  "])
def test_the_client_header_is_looked_at_before_anything_else(value: str | None) -> None:
    reply = ask("/nowhere", x_tallyfy_client=value, authorization=None, accept=None)
    assert reply.status == 404
    assert json.loads(reply.body) == {"message": "Not found. Error Code: apsh546."}


@pytest.mark.parametrize(
    "value", [None, "", TOKEN, "Bearer", "Bearer wrong", f"Bearer  {TOKEN}", f"Basic {TOKEN}", "Bearer é"]
)
def test_any_other_token_is_unauthenticated(value: str | None) -> None:
    reply = ask("/me", authorization=value)
    assert reply.status == 401
    assert json.loads(reply.body) == {"error": True, "message": "unauthenticated"}


@pytest.mark.parametrize(
    "target", ["/", "", "/api", "/tasks", "/me/tasks", "/organizations/x", "/api/api/me"]
)
def test_an_unknown_address_is_no_endpoint(target: str) -> None:
    reply = ask(target)
    assert reply.status == 404
    assert json.loads(reply.body)["code"] == "ENDPOINT_NOT_FOUND"


def test_without_accept_an_error_is_a_page() -> None:
    reply = ask("/nowhere", accept="*/*")
    assert reply.status == 404
    assert reply.content_type.startswith("text/html")
    assert b"404 Not Found" in reply.body


@pytest.mark.parametrize(
    "path",
    [
        f"organizations/{'0' * 32}/tasks/{HEALTHY.id}",
        f"organizations/{ORGANIZATION}/tasks/{'0' * 32}",
        f"organizations/{ORGANIZATION}/tasks/{HEALTHY.run}",
        f"organizations/{ORGANIZATION}/runs/{STUCK.run}/tasks/{HEALTHY.id}",
        f"organizations/{ORGANIZATION}/runs/{STUCK.run}/tasks/{ONE_OFF.id}",
    ],
)
def test_what_is_not_there_is_a_missing_resource(path: str) -> None:
    reply = ask(f"/{path}")
    assert reply.status == 404
    assert json.loads(reply.body)["code"] == "RESOURCE_NOT_FOUND"


# -- who am I


def test_me_is_a_person() -> None:
    assert data(ask("/me"))["email"] == "sam.lindqvist@acme.example"
    assert ask("/api/me") == ask("/me")


@pytest.mark.parametrize(("name", "count"), [("users-list", 12), ("groups", 2)])
def test_the_people_of_the_organization_can_be_listed(name: str, count: int) -> None:
    root = json.loads(ask(f"/organizations/{ORGANIZATION}/{name}?page=1&per_page=100").body)
    assert len(root["data"]) == count == root["meta"]["pagination"]["total"]
    assert len(data(ask(f"/organizations/{ORGANIZATION}/{name}?page=2&per_page=1"))) == 1


def test_everybody_who_stands_in_a_task_is_in_the_lists() -> None:
    people = {each["id"] for each in data(ask(f"/organizations/{ORGANIZATION}/users-list?per_page=100"))}  # type: ignore[index]
    groups = {each["id"] for each in data(ask(f"/organizations/{ORGANIZATION}/groups"))}  # type: ignore[index]
    for task in (HEALTHY, STUCK, ONE_OFF):
        owners = json.loads(of(task).body)["data"]["owners"]
        users = {each["id"] if isinstance(each, dict) else each for each in owners["users"]}
        assert users <= people
        assert set(owners["groups"]) <= groups


@pytest.mark.parametrize("name", ["users-list", "groups"])
def test_who_is_no_administrator_may_not_list_people(name: str) -> None:
    reply = ask(f"/organizations/4961609488be64683133424cde8da9c7/{name}")
    assert (reply.status, b"permission" in reply.body) == (403, True)
    assert ask(f"/organizations/de24cefe3947e08f6effa82e94b54f76/{name}").status == 200
    assert ask(f"/organizations/{'0' * 32}/{name}").status == 404


def test_organizations_come_in_pages() -> None:
    root = json.loads(ask("/me/organizations?page=2&per_page=2").body)
    assert len(root["data"]) == 1
    assert root["meta"]["pagination"]["total"] == 3
    assert root["meta"]["pagination"]["links"] == {
        "previous": "http://127.0.0.1:1/me/organizations?page=1&per_page=2"
    }
    assert data(ask("/me/organizations"))[0]["id"] == ORGANIZATION  # type: ignore[index]


def test_a_page_size_in_words_is_invalid() -> None:
    reply = ask("/me/organizations?per_page=ten")
    assert reply.status == 422
    assert "per_page" in json.loads(reply.body)["errors"]


# -- tasks


def test_the_healthy_task_has_everything_and_nothing_open() -> None:
    reply = of(HEALTHY, EVERYTHING)
    task = data(reply)
    fields = task["form_fields"]["data"]
    assert 30_000 < len(reply.body) < 45_000
    assert {field["field_type"] for field in fields} == TEN_TYPES
    assert all(field["field_value"] for field in fields if field["required"])
    assert task["taskdata"] == {field["id"]: field["field_value"] for field in fields}
    assert task["problem"] is False
    assert task["issues"]["data"] == []
    assert task["threads_count"] == len(task["threads"]["data"])
    for key in ("activities", "assets", "member_watchers", "guest_watchers", "tags", "folders", "roles"):
        assert task[key]["data"]


def test_the_stuck_task_has_an_issue_and_empty_required_fields() -> None:
    task = data(of(STUCK, EVERYTHING))
    empty = [f["label"] for f in task["form_fields"]["data"] if f["required"] and not f["field_value"]]
    assert empty == ["Budget code"]
    assert task["problem"] is True
    assert task["issues"]["data"][0]["resolve_id"] is None
    assert datetime.fromisoformat(task["deadline"]) < NOW


def test_only_what_was_asked_for_is_sent() -> None:
    keys = set(EVERYTHING.split(",")) - {"summary"}
    assert keys & set(data(of(HEALTHY))) == set()
    assert keys & set(data(of(HEALTHY, "run,ko-form-fields,bogus"))) == {"run", "ko-form-fields"}
    assert keys <= set(data(of(HEALTHY, EVERYTHING)))
    assert data(of(HEALTHY))["summary"].startswith("<p>")


def test_commas_may_be_encoded_and_api_may_stand_in_front() -> None:
    plain = of(HEALTHY, "run,step")
    assert of(HEALTHY, "run%2Cstep").body == plain.body
    assert of(HEALTHY, "run,step", prefix="/api").body == plain.body


def test_the_process_route_gives_the_same_task() -> None:
    path = f"/organizations/{ORGANIZATION}/runs/{HEALTHY.run}/tasks/{HEALTHY.id}"
    assert ask(path).body == of(HEALTHY).body


@pytest.mark.parametrize(
    "task", [t for t in TASKS if t.kind == "template"], ids=lambda task: f"{task.source}-{task.id[:4]}"
)
def test_every_task_answers_under_its_own_id(task: DemoTask) -> None:
    reply = of(task, EVERYTHING)
    root = json.loads(reply.body)
    found = root["data"] if task.source != "bare" else root
    assert (reply.status, reply.wait, reply.dribble) == (200, task.wait, task.dribble)
    assert (found["id"], found["run_id"]) == (task.id, task.run)


def test_titles_of_the_list_are_those_of_the_tasks() -> None:
    for task in TASKS:
        if task.kind == "template" and task.source not in ("bare", "empty", "hostile"):
            assert data(of(task))["title"] == task.title


def test_dates_are_relative_to_now() -> None:
    later = Answers(TOKEN, lambda: datetime(2027, 11, 23, 12, tzinfo=UTC))
    headers = {"authorization": f"Bearer {TOKEN}", "accept": "application/json", "x-tallyfy-client": "t"}
    reply = later.reply(Request("GET", f"/organizations/{ORGANIZATION}/tasks/{STUCK.id}", headers))
    assert data(of(STUCK))["deadline"] == "2026-11-20T17:00:00.000Z"
    assert data(reply)["deadline"] == "2027-11-20T17:00:00.000Z"


def test_a_process_and_its_tasks_in_pages() -> None:
    path = f"/organizations/{ORGANIZATION}/runs/{STUCK.run}"
    assert data(ask(path))["id"] == STUCK.run
    first = json.loads(ask(f"{path}/tasks?per_page=4").body)
    pagination = first["meta"]["pagination"]
    assert (len(first["data"]), pagination["total_pages"]) == (4, 2)
    assert f"{path}/tasks?page=2&per_page=4" in pagination["links"]["next"]
    second = json.loads(ask(f"{path}/tasks?page=2&per_page=4").body)
    listed = [task["id"] for page in (first, second) for task in page["data"]]
    assert len(set(listed)) == pagination["total"] > 4
    assert STUCK.id in listed
    assert all(ask(f"{path}/tasks/{task}").status == 200 for task in listed)


@pytest.mark.parametrize("path", ["", "/tasks"])
def test_a_process_that_is_not_there_or_elsewhere_is_a_missing_resource(path: str) -> None:
    for target in (f"{ORGANIZATION}/runs/{'0' * 32}", f"{'0' * 32}/runs/{STUCK.run}"):
        reply = ask(f"/organizations/{target}{path}")
        assert (reply.status, json.loads(reply.body)["code"]) == (404, "RESOURCE_NOT_FOUND")
    assert ask(f"/organizations/{ORGANIZATION}/runs/{STUCK.run}/tasks?page=x").status == 422


@pytest.mark.parametrize("task", [t for t in TASKS if t.packed], ids=lambda task: task.source)
def test_a_compressed_answer_is_compressed_for_those_who_take_it(task: DemoTask) -> None:
    packed = of(task, accept_encoding="gzip, identity")
    assert ("Content-Encoding", "gzip") in packed.headers
    assert gzip.decompress(packed.body) == of(task).body
    assert of(task).headers == ()


# -- error answers


@pytest.mark.parametrize("source", ERRORS)
def test_each_error_answers_as_it_says(source: str) -> None:
    task = next(task for task in TASKS if task.source == source)
    reply = of(task)
    status, piece = ERRORS[source]
    assert task.kind == "error"
    assert reply.status == status
    assert piece in reply.body


def test_every_error_of_the_catalogue_is_checked_here() -> None:
    assert {task.source for task in TASKS if task.kind == "error"} == set(ERRORS)


def test_errors_bring_their_headers() -> None:
    by_source = {task.source: task for task in TASKS}
    assert ("Retry-After", "17") in of(by_source["rate_limit"]).headers
    assert dict(of(by_source["redirect"]).headers)["Location"].startswith("https://login.acme.example/")
    assert of(by_source["sign_in_page"]).content_type.startswith("text/html")


def test_what_is_made_is_sent() -> None:
    by_source = {task.source: task for task in TASKS}
    cut = of(by_source["cut_off"], EVERYTHING)
    assert cut.cut_at is not None
    assert 0 < cut.cut_at < len(cut.body)
    assert of(by_source["bomb"]).headers == (("Content-Encoding", "gzip"),)
    assert len(of(by_source["deep"]).body) > 200_000
    assert b"1e400" in of(by_source["exact"], "form_fields").body
    assert len(of(by_source["large"]).body) > 1_000_000


def test_a_malformed_request_is_told_so() -> None:
    assert json.loads(malformed(400).body) == {"error": True, "message": "Bad Request"}


def test_no_repr_shows_the_token_or_a_body() -> None:
    request = Request("GET", "/me", {"authorization": f"Bearer {TOKEN}"})
    assert TOKEN not in repr(request)
    assert "Lindqvist" not in repr(ask("/me"))
