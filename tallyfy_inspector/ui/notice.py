"""One line of words under the fields: why nothing was asked, or what is unusual about it.

Announces what it shows. Knows nothing of what the sentence is about.
"""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from tallyfy_inspector.ui import plain, theme
from tallyfy_inspector.ui.speech import Speech


class Notice(QWidget):
    """Hidden while there is nothing to say."""

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._speech = speech
        self._label = plain.selectable(plain.label("", self, wrap=True, role="warning"))
        self._label.setObjectName("notice")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.OUTER, theme.GRID, theme.OUTER, theme.GRID)
        row.addWidget(self._label)
        self.hide()

    @property
    def text(self) -> str:
        """What it says now."""
        return "" if self.isHidden() else self._label.text()

    def say(self, sentence: str, *, urgent: bool = False) -> None:
        """Show and announce `sentence`; "" hides the line."""
        plain.set_text(self._label, sentence)
        self._label.setAccessibleName(self._label.text())
        self.setVisible(bool(sentence))
        if sentence:
            self._speech.say(sentence, urgent=urgent)
