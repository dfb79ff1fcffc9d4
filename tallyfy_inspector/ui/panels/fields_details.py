"""One form field in full, under the list: plain text that can be read, selected and reached by keyboard.

Knows lines, not what they say.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPaintEvent, QPalette, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget

from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import theme
from tallyfy_inspector.ui.panels.fields_full import Line
from tallyfy_inspector.ui.panels.table import draw_focus

_LINES = 8
_REWRITES = (QEvent.Type.PaletteChange, QEvent.Type.FontChange)


class FieldDetails(QPlainTextEdit):
    """The lines of one field (`fields_full`), scrolled, and to be selected."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[Line, ...] = ()
        self.setObjectName("field_details")
        self.setAccessibleName(_("Selected field"))
        self.setPlaceholderText(_("Select a field to read it in full."))
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )

    def show_lines(self, lines: Iterable[Line]) -> None:
        """Show `lines`, or nothing, from the start."""
        self._lines = tuple(lines)
        self.clear()
        cursor = QTextCursor(self.document())
        for number, line in enumerate(self._lines):
            cursor.insertText(("\n" if number else "") + line.text, self._looks(line))
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _looks(self, line: Line) -> QTextCharFormat:
        made = QTextCharFormat()
        if line.title:
            made.setFontWeight(QFont.Weight.Bold)
        if line.fixed:
            made.setFont(theme.fixed_font(self.font()))
        if line.role:
            made.setForeground(QColor(str(getattr(theme.roles(self.palette()), line.role))))
        return made

    def changeEvent(self, event: QEvent) -> None:
        """Write anew in the colours of another palette, and in the fixed font of another size."""
        super().changeEvent(event)
        if event.type() in _REWRITES and hasattr(self, "_lines"):
            self.show_lines(self._lines)

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
