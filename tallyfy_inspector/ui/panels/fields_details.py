"""One form field in full, under the list: plain text that can be read, selected and reached by keyboard.

Knows one field at a time.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPaintEvent, QPalette, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget

from tallyfy_inspector.document.shown import visible
from tallyfy_inspector.task.fields import FieldRow
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import theme
from tallyfy_inspector.ui.panels import fields_words
from tallyfy_inspector.ui.panels.table import draw_focus

_LINES = 6
_LIMIT = 50_000


class FieldDetails(QPlainTextEdit):
    """Label, what the field is, remarks, and the whole readable value."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row: FieldRow | None = None
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

    def show_field(self, row: FieldRow | None) -> None:
        """Show `row`, or nothing."""
        self._row = row
        self.clear()
        if row is not None:
            self._write(row)
            self.moveCursor(QTextCursor.MoveOperation.Start)

    def _write(self, row: FieldRow) -> None:
        cursor = QTextCursor(self.document())
        bold = QTextCharFormat()
        bold.setFontWeight(QFont.Weight.Bold)
        cursor.insertText(visible(row.label), bold)
        cursor.insertText("\n" + fields_words.about(row), self._ink("dim"))
        if row.note:
            needed = row.required_and_empty
            sign = "⚠ " if needed else ""
            cursor.insertText(f"\n{sign}{visible(row.note)}", self._ink("bad" if needed else "dim"))
        elif row.blank:
            cursor.insertText("\n" + _("empty"), self._ink("dim"))
        if not row.blank:
            cursor.insertText("\n" + _value(row), QTextCharFormat())

    def _ink(self, role: str) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setForeground(QColor(str(getattr(theme.roles(self.palette()), role))))
        return made

    def changeEvent(self, event: QEvent) -> None:
        """Write anew in the colours of another palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.show_field(self._row)

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


def _value(row: FieldRow) -> str:
    text = visible(row.value[:_LIMIT], keep="\n\t")
    left = len(row.value) - _LIMIT
    if left <= 0:
        return text
    return text + _("… ({count} more characters; “Copy value” takes them all)").format(count=f"{left:,}")
