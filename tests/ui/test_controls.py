from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QEnterEvent, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tallyfy_inspector.ui import theme
from tallyfy_inspector.ui.controls import Button, CheckBox, ComboBox, LineEdit, ListBox, PrimaryButton
from tests.support.ui import in_font, ink_of, picture, wearing

MAKERS: dict[str, Callable[[], QWidget]] = {
    "field": LineEdit,
    "choice": ComboBox,
    "button": lambda: Button("Stop"),
    "list": ListBox,
    "tick": lambda: CheckBox("run"),
}
SETS = {False: theme.LIGHT, True: theme.DARK}


Stage = Callable[[QWidget], QWidget]


@pytest.fixture
def on_a_window(qtbot: QtBot) -> Stage:
    """Puts a widget in an open window whose keyboard is elsewhere, and hands that window back."""
    open_ = []

    def put(widget: QWidget) -> QWidget:
        window = QWidget()
        open_.append(window)
        qtbot.addWidget(window)
        column = QVBoxLayout(window)
        column.addWidget(widget)
        elsewhere = QPushButton(window)
        column.addWidget(elsewhere)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        elsewhere.setFocus()
        qtbot.waitUntil(elsewhere.hasFocus)
        return window

    return put


def edge_of(widget: QWidget) -> QRect:
    """The rectangle whose edge is drawn."""
    if not isinstance(widget, CheckBox):
        return widget.rect()
    option = QStyleOptionButton()
    widget.initStyleOption(option)
    return widget.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, widget)


def edge_colours(widget: QWidget) -> set[str]:
    """The colours in the middle of the four sides."""
    image, area = picture(widget), edge_of(widget)
    middle = area.center()
    places = (
        (area.left(), middle.y()),
        (area.right(), middle.y()),
        (middle.x(), area.top()),
        (middle.x(), area.bottom()),
    )
    return {ink_of(image, x, y) for x, y in places}


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("kind", MAKERS)
def test_an_edge_can_be_seen_and_the_keyboards_place_too(
    kind: str, dark: bool, qapp: QApplication, on_a_window: Stage, qtbot: QtBot
) -> None:
    with wearing(qapp, theme.palette(dark)):
        widget = MAKERS[kind]()
        on_a_window(widget)
        assert edge_colours(widget) == {SETS[dark].edge}
        widget.setFocus()
        qtbot.waitUntil(widget.hasFocus)
        assert edge_colours(widget) == {SETS[dark].focus}
        widget.setEnabled(False)
        assert edge_colours(widget) == {SETS[dark].hairline}


@pytest.mark.parametrize("kind", MAKERS)
def test_the_edge_follows_a_change_of_theme(
    kind: str, qapp: QApplication, on_a_window: Stage, qtbot: QtBot
) -> None:
    widget = MAKERS[kind]()
    window = on_a_window(widget)
    for dark in (False, True, False):
        window.setPalette(theme.palette(dark))
        assert edge_colours(widget) == {SETS[dark].edge}


def test_a_list_draws_its_ring_round_the_rows_and_not_over_them(
    qapp: QApplication, on_a_window: Stage, qtbot: QtBot
) -> None:
    with wearing(qapp, theme.palette(True)):
        box = ListBox()
        box.addItems(["one", "two"])
        box.setCurrentRow(0)
        on_a_window(box)
        box.setFocus()
        qtbot.waitUntil(box.hasFocus)
        assert box.viewport().pos() == QPoint(ListBox.EDGE, ListBox.EDGE)
        assert box.frameWidth() == ListBox.EDGE
        inside = ink_of(picture(box), box.width() - ListBox.EDGE - 1, box.height() - ListBox.EDGE - 1)
        assert inside == theme.palette(True).color(QPalette.ColorRole.Base).name()
        box.clearFocus()
        qtbot.waitUntil(lambda: edge_colours(box) == {theme.DARK.edge})


@pytest.mark.parametrize("dark", [False, True])
def test_a_tick_can_be_told_from_none(
    dark: bool, qapp: QApplication, on_a_window: Stage, qtbot: QtBot
) -> None:
    with wearing(qapp, theme.palette(dark)):
        box = CheckBox("run")
        on_a_window(box)
        area = edge_of(box).adjusted(3, 3, -3, -3)

        def inside() -> list[str]:
            image = picture(box)
            return [
                ink_of(image, x, y)
                for x in range(area.left(), area.right() + 1)
                for y in range(area.top(), area.bottom() + 1)
            ]

        empty = inside()
        box.setChecked(True)
        changed = [
            theme.contrast(before, now) for before, now in zip(empty, inside(), strict=True) if now != before
        ]
        assert len(changed) >= 8
        assert max(changed) >= 3


@pytest.mark.parametrize("kind", ["field", "choice", "button"])
def test_what_is_hit_is_high_enough_also_in_a_large_font(
    kind: str, qapp: QApplication, on_a_window: Stage, qtbot: QtBot
) -> None:
    small = MAKERS[kind]()
    qtbot.addWidget(small)
    assert small.sizeHint().height() >= 30
    with in_font(qapp, 3):
        large = MAKERS[kind]()
        qtbot.addWidget(large)
        assert large.sizeHint().height() >= large.fontMetrics().height() + 4


def face(button: QAbstractButton) -> str:
    return ink_of(picture(button), 5, button.height() // 2)


@pytest.mark.parametrize("dark", [False, True])
def test_the_primary_button_is_flat_and_answers_the_pointer(
    dark: bool, qapp: QApplication, on_a_window: Stage, qtbot: QtBot
) -> None:
    with wearing(qapp, theme.palette(dark)):
        button = PrimaryButton("&Fetch")
        on_a_window(button)
        assert face(button) == SETS[dark].primary
        middle = QPointF(button.rect().center())
        QApplication.sendEvent(button, QEnterEvent(middle, middle, middle))
        assert theme.contrast(face(button), SETS[dark].on_primary) >= 4.5
        assert face(button) != SETS[dark].primary
        QApplication.sendEvent(button, QEvent(QEvent.Type.Leave))
        button.setDown(True)
        assert theme.contrast(face(button), SETS[dark].on_primary) > 5.6
        button.setDown(False)
        button.setEnabled(False)
        assert face(button) == SETS[dark].hairline


def test_the_primary_buttons_words_follow_a_change_of_palette(
    qapp: QApplication, on_a_window: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    role, group = QPalette.ColorRole.ButtonText, QPalette.ColorGroup
    with wearing(qapp, theme.palette(False)):
        button = PrimaryButton("&Fetch")
        on_a_window(button)
        for dark in (True, False):
            qapp.setPalette(theme.palette(dark))
            qapp.sendPostedEvents()
            worn = button.palette()
            assert worn.color(group.Active, role).name() == SETS[dark].on_primary
            assert worn.color(group.Inactive, role).name() == SETS[dark].on_primary
            assert worn.color(group.Disabled, role) == qapp.palette().color(group.Disabled, role)
        monkeypatch.setattr(theme, "wants_contrast", lambda: True)
        palette = theme.palette(True)
        palette.setColor(QPalette.ColorRole.HighlightedText, QColor("#ffff00"))
        qapp.setPalette(palette)
        qapp.sendPostedEvents()
        assert button.palette().color(group.Active, role).name() == "#ffff00"


def test_the_primary_button_shows_that_it_has_the_keyboard(
    qapp: QApplication, on_a_window: Stage, qtbot: QtBot
) -> None:
    button = PrimaryButton("Fetch")
    on_a_window(button)
    without = picture(button)
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    assert ink_of(picture(button), button.width() // 2, 3) != ink_of(without, button.width() // 2, 3)


def test_the_words_of_a_button_have_room(qapp: QApplication, on_a_window: Stage, qtbot: QtBot) -> None:
    with in_font(qapp, 2):
        for button in (PrimaryButton("Change the organization"), Button("Show the answer")):
            qtbot.addWidget(button)
            words = button.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, button.text()).width()
            assert button.sizeHint().width() >= words + theme.GAP


@pytest.mark.parametrize("made", [PrimaryButton, Button])
def test_keys_and_a_click_press_a_button(made: type[QPushButton], on_a_window: Stage, qtbot: QtBot) -> None:
    button = made("&Fetch")
    on_a_window(button)
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
        with qtbot.waitSignal(button.clicked):
            QTest.keyClick(button, key)
    with qtbot.waitSignal(button.clicked):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
