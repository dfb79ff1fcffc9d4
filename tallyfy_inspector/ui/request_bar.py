"""Who is asked, for what, and the two buttons: the top row of the window.

Turns what was typed or pasted into one validated `FetchRequest`. A pasted link is read at once and leaves
only its IDs behind; its organization wins over the field. Knows no network and no answer.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QProgressBar, QSizePolicy, QWidget

from tallyfy_inspector.api import refusals, taskref
from tallyfy_inspector.api.hosts import host_of, same_service
from tallyfy_inspector.api.routes import is_id
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import plain, theme
from tallyfy_inspector.ui.controls import Button, LineEdit, PrimaryButton
from tallyfy_inspector.ui.task_box import TaskBox

_LONGEST_SLIP = 64
_PROGRESS_AFTER = 200  # milliseconds; a quick answer shows no progress at all


class RequestBar(QWidget):
    """The organization, the task, Fetch and Stop."""

    fetch_requested = Signal(object)  # taskref.Reference with a task; its organization is filled in
    stop_requested = Signal()
    candidates_found = Signal(object)  # tuple[taskref.Reference, ...]: which one is meant?
    refused = Signal(str)  # a sentence: why nothing was asked
    warned = Signal(str)  # a sentence, "" takes it back

    def __init__(self, account: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.account = account
        self.organization = TaskBox(self)
        self.task = TaskBox(self)
        self.fetch_button = PrimaryButton(_("&Fetch"), self)
        self.stop_button = Button(_("&Stop"), self)
        self.progress = QProgressBar(self)
        self._run: tuple[str, str] | None = None  # (task, run) of the link that was read last
        self._base_url = ""
        self._demo = False
        self._delay = QTimer(self, singleShot=True, interval=_PROGRESS_AFTER)
        self._name()
        self._lay_out()
        self._connect()
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
        self.fetch_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.stop_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        fixed = theme.fixed_font(self.font())
        self.organization.setFont(fixed)
        self.task.setFont(fixed)

    def _lay_out(self) -> None:
        self._organization_label = plain.label(_("&Organization ID"), self)
        self._organization_label.setBuddy(self.organization)
        self._task_label = plain.label(_("&Task ID or link"), self)
        self._task_label.setBuddy(self.task)
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
        self._grid.addWidget(self.organization, 0, 2, 1, 3 if compact else 1)
        self._grid.addWidget(self._task_label, row, first)
        self._grid.addWidget(self.task, row, first + 1, 1, 2 if compact else 1)
        self._grid.addWidget(self.fetch_button, row, last if compact else 5)
        self._grid.addWidget(self.stop_button, row, last + 1 if compact else 6)
        self._grid.addWidget(self.progress, row + 1, first + 1, 1, 2 if compact else 1)
        for column in range(7):
            self._grid.setColumnStretch(column, 0)
        self._grid.setColumnStretch(2, 4)
        if not compact:
            self._grid.setColumnStretch(4, 5)
        self._grid.setVerticalSpacing(theme.GRID if compact else 1)

    def _connect(self) -> None:
        self.organization.returnPressed.connect(self.submit)
        self.task.returnPressed.connect(self.submit)
        self.task.pasted.connect(self.take)
        self.organization.pasted.connect(self._on_organization_pasted)
        self.task.textEdited.connect(lambda: self.warned.emit(""))
        self.fetch_button.clicked.connect(self.submit)
        self.stop_button.clicked.connect(lambda: self.stop_requested.emit())
        self._delay.timeout.connect(lambda: self._show_progress(True))

    def set_service(self, base_url: str, *, demo: bool) -> None:
        """Which Tallyfy is asked. A link must speak of the same one; the demo takes every Tallyfy link."""
        self._base_url = base_url
        self._demo = demo

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

    # What was pasted or typed

    def take(self, text: str) -> bool:
        """Read a paste: whether it named one task, which then stands in the fields. Several are offered; of
        none is said why, and nothing is left to be fetched by mistake in its place."""
        return self._take(text, self.task)

    def _take(self, text: str, box: TaskBox) -> bool:
        reading = self._read(text)
        if reading.refusal is not None:
            box.show_id("")
            self.refused.emit(reading.refusal)
        elif len(reading.references) > 1:
            self.candidates_found.emit(reading.references)
        else:
            return self.choose(reading.references[0])
        return False

    def _read(self, text: str) -> taskref.Reading:
        reading = taskref.read(text, (host_of(self._base_url),))
        ours = tuple(each for each in reading.references if not each.host or self._is_ours(each.host))
        if ours or reading.refusal is not None:
            return replace(reading, references=ours)
        sentence = _("This link belongs to {host}, and you are looking at {own}. Nothing was sent.")
        host = reading.references[0].host
        return taskref.Reading((), sentence.format(host=host, own=host_of(self._base_url)))

    def _is_ours(self, host: str) -> bool:
        return self._demo or same_service(host, self._base_url)

    def choose(self, reference: taskref.Reference) -> bool:
        """Fill the fields from one reference; False when it is a process, which is said."""
        if reference.task is None:
            self.task.show_id("")
            self.refused.emit(refusals.process())
            return False
        self.task.show_id(reference.task)
        if reference.organization is not None:
            self.organization.show_id(reference.organization)
        self._run = (reference.task, reference.run) if reference.run is not None else None
        self.warned.emit(reference.warning or "")
        return True

    def submit(self) -> None:
        """Ask for what stands in the fields, or say what is wrong with it."""
        organization = self.organization.text().strip()
        if "/" in organization:  # a link typed by hand is read like a pasted one
            self.organization.show_id("")
            if not self._take(organization, self.organization):
                return
        text = self.task.text().strip()
        if not text:
            self._say_at(self.task, _("Paste a task's link or ID first, then press Enter."))
            return
        reading = self._read(text)
        if reading.refusal is not None:
            if not _can_be_mended(text, reading.refusal):
                self.task.show_id("")
            self._say_at(self.task, reading.refusal)
        elif len(reading.references) > 1:
            self.task.show_id("")
            self.candidates_found.emit(reading.references)
        else:
            self.ask(reading.references[0])

    def ask(self, reference: taskref.Reference) -> None:
        """Fill the fields from `reference`, and ask for it when it names all that a request needs."""
        asked = replace(reference, run=reference.run or self._run_of(reference.task))
        if not self.choose(asked):
            return
        organization = self.organization.text().strip()
        if not is_id(organization):
            self.organization.show_id("")
            self._say_at(self.organization, _organization_sentence(organization))
            return
        self.fetch_requested.emit(replace(asked, organization=organization))

    def _run_of(self, task: str | None) -> str | None:
        """The process that the last link named, while the task in the box is still that link's."""
        return self._run[1] if self._run is not None and self._run[0] == task else None

    def _on_organization_pasted(self, text: str) -> None:
        """An ID pasted over the organization is one; a link there is a link."""
        pasted = text.strip()
        if is_id(pasted):
            self.organization.show_id(pasted)
            self.warned.emit("")
        elif "/" in pasted:
            self._take(text, self.organization)
        else:
            self.organization.show_id("")
            self.refused.emit(_organization_sentence(pasted))

    def _say_at(self, widget: LineEdit, sentence: str) -> None:
        widget.setFocus()
        widget.selectAll()
        self.refused.emit(sentence)

    def focus_task(self) -> None:
        """Put the keyboard in the task box, with all of it selected."""
        self.task.setFocus()
        self.task.selectAll()

    def focus_organization(self) -> None:
        """Put the keyboard in the organization's field, with all of it selected."""
        self.organization.setFocus()
        self.organization.selectAll()


def _can_be_mended(text: str, refusal: str) -> bool:
    """Whether refused `text` may stay in the box: a word with a slip of the finger in it. A link must not
    stay, since links can sign in, nor what is as long as a token."""
    return (
        refusal == refusals.no_id() and len(text) <= _LONGEST_SLIP and not set("/:=?#@%").intersection(text)
    )


def _organization_sentence(organization: str) -> str:
    if not organization:
        return _(
            "Which organization? Fill in its ID (in Tallyfy: Settings › Organization), "
            "or paste a link that names it."
        )
    return _(
        "This organization ID cannot be sent: an ID has only letters, digits, - and _. "
        "In Tallyfy it stands under Settings › Organization."
    )
