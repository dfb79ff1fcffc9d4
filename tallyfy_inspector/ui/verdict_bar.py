"""How the task stands, as chips beside its title: each fact once, and each leads to its rows.

What is said is made in `task.verdict`; a new fact there is a new chip here. There is one chip a code, hidden
while it has nothing to say, so that the order of Tab stays. Times are told anew each minute, silently. Knows
no panel.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from tallyfy_inspector.ports import Clock
from tallyfy_inspector.task.verdict import CODES, Part, verdict
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import plain, theme
from tallyfy_inspector.ui.chip import Chip
from tallyfy_inspector.ui.flow import FlowLayout
from tallyfy_inspector.ui.view import Answer, Opened, View

_MINUTE = timedelta(minutes=1)


class VerdictBar(QWidget):
    """The chips of the last good answer."""

    part_chosen = Signal(object)  # task.verdict.Part

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._answer: Answer | None = None
        self._older = False
        self._at: datetime | None = None  # when `parts` were told
        self.parts: tuple[Part, ...] = ()
        self.setObjectName("verdict")
        self.setAccessibleName(_("Verdict"))
        self.chips = {code: self._chip(code) for code in CODES}
        flow = FlowLayout(self, theme.GAP, theme.GRID)
        for chip in self.chips.values():
            flow.addWidget(chip)
        self._ticking = QTimer(self)
        self._ticking.setInterval(int(_MINUTE.total_seconds() * 1000))
        self._ticking.timeout.connect(self._on_minute)

    def _chip(self, code: str) -> Chip:
        chip = Chip(self)
        chip.setObjectName(f"verdict_{code}")
        _describe(chip)
        chip.hide()
        chip.clicked.connect(lambda: self._on_clicked(code))
        return chip

    def show_view(self, view: View) -> None:
        """Tell how the task of the last good answer stands now."""
        now = self._clock.now()
        if view.last_good is not self._answer or self._at is None or now - self._at >= _MINUTE:
            self._answer = view.last_good
            self._judge()
        self._tell(older=view.older)
        if self.parts:
            self._ticking.start()
        else:
            self._ticking.stop()

    def _judge(self) -> None:
        """Reads all form fields, so it is not done for each state of the window."""
        answer, zone = self._answer, self._clock.zone
        self._at = self._clock.now()
        self.parts = ()
        if answer is not None and answer.document is not None:
            opened = isinstance(answer.source, Opened)
            self.parts = verdict(answer.document.root, self._at, zone, answer.fields(zone), opened)

    def _tell(self, *, older: bool) -> None:
        told = {part.code: part for part in self.parts}
        for code, chip in self.chips.items():
            if code in told:
                part = told[code]
                chip.say(part.text, part.tone, dimmed=older)
                plain.set_tooltip(chip, f"{part.text}\n{part.more}".strip())
                _describe(chip, part.more)
            chip.setVisible(code in told)
        self.setVisible(bool(self.parts))
        self._older = older

    def _on_minute(self) -> None:
        if self.isVisible():
            self._judge()
            self._tell(older=self._older)

    def _on_clicked(self, code: str) -> None:
        part = next((part for part in self.parts if part.code == code), None)
        if part is not None:
            self.part_chosen.emit(part)


def _describe(chip: Chip, more: str = "") -> None:
    leads = _("Leads to where this stands in the answer.")
    chip.setAccessibleDescription(_("{fact}. {what}").format(fact=more, what=leads) if more else leads)
