"""What can be done with the tree's current row: copies, the way to what an ID names, reveal, open and close.

To add an action: a row in `groups` (text, key, what it does, when it can be done), in the order of the menu.
Knows the model and the view of the tree; what was done goes out through `did`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui.clip import to_clipboard
from tallyfy_inspector.ui.panels import json_words
from tallyfy_inspector.ui.panels.json_copy import How, Slices
from tallyfy_inspector.ui.panels.json_view import JsonView
from tallyfy_inspector.ui.panels.slicing import Slicing
from tallyfy_inspector.ui.panels.view_actions import ActionRow, ViewActions
from tallyfy_inspector.ui.path_words import WRITERS, Mask, Writer, masked_path

_LEVELS = range(1, 7)

_SLICE, _FIRST_SLICE = 0.02, 0.03
_T = TypeVar("_T")
Do = Callable[[int], None]
Can = Callable[[int], bool]


class JsonActions(ViewActions[int]):
    """The actions of one tree, `by_id` in the order of the menu."""

    did = Signal(str)  # what was just done
    noted = Signal(str)  # to be heard and seen
    jump_wanted = Signal(object)  # Path

    def __init__(self, view: JsonView, mask: Mask) -> None:
        self._view, self._model, self._mask = view, view.tree, mask
        self._body = b""
        self._slicing = Slicing(_SLICE, view, first=_FIRST_SLICE)
        super().__init__(view, "json_menu")
        for writer in WRITERS:  # the menu tells their keys, which hold in the whole window (ui/path_bar)
            view.removeAction(self.by_id[f"copy_{writer.id}"])

    def show_body(self, body: bytes) -> None:
        """The received bytes of what the tree shows from now on. What is being copied of another answer is
        left: it may not be seen any more."""
        self._slicing.stop()
        self._body = body

    def current(self) -> int | None:
        """The number of the current row."""
        return self._view.current_row()

    def has_any(self) -> bool:
        """Whether there is a document."""
        return self._model.rowCount() > 0

    def groups(self) -> tuple[tuple[ActionRow[int], ...], ...]:
        """What the menu holds."""
        view, model, row = self._view, self._model, self._row
        return (
            (
                row("copy_value", _("Copy value"), "Ctrl+C", self._copy_value, _always),
                row("copy_key", _("Copy key"), "Ctrl+Shift+K", self._copy_key, self._has_key),
                row("copy_row", _("Copy key and value"), "Ctrl+Shift+X", self._copy_row, _always),
                row("copy_json", _("Copy as JSON, as received"), "Ctrl+Shift+S", self._copy_json, _always),
            ),
            tuple(map(self._path_row, WRITERS)),
            (
                row(
                    "go_to_definition",
                    _("Go to what this ID names"),
                    "Ctrl+Return",
                    self._go_to_definition,
                    lambda row: self._definition(row) is not None,
                ),
                row("reveal", _("Reveal this value"), "Ctrl+Shift+R", self._reveal, self._can_reveal),
            ),
            (
                row("expand", _("Expand"), "+", view.expand_row, self._can_open),
                row("collapse", _("Collapse"), "-", view.collapse_row, lambda row: model.row(row).expanded),
                row(
                    "expand_below",
                    _("Expand all below"),
                    "*",
                    view.expand_below,
                    self._has_members,
                ),
                row("collapse_below", _("Collapse all below"), "/", view.collapse_below, self._has_members),
                row(
                    "expand_children",
                    _("Expand children"),
                    "Ctrl+Right",
                    view.expand_children,
                    self._has_members,
                ),
                row(
                    "expand_siblings",
                    _("Expand siblings"),
                    "Ctrl+Shift+Right",
                    view.expand_siblings,
                    self._has_key,
                ),
                row(
                    "collapse_children",
                    _("Collapse children"),
                    "Ctrl+Left",
                    view.collapse_children,
                    lambda row: model.row(row).expanded,
                ),
                row(
                    "collapse_siblings",
                    _("Collapse siblings"),
                    "Ctrl+Shift+Left",
                    view.collapse_siblings,
                    self._has_key,
                ),
            ),
            (
                row("expand_all", _("Expand all"), "Ctrl+Shift+E", lambda _row: view.expand_all(), None),
                row(
                    "collapse_all", _("Collapse all"), "Ctrl+Shift+L", lambda _row: view.collapse_all(), None
                ),
            ),
            tuple(map(self._level_row, _LEVELS)),
        )

    def _row(self, name: str, text: str, keys: str, do: Do, can: Can | None) -> ActionRow[int]:
        """`can` and `do` get the current row, or the first where `can` is None and there is none."""
        return ActionRow(name, text, keys, lambda: do(self._view.current_row() or 0), can)

    def _level_row(self, level: int) -> ActionRow[int]:
        text = _("Expand to level {level}").format(level=level)
        return self._row(
            f"level_{level}", text, f"Ctrl+{level}", lambda _row: self._view.expand_to_level(level), None
        )

    def _path_row(self, writer: Writer) -> ActionRow[int]:
        text = _("Copy path ({notation})").format(notation=_(writer.name))
        name = f"copy_{writer.id}"
        return self._row(name, text, writer.keys, partial(self._copy_path, writer), _always)

    def fill(self, menu: QMenu) -> None:
        """The levels stand in a menu of their own."""
        *groups, levels = self._grouped
        for group in groups:
            self.add_group(menu, group)
        to_level = menu.addMenu(_("Expand to level"))
        to_level.addActions([self.by_id[row.id] for row in levels])
        to_level.setEnabled(self.has_any())

    # What they do

    def _copy(self, text: str, done: str) -> None:
        to_clipboard(text)
        self.did.emit(done)

    def _make(self, slices: Slices[_T], then: Callable[[_T], None]) -> None:
        """Make what is copied, a little at a time where it is much, and hand it on."""
        self._slicing.start(slices, then, now=True)
        if self._slicing.running:
            self.did.emit(_("Copying…"))

    def _copy_value(self, row: int) -> None:
        self._make(self._model.copied_value(row), lambda text: self._copy(text, _("Value copied")))

    def _copy_key(self, row: int) -> None:
        self._copy(self._model.copied_key(row), _("Key copied"))

    def _copy_row(self, row: int) -> None:
        self._make(self._model.copied_row(row), lambda text: self._copy(text, _("Key and value copied")))

    def _copy_path(self, writer: Writer, row: int) -> None:
        self._copy(writer.write(masked_path(self._model.path(row), self._mask)), _("Path copied"))

    def _copy_json(self, row: int) -> None:
        self._make(self._model.copied_json(row, self._body), self._on_json)

    def _on_json(self, made: tuple[str, How]) -> None:
        text, how = made
        to_clipboard(text)
        match how:
            case "received":
                self.did.emit(_("JSON copied, as received"))
            case "masked":
                self.noted.emit(
                    _("JSON copied, not as received: what can give access to somebody is masked.")
                )
            case "anew":
                self.noted.emit(_("JSON copied, written anew: the received text is not at hand."))

    def _reveal(self, row: int) -> None:
        self._model.reveal(row)
        self.did.emit(_("Shown until the next fetch"))

    def _go_to_definition(self, row: int) -> None:
        self.jump_wanted.emit(self._definition(row))

    # When they can be done

    def _has_key(self, row: int) -> bool:
        return self._model.row(row).key is not None

    def _has_members(self, row: int) -> bool:
        return self._model.row(row).expandable

    def _can_open(self, row: int) -> bool:
        here = self._model.row(row)
        return here.expandable and not here.expanded

    def _can_reveal(self, row: int) -> bool:
        value = self._model.row(row).value
        return self._model.is_masked(row) or (isinstance(value, str) and len(value) > json_words.LONG)

    def _definition(self, row: int) -> Path | None:
        beside = self._model.beside(row)
        return None if beside is None else beside.link


def _always(_row: int) -> bool:
    return True
