"""The fields of a connection, for the dialogs that make and change one.

What Tallyfy lists is offered to choose from; an ID can be typed all the same. The name follows the
organization until the person gives one. Another field: a widget here, its row in `rows`, its part in
`record`. Knows no token and no book.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QGridLayout, QListWidgetItem, QWidget

from tallyfy_inspector.document.shown import visible
from tallyfy_inspector.ports import CONNECTION_COLOURS, ConnectionRecord
from tallyfy_inspector.task.organizations import Organization
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import connection_words, plain, theme
from tallyfy_inspector.ui.controls import CheckBox, ComboBox, LineEdit, ListBox

_MOST_ROWS = 4
_LONGEST = 100
_LONGEST_ID = 255


class ConnectionFields:
    """Widgets of `parent`, which lays them out by `add_to`. Where others look on (`hidden`) no organization
    is named."""

    def __init__(self, parent: QWidget, *, hidden: bool = False) -> None:
        self._parent = parent
        self._hidden = hidden
        self._record = ConnectionRecord("", "", "")
        self._offered: tuple[Organization, ...] = ()
        self.offered = ListBox(parent)
        self.organization = LineEdit(parent)
        self.name = LineEdit(parent)
        self.colour = ComboBox(parent)
        self.production = CheckBox(_("This is prod&uction: real work of customers"), parent)
        self._offer_label = plain.label(_("Or&ganizations"), parent)
        self.rows = self._rows()  # each field with the label before it, top down
        self._name()
        self.offered.currentRowChanged.connect(self._on_chosen)
        self.organization.textEdited.connect(self._on_typed)
        self.offer(())

    def _name(self) -> None:
        for widget, name, accessible in (
            (self.offered, "organizations", _("Organizations")),
            (self.organization, "connection_organization", _("Organization ID")),
            (self.name, "connection_name", _("Connection name")),
            (self.colour, "connection_colour", _("Colour")),
            (self.production, "connection_production", self.production.text().replace("&", "")),
        ):
            widget.setObjectName(name)
            widget.setAccessibleName(accessible)
        self.organization.setMaxLength(_LONGEST_ID)
        self.organization.setFont(theme.fixed_font(self._parent.font()))
        self.organization.setPlaceholderText(_("Test finds it; or 32 letters and digits"))
        self.offered.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.name.setMaxLength(_LONGEST)
        self.name.setPlaceholderText(_("The organization's name, if you leave this empty"))
        for each in CONNECTION_COLOURS:
            self.colour.addItem(self._swatch(each), connection_words.colour(each), each)

    def _swatch(self, name: str) -> QIcon:
        side = self._parent.fontMetrics().height()
        picture = QPixmap(QSize(side, side))
        picture.fill(QColor(theme.connection_colour(self._parent.palette(), name)))
        return QIcon(picture)

    def _rows(self) -> tuple[tuple[QWidget | None, QWidget], ...]:
        made: list[tuple[QWidget | None, QWidget]] = [(self._offer_label, self.offered)]
        self._offer_label.setBuddy(self.offered)
        for text, widget in (
            (_("&Organization ID"), self.organization),
            (_("&Name"), self.name),
            (_("Co&lour"), self.colour),
        ):
            label = plain.label(text, self._parent)
            label.setBuddy(widget)
            made.append((label, widget))
        return (*made, (None, self.production))

    def add_to(self, grid: QGridLayout, row: int) -> None:
        """Lay the fields out from `row` on: labels left, fields right."""
        for number, (label, widget) in enumerate(self.rows, row):
            if label is not None:
                grid.addWidget(label, number, 0)
            grid.addWidget(widget, number, 1)

    def fill(self, record: ConnectionRecord) -> None:
        """Show `record`, and forget what was offered."""
        self._record = record
        self.offer(())
        self.organization.setText(record.organization)
        self.name.setText(record.name if record.saved else "")
        self.colour.setCurrentIndex(max(0, self.colour.findData(record.colour)))
        self.production.setChecked(record.production)

    def offer(self, organizations: Sequence[Organization]) -> None:
        """Let the person choose. The one whose ID stands there already is chosen at first, else the first
        that is not switched off."""
        self._offered = tuple(organizations)
        self.offered.blockSignals(True)
        self.offered.clear()
        row = theme.row_height(self.offered.font())
        for one in self._offered:
            item = QListWidgetItem(connection_words.organization(one, hidden=self._hidden))
            item.setSizeHint(QSize(0, row))
            self.offered.addItem(item)
        self.offered.setCurrentRow(-1)
        self.offered.blockSignals(False)
        self.offered.setFixedHeight(row * min(len(self._offered), _MOST_ROWS) + 2 * ListBox.EDGE)
        for widget in (self.offered, self._offer_label):
            widget.setVisible(bool(self._offered))
        typed = self.organization.text().strip()
        chosen = [
            number
            for number, one in enumerate(self._offered)
            if (one.id == typed if typed else not one.disabled)
        ]
        if chosen:
            self.offered.setCurrentRow(chosen[0])

    @property
    def to_choose(self) -> bool:
        """Whether there is more than one organization to choose from."""
        return len(self._offered) > 1

    def _on_chosen(self, row: int) -> None:
        if 0 <= row < len(self._offered):
            self.organization.setText(self._offered[row].id)
            self._propose(self._offered[row].name)

    def _on_typed(self, text: str) -> None:
        row = next((n for n, one in enumerate(self._offered) if one.id == text.strip()), -1)
        self.offered.setCurrentRow(row)

    def _propose(self, name: str) -> None:
        """`name` unless the person gave one: what stands there was proposed, or nothing does."""
        proposed = {one.name for one in self._offered} | {""}
        if not self._hidden and self.name.text() in proposed:
            self.name.setText(visible(name)[:_LONGEST])

    def record(self, base_url: str) -> ConnectionRecord:
        """The connection as it stands in the fields, at `base_url`; what may not be kept is for the book to
        refuse."""
        organization = self.organization.text().strip()
        names = {one.id: one.name for one in self._offered}
        if organization == self._record.organization:
            names.setdefault(organization, self._record.organization_name)
        organization_name = names.get(organization, "")
        proposed = connection_words.proposed_name(base_url, "" if self._hidden else organization_name)
        return replace(
            self._record,
            base_url=base_url,
            organization=organization,
            organization_name=organization_name,
            name=self.name.text().strip() or proposed,
            colour=self.colour.currentData(),
            production=self.production.isChecked(),
        )
