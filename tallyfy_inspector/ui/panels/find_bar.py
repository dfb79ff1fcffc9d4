"""The row over the tree in which one types what to find, and chooses what of the tree is hidden.

It says what is wanted and shows what it is told; it finds nothing itself. Where its width does not hold one
row, it is two. To add an option: a row in `_OPTIONS` or `_FILTERS` and its field in `finding.Wanted`.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from tallyfy_inspector.ports import SettingsStore
from tallyfy_inspector.texts import N_, _
from tallyfy_inspector.ui import plain, theme
from tallyfy_inspector.ui.controls import CheckBox, LineEdit
from tallyfy_inspector.ui.low_button import LowButton
from tallyfy_inspector.ui.panels.finding import Wanted

_OPTIONS = (
    ("case", N_("Match &case")),
    ("whole_word", N_("&Whole word")),
    ("regexp", N_("Regular &expression")),
)
_FILTERS = (
    ("only", N_("Only matches"), N_("Hide what does not match and holds no match")),
    ("hide_empty", N_("Hide empty"), N_("Hide null, empty texts, and lists and objects of nothing else")),
)
_SETTING = "find.{name}"
_PAUSE, _PAUSE_OF_QUERY = 60, 400  # milliseconds without a key
_LEAST_FIELD = 18  # letters


class _Field(LineEdit):
    """Enter goes on, Shift+Enter back, Escape leaves."""

    next_wanted = Signal()
    previous_wanted = Signal()
    left = Signal()

    def event(self, event: QEvent) -> bool:
        """Escape is ours while the field has the keyboard, not the window's."""
        if event.type() == QEvent.Type.ShortcutOverride and _key(event) == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that are not typing."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            (self.previous_wanted if back else self.next_wanted).emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _key(event: QEvent) -> int | None:
    return event.key() if isinstance(event, QKeyEvent) else None


class FindBar(QWidget):
    """A field, the number of hits with a way to each, and two filters."""

    changed = Signal()  # `wanted` is another
    next_wanted = Signal()
    previous_wanted = Signal()
    stop_wanted = Signal()
    left = Signal()  # by Escape; the field is empty then

    def __init__(self, settings: SettingsStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._emitted = Wanted()
        self.field = _Field(self)
        self.label = plain.label(_("F&ind"), self)
        self.label.setBuddy(self.field)
        self.count = plain.label("", self)
        self.previous = LowButton(_("&Previous"), self)
        self.next = LowButton(_("&Next"), self)
        self.options = LowButton(_("Op&tions"), self)
        self.stop = LowButton(_("Stop"), self)
        self.hidden = plain.label("", self, role="dim")
        self.note = plain.label("", self, wrap=True, role="bad")
        self.remark = plain.label("", self, wrap=True, role="dim")
        self.filters: dict[str, CheckBox] = {}
        self.option_actions: dict[str, QAction] = {}
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._build()
        self._name()
        self._lay_out()
        self._connect()

    def _build(self) -> None:
        menu = QMenu(self)
        for name, text in _OPTIONS:
            action = menu.addAction(_(text))
            action.setObjectName(name)
            action.setCheckable(True)
            action.setChecked(self._kept(name))
            self.option_actions[name] = action
        self.options.setMenu(menu)
        for name, text, tip in _FILTERS:
            box = CheckBox(_(text), self)
            box.setObjectName(name)
            box.setAccessibleName(_(text))
            box.setChecked(self._kept(name))
            plain.set_tooltip(box, _(tip))
            self.filters[name] = box
        self._tell_options()

    def _name(self) -> None:
        self.field.setPlaceholderText(_("Find, or $ for a JSONPath query"))
        self.field.setClearButtonEnabled(True)
        for widget, name, accessible, tip in (
            (self.field, "find", _("Find in JSON"), _("In keys and values (Ctrl+F)")),
            (self.next, "find_next", _("Next match"), _("Next match (F3, or Enter in the field)")),
            (
                self.previous,
                "find_previous",
                _("Previous match"),
                _("Previous match (Shift+F3, or Shift+Enter in the field)"),
            ),
            (self.options, "find_options", _("Find options"), _("Case, whole words, regular expression")),
            (self.stop, "find_stop", _("Stop finding"), _("Go no further (Esc)")),
        ):
            widget.setObjectName(name)
            widget.setAccessibleName(accessible)
            plain.set_tooltip(widget, tip)
        self.count.setObjectName("find_count")
        self.hidden.setObjectName("find_hidden")
        self.note.setObjectName("find_note")
        self.remark.setObjectName("find_remark")

    def _lay_out(self) -> None:
        self._first, self._second = QWidget(self), QWidget(self)
        for holder, widgets in (
            (self._first, (self.label, self.field, self.count, self.previous, self.next)),
            (self._second, (self.options, *self.filters.values(), self.hidden, self.stop)),
        ):
            row = QHBoxLayout(holder)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(theme.GAP)
            for widget in widgets:
                row.addWidget(widget, 1 if widget is self.field else 0)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.GAP)
        self._grid.setVerticalSpacing(theme.GRID)
        self._grid.setColumnStretch(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addLayout(self._grid)
        column.addWidget(self.note)
        column.addWidget(self.remark)
        for widget in (self.stop, self.hidden, self.note, self.remark):
            widget.hide()
        self._wrapped: bool | None = None
        self._wrap(False)

    def set_roomy(self, roomy: bool) -> None:
        """Whether there is room for the options and filters as well."""
        self._second.setVisible(roomy)

    def _wrap(self, wrapped: bool) -> None:
        if wrapped == self._wrapped:
            return
        self._wrapped = wrapped
        self._grid.addWidget(self._first, 0, 0)
        at = Qt.AlignmentFlag.AlignLeft if wrapped else Qt.AlignmentFlag(0)
        self._grid.addWidget(self._second, int(wrapped), int(not wrapped), at)
        self.updateGeometry()

    def _fit(self) -> None:
        least = self.field.fontMetrics().averageCharWidth() * _LEAST_FIELD
        beside = self._first.sizeHint().width() - self.field.sizeHint().width()
        self.field.setMinimumWidth(min(least, max(1, self.width() - beside)))
        self._wrap(least + beside + theme.GAP + self._second.sizeHint().width() > self.width())

    def minimumSizeHint(self) -> QSize:
        """It can always be wrapped."""
        hint = super().minimumSizeHint()
        widest = max(self._first.minimumSizeHint().width(), self._second.minimumSizeHint().width())
        return QSize(min(hint.width(), widest), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One row or two."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Another font needs another width."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_wrapped"):
            self._fit()

    def _connect(self) -> None:
        self.field.textChanged.connect(self._on_typed)
        self._pause.timeout.connect(self.settle)
        self.field.next_wanted.connect(self.next_wanted)
        self.field.previous_wanted.connect(self.previous_wanted)
        self.next.clicked.connect(self.next_wanted)
        self.previous.clicked.connect(self.previous_wanted)
        self.stop.clicked.connect(self.stop_wanted)
        self.field.left.connect(self.leave)
        for name, action in self.option_actions.items():
            action.toggled.connect(lambda on, name=name: self._on_option(name, on))
        for name, box in self.filters.items():
            box.toggled.connect(lambda on, name=name: self._on_option(name, on))

    # What is wanted

    def wanted(self) -> Wanted:
        """What the bar says now."""
        options = {name: action.isChecked() for name, action in self.option_actions.items()}
        filters = {name: box.isChecked() for name, box in self.filters.items()}
        return Wanted(self.field.text(), **options, **filters)

    def settle(self) -> bool:
        """Say now what is wanted, if that has not been said. Whether it had not."""
        self._pause.stop()
        wanted = self.wanted()
        if wanted == self._emitted:
            return False
        self._emitted = wanted
        self.changed.emit()
        return True

    def leave(self) -> None:
        """Find nothing any more."""
        self.field.clear()
        self.settle()
        self.left.emit()

    def take_keyboard(self) -> None:
        """Be ready to be typed into."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def show_all(self) -> None:
        """Take the filters off."""
        for box in self.filters.values():
            box.setChecked(False)

    def _on_typed(self, text: str) -> None:
        self._pause.start(_PAUSE_OF_QUERY if text.startswith("$") else _PAUSE)

    def _on_option(self, name: str, on: bool) -> None:
        self._settings.set(_SETTING.format(name=name), on)
        self._tell_options()
        self.settle()

    def _kept(self, name: str) -> bool:
        return bool(self._settings.get(_SETTING.format(name=name), False))

    def _tell_options(self) -> None:
        on = [_(text).replace("&", "") for name, text in _OPTIONS if self.option_actions[name].isChecked()]
        self.options.setText(_("Op&tions ({count})").format(count=len(on)) if on else _("Op&tions"))
        self.options.setAccessibleDescription(", ".join(on))

    # What it shows

    def show_count(self, text: str, can_go: bool) -> None:
        """The number of hits, in words, and whether there are any."""
        plain.set_text(self.count, text)
        self.next.setEnabled(can_go)
        self.previous.setEnabled(can_go)
        self._fit()

    def show_hidden(self, text: str) -> None:
        """How much is hidden, in words; "" when nothing is."""
        plain.set_text(self.hidden, text)
        self.hidden.setVisible(bool(text))
        self._fit()

    def show_busy(self, busy: bool) -> None:
        """Whether it can be stopped; who stood on Stop comes back to the field."""
        if self.stop.hasFocus() and not busy:
            self.field.setFocus()
        self.stop.setVisible(busy)
        self._fit()

    def show_trouble(self, sentence: str, column: int | None) -> None:
        """Why nothing is looked for, and the place in the text, from 1; "" when there is no trouble."""
        plain.set_text(self.note, sentence)
        self.note.setVisible(bool(sentence))
        self.field.setAccessibleDescription(sentence)
        if column is not None:
            self._underline(column)
        else:
            plain.set_tooltip(self.field, sentence or _("In keys and values (Ctrl+F)"))

    def show_remark(self, sentence: str) -> None:
        """What there is to say of the matches beyond their number; "" for nothing."""
        plain.set_text(self.remark, sentence)
        self.remark.setVisible(bool(sentence))

    def _underline(self, column: int) -> None:
        text = self.field.text()
        before, rest = text[: column - 1][-20:], text[column - 1 :][:20]
        plain.set_text(self.note, f"{self.note.text()}\n{before}▸{rest}")


def shortcuts(bar: FindBar, widget: QWidget) -> None:
    """The keys that work wherever the keyboard is, as long as `widget` is to be seen."""
    for keys, act in (
        (QKeySequence(Qt.Key.Key_F3), bar.next_wanted.emit),
        (QKeySequence("Shift+F3"), bar.previous_wanted.emit),
    ):
        action = QAction(widget)
        action.setShortcut(keys)
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(lambda _on=False, act=act: act())
        widget.addAction(action)
