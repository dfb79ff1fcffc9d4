"""Saves the list of form fields as a CSV file: asks for the place, writes off the window's thread.

Knows text and a place for it, no field; the files and the jobs are handed in.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from tallyfy_inspector.document.shown import visible
from tallyfy_inspector.ports import FileError, Files
from tallyfy_inspector.share import table_text
from tallyfy_inspector.texts import _, ngettext
from tallyfy_inspector.ui import file_words
from tallyfy_inspector.ui.jobs import Jobs
from tallyfy_inspector.ui.save_place import SavePlace

_WRITE = "save fields"


def suggested_name(task: str | None) -> str:
    """What the file is called if the person does not say otherwise: fields-d005715e.csv."""
    return f"fields-{task[:8]}.csv" if task else "fields.csv"


class FieldsSaving(QObject):
    """Saves for one panel."""

    told = Signal(str)  # a sentence: what came of it
    failed = Signal(str)

    def __init__(self, panel: QWidget, jobs: Jobs, files: Files) -> None:
        super().__init__(panel)
        self._panel = panel
        self._jobs = jobs
        self._files = files
        self._place = SavePlace("fields_save_dialog", _("Save the form fields"), _("CSV (*.csv)"), self)
        self._place.refused.connect(self.failed)

    def save(self, rows: Sequence[Sequence[str]], task: str | None) -> None:
        """Ask for a place for `rows`, header first, and write them there."""
        self._place.ask(
            self._panel.window(),
            suggested_name(task),
            lambda path: self._put(path, rows),
        )

    def _put(self, path: Path, rows: Sequence[Sequence[str]]) -> None:
        self._jobs.start(_WRITE, self._write(path, rows))

    async def _write(self, path: Path, rows: Sequence[Sequence[str]]) -> None:
        data = table_text.csv_text(rows).encode("utf-8", "replace")
        try:
            await asyncio.get_running_loop().run_in_executor(None, lambda: self._files.write(path, data))
        except FileError as error:
            self.failed.emit(file_words.not_saved(error))
            return
        self.told.emit(saved(path.name, rows))


def saved(name: str, rows: Sequence[Sequence[str]]) -> str:
    """What is said when a file was written."""
    count = len(rows) - 1
    told = ngettext("Saved as {name}, {count} field.", "Saved as {name}, {count} fields.", count)
    return with_guard(told.format(name=visible(name), count=count), rows)


def with_guard(told: str, rows: Sequence[Sequence[str]]) -> str:
    """`told`, and that cells got an apostrophe, where some did."""
    if not table_text.guarded(rows):
        return told
    return _("{told} A cell that begins like a formula got an apostrophe.").format(told=told)
