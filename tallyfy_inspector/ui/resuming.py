"""Goes on where a problem's button led to the sign-in: asks again for what was refused, by what is saved now.

What the person wrote in the task box since is asked for instead. Knows no token.
"""

from __future__ import annotations

from PySide6.QtCore import QObject

from tallyfy_inspector.ui.account import Account
from tallyfy_inspector.ui.messages import Messages
from tallyfy_inspector.ui.next_step import failed_for
from tallyfy_inspector.ui.request_bar import RequestBar
from tallyfy_inspector.ui.session import Session

_LED_THERE = ("sign_in", "edit_base_url")


class Resuming(QObject):
    """Of one window."""

    def __init__(
        self, account: Account, session: Session, bar: RequestBar, messages: Messages, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._bar, self._messages = session, bar, messages
        account.helped.connect(self._on_helped)

    def _on_helped(self, told: str) -> None:
        view = self._session.view
        asked, problem = failed_for(view), view.problem
        if asked is not None and problem is not None and problem.action in _LED_THERE:
            if self._bar.task.text().strip() in ("", asked.request.task):
                # The organization too: signing in may have written another one in its field.
                self._bar.show_task(asked.request.organization, asked.request.task, asked.request.run)
            self._bar.submit()
        if told:
            self._messages.tell(told)
