"""The QApplication of the program, which takes what the system asks it: to open something, or to quit.

macOS starts a program once, and says by an event which link or file was opened elsewhere, to one that is only
just starting too: what comes before somebody attends waits. It is a class of its own, since a filter would be
handed every event of every widget. Made before the first paint, so it loads nothing. Knows no window and no
form of links.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class Application(QApplication):
    """The one of a process."""

    def __init__(self, arguments: Sequence[str]) -> None:
        super().__init__(arguments)
        self._waiting: list[QUrl] = []
        self._take: Callable[[QUrl], None] | None = None

    def attend(self, take: Callable[[QUrl], None] | None) -> None:
        """Hand what is to be opened to `take`, what waits for it now first; with None it waits again."""
        self._take = take
        self._hand_on()

    def event(self, event: QEvent) -> bool:
        """A link or a file was opened elsewhere; or the menu, the Dock or the session's end says to quit."""
        if event.type() is QEvent.Type.FileOpen and isinstance(event, QFileOpenEvent):
            self._waiting.append(event.url())
            self._hand_on()
            return True
        if event.type() is QEvent.Type.Quit:
            # Qt would end the event loop at once, under all that still runs in it. The program ends by itself
            # when its window is closed; where that has been done before, it is about to.
            event.ignore()
            self.closeAllWindows()
            return True
        return super().event(event)

    def _hand_on(self) -> None:
        while self._take is not None and self._waiting:
            self._take(self._waiting.pop(0))
