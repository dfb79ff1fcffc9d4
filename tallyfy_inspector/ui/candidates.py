"""Which of several IDs in a paste is the task? The person says, with the arrow keys and Enter.

Knows only references; what happens to the chosen one is not its business.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidgetItem, QVBoxLayout, QWidget

from tallyfy_inspector.api.taskref import Reference
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import plain, theme
from tallyfy_inspector.ui.controls import Button, ListBox, PrimaryButton

_LEAST_ROWS, _MOST_ROWS = 3, 6
_MOST_HEIGHT = 160  # pixels; a large font has fewer rows, so that the window fits on a small screen


class Candidates(QWidget):
    """A short list between the fields and the panes; hidden while there is nothing to choose."""

    chosen = Signal(object)  # Reference
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list = ListBox(self)
        self._list.setObjectName("candidates")
        self._list.setAccessibleName(_("Candidates"))
        self._list.setFont(theme.fixed_font(self.font()))
        self._list.itemActivated.connect(self._on_activated)
        title = plain.label(_("This text holds &several IDs. Which one is the task?"), self)
        title.setBuddy(self._list)
        choose = PrimaryButton(_("Fetch this one"), self)
        choose.clicked.connect(lambda: self._on_activated(self._list.currentItem()))
        cancel = Button(_("Cancel"), self)
        cancel.clicked.connect(self.dismiss)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.GAP)
        buttons.addWidget(choose)
        buttons.addWidget(cancel)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.OUTER, theme.GAP, theme.OUTER, theme.GAP)
        column.setSpacing(theme.GAP)
        column.addWidget(title)
        column.addWidget(self._list)
        column.addLayout(buttons)
        self.hide()

    def offer(self, references: tuple[Reference, ...]) -> None:
        """Show what was found, best first, with the keyboard on the first."""
        self._list.clear()
        for reference in references:
            item = QListWidgetItem(describe(reference))
            item.setData(Qt.ItemDataRole.UserRole, reference)
            # A narrow window elides the IDs.
            item.setData(Qt.ItemDataRole.ToolTipRole, plain.tooltip(describe(reference)))
            self._list.addItem(item)
        height = theme.row_height(self._list.font())
        for index in range(self._list.count()):
            self._list.item(index).setSizeHint(QSize(0, height))
        most = max(_LEAST_ROWS, min(_MOST_ROWS, _MOST_HEIGHT // height))
        rows = min(self._list.count(), most)
        self._list.setFixedHeight(rows * height + 2 * ListBox.EDGE)
        self._list.setCurrentRow(0)
        self.show()
        self._list.setFocus()

    def dismiss(self) -> None:
        """Choose none."""
        if not self.isHidden():
            self.hide()
            self.dismissed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc chooses none."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
            return
        super().keyPressEvent(event)

    def _on_activated(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.hide()
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))


def describe(reference: Reference) -> str:
    """One candidate in words."""
    if reference.organization is None:
        return reference.label
    return "  ·  ".join((reference.label, _("organization {id}").format(id=reference.organization)))
