"""What went wrong, what to do next, and the one button that does it.

Shows any `Problem`; a new one needs nothing here unless it brings a new action, which is a row in `_LABELS`.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QLabel, QWidget

from tallyfy_inspector.api.problem import Problem
from tallyfy_inspector.document.shown import visible
from tallyfy_inspector.texts import N_, _
from tallyfy_inspector.ui import plain, theme
from tallyfy_inspector.ui.controls import Button, PrimaryButton, draw_wash

_LABELS = {
    "sign_in": N_("Sign in"),
    "retry": N_("Try again"),
    "edit_task": N_("Change the task"),
    "edit_organization": N_("Change the organization"),
    "edit_base_url": N_("Change the address"),
    "read_anyway": N_("Read it anyway"),
    "open_file": N_("Open another file"),
    "network": N_("Network settings"),
    "open_doctor": N_("Check the connection"),
    "list_process": N_("List this process's tasks"),
    "leave_demo": N_("Leave the demo"),
}
_LONGEST_WORD = 48
_NARROW_UNDER = 110  # average letters; with less room the buttons stand one over the other


class Banner(QWidget):
    """Hidden while nothing is wrong."""

    acted = Signal(str)  # an Action
    answer_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("problem")
        self._problem: Problem | None = None
        self._title = plain.label("", self, wrap=True)
        self._title.setObjectName("problem_title")
        self._hint = plain.selectable(plain.label("", self, wrap=True))
        self._hint.setObjectName("problem_hint")
        self._details = plain.selectable(plain.label("", self, wrap=True))
        self._details.setObjectName("problem_details")
        bold = self._title.font()
        bold.setBold(True)
        self._title.setFont(bold)
        self._act = PrimaryButton("", self)
        self._act.setObjectName("problem_action")
        self._show = Button(_("Show the answer"), self)
        self._show.setObjectName("problem_answer")
        self._act.clicked.connect(self._on_act)
        self._show.clicked.connect(self.answer_wanted)
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(theme.OUTER, theme.GAP, theme.OUTER, theme.GAP)
        grid.setHorizontalSpacing(theme.OUTER)
        grid.setVerticalSpacing(2)
        words: tuple[QLabel, ...] = (self._title, self._hint, self._details)
        for row, label in enumerate(words):
            grid.addWidget(label, row, 0)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(theme.GAP)
        self._buttons.addWidget(self._act)
        self._buttons.addWidget(self._show)
        grid.addLayout(self._buttons, 0, 1, len(words), 1, Qt.AlignmentFlag.AlignVCenter)
        grid.setColumnStretch(0, 1)

    def minimumSizeHint(self) -> QSize:
        """As narrow as it is with the buttons one over the other."""
        least = super().minimumSizeHint()
        if self._buttons.direction() is QBoxLayout.Direction.TopToBottom:
            return least
        shown = [b.sizeHint().width() for b in (self._act, self._show) if not b.isHidden()]
        beside = self._buttons.minimumSize().width()
        return QSize(least.width() - beside + max(shown, default=0), least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Buttons beside each other where there is room."""
        super().resizeEvent(event)
        narrow = event.size().width() < self.fontMetrics().averageCharWidth() * _NARROW_UNDER
        direction = QBoxLayout.Direction
        self._buttons.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)

    def show_problem(
        self, problem: Problem | None, *, has_answer: bool, about: str = "", label: str = ""
    ) -> None:
        """Show `problem` (None hides the banner); `has_answer` offers to look at what came, `about` says in
        words which attempt it is about, `label` what stands on the button, "" for the action's own words."""
        self._problem = problem
        self._act.setAccessibleName("")
        self._hint.setAccessibleName("")
        if problem is None:
            self.hide()
            return
        plain.set_text(self._title, f"{problem.title}  ·  {about}" if about else problem.title)
        plain.set_text(self._hint, problem.hint)
        plain.set_text(self._details, "\n".join(_with_short_words(line) for line in problem.details))
        self._details.setVisible(bool(problem.details))
        self.setAccessibleName(_("Problem: {title}").format(title=visible(problem.title)))
        self._title.setAccessibleName(self.accessibleName())
        text = label or action_words(problem, has_answer=has_answer)
        self._act.setVisible(bool(text))
        self._act.setText(visible(text).replace("&", "&&"))
        self._show.setVisible(has_answer)
        self.show()

    def tick_hint(self, hint: str) -> None:
        """Show another second in the hint. A screen reader keeps hearing the one of `show_problem`."""
        if not self._hint.accessibleName() and self._problem is not None:
            self._hint.setAccessibleName(visible(self._problem.hint))
        plain.set_text(self._hint, hint)

    def tick_action(self, label: str, *, last: bool = False) -> None:
        """Write `label` on the button. A screen reader keeps hearing the first one since `show_problem`,
        until the `last`."""
        if last or not self._act.accessibleName():
            self._act.setAccessibleName(label)
        if self._act.text() != label:
            self._act.setText(label)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground that says how bad it is, beside the words that do."""
        bad = self._problem is not None and self._problem.severity == "bad"
        draw_wash(self, event.rect(), bad=bad)

    def _on_act(self) -> None:
        if self._problem is not None and self._problem.action is not None:
            self.acted.emit(self._problem.action)


def action_words(problem: Problem, *, has_answer: bool) -> str:
    """What stands on the button for the action of `problem`, "" where it has none; `has_answer`: a server
    answered."""
    if problem.action == "sign_in" and has_answer:
        return _("Sign in again")
    own = _LABELS.get(problem.action or "", "")
    return _(own) if own else ""


def _with_short_words(line: str) -> str:
    """`line` with its endless words cut short: a label cannot break them and would widen the window."""
    words = line.split(" ")
    return " ".join(w if len(w) <= _LONGEST_WORD else w[: _LONGEST_WORD - 1] + "…" for w in words)
