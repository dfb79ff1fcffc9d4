"""What is asked for: the fields of the top row, read into one reference to a task.

A pasted link is read at once and leaves only its IDs behind; its organization wins over the field. Pasted
JSON is for `opening`, which is asked first. A process without a task leads to the list of its tasks. What is
neither is refused in words. Which connection a link is for is decided by `decide`, before anything else is
done with it. Knows no network and no answer; how the row looks is for `request_row`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tallyfy_inspector.texts import _
from tallyfy_inspector.ui.controls import LineEdit
from tallyfy_inspector.ui.request_row import RequestRow
from tallyfy_inspector.ui.task_box import TaskBox

if TYPE_CHECKING:  # what reads a text is loaded with the first one: the row is painted before
    from tallyfy_inspector.api import taskref

_LONGEST_SLIP = 64  # characters


@dataclass(frozen=True, slots=True)
class Decided:
    """Whether what a link names may be asked for now. `told` is a sentence on what was done for it. `open`:
    the person has to be asked before. `refused`: it may not go out, nor stand in the fields. `organization`
    is the one to ask it of where it names none; "" for the one in the field."""

    go: bool
    told: str = ""
    open: bool = False
    refused: bool = False
    organization: str = ""


class Decide(Protocol):
    """Looks at the connection that a link is for, or asks the person."""

    def __call__(self, reference: taskref.Reference, *, final: bool) -> Decided:
        """`final` when it is about to be asked for."""
        ...


class RequestBar(RequestRow):
    """The organization, the task, Fetch and Stop, and what they ask for."""

    fetch_requested = Signal(object)  # taskref.Reference with a task; its organization is filled in
    process_requested = Signal(object)  # the same with a process (API: run) and no task
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
        self._link: taskref.Reference | None = (
            None  # the link read last, while its IDs alone do not say it all
        )
        self._refused: taskref.Reference | None = None  # the link that no connection is for
        self._told = ("", "")  # the ID in the task box, and what was done for it
        self._refusal = ""  # what was wrong with the last paste, until something else is typed or pasted
        self.decide: Decide = _anywhere
        self.knows: Callable[[taskref.Reference], bool] = lambda _reference: True
        self.explain: Callable[[str], str] = str
        self.hosts: Callable[[], tuple[str, ...]] = tuple
        self.held: Callable[[], bool] = lambda: False  # what stands in the fields is not to be asked for yet
        self.make_way: Callable[[], None] = lambda: None  # something else is meant than what stands there
        self._connect()

    def _connect(self) -> None:
        self.organization.returnPressed.connect(self.submit)
        self.task.returnPressed.connect(self.submit)
        self.task.pasted.connect(self.take)
        self.organization.pasted.connect(self._on_organization_pasted)
        self.task.textEdited.connect(self._on_edited)
        self.fetch_button.clicked.connect(self.submit)
        self.stop_button.clicked.connect(lambda: self.stop_requested.emit())

    @property
    def typed_organization(self) -> str:
        """The organization that the person wrote in its field; "" for one that a link left there."""
        return self.organization.text().strip() if self.organization.isModified() else ""

    # What was pasted or typed

    def take(self, text: str) -> bool:
        """Read a paste: whether it named one task, which then stands in the fields. Several are offered; of
        none is said why, and nothing is left to be fetched by mistake in its place."""
        return self._take(text, self.task)

    def _take(self, text: str, box: TaskBox) -> bool:
        self.make_way()
        if self._take_first(text):
            box.show_id("")
            return False
        reading = self._read(text)
        if reading.refusal is not None and reading.process is None:
            box.show_id("")
            self._refused, self._refusal = None, reading.refusal
            self.refused.emit(reading.refusal)
        elif len(reading.references) > 1:
            self.task.show_id("")
            self.candidates_found.emit(reading.references)
        else:
            return self.choose(_only(reading))
        return False

    def _read(self, text: str) -> taskref.Reading:
        """What `text` names; where there is more than one thing, what a connection is for."""
        from tallyfy_inspector.api import taskref

        reading = taskref.read(text, self.hosts())
        if reading.refusal is not None:
            return replace(reading, refusal=self.explain(reading.refusal))
        known = tuple(each for each in reading.references if self.knows(each))
        return replace(reading, references=known) if known else reading

    def choose(self, reference: taskref.Reference, *, final: bool = False) -> bool:
        """Fill the fields from one reference; False where it may not be asked for, which is said. `final`
        when it is about to be."""
        decided = self.decide(reference, final=final)
        self._refusal, self._refused = "", reference if decided.refused else None
        if decided.refused:
            self.task.show_id("")
            return False
        self.task.show_id(reference.task or reference.run or "")
        if organization := reference.organization or decided.organization:
            self.organization.show_id(organization)
        self._run = (reference.task, reference.run) if reference.task and reference.run else None
        self._link = reference if reference.task is None or decided.open else None
        if decided.go:
            self.warned.emit(self._remark(reference, decided.told, final=final))
        return decided.go

    def _remark(self, reference: taskref.Reference, told: str, *, final: bool) -> str:
        """What there is to say of `reference`. What was done for it stays until another one is meant."""
        identifier = self.task.text()
        if told or self._told[0] != identifier:
            self._told = identifier, told
        process = _is_process() if reference.task is None and not final else ""
        return " ".join(each for each in (self._told[1], reference.warning, process) if each)

    def submit(self) -> None:
        """Ask for what stands in the fields, or say what is wrong with it."""
        if self.held():
            return
        organization = self.organization.text().strip()
        if "/" in organization:  # a link typed by hand is read like a pasted one
            self.organization.show_id("")
            if not self._take(organization, self.organization):
                return
        text = self.task.text().strip()
        if not text and self._refused is not None:
            self.ask(self._refused)
            return
        if not text:
            # Paste and Enter is one habit: what was wrong with the paste is still what there is to say.
            first = _("Paste a task's link or ID first, then press Enter.")
            self._say_at(self.task, self._refusal or first)
            return
        if self._take_first(text):
            self.task.show_id("")
            return
        if self._link is not None and text == (self._link.task or self._link.run):
            self.ask(self._of_field(self._link))
            return
        self._ask_for(text)

    def _ask_for(self, text: str) -> None:
        reading = self._read(text)
        if reading.refusal is not None and reading.process is None:
            if not _can_be_mended(text, reading.refusal):
                self.task.show_id("")
            self._say_at(self.task, reading.refusal)
        elif len(reading.references) > 1:
            self.task.show_id("")
            self.candidates_found.emit(reading.references)
        else:
            self.ask(_only(reading))

    def ask(self, reference: taskref.Reference) -> None:
        """Fill the fields from `reference`, and ask for it when it names all that a request needs."""
        from tallyfy_inspector.api.routes import is_id

        self.make_way()
        asked = replace(reference, run=reference.run or self._run_of(reference.task))
        if not self.choose(asked, final=True):
            return
        organization = self.organization.text().strip()
        if not is_id(organization):
            self.organization.show_id("")
            self._say_at(self.organization, _organization_sentence(organization))
            return
        signal = self.process_requested if asked.task is None else self.fetch_requested
        signal.emit(replace(asked, organization=organization))

    def _of_field(self, link: taskref.Reference) -> taskref.Reference:
        """`link`, of the organization that was filled in meanwhile."""
        written = self.organization.text().strip()
        return link if link.organization is None or not written else replace(link, organization=written)

    def _run_of(self, task: str | None) -> str | None:
        """The process that the last link named, while the task in the box is still that link's."""
        return self._run[1] if self._run is not None and self._run[0] == task else None

    def show_task(self, organization: str, task: str, run: str | None = None) -> None:
        """Put in the fields what is on screen, or about to be."""
        self.make_way()
        self.organization.show_id(organization)
        self.task.show_id(task)
        self._run = (task, run) if run is not None else None
        self._link = self._refused = None

    def _on_edited(self) -> None:
        self._refusal, self._refused = "", None
        self.warned.emit("")

    def _on_organization_pasted(self, text: str) -> None:
        """An ID pasted over the organization is one; a link there is a link."""
        from tallyfy_inspector.api.routes import is_id

        pasted = text.strip()
        if is_id(pasted):
            self.organization.show_id(pasted)
            self.organization.setModified(True)
            self.warned.emit("")
        elif "/" in pasted or pasted[:1] in ("{", "[", "\\"):
            self._take(text, self.organization)
        else:
            self.organization.show_id("")
            self.refused.emit(_organization_sentence(pasted))

    def forget_process(self, task: str, run: str | None) -> None:
        """Ask for `task` alone from now on: it is not in the process `run` that its link named. What another
        link named stays."""
        if self._run == (task, run):
            self._run = None

    def _say_at(self, widget: LineEdit, sentence: str) -> None:
        widget.setFocus()
        widget.selectAll()
        self.refused.emit(sentence)


def _anywhere(reference: taskref.Reference, *, final: bool) -> Decided:  # noqa: ARG001 - whenever it is asked
    return Decided(go=True)


def _only(reading: taskref.Reading) -> taskref.Reference:
    """The one thing that was named: a process where there is no task."""
    return reading.references[0] if reading.process is None else reading.process


def _is_process() -> str:
    return _("This is a process (the API says run). Press Enter to list its tasks.")


def _can_be_mended(text: str, refusal: str) -> bool:
    """Whether refused `text` may stay in the box: a word with a slip of the finger in it. A link must not
    stay, since links can sign in, nor what is as long as a token."""
    from tallyfy_inspector.api import refusals

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
