"""Opens what was saved earlier: chosen in a dialog, or named by a path, an address, the command line.

Only files of this computer: a name is judged (`api.elsewhere`) before anything touches it, and what leads
elsewhere is refused in words. Reads nothing itself; the session does, off the window's thread. What is
dropped is for `drops`, what is pasted for `pasting`.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Qt, QUrl, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from tallyfy_inspector.api import elsewhere
from tallyfy_inspector.api.routes import is_id
from tallyfy_inspector.ports import Files
from tallyfy_inspector.texts import _, ngettext
from tallyfy_inspector.ui.session import Session
from tallyfy_inspector.ui.view import Opened


class Opening(QObject):
    """Opens for one window."""

    refused = Signal(str)  # a sentence: why nothing was opened
    opened = Signal()  # something is being opened: what was said before is of the past

    def __init__(self, window: QWidget, session: Session, files: Files) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._files = files
        self._folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)

    def choose(self) -> None:
        """Let the person choose a file."""
        dialog = QFileDialog(self._window, _("Open a saved answer"), self._folder)
        dialog.setObjectName("open_dialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("JSON (*.json)"), _("All files (*)")])
        dialog.setSupportedSchemes(["file"])
        # The signals that carry the choice are not the same for Qt's own dialog and a desktop's.
        dialog.accepted.connect(lambda: self._on_chosen(dialog.selectedUrls()))
        dialog.finished.connect(self._window.activateWindow)  # not every desktop gives the keyboard back
        dialog.open()

    def _on_chosen(self, urls: Sequence[QUrl]) -> None:
        if urls:
            self.open_urls(urls)
            self._folder = str(Path(urls[0].toLocalFile()).parent)

    def open_urls(self, urls: Sequence[QUrl]) -> None:
        """Open the one file that `urls` name; more, or what is elsewhere, is refused."""
        if len(urls) > 1:
            told = ngettext(
                "{count} file was brought. Open one at a time; nothing was opened.",
                "{count} files were brought. Open one at a time; nothing was opened.",
                len(urls),
            )
            self.refused.emit(told.format(count=len(urls)))
            return
        address = urls[0].toString(QUrl.ComponentFormattingOption.FullyEncoded)
        if (sentence := elsewhere.refusal(address)) is not None:
            self.refused.emit(sentence)
            return
        local = QUrl(urls[0])
        local.setHost("")  # "localhost"
        self.open_path(local.toLocalFile())

    def open_path(self, text: str) -> None:
        """Open the file at the path `text`."""
        sentence = elsewhere.refusal(text) if elsewhere.is_network_path(text) else None
        if sentence is not None:
            self.refused.emit(sentence)
            return
        path = Path(text).absolute()
        self.opened.emit()
        self._session.open(Opened(path), partial(self._files.read, path))

    def open_argument(self, text: str) -> bool:
        """Open what the command line named if that is a file, and say whether it is."""
        if text.lstrip().lower().startswith("file:"):
            self.open_urls([QUrl(text.strip())])
            return True
        if elsewhere.is_network_path(text) or names_file(text):
            self.open_path(text)
            return True
        return False


def names_file(text: str) -> bool:
    """Whether an argument means a file: there is one, or it is called like one."""
    if elsewhere.is_address(text):
        return False
    path = Path(text)
    with contextlib.suppress(OSError, ValueError):
        if path.is_file() or (path.exists() and not is_id(text)):
            return True
    return text.lower().endswith(".json") and len(text.split()) == 1
