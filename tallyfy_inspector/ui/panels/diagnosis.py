"""The panel Diagnosis: what the rules find in the last good answer, the worst first, each with its evidence.

The rules are in `task.diagnosis`; a new one needs nothing here. Each answer is diagnosed once, after it was
painted while another tab hides the panel, and anew when a minute has passed, since deadlines do. Knows no
rule and no way to fetch: `why_not_fetch` says why fetching more is not possible, and `includes_wanted` asks
for it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.task.diagnosis import Finding, diagnose
from tallyfy_inspector.task.diagnosis.reply import reply_for_all
from tallyfy_inspector.task.diagnosis.unchecked import not_checked, not_fetched
from tallyfy_inspector.task.reading import find_task
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import theme
from tallyfy_inspector.ui.masked_answer import masked_findings
from tallyfy_inspector.ui.panels import diagnosis_words
from tallyfy_inspector.ui.panels.diagnosis_detail import FindingDetail, Opener, Scrolled, open_page
from tallyfy_inspector.ui.panels.diagnosis_list import FindingsModel, FindingsView
from tallyfy_inspector.ui.panels.diagnosis_rest import Rest
from tallyfy_inspector.ui.panels.json_sift import is_there
from tallyfy_inspector.ui.panels.panel import Panel, PanelContext
from tallyfy_inspector.ui.view import Answer, Opened, View, same_task

_FRESH = timedelta(minutes=1)


def cannot_fetch(_answer: Answer) -> str:
    """What stands in for a window: nothing can be fetched."""
    return _("Nothing can be fetched from here.")


class Diagnosis(Panel):
    """The findings, one of them in full, and what was not checked."""

    includes_wanted = Signal(object)  # tuple of the includes that would tell more

    def __init__(self, context: PanelContext, opener: Opener = open_page) -> None:
        super().__init__(context)
        self.why_not_fetch: Callable[[Answer], str] = cannot_fetch
        self._answer: Answer | None = None
        self._findings: tuple[Finding, ...] | None = None  # None: not diagnosed yet
        self._at: datetime | None = None
        self._shown: tuple[Answer | None, tuple[Finding, ...]] | None = None
        self._wanted: Path | None = None
        self.model = FindingsModel(self)
        self.view = FindingsView(self.model, context, self)
        self.detail = FindingDetail(opener, self)
        self.rest = Rest(self)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._diagnose)
        self._lay_out()
        self._connect()
        self.view.hide()

    def _lay_out(self) -> None:
        self._area = Scrolled(self.detail)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.GAP, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(self.view, 1)
        column.addWidget(self._area, 1)
        column.addLayout(self.rest)
        self.setFocusProxy(self.view)

    def _connect(self) -> None:
        self.view.row_chosen.connect(self._on_row_chosen)
        self.detail.place_chosen.connect(self.path_wanted)
        self.detail.fetch_wanted.connect(self.includes_wanted)
        self.rest.fetch_wanted.connect(self.includes_wanted)
        self.detail.did.connect(self.context.done)

    # The state

    def show_view(self, view: View) -> None:
        """Take `view`. The tab's text is there to be read while another tab hides the panel."""
        if view.last_good is not self._answer:
            self._answer, self._findings = view.last_good, None
            self._later.start()
        super().show_view(view)

    def paint_view(self, view: View) -> None:
        """Show what was found; what is shown already stays as it stands."""
        self._diagnose()
        self.view.delegate.older = view.older
        self.view.set_older(view.older)
        findings = self._findings or ()
        if self._shown is None or self._shown[0] is not self._answer or self._shown[1] is not findings:
            self._show(findings)
        self._show_detail()
        if self._wanted is not None:
            path, self._wanted = self._wanted, None
            self.select_path(path)

    def _diagnose(self) -> None:
        """Diagnose the answer, if that was not done or was too long ago."""
        self._later.stop()
        now = self.context.clock.now()
        if self._findings is not None and self._at is not None and now - self._at < _FRESH:
            return
        self._at = now
        answer, zone = self._answer, self.context.clock.zone
        found = []
        if answer is not None:
            found = diagnose(answer.judged, self._asked(), now, zone, answer.judged_fields(zone))
        found = masked_findings(found, answer)
        self._findings = tuple(found)
        self.title_changed.emit(diagnosis_words.tab_title(diagnosis_words.counted(found)), "")

    def _root(self) -> object:
        return None if self._answer is None or self._answer.document is None else self._answer.document.root

    def _asked(self) -> frozenset[str] | None:
        """The includes that were asked for; None where that is not known."""
        if self._answer is None or isinstance(self._answer.source, Opened):
            return None
        return frozenset(self._answer.source.request.includes)

    def _show(self, findings: tuple[Finding, ...]) -> None:
        row = self.view.current_row()
        before = None if row is None else self.model.rows[row]
        again = self._shown is not None and _of_one_task(self._shown[0], self._answer)
        self._shown = (self._answer, findings)
        with self.view.quietly():
            self.model.show(findings)
        self.view.setVisible(bool(findings))
        if findings:
            self.view.select(_like(before, findings) if again else 0)
        if not again:
            self._area.verticalScrollBar().setValue(0)
        self._explain(findings)

    def _explain(self, findings: tuple[Finding, ...]) -> None:
        root, text = self._root(), ""
        needs: tuple[str, ...] = ()
        if self._answer is not None:
            asked = self._asked()
            task = find_task(root) is not None
            text = diagnosis_words.rest(findings, not_checked(root, asked), task, opened=asked is None)
            needs = not_fetched(root, asked)
        self.rest.show_rest(text, needs)

    def select_path(self, path: Path) -> None:
        """Select the finding that rests on `path`, without taking the focus."""
        if self._pending is not None:
            self._wanted = path
            return
        current = self._current()
        if current is not None and path in current.because:
            return
        row = next((row for row, each in enumerate(self.model.rows) if path in each.because), None)
        if row is not None:
            self.view.select(row)
            self._show_detail()

    # The person

    def refresh(self) -> None:
        """What can be fetched may have changed: another connection is looked at."""
        if self._pending is None:
            self._show_detail()

    def _current(self) -> Finding | None:
        row = self.view.current_row()
        return None if row is None else self.model.rows[row]

    def _on_row_chosen(self, row: int) -> None:
        self._show_detail()
        self._area.verticalScrollBar().setValue(0)
        because, root = self.model.rows[row].because, self._root()
        if because:  # one goes to what is there; what was not returned is told in the evidence
            there = tuple(path for path in because if is_there(root, path))
            self.places_selected.emit(there or because[:1])

    def _show_detail(self) -> None:
        root, mask = self._root(), self.context.mask
        refusal = "" if self._answer is None else self.why_not_fetch(self._answer)
        self.rest.offer(possible=not refusal)
        current = self._current()
        takes_part = current is not None and bool(current.brief)
        self.detail.show_finding(
            current,
            lambda path: diagnosis_words.evidence(root, path, mask),
            refusal,
            reply_for_all(self._findings or (), opened=self._asked() is None) if takes_part else "",
        )


def _of_one_task(before: Answer | None, after: Answer | None) -> bool:
    return before is not None and after is not None and same_task(before.source, after.source)


def _like(before: Finding | None, findings: tuple[Finding, ...]) -> int:
    """The row of the finding that was selected, in another answer; else the first, which is the worst."""
    if before is None:
        return 0
    same = (
        row for row, each in enumerate(findings) if (each.code, each.title) == (before.code, before.title)
    )
    return next(same, 0)
