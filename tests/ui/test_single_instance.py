from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QByteArray, QObject
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tallyfy_inspector.api.taskref import Reference
from tallyfy_inspector.ui import single_instance
from tallyfy_inspector.ui.hand_over import LONGEST, Request, written
from tallyfy_inspector.ui.single_instance import MEANT, SingleInstance, hand_over, is_same_user

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the sockets here are Unix's")
LINK = Request("link", Reference("1" * 32, organization="3" * 32))


@pytest.fixture
def path(home: Path) -> Path:
    return home / "run" / "socket"


@pytest.fixture
def first(path: Path, qapp: QApplication) -> Iterator[SingleInstance]:
    """The instance that runs."""
    owner = QObject()
    made = SingleInstance(str(path), owner, patience=0.3)
    assert made.listen()
    yield made
    made.close()


SECOND = """
import sys
from tallyfy_inspector.ui.hand_over import read
from tallyfy_inspector.ui.single_instance import hand_over
request = read(sys.argv[2].encode())
assert request is not None
print(hand_over(sys.argv[1], request, float(sys.argv[3])), end="")
"""


GOES = """
import socket, sys
socket.socket(fileno=int(sys.argv[1])).accept()[0].close()
"""


def second(path: Path, request: Request, qtbot: QtBot) -> str:
    """What becomes of a second start, which is a process of its own."""
    line = written(request)
    assert line is not None
    command = [sys.executable, "-c", SECOND, str(path), line.decode(), "5"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        qtbot.waitUntil(lambda: process.poll() is not None, timeout=20_000)
        return process.communicate()[0]


def raw(path: Path, data: bytes, qtbot: QtBot) -> bytes:
    """What is answered to `data`."""
    with socket.socket(socket.AF_UNIX) as peer:
        peer.connect(str(path))
        peer.sendall(data)
        peer.setblocking(False)
        answer = bytearray()

        def ended() -> bool:
            try:
                part = peer.recv(100)
            except BlockingIOError:
                return False
            except ConnectionError:
                return True
            answer.extend(part)
            return not part

        qtbot.waitUntil(ended, timeout=5000)
        return bytes(answer)


def test_what_a_second_start_asks_for_arrives_in_the_first(
    first: SingleInstance, path: Path, qtbot: QtBot
) -> None:
    asked: list[Request] = []
    first.requested.connect(asked.append)
    for request in (LINK, Request("raise"), Request("task", Reference("t"))):
        assert second(path, request, qtbot) == "taken"
        assert asked[-1] == request
    assert len(asked) == 3


class Other:
    """The other end as a second start sees it; it takes what is asked."""

    def __init__(self, heard: list[bytes]) -> None:
        self.heard = heard

    def write(self, line: bytes) -> None:
        """Hear it."""
        self.heard.append(line)

    def flush(self) -> None:
        """It is heard already."""

    def canReadLine(self) -> bool:  # noqa: N802 - Qt's name
        """The answer is there."""
        return True

    def readLine(self, _longest: int) -> QByteArray:  # noqa: N802 - Qt's name
        """The answer."""
        return QByteArray(single_instance.TAKEN)

    def bytesToWrite(self) -> int:  # noqa: N802 - Qt's name
        """None are left."""
        return 0


def test_the_other_window_may_come_forward_before_it_is_told_to(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[bytes] = []
    monkeypatch.setattr(single_instance, "let_others_come_forward", lambda: told.append(b"may"))
    peer = cast("QLocalSocket", Other(told))
    assert single_instance._answer(peer, b"line", time.monotonic() + 5) == "taken"
    assert told == [b"line", b"may", MEANT]


def test_where_nobody_listens_there_is_nobody(path: Path, qapp: QApplication) -> None:
    assert hand_over(str(path), LINK) == "nobody"
    with socket.socket(socket.AF_UNIX) as gone:
        gone.bind(str(path))
    assert path.exists()
    assert hand_over(str(path), LINK) == "nobody"


def test_the_socket_is_this_person_s_alone_and_gone_with_the_window(
    path: Path, first: SingleInstance
) -> None:
    assert path.stat().st_mode & 0o077 == 0
    first.close()
    assert not path.exists()


def test_the_socket_of_one_that_crashed_is_taken_over(path: Path, qtbot: QtBot) -> None:
    with socket.socket(socket.AF_UNIX) as gone:
        gone.bind(str(path))
        gone.listen()
    made = SingleInstance(str(path))
    asked: list[Request] = []
    made.requested.connect(asked.append)
    assert made.listen()
    assert second(path, LINK, qtbot) == "taken"
    assert asked == [LINK]
    made.close()


def test_the_socket_of_one_that_runs_is_left_alone(first: SingleInstance, path: Path, qtbot: QtBot) -> None:
    other = SingleInstance(str(path))
    assert not other.listen()
    other.close()
    assert second(path, LINK, qtbot) == "taken"


def test_one_that_hangs_is_given_up_in_time(path: Path, qapp: QApplication) -> None:
    with socket.socket(socket.AF_UNIX) as hangs:
        hangs.bind(str(path))
        hangs.listen()
        start = time.monotonic()
        assert hand_over(str(path), LINK, patience=0.4) == "hangs"
        assert 0.3 < time.monotonic() - start < 2
        assert not SingleInstance(str(path)).listen()  # it may come to itself
    assert single_instance.PATIENCE == 2


@pytest.mark.parametrize(
    "data",
    [b"\n", b"{}\n", b'{"kind": "open"}\n', b'{"kind": "task", "task": "../x"}\n', b"x" * (LONGEST + 1)],
)
def test_what_is_no_request_is_refused_and_changes_nothing(
    data: bytes, first: SingleInstance, path: Path, qtbot: QtBot
) -> None:
    asked: list[Request] = []
    first.requested.connect(asked.append)
    assert raw(path, data, qtbot) == b"refused\n"
    assert asked == []


def test_a_message_may_come_in_parts_and_only_the_first_counts(
    first: SingleInstance, path: Path, qtbot: QtBot
) -> None:
    asked: list[Request] = []
    first.requested.connect(asked.append)
    whole = json.dumps({"kind": "task", "task": "t"}).encode() + b"\n" + MEANT
    with socket.socket(socket.AF_UNIX) as peer:
        peer.connect(str(path))
        for byte in whole:
            peer.send(bytes([byte]))
            qtbot.wait(1)
        qtbot.waitUntil(lambda: bool(asked))
    assert raw(path, whole + whole, qtbot) == b"taken\n"
    assert len(asked) == 2


@pytest.mark.parametrize("word", [b"taken\n", b"no\n", b"x" * LONGEST])
def test_what_is_not_meant_is_not_done(word: bytes, first: SingleInstance, path: Path, qtbot: QtBot) -> None:
    asked: list[Request] = []
    first.requested.connect(asked.append)
    assert raw(path, b'{"kind": "raise"}\n' + word, qtbot) == b"taken\n"
    assert asked == []


def test_what_was_given_up_is_not_done_later(first: SingleInstance, path: Path, qtbot: QtBot) -> None:
    asked: list[Request] = []
    first.requested.connect(asked.append)
    line = written(LINK)
    assert line is not None
    # This process does nothing else meanwhile, as one that hangs.
    command = [sys.executable, "-c", SECOND, str(path), line.decode(), "0.3"]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "hangs"
    assert second(path, Request("raise"), qtbot) == "taken", "it has come to itself"
    assert asked == [Request("raise")]


def test_one_that_goes_as_it_is_asked_is_gone_and_does_not_hang(path: Path, qapp: QApplication) -> None:
    with socket.socket(socket.AF_UNIX) as goes:
        goes.bind(str(path))
        goes.listen()
        command = [sys.executable, "-c", GOES, str(goes.fileno())]
        with subprocess.Popen(command, pass_fds=[goes.fileno()]):
            assert hand_over(str(path), LINK, patience=20) == "nobody"


def test_who_says_nothing_is_sent_away(first: SingleInstance, path: Path, qtbot: QtBot) -> None:
    assert raw(path, b"", qtbot) == b""
    assert raw(path, b'{"kind": ', qtbot) == b""


@pytest.mark.skipif(not hasattr(socket, "SO_PEERCRED"), reason="Linux tells who it is")
def test_a_stranger_is_not_heard(
    first: SingleInstance, path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Request] = []
    first.requested.connect(asked.append)
    monkeypatch.setattr(os, "getuid", lambda: 4711)
    assert raw(path, b'{"kind": "raise"}\n', qtbot) == b""
    assert asked == []
    assert hand_over(str(path), LINK) == "nobody"


@pytest.mark.skipif(not hasattr(socket, "SO_PEERCRED"), reason="Linux tells who it is")
def test_who_the_other_one_is() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        assert is_same_user(ours.fileno())
        number = ours.fileno()
    assert not is_same_user(number)
