"""The panel Files: a row a file, the selected one in full below. Read in `task.assets`.

Nothing here is a link and nothing is downloaded: Tallyfy would record it. To add a column: its `Column`, and
its words in `cell`. Knows no other include.
"""

from __future__ import annotations

from collections.abc import Iterator

from tallyfy_inspector.task.assets import Asset, assets
from tallyfy_inspector.texts import N_, _
from tallyfy_inspector.ui.panels import part_words
from tallyfy_inspector.ui.panels.part_panel import Part, PartPanel
from tallyfy_inspector.ui.panels.part_table import Column
from tallyfy_inspector.ui.panels.part_words import Cell, Detail, cell

NAME, VERSION, WHEN, ORIGIN, KEPT = range(5)


class Assets(PartPanel):
    """The files of the last good answer."""

    id = "files"
    include = "assets"
    title = N_("Files")
    means = N_("no file was uploaded to this task.")
    columns = (
        Column(N_("File"), 0),
        Column(N_("Version"), 7),
        Column(N_("Uploaded"), 13),
        Column(N_("From"), 18),
        Column(N_("Kept"), 22),
    )

    def read(self, root: object) -> Part:
        """The files as sent."""
        found = assets(root)
        return Part(found.state, found.entries, found.whole)

    def cell(self, row: Asset, column: int) -> Cell:
        """The words of one cell."""
        if column == WHEN:
            return part_words.time_cell(row.when, self.now)
        texts = {NAME: row.name, VERSION: row.version, ORIGIN: row.origin, KEPT: row.kept}
        return cell(texts[column])

    def in_full(self, row: Asset) -> Iterator[Detail]:
        """Name, when, from where, where it is kept, and the rest."""
        yield Detail(row.name, "bold")
        if row.when is not None:
            yield part_words.line_detail(row.when, self.now)
        facts = ((_("Version"), row.version), (_("From"), row.origin), (_("Kept"), row.kept))
        for label, text in facts:
            if text:
                yield Detail(_("{label}: {value}").format(label=label, value=text))
        yield Detail(_("The file itself is never downloaded."), "dim")
        yield from part_words.line_details(row.lines, self.now)

    def value(self, row: Asset) -> str:
        """The file's name."""
        return row.name
