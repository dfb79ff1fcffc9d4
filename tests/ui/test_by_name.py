from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from tallyfy_inspector.ui.by_name import set_by_name


def test_enumerations_and_flags_are_set(qapp: QApplication) -> None:
    label = QLabel()
    set_by_name(label, textFormat="PlainText", alignment="AlignTop|AlignHCenter", focusPolicy="TabFocus")
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.alignment() == Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter
    assert label.focusPolicy() == Qt.FocusPolicy.TabFocus


@pytest.mark.parametrize(("name", "value"), [("textForm", "PlainText"), ("textFormat", "PlainTxt")])
def test_a_slip_of_the_pen_is_told(qapp: QApplication, name: str, value: str) -> None:
    label = QLabel()
    with pytest.raises(AttributeError, match=name):
        set_by_name(label, **{name: value})
    assert label.dynamicPropertyNames() == []
