"""Everything that a window shows, says or keeps in reach: the words of its widgets, cells and menus.

`everything(window)` is for tests that look for what must not be there; `labelled` tells where it stands.
Nothing is typed, opened or revealed.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QWidget,
)

from tests.support.ui import words_of

_Role = Qt.ItemDataRole
_ROLES = (
    *(_Role.DisplayRole, _Role.ToolTipRole, _Role.StatusTipRole, _Role.EditRole),
    *(_Role.AccessibleTextRole, _Role.AccessibleDescriptionRole, _Role.WhatsThisRole),
)
_Spoken = QAccessible.Text


def everything() -> str:
    """All of it, of every window there is, a line each."""
    return "\n".join(f"{where}: {text}" for where, text in labelled())


def labelled() -> Iterator[tuple[str, str]]:
    """Where it stands, and the text."""
    for window in QApplication.topLevelWidgets():
        yield from words_of(window)
        for widget in (window, *window.findChildren(QWidget)):
            for what, text in _more(widget):
                if text:
                    yield f"{type(widget).__name__} {widget.objectName()!r} {what}", text


def titles() -> list[str]:
    """What stands in the title bars."""
    return [window.windowTitle() for window in QApplication.topLevelWidgets()]


def _more(widget: QWidget) -> Iterator[tuple[str, str]]:
    yield "status tip", widget.statusTip()
    yield "what's this", widget.whatsThis()
    yield from (("spoken", text) for text in _spoken(widget))
    if isinstance(widget, QLineEdit):
        yield "text", widget.displayText()
    if isinstance(widget, QPlainTextEdit):
        yield "text", widget.toPlainText()
    if isinstance(widget, QAbstractItemView) and not isinstance(widget, QHeaderView):
        yield from cells(widget.model())
        if isinstance(widget, QTableView):
            yield from headings(widget)


def _spoken(widget: QWidget) -> Iterator[str]:
    interface = QAccessible.queryAccessibleInterface(widget)
    if interface is not None:
        for kind in (_Spoken.Name, _Spoken.Description, _Spoken.Value, _Spoken.Help):
            yield interface.text(kind)


def cells(model: QAbstractItemModel | None) -> Iterator[tuple[str, str]]:
    """Every text of every cell of a flat model."""
    if model is None:
        return
    for row in range(model.rowCount(QModelIndex())):
        for column in range(_columns(model)):
            index = model.index(row, column)
            texts = (index.data(role) for role in _ROLES)
            yield from ((f"cell {row},{column}", str(text)) for text in texts if isinstance(text, str))


def _columns(model: QAbstractItemModel) -> int:
    """A list has one column, and does not say so."""
    return 1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())


def headings(table: QTableView) -> Iterator[tuple[str, str]]:
    """The words over the columns."""
    model = table.model()
    for column in range(model.columnCount(QModelIndex())):
        text = model.headerData(column, Qt.Orientation.Horizontal)
        yield "heading", str(text or "")
