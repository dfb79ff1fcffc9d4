"""--selftest: the running program proves itself, from source or frozen.

The real window fetches a task from the demo server; then tree and table are looked at as a person would
see them. To prove one more thing, add a function to `_CHECKS`.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import TextIO

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QTableView

from tallyfy_inspector.ui.main_window import MainWindow
from tallyfy_inspector.ui.view import Idle, Loading, View

_PATIENCE = 20.0


async def run(window: MainWindow, out: TextIO, patience: float = _PATIENCE) -> int:
    """Wait for the first task, `patience` seconds at the most, check it, and print a line for each check.

    0 when all hold, else 1. The lines are in English for everybody, like a test's.
    """
    view = await _answered(window, patience)
    await asyncio.sleep(0)
    if view.problem is not None:
        out.write(f"The window says: {view.problem.title}\n")
    failures = 0
    for name, holds in _CHECKS:
        good = holds(window, view)
        failures += not good
        out.write(f"{'ok' if good else 'FAILED'}: {name}\n")
    out.write(f"Self-test {'passed' if failures == 0 else 'failed'}\n")
    out.flush()
    return 1 if failures else 0


async def _answered(window: MainWindow, patience: float) -> View:
    until = time.monotonic() + patience
    # Looking again and again, as a person would, needs no hook in the window.
    while isinstance(window.session.view.now, (Idle, Loading)) and time.monotonic() < until:  # noqa: ASYNC110
        await asyncio.sleep(0.02)
    return window.session.view


def _model(window: MainWindow, name: str) -> QAbstractItemModel | None:
    for table in window.findChildren(QTableView):
        if table.accessibleName() == name:
            return table.model()
    return None


def _texts(model: QAbstractItemModel | None, column: int) -> list[str]:
    if model is None:
        return []
    return [
        str(model.index(row, column).data(Qt.ItemDataRole.DisplayRole)) for row in range(model.rowCount())
    ]


def _a_task_came(_window: MainWindow, view: View) -> bool:
    return view.last_good is not None and view.problem is None


def _the_tree_shows_it(window: MainWindow, view: View) -> bool:
    keys = _texts(_model(window, "Task JSON"), 0)
    return view.last_good is not None and {"data", "id", "title"} <= set(keys)


def _the_table_has_rows(window: MainWindow, _view: View) -> bool:
    labels = _texts(_model(window, "Form fields"), 0)
    return len(labels) >= 10 and all(labels)


def _the_status_tells(window: MainWindow, _view: View) -> bool:
    return "200 OK" in window.status.text


_CHECKS: tuple[tuple[str, Callable[[MainWindow, View], bool]], ...] = (
    ("a task was fetched from the demo server", _a_task_came),
    ("the tree shows it", _the_tree_shows_it),
    ("the table has a row for each form field", _the_table_has_rows),
    ("the status line tells the answer", _the_status_tells),
)
