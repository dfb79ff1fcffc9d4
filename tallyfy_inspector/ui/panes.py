"""The panes under the request: includes, left tabs, right tabs; folded together when there is little room.

In a wide window the includes stand beside two groups of tabs. In a narrow one (or with a large font) they
become a button, and all panels become tabs of one group. Panels are made when they are first seen. Knows
no panel by name: `PANELS` lists them.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QHideEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSplitter,
    QSplitterHandle,
    QVBoxLayout,
    QWidget,
)

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.ports import SettingsStore
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import theme
from tallyfy_inspector.ui.controls import Button, draw_edge
from tallyfy_inspector.ui.include_list import IncludeList
from tallyfy_inspector.ui.panels import PANELS
from tallyfy_inspector.ui.panels.panel import PanelContext
from tallyfy_inspector.ui.slot import Slot
from tallyfy_inspector.ui.tab_order import FocusChain, in_order, tab_stops
from tallyfy_inspector.ui.tabs import Tabs
from tallyfy_inspector.ui.view import View

_SIZES = "panes.sizes"
_FIRST_SIZES = (190, 45, 55)  # pixels of 100 %, and the shares of what is left


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
        self._front_right: QWidget | None = None
        self.left = Tabs(_("Answer"), self)
        self.right = Tabs(_("Reading"), self)
        self.splitter = Splitter(Qt.Orientation.Horizontal, self)
        self.splitter.setHandleWidth(theme.GAP)
        self.splitter.setChildrenCollapsible(False)
        for widget in (includes, self.left, self.right):
            self.splitter.addWidget(widget)
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 45)
        self.splitter.setStretchFactor(2, 55)
        self._make_popup()
        for slot in self.slots:
            if slot.spec.seek:
                QShortcut(QKeySequence(slot.spec.seek), self, partial(self._seek, slot))
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.splitter)
        self._connect()
        self._tell_count()
        self.set_narrow(False)

    def _make_popup(self) -> None:
        self._popup = _Popup(self)
        self._corner = QWidget(self)
        self.include_button = Button("", self._corner)
        self.include_button.setObjectName("include_button")
        row = QHBoxLayout(self._corner)
        row.setContentsMargins(0, 0, 0, 2)
        row.addWidget(self.include_button)
        self.include_button.clicked.connect(self._open_popup)
        self._popup.closed.connect(self.include_button.setFocus)

    def _connect(self) -> None:
        self._includes.changed.connect(self._tell_count)
        self.splitter.splitterMoved.connect(self._on_moved)
        self.left.currentChanged.connect(self._on_front_changed)
        for slot in self.slots:
            slot.title_changed.connect(partial(self._retitle, slot))
            slot.places_selected.connect(self._on_places)
            slot.path_wanted.connect(self._lead_to)
            slot.loaded.connect(self.stops_changed)

    def set_narrow(self, narrow: bool) -> None:
        """Fold or unfold; what is selected in the tabs stays, and so does the keyboard."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        focused = QApplication.focusWidget()
        if narrow:
            self._front_right = self.right.currentWidget()
            self.right.hide()  # or each of its tabs is seen, and made, as the one before it goes
        else:
            self._keep_front_right()
            self.left.setCurrentWidget(self._front)  # before its neighbours go
        for slot in self.slots:
            self._put(slot, self.right if slot.spec.side == "right" and not narrow else self.left)
            if narrow and focused is not None and slot.isAncestorOf(focused):
                self.left.setCurrentWidget(slot)
        if not narrow and self._front_right is not None:
            self.right.setCurrentWidget(self._front_right)
        self._arrange(narrow)
        self.stops_changed.emit()
        if focused is not None and self._includes.isAncestorOf(focused) and narrow:
            self.include_button.setFocus()
        elif focused is not None and focused.isVisible():
            focused.setFocus()

    def _keep_front_right(self) -> None:
        """What is in front of all comes to the front of the right ones."""
        slot = self.left.currentWidget()
        if isinstance(slot, Slot) and slot.spec.side == "right":
            self._front_right = slot

    def _put(self, slot: Slot, tabs: Tabs) -> None:
        if tabs.indexOf(slot) < 0:
            before = self.slots[: self.slots.index(slot)]
            tabs.insertTab(sum(tabs.indexOf(each) >= 0 for each in before), slot, "")
            tabs.retitle(slot, slot.title, slot.told)

    def _arrange(self, narrow: bool) -> None:
        self.right.setVisible(not narrow)
        left = theme.OUTER if narrow else 0  # the includes keep their own distance from the edge
        self._column.setContentsMargins(left, 0, theme.OUTER, 0)
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

    def _retitle(self, slot: Slot) -> None:
        for tabs in (self.left, self.right):
            tabs.retitle(slot, slot.title, slot.told)

    def go_to(self, path: Path, *beside: Path) -> None:
        """Show the place `path` wherever it can be seen, as if it had been chosen in a panel, and with it
        those `beside` it."""
        self._on_places((path, *beside), None)

    def _on_places(self, paths: tuple[Path, ...], chosen_in: Slot | None) -> None:
        for slot in self.slots:
            if slot is not chosen_in:
                slot.select_together(paths)
        self.path_selected.emit(paths[0])

    def _lead_to(self, path: Path) -> None:
        """Where the tree covers what leads there, the keyboard goes along."""
        self.go_to(path)
        tree = self.slots[0]
        if self._narrow:
            self.open(tree.spec.id)
        else:
            self.left.setCurrentWidget(tree)

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

    def _seek(self, slot: Slot) -> None:
        self.open(slot.spec.id)
        slot.load().seek()

    def current_path(self) -> Path | None:
        """The place that the answer's panel in front stands at; None when it has none."""
        return next((path for slot in self.slots if (path := slot.current_path()) is not None), None)

    def stops(self) -> list[tuple[QWidget, QWidget]]:
        """The panes in reading order: each with what F6 gives the keyboard to."""
        first: QWidget = self.include_button if self._narrow else self._includes
        stops = [(first, self.include_button if self._narrow else self._includes.preset)]
        return stops + [(tabs, _first_of(tabs)) for tabs in (self.left, self.right) if not tabs.isHidden()]

    def tab_order(self, present: FocusChain) -> list[QWidget]:
        """Everything that Tab stops at, in reading order, without the includes when they are folded; inside
        of a panel as it stands in `present`."""
        chain: list[QWidget] = self._include_order()
        if not self.isAncestorOf(self._includes):  # they are in the popup, still or already
            chain = [self.include_button]
        for tabs in (self.left, self.right):
            inside = [w for slot in self.slots if tabs.indexOf(slot) >= 0 for w in present.stops(slot)]
            chain += [tabs.tabBar(), *inside]
        return chain

    def _include_order(self) -> list[QWidget]:
        return [self._includes.preset, *self._includes.boxes.values(), self._includes.other]

    def _tell_count(self) -> None:
        count = self._includes.count()
        self.include_button.setText(_("Include ({count})").format(count=count))
        self.include_button.setAccessibleName(self.include_button.text())

    def _open_popup(self) -> None:
        in_order(self._include_order())
        corner = self.include_button.mapToGlobal(self.include_button.rect().bottomRight())
        room = self.mapToGlobal(self.rect().bottomLeft()).y() - corner.y() - theme.GAP
        hint, least = self._popup.sizeHint(), self._popup.minimumSizeHint().height()
        height = max(least, min(room, hint.height() + _left_out(self._includes)))
        place = QRect(corner.x() - hint.width(), corner.y() + 2, hint.width(), height)
        screen = self.screen().availableGeometry()
        place.moveBottom(min(place.bottom(), screen.bottom(), self.window().geometry().bottom()))
        place.moveLeft(max(place.left(), screen.left()))
        self._popup.setGeometry(place)
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


def _left_out(includes: QWidget) -> int:
    """The pixels of the list that its own hint leaves to the scroll bar."""
    area = includes.findChild(QScrollArea)
    inner = None if area is None else area.widget()
    return 0 if area is None or inner is None else inner.sizeHint().height() - area.sizeHint().height()


def _first_of(tabs: Tabs) -> QWidget:
    """Where the keyboard goes in the tab in front: to the tabs themselves when nothing there takes it."""
    slot = tabs.currentWidget()
    meant = slot.meant if isinstance(slot, Slot) else None
    if meant is not None and meant.isVisible() and meant.isEnabled():
        return meant  # what the panel is for, rather than the bar above it
    inside = tab_stops(slot)
    return next((each for each in inside if each.isVisible() and each.isEnabled()), tabs.tabBar())
