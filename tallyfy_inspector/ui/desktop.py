"""What the window takes over from the desktop: its palette, light and dark, and its wish for contrast.

The colours themselves are `theme`'s. Knows no window of ours.
"""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtCore import QEvent
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from tallyfy_inspector.ui.theme import BARE_GROUNDS, palette, wants_contrast


def adopt(app: QApplication) -> None:
    """Give the window the program's own palette where the desktop brings none, and follow its light and
    dark."""
    ground = app.palette().color(QPalette.ColorRole.Window).name()
    if ground not in BARE_GROUNDS or wants_contrast():
        return
    hints = app.styleHints()

    def follow() -> None:
        if not wants_contrast():
            app.setPalette(palette(hints.colorScheme() == QtCore.Qt.ColorScheme.Dark))

    app.setPalette(palette(ground == BARE_GROUNDS[True]))
    hints.colorSchemeChanged.connect(follow)


def heed_contrast(app: QApplication) -> None:
    """Where high contrast is wanted, paint again what was painted before that was asked."""
    if not wants_contrast():
        return
    app.setPalette(QPalette())  # the desktop's own
    app.sendPostedEvents()  # it comes to the widgets by post
    for widget in app.allWidgets():
        app.sendEvent(widget, QEvent(QEvent.Type.PaletteChange))
    for window in app.topLevelWidgets():
        window.repaint()
