"""The tree's model: the visible rows of a document as a flat table, of which Qt asks the rows on screen.

Opening and closing a row inserts and removes rows; a new answer, and opening all below a row, is one reset.
Strings leave it masked but for those the person revealed. Knows no view, no colour and no arrow.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from tallyfy_inspector.document.node import Row, VisibleRows, preview, to_text
from tallyfy_inspector.document.opened import Sieve
from tallyfy_inspector.document.path import Path, Step
from tallyfy_inspector.document.rows import Slices
from tallyfy_inspector.texts import N_, _
from tallyfy_inspector.ui import plain
from tallyfy_inspector.ui.panels import json_copy, json_words
from tallyfy_inspector.ui.panels.json_decoded import Beside, Decoder
from tallyfy_inspector.ui.panels.json_sift import is_there, lets_through
from tallyfy_inspector.ui.panels.panel import Mask
from tallyfy_inspector.ui.panels.table import Index

KEY, VALUE = range(2)
ROWS_AT_MOST = 3_000_000
"""No more rows are opened at one go."""
OPEN_AT_FIRST: tuple[Path, ...] = ((), ("data",))
_HEADERS = (N_("Key"), N_("Value"))
_REMEMBERED = 10_000
Marks = Callable[[Path, Step | None, object], tuple[bool, bool]]
"""Whether the key and the value of a row are marked, by its path, key and value."""
_ROOT = QModelIndex()


class JsonModel(QAbstractTableModel):
    """Rows of one document, or none."""

    def __init__(self, mask: Mask, parent: QObject | None = None, decoder: Decoder | None = None) -> None:
        super().__init__(parent)
        self._mask = mask
        self.decoder = decoder
        self.marks: Marks | None = None
        self._rows: VisibleRows | None = None
        self._whole: VisibleRows | None = None
        self._sieve: Sieve | None = None
        self._revealed: set[Path] = set()
        # The row that was asked for last: painting one asks several times.
        self._last: tuple[int, Row, Path] | None = None
        for changed in (self.modelReset, self.rowsInserted, self.rowsRemoved, self.dataChanged):
            changed.connect(self._forget_last)

    # What Qt asks

    def rowCount(self, parent: Index = _ROOT) -> int:
        """The visible rows."""
        return 0 if parent.isValid() or self._rows is None else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Key and value."""
        return 0 if parent.isValid() else len(_HEADERS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The columns' names."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(_HEADERS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell's words, its tooltip, and what is heard of it."""
        if not index.isValid() or not 0 <= index.row() < self.rowCount():
            return None
        row = index.row()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.key_text(row) if index.column() == KEY else self.value_text(row)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self.spoken(row) if index.column() == KEY else self.value_text(row)
            case Qt.ItemDataRole.ToolTipRole:
                return plain.tooltip(self._tooltip(row, index.column()))
        return None

    # One row

    def row(self, number: int) -> Row:
        """The row `number`; its value is not masked."""
        return self._at(number)[1]

    def path(self, number: int) -> Path:
        """Where the row `number` stands in the document."""
        return self._at(number)[2]

    def key_text(self, number: int) -> str:
        """The key's words."""
        return json_words.key_text(self.row(number).key, self._mask)

    def value_text(self, number: int) -> str:
        """The value on one line."""
        return preview(self._beginning(number))

    @property
    def root(self) -> object:
        """The document's root; None when there is none."""
        return self.row(0).value if self.rowCount() else None

    def spoken(self, number: int) -> str:
        """The row for a screen reader."""
        beside = self.beside(number)
        said = "" if beside is None else beside.spoken
        time, link = (said, "") if beside is not None and beside.kind == "time" else ("", said)
        return json_words.spoken(self.row(number), self._beginning(number), self._mask, time, link)

    def beside(self, number: int) -> Beside | None:
        """What stands beside the raw value: a time in words, where an ID leads, or what an object is called.
        Nothing of a secret."""
        value = self.row(number).value
        if self.decoder is None or isinstance(value, list):
            return None
        told = self.decoder.beside(value, self.path(number))
        return None if told is None or self.is_masked(number) else told

    def is_masked(self, number: int) -> bool:
        """Whether a part of the value is hidden now; of a very long string, of its beginning."""
        value = self.row(number).value
        if not isinstance(value, str):
            return False
        shown = str(self._beginning(number))
        return shown != value[: len(shown)] if len(value) > json_words.LONG else shown != value

    def reveal(self, number: int) -> None:
        """Show this one value whole, until `forget_revealed`."""
        self._revealed.add(self.path(number))
        self.dataChanged.emit(self.index(number, KEY), self.index(number, VALUE))

    def copied_value(self, number: int) -> json_copy.Slices[str]:
        """The value for the clipboard; done in slices, like all that is copied."""
        value, path = self.row(number).value, self.path(number)
        if isinstance(value, str):
            return to_text(self._value(number))
        return (yield from json_copy.value_text(value, path, self._mask))

    def text(self, number: int, limit: int) -> tuple[str, bool]:
        """The first `limit` characters of the decoded value, and whether that is all of it."""
        value, path = self.row(number).value, self.path(number)
        if isinstance(value, dict | list):
            return json_copy.beginning(value, path, self._mask, limit)
        whole = self._beginning(number) if limit <= json_words.BEGINNING else self._value(number)
        text = to_text(whole)
        return text[:limit], len(text) <= limit and (not isinstance(value, str) or len(value) <= limit)

    def copied_json(self, number: int, body: bytes) -> json_copy.Slices[tuple[str, json_copy.How]]:
        """The value as JSON for the clipboard, out of the received `body` where it holds no secret."""
        path, value = self.path(number), self.row(number).value
        mask = json_copy.unmasked if path in self._revealed else self._mask
        return json_copy.as_json(body, value, path, mask)

    def copied_row(self, number: int) -> json_copy.Slices[str]:
        """The row as `key: value`, an index as [3]; of the root the value alone."""
        key = self.row(number).key
        told = f"[{key}]" if isinstance(key, int) else self.copied_key(number)
        value = yield from self.copied_value(number)
        return value if key is None else f"{told}: {value}"

    def copied_key(self, number: int) -> str:
        """The key for the clipboard; an index is its number, the root has none."""
        key = self.row(number).key
        return "" if key is None else str(key) if isinstance(key, int) else to_text(self._mask((), str(key)))

    def marked(self, number: int) -> tuple[bool, bool]:
        """Whether the key and the value of the row are what is looked for."""
        if self.marks is None:
            return False, False
        row = self.row(number)
        return self.marks(self.path(number), row.key, row.value)

    # The document

    def show(self, root: object, expanded: Iterable[Path] = OPEN_AT_FIRST, seen: Sequence[Path] = ()) -> None:
        """Show the document `root` with the containers at `expanded` open, in one reset; those at `seen` as
        well until the next sieve goes."""
        self.beginResetModel()
        self._revealed.clear()
        self._rows, self._whole, self._sieve = VisibleRows(root, expanded), None, None
        if seen:
            self._rows, self._whole = VisibleRows(root, [*self._rows.expanded_paths(), *seen]), self._rows
        if self.decoder is not None:
            self.decoder.show_document(root)
        self.endResetModel()

    def clear(self) -> None:
        """Show nothing."""
        self.beginResetModel()
        self._revealed.clear()
        self._rows = self._whole = self._sieve = None
        if self.decoder is not None:
            self.decoder.show_document(None)
        self.endResetModel()

    def forget_revealed(self) -> None:
        """Mask again what was revealed."""
        if self._revealed:
            self._revealed.clear()
            self.dataChanged.emit(self.index(0, KEY), self.index(self.rowCount() - 1, VALUE))

    def expanded_paths(self) -> list[Path]:
        """The open containers; while there is a sieve, those that will be open without it."""
        rows = self._whole or self._rows
        return [] if rows is None else rows.expanded_paths()

    def seen_paths(self) -> list[Path]:
        """What is open as long as there is a sieve; nothing when there is none, or when it is too much."""
        few = self._rows is not None and self._whole is not None and len(self._rows) <= _REMEMBERED
        return self._rows.expanded_paths() if few and self._rows is not None else []

    def parent_row(self, number: int) -> int | None:
        """The row of the container that holds row `number`; None for the root."""
        return self._shown.parent(number)

    def row_of(self, path: Path) -> int | None:
        """The row of `path`, or None when it is not visible."""
        return None if self._rows is None else self._rows.index_of(path)

    def expand(self, number: int) -> None:
        """Open the container in row `number`, and inside it what was open before."""
        row = self.row(number)
        if not row.expandable or row.expanded:
            return
        self.beginInsertRows(_ROOT, number + 1, number + self._shown.inside(number))
        self._shown.expand(number)
        self.endInsertRows()
        self._row_changed(number)

    def collapse(self, number: int) -> None:
        """Close the container in row `number`."""
        if not self.row(number).expanded:
            return
        self.beginRemoveRows(_ROOT, number + 1, self.last_below(number))
        self._shown.collapse(number)
        self.endRemoveRows()
        self._row_changed(number)

    def last_below(self, number: int) -> int:
        """The last visible row inside row `number`: itself when it is closed or a leaf."""
        return number + self._shown.inside(number) if self.row(number).expanded else number

    def reveal_path(self, path: Path) -> int | None:
        """Open what hides `path` and answer its row; None, with nothing opened, when it is not there."""
        if self._rows is None or not is_there(self.row(0).value, path):
            return None
        if self._sieve is not None and not lets_through(self._sieve, self.row(0).value, path):
            return None
        seen = bisect_left(range(len(path)), True, key=lambda length: self.row_of(path[: length + 1]) is None)
        for length in range(seen, len(path)):
            row = self.row_of(path[:length])
            if row is not None:
                self.expand(row)
        return self.row_of(path)

    def slices(self, how: Callable[[VisibleRows], Slices]) -> Slices:
        """Opening or closing many rows at once; each `next()` has to be made inside `in_reset`."""
        return how(self._shown)

    def in_reset(self, do: Callable[[], None]) -> None:
        """Call `do`, which opens and closes rows, in one reset."""
        self.beginResetModel()
        do()
        self.endResetModel()

    def sift(self, sieve: Sieve | None, opened: Iterable[Path] = ()) -> None:
        """Show through `sieve` what it lets through, with the containers at `opened` open as well as those
        that are; None: everything again, as it stood before there was a sieve. In one reset.

        Of very many open containers none is kept open but those at first: it would take too long.
        """
        if self._rows is None:
            return
        whole = self._whole or self._rows
        self.beginResetModel()
        if sieve is None:
            self._rows, self._whole = whole, None
        else:
            few = len(whole) <= _REMEMBERED
            before = whole.expanded_paths() if few else OPEN_AT_FIRST
            carried = self.seen_paths() if self._sieve is None else []
            self._whole = whole
            self._rows = VisibleRows(self.row(0).value, [*before, *opened, *carried], sieve)
        self._sieve = sieve
        self.endResetModel()

    def hides(self, path: Path) -> bool:
        """Whether `path` is in the document, but the sieve hides it."""
        if self._rows is None or self._sieve is None:
            return False
        root = self.row(0).value
        return is_there(root, path) and not lets_through(self._sieve, root, path)

    @property
    def hidden(self) -> int:
        """How many members of the open containers the sieve hides."""
        return 0 if self._rows is None or self._sieve is None else self._rows.hidden

    def keys(self, start: int) -> Iterator[tuple[int, Step | None]]:
        """Each row's number and key, from `start` on and round again."""
        count = self.rowCount()
        for step in range(count):
            number = (start + step) % count
            yield number, self._shown.row(number).key

    def _row_changed(self, number: int) -> None:
        self.dataChanged.emit(self.index(number, KEY), self.index(number, VALUE))

    def _value(self, number: int) -> object:
        value, path = self.row(number).value, self.path(number)
        return value if path in self._revealed else json_words.shown_value(value, path, self._mask)

    def _beginning(self, number: int) -> object:
        value = self.row(number).value
        if not isinstance(value, str):
            return value
        path = self.path(number)
        if path in self._revealed:
            return value
        return json_words.shown_beginning(value, path, self._mask)

    def _tooltip(self, number: int, column: int) -> str:
        if column == KEY:
            return json_words.key_text(self.row(number).key, self._mask, json_words.TOOLTIP_LIMIT)
        beside = self.beside(number)
        more = "" if beside is None else beside.full
        return json_words.tooltip(self._beginning(number), self.is_masked(number), more)

    def _at(self, number: int) -> tuple[int, Row, Path]:
        if self._last is None or self._last[0] != number:
            rows = self._shown
            self._last = (number, rows.row(number), rows.path(number))
        return self._last

    def _forget_last(self) -> None:
        self._last = None

    @property
    def _shown(self) -> VisibleRows:
        if self._rows is None:
            raise IndexError("no document")
        return self._rows
