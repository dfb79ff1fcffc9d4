from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tallyfy_inspector.ui.panels.fields_bar import FieldsBar
from tests.support.ui import pseudo_language, untranslated


@pytest.fixture
def holder(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def bar(holder: QWidget) -> FieldsBar:
    column = QVBoxLayout(holder)
    made = FieldsBar(holder)
    column.addWidget(made)
    column.addStretch(1)
    holder.resize(700, 300)
    holder.show()
    holder.activateWindow()
    return made


def told(bar: FieldsBar) -> list[bool]:
    heard: list[bool] = []
    bar.changed.connect(lambda: heard.append(True))
    return heard


def test_names(bar: FieldsBar) -> None:
    assert bar.field.accessibleName() == "Filter fields"
    assert [box.accessibleName() for box in bar.boxes.values()] == ["Required and empty only", "Hide empty"]
    assert bar.columns.accessibleName() == "Columns"
    assert bar.label.buddy() is bar.field


def test_typing_and_ticking_are_told(bar: FieldsBar) -> None:
    heard = told(bar)
    QTest.keyClicks(bar.field, "ab")
    assert len(heard) == 2
    QTest.keyClick(bar.boxes["hide_empty"], Qt.Key.Key_Space)
    assert len(heard) == 3
    assert bar.boxes["hide_empty"].isChecked()


def test_escape_empties_the_field_and_then_is_the_windows(bar: FieldsBar) -> None:
    window_took: list[int] = []
    parent = bar.window()
    parent.keyPressEvent = lambda event: window_took.append(event.key())  # type: ignore[method-assign]
    bar.take_keyboard()
    QTest.keyClicks(bar.field, "abc")
    QTest.keyClick(bar.field, Qt.Key.Key_Escape)
    assert bar.field.text() == ""
    assert window_took == []
    QTest.keyClick(bar.field, Qt.Key.Key_Escape)
    assert window_took == [Qt.Key.Key_Escape]


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_the_way_to_the_list(bar: FieldsBar, qtbot: QtBot, key: Qt.Key) -> None:
    with qtbot.waitSignal(bar.list_wanted):
        QTest.keyClick(bar.field, key)


def test_the_boxes_exclude_each_other_and_it_is_told_once(bar: FieldsBar) -> None:
    needed, hide = bar.boxes.values()
    hide.setChecked(True)
    heard = told(bar)
    needed.setChecked(True)
    assert (needed.isChecked(), hide.isChecked()) == (True, False)
    assert len(heard) == 1
    bar.show_all()
    assert not needed.isChecked()


def test_how_many_are_hidden(bar: FieldsBar) -> None:
    assert not bar.hidden.isVisible()
    bar.show_hidden("12 hidden")
    assert bar.hidden.isVisible()
    assert bar.hidden.text() == "12 hidden"
    bar.show_hidden("")
    assert not bar.hidden.isVisible()


@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("width", [250, 400, 640, 1_400])
def test_nothing_is_cut_and_nothing_overlaps(bar: FieldsBar, qtbot: QtBot, width: int, times: int) -> None:
    font = bar.font()
    font.setPointSizeF(font.pointSizeF() * times)
    bar.setFont(font)
    bar.show_hidden("12 hidden")
    window = bar.window()
    window.resize(width, 400)
    qtbot.waitUntil(lambda: bar.height() == bar.heightForWidth(bar.width()))
    parts = [part for part in bar._parts if part.isVisible()]
    places = [part.geometry() for part in parts]
    assert all(bar.rect().contains(place) for place in places)
    assert not any(one.intersects(other) for one in places for other in places if one is not other)
    assert all(part.width() >= part.sizeHint().width() for part in parts[1:])
    assert bar.field.width() > 0
    rows = len({place.center().y() // 10 for place in places})
    assert rows == 1 if width == 1_400 else rows > 1 or (width, times) == (640, 1)


def test_all_words_go_through_the_translation(qtbot: QtBot) -> None:
    with pseudo_language():
        made = FieldsBar()
        qtbot.addWidget(made)
        assert untranslated(made) == []
