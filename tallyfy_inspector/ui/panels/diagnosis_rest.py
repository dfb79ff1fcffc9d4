"""What stands under the findings: what was not looked at, and a button that fetches what it lacks.

Knows no include: it is handed the words, and the includes that would tell more.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import plain, theme
from tallyfy_inspector.ui.low_button import LowButton
from tallyfy_inspector.ui.panels import diagnosis_words


class Rest(QHBoxLayout):
    """A sentence, and beside it the button, where there is something to fetch.

    A layout in that of its panel, not a widget: the sentence is then given its width while another tab hides
    the panel, and does not ask for the height of a narrow one.
    """

    fetch_wanted = Signal(object)  # tuple of includes

    def __init__(self, parent: QWidget) -> None:
        super().__init__()
        self._needs: tuple[str, ...] = ()
        self.words = plain.label("", parent, wrap=True, role="dim")
        self.words.setObjectName("diagnosis_rest")
        self.fetch = LowButton(_("Fetch them too"), parent)
        self.fetch.setObjectName("diagnosis_fetch")
        self.setContentsMargins(theme.GRID, 0, theme.GRID, theme.GRID)
        self.setSpacing(theme.GAP)
        self.addWidget(self.words, 1)
        self.addWidget(self.fetch, 0, Qt.AlignmentFlag.AlignBottom)
        self.fetch.clicked.connect(lambda: self.fetch_wanted.emit(self._needs))

    def text(self) -> str:
        """The sentence."""
        return self.words.text()

    def show_rest(self, text: str, needs: tuple[str, ...]) -> None:
        """Say `text`, and offer to fetch `needs`; both may be empty."""
        self._needs = needs
        plain.set_text(self.words, text)
        self.words.setVisible(bool(text))
        what = diagnosis_words.fetch_words(needs)
        self.fetch.setAccessibleDescription(what)
        plain.set_tooltip(self.fetch, what)

    def offer(self, *, possible: bool) -> None:
        """Show the button, where anything can be fetched now."""
        self.fetch.setVisible(possible and bool(self._needs))
