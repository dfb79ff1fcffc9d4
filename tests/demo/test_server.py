from __future__ import annotations

import http.client
import json
import logging
import socket
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from tallyfy_inspector.demo import server as server_module
from tallyfy_inspector.demo.catalogue import ORGANIZATION, TASKS, DemoTask
from tallyfy_inspector.demo.server import Demo, DemoAccess
from tests.support.demo_client import ask, headers_for, task_path
from tests.support.logfail import ExpectLog

SLOW = next(task for task in TASKS if task.wait)
TRICKLE = next(task for task in TASKS if task.dribble)
CUT_OFF = next(task for task in TASKS if task.source == "cut_off")


@pytest.fixture(scope="module")
def access() -> Iterator[DemoAccess]:
    demo = Demo(lambda: datetime(2026, 11, 23, 12, tzinfo=UTC), pace=0.1)
    yield demo.start()
    demo.stop()


def port_of(access: DemoAccess) -> int:
    return int(access.base_url.rpartition(":")[2])


def dial(access: DemoAccess) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port_of(access)), timeout=5)


def raw_get(access: DemoAccess, path: str) -> bytes:
    lines = [f"GET {path} HTTP/1.1", "Host: x", *(f"{k}: {v}" for k, v in headers_for(access).items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def read_all(connection: socket.socket) -> bytes:
    pieces = []
    while piece := connection.recv(65_536):
        pieces.append(piece)
    return b"".join(pieces)


def demo_threads() -> set[threading.Thread]:
    return {t for t in threading.enumerate() if t.name == "demo server" or "process_request" in t.name}


def wait_until(holds: Callable[[], bool], seconds: float = 5) -> None:
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until, "it never came true"
        time.sleep(0.01)


def test_says_where_it_is(access: DemoAccess) -> None:
    assert access.base_url.startswith("http://127.0.0.1:")
    assert access.organization == ORGANIZATION
    assert access.first_task == TASKS[0].id
    assert access.token.startswith("demo-")
    assert access.tasks == tuple((task.id, task.what) for task in TASKS)


def test_the_first_task_can_be_fetched(access: DemoAccess) -> None:
    answer = ask(access, task_path(access, access.first_task, "run,form_fields"))
    data = json.loads(answer.body)["data"]
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Content-Length"] == str(len(answer.body))
    assert data["id"] == access.first_task
    assert data["form_fields"]["data"]


def test_checks_what_is_sent(access: DemoAccess) -> None:
    assert ask(access, "/me", headers_for(access, Authorization="Bearer other")).status == 401
    assert b"apsh546" in ask(access, "/me", headers_for(access, X_Tallyfy_Client=None)).body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "BREW"])
def test_refuses_to_change_anything(access: DemoAccess, method: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port_of(access), timeout=5)
    try:
        connection.request(method, "/me", body=b"x" * 30_000, headers=headers_for(access))
        response = connection.getresponse()
        assert response.status == 405
        assert json.loads(response.read())["code"] == "METHOD_NOT_ALLOWED"
    finally:
        connection.close()


def test_head_has_no_body(access: DemoAccess) -> None:
    with dial(access) as connection:
        connection.sendall(raw_get(access, "/me").replace(b"GET", b"HEAD", 1))
        head, _, body = read_all(connection).partition(b"\r\n\r\n")
    assert b" 405 " in head
    assert body == b""


def test_one_connection_serves_many_requests(access: DemoAccess) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port_of(access), timeout=5)
    try:
        statuses = []
        for path in ("/me", "/nowhere", task_path(access, access.first_task)):
            connection.request("GET", path, headers=headers_for(access))
            first = connection.sock
            response = connection.getresponse()
            response.read()
            statuses.append(response.status)
            assert connection.sock is first
        assert statuses == [200, 404, 200]
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"nonsense\r\n\r\n", b" 400 "),
        (b"GET /me HTTP/9.9\r\n\r\n", b" 505 "),
        (b"GET /" + b"x" * 70_000 + b" HTTP/1.1\r\n\r\n", b" 414 "),
    ],
)
def test_what_is_no_request_is_answered_in_json(access: DemoAccess, sent: bytes, status: bytes) -> None:
    with dial(access) as connection:
        connection.sendall(sent)
        head = b""
        try:
            head = read_all(connection)
        except ConnectionResetError:
            pytest.skip("the system dropped the answer with the unread rest of the request")
    assert status in head
    assert b'"error":true' in head


def test_a_slow_answer_takes_its_time(access: DemoAccess) -> None:
    started = time.monotonic()
    answer = ask(access, task_path(access, SLOW.id))
    assert 0.3 <= time.monotonic() - started < 2.5
    assert json.loads(answer.body)["data"]["id"] == SLOW.id


def test_a_trickling_answer_begins_before_it_is_whole(access: DemoAccess) -> None:
    request = raw_get(access, task_path(access, TRICKLE.id))
    with dial(access) as connection:
        connection.sendall(request.replace(b"Accept:", b"Connection: close\r\nAccept:"))
        first = connection.recv(100)
        begun = time.monotonic()
        rest = read_all(connection)
        assert time.monotonic() - begun >= 0.4
    assert json.loads((first + rest).partition(b"\r\n\r\n")[2])["data"]["id"] == TRICKLE.id


def test_a_cut_off_answer_promises_more_than_it_sends(access: DemoAccess) -> None:
    with pytest.raises(http.client.IncompleteRead):
        ask(access, task_path(access, CUT_OFF.id, "form_fields"))


@pytest.mark.parametrize("task", [SLOW, TRICKLE], ids=["slow", "trickle"])
def test_a_slow_answer_ends_when_its_client_goes_away(task: DemoTask) -> None:
    before = demo_threads()
    demo = Demo(pace=10)
    access = demo.start()
    try:
        with dial(access) as connection:
            connection.sendall(raw_get(access, task_path(access, task.id)))
            wait_until(lambda: len(demo_threads() - before) == 2)
            time.sleep(0.1)
            assert len(demo_threads() - before) == 2
        wait_until(lambda: len(demo_threads() - before) == 1)
    finally:
        demo.stop()


def test_stop_ends_slow_answers_idle_connections_and_all_threads() -> None:
    before = demo_threads()
    demo = Demo(pace=10)
    access = demo.start()
    with dial(access) as idle, dial(access) as slow, dial(access) as half:
        slow.sendall(raw_get(access, task_path(access, SLOW.id)))
        half.sendall(b"GET /me HT")
        wait_until(lambda: len(demo_threads() - before) == 4)
        started = time.monotonic()
        demo.stop()
        assert time.monotonic() - started < 1.5
        assert idle.recv(10) == slow.recv(10) == half.recv(10) == b""
    wait_until(lambda: not demo_threads() - before)
    with pytest.raises(ConnectionRefusedError):
        dial(access)


def test_a_client_that_leaves_in_the_middle_of_a_large_answer_is_not_mentioned(
    access: DemoAccess, caplog: pytest.LogCaptureFixture
) -> None:
    large = next(task for task in TASKS if task.source == "large")
    with caplog.at_level(logging.DEBUG):
        for _ in range(3):
            with dial(access) as connection:
                connection.sendall(raw_get(access, task_path(access, large.id)))
                connection.recv(10)
        assert ask(access, "/me").status == 200
        time.sleep(0.3)
    assert caplog.records == []


def test_a_client_that_never_finishes_its_request_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_module._Handler, "timeout", 0.1)
    demo = Demo()
    try:
        with dial(demo.start()) as connection:
            connection.sendall(b"GET /me HTTP/1.1\r\nHost: ")
            assert connection.recv(10) == b""
    finally:
        demo.stop()


def test_more_connections_than_it_takes_do_not_stop_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_module, "_MOST_CONNECTIONS", 2)
    demo = Demo()
    access = demo.start()
    try:
        with dial(access) as one, dial(access) as two, dial(access) as three:
            assert three.recv(10) == b""
            one.sendall(raw_get(access, "/me"))
            assert b" 200 " in one.recv(100)
            two.close()
    finally:
        demo.stop()


def test_starts_once_quickly_and_stops_as_often_as_one_likes() -> None:
    demo = Demo()
    demo.stop()
    started = time.monotonic()
    first = demo.start()
    took = time.monotonic() - started
    assert demo.start() is first
    demo.stop()
    demo.stop()
    again = demo.start()
    assert again.token != first.token
    assert ask(again, "/me").status == 200
    demo.stop()
    assert took < 0.5


def test_a_port_that_is_taken_is_an_error(access: DemoAccess) -> None:
    demo = Demo(port=port_of(access))
    with pytest.raises(OSError, match=r"in use|Address|address"):
        demo.start()
    demo.stop()


def test_all_threads_are_daemons(access: DemoAccess) -> None:
    with dial(access) as connection:
        connection.sendall(raw_get(access, "/me"))
        connection.recv(10)
        assert demo_threads()
        assert all(thread.daemon for thread in demo_threads())


def test_a_fault_of_its_own_is_logged_without_what_was_asked(
    expect_log: ExpectLog, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> datetime:
        raise ZeroDivisionError

    expect_log("tallyfy_inspector.demo.server", "could not answer")
    demo = Demo(broken)
    access = demo.start()
    try:
        with pytest.raises(http.client.RemoteDisconnected):
            ask(access, "/me")
    finally:
        demo.stop()
    assert "ZeroDivisionError" in caplog.text
    assert access.token not in caplog.text
