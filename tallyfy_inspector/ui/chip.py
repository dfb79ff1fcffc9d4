"""A fact as a small flat button that leads to where it stands. Knows no fact.

The colour of its tone is never alone: the words say the same. A new tone is a row in `_TONES`.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QPushButton, QWidget

from tallyfy_inspector.ui import theme

# The role of the words, and of the ground they stand on ("": the palette's own for buttons).
_TONES = {"plain": ("dim", ""), "warning": ("warning", "warning_wash"), "bad": ("bad", "bad_wash")}
_AIR = 10


class Chip(QPushButton):
    """A pill of words in a tone; `dimmed` for what is not of now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = ""
        self.tone = "plain"
        self.dimmed = False
        self.setAutoDefault(True)  # Enter presses it too
        self.setFlat(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def say(self, words: str, tone: str, *, dimmed: bool = False) -> None:
        """Show `words`; the same again changes nothing."""
        if (words, tone, dimmed) == (self.words, self.tone, self.dimmed):
            return
        self.words, self.tone, self.dimmed = words, tone, dimmed
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The words with air at both ends, as high as what is clicked."""
        return QSize(
            self.fontMetrics().horizontalAdvance(self.words) + 2 * _AIR, theme.row_height(self.font())
        )

    def minimumSizeHint(self) -> QSize:
        """All of it, but for a fact that need not be read whole."""
        least = self.sizeHint()
        return QSize(theme.ROW, least.height()) if self.tone == "plain" else least

    def colours(self) -> tuple[QColor, QColor]:
        """Of the words, and of the ground under them."""
        set_ = theme.roles(self.palette())
        ink, wash = _TONES["plain" if self.dimmed else self.tone]
        ground = self.palette().color(QPalette.ColorRole.Button).name()
        return QColor(getattr(set_, ink)), QColor(getattr(set_, wash) if wash else ground)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The pill, its words, and a ring when it has the keyboard."""
        ink, ground = self.colours()
        focused = self.hasFocus()
        pen = QPen(QColor(theme.roles(self.palette()).focus) if focused else ink, 2.0 if focused else 1.0)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen)
        painter.setBrush(ground)
        inset = pen.widthF() / 2
        area = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
        painter.setPen(ink)
        font = painter.font()
        font.setUnderline(self.underMouse() or self.isDown())
        painter.setFont(font)
        room = self.rect().adjusted(_AIR // 2, 0, -_AIR // 2, 0)
        text = self.fontMetrics().elidedText(self.words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), text)
        painter.end()
