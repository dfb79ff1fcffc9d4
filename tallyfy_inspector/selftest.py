"""--selftest: the running program proves itself, from source or frozen.

The real window fetches a task from the demo server; then tree and table are looked at as a person would
see them, and what a bundle may lack is tried: a certificate is read, which needs a plugin of Qt's, and every
file of resources/ that the program asks for is found. To prove one more thing, add a function to `_CHECKS`.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from functools import partial
from typing import TextIO

from PySide6.QtCore import QAbstractItemModel, QByteArray, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTableView

from tallyfy_inspector import resources
from tallyfy_inspector.ui.main_window import MainWindow
from tallyfy_inspector.ui.view import Idle, Loading, View

_PATIENCE = 20.0
ICON = "icons/tallyfy-inspector.svg"
_SETTLING = 5.0  # seconds: parts of the window are made after its first paint
# Signed by its own key, and for a name that nobody can have: only the program's ability to read it matters.
_CERTIFICATE = b"""\
-----BEGIN CERTIFICATE-----
MIIBjTCCATOgAwIBAgIUUGaxIQiD8K2WCYr/I3jP4LK/IOYwCgYIKoZIzj0EAwIw
GzEZMBcGA1UEAwwQc2VsZnRlc3QuaW52YWxpZDAgFw0yNjExMjMxODA0MDJaGA8y
MTI2MTAzMDE4MDQwMlowGzEZMBcGA1UEAwwQc2VsZnRlc3QuaW52YWxpZDBZMBMG
ByqGSM49AgEGCCqGSM49AwEHA0IABAMDkFUvVGTVetz2jelvQE9aWhY1Fvvs0wVE
et5cjilJcGw/Yu85uuGfT8hq16ThekutWBXiTfOOY8Qml1lQwv+jUzBRMB0GA1Ud
DgQWBBSNo35Wlzz7RewxDZRtgB7ST8kF1TAfBgNVHSMEGDAWgBSNo35Wlzz7Rewx
DZRtgB7ST8kF1TAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0gAMEUCIHvU
e/vDrsgcVIFSGqPZkVwMupHefmEy1S4lWzoap1wdAiEA0vCCD0ItPPr3skfo1kGm
qFBFv+Xs+4iwtt7XzVOj/Ps=
-----END CERTIFICATE-----
"""
_CERTIFICATE_NAME = "selftest.invalid"


async def run(
    window: MainWindow, out: TextIO, patience: float = _PATIENCE, settling: float = _SETTLING
) -> int:
    """Wait for the first task, `patience` seconds at the most, check it, and print a line for each check.

    All checks together may take `settling` seconds until they hold. 0 when all do, else 1. The lines are in
    English for everybody, like a test's.
    """
    view = await _answered(window, patience)
    until = time.monotonic() + settling
    if view.problem is not None:
        out.write(f"The window says: {view.problem.title}\n")
    failures = 0
    for name, holds in _CHECKS:
        good = await _comes_to_hold(partial(holds, window, view), until)
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


async def _comes_to_hold(holds: Callable[[], bool], until: float) -> bool:
    while not (good := holds()) and time.monotonic() < until:  # noqa: ASYNC110 - as above
        await asyncio.sleep(0.02)
    return good


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


def _a_certificate_is_read(_window: MainWindow, _view: View) -> bool:
    # Qt's network library is loaded for this alone, so not at every start.
    from PySide6.QtNetwork import QSsl, QSslCertificate

    read = QSslCertificate(QByteArray(_CERTIFICATE), QSsl.EncodingFormat.Pem)
    names = read.subjectInfo(QSslCertificate.SubjectInfo.CommonName)
    return not read.isNull() and names == [_CERTIFICATE_NAME]


def _the_files_are_there(_window: MainWindow, _view: View) -> bool:
    try:
        return len(list(resources.path("demo").glob("*.json"))) >= 5 and bool(resources.text(ICON))
    except FileNotFoundError:
        return False


def _no_screen_is_needed(_window: MainWindow, _view: View) -> bool:
    return QGuiApplication.platformName() == "offscreen"


_CHECKS: tuple[tuple[str, Callable[[MainWindow, View], bool]], ...] = (
    ("a task was fetched from the demo server", _a_task_came),
    ("the tree shows it", _the_tree_shows_it),
    ("the table has a row for each form field", _the_table_has_rows),
    ("the status line tells the answer", _the_status_tells),
    ("a certificate is read", _a_certificate_is_read),
    ("the files that come along are found", _the_files_are_there),
    ("it runs without a screen", _no_screen_is_needed),
)
