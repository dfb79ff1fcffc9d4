"""The only place where text goes to the clipboard: whole, and with nothing dropped on the way.

Knows nothing of what is copied; what may be, and what is masked, is settled by whoever asks.
"""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from tallyfy_inspector.document.shown import encodable


def to_clipboard(text: str) -> None:
    """Copy `text`. Half a surrogate pair, which Qt would leave out without a word, goes as its escape."""
    QGuiApplication.clipboard().setText(encodable(text))
