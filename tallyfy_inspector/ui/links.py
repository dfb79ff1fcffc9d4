"""Links from elsewhere that ask to open a task: what is asked, and what follows from the answer.

Nothing is asked of Tallyfy before Open is pressed. The task stands in the fields meanwhile, to be looked at:
who asks for it from there is led to the buttons. Dismiss puts back what stood there, and so does a paste,
before it is read: nothing of a link mixes with what the person means, nor of a connection with another: what
the one before had in the fields is not put back under the next. Knows no form of links (`api.open_link`
reads them) and no network; the row itself is `open_link.LinkBanner`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject

from tallyfy_inspector.api import open_link
from tallyfy_inspector.api.taskref import Reference
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui.connection import Connection
from tallyfy_inspector.ui.open_link import LinkBanner
from tallyfy_inspector.ui.request_bar import RequestBar

_LETTERS_OF_ID = 8


@dataclass(frozen=True, slots=True)
class _Fields:
    """What stood in the fields; `written`: the organization was, by the person."""

    organization: str = ""
    task: str = ""
    written: bool = False


class Links(QObject):
    """Asks in one window; `connection` answers the name of the one that a reference would be asked over, as
    it may be shown now."""

    def __init__(self, banner: LinkBanner, bar: RequestBar, connection: Callable[[Reference], str]) -> None:
        super().__init__(banner)
        self._banner = banner
        self._bar = bar
        self._connection = connection
        self._asked: Reference | None = None
        self._before = _Fields()
        banner.opened.connect(self._on_opened)
        banner.dismissed.connect(self._on_dismissed)
        bar.held, bar.make_way = self._holds, self._make_way

    @property
    def asks(self) -> bool:
        """Whether a link asks now: what stands in the fields is of it."""
        return self._asked is not None

    def start(self, text: str, *, link: bool) -> bool:
        """Ask about what the address `text` names, or say why it names nothing; False when it is not meant as
        one. `link`: it came as a link, and is nothing else."""
        if not (link or open_link.is_address(text)):
            return False
        reading = open_link.read(text)
        if reading.refusal is not None:
            self._bar.refused.emit(reading.refusal)
        elif reading.references:
            self.ask(reading.references[0])
        return True

    def ask(self, reference: Reference) -> None:
        """Fill the fields from `reference`, and ask whether it is to be opened."""
        bar = self._bar
        if self._asked is None:
            self._before = _Fields(
                bar.organization.text(), bar.task.text(), written=bar.organization.isModified()
            )
        self._asked = reference
        self._fill(reference)
        bar.warned.emit(reference.warning or "")
        self._banner.ask(question(reference, self._connection(reference)))

    def follow(self, connection: Connection, before: Connection) -> None:
        """`connection` is looked at now, `before` was until then: perhaps the same by another name. What
        that one had in the fields is not put back under another."""
        if self._asked is None:
            return
        if not connection.is_where(before):
            self._before = _Fields(connection.organization)
            self._fill(self._asked)
        elif connection.organization != before.organization:
            self._before = replace(self._before, organization=connection.organization, written=False)
        self.look_again()

    def look_again(self) -> None:
        """Name the connection anew that it would be asked over: it is another one now, or others look on."""
        if self._asked is not None:
            self._banner.ask_instead(question(self._asked, self._connection(self._asked)))

    def _fill(self, reference: Reference) -> None:
        self._bar.organization.show_id(reference.organization or "")
        self._bar.task.show_id(reference.task or "")

    def _holds(self) -> bool:
        """Whether what stands in the fields is of the link, if only in part; the person is told then."""
        if self._asked is None:
            return False
        own_organization = self._before.organization == self._asked.organization
        organization = self._bar.organization.text() == self._asked.organization and not own_organization
        if not (organization or self._bar.task.text() == self._asked.task):
            return False
        self._banner.insist()
        return True

    def _make_way(self) -> None:
        """Something else is asked for, or pasted: the question is of the past, with what it left."""
        self._put_back()
        self._banner.hide()

    def _put_back(self) -> None:
        """What stood in the fields, where they were not changed by hand since."""
        asked, self._asked = self._asked, None
        if asked is None:
            return
        bar, before = self._bar, self._before
        if bar.organization.text() == asked.organization:
            bar.organization.show_id(before.organization)
            bar.organization.setModified(before.written)
        if bar.task.text() == asked.task:
            bar.task.show_id(before.task)
        if asked.warning:
            self._bar.warned.emit("")

    def _on_opened(self) -> None:
        asked, self._asked = self._asked, None
        self._bar.focus_task()
        if asked is not None:
            self._bar.ask(asked)

    def _on_dismissed(self) -> None:
        self._put_back()
        self._bar.focus_task()


def question(reference: Reference, connection: str) -> str:
    """What is asked of the person: which task of which organization, and who would be asked for it."""
    return _("A link asks to open task {task} of organization {organization} in {connection}.").format(
        task=_short(reference.task), organization=_short(reference.organization), connection=connection
    )


def _short(identifier: str | None) -> str:
    text = identifier or ""
    return text if len(text) <= _LETTERS_OF_ID else f"{text[:_LETTERS_OF_ID]}…"
