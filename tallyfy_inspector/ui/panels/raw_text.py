"""Shows a long text of a server, read-only, in pieces that a text widget lays out quickly.

An answer is often one line of megabytes, which Qt lays out as a whole at each change of width. Such a line is
folded into blocks here, and unfolded again in what is copied. Knows nothing of what the text is.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QPaintEvent, QTextOption
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from tallyfy_inspector.texts import _
from tallyfy_inspector.ui.panels.table import draw_focus

FOLD = 10_000


def folded(text: str, width: int = FOLD) -> tuple[str, frozenset[int]]:
    """`text` with a line break after each `width` characters of a longer line, and the numbers of the lines
    that go on in the next one."""
    lines: list[str] = []
    goes_on: set[int] = set()
    for line in text.split("\n"):
        for piece in _pieces(line, width):
            lines.append(piece)
            goes_on.add(len(lines) - 1)
        goes_on.discard(len(lines) - 1)
    return "\n".join(lines), frozenset(goes_on)


def _pieces(line: str, width: int) -> Iterator[str]:
    for start in range(0, max(1, len(line)), width):
        yield line[start : start + width]


def unfolded(lines: list[str], first: int, goes_on: frozenset[int]) -> str:
    """`lines`, of which the first is number `first`, as they were before they were folded."""
    ends = ("" if first + number in goes_on else "\n" for number in range(len(lines) - 1))
    return "".join(line + end for line, end in zip(lines, [*ends, ""], strict=True))


class RawText(QPlainTextEdit):
    """The text; selectable by mouse and keyboard, left by Tab."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._goes_on: frozenset[int] = frozenset()
        self.setObjectName("raw_text")
        self.setAccessibleName(_("Raw answer"))
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )

    def fill(self, text: str) -> None:
        """Show `text` from its beginning."""
        shown, self._goes_on = folded(text)
        self.setPlainText(shown)

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802 - Qt's name
        """What is copied or dragged out: without the breaks that were only made to show it."""
        cursor = self.textCursor()
        first = self.document().findBlock(cursor.selectionStart()).blockNumber()
        data = QMimeData()
        # Qt writes the end of a block as a paragraph separator.
        data.setText(unfolded(cursor.selectedText().split("\u2029"), first, self._goes_on))
        return data

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, and the focus ring over it."""
        super().paintEvent(event)
        draw_focus(self)

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802 - Qt's name
        """Scroll, and draw the ring anew where it was moved along."""
        super().scrollContentsBy(dx, dy)
        self.viewport().update()
