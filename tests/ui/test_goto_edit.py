from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.ui.goto_edit import GotoEdit
from tests.support.task_samples import TASK


class Told:
    """What came out of the field."""

    def __init__(self, edit: GotoEdit) -> None:
        self.paths: list[Path] = []
        self.sentences: list[str] = []
        self.left = 0
        edit.entered.connect(self.paths.append)
        edit.refused.connect(self.sentences.append)
        edit.left.connect(self._on_left)

    def _on_left(self) -> None:
        self.left += 1


@pytest.fixture
def edit(qtbot: QtBot) -> GotoEdit:
    made = GotoEdit()
    qtbot.addWidget(made)
    made.show_document(TASK, True)
    return made


def enter(edit: GotoEdit, text: str) -> Told:
    told = Told(edit)
    edit.setText(text)
    QTest.keyClick(edit, Qt.Key.Key_Return)
    return told


@pytest.mark.parametrize(
    "text",
    ["data.owners.users[1]", "$.data.owners.users[1]", "/data/owners/users/1", " .data.owners.users[1] "],
)
def test_a_path_that_is_there_is_entered(edit: GotoEdit, text: str) -> None:
    told = enter(edit, text)
    assert told.paths == [("data", "owners", "users", 1)]
    assert told.sentences == []


@pytest.mark.parametrize(
    ("text", "says"), [("data.nobody", "nobody"), ("data.owners.users[9]", "[9]"), ("data[", "character")]
)
def test_one_that_is_not_there_is_refused_in_words(edit: GotoEdit, text: str, says: str) -> None:
    told = enter(edit, text)
    assert told.paths == []
    assert len(told.sentences) == 1
    assert says in told.sentences[0]
    assert edit.text() == text


def test_nothing_typed_leaves(edit: GotoEdit) -> None:
    told = enter(edit, "  ")
    assert (told.left, told.paths, told.sentences) == (1, [], [])


def test_without_an_answer_it_says_so(edit: GotoEdit) -> None:
    edit.show_document(None, False)
    assert enter(edit, "$").sentences == ["There is no answer to go to a path in. Fetch a task first."]
    edit.show_document(None, True)
    assert enter(edit, "$").paths == [()], "an answer may be null"


def test_escape_leaves_and_is_not_the_windows(edit: GotoEdit, qtbot: QtBot) -> None:
    heard: list[int] = []
    QShortcut(QKeySequence(Qt.Key.Key_Escape), edit, lambda: heard.append(1))
    told = Told(edit)
    with qtbot.waitExposed(edit):
        edit.show()
    edit.activateWindow()
    edit.setFocus()
    qtbot.waitUntil(edit.hasFocus)
    QTest.keyClick(edit, Qt.Key.Key_Escape)
    assert told.left == 1
    assert heard == []


def test_it_can_be_heard(edit: GotoEdit) -> None:
    assert edit.accessibleName() == "Go to path"
    assert edit.placeholderText() == "Go to: data.owners.users[0]"
