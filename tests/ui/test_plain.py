from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette, QTextDocument
from PySide6.QtGui import Qt as Guess
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tallyfy_inspector.ui import plain, theme

HOSTILE = (
    '<img src="http://127.0.0.1:9/x.png">',
    "<a href='file://///host/share'>click</a>",
    "<b>bold</b>&amp;<br>",
    "\\\\host\\share",
    "</span><img src=x>",
    "two\nlines   and blanks",
)
LONG = "A sentence that is long enough to need several lines wherever there is little room for it. " * 3


def ink(label: QLabel) -> str:
    return label.palette().color(QPalette.ColorRole.WindowText).name()


@pytest.mark.parametrize("text", HOSTILE)
def test_a_label_shows_letter_by_letter(text: str, qtbot: QtBot) -> None:
    label = plain.label(text)
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.text() == text
    plain.set_text(label, text * 2)
    assert label.text() == text * 2
    assert label.textFormat() is Qt.TextFormat.PlainText


def test_what_cannot_be_seen_is_spelled_out(qtbot: QtBot) -> None:
    label = plain.label("a\u202eb\x00\tc\nd")
    qtbot.addWidget(label)
    assert label.text() == "a\\u202eb\\u0000\tc\nd"
    plain.set_text(label, "\u200b")
    assert label.text() == "\\u200b"


@pytest.mark.parametrize("text", HOSTILE)
def test_a_tooltip_is_never_read_as_html(text: str, qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    plain.set_tooltip(widget, text)
    read = QTextDocument()
    read.setHtml(widget.toolTip())
    assert read.toPlainText() == text
    assert Guess.mightBeRichText(widget.toolTip())  # our own <span>, so that Qt wraps it


def test_no_tooltip_is_no_tooltip() -> None:
    assert plain.tooltip("") == ""
    assert "\\u202e" in plain.tooltip("\u202e")


def test_a_selectable_label_can_be_copied_from_by_keyboard(qtbot: QtBot) -> None:
    label = plain.selectable(plain.label("<b>copy</b>"))
    qtbot.addWidget(label)
    flags = label.textInteractionFlags()
    assert flags & Qt.TextInteractionFlag.TextSelectableByMouse
    assert flags & Qt.TextInteractionFlag.TextSelectableByKeyboard
    assert not flags & Qt.TextInteractionFlag.LinksAccessibleByMouse
    label.setSelection(0, 3)
    assert label.selectedText() == "<b>"


@pytest.mark.parametrize("role", ["dim", "warning", "bad"])
def test_a_role_keeps_its_shade_through_a_change_of_theme(role: str, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.setPalette(theme.palette(False))
    label = plain.label("x", window, role=role)
    assert ink(label) == getattr(theme.LIGHT, role)
    window.setPalette(theme.palette(True))
    assert ink(label) == getattr(theme.DARK, role)
    window.setPalette(theme.palette(False))
    assert ink(label) == getattr(theme.LIGHT, role)


def test_a_label_whose_role_was_taken_back_follows_the_theme_again(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.setPalette(theme.palette(False))
    label = plain.label("x", window)
    label.set_role("warning")
    label.set_role(None)
    assert ink(label) == window.palette().color(QPalette.ColorRole.WindowText).name()
    window.setPalette(theme.palette(True))
    assert ink(label) == theme.palette(True).color(QPalette.ColorRole.WindowText).name()
    label.set_role("bad")
    assert ink(label) == theme.DARK.bad


def test_a_label_on_no_window_has_its_role_too(qtbot: QtBot) -> None:
    label = plain.label("x", role="dim")
    qtbot.addWidget(label)
    assert QColor(ink(label)).isValid()
    assert ink(label) in (theme.LIGHT.dim, theme.DARK.dim)


def held(label: QLabel, qtbot: QtBot) -> QWidget:
    """A window with `label` at its top and nothing else that asks for room."""
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(label)
    column.addStretch(1)
    window.show()
    return window


@pytest.mark.parametrize("width", [150, 400, 900, 220])
def test_a_wrapping_label_is_as_high_as_its_words(width: int, qtbot: QtBot) -> None:
    label = plain.label(LONG, wrap=True)
    window = held(label, qtbot)
    window.resize(width, 10)
    qtbot.waitUntil(lambda: label.height() == label.heightForWidth(label.width()))
    assert label.width() >= width - 2
    assert window.height() >= label.height()


def test_a_wrapping_label_grows_with_its_words(qtbot: QtBot) -> None:
    label = plain.label("short", wrap=True)
    window = held(label, qtbot)
    window.resize(200, 20)
    qtbot.waitUntil(lambda: label.height() == label.heightForWidth(label.width()))
    low = label.height()
    plain.set_text(label, LONG)
    qtbot.waitUntil(lambda: label.height() == label.heightForWidth(label.width()) > 3 * low)
    plain.set_text(label, "short")
    qtbot.waitUntil(lambda: label.height() == low)


def test_a_tooltip_is_read_out_without_its_tags_where_there_is_no_description(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    plain.set_tooltip(widget, "One <b>\u202e")
    assert widget.accessibleDescription() == "One <b>\\u202e"
    plain.set_tooltip(widget, "Two")
    assert widget.accessibleDescription() == "Two"
    widget.setAccessibleDescription("Its own")
    plain.set_tooltip(widget, "Three")
    assert widget.accessibleDescription() == "Its own"


def test_a_word_longer_than_a_line_goes_on_in_the_next(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    label = plain.label("W" * 200, wrap=True)
    column.addWidget(label)
    window.resize(500, 100)
    window.show()
    column.activate()
    assert window.width() == 500
    line = label.fontMetrics().height()
    assert label.height() >= line * label.fontMetrics().horizontalAdvance("W" * 200) // label.width()
    inked = label.grab().toImage()
    ground = inked.pixelColor(0, 0)
    last = range(inked.height() - line, inked.height())
    assert any(inked.pixelColor(x, y) != ground for y in last for x in range(inked.width()))


def test_words_that_fit_are_left_to_qt(qtbot: QtBot) -> None:
    label = plain.label("a few words that fit", wrap=True)
    qtbot.addWidget(label)
    label.resize(300, 40)
    assert label.heightForWidth(300) == QLabel.heightForWidth(label, 300)
    chosen = plain.selectable(plain.label("W" * 200, wrap=True))
    qtbot.addWidget(chosen)
    assert chosen.heightForWidth(100) == QLabel.heightForWidth(chosen, 100), "laid out by Qt, to be selected"
