"""Pasted texts that are no link: JSON, which is shown, and the name of a file, which is opened or refused.

Asked before a text is read as a link, and handed the whole of it; nothing of it is kept in a field.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from tallyfy_inspector.api import elsewhere
from tallyfy_inspector.document.parse import ParseError
from tallyfy_inspector.ui.opening import Opening
from tallyfy_inspector.ui.session import Session

_BLANK = " \t\r\n\ufeff"


class Pasting(QObject):
    """Takes what is pasted into one window."""

    taken = Signal()  # JSON is shown: what was said before is of the past

    def __init__(self, opening: Opening, session: Session) -> None:
        super().__init__(opening)
        self._opening = opening
        self._session = session
        self._stops: tuple[int, int] | None = None  # where what was pasted last stops being JSON

    def take_text(self, text: str) -> bool:
        """Open a pasted text that is JSON, or the address of a file; whether it is either."""
        self._stops = None
        if _names_place(text):
            return self._opening.open_argument(text.strip())
        return text.lstrip(_BLANK)[:1] in ("{", "[") and self._take_json(text)

    def explain(self, refusal: str) -> str:
        """`refusal`, why the text that was not taken is no link either, and what is known beyond it."""
        from tallyfy_inspector.api import refusals

        return refusals.json(self._stops) if refusal == refusals.json() else refusal

    def _take_json(self, text: str) -> bool:
        try:
            body = text.strip(_BLANK).encode()
        except UnicodeEncodeError:  # half a character, which no JSON text holds
            return False
        unread = self._session.take(body)
        if unread is not None:
            self._stops = _place(text, unread)
            return False
        self.taken.emit()
        return True


def _place(text: str, error: ParseError) -> tuple[int, int]:
    """Line and column of `error` in the whole `text`, whose blanks at its beginning were not read."""
    lines = text[: len(text) - len(text.lstrip(_BLANK))].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return error.line + len(lines) - 1, error.column + (len(lines[-1]) if error.line == 1 else 0)


def _names_place(text: str) -> bool:
    """Whether a text is one `file:` address, or one path on another computer."""
    named = text.strip()
    is_place = named.lower().startswith("file:") or elsewhere.is_network_path(named)
    return is_place and "\n" not in named
