"""What was typed to find or to filter, put away while others look on: it may be somebody's name.

Knows a field, and nothing of what it is for.
"""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit


class Typed:
    """The text of one field. What is typed while others look on stays: whoever types knows that they do."""

    def __init__(self, field: QLineEdit) -> None:
        self._field = field
        self._hidden = False
        self._kept = ""

    def hide(self, hidden: bool) -> bool:
        """Put the text away, or back where nothing else was typed meanwhile. Whether that is new."""
        if hidden == self._hidden:
            return False
        self._hidden = hidden
        if hidden:
            self._kept = self._field.text()
            self._field.setText("")  # as clear() would not, it forgets what Ctrl+Z brings back
        elif not self._field.text():
            self._field.setText(self._kept)
            self._kept = ""
        return True
