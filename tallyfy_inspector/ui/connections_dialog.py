"""All connections in one window: rename, colour, production, another token, remove, and import a token.

It shows and asks; what is done is done by whoever hears its signals (`managing`), who then says what came of
it by `tell` and shows the connections anew. Another thing to do with one: a button here, a signal. Knows no
token, no book and no keyring.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPixmap, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QListWidgetItem,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from tallyfy_inspector.ports import ConnectionRecord, ImportSource
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import connection_words, plain, theme
from tallyfy_inspector.ui.connection_fields import ConnectionFields
from tallyfy_inspector.ui.controls import Button, ListBox, PrimaryButton
from tallyfy_inspector.ui.speech import Speech

_LEAST_ROWS, _MOST_ROWS = 3, 7


class ConnectionsDialog(QDialog):
    """Shows what it is given by `show_records`."""

    change_wanted = Signal(object)  # ConnectionRecord, as it stands in the fields
    token_wanted = Signal(object)  # ConnectionRecord
    remove_wanted = Signal(object)  # ConnectionRecord
    import_wanted = Signal(object)  # ImportSource
    another_wanted = Signal()

    def __init__(self, sources: Sequence[ImportSource], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._records: tuple[ConnectionRecord, ...] = ()
        self._busy = False
        self._speech = Speech(self)
        self.setObjectName("connections_dialog")
        self.setWindowTitle(_("Connections"))
        self.setModal(True)
        self.list = ListBox(self)
        self.address = plain.selectable(plain.label("", self, wrap=True, role="dim"))
        self.fields = ConnectionFields(self)
        self.said = plain.selectable(plain.label("", self, wrap=True))
        self.another = Button(_("Sign in to &another…"), self)
        self.import_button = Button(_("&Import a token"), self)
        self.token = Button(_("New &token…"), self)
        self.remove = Button(_("&Remove…"), self)
        self.save = PrimaryButton(_("&Save"), self)
        self.close_button = Button(_("&Close"), self)
        self._menu = QMenu(self)
        self._name()
        self._lay_out()
        self._connect()
        self._offer(sources)
        self.show_records((), "")

    def _name(self) -> None:
        for widget, name, accessible in (
            (self.list, "connections", _("Connections")),
            (self.another, "connections_another", _("Sign in to another…")),
            (self.import_button, "connections_import", _("Import a token")),
            (self.token, "connections_token", _("New token…")),
            (self.remove, "connections_remove", _("Remove")),
            (self.save, "connections_save", _("Save")),
            (self.close_button, "connections_close", _("Close")),
        ):
            widget.setObjectName(name)
            widget.setAccessibleName(accessible)
        self.address.setObjectName("connections_address")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.said.setObjectName("connections_result")
        self.fields.organization.setPlaceholderText(_("32 letters and digits"))

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.OUTER, theme.OUTER, theme.OUTER, theme.OUTER)
        self._column.setSpacing(12)
        self._column.addWidget(self.list)
        self._column.addWidget(self.address)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.GAP)
        grid.setVerticalSpacing(theme.GAP)
        self.fields.add_to(grid, 0)
        self._column.addLayout(grid)
        self._column.addWidget(self.said)
        for row in (
            (self.another, self.import_button),
            (self.token, self.remove, self.save, self.close_button),
        ):
            self._column.addLayout(_in_a_row(row))
        self.setMinimumWidth(min(self.fontMetrics().averageCharWidth() * 76, 860))
        fields = [widget for _label, widget in self.fields.rows]
        stops = [self.list, self.address, *fields, self.said, self.another, self.import_button]
        stops += [self.token, self.remove, self.save, self.close_button]
        for before, after in pairwise(stops):
            self.setTabOrder(before, after)

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._on_row)
        self.another.clicked.connect(lambda: self.another_wanted.emit())
        self.close_button.clicked.connect(self.reject)
        self.save.clicked.connect(self._on_save)
        self.save.setDefault(True)
        for button, signal in ((self.token, self.token_wanted), (self.remove, self.remove_wanted)):
            button.clicked.connect(lambda _checked=False, signal=signal: self._emit(signal))

    def _offer(self, sources: Sequence[ImportSource]) -> None:
        """The places a token may be taken from; the button is not there where there is none."""
        for source in sources:
            action = self._menu.addAction(connection_words.import_from(source))
            action.triggered.connect(lambda _checked=False, chosen=source: self.import_wanted.emit(chosen))
        self.import_button.setMenu(self._menu)
        self.import_button.setVisible(bool(sources))

    @property
    def record(self) -> ConnectionRecord | None:
        """The one that is chosen in the list."""
        row = self.list.currentRow()
        return self._records[row] if 0 <= row < len(self._records) else None

    def show_records(self, records: Sequence[ConnectionRecord], chosen: str) -> None:
        """List `records`; the one with the ID `chosen` is chosen, else the first."""
        self._records = tuple(records)
        self.list.blockSignals(True)
        self.list.clear()
        row = theme.row_height(self.list.font())
        for each in self._records:
            item = QListWidgetItem(self._swatch(each.colour), connection_words.line(each))
            item.setSizeHint(QSize(0, row))
            self.list.addItem(item)
        ids = [each.id for each in self._records]
        self.list.setCurrentRow(ids.index(chosen) if chosen in ids else 0 if ids else -1)
        self.list.blockSignals(False)
        rows = min(max(len(ids), _LEAST_ROWS), _MOST_ROWS)
        self.list.setFixedHeight(row * rows + 2 * ListBox.EDGE)
        self._on_row()

    def _swatch(self, name: str) -> QIcon:
        side = self.fontMetrics().ascent()
        picture = QPixmap(side, side)
        picture.fill(QColor(theme.connection_colour(self.palette(), name)))
        return QIcon(picture)

    def _on_row(self) -> None:
        record = self.record
        if record is None:
            told = _("No connection is kept yet. Sign in, or import a token that another program keeps.")
        elif record.saved:
            told = _("Requests and the token go to {address}.").format(address=record.base_url)
        else:
            told = _("For this run only, by the command line or the environment: {address}. It is not kept.")
            told = told.format(address=record.base_url)
        plain.set_text(self.address, told)
        self.address.setAccessibleName(self.address.text())
        self.fields.fill(record or ConnectionRecord("", "", ""))
        self._rest()
        self.fit()

    def set_busy(self, busy: bool) -> None:
        """The buttons rest while something is done."""
        self._busy = busy
        if busy and any(b.hasFocus() for b in (self.token, self.remove, self.save, self.import_button)):
            self.list.setFocus()  # Qt would pass the keyboard on to the next button, which is Close
        self._rest()

    def _rest(self) -> None:
        record = self.record
        kept = record is not None and record.saved and not self._busy
        for widget in (self.token, self.remove, self.save, *(w for _label, w in self.fields.rows)):
            widget.setEnabled(kept)
        self.import_button.setEnabled(not self._busy)

    def _on_save(self) -> None:
        record = self.record
        if record is not None:
            self.change_wanted.emit(self.fields.record(record.base_url))

    def _emit(self, signal: object) -> None:
        if self.record is not None:
            signal.emit(self.record)  # type: ignore[attr-defined]

    def tell(self, text: str, role: str | None = None) -> None:
        """Say what came of it, in the colour `role`."""
        plain.set_text(self.said, text)
        self.said.setAccessibleName(self.said.text())
        self.said.set_role(role)
        self._speech.say(text, urgent=role == "bad")
        self.fit()

    def showEvent(self, event: QShowEvent) -> None:
        """As high as its words need at this width."""
        super().showEvent(event)
        self.fit()

    def fit(self) -> None:
        """As high as its words need at this width."""
        self.resize(self.width(), self._column.totalHeightForWidth(self.width()))


def _in_a_row(widgets: Sequence[QWidget]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.GAP)
    row.addStretch(1)
    for widget in widgets:
        row.addWidget(widget)
    return row
