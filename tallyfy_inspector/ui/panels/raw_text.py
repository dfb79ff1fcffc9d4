"""Shows a long text of a server, read-only, in pieces that a text widget lays out quickly.

An answer is often one line of megabytes, which Qt lays out as a whole at each change of width. Such a line is
folded into blocks here, and unfolded again in what is copied. One place in the text can be marked. Knows
nothing of what the text is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from PySide6.QtCore import QEvent, QMimeData
from PySide6.QtGui import (
    QColor,
    QPalette,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
    QTextOption,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import theme
from tallyfy_inspector.ui.panels.text_pane import TextPane

FOLD = 10_000


def folded(text: str, width: int = FOLD, column: int = 0) -> tuple[str, frozenset[int]]:
    """`text` with a line break after each `width` characters of a longer line, and the numbers of the lines
    that go on in the next one. Its first line goes on from `column`."""
    lines: list[str] = []
    goes_on: set[int] = set()
    for number, line in enumerate(text.split("\n")):
        for piece in _pieces(line, width, 0 if number else column):
            lines.append(piece)
            goes_on.add(len(lines) - 1)
        goes_on.discard(len(lines) - 1)
    return "\n".join(lines), frozenset(goes_on)


def _pieces(line: str, width: int, column: int) -> Iterator[str]:
    yield line[: width - column]
    for start in range(width - column, len(line), width):
        yield line[start : start + width]


def unfolded(lines: list[str], first: int, goes_on: AbstractSet[int]) -> str:
    """`lines`, of which the first is number `first`, as they were before they were folded."""
    ends = ("" if first + number in goes_on else "\n" for number in range(len(lines) - 1))
    return "".join(line + end for line, end in zip(lines, [*ends, ""], strict=True))


class RawText(TextPane):
    """The text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Raw answer"), parent)
        self._goes_on: set[int] = set()
        self._column = 0
        self._place: int | None = None
        self.setObjectName("raw_text")
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)

    def fill(self, pieces: Iterable[str | None]) -> None:
        """Show `pieces` from their beginning; None among them marks the place between its neighbours."""
        self._goes_on, self._column, self._place = set(), 0, None
        self.clear()
        for piece in pieces:
            self.append(piece)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def refill(self, pieces: Iterable[str | None]) -> None:
        """`fill`, for a text that begins like the one on screen: what is seen stays where it is."""
        cursor, top = self.textCursor(), self.verticalScrollBar().value()
        anchor, position = cursor.anchor(), cursor.position()
        self.fill(pieces)
        last = self.document().characterCount() - 1
        self.setTextCursor(self._cursor(min(anchor, last), min(position, last)))
        self.verticalScrollBar().setValue(top)

    def append(self, piece: str | None) -> None:
        """Show `piece` after what is there; None marks the place."""
        end = QTextCursor(self.document())
        end.movePosition(QTextCursor.MoveOperation.End)
        if piece is None:
            self._place = end.position()
        else:
            shown, goes_on = folded(piece, FOLD, self._column)
            self._goes_on.update(self.blockCount() - 1 + number for number in goes_on)
            self._column = len(shown) - shown.rfind("\n") - 1 + (0 if "\n" in shown else self._column)
            self._insert(end, shown)
        if self._place is not None:
            self._show_place()

    def _insert(self, end: QTextCursor, text: str) -> None:
        own = self.textCursor()
        own.setKeepPositionOnInsert(True)  # or a cursor that stands at the end would go with it
        self.setTextCursor(own)
        end.insertText(text)
        own.setKeepPositionOnInsert(False)

    # The marked place

    @property
    def place(self) -> int | None:
        """The position of the marked place, or None."""
        return self._place

    def go_to_place(self) -> None:
        """Put the cursor at the marked place, and bring it into sight."""
        if self._place is not None:
            self.setTextCursor(self._cursor(self._place, self._place))
            self.centerCursor()

    def changeEvent(self, event: QEvent) -> None:
        """A new palette wants its own marks."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and getattr(self, "_place", None) is not None:
            self._show_place()

    def _show_place(self) -> None:
        """The line of the place on a wash, its character in reverse, and what follows dim."""
        at, last = self._place or 0, self.document().characterCount() - 1
        shown = min(at, max(0, last - 1))
        colours = theme.roles(self.palette())
        line, sign, rest = QTextCharFormat(), QTextCharFormat(), QTextCharFormat()
        line.setBackground(QColor(colours.bad_wash))
        line.setProperty(QTextFormat.Property.FullWidthSelection, True)
        sign.setBackground(QColor(colours.bad))
        sign.setForeground(self.palette().color(QPalette.ColorRole.Base))
        rest.setForeground(QColor(colours.dim))
        self.setExtraSelections(
            [
                self._selection(shown, shown, line),
                self._selection(min(at + 1, last), last, rest),
                self._selection(shown, min(shown + 1, last), sign),
            ]
        )

    def _selection(self, start: int, end: int, how: QTextCharFormat) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        made.cursor, made.format = self._cursor(start, end), how
        return made

    def _cursor(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    # What Qt asks

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802 - Qt's name
        """What is copied or dragged out: without the breaks that were only made to show it."""
        cursor = self.textCursor()
        first = self.document().findBlock(cursor.selectionStart()).blockNumber()
        data = QMimeData()
        # Qt writes the end of a block as a paragraph separator.
        data.setText(unfolded(cursor.selectedText().split("\u2029"), first, self._goes_on))
        return data
