"""What the program says of itself: its keys, and who it is. Knows nothing of tasks."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from tallyfy_inspector import __version__
from tallyfy_inspector.texts import N_, _
from tallyfy_inspector.ui import plain, theme
from tallyfy_inspector.ui.controls import Button

_KEYS = (
    ("Enter", N_("Fetch, from either field")),
    ("F5", N_("Fetch again")),
    ("Ctrl+L", N_("Go to the task box")),
    ("Ctrl+O", N_("Open a saved answer")),
    ("Ctrl+S", N_("Save the answer as received")),
    ("Esc", N_("End finding, else stop")),
    ("F6", N_("Next pane (Shift+F6: the one before)")),
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
    ("Ctrl+Shift+C", N_("Copy the path of the selected row")),
    ("F1", N_("This list")),
    ("Ctrl+Q", N_("Quit")),
)


def shortcuts(parent: QWidget) -> QDialog:
    """The list of keys, not yet open."""
    dialog, column = _dialog(parent, _("Keyboard shortcuts"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(2 * theme.OUTER)
    grid.setVerticalSpacing(theme.GRID)
    for row, (keys, what) in enumerate(_KEYS):
        shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText) if len(keys) > 1 else keys
        key = plain.label(shown, dialog)
        key.setFont(theme.fixed_font(dialog.font()))
        grid.addWidget(key, row, 0)
        grid.addWidget(plain.label(_(what), dialog), row, 1)
    column.addLayout(grid)
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
