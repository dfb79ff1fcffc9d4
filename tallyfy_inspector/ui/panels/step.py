"""The panel Step: the facts on the template's step that the task was made from. Read in `task.step`, where a
new fact is added. Knows no other include."""

from __future__ import annotations

from tallyfy_inspector.task.process import Facts
from tallyfy_inspector.task.step import step
from tallyfy_inspector.texts import N_
from tallyfy_inspector.ui.panels.facts_panel import FactsPanel


class Step(FactsPanel):
    """The step in the last good answer."""

    id = "step"
    include = "step"
    title = N_("Step")
    means = N_("the task has no step in a template (a one-off task).")

    def facts(self, root: object) -> Facts:
        """What the answer says of the step."""
        return step(root)
