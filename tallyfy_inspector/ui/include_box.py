"""The box of one include, with what the answer holds of it at the right: a number, "empty", "not returned".

Its name stays the include's key; what came is heard as its description. Knows no answer.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from tallyfy_inspector.api.includes import Include
from tallyfy_inspector.task.got import Got
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import plain, theme
from tallyfy_inspector.ui.controls import CheckBox


class IncludeBox(CheckBox):
    """A tick, its key, and a dim note."""

    def __init__(self, include: Include, parent: QWidget | None = None) -> None:
        super().__init__(include.key, parent)
        self._answers = _(include.answers)
        self.note = ""
        self.setObjectName(f"include_{include.key}")
        self.setAccessibleName(include.key)
        self.setMinimumHeight(theme.row_height(self.font()))
        self.show_got(None)

    def show_got(self, got: Got | None, *, older: bool = False) -> None:
        """Tell what came of it, None: nothing is to be told. `older`: in an answer from before."""
        note = "" if got is None else got.text
        if note != self.note:
            self.note = note
            self.updateGeometry()
            self.update()
        told = self._answers
        if got is not None:
            came = _("In the older answer: {got}.") if older else _("In this answer: {got}.")
            told = " ".join(filter(None, (told, came.format(got=got.text), got.meaning)))
        if told != self.accessibleDescription():
            self.setAccessibleDescription(told)
            plain.set_tooltip(self, told)

    def sizeHint(self) -> QSize:
        """Room for the note beside the key."""
        hint = super().sizeHint()
        if not self.note:
            return hint
        return QSize(
            hint.width() + 2 * theme.GAP + self.fontMetrics().horizontalAdvance(self.note), hint.height()
        )

    def minimumSizeHint(self) -> QSize:
        """All of it."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box, its key, and the note at the right end."""
        super().paintEvent(event)
        if not self.note:
            return
        painter = QPainter(self)
        painter.setPen(QColor(theme.roles(self.palette()).dim))
        room = self.rect().adjusted(0, 0, -theme.GRID, 0)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), self.note)
        painter.end()
