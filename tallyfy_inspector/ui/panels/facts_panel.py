"""What the panels Process and Step share: facts in two columns, the selected one in full below.

To make one: a subclass with `facts`, which reads the answer. Knows no fact.
"""

from __future__ import annotations

from collections.abc import Iterator

from tallyfy_inspector.task.included import Line
from tallyfy_inspector.task.process import Facts
from tallyfy_inspector.texts import N_
from tallyfy_inspector.ui.panels import part_words
from tallyfy_inspector.ui.panels.part_panel import Part, PartPanel
from tallyfy_inspector.ui.panels.part_table import Column
from tallyfy_inspector.ui.panels.part_words import Cell, Detail, cell

LABEL, VALUE = range(2)


class FactsPanel(PartPanel):
    """Facts on one thing."""

    columns = (Column(N_("Fact"), 40), Column(N_("Value"), 0))

    def facts(self, root: object) -> Facts:
        """What the answer `root` says."""
        raise NotImplementedError

    def read(self, root: object) -> Part:
        """The facts, those that are not known at the end."""
        found = self.facts(root)
        return Part(found.state, found.lines, found.whole, found.notes)

    def cell(self, row: Line, column: int) -> Cell:
        """The label, or the value."""
        return cell(row.label, "key") if column == LABEL else part_words.value_cell(row, self.now)

    def in_full(self, row: Line) -> Iterator[Detail]:
        """Label and value, and a time also as it was sent."""
        yield Detail(row.label, "bold")
        words = part_words.value_words(row, self.now)
        yield Detail(words, "" if row.text else "dim")
        if row.time is not None:
            yield Detail(row.text, "dim")

    def value(self, row: Line) -> str:
        """The value as it was sent."""
        return row.text
