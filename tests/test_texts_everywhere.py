"""Every text that a person can read or hear goes through `texts`: widgets are built in the pseudo-language.

Project-wide. To add a window: one row in `BUILT`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QSizePolicy, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tallyfy_inspector.api.includes import INCLUDES
from tallyfy_inspector.api.problem import Problem
from tallyfy_inspector.api.taskref import Reference
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import about, words
from tallyfy_inspector.ui.account_button import AccountButton
from tallyfy_inspector.ui.banner import Banner
from tallyfy_inspector.ui.candidates import Candidates
from tallyfy_inspector.ui.connection import Connection
from tallyfy_inspector.ui.first_run import FirstRun
from tallyfy_inspector.ui.include_list import IncludeList
from tallyfy_inspector.ui.notice import Notice
from tallyfy_inspector.ui.speech import Speech
from tallyfy_inspector.ui.status_line import StatusLine
from tallyfy_inspector.ui.task_box import TaskBox
from tallyfy_inspector.ui.view import View
from tests.support.exchanges import NOW
from tests.support.ui import pseudo_language, untranslated
from tests.support.views import MemorySettings, answer, bad

NOBODY: Any = object()
ACCOUNT = Connection("⟦Tallyfy⟧", "https://go.tallyfy.com/api", NOBODY, NOBODY)
DEMO = Connection("⟦Demo⟧", "http://127.0.0.1:8000", NOBODY, NOBODY, demo=True, tasks=(("1", "7"),))
TASK = {"data": {"id": "1", "title": "7"}}

KEY_NAMES = ("Enter", "F5", "Ctrl+L", "Esc", "F6", "Right", "Left", "Ctrl+C", "Ctrl+Shift+C", "F1", "Ctrl+Q",
    "Ctrl+O", "Ctrl+S", "Ctrl+F", "F3", "Ctrl+Right", "Ctrl+Shift+E", "Ctrl+1", "Ctrl+I", "Ctrl+G",
    "Ctrl+Left", "Ctrl+Tab", "Ctrl+Return", "Alt+Left", "Alt+Right", "Alt+Down", "Alt+C",
    *(f"Ctrl+Shift+{letter}" for letter in "DFHKOPRSTX"))  # fmt: skip
EXCUSED = {
    *(include.key for include in INCLUDES),
    *(QKeySequence(name).toString(QKeySequence.SequenceFormat.NativeText) for name in KEY_NAMES),
}


def account(connection: Connection, signed_in: bool | None) -> QWidget:
    made = AccountButton()
    made.show_connection(connection, signed_in=signed_in)
    return made


def banner(problem: Problem | None) -> QWidget:
    assert problem is not None
    made = Banner()
    made.show_problem(problem, has_answer=True)
    return made


def candidates() -> QWidget:
    made = Candidates()
    made.offer((Reference("1" * 32, "2" * 32, "3" * 32), Reference("4" * 32)))
    return made


def first_run(signed_in: bool) -> QWidget:
    made = FirstRun()
    made.set_signed_in(signed_in)
    return made


def notice() -> QWidget:
    holder = QWidget()
    made = Notice(Speech(holder), holder)
    QVBoxLayout(holder).addWidget(made)
    made.say(_("Nothing was sent."))
    return holder


def status_line(view: View) -> QWidget:
    made = StatusLine()
    made.show_status(words.status_line(view, NOW.tzinfo))  # type: ignore[arg-type]
    return made


def dialog(make: Callable[[QWidget], QWidget]) -> QWidget:
    holder = QWidget()
    make(holder)
    return holder


BUILT: dict[str, Callable[[], QWidget]] = {
    "account, not known": lambda: account(ACCOUNT, None),
    "account, not signed in": lambda: account(ACCOUNT, False),
    "account, signed in": lambda: account(ACCOUNT, True),
    "account, demo": lambda: account(DEMO, True),
    "banner, 401": lambda: banner(answer({}, 401).problem),
    "banner, 404": lambda: banner(answer({}, 404).problem),
    "banner, 429": lambda: banner(answer({}, 429).problem),
    "banner, no task": lambda: banner(answer([], 200).problem),
    "candidates": candidates,
    "first run": lambda: first_run(False),
    "first run, signed in": lambda: first_run(True),
    "include list": lambda: IncludeList(MemorySettings()),
    "notice": notice,
    "status, ready": lambda: status_line(View()),
    "status, refused": lambda: status_line(bad({}, 401, "")),
    "task box": TaskBox,
    "shortcuts": lambda: dialog(about.shortcuts),
    "about": lambda: dialog(about.about),
}


@pytest.fixture(params=BUILT)
def built(request: pytest.FixtureRequest, qtbot: QtBot) -> QWidget:
    with pseudo_language():
        made = BUILT[request.param]()
    qtbot.addWidget(made)
    return made


def test_no_text_stands_there_untranslated(built: QWidget) -> None:
    assert untranslated(built, EXCUSED.__contains__) == []


def test_longer_words_have_room(built: QWidget, qapp: QApplication) -> None:
    built.resize(1100, 500)
    built.show()
    qapp.processEvents()
    assert [f"{made.objectName()}: {made.text()}" for made in cramped(built)] == []


def cramped(root: QWidget) -> list[QLabel | QAbstractButton]:
    """Labels and buttons of `root` that are smaller than their words."""
    found: list[QLabel | QAbstractButton] = [*root.findChildren(QLabel), *root.findChildren(QAbstractButton)]
    return [made for made in found if made.isVisible() and not has_room(made)]


def has_room(made: QLabel | QAbstractButton) -> bool:
    if isinstance(made, QLabel) and made.wordWrap():
        return made.height() >= made.heightForWidth(made.width())
    if made.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Ignored:
        return True  # it elides, and says so
    return made.width() >= made.sizeHint().width()
