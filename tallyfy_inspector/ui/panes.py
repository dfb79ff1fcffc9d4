"""The panes under the request: includes, left tabs, right tabs; folded together when there is little room.

In a wide window the includes stand beside two groups of tabs. In a narrow one (or with a large font) they
become a button, and all panels become tabs of one group. Panels are made when they are first seen. Knows
no panel by name: `PANELS` lists them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QSplitter,
    QSplitterHandle,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.ports import SettingsStore
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import theme
from tallyfy_inspector.ui.controls import Button, draw_edge
from tallyfy_inspector.ui.include_list import IncludeList
from tallyfy_inspector.ui.panels import PANELS, PanelSpec
from tallyfy_inspector.ui.panels.panel import Panel, PanelContext
from tallyfy_inspector.ui.view import View

_SIZES = "panes.sizes"
_FIRST_SIZES = (190, 45, 55)  # pixels of 100 %, and the shares of what is left


class Slot(QWidget):
    """A place in a tab; makes its panel when it is first seen, and passes everything on to it."""

    path_selected = Signal(object, object)  # Path, and the slot it was chosen in
    title_changed = Signal(str)
    loaded = Signal()  # there is a panel now

    def __init__(self, spec: PanelSpec, context: PanelContext) -> None:
        super().__init__()
        self.spec = spec
        self._context = context
        self._view: View | None = None
        self.panel: Panel | None = None
        self.title = _(spec.title)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def load(self) -> Panel:
        """The panel, made now when it was not yet."""
        if self.panel is None:
            self.panel = self.spec.load(self._context)
            self._column.addWidget(self.panel)
            self.setFocusProxy(self.panel)
            self.panel.path_selected.connect(lambda path: self.path_selected.emit(path, self))
            self.panel.title_changed.connect(self._on_title)
            if self._view is not None:
                self.panel.show_view(self._view)
            self.loaded.emit()
        return self.panel

    def _on_title(self, title: str) -> None:
        self.title = title.replace("&", "&&")
        self.title_changed.emit(self.title)

    def showEvent(self, event: QShowEvent) -> None:
        """Seen: the panel is needed."""
        self.load()
        super().showEvent(event)

    def show_view(self, view: View) -> None:
        """Pass the state on, or keep it for the panel that comes."""
        self._view = view
        if self.panel is not None:
            self.panel.show_view(view)

    def select_path(self, path: Path) -> None:
        """Pass a place on; a panel that was never seen has no selection to move."""
        if self.panel is not None:
            self.panel.select_path(path)

    def current_path(self) -> Path | None:
        """The place of a panel that can be seen; None when it has none."""
        return self.panel.current_path() if self.panel is not None and self.panel.isVisible() else None


class _Handle(QSplitterHandle):
    """One pixel to see, and more to take hold of."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """A hairline."""
        painter = QPainter(self)
        line = QColor(theme.roles(self.palette()).hairline)
        painter.fillRect(self.width() // 2, event.rect().top(), 1, event.rect().height(), line)
        painter.end()


class Splitter(QSplitter):
    """Panes beside each other with a hairline between them."""

    def createHandle(self) -> QSplitterHandle:
        """The hairline."""
        return _Handle(self.orientation(), self)


class _Popup(QFrame):
    """What the folded includes open in."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("include_popup")
        self.setAttribute(Qt.WidgetAttribute.WA_NoMouseReplay)  # or a click on the button opens it again
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(1, 1, theme.GAP, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """An edge against what it covers."""
        super().paintEvent(event)
        draw_edge(self, self.rect())

    def hideEvent(self, event: QHideEvent) -> None:
        """Gone, however it was closed."""
        super().hideEvent(event)
        self.closed.emit()


class Panes(QWidget):
    """The three panes, wide or narrow."""

    path_selected = Signal(object)
    stops_changed = Signal()  # the order of Tab is to be set anew

    def __init__(
        self,
        includes: IncludeList,
        context: PanelContext,
        settings: SettingsStore,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._includes = includes
        self._narrow: bool | None = None
        self.slots = tuple(Slot(spec, context) for spec in PANELS)
        self._front = next(slot for slot in self.slots if slot.spec.side == "left")  # of the left ones
        self.left = _tabs(self, _("Answer"))
        self.right = _tabs(self, _("Fields"))
        self.splitter = Splitter(Qt.Orientation.Horizontal, self)
        self.splitter.setHandleWidth(theme.GAP)
        self.splitter.setChildrenCollapsible(False)
        for widget in (includes, self.left, self.right):
            self.splitter.addWidget(widget)
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 45)
        self.splitter.setStretchFactor(2, 55)
        self._make_popup()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.splitter)
        self._connect()
        self._tell_count()
        self.set_narrow(False)

    def _make_popup(self) -> None:
        self._popup = _Popup(self)
        self._corner = QWidget(self)
        self.include_button = Button("", self._corner)
        self.include_button.setObjectName("include_button")
        row = QHBoxLayout(self._corner)
        row.setContentsMargins(0, 0, theme.OUTER, 2)
        row.addWidget(self.include_button)
        self.include_button.clicked.connect(self._open_popup)
        self._popup.closed.connect(self.include_button.setFocus)

    def _connect(self) -> None:
        self._includes.changed.connect(self._tell_count)
        self.splitter.splitterMoved.connect(self._on_moved)
        self.left.currentChanged.connect(self._on_front_changed)
        for slot in self.slots:
            slot.title_changed.connect(self._retitler(slot))
            slot.path_selected.connect(self._on_path)
            slot.loaded.connect(self.stops_changed)

    def set_narrow(self, narrow: bool) -> None:
        """Fold or unfold; what is selected in the tabs stays, and so does the keyboard."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        focused = QApplication.focusWidget()
        if not narrow:
            self.left.setCurrentWidget(self._front)  # before its neighbours go
        for slot in self.slots:
            self._put(slot, self.right if slot.spec.side == "right" and not narrow else self.left)
            if narrow and focused is not None and slot.isAncestorOf(focused):
                self.left.setCurrentWidget(slot)
        self._arrange(narrow)
        self.stops_changed.emit()
        if focused is not None and self._includes.isAncestorOf(focused) and narrow:
            self.include_button.setFocus()
        elif focused is not None and focused.isVisible():
            focused.setFocus()

    def _put(self, slot: Slot, tabs: QTabWidget) -> None:
        if tabs.indexOf(slot) < 0:
            before = self.slots[: self.slots.index(slot)]
            tabs.insertTab(sum(tabs.indexOf(each) >= 0 for each in before), slot, slot.title)

    def _arrange(self, narrow: bool) -> None:
        self.right.setVisible(not narrow)
        self._popup.hide()
        if narrow:
            self._popup.column.addWidget(self._includes)
            self.left.setCornerWidget(self._corner, Qt.Corner.TopRightCorner)
        else:
            self.left.setCornerWidget(None, Qt.Corner.TopRightCorner)  # type: ignore[arg-type]
            self.splitter.insertWidget(0, self._includes)
            self._restore_sizes()
        self._corner.setVisible(narrow)
        self._includes.show()

    def _on_front_changed(self) -> None:
        slot = self.left.currentWidget()
        if isinstance(slot, Slot) and slot.spec.side == "left":
            self._front = slot

    def _retitler(self, slot: Slot) -> Callable[[str], None]:
        def retitle(text: str) -> None:
            for tabs in (self.left, self.right):
                if (index := tabs.indexOf(slot)) >= 0:
                    tabs.setTabText(index, text)

        return retitle

    def _on_path(self, path: Path, chosen_in: Slot) -> None:
        for slot in self.slots:
            if slot is not chosen_in:
                slot.select_path(path)
        self.path_selected.emit(path)

    def show_view(self, view: View) -> None:
        """Hand the state to every panel."""
        for slot in self.slots:
            slot.show_view(view)

    def open(self, panel_id: str) -> None:
        """Bring a panel to the front and give it the keyboard."""
        for slot in self.slots:
            if slot.spec.id == panel_id:
                tabs = self.left if self.left.indexOf(slot) >= 0 else self.right
                tabs.setCurrentWidget(slot)
                slot.load()
                _first_of(tabs).setFocus(Qt.FocusReason.OtherFocusReason)

    def current_path(self) -> Path | None:
        """The place that the answer's panel in front stands at; None when it has none."""
        return next((path for slot in self.slots if (path := slot.current_path()) is not None), None)

    def stops(self) -> list[tuple[QWidget, QWidget]]:
        """The panes in reading order: each with what F6 gives the keyboard to."""
        first: QWidget = self.include_button if self._narrow else self._includes
        stops = [(first, self.include_button if self._narrow else self._includes.preset)]
        return stops + [(tabs, _first_of(tabs)) for tabs in (self.left, self.right) if not tabs.isHidden()]

    def tab_order(self) -> list[QWidget]:
        """Everything that Tab stops at, in reading order, without the includes when they are folded."""
        boxes = self._includes.boxes.values()
        chain = (
            [self.include_button] if self._narrow else [self._includes.preset, *boxes, self._includes.other]
        )
        for tabs in (self.left, self.right):
            inside = [w for slot in self.slots if tabs.indexOf(slot) >= 0 for w in tab_stops(slot)]
            chain += [tabs.tabBar(), *inside]
        return chain

    def _tell_count(self) -> None:
        count = self._includes.count()
        self.include_button.setText(_("Include ({count})").format(count=count))
        self.include_button.setAccessibleName(self.include_button.text())

    def _open_popup(self) -> None:
        in_order([self._includes.preset, *self._includes.boxes.values(), self._includes.other])
        corner = self.include_button.mapToGlobal(self.include_button.rect().bottomRight())
        hint = self._popup.sizeHint()
        room = self.mapToGlobal(self.rect().bottomLeft()).y() - corner.y()
        height = min(max(room, hint.height()), hint.height() * 3 // 2)
        self._popup.setGeometry(max(corner.x() - hint.width(), 0), corner.y() + 2, hint.width(), height)
        self._popup.show()
        self._includes.preset.setFocus()

    def _restore_sizes(self) -> None:
        kept = self._settings.get(_SIZES, [])
        if len(kept) == len(_FIRST_SIZES) and all(isinstance(size, int) and size > 0 for size in kept):
            self.splitter.setSizes(kept)
            return
        first = max(_FIRST_SIZES[0], self._includes.sizeHint().width())
        rest = max(self.width(), 1000) - first
        self.splitter.setSizes([first, rest * _FIRST_SIZES[1] // 100, rest * _FIRST_SIZES[2] // 100])

    def _on_moved(self) -> None:
        if not self._narrow:
            self._settings.set(_SIZES, self.splitter.sizes())


def tab_stops(within: QWidget) -> list[QWidget]:
    """What Tab stops at inside `within`, in the present order, hidden ones too."""
    found, each = [], within.nextInFocusChain()
    while each is not within:
        if within.isAncestorOf(each) and each.focusPolicy() & Qt.FocusPolicy.TabFocus:
            found.append(each)
        each = each.nextInFocusChain()
    return found


def in_order(widgets: Iterable[QWidget]) -> None:
    """Let Tab go through `widgets` as they stand here."""
    for one, next_ in pairwise(widgets):
        QWidget.setTabOrder(one, next_)


def _first_of(tabs: QTabWidget) -> QWidget:
    """Where the keyboard goes in the tab that is in front; to the tabs themselves when nothing there wants it."""
    inside = [] if (page := tabs.currentWidget()) is None else tab_stops(page)
    return next((w for w in inside if w.isVisible() and w.isEnabled()), tabs.tabBar())


def _tabs(parent: QWidget, name: str) -> QTabWidget:
    tabs = QTabWidget(parent)
    tabs.setDocumentMode(True)
    tabs.setAccessibleName(name)
    tabs.tabBar().setDrawBase(False)
    tabs.tabBar().setExpanding(False)
    return tabs
