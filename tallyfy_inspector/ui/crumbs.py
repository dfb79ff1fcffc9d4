"""A path as a row of buttons, the last at the right; those in front fold into a menu where room is short.

One of them is a stop of Tab, the arrow keys go from one to the next, and a click leaves the keyboard where it
is. Knows no document: a button gives back the part of the path that it stands for.
"""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QWidget

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import plain, theme
from tallyfy_inspector.ui.path_words import Mask, place_words

_LONGEST = 40  # letters of one part
_LEAST = 12  # letters of the whole row
_SIGN = "›"
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -10_000, Qt.Key.Key_End: 10_000}


class CrumbButton(QToolButton):
    """One part of the path, flat until it is pointed at or has the keyboard."""

    moved = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = ""
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_part(self, words: str, place: str) -> None:
        """Show `words`, plain text, which lead to `place`."""
        self._words = words
        self.setAccessibleName(words)
        self.setAccessibleDescription(place)
        plain.set_tooltip(self, place)

    def wanted_width(self) -> int:
        """Pixels for its words, of a very long name for the ends of it."""
        most = _LONGEST * self.fontMetrics().averageCharWidth()
        return min(self.fontMetrics().horizontalAdvance(self._words), most) + 2 * theme.GAP

    def fit(self, area: QRect) -> None:
        """Stand in `area`, with as much of the words as goes in there."""
        room = area.width() - 2 * theme.GAP
        text = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideMiddle, max(room, 0))
        fits = self.fontMetrics().horizontalAdvance(self._words) <= room
        self.setText((self._words if fits else text).replace("&", "&&"))
        self.setGeometry(area)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right go on to the next part, Home and End to the first and the last."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self.moved.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style's button, with our ring when it has the keyboard."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(QColor(theme.roles(self.palette()).focus), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
            painter.end()


class Crumbs(QWidget):
    """The row."""

    chosen = Signal(object)  # Path

    def __init__(self, mask: Mask, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mask = mask
        self._path: Path | None = None
        self._first = 0
        self.parts: list[CrumbButton] = []
        self.more = CrumbButton(self)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setMenu(QMenu(self.more))
        self.more.show_part("…", _("The parts in front"))
        self.more.setAccessibleName(_("The parts in front"))
        self.more.moved.connect(lambda step: self._move(self.more, step))
        self.more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._stop = self.more  # of Tab; whoever orders the window's stops finds one here from the start
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.more.hide()

    def show_path(self, path: Path | None) -> None:
        """Show `path`; () is the whole answer, None nothing."""
        had_focus = any(button.hasFocus() for button in (self.more, *self.parts))
        self._path = path
        places = self._places()
        while len(self.parts) < len(places):
            self._add_part()
        for button, place in zip(self.parts, places, strict=False):
            button.show_part(place_words(place[-1:], self._mask), place_words(place, self._mask))
        if places and had_focus:
            self._take(self.parts[len(places) - 1], focus=True)
        self._arrange()
        if places and not had_focus:
            self._take(self.parts[len(places) - 1], focus=False)

    def _places(self) -> list[Path]:
        """What the parts stand for; the root has a part of its own only when it is all there is."""
        if self._path is None:
            return []
        return [self._path[: length + 1] for length in range(len(self._path))] or [()]

    def _add_part(self) -> None:
        made = CrumbButton(self)
        made.setFont(self.font())
        number = len(self.parts)
        made.setObjectName(f"path_part_{number}")
        made.clicked.connect(lambda: self.chosen.emit(self._places()[number]))
        made.moved.connect(lambda step: self._move(made, step))
        self.parts.append(made)

    # The keyboard

    def stops(self) -> list[CrumbButton]:
        """The buttons that can be seen, from the left."""
        shown = self.parts[self._first : len(self._places())]
        return [self.more, *shown] if self._first else shown

    def _move(self, button: CrumbButton, step: int) -> None:
        stops = self.stops()
        if button in stops:
            self._take(stops[min(max(stops.index(button) + step, 0), len(stops) - 1)], focus=True)

    def _take(self, button: CrumbButton, focus: bool) -> None:
        """Make `button` the one that Tab stops at, in the place of the one before."""
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if button is not self._stop:
            QWidget.setTabOrder(self._stop, button)
        if focus:
            button.show()
            button.setFocus(Qt.FocusReason.OtherFocusReason)
        if button is not self._stop:
            self._stop.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._stop = button

    # Room

    def _arrange(self) -> None:
        widths = [button.wanted_width() for button in self.parts[: len(self._places())]]
        gap = self._gap()
        self._first = _first_shown(widths, gap, self.width(), self.more.wanted_width())
        stops = self.stops()
        wanted = [button.wanted_width() for button in stops]
        left = self.width() - sum(wanted) - gap * max(len(wanted) - 1, 0)
        if left < 0 and wanted:
            wanted[-1] = max(wanted[-1] + left, 0)
        x = max(left, 0)
        for button, width in zip(stops, wanted, strict=True):
            button.fit(QRect(x, 0, width, self.height()))
            x += width + gap
        for button in (self.more, *self.parts):
            button.setVisible(button in stops)
        self._fill_menu()
        if stops and self._stop not in stops:
            self._take(stops[-1], focus=False)
        self.update()

    def _fill_menu(self) -> None:
        menu = self.more.menu()
        menu.clear()
        for place in self._places()[: self._first]:
            action = menu.addAction(place_words(place, self._mask).replace("&", "&&"))
            action.triggered.connect(lambda _checked=False, place=place: self.chosen.emit(place))

    def _gap(self) -> int:
        return self.fontMetrics().horizontalAdvance(_SIGN)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold the parts in front."""
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The signs between the buttons."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(QColor(theme.roles(self.palette()).dim))
        for one, following in pairwise(self.stops()):
            left, right = one.geometry().right() + 1, following.geometry().left()
            painter.drawText(QRect(left, 0, right - left, self.height()), Qt.AlignmentFlag.AlignCenter, _SIGN)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Another font needs other room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "more"):
            for button in (self.more, *self.parts):
                button.setFont(self.font())
            self.updateGeometry()
            self._arrange()

    def sizeHint(self) -> QSize:
        """As high as a button, as wide as a few letters: it takes what is left."""
        return QSize(
            _LEAST * self.fontMetrics().averageCharWidth(), self.fontMetrics().height() + theme.GAP
        ).expandedTo(QSize(0, theme.ROW))

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()


def _first_shown(widths: list[int], gap: int, room: int, folded: int) -> int:
    """The first of the parts that is shown when those in front of it fold into a button of `folded`
    pixels; the last always is."""
    if sum(widths) + gap * max(len(widths) - 1, 0) <= room:
        return 0
    taken, first = folded, len(widths)
    while first > 0 and taken + gap + widths[first - 1] <= room:
        first -= 1
        taken += gap + widths[first]
    return max(min(first, len(widths) - 1), 0)
