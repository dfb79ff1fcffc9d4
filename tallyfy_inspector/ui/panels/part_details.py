"""One entry of an include in full, under its list.

Knows paragraphs (`part_words.Detail`), and nothing of what they tell.
"""

from __future__ import annotations

from collections.abc import Iterable

from tallyfy_inspector.document.shown import visible
from tallyfy_inspector.ui.panels.part_words import Detail, long_text
from tallyfy_inspector.ui.panels.text_pane import DetailsPane, Words


class PartDetails(DetailsPane):
    """The paragraphs of one entry."""

    def show_details(self, details: Iterable[Detail]) -> None:
        """Show these instead of what was there; () for nothing."""
        self.write(_words(detail) for detail in details)


def _words(detail: Detail) -> Words:
    text = visible(long_text(detail.text), keep="\n\t")
    bold = detail.role == "bold"
    return Words(text, "" if bold else detail.role, bold)
