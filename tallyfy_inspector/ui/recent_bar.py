"""Back, Forward and Recent tasks: three small buttons beside the fields, and their keys.

The menu is filled when it opens, from what `entries` gives then. Knows no history and no connection.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from tallyfy_inspector.document.shown import visible
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import plain, theme
from tallyfy_inspector.ui.by_name import set_by_name
from tallyfy_inspector.ui.controls import Button

BACK_KEYS, FORWARD_KEYS, RECENT_KEYS = "Alt+Left", "Alt+Right", "Alt+Down"


@dataclass(frozen=True, slots=True, repr=False)
class RecentMenu:
    """What the menu shows: a line and a key for each task; `keeps` whether tasks are remembered, `problem` a
    sentence or None."""

    lines: Sequence[tuple[str, int]]
    keeps: bool
    problem: str | None = None

    def __repr__(self) -> str:
        return f"<RecentMenu {len(self.lines)}>"  # never content


class _Small(Button):
    """As wide as its words, with room for the sign of a menu."""

    def sizeHint(self) -> QSize:
        """Narrower than the style would have it."""
        letters = self.fontMetrics()
        sign = 0 if self.menu() is None else letters.height()
        wide = letters.horizontalAdvance(self.text()) + sign + 2 * theme.GAP + 2 * theme.GRID
        return QSize(wide, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()


class RecentBar(QWidget):
    """`entries` gives what the menu shows; None where nothing is remembered at all. `window` hears
    the keys."""

    back_wanted = Signal()
    forward_wanted = Signal()
    chosen = Signal(int)  # the key of a line
    keep_wanted = Signal(bool)
    clear_wanted = Signal()

    def __init__(self, window: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries: Callable[[], RecentMenu | None] = lambda: None
        self._compact = self._remembers = False
        self.back = self._button("back", "←", _("Back"), _("The answer before, not fetched again"))
        self.forward = self._button("forward", "→", _("Forward"), _("The answer after, not fetched again"))
        self.recent = self._button("recent", _("Recent"), _("Recent tasks"), _("Tasks looked at lately"))
        self.menu = QMenu(self.recent)
        self.menu.setObjectName("recent_menu")
        self.menu.setToolTipsVisible(True)
        self.menu.aboutToShow.connect(self.fill)
        self.recent.setMenu(self.menu)
        self.back.clicked.connect(self.back_wanted)
        self.forward.clicked.connect(self.forward_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID)
        for button in (self.back, self.forward, self.recent):
            row.addWidget(button)
        for keys, act in (
            (BACK_KEYS, self.back.click),
            (FORWARD_KEYS, self.forward.click),
            (RECENT_KEYS, self._open),
        ):
            QShortcut(QKeySequence(keys), window, act)
        self.show_places(back=False, forward=False)

    def _button(self, name: str, text: str, spoken: str, what: str) -> Button:
        button = _Small(text, self)
        button.setObjectName(name)
        button.setAccessibleName(spoken)
        button.setAccessibleDescription(what)
        set_by_name(button, focusPolicy="TabFocus")  # a click leaves the keyboard in the task box
        keys = {"back": BACK_KEYS, "forward": FORWARD_KEYS, "recent": RECENT_KEYS}[name]
        shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        plain.set_tooltip(button, _("{what} ({keys})").format(what=f"{spoken}: {what}", keys=shown))
        return button

    def show_places(self, *, back: bool, forward: bool) -> None:
        """Whether there is an answer before, and after. A button that rests gives its keyboard on."""
        had_focus = self.back.hasFocus() or self.forward.hasFocus()
        self.forward.setEnabled(forward)
        self.back.setEnabled(back)
        if had_focus and not (self.back.hasFocus() or self.forward.hasFocus()):
            next((each for each in (self.back, self.forward) if each.isEnabled()), self.recent).setFocus()

    def set_compact(self, compact: bool) -> None:
        """One button where there is little room, with Back and Forward in its menu."""
        self._compact = compact
        self.back.setVisible(not compact)
        self.forward.setVisible(not compact)
        self.recent.setText("↺" if compact else _("Recent"))
        self.recent.setVisible(compact or self._remembers)

    def set_remembers(self, remembers: bool) -> None:
        """Whether there is anything to remember tasks with."""
        self._remembers = remembers
        self.set_compact(self._compact)

    def _open(self) -> None:
        if self.recent.isVisible():
            self.recent.showMenu()

    def fill(self) -> None:
        """Make the menu anew."""
        from PySide6.QtGui import QAction  # here: it takes long to load, and this row is painted first

        self.menu.clear()
        if self._compact:
            for button in (self.back, self.forward):
                self._add_button(button)
        shown = self.entries()
        if shown is None:
            return
        for text, key in shown.lines:
            action = QAction(_in_menu(text), self.menu)
            action.triggered.connect(lambda _checked=False, key=key: self.chosen.emit(key))
            self.menu.addAction(action)
        if not shown.lines:
            self._say(_("No recent tasks") if shown.keeps else _("Recent tasks are not remembered"))
        if shown.problem is not None:
            self._say(shown.problem)
        self.menu.addSeparator()
        keep = QAction(_("Remember recent tasks"), self.menu, checkable=True)
        keep.setObjectName("recent_keep")
        keep.setChecked(shown.keeps)
        keep.triggered.connect(self.keep_wanted)
        clear = QAction(_("Clear recent tasks"), self.menu)
        clear.setObjectName("recent_clear")
        clear.setEnabled(bool(shown.lines))
        clear.triggered.connect(self.clear_wanted)
        self.menu.addActions([keep, clear])

    def _add_button(self, button: Button) -> None:
        from PySide6.QtGui import QAction

        action = QAction(button.accessibleName(), self.menu)
        action.setEnabled(button.isEnabled())
        action.triggered.connect(button.click)
        self.menu.addAction(action)

    def _say(self, sentence: str) -> None:
        from PySide6.QtGui import QAction

        action = QAction(_in_menu(sentence), self.menu)
        action.setEnabled(False)
        self.menu.addAction(action)


def _in_menu(text: str) -> str:
    """As a menu takes it: an ampersand is one, and no character of it is a key."""
    return visible(text).replace("&", "&&")
