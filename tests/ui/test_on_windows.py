from __future__ import annotations

import sys
from typing import Any

import pytest

from tallyfy_inspector.ui import on_windows


class Library:
    """A library of Windows that notes what it is asked."""

    def __init__(self, asked: list[tuple[Any, ...]]) -> None:
        self.asked = asked

    def __getattr__(self, name: str) -> Any:
        return lambda *arguments: self.asked.append((name, *arguments))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """What Windows is asked, with the library's name first."""
    asked: list[tuple[Any, ...]] = []

    def library(name: str) -> Library:
        asked.append((name,))
        return Library(asked)

    monkeypatch.setattr(on_windows, "_library", library)
    return asked


def test_windows_is_shown_that_the_program_runs(asked: list[tuple[Any, ...]]) -> None:
    on_windows.show_that_it_runs()
    assert asked == [("kernel32",), ("CreateMutexW", None, False, on_windows.RUNS)]


def test_it_lets_any_process_come_forward(asked: list[tuple[Any, ...]]) -> None:
    on_windows.let_others_come_forward()
    assert asked == [("user32",), ("AllowSetForegroundWindow", -1)]


@pytest.mark.skipif(sys.platform == "win32", reason="there it is asked")
def test_no_other_system_is_asked() -> None:
    on_windows.show_that_it_runs()
    on_windows.let_others_come_forward()
    assert on_windows._library("kernel32") is None
