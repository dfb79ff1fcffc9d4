from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from tallyfy_inspector.document.parse import parse
from tallyfy_inspector.redact import mask_value
from tallyfy_inspector.ui import theme
from tallyfy_inspector.ui.panels.json_decoded import Beside, Decoder
from tallyfy_inspector.ui.panels.json_delegate import (
    arrow_area,
    beside_form,
    indent,
    key_pieces,
    step,
    value_pieces,
)
from tallyfy_inspector.ui.panels.json_model import KEY, VALUE, JsonModel
from tallyfy_inspector.ui.panels.json_view import JsonView
from tests.support.task_samples import TASK
from tests.support.ui import wearing
from tests.support.views import FixedClock


@pytest.fixture
def metrics(qapp: Any) -> QFontMetrics:
    return QFontMetrics(theme.fixed_font(qapp.font()))


@pytest.fixture
def view(qtbot: QtBot, qapp: Any) -> JsonView:
    made = JsonView(JsonModel(mask_value))
    made.tree.setParent(made)
    qtbot.addWidget(made)
    made.set_fonts(theme.fixed_font(qapp.font()), qapp.font())
    made.resize(600, 400)
    return made


def option_of(view: JsonView, width: int) -> QStyleOptionViewItem:
    option = QStyleOptionViewItem()
    view.initViewItemOption(option)
    option.rect = QRect(0, 0, width, 22)
    return option


def test_levels_are_set_in_evenly_and_the_key_keeps_its_room(metrics: QFontMetrics) -> None:
    assert indent(3, 500, metrics)[0] - indent(2, 500, metrics)[0] == step(metrics)
    left, capped = indent(900, 240, metrics)
    assert capped
    assert 240 - left - step(metrics) >= 10 * metrics.horizontalAdvance("0")
    assert indent(900, 20, metrics)[0] == theme.GRID
    assert not indent(1, 240, metrics)[1]


def test_the_arrow_stands_inside_its_cell(metrics: QFontMetrics) -> None:
    cell = QRect(0, 44, 240, 22)
    for depth in (0, 3, 900):
        assert cell.contains(arrow_area(cell, depth, metrics))


def test_values_have_the_colour_of_their_kind_and_an_older_answers_are_dim() -> None:
    model = JsonModel(mask_value)
    model.show(parse(b'["text", 1.10, true, null, {"a": 1}]').root)
    told = [value_pieces(model, row, older=False)[0] for row in range(1, 6)]
    assert [(piece.text, piece.role) for piece in told] == [
        ('"text"', "string"),
        ("1.10", "number"),
        ("true", "number"),
        ("null", "dim"),
        ("{1}", "dim"),
    ]
    assert {value_pieces(model, row, older=True)[0].role for row in range(1, 6)} == {"dim"}


def test_a_repeated_key_says_so_and_a_deep_one_its_level() -> None:
    model = JsonModel(mask_value)
    model.show(parse(b'{"a": 1, "a": 2}').root)
    assert [piece.text.strip() for piece in key_pieces(model, 2, capped=False)] == ["a", "repeated"]
    assert [piece.text.strip() for piece in key_pieces(model, 2, capped=True)][:2] == ["1 ›", "a"]
    assert [(piece.text, piece.role) for piece in key_pieces(model, 0, capped=False)] == [
        ("whole answer", "dim")
    ]


def test_a_tooltip_only_where_something_is_hidden(view: JsonView) -> None:
    model = view.tree
    model.show({"data": {"short": "x", "long": "x" * 200, "cut": "x" * 400, "token": "abc", "k" * 90: 1}})
    hides = view.delegate.hides_some

    def hidden(row: int, column: int, width: int) -> bool:
        return hides(option_of(view, width), model.index(row, column))

    assert [hidden(row, VALUE, 300) for row in range(2, 6)] == [False, True, True, True]
    assert not hidden(3, VALUE, 3_000)
    assert hidden(4, VALUE, 30_000), "the line itself holds the beginning only"
    assert hidden(5, VALUE, 3_000), "masked"
    assert [hidden(row, KEY, 200) for row in (2, 6)] == [False, True]


@pytest.mark.parametrize("dark", [False, True])
def test_it_is_drawn_in_its_roles(view: JsonView, qapp: Any, dark: bool) -> None:
    palette = theme.palette(dark)
    with wearing(qapp, palette):
        view.tree.show(TASK)
        view.show()
        qapp.processEvents()
        colours = inks(view)
        set_ = theme.roles(palette)
        assert {set_.key, set_.string, set_.dim} <= colours
        view.delegate.older = True
        view.set_older(True)
        assert set_.string not in inks(view)
        assert set_.key in inks(view)


def test_what_stands_beside_a_value_is_as_full_as_there_is_room(metrics: QFontMetrics) -> None:
    beside = Beside(
        "time", "", ("Fri 20 Nov 2026, 17:00 UTC · 2 days 19 hours ago", "2 days 19 hours ago", "2 days ago")
    )
    for form in beside.forms:
        assert beside_form(beside, metrics.horizontalAdvance(form), metrics) == form
    assert beside_form(beside, metrics.horizontalAdvance("2 days ag"), metrics) == "2 days ago", (
        "to be cut off"
    )
    assert beside_form(beside, 10, metrics) == ""
    assert beside_form(beside, -50, metrics) == ""


@pytest.fixture
def decoding(view: JsonView) -> JsonView:
    view.tree.decoder = Decoder(FixedClock(), mask_value, view.tree)
    view.tree.show({"data": {"deadline": "2026-11-20T17:00:00.000Z", "title": "x"}})
    return view


def test_a_time_is_drawn_dim_after_the_raw_value(decoding: JsonView, qapp: Any) -> None:
    with wearing(qapp, theme.palette(False)):
        decoding.resize(900, 200)
        decoding.show()
        qapp.processEvents()
        set_ = theme.roles(theme.palette(False))
        raw = decoding.fontMetrics().horizontalAdvance(decoding.tree.value_text(2))
        cell = decoding.visualRect(decoding.tree.index(2, VALUE))
        image = decoding.viewport().grab(cell).toImage()
        before, after = range(raw), range(raw + theme.GAP, image.width())
        for x, ink, other in ((before, set_.string, set_.dim), (after, set_.dim, set_.string)):
            found = {image.pixelColor(at, y).name() for at in x for y in range(image.height())}
            assert ink in found
            assert other not in found


def test_a_tooltip_tells_what_there_was_no_room_for(decoding: JsonView) -> None:
    hides = decoding.delegate.hides_some
    index = decoding.tree.index(2, VALUE)
    assert hides(option_of(decoding, 250), index)
    assert not hides(option_of(decoding, 900), index)
    assert not hides(option_of(decoding, 250), decoding.tree.index(3, VALUE))


def inks(view: JsonView) -> set[str]:
    image = view.viewport().grab().toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(0, image.height(), 2)}


def test_only_a_container_has_an_arrow(view: JsonView, qapp: Any) -> None:
    with wearing(qapp, theme.palette(False)):
        view.tree.show({"data": {"leaf": None, "box": [1]}})
        view.show()
        image = view.viewport().grab().toImage()
        dim = theme.roles(theme.palette(False)).dim
        for row, expected in ((2, False), (3, True)):
            cell = view.visualRect(view.tree.index(row, KEY))
            area = arrow_area(cell, 2, view.fontMetrics())
            found = any(
                image.pixelColor(x, y).name() == dim
                for x in range(area.left(), area.right())
                for y in range(area.top(), area.bottom())
            )
            assert found is expected
