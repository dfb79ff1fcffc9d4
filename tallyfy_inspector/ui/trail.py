"""The answers of this run, to go back and forward among: in memory only, and not too many of them.

As in a browser: what is new comes after the one that is shown, and what lay ahead of it is dropped. Of good
answers alone; a failure is nothing to go back to. Pure; `ui.recent_bar` has the buttons.
"""

from __future__ import annotations

from tallyfy_inspector.ui.view import Answer

MOST = 50
MOST_BYTES = 200 * 2**20


class Trail:
    """Holds answers, and which one of them is shown. The caps count answers, and their received bytes; the
    newest stays, however large."""

    def __init__(self, most: int = MOST, most_bytes: int = MOST_BYTES) -> None:
        self._most, self._most_bytes = most, most_bytes
        self._answers: list[Answer] = []
        self._at = -1

    def __len__(self) -> int:
        return len(self._answers)

    @property
    def current(self) -> Answer | None:
        """The one that is shown; None at the beginning."""
        return self._answers[self._at] if self._at >= 0 else None

    def add(self, answer: Answer) -> None:
        """Note that `answer` is shown. One that is here already, perhaps read more exactly by now, takes no
        place of its own."""
        for index, each in enumerate(self._answers):
            if answer is each or answer.rereads(each):
                self._answers[index] = answer
                return
        self._answers[self._at + 1 :] = [answer]
        self._at += 1
        self._shorten()

    def _shorten(self) -> None:
        while len(self._answers) > 1 and (
            len(self._answers) > self._most or sum(each.size for each in self._answers) > self._most_bytes
        ):
            del self._answers[0]
            self._at -= 1

    @property
    def can_back(self) -> bool:
        """Whether there is one before."""
        return self._at > 0

    @property
    def can_forward(self) -> bool:
        """Whether there is one after."""
        return self._at + 1 < len(self._answers)

    def go(self, step: int) -> Answer | None:
        """The answer `step` before (-1) or after (1), which is the current one from now on; None where there
        is none."""
        if not 0 <= self._at + step < len(self._answers):
            return None
        self._at += step
        return self.current

    def clear(self) -> None:
        """Forget all of them."""
        self._answers, self._at = [], -1
