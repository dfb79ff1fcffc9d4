"""Why versions of Python and Qt are held back. When a test here passes without its pin, lift the pin.

Project-wide: it mirrors no source.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton

PYPROJECT = (Path(__file__).resolve().parent.parent / "pyproject.toml").read_text(encoding="utf-8")
CALLS = 50
# Other threads and the garbage collector may move the counts a little; the fault moves them by CALLS.
NOISE = 10


def references_lost(value: object, call: Callable[[], object]) -> int:
    """How many references to `value` go missing while `call` is made CALLS times."""
    before = sys.getrefcount(value)
    for _ in range(CALLS):
        call()
    return before - sys.getrefcount(value)


# PySide6-Essentials 6.12.0 on CPython 3.11: every Qt call without a result takes a reference from None and
# every disconnect one from True, until the process aborts ("Fatal Python error: none_dealloc"). From 3.12
# on None and True are immortal: nothing is lost there, and these two tests hold trivially.
def test_void_calls_keep_none_alive(qapp: QApplication) -> None:
    button = QPushButton()
    assert references_lost(None, lambda: button.setEnabled(True)) < NOISE


def test_disconnect_keeps_true_alive(qapp: QApplication) -> None:
    timer, true = QTimer(), bool(CALLS)

    def connect_and_disconnect() -> None:
        timer.timeout.connect(timer.stop)
        timer.timeout.disconnect()

    assert references_lost(true, connect_and_disconnect) < NOISE


def test_the_count_sees_a_loss() -> None:
    kept: list[object] = [None] * CALLS
    if sys.version_info < (3, 12):
        assert references_lost(None, kept.pop) >= CALLS - NOISE


@pytest.mark.parametrize(
    ("pin", "reason"),
    [
        ('"PySide6-Essentials>=6.8,<6.12"', "drops a reference to None"),
        ('requires-python = ">=3.11,<3.14"', "broken on Python 3.14"),
    ],
)
def test_a_pin_stands_with_its_reason_above_it(pin: str, reason: str) -> None:
    lines = PYPROJECT.splitlines()
    at = next(number for number, line in enumerate(lines) if line.strip().startswith(pin))
    above = " ".join(lines[max(at - 3, 0) : at])
    assert reason in above


def test_the_pins_are_what_installers_read() -> None:
    project = tomllib.loads(PYPROJECT)["project"]
    assert project["requires-python"] == ">=3.11,<3.14"
    assert "PySide6-Essentials>=6.8,<6.12" in project["dependencies"]
