"""The row over the list of form fields: what to look for, what to hide, and which columns there are.

It says what is wanted and shows what it is told; it filters nothing itself. Where its width does not hold one
row, its parts stand in several. To add a filter: a row in `_BOXES` and its field in `fields_sift.Wanted`.
Knows no field.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QStyle, QWidget

from tallyfy_inspector.texts import N_, _
from tallyfy_inspector.ui import plain, theme
from tallyfy_inspector.ui.controls import CheckBox, LineEdit
from tallyfy_inspector.ui.low_button import LowButton

_BOXES = (
    (
        "required_and_empty",
        N_("Required and empty only"),
        N_("Show only the fields that have to be filled in and are not"),
    ),
    ("hide_empty", N_("Hide empty"), N_("Show only the fields that hold something")),
)
_LEAST_FIELD = 12  # letters


class _Field(LineEdit):
    """Escape empties it; Enter and Down go on to the list."""

    list_wanted = Signal()

    def event(self, event: QEvent) -> bool:
        """Escape is ours while there is something to take back, not the window's."""
        if event.type() == QEvent.Type.ShortcutOverride and self._ends(event):
            event.accept()
            return True
        return super().event(event)

    def _ends(self, event: QEvent) -> bool:
        return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape and bool(self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that are not typing."""
        if self._ends(event):
            self.clear()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.list_wanted.emit()
        else:
            super().keyPressEvent(event)


class FieldsBar(QWidget):
    """A field to filter with, two boxes, how many are hidden, and the menu of columns."""

    changed = Signal()  # another text, or another box
    list_wanted = Signal()
    columns_wanted = Signal()  # `menu` is about to open

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = _Field(self)
        self.label = plain.label(_("Fi&lter"), self)
        self.label.setBuddy(self.field)
        self.boxes: dict[str, CheckBox] = {}
        self.hidden = plain.label("", self, role="dim")
        self.hidden.setObjectName("fields_hidden")
        self.columns = LowButton(_("Colu&mns"), self)
        self.menu = QMenu(self)
        self._build()
        self._parts = self._in_parts()
        self.hidden.hide()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _build(self) -> None:
        self.field.setObjectName("fields_filter")
        self.field.setAccessibleName(_("Filter fields"))
        self.field.setPlaceholderText(_("Filter fields"))
        self.field.setClearButtonEnabled(True)
        plain.set_tooltip(self.field, _("By label, type, value, alias or ID (Ctrl+Shift+F)"))
        self.field.textChanged.connect(self.changed)
        self.field.list_wanted.connect(self.list_wanted)
        for name, text, tip in _BOXES:
            box = CheckBox(_(text), self)
            box.setObjectName(f"fields_{name}")
            box.setAccessibleName(_(text))
            plain.set_tooltip(box, _(tip))
            box.toggled.connect(lambda on, name=name: self._on_toggled(name, on))
            self.boxes[name] = box
        self.columns.setObjectName("fields_columns")
        self.columns.setAccessibleName(_("Columns"))
        plain.set_tooltip(self.columns, _("Which columns there are, and what they are sorted by"))
        self.menu.setObjectName("fields_columns_of_bar")
        self.menu.aboutToShow.connect(self.columns_wanted)
        self.columns.setMenu(self.menu)

    def _in_parts(self) -> tuple[QWidget, ...]:
        typed = QWidget(self)
        row = QHBoxLayout(typed)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        row.addWidget(self.label)
        row.addWidget(self.field, 1)
        return (typed, *self.boxes.values(), self.hidden, self.columns)

    def show_hidden(self, text: str) -> None:
        """How much is hidden, in words; "" when nothing is."""
        plain.set_text(self.hidden, text)
        self.hidden.setVisible(bool(text))
        self._refit()

    def show_all(self) -> None:
        """Take every filter off."""
        self.field.clear()
        for box in self.boxes.values():
            box.setChecked(False)

    def take_keyboard(self) -> None:
        """Be ready to be typed into."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def _on_toggled(self, name: str, on: bool) -> None:
        # The two together would leave nothing to be seen.
        others = [box for other, box in self.boxes.items() if other != name and box.isChecked()]
        if on and others:
            for box in others:
                box.setChecked(False)
            return  # what was taken off has told already
        self.changed.emit()

    # Room

    def minimumSizeHint(self) -> QSize:
        """As wide as the widest part, as high as its rows are at the present width."""
        widest = max(self._least(part) for part in self._parts)
        return QSize(widest, self.heightForWidth(max(self.width(), widest)))

    def sizeHint(self) -> QSize:
        """The same height, at the width of one row."""
        parts = [self._least(part) for part in self._parts if not part.isHidden()]
        return QSize(sum(parts) + theme.GAP * (len(parts) - 1), self.minimumSizeHint().height())

    def heightForWidth(self, width: int) -> int:
        """The height of its rows in `width` pixels."""
        return self._place(width, move=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the parts anew."""
        super().resizeEvent(event)
        self._refit()

    def changeEvent(self, event: QEvent) -> None:
        """Another font needs another width."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_parts"):
            self._refit()

    def _refit(self) -> None:
        self._place(self.width(), move=True)
        self.updateGeometry()

    def _least(self, part: QWidget) -> int:
        if part is self._parts[0]:
            letters = self.field.fontMetrics().averageCharWidth() * _LEAST_FIELD
            return self.label.sizeHint().width() + theme.GAP + letters + self.field.sizeHint().height()
        return part.sizeHint().width()

    def _place(self, width: int, *, move: bool) -> int:
        """Lay the parts out in rows of `width`; the height they take."""
        top = 0
        for row in self._rows(width):
            height = max(part.sizeHint().height() for part in row)
            if move:
                self._place_row(row, top, height, width)
            top += height + theme.GRID
        return max(0, top - theme.GRID)

    def _place_row(self, row: list[QWidget], top: int, height: int, width: int) -> None:
        spare = width - sum(self._least(part) for part in row) - theme.GAP * (len(row) - 1)
        left = 0
        for part in row:
            wide = min(width, self._least(part) + (max(0, spare) if part is self._parts[0] else 0))
            tall = part.sizeHint().height()
            place = QRect(left, top + (height - tall) // 2, wide, tall)
            part.setGeometry(QStyle.visualRect(self.layoutDirection(), QRect(0, 0, width, height), place))
            left += wide + theme.GAP

    def _rows(self, width: int) -> list[list[QWidget]]:
        rows: list[list[QWidget]] = [[]]
        left = width
        for part in self._parts:
            if part.isHidden():
                continue
            needed = self._least(part) + (theme.GAP if rows[-1] else 0)
            if rows[-1] and needed > left:
                rows.append([])
                left, needed = width, self._least(part)
            rows[-1].append(part)
            left -= needed
        return rows
