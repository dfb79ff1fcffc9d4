"""What a person is told of an error of the program's own: that it happened, where, and that it goes on.

The report holds types, places and versions alone; whoever makes it sees to that. Several errors in a row are
one window: the first is shown, the others are counted. Knows no log.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from tallyfy_inspector.document.shown import visible
from tallyfy_inspector.texts import _, ngettext
from tallyfy_inspector.ui import plain, theme
from tallyfy_inspector.ui.clip import to_clipboard
from tallyfy_inspector.ui.report_dialog import ReportDialog


class CrashTeller(QObject):
    """Is told errors from any thread, and says so in the window's. `report` makes what may be shown."""

    happened = Signal(str)

    def __init__(self, report: Callable[[BaseException], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._report = report

    def tell(self, error: BaseException) -> None:
        """Hand on the report of `error`."""
        self.happened.emit(self._report(error))


class CrashDialog(ReportDialog):
    """One report."""

    log_wanted = Signal()

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__("crash", _("Something went wrong here"), parent)
        self._more = 0
        self._report = report
        self.report = QPlainTextEdit(visible(report, keep="\n"), self)
        self.report.setObjectName("crash_report")
        self.report.setAccessibleName(_("Report"))
        self.report.setReadOnly(True)
        self.report.setTabChangesFocus(True)
        self.report.setFont(theme.fixed_font(self.font()))
        self._others = plain.label("", self, wrap=True, role="dim")
        self._others.setObjectName("crash_others")
        self._others.hide()
        copy = self.button("crash_copy", _("&Copy the report"), self._copy)
        log = self.button("crash_log", _("Show the &log"), self._on_log)
        close = self.button("crash_close", _("Go on"), self.reject, primary=True)
        self.lay_out((self.report, self._others), (copy, log, close))
        close.setDefault(True)
        close.setFocus()
        told = _(
            "An error of this program's own, not of Tallyfy. The program goes on; what you did last may not "
            "have worked. The report says where it happened and holds nothing of what you looked at."
        )
        self.tell(told, aloud=False)
        self.speech.say(f"{self.windowTitle()}. {told}", urgent=True)

    def count(self) -> None:
        """One more happened meanwhile."""
        self._more += 1
        told = ngettext("{count} more since then.", "{count} more since then.", self._more)
        plain.set_text(self._others, told.format(count=self._more))
        self._others.show()

    def adopt_font(self) -> None:
        """The fixed font for the report."""
        if hasattr(self, "report"):
            self.report.setFont(theme.fixed_font(self.font()))

    def _copy(self) -> None:
        to_clipboard(self._report)
        self.speech.say(_("Copied"))

    def _on_log(self) -> None:
        self.accept()
        self.log_wanted.emit()
