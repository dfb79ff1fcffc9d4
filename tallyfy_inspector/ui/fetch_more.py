"""Fetches the task on screen again, with further includes or because it went wrong, or says in words why that
is not possible.

Never leads to another Tallyfy than the one that is looked at, and never guesses an organization. A new reason
is one more sentence in `refusal`. Knows no finding and no panel.
"""

from __future__ import annotations

from collections.abc import Iterable

from tallyfy_inspector.api.exchange import FetchRequest
from tallyfy_inspector.api.routes import is_id
from tallyfy_inspector.task import facts
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui.account import Account
from tallyfy_inspector.ui.include_list import IncludeList
from tallyfy_inspector.ui.request_bar import RequestBar
from tallyfy_inspector.ui.session import Session
from tallyfy_inspector.ui.view import Answer, Source


class FetchMore:
    """Asks by `session` over the connection of `account`, and shows in `bar` what is asked for."""

    def __init__(self, session: Session, account: Account, includes: IncludeList, bar: RequestBar) -> None:
        self._session, self._account = session, account
        self._includes, self._bar = includes, bar

    def refusal(self, answer: Answer) -> str:
        """Why the task of `answer` cannot be fetched again now; "" when it can."""
        if self._account.signed_in is False:
            return _("Sign in to Tallyfy first.")
        if isinstance(answer.source, Source):
            here = answer.source.is_over(self._account.connection)
            return "" if here else _("This answer came over another connection.")
        root = None if answer.document is None else answer.document.root
        task, organization = facts.task_id(root), facts.organization_id(root)
        if task is None or not is_id(task):
            return _("It does not say which task it is of: there is no ID to fetch it by.")
        if organization is None or not is_id(organization):
            return _("It does not say which organization it is of, so the task cannot be asked for.")
        if organization not in self._organizations():
            return _("It is of another organization than the one that you look at.")
        return ""

    def fetch(self, answer: Answer, wanted: Iterable[str]) -> bool:
        """Tick `wanted`, and fetch the task of `answer` with all that is ticked then; whether that was
        possible: there may be a refusal, or what is typed under others cannot be sent."""
        if self.refusal(answer):
            return False
        self._includes.add(wanted)
        try:
            includes = self._includes.keys()
        except ValueError:
            return False
        request = self._request(answer, includes)
        self._bar.show_task(request.organization, request.task, request.run)
        self._session.fetch(self._account.connection, request)
        return True

    def again(self) -> None:
        """Ask once more for what went wrong, or for what the person wrote since; not for what a link put in
        its place."""
        if not self._session.again(self._account.connection):
            self._bar.make_way()
            self._bar.submit()

    def _request(self, answer: Answer, includes: tuple[str, ...]) -> FetchRequest:
        base_url = self._account.connection.base_url
        if isinstance(answer.source, Source):
            asked = answer.source.request
            return FetchRequest(base_url, asked.organization, asked.task, asked.run, includes)
        root = None if answer.document is None else answer.document.root
        return FetchRequest(
            base_url, facts.organization_id(root) or "", facts.task_id(root) or "", None, includes
        )

    def _organizations(self) -> set[str]:
        """Those that the person named for this connection."""
        return {self._account.connection.organization, self._bar.organization.text().strip()} - {""}
