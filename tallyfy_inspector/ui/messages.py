"""The rows between the fields and the panes, each hidden while it has nothing to say.

From top to bottom: that others look on, what holds for this whole run, what was wrong with a paste, what a
link from elsewhere asks for, which ID is meant, over which connection, what went wrong with a fetch, and what
is on screen. A new row is one attribute, and its place in `rows`. Knows no request and no panel.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from tallyfy_inspector.api.taskref import Reference
from tallyfy_inspector.ports import Clock
from tallyfy_inspector.ui import words
from tallyfy_inspector.ui.banner import Banner
from tallyfy_inspector.ui.candidates import Candidates
from tallyfy_inspector.ui.headline import Headline
from tallyfy_inspector.ui.next_step import Step
from tallyfy_inspector.ui.notice import Notice
from tallyfy_inspector.ui.open_link import LinkBanner
from tallyfy_inspector.ui.question import Choice, Question
from tallyfy_inspector.ui.screen_share_sign import ScreenShareSign
from tallyfy_inspector.ui.speech import Speech
from tallyfy_inspector.ui.view import View


class Messages:
    """The rows, for a window to lay out one under the other. Times are told by `clock`, in its zone."""

    def __init__(self, window: QWidget, speech: Speech, clock: Clock) -> None:
        self._window = window
        self.sign = ScreenShareSign(window)
        self.standing = Notice(speech, window)
        self.standing.setObjectName("standing")
        self.notice = Notice(speech, window)
        self.link = LinkBanner(speech, window)
        self.candidates = Candidates(window)
        self.question = Question(speech, window)
        self.banner = Banner(window)
        self.heading = Headline(clock, window)
        self.headline, self.verdict = self.heading.title, self.heading.verdict
        self.rows: tuple[QWidget, ...] = (
            self.sign,
            self.standing,
            self.notice,
            self.link,
            self.candidates,
            self.question,
            self.banner,
            self.heading,
        )

    def show_view(self, view: View, step: Step) -> None:
        """What went wrong with what to do about it (`step`), and what is on screen."""
        self.show_problem(view, step)
        self._widen(self.heading)
        self.heading.show_view(view)

    def show_problem(self, view: View, step: Step) -> None:
        """What went wrong, with what to do about it."""
        self._widen(self.banner)
        self.banner.show_problem(
            step.problem,
            has_answer=view.failed_answer is not None,
            about=words.attempt(view, step.connection),
            label=step.label,
        )

    def show_screen_share(self, on: bool) -> None:
        """Say that what is private is hidden, or no more."""
        self._widen(self.sign)
        self.sign.setVisible(on)

    def tell(self, sentence: str, *, urgent: bool = False) -> None:
        """Say `sentence` until the next one; a warning that stands there already is not said again."""
        self._say(self.notice, sentence, urgent=urgent)

    def stand(self, sentence: str) -> None:
        """Say `sentence` until it no longer holds."""
        self._say(self.standing, sentence)

    def offer(self, references: tuple[Reference, ...]) -> None:
        """Let the person choose."""
        self.tell("")
        self._widen(self.candidates)
        self.candidates.offer(references)

    def ask(
        self, sentence: str, first: Choice, second: Choice | None = None, options: Sequence[str] = ()
    ) -> None:
        """Let the person decide, see `Question.ask`."""
        self._widen(self.question)
        self.question.ask(sentence, first, second, options)

    def _say(self, row: Notice, sentence: str, *, urgent: bool = False) -> None:
        if urgent or sentence != row.text:
            self._widen(row)
            row.say(sentence, urgent=urgent)

    def _widen(self, row: QWidget) -> None:
        """Give a hidden row its width before its words: measured at a few pixels they would need more than
        the screen's height, and the window would grow to it."""
        if row.isHidden():
            row.resize(self._window.width(), row.height())
            if (layout := row.layout()) is not None:
                layout.setGeometry(row.rect())
