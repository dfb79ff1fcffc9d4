"""One entry of an include in full, under its list: plain text that is read, selected and reached by keyboard.

Knows paragraphs (`part_words.Detail`), and nothing of what they tell.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPaintEvent, QPalette, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget

from tallyfy_inspector.document.shown import visible
from tallyfy_inspector.ui import theme
from tallyfy_inspector.ui.panels.part_words import Detail, long_text
from tallyfy_inspector.ui.panels.table import draw_focus

_LINES = 8


class PartDetails(QPlainTextEdit):
    """The paragraphs of one entry; `name` is what is heard, `hint` stands where none is chosen."""

    def __init__(self, name: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._details: tuple[Detail, ...] = ()
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )

    def show_details(self, details: Iterable[Detail]) -> None:
        """Show these instead of what was there; () for nothing."""
        self._details = tuple(details)
        self.clear()
        cursor = QTextCursor(self.document())
        for number, detail in enumerate(self._details):
            text = visible(long_text(detail.text), keep="\n\t")
            cursor.insertText(text if number == 0 else f"\n{text}", self._format(detail.role))
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _format(self, role: str) -> QTextCharFormat:
        made = QTextCharFormat()
        if role == "bold":
            made.setFontWeight(QFont.Weight.Bold)
        elif role:
            made.setForeground(QColor(str(getattr(theme.roles(self.palette()), role))))
        return made

    def changeEvent(self, event: QEvent) -> None:
        """Write anew in the colours of another palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.show_details(self._details)

    def sizeHint(self) -> QSize:
        """A few lines; more of them scroll."""
        margins = round(2 * self.document().documentMargin())
        return QSize(super().sizeHint().width(), self.fontMetrics().lineSpacing() * _LINES + margins)

    def minimumSizeHint(self) -> QSize:
        """Two lines, where the window is low."""
        return QSize(super().minimumSizeHint().width(), self.fontMetrics().lineSpacing() * 2)

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802 - Qt's name
        """What is copied or dragged out: the letters alone, without our colours and without markup."""
        data = QMimeData()
        data.setText(self.textCursor().selection().toPlainText())
        return data

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, and the focus ring over it."""
        super().paintEvent(event)
        draw_focus(self)

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802 - Qt's name
        """Scroll, and draw the ring anew where it was moved along."""
        super().scrollContentsBy(dx, dy)
        self.viewport().update()
