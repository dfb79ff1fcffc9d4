from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPaintEvent, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tallyfy_inspector.ui import desktop, plain, theme

Ink = QPalette.ColorRole


class Hints(QObject):
    """A desktop that changes between light and dark at a word."""

    colorSchemeChanged = Signal()  # noqa: N815 - Qt's name

    def __init__(self) -> None:
        super().__init__()
        self.scheme = Qt.ColorScheme.Light

    def colorScheme(self) -> Qt.ColorScheme:  # noqa: N802 - Qt's name
        return self.scheme

    def turn(self, scheme: Qt.ColorScheme) -> None:
        self.scheme = scheme
        self.colorSchemeChanged.emit()


class Desktop:
    """As much of QApplication as `adopt` asks."""

    def __init__(self, app: QApplication, palette: QPalette) -> None:
        self.hints = Hints()
        self.worn = palette

    def styleHints(self) -> Hints:  # noqa: N802 - Qt's name
        return self.hints

    def palette(self) -> QPalette:
        return self.worn

    def setPalette(self, palette: QPalette) -> None:  # noqa: N802 - Qt's name
        self.worn = palette


def window_of(screen: Desktop) -> str:
    return screen.worn.color(Ink.Window).name()


def test_a_desktop_without_a_palette_gets_the_programs_and_is_followed(qapp: QApplication) -> None:
    screen = Desktop(qapp, qapp.style().standardPalette())
    desktop.adopt(screen)  # type: ignore[arg-type]
    assert screen.worn == theme.palette(False)
    screen.hints.turn(Qt.ColorScheme.Dark)
    assert screen.worn == theme.palette(True)
    screen.hints.turn(Qt.ColorScheme.Light)
    assert screen.worn == theme.palette(False)


def test_a_dark_desktop_without_a_palette_is_dark_at_once(qapp: QApplication) -> None:
    palette = qapp.style().standardPalette()
    palette.setColor(Ink.Window, QColor(theme.BARE_GROUNDS[True]))
    screen = Desktop(qapp, palette)
    desktop.adopt(screen)  # type: ignore[arg-type]
    assert screen.worn == theme.palette(True)


def test_who_turns_to_high_contrast_is_not_painted_over(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = Desktop(qapp, qapp.style().standardPalette())
    desktop.adopt(screen)  # type: ignore[arg-type]
    monkeypatch.setattr(desktop, "wants_contrast", lambda: True)
    screen.hints.turn(Qt.ColorScheme.Dark)
    assert screen.worn == theme.palette(False)


def test_the_ground_that_no_desktop_gave_is_known(qapp: QApplication) -> None:
    assert qapp.style().objectName() == "fusion"
    assert qapp.style().standardPalette().color(Ink.Window).name() in theme.BARE_GROUNDS


def test_a_desktops_own_palette_is_left_alone(qapp: QApplication) -> None:
    palette = qapp.style().standardPalette()
    palette.setColor(Ink.Window, QColor("#202020"))
    screen = Desktop(qapp, palette)
    desktop.adopt(screen)  # type: ignore[arg-type]
    screen.hints.turn(Qt.ColorScheme.Dark)
    assert window_of(screen) == "#202020"


def test_high_contrast_is_left_alone(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desktop, "wants_contrast", lambda: True)
    screen = Desktop(qapp, qapp.style().standardPalette())
    desktop.adopt(screen)  # type: ignore[arg-type]
    assert screen.worn == qapp.style().standardPalette()


class Painted(QWidget):
    """Counts how often it was painted, and in which ink."""

    def __init__(self) -> None:
        super().__init__()
        self.inks: list[str] = []

    def paintEvent(self, _event: QPaintEvent) -> None:
        self.inks.append(theme.roles(self.palette()).edge)


def test_contrast_is_asked_after_the_first_paint_and_then_all_is_painted_again(
    qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    hints = SimpleNamespace(contrastPreference=lambda: Qt.ContrastPreference.HighContrast)
    asked = SimpleNamespace(styleHints=lambda: SimpleNamespace(accessibility=lambda: hints))
    monkeypatch.setattr(theme, "QGuiApplication", asked)
    before = QPalette(qapp.palette())
    try:
        with theme.contrast_unasked():
            qapp.setPalette(theme.palette(False))
            window = Painted()
            qtbot.addWidget(window)
            words = plain.label("Careful", window, role="dim")
            window.show()
            qtbot.waitUntil(lambda: window.inks != [])
            assert window.inks[-1] == theme.LIGHT.edge
        window.inks.clear()
        desktop.heed_contrast(qapp)
        text = qapp.palette().color(Ink.WindowText).name()
        assert window.inks[-1] == text
        assert words.palette().color(Ink.WindowText).name() == text
    finally:
        qapp.setPalette(before)


def test_where_no_contrast_is_wanted_nothing_is_painted_again(qapp: QApplication, qtbot: QtBot) -> None:
    window = Painted()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window.inks != [])
    worn = qapp.palette()
    window.inks.clear()
    desktop.heed_contrast(qapp)
    assert qapp.palette() == worn
    assert window.inks == []
