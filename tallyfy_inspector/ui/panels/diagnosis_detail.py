"""One finding in full: what it says, what it rests on, where to read more, and what to answer the customer.

Whatever is read from the answer comes through `reads`, which is handed in with each finding, so that nothing
of an older answer stays. A new thing to do with a finding is a button in `_make_buttons`. Knows no panel.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QFont
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.document.shown import visible
from tallyfy_inspector.task.diagnosis.finding import Finding, front_words
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import plain, theme
from tallyfy_inspector.ui.clip import to_clipboard
from tallyfy_inspector.ui.controls import scrolled
from tallyfy_inspector.ui.flow import FlowLayout
from tallyfy_inspector.ui.low_button import LowButton
from tallyfy_inspector.ui.panels import diagnosis_words
from tallyfy_inspector.ui.panels.diagnosis_places import Evidence
from tallyfy_inspector.ui.panels.reply_box import ReplyBox

Opener = Callable[[str], object]


def open_page(address: str) -> bool:
    """Open a page of the documentation in the person's browser; whether that was possible."""
    return QDesktopServices.openUrl(QUrl(address))


class FindingDetail(QWidget):
    """The finding that was shown last, or nothing."""

    place_chosen = Signal(object)  # document.path.Path
    fetch_wanted = Signal(object)  # tuple of includes
    did = Signal(str)  # what was just done

    def __init__(self, opener: Opener, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opener = opener
        self._finding: Finding | None = None
        self._for_all = ""
        self.sure = plain.label("", self)
        self.sure.setObjectName("finding_sure")
        self.title = plain.selectable(plain.label("", self, wrap=True))
        self.title.setObjectName("finding_title")
        self.text = plain.selectable(plain.label("", self, wrap=True))
        self.text.setObjectName("finding_text")
        self._basis = plain.label("", self, role="dim")
        self.evidence = Evidence(self)
        self._make_buttons()
        self._reply_label = plain.label(_("Suggested reply"), self, role="dim")
        self.reply = ReplyBox(_("Suggested reply"), self)
        self.reply.setObjectName("finding_reply")
        self._all_label = plain.label(_("Suggested reply for all blockers"), self, role="dim")
        self.reply_all = ReplyBox(_("Suggested reply for all blockers"), self)
        self.reply_all.setObjectName("finding_reply_all")
        self.evidence.place_chosen.connect(self.place_chosen)
        self._lay_out()
        self.show_finding(None, lambda _path: "", "")

    def _make_buttons(self) -> None:
        self.fetch = self._button("finding_fetch", "", self._on_fetch)
        self.page = self._button("finding_page", _("Open the documentation page"), self._on_page)
        self.copy = self._button("finding_copy", _("Copy reply"), self._on_copy)
        self.copy_all = self._button("finding_copy_all", _("Copy reply for all"), self._on_copy_all)
        self.refusal = plain.label("", self, wrap=True, role="dim")
        self.refusal.setObjectName("finding_refusal")

    def _button(self, name: str, text: str, act: Callable[[], None]) -> LowButton:
        made = LowButton(text, self)
        made.setObjectName(name)
        made.clicked.connect(act)
        return made

    def _lay_out(self) -> None:
        buttons = QWidget(self)
        flow = FlowLayout(buttons, theme.GAP, theme.GRID)
        flow.addWidget(self.fetch)
        flow.addWidget(self.page)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GRID, theme.GRID, theme.GRID, theme.GRID)
        column.setSpacing(theme.GAP)
        for widget in (
            self.sure, self.title, self.text, self._basis, self.evidence, buttons, self.refusal,
            self._reply_label, self.reply,
        ):  # fmt: skip
            column.addWidget(widget)
        column.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._all_label)
        column.addWidget(self.reply_all)
        column.addWidget(self.copy_all, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        stops = (self.evidence, self.fetch, self.page, self.reply, self.copy, self.reply_all, self.copy_all)
        for one, following in pairwise(stops):
            QWidget.setTabOrder(one, following)

    def show_finding(
        self, finding: Finding | None, reads: Callable[[Path], str], refusal: str, for_all: str = ""
    ) -> None:
        """Show `finding`, or nothing. `reads` says a place and what stands there; `refusal` says why
        fetching more is not possible now, "" when it is; `for_all` is a reply for this and others, or ""."""
        self._finding, self._for_all = finding, for_all
        self.setVisible(finding is not None)
        because = () if finding is None else finding.because
        self.evidence.show_places(because, reads)
        self.evidence.setVisible(bool(because))
        self._basis.setVisible(bool(because))
        if finding is None:
            for label in (self.sure, self.title, self.text, self._basis, self.refusal):
                plain.set_text(label, "")
            self.reply.show_text("")
            self.reply_all.show_text("")
            return
        self._tell(finding)
        self._offer(finding, refusal)
        self.reply_all.show_text(for_all)
        for widget in (self._all_label, self.reply_all, self.copy_all):
            widget.setVisible(bool(for_all))

    def _tell(self, finding: Finding) -> None:
        bold = QFont(self.font())
        bold.setBold(True)
        self.title.setFont(bold)
        plain.set_text(self.sure, front_words(finding))
        self.sure.set_role(diagnosis_words.role(finding) or None)
        plain.set_text(self.title, finding.title)
        plain.set_text(self.text, finding.text)
        plain.set_text(self._basis, diagnosis_words.basis(finding))

    def _offer(self, finding: Finding, refusal: str) -> None:
        self.page.setVisible(bool(finding.doc))
        leads = _("Opens {address}").format(address=visible(finding.doc))
        plain.set_tooltip(self.page, leads)
        self.page.setAccessibleDescription(leads)
        self.fetch.setVisible(bool(finding.needs))
        self.fetch.setText(diagnosis_words.fetch_words(finding.needs).replace("&", "&&"))
        self.fetch.setEnabled(not refusal)
        self.fetch.setAccessibleDescription(refusal)
        refused = refusal if finding.needs else ""
        plain.set_text(self.refusal, refused)
        self.refusal.setVisible(bool(refused))
        reply = finding.reply or ""
        self.reply.show_text(reply)
        for widget in (self._reply_label, self.reply, self.copy):
            widget.setVisible(bool(reply))

    def _on_fetch(self) -> None:
        if self._finding is not None and self._finding.needs:
            self.fetch_wanted.emit(self._finding.needs)

    def _on_page(self) -> None:
        if self._finding is not None and not self._opener(self._finding.doc):
            to_clipboard(self._finding.doc)
            self.did.emit(_("No browser opened. The page's address is copied."))

    def _on_copy(self) -> None:
        if self._finding is not None and self._finding.reply:
            to_clipboard(self._finding.reply)
            self.did.emit(_("Copied"))

    def _on_copy_all(self) -> None:
        if self._for_all:
            to_clipboard(self._for_all)
            self.did.emit(_("Copied"))


class Scrolled(QScrollArea):
    """A detail in an area that scrolls, so that a long one never makes the window taller. What gets the
    keyboard comes into sight, also from outside, where Qt does not look after it."""

    def __init__(self, detail: QWidget) -> None:
        super().__init__()
        scrolled(detail, self)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for inside in detail.findChildren(QWidget):
            if inside.focusPolicy() & Qt.FocusPolicy.TabFocus:
                inside.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the keyboard."""
        if event.type() is QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self._bring(watched)
        return super().eventFilter(watched, event)

    def _bring(self, inside: QWidget) -> None:
        """The whole of it where there is room for that, else where its own cursor is."""
        if inside.height() + 2 * theme.GAP > self.viewport().height():
            self.ensureWidgetVisible(inside, 0, theme.GAP)
            return
        top = inside.mapTo(self.viewport(), QPoint()).y() + self.verticalScrollBar().value()
        for edge in (top + inside.height(), top):
            self.ensureVisible(0, edge, 0, theme.GAP)
