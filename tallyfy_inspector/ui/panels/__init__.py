"""The panels of the window, in the order of their tabs.

To add one: a file in this folder with a `Panel` subclass (see `panel.py`), and its line in `PANELS` with a
loader that imports it, so that a panel costs nothing before it is wanted. Knows what panels are called, and
nothing of what they show.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from tallyfy_inspector.texts import N_
from tallyfy_inspector.ui.panels.panel import Panel, PanelContext

__all__ = ["PANELS", "Panel", "PanelContext", "PanelSpec"]


@dataclass(frozen=True, slots=True)
class PanelSpec:
    """One panel: `id` in settings and object names, `title` its tab's text (marked, to be translated where
    it is shown), `side` of the window, `load` makes it."""

    id: str
    title: str
    side: Literal["left", "right"]
    load: Callable[[PanelContext], Panel]


def _json(context: PanelContext) -> Panel:
    from tallyfy_inspector.ui.panels.json_tree import JsonTree

    return JsonTree(context)


def _raw(context: PanelContext) -> Panel:
    from tallyfy_inspector.ui.panels.raw import Raw

    return Raw(context)


def _headers(context: PanelContext) -> Panel:
    from tallyfy_inspector.ui.panels.headers import Headers

    return Headers(context)


def _timing(context: PanelContext) -> Panel:
    from tallyfy_inspector.ui.panels.timing import Timing

    return Timing(context)


def _fields(context: PanelContext) -> Panel:
    from tallyfy_inspector.ui.panels.form_fields import FormFields

    return FormFields(context)


PANELS: tuple[PanelSpec, ...] = (
    PanelSpec("json", N_("Task JSON"), "left", _json),
    PanelSpec("raw", N_("Raw"), "left", _raw),
    PanelSpec("headers", N_("Headers"), "left", _headers),
    PanelSpec("timing", N_("Timing"), "left", _timing),
    PanelSpec("fields", N_("Form fields"), "right", _fields),
)
