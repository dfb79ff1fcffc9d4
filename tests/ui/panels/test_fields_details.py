from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tallyfy_inspector.task.fields import form_fields
from tallyfy_inspector.ui import theme
from tallyfy_inspector.ui.panels.fields_details import FieldDetails
from tallyfy_inspector.ui.panels.fields_full import Line, lines
from tests.support.task_samples import TASK
from tests.support.ui import wearing

PO, NOTES, TIER, REGION, COST = form_fields(TASK)


@pytest.fixture
def details(qtbot: QtBot) -> FieldDetails:
    made = FieldDetails()
    qtbot.addWidget(made)
    made.resize(500, 120)
    made.show()
    return made


def test_a_field_in_full_with_its_lines(details: FieldDetails) -> None:
    details.show_lines(lines(NOTES))
    told = details.toPlainText().split("\n")
    assert told[0] == "Site notes"
    assert told[1] == f"Large Text (textarea), not required, alias alias-2, ID {2:032x}"
    assert NOTES.value in details.toPlainText()


def test_a_blank_field_says_what_that_means(details: FieldDetails) -> None:
    details.show_lines(lines(TIER))
    assert details.toPlainText().split("\n")[2] == "⚠ required, empty"
    details.show_lines(lines(REGION))
    assert details.toPlainText().split("\n")[2] == "empty"


def test_without_a_field_it_says_what_to_do(details: FieldDetails) -> None:
    details.show_lines(lines(PO))
    details.show_lines(())
    assert details.toPlainText() == ""
    assert details.placeholderText() == "Select a field to read it in full."


def test_text_is_plain_visible_and_bounded(details: FieldDetails) -> None:
    hostile = replace(PO, label="<b>x</b>", value="<img src=x>\n\u202e" + "y" * 60_000, note="")
    details.show_lines(lines(hostile))
    text = details.toPlainText()
    assert text.startswith("<b>x</b>\n")
    assert "<img src=x>\n\\u202e" in text
    assert "… (10,013 more characters; “Copy value” takes them all)" in text


def test_it_is_read_and_reached_by_keyboard(details: FieldDetails, qtbot: QtBot) -> None:
    details.show_lines(lines(PO))
    before = details.toPlainText()
    QTest.keyClicks(details, "typed")
    assert details.toPlainText() == before
    assert details.accessibleName() == "Selected field"
    assert details.tabChangesFocus()
    assert details.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert details.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard


def test_it_starts_at_the_label_which_is_bold(details: FieldDetails) -> None:
    details.show_lines(lines(replace(PO, value="\n".join(map(str, range(200))), raw="")))
    assert details.textCursor().position() == 0
    assert details.verticalScrollBar().value() == 0
    cursor = details.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.Right)
    assert cursor.charFormat().fontWeight() == QFont.Weight.Bold
    cursor.movePosition(QTextCursor.MoveOperation.End)
    assert cursor.charFormat().fontWeight() != QFont.Weight.Bold


def test_another_theme_writes_it_anew(details: FieldDetails, qapp: Any) -> None:
    details.show_lines([Line("first"), Line("bad", "bad")])
    for dark in (True, False):
        with wearing(qapp, theme.palette(dark)):
            qapp.processEvents()
            cursor = details.textCursor()
            cursor.movePosition(QTextCursor.MoveOperation.End)
            assert cursor.charFormat().foreground().color().name() == theme.roles(theme.palette(dark)).bad


def test_its_height_is_a_few_lines_of_its_font(details: FieldDetails) -> None:
    before = details.sizeHint().height()
    assert 7 * details.fontMetrics().lineSpacing() < before
    font = details.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    details.setFont(font)
    assert details.sizeHint().height() > before * 1.6


def test_json_stands_in_the_fixed_font_of_any_size(details: FieldDetails) -> None:
    details.show_lines([Line("words"), Line("{}", fixed=True)])
    cursor = details.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.End)
    family = theme.fixed_font(details.font()).family()
    assert cursor.charFormat().font().family() == family
    font = details.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    details.setFont(font)
    cursor = details.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.End)
    assert cursor.charFormat().font().pointSizeF() == font.pointSizeF()
