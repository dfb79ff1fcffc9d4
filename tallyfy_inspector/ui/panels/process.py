"""The panel Process: the facts on the process (API: run) that the task stands in. Read in `task.process`,
where a new fact is added. Knows no other include."""

from __future__ import annotations

from tallyfy_inspector.task.process import Facts, process
from tallyfy_inspector.texts import N_
from tallyfy_inspector.ui.panels.facts_panel import FactsPanel


class Process(FactsPanel):
    """The process in the last good answer."""

    id = "process"
    include = "run"
    title = N_("Process")
    means = N_("the task stands in no process (a one-off task).")

    def facts(self, root: object) -> Facts:
        """What the answer says of the process."""
        return process(root)
