"""Finding in the tree: what the bar asks goes to the search, what is found to the tree and back to the bar.

The first hit is gone to while one types, and the next by Enter or F3; the keyboard stays where it is. What is
hidden is hidden when the search has ended, and the tree keeps its place. Knows no answer.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.texts import _, ngettext
from tallyfy_inspector.ui.panels.find_bar import FindBar
from tallyfy_inspector.ui.panels.finding import Finding
from tallyfy_inspector.ui.panels.json_view import JsonView
from tallyfy_inspector.ui.panels.panel import Mask

_TELL_AFTER = 700  # milliseconds without a key


class FindInTree(QObject):
    """Puts a bar, a search and a tree together. `masked`: others look on, and what is private is hidden from
    the search as well."""

    said = Signal(str)
    went = Signal(object)  # Path, to a hit

    def __init__(self, bar: FindBar, view: JsonView, mask: Mask) -> None:
        super().__init__(view)
        self._bar = bar
        self._view = view
        self._from: Path | None = None
        self._moved = True
        self._sieved = False
        self.masked = False
        self.finding = Finding(mask, self)
        view.tree.marks = self.finding.marks
        self._tell = QTimer(self, singleShot=True, interval=_TELL_AFTER)
        self._tell.timeout.connect(self._say)
        bar.changed.connect(self._on_asked)
        bar.next_wanted.connect(lambda: self.go(1))
        bar.previous_wanted.connect(lambda: self.go(-1))
        bar.stop_wanted.connect(self.finding.stop)
        self.finding.changed.connect(self._on_changed)
        self.finding.ended.connect(self._on_ended)
        view.selectionModel().currentRowChanged.connect(self._show_count)
        for changed in (view.tree.modelReset, view.tree.rowsInserted, view.tree.rowsRemoved):
            changed.connect(self._show_hidden)
        for changed in (view.unfolding.ended, view.unfolding.stopped):
            changed.connect(self._show_hidden)
        self._show_count()

    def show_document(self, root: object, shown: bool = True) -> None:
        """Look for the same in another document, without moving. `shown` False: there is none."""
        self._moved = True
        self._tell.stop()
        self.finding.wanted = self._bar.wanted()
        self.finding.show_document(root, shown)

    def leave(self) -> bool:
        """What Escape means in the tree: stop finding. Whether there was anything to leave."""
        if not self._bar.field.text():
            return False
        self._bar.leave()
        return True

    # To the hits

    def go(self, step: int) -> None:
        """Go to the next hit, or the one before; what was typed last counts."""
        if self._bar.settle():
            return
        found, path = self.finding.found, self._view.current_path()
        number = found.next_after(path) if step > 0 else found.last_before(path)
        if number is not None:
            self._moved = True
            self._go(found[number])
            self.said.emit(self._place_words())

    def _go(self, path: Path) -> None:
        self._view.select(path)
        self._view.viewport().update()
        self.went.emit(path)

    def _go_to_first(self) -> None:
        """While one types: to the first hit from where one was."""
        found = self.finding.found
        if self._moved or not len(found):
            return
        self._moved = True
        number = 0
        if self._from is not None:
            here = found.index_of(self._from)
            number = here if here is not None else found.next_after(self._from) or 0
        self._go(found[number])

    # What the search says

    def _on_asked(self) -> None:
        wanted, before = self._bar.wanted(), self.finding.wanted
        if not before.text:
            self._from = self._view.current_path()
        self._moved = wanted.text == before.text or not wanted.text
        self._tell.start()
        self.finding.look(wanted)

    def _on_changed(self) -> None:
        finding = self.finding
        self._bar.show_busy(finding.state == "running")
        self._bar.show_trouble(finding.error, finding.column)
        self._bar.show_remark(self._none_words() if self.masked and self._has_none() else "")
        if not self._sieved:  # else it may still be hidden
            self._go_to_first()
        self._show_count()
        self._view.viewport().update()

    def _on_ended(self) -> None:
        sieve = self.finding.sieve
        if sieve is not None or self._sieved:
            self._sieved = sieve is not None
            self._view.sift(sieve, self.finding.tree)
        self._go_to_first()
        self._show_count()
        self._show_hidden()

    def _show_hidden(self) -> None:
        if self._view.unfolding.running:  # to count again after each slice takes longer than the slice
            return
        count = self._view.tree.hidden
        text = ngettext("{count} hidden", "{count} hidden", count).format(count=f"{count:,}")
        found, wanted = self.finding.found, self.finding.wanted
        if wanted.only and wanted.is_query and found.has_more:  # a search shows all that it finds
            text = _("{hidden}, and matches after the first {known}").format(
                hidden=text, known=f"{len(found):,}"
            )
        self._bar.show_hidden(text if count else "")

    def _show_count(self) -> None:
        self._bar.show_count(self._place_words(), len(self.finding.found) > 0)

    def _place_words(self) -> str:
        """ "2 of 9", "9 matches", "No match"; where not every match can be gone to, so many that can."""
        finding, found = self.finding, self.finding.found
        if not finding.wanted.text or finding.state in ("idle", "failed"):
            return ""
        count = f"{found.count:,}" + ("…" if finding.state == "running" else "")
        path = self._view.current_path()
        number = None if path is None else found.index_of(path)
        if number is not None and found.has_more:
            return _("{number} of the first {known} of {count}").format(
                number=f"{number + 1:,}", known=f"{len(found):,}", count=count
            )
        if number is not None:
            return _("{number} of {count}").format(number=f"{number + 1:,}", count=count)
        if found.count:
            return ngettext("{count} match", "{count} matches", found.count).format(count=count)
        match finding.state:
            case "running":
                return _("Searching…")
            case "stopped":
                return _("Stopped")
        return "" if self.masked else _("No match")  # the bar has a whole line for what there is to say

    def _has_none(self) -> bool:
        finding = self.finding
        return bool(finding.wanted.text) and finding.state == "done" and not finding.found.count

    def _none_words(self) -> str:
        if self.masked:
            return _("No match in what is shown; hidden values are not searched.")
        return _("No match")

    def _say(self) -> None:
        finding = self.finding
        if finding.state == "running":
            self._tell.start()
            return
        count = finding.found.count
        if finding.error:
            self.said.emit(finding.error)
        elif finding.wanted.text and count:
            self.said.emit(ngettext("{count} match", "{count} matches", count).format(count=f"{count:,}"))
        elif finding.wanted.text:
            self.said.emit(self._none_words())
