from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tallyfy_inspector.ui.panels.typed import Typed


@pytest.fixture
def field(qtbot: QtBot) -> QLineEdit:
    made = QLineEdit()
    qtbot.addWidget(made)
    made.setText("Sam")
    return made


def test_it_is_put_away_and_comes_back(field: QLineEdit) -> None:
    typed = Typed(field)
    typed.hide(False)
    assert field.text() == "Sam"
    typed.hide(True)
    typed.hide(True)
    assert field.text() == ""
    typed.hide(False)
    assert field.text() == "Sam"


def test_what_was_typed_meanwhile_stays(field: QLineEdit) -> None:
    typed = Typed(field)
    typed.hide(True)
    field.setText("label")
    typed.hide(True)
    assert field.text() == "label"
    typed.hide(False)
    assert field.text() == "label"


@pytest.mark.parametrize("emptied", [False, True])
def test_nothing_brings_it_back_while_others_look_on(field: QLineEdit, emptied: bool) -> None:
    field.setText("")
    field.insert("Sam")
    if emptied:
        field.selectAll()
        field.del_()
    Typed(field).hide(True)
    field.undo()
    assert field.text() == ""
