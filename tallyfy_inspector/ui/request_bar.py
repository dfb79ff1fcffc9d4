"""What is asked for: the fields of the top row, read into one reference to a task.

A pasted link is read at once and leaves only its IDs behind; its organization wins over the field. Pasted
JSON is for `opening`, which is asked first. What is no task is refused in words. Knows no network and no
answer; how the row looks is for `request_row`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tallyfy_inspector.api import refusals, taskref
from tallyfy_inspector.api.hosts import host_of, same_service
from tallyfy_inspector.api.routes import is_id
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui.controls import LineEdit
from tallyfy_inspector.ui.request_row import RequestRow
from tallyfy_inspector.ui.task_box import TaskBox

_LONGEST_SLIP = 64  # characters


class RequestBar(RequestRow):
    """The organization, the task, Fetch and Stop, and what they ask for."""

    fetch_requested = Signal(object)  # taskref.Reference with a task; its organization is filled in
    stop_requested = Signal()
    candidates_found = Signal(object)  # tuple[taskref.Reference, ...]: which one is meant?
    refused = Signal(str)  # a sentence: why nothing was asked
    warned = Signal(str)  # a sentence, "" takes it back

    def __init__(
        self, account: QWidget, take_first: Callable[[str], bool], parent: QWidget | None = None
    ) -> None:
        """`take_first` is handed each text before it is read, and says whether it took it."""
        super().__init__(account, parent)
        self._take_first = take_first
        self._run: tuple[str, str] | None = None  # (task, run) of the link that was read last
        self._refusal = ""  # what was wrong with the last paste, until something else is typed or pasted
        self._base_url = ""
        self._demo = False
        self._connect()

    def _connect(self) -> None:
        self.organization.returnPressed.connect(self.submit)
        self.task.returnPressed.connect(self.submit)
        self.task.pasted.connect(self.take)
        self.organization.pasted.connect(self._on_organization_pasted)
        self.task.textEdited.connect(self._on_edited)
        self.fetch_button.clicked.connect(self.submit)
        self.stop_button.clicked.connect(lambda: self.stop_requested.emit())

    def set_service(self, base_url: str, *, demo: bool) -> None:
        """Which Tallyfy is asked. A link must speak of the same one; the demo takes every Tallyfy link."""
        self._base_url = base_url
        self._demo = demo

    # What was pasted or typed

    def take(self, text: str) -> bool:
        """Read a paste: whether it named one task, which then stands in the fields. Several are offered; of
        none is said why, and nothing is left to be fetched by mistake in its place."""
        return self._take(text, self.task)

    def _take(self, text: str, box: TaskBox) -> bool:
        if self._take_first(text):
            box.show_id("")
            return False
        reading = self._read(text)
        if reading.refusal is not None:
            box.show_id("")
            self._refusal = reading.refusal
            self.refused.emit(reading.refusal)
        elif len(reading.references) > 1:
            self.task.show_id("")
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
        self._refusal = ""
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
            # Paste and Enter is one habit: what was wrong with the paste is still what there is to say.
            first = _("Paste a task's link or ID first, then press Enter.")
            self._say_at(self.task, self._refusal or first)
            return
        if self._take_first(text):
            self.task.show_id("")
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

    def _on_edited(self) -> None:
        self._refusal = ""
        self.warned.emit("")

    def _on_organization_pasted(self, text: str) -> None:
        """An ID pasted over the organization is one; a link there is a link."""
        pasted = text.strip()
        if is_id(pasted):
            self.organization.show_id(pasted)
            self.warned.emit("")
        elif "/" in pasted or pasted[:1] in ("{", "[", "\\"):
            self._take(text, self.organization)
        else:
            self.organization.show_id("")
            self.refused.emit(_organization_sentence(pasted))

    def forget_process(self) -> None:
        """Ask for the task alone from now on: it is not in the process that its link named."""
        self._run = None

    def _say_at(self, widget: LineEdit, sentence: str) -> None:
        widget.setFocus()
        widget.selectAll()
        self.refused.emit(sentence)


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
