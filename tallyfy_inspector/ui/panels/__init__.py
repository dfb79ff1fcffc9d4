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
    it is shown), `side` of the window, `load` makes it. `seek` is the key that leads from anywhere to where
    one says what to look for in it, "" for none. `counts`: its tab counts something, also before it is
    seen."""

    id: str
    title: str
    side: Literal["left", "right"]
    load: Callable[[PanelContext], Panel]
    seek: str = ""
    counts: bool = False


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


def _people(context: PanelContext) -> Panel:
    from tallyfy_inspector.ui.panels.people import People

    return People(context)


def _diagnosis(context: PanelContext) -> Panel:
    from tallyfy_inspector.ui.panels.diagnosis import Diagnosis

    return Diagnosis(context)


def _threads(context: PanelContext) -> Panel:
    from tallyfy_inspector.ui.panels.threads import Threads

    return Threads(context)


def _activity(context: PanelContext) -> Panel:
    from tallyfy_inspector.ui.panels.activity import Activity

    return Activity(context)


def _files(context: PanelContext) -> Panel:
    from tallyfy_inspector.ui.panels.assets import Assets

    return Assets(context)


def _process(context: PanelContext) -> Panel:
    from tallyfy_inspector.ui.panels.process import Process

    return Process(context)


def _step(context: PanelContext) -> Panel:
    from tallyfy_inspector.ui.panels.step import Step

    return Step(context)


PANELS: tuple[PanelSpec, ...] = (
    PanelSpec("json", N_("Task JSON"), "left", _json, seek="Ctrl+F"),
    PanelSpec("raw", N_("Raw"), "left", _raw),
    PanelSpec("headers", N_("Headers"), "left", _headers),
    PanelSpec("timing", N_("Timing"), "left", _timing),
    PanelSpec("fields", N_("Form fields"), "right", _fields, seek="Ctrl+Shift+F", counts=True),
    PanelSpec("diagnosis", N_("Diagnosis"), "right", _diagnosis, counts=True),
    PanelSpec("people", N_("People"), "right", _people),
    PanelSpec("threads", N_("Threads"), "right", _threads),
    PanelSpec("activity", N_("Activity"), "right", _activity),
    PanelSpec("files", N_("Files"), "right", _files),
    PanelSpec("process", N_("Process"), "right", _process),
    PanelSpec("step", N_("Step"), "right", _step),
)
