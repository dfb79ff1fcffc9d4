from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from tallyfy_inspector.task.fields import form_fields
from tallyfy_inspector.ui import theme
from tallyfy_inspector.ui.panels.fields_delegate import font_of
from tallyfy_inspector.ui.panels.fields_model import FieldsModel
from tallyfy_inspector.ui.panels.fields_view import FieldsView
from tallyfy_inspector.ui.panels.fields_words import ALIAS, ID, LABEL, RAW, TYPE, VALUE
from tests.support.task_samples import TASK
from tests.support.ui import wearing


@pytest.fixture
def view(qtbot: QtBot) -> FieldsView:
    made = FieldsView(FieldsModel())
    made.list.setParent(made)
    qtbot.addWidget(made)
    made.resize(700, 300)
    made.list.show_fields(form_fields(TASK))
    return made


def roles(view: FieldsView, row: int, column: int) -> list[str]:
    return [piece.role for piece in view.delegate.pieces(view.list.index(row, column))]


def words(view: FieldsView, row: int, column: int) -> str:
    return "".join(piece.text for piece in view.delegate.pieces(view.list.index(row, column)))


def test_an_older_answer_is_dim_but_for_what_is_bad(view: FieldsView) -> None:
    assert roles(view, 0, LABEL) == [""]
    view.delegate.older = True
    assert roles(view, 0, LABEL) == roles(view, 0, VALUE) == ["dim"]
    assert roles(view, 2, VALUE) == ["bad"]


def test_the_apis_words_for_types_are_shown_in_all_rows_or_none(view: FieldsView) -> None:
    view.delegate.api_types = False
    assert words(view, 1, TYPE) == "Large Text"
    view.delegate.api_types = True
    assert words(view, 1, TYPE) == "Large Text · textarea"


def test_aliases_and_ids_stand_in_the_fixed_font(qapp: Any) -> None:
    fixed = theme.fixed_font(qapp.font()).family()
    assert {font_of(column, qapp.font()).family() for column in (ALIAS, ID, RAW)} == {fixed}
    assert font_of(LABEL, qapp.font()) == qapp.font()


def hides(view: FieldsView, row: int, column: int, width: int) -> bool:
    option = QStyleOptionViewItem()
    view.initViewItemOption(option)
    option.rect = QRect(0, 0, width, 24)
    return view.delegate.hides_some(option, view.list.index(row, column))


def test_a_tooltip_only_where_something_is_hidden(view: FieldsView) -> None:
    view.delegate.api_types = True
    assert not hides(view, 0, VALUE, 300)
    assert hides(view, 0, VALUE, 40)
    assert hides(view, 1, VALUE, 3_000), "it has several lines"
    assert not hides(view, 0, TYPE, 300)
    view.delegate.api_types = False
    assert hides(view, 0, TYPE, 300)
    view.list.show_fields((replace(form_fields(TASK)[0], value="x" * 1_000),))
    assert hides(view, 0, VALUE, 30_000)


@pytest.mark.parametrize("dark", [False, True])
def test_it_is_drawn_in_its_roles(view: FieldsView, qapp: Any, dark: bool) -> None:
    palette = theme.palette(dark)
    with wearing(qapp, palette):
        view.show()
        qapp.processEvents()
        image = view.viewport().grab().toImage()
        inks = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
        set_ = theme.roles(palette)
        assert {set_.bad, set_.dim} <= inks


def test_a_sections_words_run_through_its_row(view: FieldsView, qapp: Any) -> None:
    form = tuple(replace(row, section="kickoff") for row in form_fields(TASK)[:1])
    view.list.show_fields((), form, "This task has no form fields. " * 2)
    view.show()
    qapp.processEvents()
    image = view.viewport().grab().toImage()
    row = view.visualRect(view.list.index(0, TYPE))
    ground = view.palette().base().color().name()
    inks = {
        image.pixelColor(x, y).name()
        for x in range(row.left(), row.right())
        for y in range(row.top(), row.bottom())
    }
    assert inks - {ground}, "its words go on where the second column stands"
    assert view.delegate.pieces(view.list.index(0, LABEL)) == []
    assert not hides(view, 0, LABEL, 40)


def test_the_cell_that_the_keyboard_is_in_has_a_frame(view: FieldsView, qapp: Any) -> None:
    view.show()
    view.activateWindow()
    view.setFocus()
    view.setCurrentIndex(view.list.index(0, VALUE))
    qapp.processEvents()
    cell = view.visualRect(view.list.index(0, VALUE))
    edge = view.viewport().grab().toImage().pixelColor(cell.left() + 1, cell.center().y()).name()
    view.setCurrentIndex(view.list.index(0, LABEL))
    qapp.processEvents()
    other = view.viewport().grab().toImage().pixelColor(cell.left() + 1, cell.center().y()).name()
    assert edge != other
