"""The panel Activity: a row an event, the newest first, the selected one in full below. Read in
`task.activity`.

To add a column: its `Column`, and its words in `cell`. Knows no other include.
"""

from __future__ import annotations

from collections.abc import Iterator

from tallyfy_inspector.task.activity import Activity as Entry
from tallyfy_inspector.task.activity import activities
from tallyfy_inspector.texts import N_, _
from tallyfy_inspector.ui.panels import part_words
from tallyfy_inspector.ui.panels.part_panel import Part, PartPanel
from tallyfy_inspector.ui.panels.part_table import Column
from tallyfy_inspector.ui.panels.part_words import Cell, Detail, cell

WHEN, VERB, WHO, CHANGE = range(4)


class Activity(PartPanel):
    """The history in the last good answer."""

    id = "activity"
    include = "activities"
    title = N_("Activity")
    means = N_("nothing has happened to this task yet.")
    columns = (
        Column(N_("When"), 22),
        Column(N_("What"), 18),
        Column(N_("Who"), 18),
        Column(N_("Change"), 0),
    )

    def read(self, root: object) -> Part:
        """The events, the newest first."""
        found = activities(root)
        return Part(found.state, found.entries, found.whole)

    def cell(self, row: Entry, column: int) -> Cell:
        """The words of one cell."""
        if column == WHEN:
            return part_words.time_cell(row.when, self.now)
        if column == VERB:
            return cell(row.verb if row.readable else _("(not an event)"))
        return cell(row.who if column == WHO else row.excerpt)

    def in_full(self, row: Entry) -> Iterator[Detail]:
        """What, who and when, the change, what was said, and the rest."""
        when = None if row.when is None else part_words.value_words(row.when, self.now)
        yield Detail(" · ".join(filter(None, (row.verb, row.who, when))) or _("(not an event)"), "bold")
        yield from (Detail(text) for text in (row.change, row.text) if text)
        yield from part_words.line_details(row.lines, self.now)

    def value(self, row: Entry) -> str:
        """The change, or what was said."""
        return row.change or row.text
