"""A group of tabs beside or under each other's panes: quiet, narrow, and one stop of Tab.

A tab whose title holds a sign has words for it, in its tooltip and for a screen reader. Knows no panel.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProxyStyle, QStyle, QStyleOption, QTabWidget, QToolButton, QWidget

from tallyfy_inspector.ui import plain, theme


class _Narrow(QProxyStyle):
    """The system's own tabs with less room around their words, so that all of them can be seen."""

    def pixelMetric(  # noqa: N802 - Qt's name
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        """Pixels; what is left and right of the words together is two gaps at most."""
        own = super().pixelMetric(metric, option, widget)
        return min(own, 2 * theme.GAP) if metric == QStyle.PixelMetric.PM_TabBarTabHSpace else own


class Tabs(QTabWidget):
    """`name` is what a screen reader hears of the group."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDocumentMode(True)
        self.setAccessibleName(name)
        # Or Tab stops twice at the same bar: in its place, and where Qt has the whole.
        self.setFocusProxy(None)  # type: ignore[arg-type]
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        bar = self.tabBar()
        bar.setDrawBase(False)
        bar.setExpanding(False)
        self._style = _Narrow()
        self._style.setParent(bar)
        bar.setStyle(self._style)
        for arrow in bar.findChildren(QToolButton):  # the arrow keys go to every tab
            arrow.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def retitle(self, page: QWidget, title: str, told: str) -> None:
        """Write `title` on the tab of `page`, with `told` for what a sign in it means; "" where it has none.
        Nothing where `page` has no tab here."""
        index = self.indexOf(page)
        if index < 0:
            return
        self.setTabText(index, title)
        self.setTabToolTip(index, plain.tooltip(told))
        self.tabBar().setAccessibleTabName(index, told)
