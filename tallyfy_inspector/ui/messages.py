"""The rows between the fields and the panes, each hidden while it has nothing to say.

From top to bottom: what holds for this whole run, what was wrong with a paste, which ID is meant, what went
wrong with a fetch, and what is on screen. A new row is one attribute, and its place in `rows`. Knows no
request and no panel.
"""

from __future__ import annotations

from datetime import tzinfo

from PySide6.QtWidgets import QWidget

from tallyfy_inspector.api.taskref import Reference
from tallyfy_inspector.ui import plain, theme, words
from tallyfy_inspector.ui.banner import Banner
from tallyfy_inspector.ui.candidates import Candidates
from tallyfy_inspector.ui.notice import Notice
from tallyfy_inspector.ui.speech import Speech
from tallyfy_inspector.ui.view import View


class Messages:
    """The rows, for a window to lay out one under the other. Times are told in `zone`."""

    def __init__(self, window: QWidget, speech: Speech, zone: tzinfo) -> None:
        self._window = window
        self._zone = zone
        self.standing = Notice(speech, window)
        self.standing.setObjectName("standing")
        self.notice = Notice(speech, window)
        self.candidates = Candidates(window)
        self.banner = Banner(window)
        self.headline = plain.label("", window, wrap=True)
        self.headline.setObjectName("headline")
        self.headline.setFont(theme.title_font(window.font()))
        self.headline.setContentsMargins(theme.OUTER, theme.GRID, theme.OUTER, 0)
        self.rows: tuple[QWidget, ...] = (
            self.standing,
            self.notice,
            self.candidates,
            self.banner,
            self.headline,
        )

    def show_view(self, view: View) -> None:
        """What went wrong, and what is on screen."""
        self._widen(self.banner)
        self.banner.show_problem(
            view.problem, has_answer=view.failed_answer is not None, about=words.attempt(view)
        )
        headline = words.headline(view, self._zone)
        self._widen(self.headline)
        plain.set_text(self.headline, headline)
        self.headline.set_role("warning" if view.older_is_other else None)
        self.headline.setVisible(bool(headline))

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
