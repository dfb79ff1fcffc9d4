from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtWidgets import QApplication

from tallyfy_inspector.unix_signals import closing_on_signals

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no such signals")

# An idle window: Qt's loop executes no Python at all until something happens.
IDLE = """
import sys
from PySide6.QtCore import QCoreApplication, QTimer
from tallyfy_inspector.unix_signals import closing_on_signals

app = QCoreApplication([])
QTimer.singleShot(0, lambda: print("idle", flush=True))
close = (lambda: print("asked", flush=True)) if "stubborn" in sys.argv else (lambda: app.exit(7))
with closing_on_signals(close):
    code = app.exec()
print("closed", flush=True)
sys.exit(code)
"""


@contextmanager
def idle(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    """A program whose Qt loop runs and has nothing to do."""
    command = [sys.executable, "-c", IDLE, *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
        try:
            assert program.stdout is not None
            assert program.stdout.readline() == "idle\n"
            time.sleep(0.1)
            yield program
        finally:
            program.kill()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_idle_program_ends_within_a_second(number: signal.Signals) -> None:
    with idle() as program:
        began = time.monotonic()
        program.send_signal(number)
        said, _errors = program.communicate(timeout=20)
        assert time.monotonic() - began < 1
        assert program.returncode == 7
        assert said == "closed\n"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_second_signal_ends_what_does_not_close(number: signal.Signals) -> None:
    with idle("stubborn") as program:
        program.send_signal(number)
        assert program.stdout is not None
        assert program.stdout.readline() == "asked\n"
        program.send_signal(number)
        program.communicate(timeout=20)
        assert program.returncode == -number


def test_afterwards_everything_is_as_it_was(qapp: QApplication) -> None:
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = [signal.getsignal(number) for number in numbers]
    wakeup = signal.set_wakeup_fd(-1)
    signal.set_wakeup_fd(wakeup)
    descriptors = len(os.listdir("/dev/fd"))  # noqa: PTH208 - a count of names
    called: list[bool] = []

    def fail_inside() -> None:
        with closing_on_signals(lambda: called.append(True)):
            assert [signal.getsignal(number) for number in numbers] != before
            raise LookupError

    with pytest.raises(LookupError):
        fail_inside()
    assert [signal.getsignal(number) for number in numbers] == before
    assert signal.set_wakeup_fd(wakeup) == wakeup
    assert len(os.listdir("/dev/fd")) == descriptors  # noqa: PTH208
    assert called == []
