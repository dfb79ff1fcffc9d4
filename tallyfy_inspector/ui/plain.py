"""The only place where words become labels, tooltips and message boxes: always as plain text.

Qt guesses rich text from a `<` in a QLabel, a tooltip or a message box, and rich text loads pictures. What a
server sent therefore reaches the screen through here and nowhere else; a house rule holds the rest of `ui`
to it.
"""

from __future__ import annotations

from html import escape
from math import ceil
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from tallyfy_inspector.document.shown import visible
from tallyfy_inspector.ui import theme
from tallyfy_inspector.ui.by_name import set_by_name

if TYPE_CHECKING:
    from PySide6.QtGui import QTextOption
    from PySide6.QtWidgets import QMessageBox


class Words(QLabel):
    """A label of plain text, in the palette's ink or in one of the role colours.

    Where it wraps it is as high as its words are at its width: no line is cut off, and no room is left open.
    A word that is longer than a line goes on in the next one, and never holds the window wide.
    """

    _LEAST_WRAPPED = 48  # letters: more than any ID has

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_by_name(self, textFormat="PlainText")
        self._role: str | None = None

    def set_role(self, role: str | None) -> None:
        """Write in the colour `role` of `theme.Roles` (None: the palette's own), also after a change of
        theme."""
        self._role = role
        self._ink()

    def changeEvent(self, event: QEvent) -> None:
        """A new palette wants its own shade of the role."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._role is not None:
            self._ink()

    def minimumSizeHint(self) -> QSize:
        """As high as the words are at the present width."""
        least = super().minimumSizeHint()
        if not self.wordWrap():
            return least
        width = least.width()
        narrow = self._LEAST_WRAPPED * self.fontMetrics().averageCharWidth()
        if self._is_too_narrow(narrow):
            width = min(width, narrow)
        return QSize(width, self.heightForWidth(max(self.width(), width)))

    def heightForWidth(self, width: int) -> int:
        """Pixels that the words need in `width`."""
        if not self._is_too_narrow(width):
            return super().heightForWidth(width)
        from PySide6.QtGui import QTextLayout  # hardly ever needed, as below

        layout = QTextLayout(self.text().replace("\n", "\u2028"), self.font())
        layout.setTextOption(self._option())
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            height += line.height()
        layout.endLayout()
        return ceil(height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words; one that has no room on a line goes on in the next."""
        if not self._is_too_narrow(self.contentsRect().width()):
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(QRectF(self.contentsRect()), self.text(), self._option())
        painter.end()

    def _is_too_narrow(self, width: int) -> bool:
        """Whether there is a word that is longer than a line. One of half the least width's letters fits
        always, however wide they are; text that can be selected is laid out by Qt alone."""
        long = [word for word in self.text().split() if len(word) > self._LEAST_WRAPPED // 2]
        if not long or not self.wordWrap() or self._is_selectable():
            return False
        metrics = self.fontMetrics()
        return any(metrics.horizontalAdvance(word) > width for word in long)

    def _is_selectable(self) -> bool:
        return self.textInteractionFlags() != QtCore.Qt.TextInteractionFlag.LinksAccessibleByMouse

    def _option(self) -> QTextOption:
        from PySide6.QtGui import QTextOption

        option = QTextOption(self.alignment())
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        return option

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may need another height."""
        super().resizeEvent(event)
        if self.wordWrap() and event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def _ink(self) -> None:
        if self._role is None:
            self.setPalette(QPalette())  # nothing of its own: it follows whatever stands around it
            return
        parent = self.parentWidget()
        around = parent.palette() if parent is not None else QGuiApplication.palette()
        wanted = QColor(getattr(theme.roles(around), self._role))
        palette = self.palette()
        if palette.color(QPalette.ColorRole.WindowText) != wanted:
            palette.setColor(QPalette.ColorRole.WindowText, wanted)
            self.setPalette(palette)


class ElidedWords(Words):
    """One line that is as long as its words where it can, and shows their beginning, or their end, where not.

    What is read out stays whole; for the eye it is in the tooltip of whoever made it.
    """

    _LEAST = 8  # letters

    def __init__(self, parent: QWidget | None = None, *, keeps_end: bool = False) -> None:
        super().__init__(parent)
        self._keeps_end = keeps_end

    def minimumSizeHint(self) -> QSize:
        """A few letters, or a long name would hold the window wide."""
        least = self._LEAST * self.fontMetrics().averageCharWidth()
        hint = super().minimumSizeHint()
        return QSize(min(least, hint.width()), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """All words, or what there is room for."""
        room = self.contentsRect()
        mode = QtCore.Qt.TextElideMode
        cut = mode.ElideLeft if self._keeps_end else mode.ElideRight
        shown = self.fontMetrics().elidedText(self.text(), cut, room.width())
        if shown == self.text():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(room, self.alignment(), shown)
        painter.end()


def label(
    text: str = "", parent: QWidget | None = None, *, wrap: bool = False, role: str | None = None
) -> Words:
    """A label that shows `text` letter by letter."""
    made = Words(parent)
    made.setText(visible(text, keep="\n\t"))
    if wrap:
        made.setWordWrap(True)
        made.setSizePolicy(_wrapping())
    if role is not None:
        made.set_role(role)
    return made


def _wrapping() -> QSizePolicy:
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    return policy


def selectable(made: Words) -> Words:
    """`made`, with its text selectable by mouse and keyboard."""
    made.setTextInteractionFlags(
        QtCore.Qt.TextInteractionFlag.TextSelectableByMouse
        | QtCore.Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return made


def message_box(text: str) -> QMessageBox:
    """A window of its own that shows `text` letter by letter, and a button to close it."""
    from PySide6.QtWidgets import QMessageBox  # hardly ever needed, and this is loaded before the first paint

    made = QMessageBox()
    made.setIcon(QMessageBox.Icon.Warning)
    made.setTextFormat(QtCore.Qt.TextFormat.PlainText)
    made.setText(visible(text, keep="\n\t"))
    made.setStandardButtons(QMessageBox.StandardButton.Close)
    return made


def set_text(made: QLabel, text: str) -> None:
    """Change a label's words."""
    made.setText(visible(text, keep="\n\t"))


_DESCRIBED = "described_by_tooltip"


def set_tooltip(widget: QWidget, text: str) -> None:
    """Say `text` when the pointer rests on `widget`, and to a screen reader as its description where it has
    no other: Qt would read out the tooltip with its tags."""
    widget.setToolTip(tooltip(text))
    if widget.accessibleDescription() in ("", widget.property(_DESCRIBED)):
        widget.setAccessibleDescription(visible(text))
        widget.setProperty(_DESCRIBED, visible(text))


def tooltip(text: str) -> str:
    """`text` as a tooltip: wrapped by Qt, with its own line ends, and never read as HTML of its own."""
    if not text:
        return ""
    return f'<span style="white-space:pre-wrap">{escape(visible(text, keep=chr(10)))}</span>'
