"""Asks where to save something: the dialog, and no for a place on another computer.

Knows no answer and writes nothing. The folder that was chosen last is the next one to begin in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Qt, QUrl, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from tallyfy_inspector.api import elsewhere
from tallyfy_inspector.texts import _

Then = Callable[[Path], None]


class SavePlace(QObject):
    """Asks for one kind of file: `kind` is its line in the dialog, `name` the dialog's own for tests."""

    refused = Signal(str)  # a sentence: why not there

    def __init__(self, name: str, title: str, kind: str, parent: QObject) -> None:
        super().__init__(parent)
        self._name, self._title, self._kind = name, title, kind
        self._folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)

    def ask(self, window: QWidget, suggested: str, then: Then) -> None:
        """Open the dialog over `window` with the file name `suggested`; `then` gets what was chosen."""
        dialog = QFileDialog(window, self._title, self._folder)
        dialog.setObjectName(self._name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setNameFilters([self._kind, _("All files (*)")])
        dialog.setSupportedSchemes(["file"])
        dialog.setDefaultSuffix(Path(suggested).suffix.removeprefix("."))
        dialog.selectFile(suggested)
        dialog.accepted.connect(lambda: self._on_chosen(dialog.selectedUrls(), then))
        dialog.finished.connect(window.activateWindow)
        dialog.open()

    def _on_chosen(self, urls: Sequence[QUrl], then: Then) -> None:
        if not urls:
            return
        address = urls[0].toString(QUrl.ComponentFormattingOption.FullyEncoded)
        if (sentence := elsewhere.refusal(address)) is not None:
            self.refused.emit(sentence)
            return
        path = Path(urls[0].toLocalFile())
        self._folder = str(path.parent)
        then(path)
