"""Saves the newest answer, the one that Raw shows: byte for byte, or without its secrets.

Counts the secrets, asks about them when there are any, asks for a place, writes. Each step that may take
long runs off the window's thread. Knows no panel; the masking rule and the files are handed in.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from tallyfy_inspector.document.shown import visible
from tallyfy_inspector.ports import FileError, Files
from tallyfy_inspector.redact.counting import count_secrets
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import file_words, words
from tallyfy_inspector.ui.jobs import Jobs
from tallyfy_inspector.ui.save_place import SavePlace
from tallyfy_inspector.ui.save_question import Counts, SaveQuestion, secrets_words
from tallyfy_inspector.ui.view import Answer, Opened

_LOOK, _WRITE = "count secrets", "save"
T = TypeVar("T")


def suggested_name(answer: Answer) -> str:
    """What the file is called if the person does not say otherwise: task-d005715e.json. One that is not good
    has its status in its name, and one that is not JSON is a text."""
    if isinstance(answer.source, Opened):
        return answer.source.path.name if answer.source.path is not None else "answer.json"
    status = answer.exchange.status if answer.exchange is not None and answer.problem is not None else 200
    more = "" if status == 200 else f"-{status}"
    return f"task-{(answer.task or '')[:8]}{more}.{'txt' if answer.unread is not None else 'json'}"


def without_secrets(body: bytes, mask_raw: Callable[[str], str]) -> bytes:
    """`body` with its secrets masked; all else is as it was received, also what is not UTF-8."""
    return mask_raw(body.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")


class Saving(QObject):
    """Saves for one window."""

    told = Signal(str)  # a sentence: what came of it
    failed = Signal(str)

    def __init__(self, window: QWidget, jobs: Jobs, files: Files, mask_raw: Callable[[str], str]) -> None:
        super().__init__(window)
        self._window = window
        self._jobs = jobs
        self._files = files
        self._mask_raw = mask_raw
        self._place = SavePlace("save_dialog", _("Save the answer"), _("JSON (*.json)"), self)
        self._place.refused.connect(self.failed)

    def save(self, answer: Answer | None, refusal: str = "") -> None:
        """Save `answer`, after the questions; `refusal` says why it may not be now."""
        if refusal:
            self.failed.emit(refusal)
        elif answer is None:
            self.failed.emit(_("There is no answer to save yet."))
        else:
            self._jobs.start(_LOOK, self._look(answer))

    async def _look(self, answer: Answer) -> None:
        counts = await _off(lambda: count_secrets(answer.body.decode("utf-8", "surrogateescape")))
        if not counts:
            self._choose(answer, {})
            return
        question = SaveQuestion(counts, self._window)
        question.chosen.connect(lambda masked: self._choose(answer, counts if masked else {}))
        question.rejected.connect(self._window.activateWindow)
        question.open()

    def _choose(self, answer: Answer, masked: Counts) -> None:
        """Ask for the place; `masked` are the secrets to leave out."""
        self._place.ask(
            self._window,
            suggested_name(answer),
            lambda path: self._jobs.start(_WRITE, self._write(path, answer, masked)),
        )

    async def _write(self, path: Path, answer: Answer, masked: Counts) -> None:
        body = answer.body
        if masked:
            body = await _off(lambda: without_secrets(answer.body, self._mask_raw))
        try:
            await _off(lambda: self._files.write(path, body))
        except FileError as error:
            self.failed.emit(file_words.not_saved(error))
            return
        self.told.emit(_saved(path, len(body), masked, answer))


async def _off(work: Callable[[], T]) -> T:
    return await asyncio.get_running_loop().run_in_executor(None, work)


def _saved(path: Path, size: int, masked: Counts, answer: Answer) -> str:
    told = _("Saved as {name}, {size}, exactly as received.")
    if masked:
        told = _("Saved as {name}, {size}, without {secrets}.")
    told = told.format(name=visible(path.name), size=words.size(size), secrets=secrets_words(masked))
    if answer.exchange is not None and answer.exchange.cut_off is not None:
        told = _("{saved} The answer itself is not whole.").format(saved=told)
    elif answer.exchange is not None and not answer.good:  # an older one may fill the window
        told = _("{saved} It is the newest answer: {status}.").format(
            saved=told, status=words.http_status(answer)
        )
    return told
