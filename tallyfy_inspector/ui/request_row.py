"""The top row of the window: who is asked, for what, and the two buttons.

Lays them out, names them, and shows that a fetch is on its way. Knows nothing of what the fields mean.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QGridLayout, QProgressBar, QSizePolicy, QWidget

from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import plain, theme
from tallyfy_inspector.ui.by_name import set_by_name
from tallyfy_inspector.ui.controls import Button, PrimaryButton
from tallyfy_inspector.ui.recent_bar import RecentBar
from tallyfy_inspector.ui.task_box import TaskBox

_PROGRESS_AFTER = 200  # milliseconds; a quick answer shows no progress at all


class RequestRow(QWidget):
    """The organization, the task, Fetch and Stop; `account` stands before them, Back, Forward and the recent
    tasks after them."""

    def __init__(self, account: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.account = account
        self.organization = TaskBox(self)
        self.task = TaskBox(self)
        self.fetch_button = PrimaryButton(_("&Fetch"), self)
        self.stop_button = Button(_("&Stop"), self)
        self.recent_bar = RecentBar(self if parent is None else parent, self)
        self.progress = QProgressBar(self)
        self._delay = QTimer(self, singleShot=True, interval=_PROGRESS_AFTER)
        self._name()
        self._lay_out()
        self._delay.timeout.connect(lambda: self._show_progress(True))
        self.set_loading(False)

    def _name(self) -> None:
        for widget, name, accessible in (
            (self.organization, "organization", _("Organization ID")),
            (self.task, "task", _("Task ID or link")),
            (self.fetch_button, "fetch", _("Fetch")),
            (self.stop_button, "stop", _("Stop")),
            (self.progress, "progress", _("Progress")),
        ):
            widget.setObjectName(name)
            widget.setAccessibleName(accessible)
        self.task.setPlaceholderText(_("Paste a Tallyfy link, a task ID or an API address"))
        self.task.setClearButtonEnabled(True)
        self.organization.setPlaceholderText(_("32 letters and digits"))
        plain.set_tooltip(
            self.organization, _("In Tallyfy: Settings › Organization. A pasted link fills it in.")
        )
        plain.set_tooltip(self.fetch_button, _("Ask Tallyfy for this task (Enter; again: F5)"))
        plain.set_tooltip(self.stop_button, _("Stop waiting (Esc)"))
        # A click leaves the keyboard where it is: mostly in the task box, ready for the next paste.
        set_by_name(self.fetch_button, focusPolicy="TabFocus")
        set_by_name(self.stop_button, focusPolicy="TabFocus")
        fixed = theme.fixed_font(self.font())
        self.organization.setFont(fixed)
        self.task.setFont(fixed)

    def _lay_out(self) -> None:
        self._organization_label = plain.label(_("&Organization ID"), self)
        self._organization_label.setBuddy(self.organization)
        self._task_label = plain.label(_("&Task ID or link"), self)
        self._task_label.setBuddy(self.task)
        for label in (self._organization_label, self._task_label):
            # Qt measures the words kerned, and draws them unkerned at the underlined letter: a little wider.
            label.setContentsMargins(0, 0, theme.GRID, 0)
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(3)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setRetainSizeWhenHidden(True)
        self.progress.setSizePolicy(policy)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(theme.OUTER, 10, theme.OUTER, 0)
        self._grid.setHorizontalSpacing(theme.GAP)
        self._grid.setVerticalSpacing(1)
        self._compact: bool | None = None
        self.set_compact(False)

    def set_compact(self, compact: bool) -> None:
        """Who in the first row and what in the second, when one row has no room for both."""
        if compact == self._compact:
            return
        self._compact = compact
        row, first = (1, 0) if compact else (0, 3)
        last = 3 if compact else 6
        self._grid.addWidget(self.account, 0, 0)
        self._grid.addWidget(self._organization_label, 0, 1)
        self._grid.addWidget(self.organization, 0, 2, 1, 2 if compact else 1)
        self._grid.addWidget(self._task_label, row, first)
        self._grid.addWidget(self.task, row, first + 1, 1, 2 if compact else 1)
        self._grid.addWidget(self.fetch_button, row, last if compact else 5)
        self._grid.addWidget(self.stop_button, row, last + 1 if compact else 6)
        self._grid.addWidget(self.recent_bar, 0, 4 if compact else 7)
        self.recent_bar.set_compact(compact)
        self._grid.addWidget(self.progress, row + 1, first + 1, 1, 2 if compact else 1)
        for column in range(8):
            self._grid.setColumnStretch(column, 0)
        self._grid.setColumnStretch(2, 4)
        if not compact:
            self._grid.setColumnStretch(4, 5)
        self._grid.setVerticalSpacing(theme.GRID if compact else 1)

    def minimumSizeHint(self) -> QSize:
        """As narrow as it is in two rows, so that the window can become as narrow as that."""
        least = super().minimumSizeHint()
        if self._compact:
            return least
        first = (self.account, self._organization_label, self.organization, self.fetch_button)
        wide = sum(each.minimumSizeHint().width() + theme.GAP for each in (*first, self.stop_button))
        return QSize(min(least.width(), wide + 2 * theme.OUTER), least.height())

    def set_loading(self, loading: bool) -> None:
        """Fetch while idle, Stop while a fetch is on its way; the focus never gets lost with Stop."""
        had_focus = self.stop_button.hasFocus()
        self.stop_button.setEnabled(loading)
        if had_focus and not loading:
            self.fetch_button.setFocus()
        if not loading:
            self._delay.stop()
            self._show_progress(False)
        elif self.progress.isHidden() and not self._delay.isActive():
            self._delay.start()

    def _show_progress(self, shown: bool) -> None:
        self.progress.setRange(0, 0 if shown else 1)  # a bar without an end draws itself anew all the time
        self.progress.setVisible(shown)

    def focus_task(self) -> None:
        """Put the keyboard in the task box, with all of it selected."""
        self.task.setFocus()
        self.task.selectAll()

    def focus_organization(self) -> None:
        """Put the keyboard in the organization's field, with all of it selected."""
        self.organization.setFocus()
        self.organization.selectAll()
