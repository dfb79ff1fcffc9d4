from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tallyfy_inspector.demo.catalogue import ORGANIZATION, TASKS
from tallyfy_inspector.demo.server import DemoAccess
from tests.support.demo_client import ask, task_path

COMMAND = [sys.executable, "-X", "dev", "-W", "error", "-m", "tallyfy_inspector.demo"]
HEAD = 3 + len(TASKS)


@contextmanager
def serving(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], list[str]]]:
    """The demo in a process of its own, and all the lines it printed."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "env": environment}
    with subprocess.Popen([*COMMAND, *arguments], **pipes) as process:  # type: ignore[call-overload]
        try:
            yield process, [process.stdout.readline().rstrip("\n") for _ in range(HEAD)]
        finally:
            if process.poll() is None:
                process.kill()


def access_from(lines: list[str]) -> DemoAccess:
    facts = dict(line.split(": ", 1) for line in lines[:3])
    first = lines[3].removeprefix("Task: ").split("  ")[0]
    return DemoAccess(facts["Address"], facts["Organization"], facts["Token"], first)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_prints_serves_and_ends_cleanly(number: signal.Signals) -> None:
    with serving("--port", "0") as (process, lines):
        access = access_from(lines)
        answer = ask(access, task_path(access, access.first_task))
        process.send_signal(number)
        rest, errors = process.communicate(timeout=10)
    assert answer.status == 200
    assert access.organization == ORGANIZATION
    assert lines[3:] == [f"Task: {task.id}  {task.what}" for task in TASKS]
    assert (process.returncode, rest, errors) == (0, "", "")


def test_ends_at_once_with_slow_answers_on_their_way() -> None:
    slow = next(task for task in TASKS if task.dribble)
    with serving() as (process, lines):
        access = access_from(lines)
        port = int(access.base_url.rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
            head = f"GET {task_path(access, slow.id)} HTTP/1.1\r\nX-Tallyfy-Client: t\r\n"
            connection.sendall(f"{head}Authorization: Bearer {access.token}\r\n\r\n".encode())
            assert b" 200 " in connection.recv(100)
            process.send_signal(signal.SIGTERM)
            _, errors = process.communicate(timeout=5)
    assert (process.returncode, errors) == (0, "")


def test_a_port_that_is_taken_is_said_in_a_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with serving("--port", str(port)) as (process, _):
            _, errors = process.communicate(timeout=10)
    assert process.returncode == 1
    assert errors.startswith(f"Port {port} cannot be used: ")
    assert errors.count("\n") == 1


@pytest.mark.parametrize("port", ["-1", "65536", "http", "²"])
def test_what_is_no_port_is_refused(port: str) -> None:
    with serving(f"--port={port}") as (process, _):
        _, errors = process.communicate(timeout=10)
    assert process.returncode == 2
    assert "a port is a number from 0 to 65535" in errors


def test_help_shows_how_to_ask_without_a_token_in_the_command() -> None:
    with serving("--help") as (process, lines):
        rest, _ = process.communicate(timeout=10)
    text = "\n".join(lines) + rest
    assert process.returncode == 0
    assert "curl" in text
    assert "Bearer $TOKEN" in text
    assert "--port" in text
