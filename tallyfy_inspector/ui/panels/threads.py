"""The panel Threads: a row a comment, the selected one in full below. Read in `task.threads`.

To add a column: its `Column`, and its words in `cell`. Knows no other include.
"""

from __future__ import annotations

from collections.abc import Iterator

from tallyfy_inspector.task.included import on_one_line
from tallyfy_inspector.task.threads import Comment, threads
from tallyfy_inspector.texts import N_, _
from tallyfy_inspector.ui.panels import part_words
from tallyfy_inspector.ui.panels.part_panel import Part, PartPanel
from tallyfy_inspector.ui.panels.part_table import Column
from tallyfy_inspector.ui.panels.part_words import Cell, Detail, cell

AUTHOR, WHEN, TEXT, KIND, GUESTS = range(5)
_DEEPEST = 6


class Threads(PartPanel):
    """The comments of the last good answer."""

    id = "threads"
    include = "threads"
    title = N_("Threads")
    means = N_("nobody has commented on this task.")
    columns = (
        Column(N_("Author"), 16),
        Column(N_("When"), 13),
        Column(N_("Comment"), 0),
        Column(N_("Kind"), 18),
        Column(N_("Guests"), 11),
    )

    def read(self, root: object) -> Part:
        """The comments, and the issues that do not stand among them."""
        found = threads(root)
        return Part(found.state, found.comments, found.whole, found.notes)

    def cell(self, row: Comment, column: int) -> Cell:
        """The words of one cell; an open issue is in the colour of what is bad."""
        if column == AUTHOR:
            who = "↳ " * min(row.depth, _DEEPEST) + (row.author or _("(no author)"))
            return cell(who if row.readable else _("(not a comment)"))
        if column == WHEN:
            return part_words.time_cell(row.when, self.now)
        if column == KIND:
            return cell(row.kind, "bad" if row.open_issue else "")
        if column == GUESTS:
            return cell(row.for_guests)
        return cell(row.excerpt) if row.excerpt else Cell((_("empty"),), "dim")

    def in_full(self, row: Comment) -> Iterator[Detail]:
        """Who and when, what it is, what was written, and the rest."""
        when = None if row.when is None else part_words.value_words(row.when, self.now)
        yield Detail(" · ".join(filter(None, (row.author or _("(no author)"), when))), "bold")
        about = " · ".join(on_one_line(each) for each in (row.kind, row.state) if each)
        if about:
            yield Detail(about, "bad" if row.open_issue else "dim")
        yield Detail(row.text) if row.text else Detail(_("empty"), "dim")
        yield from part_words.line_details(row.lines, self.now)

    def value(self, row: Comment) -> str:
        """What was written."""
        return row.text
