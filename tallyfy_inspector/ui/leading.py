"""What leads from one part of the window to another: from the verdict to its rows, from the diagnosis to
what it lacks.

Also tells the includes what came of them, and the person how a tick takes effect. Another way through the
window is a signal connected here. Knows which panel is the diagnosis, and nothing of what panels show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer

from tallyfy_inspector.task.got import Got, got
from tallyfy_inspector.task.verdict import Part
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui.fetch_more import FetchMore
from tallyfy_inspector.ui.include_list import IncludeList
from tallyfy_inspector.ui.messages import Messages
from tallyfy_inspector.ui.panels import PANELS
from tallyfy_inspector.ui.panes import Panes
from tallyfy_inspector.ui.slot import Slot
from tallyfy_inspector.ui.view import Answer, Opened, View

_DIAGNOSIS = "diagnosis"
_EVERYTHING = "json"  # shows every place, where no panel has rows for it


class Leading(QObject):
    """`open_` brings a panel to the front by its id; `more` fetches with further includes."""

    def __init__(
        self,
        messages: Messages,
        panes: Panes,
        includes: IncludeList,
        more: FetchMore,
        open_: Callable[[str], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._messages, self._panes, self._includes = messages, panes, includes
        self._more, self._open = more, open_
        self._shown: Answer | None = None
        self._told: dict[str, Got] = {}
        self._last: tuple[Part, int] | None = None
        self._loading = QTimer(self)
        self._loading.setSingleShot(True)
        self._loading.setInterval(0)
        self._loading.timeout.connect(self._load_next)
        messages.verdict.part_chosen.connect(self.lead)
        includes.changed.connect(self._on_includes_changed)
        self._slot = next((slot for slot in panes.slots if slot.spec.id == _DIAGNOSIS), None)
        if self._slot is not None:
            slot = self._slot
            slot.loaded.connect(lambda: self._on_loaded(slot))

    def show_view(self, view: View) -> None:
        """Follow to another answer, once the panes have taken it."""
        if view.last_good is not self._shown:
            self._shown, self._last = view.last_good, None
            self._told = _got(view.last_good)
            if view.last_good is not None and self._uncounted():
                self._loading.start()
        self._includes.show_got(self._told, older=view.older)

    def refresh(self) -> None:
        """Another connection is looked at, or it was signed in: what can be fetched has changed."""
        panel = None if self._slot is None else self._slot.panel
        if panel is not None and hasattr(panel, "refresh"):
            panel.refresh()

    def lead(self, part: Part) -> None:
        """Open the rows of a fact and select its places; chosen again, one is at its next place."""
        index = 0
        if self._last is not None and self._last[0].paths == part.paths:
            index = (self._last[1] + 1) % max(1, len(part.paths))
        self._last = (part, index)
        known = any(spec.id == part.panel for spec in PANELS)
        self._open(part.panel if known else _EVERYTHING)
        if part.paths:
            self._panes.go_to(*part.paths[index:], *part.paths[:index])

    def _uncounted(self) -> list[Slot]:
        return [slot for slot in self._panes.slots if slot.spec.counts and slot.panel is None]

    def _load_next(self) -> None:
        """Make one panel whose tab counts, and leave the others for the next turn."""
        for slot in self._uncounted()[:1]:
            slot.load()
            self._loading.start()

    def _on_loaded(self, slot: Slot) -> None:
        panel = slot.panel
        if panel is not None and hasattr(panel, "includes_wanted"):
            panel.why_not_fetch = self._more.refusal  # type: ignore[attr-defined]
            panel.includes_wanted.connect(self._on_includes_wanted)
            self.refresh()

    def _on_includes_wanted(self, wanted: Iterable[str]) -> None:
        if self._shown is not None and self._more.fetch(self._shown, wanted):
            self._messages.tell("")

    def _on_includes_changed(self) -> None:
        """A tick asks nothing by itself: say how it takes effect while the answer lacks it."""
        shown = self._shown
        if shown is None or isinstance(shown.source, Opened):
            return
        try:
            same = set(self._includes.keys()) == set(shown.source.request.includes)
        except ValueError:
            return
        self._messages.tell("" if same else _("The includes are changed. Press F5 to fetch with them."))


def _got(answer: Answer | None) -> dict[str, Got]:
    if answer is None or answer.document is None:
        return {}
    asked = None if isinstance(answer.source, Opened) else frozenset(answer.source.request.includes)
    return dict(got(answer.document.root, asked))
