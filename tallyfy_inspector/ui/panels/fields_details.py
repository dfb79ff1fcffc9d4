"""One form field in full, under the list. Knows lines, not what they say."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from tallyfy_inspector.texts import _
from tallyfy_inspector.ui.panels.fields_full import Line
from tallyfy_inspector.ui.panels.text_pane import DetailsPane, Words


class FieldDetails(DetailsPane):
    """The lines of one field (`fields_full`)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Selected field"), _("Select a field to read it in full."), parent)
        self.setObjectName("field_details")

    def show_lines(self, lines: Iterable[Line]) -> None:
        """Show `lines`, or nothing, from the start."""
        self.write(Words(line.text, line.role, line.title, line.fixed) for line in lines)
