"""The line over the panes: the task's title, and beside it how the task stands. Knows no request.

Hidden while there is nothing to say. What else belongs beside the title is one more widget in the flow.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from tallyfy_inspector.document.shown import visible
from tallyfy_inspector.ports import Clock
from tallyfy_inspector.ui import plain, theme, words
from tallyfy_inspector.ui.flow import FlowLayout
from tallyfy_inspector.ui.verdict_bar import VerdictBar
from tallyfy_inspector.ui.view import View


class Title(plain.Words):
    """Wraps, and wishes to stand on one line."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setWordWrap(True)

    def sizeHint(self) -> QSize:
        """One line."""
        metrics = self.fontMetrics()
        width = max((metrics.horizontalAdvance(line) for line in self.text().split("\n")), default=0)
        return QSize(width + 2, metrics.height())


class Headline(QWidget):
    """Title and verdict, beside each other where there is room, else below each other."""

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self.title = Title(self)
        self.title.setObjectName("headline")
        self.verdict = VerdictBar(clock, self)
        flow = FlowLayout(self, 2 * theme.GAP + theme.GRID, theme.GRID)
        flow.setContentsMargins(theme.OUTER, theme.GRID, theme.OUTER, 0)
        flow.addWidget(self.title)
        flow.addWidget(self.verdict)
        self._adopt_font()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the program's font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "verdict"):
            self._adopt_font()

    def _adopt_font(self) -> None:
        self.title.setFont(theme.title_font(self.font()))

    def show_view(self, view: View) -> None:
        """What is on screen, and how it stands; older in the warning colour when it is another task."""
        headline = words.headline(view, self._clock.zone)
        plain.set_text(self.title, headline)
        self.title.setVisible(bool(visible(headline).strip()))
        self.title.set_role("warning" if view.older_is_other else None)
        self.verdict.show_view(view)
        self.setVisible(bool(headline) or bool(self.verdict.parts))
