"""Does what `link_decision` decides: looks at another connection before anything is fetched, or asks first.

Stands between the request bar, which reads links, and the connection in use. Each switch is said once. Names
of connections that are not in use are not told in screen-share mode. Fetches nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject

from tallyfy_inspector.api.taskref import Reference
from tallyfy_inspector.ports import ConnectionRecord
from tallyfy_inspector.redact.screen import HIDDEN
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import link_decision
from tallyfy_inspector.ui.account import Account
from tallyfy_inspector.ui.connection import Connection
from tallyfy_inspector.ui.link_decision import Ask, Decision, Refuse, Switch
from tallyfy_inspector.ui.messages import Messages
from tallyfy_inspector.ui.parts import Parts
from tallyfy_inspector.ui.question import Choice
from tallyfy_inspector.ui.request_bar import Decided, RequestBar
from tallyfy_inspector.ui.screen_share import ScreenShare


@dataclass(frozen=True, slots=True)
class _Meant:
    """What a link means, and whether it was said that it may go to the connection in use."""

    reference: Reference
    base_url: str


class Deciding(QObject):
    """The one of a window."""

    def __init__(
        self,
        parts: Parts,
        account: Account,
        bar: RequestBar,
        messages: Messages,
        screen_share: ScreenShare,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._parts, self._account, self._bar = parts, account, bar
        self._messages, self._question = messages, messages.question
        self._screen_share = screen_share
        self._allowed: _Meant | None = None
        self._open: tuple[Reference, Decision] | None = None  # what was asked about last, and why
        bar.decide, bar.knows = self.decide, self.knows
        bar.hosts = lambda: link_decision.known_hosts(self._account.connection, self.records())
        for signal in (bar.warned, bar.refused, bar.candidates_found, bar.fetch_requested):
            signal.connect(self._on_other)
        account.changed.connect(self._on_account_changed)
        self._question.dismissed.connect(bar.focus_task)
        screen_share.switched.connect(self._on_screen_share)

    def records(self) -> tuple[ConnectionRecord, ...]:
        """The connections there are."""
        return () if self._parts.book is None else self._parts.book.records()

    def knows(self, reference: Reference) -> bool:
        """Whether the link is of a Tallyfy that some connection is of."""
        return link_decision.is_known(reference, self._account.connection, self.records())

    def decide(self, reference: Reference, *, final: bool) -> Decided:
        """Where `reference` goes; `final` when it is about to be asked for."""
        current = self._account.connection
        if self._allowed == _Meant(_place(reference), current.base_url):
            return Decided(go=True)
        decision = link_decision.decide(reference, current, self.records())
        match decision:
            case Switch(record):
                return Decided(go=True, told=self.switch(record))
            case Ask(records):
                if final:
                    self._ask(reference, records)
                return Decided(go=not final, open=True)
            case Refuse():
                self._refuse(reference, decision, insists=final)
                return Decided(go=False, refused=True)
        return Decided(go=True, organization=self._of_demo(reference))

    def _of_demo(self, reference: Reference) -> str:
        """The demo's own organization for one of its tasks, whatever a link left in the field; "" where the
        person changed the field, and outside the demo."""
        current = self._account.connection
        known = current.demo and any(task == reference.task for task, _what in current.tasks)
        return current.organization if known and not self._bar.organization.isModified() else ""

    def switch(self, record: ConnectionRecord) -> str:
        """Look at the connection of `record`; what to say of it, "" where it is looked at already."""
        if record.id == self._account.connection.id or self._parts.connect is None:
            return ""
        if self._parts.book is not None:
            self._parts.book.choose(record.id)
        self._account.use(self._parts.connect(record))
        return _("Switched to the connection “{name}”.").format(name=record.name)

    def look_at_organization(self, organization: str) -> str:
        """Look at the connection that has `organization`, where there is one; what to say of it."""
        meant = Reference(None, organization=organization)
        decision = link_decision.decide(meant, self._account.connection, self.records())
        return self.switch(decision.record) if isinstance(decision, Switch) else ""

    def ask_here(self, reference: Reference) -> None:
        """Ask for `reference` over the connection in use, as the person said: nothing is decided afresh."""
        self._allowed = _Meant(_place(reference), self._account.connection.base_url)
        try:
            self._bar.ask(reference)
        finally:
            self._allowed = None

    def connection_for(self, reference: Reference) -> str:
        """The name of the connection that `reference` would be asked over, as it may be shown now."""
        current = self._account.connection
        decision = link_decision.decide(reference, current, self.records())
        return self.name(decision.record) if isinstance(decision, Switch) else current.name

    def name(self, record: ConnectionRecord) -> str:
        """The name of a connection, as it may be shown now."""
        if self._screen_share.on and record.id != self._account.connection.id:
            return HIDDEN
        return record.name

    def forget(self) -> None:
        """Ask no more."""
        self._question.forget()

    def _ask(self, reference: Reference, records: tuple[ConnectionRecord, ...]) -> None:
        self._messages.tell("")
        self._open = reference, Ask(records)
        names = [f"{number}. {self.name(each)}" for number, each in enumerate(records, 1)]
        chosen = Choice(_("Ask this one"), lambda: self._on_chosen(reference, records))
        self._messages.ask(
            _("This link does not say its organization. Which connection is it for?"), chosen, options=names
        )
        self._question.take_keyboard()

    def _on_chosen(self, reference: Reference, records: tuple[ConnectionRecord, ...]) -> None:
        record = records[max(0, self._question.options.currentIndex())]
        told = self.switch(record)
        self._bar.focus_task()
        self.ask_here(replace(reference, organization=record.organization or None))
        if told:
            self._messages.tell(told)

    def _refuse(self, reference: Reference, refusal: Refuse, *, insists: bool) -> None:
        self._messages.tell("")
        self._open = reference, refusal
        anyway = Choice(_("Fetch anyway"), lambda: self._on_anyway(reference)) if refusal.anyway else None
        self._messages.ask(refusal.why, Choice(_("Connect…"), lambda: self._on_connect(reference)), anyway)
        if insists:  # Enter again: what there is to choose takes the keyboard
            self._question.take_keyboard()

    def _on_connect(self, reference: Reference) -> None:
        """Sign in to where the link leads: with the connection in use, where it is of that Tallyfy and of no
        organization yet. Enter in the task box asks for it afterwards."""
        current, organization = self._account.connection, reference.organization or ""
        if not current.organization and link_decision.is_known(reference, current, ()):
            self._account.sign_in(organization=organization)
            return
        known = (current.base_url, *(each.base_url for each in self.records()))
        base_url = link_decision.address_of(reference.host, known)
        self._account.sign_in_to_another(base_url, organization)

    def _on_anyway(self, reference: Reference) -> None:
        self._bar.focus_task()
        self.ask_here(reference)

    def _on_other(self) -> None:
        """Something else was typed, pasted or asked for."""
        self._question.forget()

    def _on_account_changed(self, before: Connection) -> None:
        """Another connection, or an answer that is another one now, ends the question. That more is known of
        the connection, such as its organization, alone does not."""
        current = self._account.connection
        if before is current:  # no more than a token was found
            return
        if not current.is_where(before) or not self._is_still_open(current):
            self._question.forget()

    def _is_still_open(self, current: Connection) -> bool:
        if self._open is None:
            return False
        reference, decision = self._open
        return link_decision.decide(reference, current, self.records()) == decision

    def _on_screen_share(self) -> None:
        self._question.forget()  # it may hold names


def _place(reference: Reference) -> Reference:
    """What makes two links the same one, whatever their words."""
    return Reference(reference.task, None, reference.organization, reference.host)
