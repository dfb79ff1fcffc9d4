"""What the program says of itself: its keys, who it is, and the licences of what is in it.

To tell another key: a line in `_KEYS`; those that are told only together with another one stand in its words.
A bundle carries the texts under resources/licences (packaging/licences.py). Knows nothing of tasks.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from tallyfy_inspector import __version__, resources
from tallyfy_inspector.document.shown import visible
from tallyfy_inspector.texts import N_, _
from tallyfy_inspector.ui import plain, theme
from tallyfy_inspector.ui.controls import Button, ComboBox, scrolled

# Where faults are reported; "" while the project names no place in pyproject.toml (a test compares them).
TRACKER = ""

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
    ("Ctrl+Tab", N_("Next tab (with Shift: the one before)")),
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
    ("Ctrl+Left", N_("Tree: close members (Shift: beside)")),
    ("Ctrl+Shift+E", N_("Tree: open all (Ctrl+Shift+L: close)")),
    ("Ctrl+1", N_("Tree: open to this level (up to Ctrl+6)")),
    ("Ctrl+F", N_("Find, or query with a leading $")),
    ("F3", N_("Next match (Shift+F3: the one before)")),
    ("Ctrl+C", N_("Copy the value of the selected row")),
    ("Ctrl+Shift+K", N_("Copy its key, label or name")),
    ("Ctrl+Shift+X", N_("Copy the row, or key and value")),
    ("Ctrl+Shift+P", N_("Copy the path (Ctrl+Shift+J, Y, Q: pointer, Python, jq)")),
    ("Ctrl+Shift+S", N_("Tree: copy as JSON; fields: save as CSV")),
    ("Ctrl+Shift+R", N_("Tree: reveal what is masked or long")),
    ("Ctrl+Return", N_("Tree: go to what this ID names")),
    ("Ctrl+Shift+F", N_("Filter the form fields")),
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
        _("Made by the Tallyfy Inspector authors."),
        _("Tallyfy is a trademark of its owner; this program is independent of it."),
        _(
            "Licensed under the Apache License 2.0. "
            "Built with Qt and PySide6 (LGPL-3.0), httpx, keyring, qasync and truststore."
        ),
        fault_sentence(TRACKER),
    ):
        column.addWidget(plain.label(text, dialog, wrap=True))
    texts = Button(_("Licences…"), dialog)
    texts.setAutoDefault(False)
    texts.clicked.connect(lambda: licences(dialog).open())
    return _closable(dialog, column, texts)


def fault_sentence(tracker: str) -> str:
    """Where a fault of the program's is reported; `tracker` is an address, or "" while there is none."""
    if not tracker:
        return _(
            "To report a fault, tell your administrator or whoever gave you the program what you did. "
            "Send the log along (“Show the log…”), and what “Check the connection…” tells."
        )
    return _("To report a fault: {address}").format(address=tracker)


def licences(parent: QWidget) -> QDialog:
    """The texts of the licences of everything that came with this installation, not yet open."""
    dialog, column = _dialog(parent, _("Licences"))
    chosen = ComboBox(dialog)
    chosen.setAccessibleName(_("Part of the program"))
    shown = QPlainTextEdit(dialog)
    shown.setReadOnly(True)
    shown.setTabChangesFocus(True)
    flags = Qt.TextInteractionFlag
    shown.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
    shown.setAccessibleName(_("Licence text"))
    shown.setMinimumHeight(shown.fontMetrics().lineSpacing() * 12)
    # Most of these texts are 80 columns wide; a narrower window wraps them.
    dialog.resize(shown.fontMetrics().averageCharWidth() * 100, shown.fontMetrics().lineSpacing() * 36)
    texts = licence_texts()
    for name, file in texts:
        chosen.addItem(visible(name), file)
    chosen.currentIndexChanged.connect(lambda row: shown.setPlainText(_read(texts[row][1])))
    column.addWidget(chosen)
    column.addWidget(shown)
    if texts:
        shown.setPlainText(_read(texts[0][1]))
    else:
        shown.setPlainText(_("This installation holds no texts of licences. They came with its packages."))
    return _closable(dialog, column)


def _scrolled(page: QWidget, dialog: QDialog) -> QScrollArea:
    """`page` as wide as it is, and no higher than the screen has room for; scrolled by arrow keys too."""
    area = scrolled(page)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    area.setAccessibleName(dialog.windowTitle())
    wanted, room = page.sizeHint(), dialog.screen().availableGeometry().height()
    area.setMinimumWidth(wanted.width() + area.verticalScrollBar().sizeHint().width())
    area.setMinimumHeight(min(wanted.height(), int(room * _SHARE_OF_SCREEN)))
    return area


def licence_texts() -> list[tuple[str, Path]]:
    """What each text is about and where it is, the notice of all first; empty where none came along."""
    try:
        folder = resources.path("licences")
    except FileNotFoundError:  # run from source or installed by pip: each package brings its own
        return []
    files = (file for file in sorted(folder.rglob("*")) if file.is_file())
    found = [(file.relative_to(folder).as_posix(), file) for file in files]
    return sorted(found, key=lambda each: (each[0] != "NOTICE.txt", "/" in each[0], each[0]))


def _read(file: Path) -> str:
    try:
        return visible(file.read_text(encoding="utf-8", errors="replace"), keep="\n\t\f")
    except OSError:
        return _("This text cannot be read.")


def _dialog(parent: QWidget, title: str) -> tuple[QDialog, QVBoxLayout]:
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setMinimumWidth(dialog.fontMetrics().averageCharWidth() * 60)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(theme.OUTER, theme.OUTER, theme.OUTER, theme.OUTER)
    column.setSpacing(12)
    return dialog, column


def _closable(dialog: QDialog, column: QVBoxLayout, *others: Button) -> QDialog:
    close = Button(_("Close"), dialog)
    close.setDefault(True)
    close.clicked.connect(dialog.accept)
    row = QHBoxLayout()
    for other in others:
        row.addWidget(other)
    row.addStretch(1)
    row.addWidget(close)
    column.addLayout(row)
    return dialog
