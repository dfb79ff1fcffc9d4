"""Help > Check the connection: each check of the doctor with its result in words, to read and to copy.

What is checked is the doctor's; the words around it are in `doctor_words`. Everything here is redacted when
it arrives. Knows no network and no keyring.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from tallyfy_inspector.ports_help import Checked, Doctor
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import doctor_words, plain, theme
from tallyfy_inspector.ui.clip import to_clipboard
from tallyfy_inspector.ui.jobs import Jobs
from tallyfy_inspector.ui.panels import pieces
from tallyfy_inspector.ui.panels.pieces import Piece
from tallyfy_inspector.ui.panels.rows_model import RowsModel
from tallyfy_inspector.ui.panels.rows_table import RowsTable
from tallyfy_inspector.ui.report_dialog import PiecesDelegate, ReportDialog

_JOB = "doctor"
RESULT, CHECK, FOUND, TIME = range(4)
_LEAST_LETTERS = 24


class ChecksModel(RowsModel[Checked]):
    """The checks that are over."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(doctor_words.COLUMNS, parent)

    def cell(self, row: Checked, column: int, role: int) -> Any:
        """A cell's words, its tooltip, and what is heard of it."""
        text = piece(row, column).text
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return text
            case Qt.ItemDataRole.AccessibleTextRole:
                return doctor_words.line(row) if column == RESULT else text
            case Qt.ItemDataRole.ToolTipRole:
                return plain.tooltip(text)
        return None


def piece(row: Checked, column: int) -> Piece:
    """The words of a cell and their colour."""
    if column == RESULT:
        return Piece(doctor_words.state(row), doctor_words.ROLES[row.state])
    if column == CHECK:
        return Piece(row.title, "")
    return Piece(row.words, "") if column == FOUND else Piece(doctor_words.spent(row), "dim")


class ChecksView(RowsTable):
    """Shows a ChecksModel; what was found gets the room."""

    def __init__(self, model: ChecksModel, dialog: ReportDialog) -> None:
        super().__init__(
            _("Checks"), lambda row: doctor_words.line(model.rows[row]), dialog.speech.say, dialog
        )
        self._model = model
        self.setObjectName("checks")
        self.setModel(model)
        self.setItemDelegate(PiecesDelegate(piece, self))
        model.modelReset.connect(self.fit_columns)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        super().resizeEvent(event)
        self.fit_columns()

    def fit_columns(self) -> None:
        """Give each column the width of its words, and what was found the room that is left: its words stand
        below in full."""
        widths = [self._width(column) for column in range(len(doctor_words.COLUMNS))]
        others = sum(widths) - widths[FOUND]
        least = min(widths[FOUND], self.fontMetrics().averageCharWidth() * _LEAST_LETTERS)
        widths[FOUND] = max(least, self.viewport().width() - others)
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)

    def _width(self, column: int) -> int:
        heading = Piece(_(doctor_words.COLUMNS[column]), "")
        wanted = [heading, *(piece(row, column) for row in self._model.rows)]
        return max(pieces.width([each], self.font()) for each in wanted) + 4 * theme.GRID


class DoctorDialog(ReportDialog):
    """Begins to check when it is opened; `start` begins anew, `stop` ends it with what is there."""

    def __init__(self, doctor: Doctor, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__("doctor", _("Check the connection"), parent)
        self._doctor = doctor
        self._jobs = jobs
        self._results: tuple[Checked, ...] = ()
        self.model = ChecksModel(self)
        self.view = ChecksView(self.model, self)
        self.details = plain.selectable(plain.label("", self, wrap=True))
        self.details.setObjectName("doctor_details")
        self.stop_button = self.button("doctor_stop", _("&Stop"), self.stop)
        self.again = self.button("doctor_again", _("&Run again"), self.start)
        self.copy = self.button("doctor_copy", _("&Copy"), self._copy)
        self.close_button = self.button("doctor_close", _("Close"), self.reject)
        self.lay_out((self.view, self.details), (self.copy, self.stop_button, self.again, self.close_button))
        self.view.selectionModel().currentRowChanged.connect(self._on_current)
        self.finished.connect(lambda: jobs.cancel(_JOB))
        self.adopt_font()
        self._set_busy(busy=False)

    def adopt_font(self) -> None:
        """The program's font, with the columns that fit it."""
        if hasattr(self, "view"):
            self.view.set_fonts(self.font(), self.font())
            self.view.fit_columns()

    def start(self) -> None:
        """Check everything from the beginning."""
        self._show(())
        self._set_busy(busy=True)
        self.tell(_("Checking…"))
        self._jobs.start(_JOB, self._examine())

    def stop(self) -> None:
        """End it; what is over stays."""
        self._jobs.cancel(_JOB)
        self._set_busy(busy=False)
        told = _("Stopped after {count} of {all} checks.")
        self.tell(told.format(count=len(self._results), all=len(self._doctor.planned())))

    async def _examine(self) -> None:
        try:
            async for checked in self._doctor.examine():
                self._show((*self._results, checked))
                self._tell_next()
        except Exception:
            self._set_busy(busy=False)
            self.tell(_("The check itself failed. The log says where."))
            raise
        self._set_busy(busy=False)
        self.tell(doctor_words.summary(self._results, len(self._doctor.planned())))

    def _tell_next(self) -> None:
        """What is looked at now; not said aloud, or there would be no end of it."""
        planned, over = self._doctor.planned(), len(self._results)
        if over < len(planned):
            told = _("Checking: {check} ({count} of {all})…")
            self.tell(told.format(check=planned[over], count=over + 1, all=len(planned)), aloud=False)

    def _show(self, results: tuple[Checked, ...]) -> None:
        current = self.view.currentIndex().row()
        self._results = results
        self.model.show(results)
        with self.view.quietly():
            self.view.setCurrentIndex(self.model.index(max(0, current), 0))
        self._on_current()

    def _on_current(self) -> None:
        row = self.view.currentIndex().row()
        words = doctor_words.line(self._results[row]) if 0 <= row < len(self._results) else ""
        plain.set_text(self.details, words)
        self.details.setAccessibleName(words)

    def _set_busy(self, *, busy: bool) -> None:
        """Stop and Run again take turns; the keyboard goes with them."""
        gives, takes = (self.again, self.stop_button) if busy else (self.stop_button, self.again)
        had_keyboard = gives.hasFocus()
        takes.setEnabled(True)
        if had_keyboard:
            takes.setFocus()
        gives.setEnabled(False)
        self.copy.setEnabled(not busy)

    def _copy(self) -> None:
        to_clipboard("\n".join(map(doctor_words.line, self._results)))
        self.speech.say(_("Copied"))
