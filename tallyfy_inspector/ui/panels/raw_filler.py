"""Fills a text in short turns of the event loop, so that the window answers while megabytes come.

Knows neither answer nor secret: the pieces are made by whoever starts it, while it runs.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal

from tallyfy_inspector.ui.panels.raw_text import RawText

_TURN = 0.008  # seconds; one piece more may take as long again


class Filler(QObject):
    """Adds pieces to `text`; `shown` counts its characters."""

    progressed = Signal()
    finished = Signal(bool)  # whether nothing is left to add

    def __init__(self, text: RawText) -> None:
        super().__init__(text)
        self._text = text
        self._pieces: Iterator[str | None] = iter(())
        self._kept: list[str | None] | None = None
        self._least = self._most = 0
        self.running = False
        self.shown = 0
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._on_turn)

    def start(self, pieces: Iterator[str | None], most: int, *, instead_of: int | None = None) -> None:
        """Add `pieces` until about `most` characters are shown. With `instead_of` they replace the text, at
        once when there are that many of them, so that nothing jumps."""
        self._pieces, self._most = pieces, most
        self._kept = None if instead_of is None else []
        self._least = instead_of or 0
        if self._kept is not None:
            self.shown = 0
        self.running = True
        self.resume()

    def stop(self) -> None:
        """Leave it at what is there."""
        if self.running:
            self._end(whole=False)

    def forget(self) -> None:
        """Stop without a word: what is shown is no longer wanted."""
        self.running = False
        self._timer.stop()
        self._pieces, self._kept = iter(()), None

    def pause(self) -> None:
        """Nobody can see the text now."""
        self._timer.stop()

    def resume(self) -> None:
        """Go on, where there is something to go on with."""
        if self.running:
            self._timer.start()

    def _on_turn(self) -> None:
        until = time.perf_counter() + _TURN
        while self.running and time.perf_counter() < until:
            if self.shown >= self._most:
                self._end(whole=False)
                return
            try:
                piece = next(self._pieces)
            except StopIteration:
                self._end(whole=True)
                return
            self._take(piece)
        self.progressed.emit()

    def _take(self, piece: str | None) -> None:
        if piece == "":
            return
        self.shown += len(piece or "")
        if self._kept is None:
            self._text.append(piece)
            return
        self._kept.append(piece)
        if self.shown >= self._least:
            self._replace()

    def _replace(self) -> None:
        if self._kept is not None:
            self._text.refill(self._kept)
            self._kept = None

    def _end(self, *, whole: bool) -> None:
        self._replace()
        self.running = False
        self._timer.stop()
        self.finished.emit(whole)


def first(pieces: Iterator[str | None], least: int) -> tuple[list[str | None], bool]:
    """The first pieces with at least `least` characters together, and whether that is all."""
    taken: list[str | None] = []
    count = 0
    for piece in pieces:
        taken.append(piece)
        count += len(piece or "")
        if count >= least:
            return taken, False
    return taken, True
