"""How large the window is at first, and where it was left. Knows no content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QWidget

from tallyfy_inspector.ui import theme

if TYPE_CHECKING:
    from tallyfy_inspector.ports import SettingsStore

_NAME = "window.geometry"
_ENLARGED = 1.25  # times
_FIRST_SIZE = (1360, 820)
_LEAST_SIZE = (1280, 680)  # on a smaller screen the person, not the program, makes it smaller
_LEAST_ENLARGED = (720, 480)  # unless all on it is enlarged: then little room is what was chosen


def restore(window: QWidget, settings: SettingsStore) -> None:
    """Give `window` its first size, as far as the screen has room, or the place where it was left."""
    room = window.screen().availableSize()
    # What the window gets round it is known once it is shown, which is too late: most have a title above.
    height_there = room.height() - theme.row_height(window.font())
    smallest = _LEAST_ENLARGED if window.screen().devicePixelRatio() >= _ENLARGED else _LEAST_SIZE
    width, height = (
        max(least, min(first, there))
        for least, first, there in zip(smallest, _FIRST_SIZE, (room.width(), height_there), strict=True)
    )
    window.resize(width, height)
    kept = settings.get(_NAME, "")
    if kept:
        window.restoreGeometry(QByteArray.fromBase64(kept.encode("ascii", "ignore")))


def keep(window: QWidget, settings: SettingsStore) -> None:
    """Remember where `window` is; one that was never shown leaves what is remembered alone."""
    if window.isVisible() or not settings.get(_NAME, ""):
        settings.set(_NAME, bytes(window.saveGeometry().toBase64().data()).decode("ascii"))
