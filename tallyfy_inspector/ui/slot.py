"""A place in a tab, for one panel, which is made when it is first seen.

Whatever goes to the panel or comes from it goes through here. Knows no panel by name and no tabs.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui.panels import PanelSpec
from tallyfy_inspector.ui.panels.panel import Panel, PanelContext
from tallyfy_inspector.ui.view import View


class Slot(QWidget):
    """A place in a tab; makes its panel when it is first seen, and passes everything on to it."""

    places_selected = Signal(object, object)  # tuple of Paths, and the slot they were chosen in
    path_wanted = Signal(object)  # Path
    title_changed = Signal()  # `title` and `told` are others
    loaded = Signal()  # there is a panel now

    def __init__(self, spec: PanelSpec, context: PanelContext) -> None:
        super().__init__()
        self.spec = spec
        self._context = context
        self._view: View | None = None
        self.panel: Panel | None = None
        self.meant: QWidget | None = None  # what the panel is for: where F6 goes in it
        self.title, self.told = _(spec.title), ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def load(self) -> Panel:
        """The panel, made now when it was not yet."""
        if self.panel is None:
            self.panel = self.spec.load(self._context)
            self._column.addWidget(self.panel)
            self.panel.show()  # else Qt shows it a turn later, and until then it takes no focus
            self.meant = self.panel.focusProxy()
            self.panel.setFocusProxy(None)  # type: ignore[arg-type]  # Tab would stop at it, out of order
            self.panel.path_selected.connect(lambda path: self.places_selected.emit((path,), self))
            self.panel.places_selected.connect(lambda paths: self.places_selected.emit(paths, self))
            self.panel.path_wanted.connect(self.path_wanted)
            self.panel.title_changed.connect(self._on_title)
            if self._view is not None:
                self.panel.show_view(self._view)
            self.loaded.emit()
        return self.panel

    def _on_title(self, title: str, told: str) -> None:
        self.title, self.told = title.replace("&", "&&"), told
        self.title_changed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Seen: the panel is needed."""
        self.load()
        super().showEvent(event)

    def minimumSizeHint(self) -> QSize:
        """What the panel needs while it can be seen: one that was only made to count keeps no window high."""
        return super().minimumSizeHint() if self.isVisible() else QSize(0, 0)

    def show_view(self, view: View) -> None:
        """Pass the state on, or keep it for the panel that comes."""
        self._view = view
        if self.panel is not None:
            self.panel.show_view(view)

    def select_together(self, paths: tuple[Path, ...]) -> None:
        """Pass places on; a panel that was never seen has no selection to move."""
        if self.panel is not None:
            self.panel.select_together(paths)

    def current_path(self) -> Path | None:
        """The place of a panel that can be seen; None when it has none."""
        return self.panel.current_path() if self.panel is not None and self.panel.isVisible() else None
