"""Screen-share mode: whether it is on, and the view that the window shows then, in which nothing is private.

The answer itself is masked, not what widgets make of it: whoever paints, copies or reads aloud what stands in
a `View` needs to know nothing of this. What comes from elsewhere than a view (a list of names, a notice)
has to ask `View.masked`, or to be cleared when the mode is switched on. What is hidden is said in
`redact.screen`; how an answer, its source and its problem are masked, in `masked_answer`.
"""

from __future__ import annotations

import asyncio

from PySide6.QtCore import QObject, Signal

from tallyfy_inspector.ports import SettingsStore
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui.account_button import AccountButton
from tallyfy_inspector.ui.jobs import Jobs
from tallyfy_inspector.ui.masked_answer import masked, masked_body, masked_now, reading
from tallyfy_inspector.ui.messages import Messages
from tallyfy_inspector.ui.name_book import NameBook
from tallyfy_inspector.ui.session import Session
from tallyfy_inspector.ui.settling import in_turns
from tallyfy_inspector.ui.speech import Speech
from tallyfy_inspector.ui.view import Answer, Done, Hiding, Idle, Now, View

AT_ONCE = 2**18
"""Up to this many bytes are masked at once (25 ms); more of them off the window's thread, and what came of it
is then looked through a little in each turn of the event loop."""
_AT_START = "screen_share.at_start"
_JOB = "hide what is private"


class ScreenShare(QObject):
    """Stands between the session and what shows its views."""

    changed = Signal(object)  # the View to be shown
    switched = Signal(bool)

    def __init__(self, session: Session, jobs: Jobs, settings: SettingsStore, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._settings = settings
        self._kept: list[tuple[Answer, Answer]] = []  # of the answers in the view, each with its masked one
        self._now: tuple[Now, Now] = (Idle(), Idle())  # as it is, and masked
        self.on: bool = settings.get(_AT_START, False)
        self.news = True  # whether the view came of something that happened, not of the mode
        self.view = View(masked=True) if self.on else session.view
        session.state_changed.connect(self._on_state)

    @property
    def at_start(self) -> bool:
        """Whether the program starts with it on."""
        return bool(self._settings.get(_AT_START, False))

    @property
    def refusal(self) -> str:
        """Why an answer is not saved now; "" when it may be."""
        if not self.on:
            return ""
        return _("Screen-share mode is on, and what is saved is not masked. Switch it off first.")

    def attend(self, button: AccountButton, messages: Messages, names: NameBook, speech: Speech) -> None:
        """Take orders from the menu of `button`, and say there, in `messages` and aloud whether it is on. The
        `names`, which stand in no view, are hidden as well."""

        def tell(on: bool) -> None:
            names.hide(on)
            button.show_screen_share(on, at_start=self.at_start)
            messages.show_screen_share(on)

        def on_switched(on: bool) -> None:
            messages.tell("")  # it may name a file
            tell(on)
            speech.say(_("Screen-share mode is on") if on else _("Screen-share mode is off"))

        button.screen_share_wanted.connect(self.switch)
        button.screen_share_at_start_wanted.connect(lambda at_start: self._settings.set(_AT_START, at_start))
        self.switched.connect(on_switched)
        tell(self.on)

    def switch(self, on: bool) -> None:
        """Hide what is private, at once, or show it again."""
        if on == self.on:
            return
        self.on, self.news = on, False
        self.switched.emit(on)  # before anything is painted anew, which may show what is not in the view
        if not on:
            self._kept.clear()
            self._now = Idle(), Idle()
        self._show(self._session.view)

    def _on_state(self, view: View) -> None:
        self.news = True
        self._show(view)

    def _show(self, view: View) -> None:
        self._jobs.cancel(_JOB)
        if not self.on:
            self._publish(view)
            return
        answers = _answers(view)
        self._kept = [pair for pair in self._kept if any(pair[0] is answer for answer in answers)]
        large = [answer for answer in answers if self._masked(answer) is None]
        if large:
            self._publish(View(now=Hiding(), masked=True))
            self._jobs.start(_JOB, self._hide(large))
        else:
            self._publish(self._as_others_see(view))

    async def _hide(self, answers: list[Answer]) -> None:
        for answer in answers:
            body = await asyncio.to_thread(masked_body, answer)
            read = None if answer.document is None else await in_turns(reading(body))
            self._kept.append((answer, masked(answer, body, read)))
        self._publish(self._as_others_see(self._session.view))

    def _masked(self, answer: Answer) -> Answer | None:
        """`answer` as others may see it; None while that would take too long."""
        for whole, shown in self._kept:
            if whole is answer:
                return shown
        if len(answer.body) > AT_ONCE:
            return None
        self._kept.append((answer, masked(answer, masked_body(answer))))
        return self._kept[-1][1]

    def _as_others_see(self, view: View) -> View:
        last_good = None if view.last_good is None else self._masked(view.last_good)
        if view.now is not self._now[0]:
            answer = self._masked(view.now.answer) if isinstance(view.now, Done) else None
            self._now = view.now, masked_now(view.now, answer)
        return View(last_good, self._now[1], masked=True)

    def _publish(self, view: View) -> None:
        self.view = view
        self.changed.emit(view)


def _answers(view: View) -> list[Answer]:
    found = [] if view.last_good is None else [view.last_good]
    if isinstance(view.now, Done) and view.now.answer is not view.last_good:
        found.append(view.now.answer)
    return found
