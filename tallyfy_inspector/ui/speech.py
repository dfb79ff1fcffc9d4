"""Says a sentence to a screen reader, once, from one place.

Knows nothing of what the sentence is about.
"""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


class Speech:
    """Announcements on behalf of one window. `said` keeps the last few, for tests."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self.said: list[tuple[str, bool]] = []

    def say(self, text: str, *, urgent: bool = False) -> None:
        """Announce `text`; `urgent` interrupts what is being read."""
        self.said = [*self.said[-19:], (text, urgent)]
        event = QAccessibleAnnouncementEvent(self._window, text)
        politeness = QAccessible.AnnouncementPoliteness
        event.setPoliteness(politeness.Assertive if urgent else politeness.Polite)
        QAccessible.updateAccessibility(event)
