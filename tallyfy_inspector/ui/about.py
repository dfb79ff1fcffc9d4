"""What the program says of itself: its keys, and who it is. Knows nothing of tasks.

To tell another key: a line in `_KEYS`; those that are told only together with another one stand in its words.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from tallyfy_inspector import __version__
from tallyfy_inspector.texts import N_, _
from tallyfy_inspector.ui import plain, theme
from tallyfy_inspector.ui.controls import Button

_KEYS = (
    ("Enter", N_("Fetch, from either field")),
    ("F5", N_("Fetch again")),
    ("Ctrl+L", N_("Go to the task box")),
    ("Alt+Left", N_("The answer before (Alt+Right: after)")),
    ("Alt+Down", N_("Recent tasks")),
    ("Alt+C", N_("Connections: then 1 to 9 chooses one")),
    ("Ctrl+O", N_("Open a saved answer")),
    ("Ctrl+S", N_("Save the answer as received")),
    ("Esc", N_("End finding, else stop")),
    ("F6", N_("Next pane (Shift+F6: the one before)")),
    ("Ctrl+Shift+C", N_("Copy a note for a ticket")),
    ("Ctrl+I", N_("Copy the task's IDs")),
    ("Ctrl+Shift+O", N_("Open the process in Tallyfy")),
    ("Ctrl+Shift+H", N_("Screen-share mode on or off")),
    ("Ctrl+G", N_("Go to a path")),
    ("Right", N_("Tree: open, then go in")),
    ("Left", N_("Tree: close, then go out")),
    ("*", N_("Tree: open everything below")),
    ("/", N_("Tree: close everything below")),
    ("Ctrl+Right", N_("Tree: open members (Shift: beside)")),
    ("Ctrl+Shift+E", N_("Tree: open all (Ctrl+Shift+L: close)")),
    ("Ctrl+1", N_("Tree: open to this level (up to Ctrl+6)")),
    ("Ctrl+F", N_("Find, or query with a leading $")),
    ("F3", N_("Next match (Shift+F3: the one before)")),
    ("Ctrl+C", N_("Copy the value of the selected row")),
    ("Ctrl+Shift+K", N_("Copy its key, label or name")),
    ("Ctrl+Shift+X", N_("Copy the row, or key and value")),
    ("Ctrl+Shift+P", N_("Tree: copy the path (Ctrl+Shift+J, Y, Q: pointer, Python, jq)")),
    ("Ctrl+Shift+S", N_("Tree: copy as JSON; fields: save as CSV")),
    ("Ctrl+Shift+R", N_("Tree: reveal what is masked or long")),
    ("Ctrl+Return", N_("Tree: go to what this ID names")),
    ("Ctrl+Shift+F", N_("Fields: filter")),
    ("Ctrl+Shift+D", N_("Fields: copy the cell (Ctrl+Shift+A, I: alias, ID)")),
    ("Ctrl+Shift+T", N_("Fields: copy the table (Ctrl+Shift+M: as Markdown)")),
    ("F1", N_("This list")),
    ("Ctrl+Q", N_("Quit")),
)

_SHARE_OF_SCREEN = 0.7


def shortcuts(parent: QWidget) -> QDialog:
    """The list of keys, not yet open."""
    dialog, column = _dialog(parent, _("Keyboard shortcuts"))
    page = QWidget(dialog)
    grid = QGridLayout(page)
    grid.setContentsMargins(0, 0, theme.GAP, 0)
    grid.setHorizontalSpacing(2 * theme.OUTER)
    grid.setVerticalSpacing(theme.GRID)
    for row, (keys, what) in enumerate(_KEYS):
        shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText) if len(keys) > 1 else keys
        key = plain.label(shown, page)
        key.setFont(theme.fixed_font(dialog.font()))
        grid.addWidget(key, row, 0)
        grid.addWidget(plain.label(_(what), page), row, 1)
    column.addWidget(_scrolled(page, dialog))
    return _closable(dialog, column)


def about(parent: QWidget) -> QDialog:
    """Who made what, not yet open."""
    dialog, column = _dialog(parent, _("About Tallyfy Inspector"))
    title = plain.label(_("Tallyfy Inspector {version}").format(version=__version__), dialog)
    title.setFont(theme.title_font(dialog.font()))
    column.addWidget(title)
    for text in (
        _("Shows what Tallyfy holds about a task. It only reads, and it talks only to the host you set."),
        _("Tallyfy is a trademark of its owner; this program is independent of it."),
        _(
            "Licensed under the Apache License 2.0. "
            "Built with Qt and PySide6 (LGPL-3.0), httpx, keyring, qasync and truststore."
        ),
    ):
        column.addWidget(plain.label(text, dialog, wrap=True))
    return _closable(dialog, column)


def _scrolled(page: QWidget, dialog: QDialog) -> QScrollArea:
    """`page` as wide as it is, and no higher than the screen has room for; scrolled by arrow keys too."""
    area = QScrollArea(dialog)
    area.setWidget(page)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    area.setAccessibleName(dialog.windowTitle())
    area.viewport().setAutoFillBackground(False)
    page.setAutoFillBackground(False)
    wanted, room = page.sizeHint(), dialog.screen().availableGeometry().height()
    area.setMinimumWidth(wanted.width() + area.verticalScrollBar().sizeHint().width())
    area.setMinimumHeight(min(wanted.height(), int(room * _SHARE_OF_SCREEN)))
    return area


def _dialog(parent: QWidget, title: str) -> tuple[QDialog, QVBoxLayout]:
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setMinimumWidth(dialog.fontMetrics().averageCharWidth() * 60)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(theme.OUTER, theme.OUTER, theme.OUTER, theme.OUTER)
    column.setSpacing(12)
    return dialog, column


def _closable(dialog: QDialog, column: QVBoxLayout) -> QDialog:
    close = Button(_("Close"), dialog)
    close.setDefault(True)
    close.clicked.connect(dialog.accept)
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(close)
    column.addLayout(row)
    return dialog
