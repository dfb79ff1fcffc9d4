"""What Windows has to be told and Qt does not tell it: that the program runs, and who may come forward.

Each function does nothing on another system, and nothing but call one function of Windows; one more is a few
lines here. Asked before the first paint, so it loads nothing. Knows no window and no socket.
"""

from __future__ import annotations

import sys
from typing import Any

RUNS = "TallyfyInspectorRuns"
"""What a running program is known by; the installer looks for it (AppMutex in packaging/windows)."""
_ANYBODY = -1  # ASFW_ANY


def show_that_it_runs() -> None:
    """Let the installer see, until this process ends, that what it would replace or remove is in use."""
    if (kernel := _library("kernel32")) is not None:
        kernel.CreateMutexW(None, False, RUNS)  # never closed: it goes with the process


def let_others_come_forward() -> None:
    """Pass on what this process may do, as a person has just started it: bring a window before the others.
    Without that Windows only lets the button of the other one's window flash."""
    if (user := _library("user32")) is not None:
        user.AllowSetForegroundWindow(_ANYBODY)


def _library(name: str) -> Any:
    """A library of Windows; None on another system."""
    if sys.platform == "win32":
        import ctypes

        return getattr(ctypes.windll, name)
    return None
