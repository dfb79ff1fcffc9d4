"""Where in the document one is: keeps the status line's path and the panes' selections at one place.

Knows no answer's meaning; what stands at a place is for the panels.
"""

from __future__ import annotations

from PySide6.QtCore import QObject

from tallyfy_inspector.ui.panes import Panes
from tallyfy_inspector.ui.status_line import StatusLine
from tallyfy_inspector.ui.view import Answer, View


class Where(QObject):
    """Leads from the panes to the path below them, and back."""

    def __init__(self, panes: Panes, status: StatusLine, parent: QObject) -> None:
        super().__init__(parent)
        self._panes = panes
        self._status = status
        self._shown: Answer | None = None
        panes.path_selected.connect(status.show_path)
        panes.left.currentChanged.connect(self._on_tab_changed)
        status.path_wanted.connect(panes.go_to)

    @property
    def shown(self) -> Answer | None:
        """The answer whose places these are."""
        return self._shown

    def show_view(self, view: View) -> None:
        """Follow to another answer, once the panes have taken it."""
        self._status.path_bar.hide_typed(view.masked)
        if view.last_good is not self._shown:
            self._shown = view.last_good
            document = self._shown.document if self._shown is not None else None
            self._status.show_document(document.root if document else None, document is not None)
            self._status.show_path(self._panes.current_path())

    def _on_tab_changed(self) -> None:
        if (path := self._panes.current_path()) is not None:
            self._status.show_path(path)
