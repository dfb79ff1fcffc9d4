"""The pictures of the JSON tree: hidden, found, decoded or wrong; and of how long an answer took.

Each scene is one function below, listed in `SCENES`; to add one, write it and its name there.
"""

from __future__ import annotations

import asyncio

from shot_stage import Stage
from tallyfy_inspector.demo import catalogue
from tallyfy_inspector.document.path import Member, Path
from tallyfy_inspector.ui.panels.json_tree import JsonTree

_LETTERS = 18


async def only_matches(stage: Stage) -> None:
    """Only what was found, and how much is hidden."""
    await stage.fetch(stage.access.first_task)
    await _find(stage, "harbourline", only=True)


async def query_error(stage: Stage) -> None:
    """A query with a mistake, at its place."""
    await stage.fetch(catalogue.TASKS[1].id)
    await _find(stage, "$.data.form_fields.data[?@.required = true].label")


async def repeated_key(stage: Stage) -> None:
    """A key that stands twice in its object."""
    await stage.fetch(next(task.id for task in catalogue.TASKS if task.source == "exact"))
    await _select(stage, ("data", "custom_fields", Member("tier", 1)))


async def decoded(stage: Stage) -> None:
    """Times with the local time beside them, IDs with where they lead, one of them in full."""
    await stage.fetch(stage.access.first_task)
    view = _tree(stage).view
    view.key_column.set_width(
        view.fontMetrics().horizontalAdvance("m" * _LETTERS)
    )  # for what stands beside values
    await _select(stage, ("data", "run_id"))
    view.scrollTo(view.currentIndex(), view.ScrollHint.PositionAtTop)
    await asyncio.sleep(0.3)  # where else the ID stands is looked for after the paint


async def timing(stage: Stage) -> None:
    """How long the answer took, phase by phase."""
    await stage.fetch(stage.access.first_task)
    stage.window.panes.open("timing")


SCENES = (only_matches, query_error, repeated_key, decoded, timing)


def _tree(stage: Stage) -> JsonTree:
    (tree,) = stage.window.findChildren(JsonTree)
    return tree


async def _find(stage: Stage, text: str, *, only: bool = False) -> None:
    bar, finding = _tree(stage).find_bar, _tree(stage).finder.finding
    bar.filters["only"].setChecked(only)
    bar.take_keyboard()
    bar.field.setText(text)
    bar.settle()
    while finding.state == "running":  # noqa: ASYNC110 - a state of Qt's has no event to wait for
        await asyncio.sleep(0.01)


async def _select(stage: Stage, path: Path) -> None:
    tree = _tree(stage)
    tree.view.setFocus()
    tree.jump(path)
    await stage.settle()
