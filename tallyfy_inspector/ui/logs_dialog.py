"""Help > Show the log: the end of the program's own log, newest last, by level, to read and to copy.

What is read is redacted twice (`ports_help.LogSource`). Only the lines on screen are painted, however many
there are. Knows no file's format.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tallyfy_inspector.ports_help import LogLine, LogSource, LogTail
from tallyfy_inspector.texts import N_, _
from tallyfy_inspector.ui import log_words, plain, theme
from tallyfy_inspector.ui.clip import to_clipboard
from tallyfy_inspector.ui.controls import ComboBox
from tallyfy_inspector.ui.jobs import Jobs
from tallyfy_inspector.ui.panels.pieces import Piece
from tallyfy_inspector.ui.panels.rows_model import RowsModel
from tallyfy_inspector.ui.panels.rows_table import RowsTable
from tallyfy_inspector.ui.report_dialog import PiecesDelegate, ReportDialog

_JOB = "log"
_COLUMNS = (N_("Line"),)


def _open_folder(url: QUrl) -> bool:
    return QDesktopServices.openUrl(url)


class LogModel(RowsModel[LogLine]):
    """The lines to be seen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(_COLUMNS, parent)

    def cell(self, row: LogLine, column: int, role: int) -> Any:  # noqa: ARG002 - there is one column
        """The line; its tooltip is the same, for a narrow window."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.text
        return plain.tooltip(row.text) if role == Qt.ItemDataRole.ToolTipRole else None


class LogView(RowsTable):
    """Shows a LogModel; as wide as its longest line."""

    def __init__(self, model: LogModel, dialog: ReportDialog) -> None:
        super().__init__(_("Log"), lambda row: model.rows[row].text, dialog.speech.say, dialog)
        self._model = model
        self.setObjectName("log_lines")
        self.setModel(model)
        self.setItemDelegate(PiecesDelegate(lambda row, _column: Piece(row.text, log_words.role(row)), self))
        self.horizontalHeader().hide()
        model.modelReset.connect(self.fit_columns)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the new room."""
        super().resizeEvent(event)
        self.fit_columns()

    def fit_columns(self) -> None:
        """The font is of fixed width: the longest line is the widest."""
        longest = max((row.text for row in self._model.rows), key=len, default="")
        width = self.fontMetrics().horizontalAdvance(longest) + 4 * theme.GRID
        self.setColumnWidth(0, max(width, self.viewport().width()))


class LogsDialog(ReportDialog):
    """Reads the log when it is opened, and when it is told to. `open_folder` is told the folder's address."""

    def __init__(
        self,
        source: LogSource,
        jobs: Jobs,
        parent: QWidget | None = None,
        open_folder: Callable[[QUrl], bool] = _open_folder,
    ) -> None:
        super().__init__("logs", _("Log"), parent)
        self._source = source
        self._jobs = jobs
        self._open_folder = open_folder
        self._tail = LogTail(())
        self.model = LogModel(self)
        self.view = LogView(self.model, self)
        self.level = ComboBox(self)
        self.level.setObjectName("log_level")
        self.level.setAccessibleName(_("Show"))
        for least, name in log_words.LEVELS:
            self.level.addItem(_(name), least)
        self.level.currentIndexChanged.connect(self._show)
        self.again = self.button("log_again", _("&Read again"), self.start)
        self.copy = self.button("log_copy", _("&Copy"), self._copy)
        self.folder = self.button("log_folder", _("Open the &folder"), self._on_folder)
        self.close_button = self.button("log_close", _("Close"), self.reject)
        buttons = (self.copy, self.folder, self.again, self.close_button)
        self.lay_out((self._choice(), self.view), buttons)
        self.finished.connect(lambda: jobs.cancel(_JOB))
        self.adopt_font()

    def _choice(self) -> QHBoxLayout:
        label = plain.label(_("S&how"), self)
        label.setBuddy(self.level)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addWidget(label)
        row.addWidget(self.level)
        row.addStretch(1)
        return row

    def adopt_font(self) -> None:
        """The fixed font, in the program's size."""
        if hasattr(self, "view"):
            self.view.set_fonts(theme.fixed_font(self.font()), self.font())
            self.view.fit_columns()

    def start(self) -> None:
        """Read the log as it is now."""
        self.tell(_("Reading the log…"), aloud=False)
        self._jobs.start(_JOB, self._read())

    async def _read(self) -> None:
        self._tail = await asyncio.get_running_loop().run_in_executor(None, self._source.read)
        self._show()

    def _show(self) -> None:
        shown = log_words.from_level(self._tail.lines, self.level.currentData())
        self.model.show(shown)
        self.tell(log_words.headline(self._tail, len(shown)))
        with self.view.quietly():
            self.view.setCurrentIndex(self.model.index(len(shown) - 1, 0))
        self.view.scrollToBottom()

    def _copy(self) -> None:
        to_clipboard("\n".join(line.text for line in self.model.rows))
        self.speech.say(_("Copied"))

    def _on_folder(self) -> None:
        if not self._open_folder(QUrl.fromLocalFile(str(self._source.folder))):
            told = _("The folder could not be opened: {folder}")
            self.tell(told.format(folder=self._source.folder))
