"""Plain text that is read: selected by mouse and keyboard, left by Tab, copied letter by letter.

`ReadOnlyText` is what all of them are; `TextPane` has the focus ring of a table, for one that fills a panel;
`DetailsPane` stands under a list and shows one thing in full, some lines high, in words with looks. Knows no
answer: what is written is for a subclass, which makes the words visible before.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QFont, QPaintEvent, QPalette, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget

from tallyfy_inspector.ui import theme
from tallyfy_inspector.ui.panels.table import draw_focus

_LINES = 8
_REWRITES = (QEvent.Type.PaletteChange, QEvent.Type.FontChange)


class ReadOnlyText(QPlainTextEdit):
    """`name` is what a screen reader hears."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the ring: Qt draws no more anew than where the cursor is."""
        super().focusInEvent(event)
        self._draw_anew()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self._draw_anew()

    def _draw_anew(self) -> None:
        self.update()
        self.viewport().update()

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802 - Qt's name
        """What is copied or dragged out: the letters alone, without our colours and without markup."""
        data = QMimeData()
        data.setText(self.textCursor().selection().toPlainText())
        return data


class TextPane(ReadOnlyText):
    """Without a frame, and with the ring of what has the keyboard."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, and the focus ring over it."""
        super().paintEvent(event)
        draw_focus(self)

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802 - Qt's name
        """Scroll, and draw the ring anew where it was moved along."""
        super().scrollContentsBy(dx, dy)
        self.viewport().update()


@dataclass(frozen=True, slots=True, repr=False)
class Words:
    """Words of one line or more and their looks: a role of `theme.Roles` ("" for the palette's own ink),
    and `bold` or `fixed` for the font."""

    text: str
    role: str = ""
    bold: bool = False
    fixed: bool = False


class DetailsPane(TextPane):
    """`hint` stands where there is nothing to show."""

    def __init__(self, name: str, hint: str, parent: QWidget | None = None) -> None:
        self._written: tuple[Words, ...] = ()  # before Qt's own part, which tells of the font at once
        super().__init__(name, parent)
        self.setPlaceholderText(hint)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)

    def write(self, lines: Iterable[Words]) -> None:
        """Show `lines`, each on its own, from the start; () for nothing."""
        self._written = tuple(lines)
        self.clear()
        cursor = QTextCursor(self.document())
        for number, words in enumerate(self._written):
            cursor.insertText(("\n" if number else "") + words.text, self._looks(words))
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _looks(self, words: Words) -> QTextCharFormat:
        made = QTextCharFormat()
        if words.fixed:
            made.setFont(theme.fixed_font(self.font()))
        if words.bold:
            made.setFontWeight(QFont.Weight.Bold)
        if words.role:
            made.setForeground(QColor(str(getattr(theme.roles(self.palette()), words.role))))
        return made

    def changeEvent(self, event: QEvent) -> None:
        """Write anew in the colours of another palette, and in the fixed font of another size."""
        super().changeEvent(event)
        if event.type() in _REWRITES:
            self.write(self._written)

    def sizeHint(self) -> QSize:
        """A few lines; more of them scroll."""
        margins = round(2 * self.document().documentMargin())
        return QSize(super().sizeHint().width(), self.fontMetrics().lineSpacing() * _LINES + margins)

    def minimumSizeHint(self) -> QSize:
        """Two lines, where the window is low."""
        return QSize(super().minimumSizeHint().width(), self.fontMetrics().lineSpacing() * 2)
