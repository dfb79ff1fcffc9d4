"""The window `Process tasks`: the tasks of one process, to type a filter, choose one and fetch it.

Enter fetches the chosen row, also from the filter; Esc goes back. Only the rows on screen are painted, and
what the filter looks in is made once, when it first looks. In screen-share mode titles, names, assignees and
the server's words are hidden here: they come from no `View`. Who asks Tallyfy is `process_tasks`, what stands
in the rows is for `process_model`.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tallyfy_inspector.api.problem import Problem
from tallyfy_inspector.api.retrying import ATTEMPTS
from tallyfy_inspector.ports import Clock
from tallyfy_inspector.redact.screen import HIDDEN
from tallyfy_inspector.task.names import Names
from tallyfy_inspector.task.process_tasks import Listing, TaskRow, counted, remarks
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import plain, theme, waiting_words
from tallyfy_inspector.ui.banner import action_words
from tallyfy_inspector.ui.controls import LineEdit
from tallyfy_inspector.ui.link_decision import short_id
from tallyfy_inspector.ui.panels.hint import Hint
from tallyfy_inspector.ui.panels.pieces import Piece
from tallyfy_inspector.ui.panels.rows_table import RowsTable
from tallyfy_inspector.ui.patience import Pause
from tallyfy_inspector.ui.process_model import ASSIGNEES, DEADLINE, TITLE, ProcessModel
from tallyfy_inspector.ui.report_dialog import PiecesDelegate, ReportDialog

_LEAST, _MOST = 10, 29  # letters of a column; the title may have more, and the status is never cut
_MEASURED = 500  # rows whose words are measured
_ELSEWHERE = (
    "sign_in", "edit_task", "edit_organization", "edit_base_url", "network", "open_doctor", "leave_demo",
)  # fmt: skip
"""The actions that the window does; to try again is this one's own, and what was answered stands here."""

_DOWN = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class ProcessView(RowsTable):
    """Shows a ProcessModel, in the width that there is."""

    def __init__(self, model: ProcessModel, dialog: ReportDialog) -> None:
        super().__init__(
            _("Process tasks"), lambda row: model.heard(model.rows[row]), dialog.speech.say, dialog
        )
        self._model = model
        self.setObjectName("process_rows")
        self.setModel(model)
        self.setSelectionMode(RowsTable.SelectionMode.SingleSelection)
        self.setItemDelegate(PiecesDelegate(self._piece, self))
        model.modelReset.connect(self.fit_columns)

    def _piece(self, row: TaskRow, column: int) -> Piece:
        dim = row.hidden or (column == TITLE and not row.title)
        late = column == DEADLINE and self._model.late(row)
        return Piece(self._model.short(row, column), "warning" if late else "dim" if dim else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new room out."""
        super().resizeEvent(event)
        self.fit_columns()

    def fit_columns(self) -> None:
        """The title has what the others leave; where that is too little the assignees and the deadline are
        cut, in this order, each with the whole as its tooltip."""
        room = self.viewport().width()
        widths = [self._wanted(column) for column in range(self._model.columnCount())]
        widths[TITLE] = max(self._narrowest(TITLE), room - sum(widths) + widths[TITLE])
        for column in (ASSIGNEES, DEADLINE):
            lacking = max(0, sum(widths) - room)
            widths[column] = max(min(widths[column], self._narrowest(column)), widths[column] - lacking)
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)

    def _wanted(self, column: int) -> int:
        words = {self._model.short(row, column) for row in self._model.every[:_MEASURED]}
        longest = max(map(self.fontMetrics().horizontalAdvance, words), default=0) + 3 * theme.GRID
        return max(self._narrowest(column), min(longest, _MOST * self.fontMetrics().averageCharWidth()))

    def _narrowest(self, column: int) -> int:
        letters = _LEAST * self.fontMetrics().averageCharWidth()
        return max(letters, self.horizontalHeader().sectionSizeFromContents(column).width())

    def select(self, row: int) -> None:
        """Choose a row, where there is one."""
        with self.quietly():
            if 0 <= row < self._model.rowCount():
                self.selectRow(row)


class ProcessList(ReportDialog):
    """Made when a process is asked for; `show_listing` or `show_problem` come later."""

    chosen = Signal(str)  # a task's ID
    again = Signal()
    stop_wanted = Signal()
    acted = Signal(str)  # an Action of a problem, which the window knows to do

    def __init__(self, clock: Clock, *, hidden: bool, parent: QWidget | None = None) -> None:
        super().__init__("process", _("Process tasks"), parent)
        self._listing: Listing | None = None
        self._problem: Problem | None = None  # why there is no list, or not more of it
        self.model = ProcessModel(clock, self)
        self.model.hide(hidden)
        self.view = ProcessView(self.model, self)
        self.hint = Hint(self.view)
        self.filter = LineEdit(self)
        self.filter.setObjectName("process_filter")
        self.filter.setAccessibleName(_("Filter tasks"))
        self.filter.setPlaceholderText(_("Words of the title, the status or the assignees"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textEdited.connect(self._on_filter)
        self.filter.textChanged.connect(lambda text: None if text else self._on_filter(text))
        self.view.doubleClicked.connect(lambda _index: self._on_fetch())
        self.view.selectionModel().currentRowChanged.connect(self._on_current)
        self.model.modelReset.connect(self._on_reset)
        self.fetch = self.button("process_fetch", _("&Fetch this task"), self._on_fetch, primary=True)
        self.retry = self.button("process_again", _("&Try again"), self.again.emit)
        self.act = self.button("process_action", "", self._on_act, primary=True)
        self.stop = self.button("process_stop", _("&Stop"), self.stop_wanted.emit)
        self.back = self.button("process_back", _("Back"), self.reject)
        buttons = (self.fetch, self.act, self.retry, self.stop, self.back)
        for button in buttons:
            button.setAutoDefault(False)  # Enter is the list's
        self.remark = plain.selectable(plain.label("", self, wrap=True, role="dim"))
        self.remark.setObjectName("process_remark")
        self.lay_out((self._filter_row(), self.view, self.remark), buttons)
        self.adopt_font()
        self._offer(None)
        self._on_current()

    def _filter_row(self) -> QHBoxLayout:
        label = plain.label(_("F&ilter"), self)
        label.setBuddy(self.filter)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addWidget(label)
        row.addWidget(self.filter, 1)
        return row

    def adopt_font(self) -> None:
        """The program's font."""
        if hasattr(self, "view"):
            self.view.set_fonts(self.font(), self.font())
            self.view.fit_columns()

    # What it shows

    def start(self) -> None:
        """Say that the tasks are on their way, with the keyboard in the filter."""
        self.tell(_("Loading the process and its tasks…"))
        self._tell_remark("")
        self._offer(None, busy=True)
        self.filter.setFocus()

    def show_pause(self, pause: Pause) -> None:
        """Say that the same is asked for again in a moment, or now. Only the first words of it are heard."""
        if pause.seconds:
            text = waiting_words.again(pause.status, pause.attempt, pause.seconds)
            text = f"{text}. {waiting_words.hint()}"
        else:
            text = _("Loading the process and its tasks, attempt {attempt} of {attempts}…").format(
                attempt=pause.attempt, attempts=ATTEMPTS
            )
        if pause.first:
            self.tell(text)
        else:
            plain.set_text(self.told, text)

    def show_stopped(self) -> None:
        """The person had enough of waiting. A list that came before is still no more than a part."""
        if self._listing is None:
            self._problem = None
            self.tell(_("Stopped. Try again, or go back."))
        else:
            self._tell_what_came()
        self._offer(None)
        self.retry.show()
        self.retry.setFocus()

    def show_listing(
        self, listing: Listing, problem: Problem | None = None, *, answered: bool = True
    ) -> None:
        """Show what came, the first task chosen. `problem`: why there is not more of it, with what to do; a
        longer list that came before stays then."""
        before = self._listing
        if problem is not None and before is not None and len(before.rows) > len(listing.rows):
            listing = before
        self._listing, self._problem = listing, problem
        self.model.take(listing.rows)
        self.view.select(0)
        self._tell_what_came()
        self._offer(problem, answered=answered)

    def show_problem(self, problem: Problem, *, answered: bool = True) -> None:
        """Say why there is no list, and offer what to do and to try again; `answered`: a server did. A list
        that came before stays."""
        if self._listing is not None:
            self.show_listing(self._listing, problem, answered=answered)
            return
        self._problem = problem
        self.model.take(())
        self._tell_what_came()
        self._offer(problem, answered=answered)
        (self.retry if self.act.isHidden() else self.act).setFocus()

    def _offer(self, problem: Problem | None, *, answered: bool = False, busy: bool = False) -> None:
        """The one thing to do about `problem`, and to try again; to stop what is on its way."""
        if self.stop.hasFocus() and not busy:
            self.filter.setFocus()
        self.stop.setVisible(busy)
        self._action = None if problem is None or problem.action not in _ELSEWHERE else problem.action
        words = "" if problem is None or not self._action else action_words(problem, has_answer=answered)
        self.act.setText(words.replace("&", "&&"))
        self.act.setAccessibleName(words)
        self.act.setVisible(bool(words))
        self.retry.setVisible(problem is not None)

    def know(self, names: Names) -> None:
        """Other names are known; the task that is chosen stays so."""
        chosen = self.view.currentIndex().row()
        self.model.know(names)
        self.view.select(chosen)

    def hide_private(self, hidden: bool) -> None:
        """Others look on, or no more; the task that is chosen stays so."""
        chosen = self._current()
        self.model.hide(hidden)
        if chosen in self.model.rows:  # the filter may find others now
            self.view.select(self.model.rows.index(chosen))
        told = self._listing is not None or self._problem is not None
        if told and self.stop.isHidden():  # nothing private is said while it is loading
            self._tell_what_came(aloud=False)

    def _tell_what_came(self, *, aloud: bool = True) -> None:
        """The list and the problem in words, as they may be seen now."""
        listing, said = self._listing, self._lines()
        if listing is None:
            self.tell("\n".join(said), aloud=aloud)
            return
        self.tell(self._headline(listing), aloud=aloud)
        if self._problem is None and not listing.complete:
            said = (_("To open a task that is not listed, paste its own link."),)
        self._tell_remark("\n".join((" ".join(remarks(listing)), *said)))

    def _lines(self) -> tuple[str, ...]:
        problem = self._problem
        if problem is None:
            return ()
        details = (HIDDEN,) if self.model.hidden and problem.details else problem.details
        return (f"{problem.title}. {problem.hint}", *details)

    def _headline(self, listing: Listing) -> str:
        """The process, its status, how many tasks there are, and what went wrong."""
        name = HIDDEN if self.model.hidden else listing.name
        trouble = "" if self._problem is None else self._problem.title
        parts = (name or short_id(listing.id), listing.status_words, counted(listing), trouble)
        return "  ·  ".join(each for each in parts if each)

    def _tell_remark(self, text: str) -> None:
        plain.set_text(self.remark, text)
        self.remark.setVisible(bool(text))

    # What the person does

    def _on_filter(self, text: str) -> None:
        self.model.sift(text)
        self.view.select(0)
        if self.hint.isVisible():
            self.speech.say(self.hint.text())
        if self._listing is not None:
            left = _("{count} of {total} tasks").format(
                count=self.model.rowCount(), total=len(self._listing.rows)
            )
            self.filter.setAccessibleDescription(left)

    def _current(self) -> TaskRow | None:
        row = self.view.currentIndex().row()
        return self.model.rows[row] if 0 <= row < len(self.model.rows) else None

    def _on_reset(self) -> None:
        """Who sees no rows is told that it is the filter."""
        listing = self._listing
        if listing is not None and listing.rows and not self.model.rows:
            self.hint.say(_("No task matches."), stays=True)
        else:
            self.hint.clear_hint()
        self._on_current()

    def _on_current(self, *_rows: QModelIndex) -> None:
        current = self._current()
        self.fetch.setEnabled(current is not None and bool(current.id))

    def _on_fetch(self) -> None:
        current = self._current()
        if current is not None and current.id:
            self.accept()
            self.chosen.emit(current.id)

    def _on_act(self) -> None:
        action = self._action
        if action is not None:
            self.reject()  # what is to be done is in the window
            self.acted.emit(action)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter fetches; from the filter the arrows go through the list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (
            self.filter.hasFocus() or self.view.hasFocus()
        ):
            self._on_fetch()
        elif event.key() in _DOWN and self.filter.hasFocus():
            step = 1 if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_PageDown) else -1
            last = self.model.rowCount() - 1
            self.view.select(max(0, min(last, self.view.currentIndex().row() + step)))
        else:
            super().keyPressEvent(event)
