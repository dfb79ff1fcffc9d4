"""What tests of the window share: the real event loop, palettes, fonts, pictures and a pseudo-language.

An async test body runs in the loop the program runs in:

    def test_a_job_ends(qapp):
        async def body() -> None:
            ...
        drive(qapp, body)
"""

from __future__ import annotations

import asyncio
import gettext
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import qasync  # type: ignore[import-untyped]
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QColor, QFont, QImage, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QTabWidget,
    QWidget,
)

from tallyfy_inspector import texts

T = TypeVar("T")


def drive(app: QApplication, body: Callable[[], Awaitable[T]], seconds: float = 30) -> T:
    """Run `body` in a qasync loop on `app`, as `app.py` does, and hand back what it returns or raises.

    Raises TimeoutError after `seconds`. The loop is closed afterwards, with what was still running in it.
    """

    async def limited() -> T:
        return await asyncio.wait_for(_awaited(body), seconds)

    quits = app.quitOnLastWindowClosed()
    app.setQuitOnLastWindowClosed(False)  # a test that closes its window is not at its end by that
    try:
        with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(app)) as runner:
            timers = runner.get_loop()._timer  # type: ignore[attr-defined]
            return runner.run(limited())
    finally:
        # The loop is a knot that the garbage collector unties at any time and in any thread, but its timers
        # have to be stopped in this one.
        shiboken6.delete(timers)
        app.setQuitOnLastWindowClosed(quits)


async def _awaited(body: Callable[[], Awaitable[T]]) -> T:
    return await body()


async def until(condition: Callable[[], object], seconds: float = 10) -> None:
    """Wait, in a driven body, until `condition` holds. Raises TimeoutError."""
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110 - a condition of Qt's has no event to wait for
            await asyncio.sleep(0.005)


@contextmanager
def wearing(app: QApplication, palette: QPalette) -> Iterator[None]:
    """While inside, the whole program has `palette`."""
    before = app.palette()
    app.setPalette(palette)
    try:
        yield
    finally:
        app.setPalette(before)


@contextmanager
def in_font(app: QApplication, times: float) -> Iterator[None]:
    """While inside, what is built has the program's font, `times` as large."""
    before = app.font()
    larger = QFont(before)
    larger.setPointSizeF(before.pointSizeF() * times)
    app.setFont(larger)
    try:
        yield
    finally:
        app.setFont(before)


def picture(widget: QWidget) -> QImage:
    """What `widget` looks like now, a pixel for a pixel."""
    return widget.grab().toImage()


def ink_of(image: QImage, x: int, y: int) -> str:
    """The colour of one pixel, `#rrggbb`."""
    return QColor(image.pixel(x, y)).name()


class Pseudo(gettext.NullTranslations):
    """Translates every message into itself, accented and half as long again between ⟦ and ⟧; leaves the
    placeholders and the & of a mnemonic in place."""

    _ACCENTS = str.maketrans("aeiouAEIOUncs", "áéíóúÁÉÍÓÚñçš")

    def gettext(self, message: str) -> str:
        """The longer, accented message."""
        outside, told = True, ""
        for character in message:
            outside = character == "}" if not outside else character != "{"
            told += character.translate(self._ACCENTS) if outside else character
        return f"⟦{told}{' ~~~~~~' * (len(message) // 14)}{'~' * (len(message) % 14 // 2)}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The form for `n`, accented."""
        return self.gettext(msgid1 if n == 1 else msgid2)


@contextmanager
def pseudo_language() -> Iterator[None]:
    """While inside, every text that goes through `texts` comes out recognisable."""
    texts.use(Pseudo())
    try:
        yield
    finally:
        texts.use(gettext.NullTranslations())


def words_of(root: QWidget) -> Iterator[tuple[str, str]]:
    """Each text of `root` and its children that a person can read or hear: where it stands, and the text."""
    for child in (root, *root.findChildren(QObject)):
        if (child.objectName() or "").startswith("qt_"):
            continue  # parts of Qt's own, such as the spinner in a field
        for what, text in _texts_of(child):
            if text:
                yield f"{type(child).__name__} {child.objectName()!r} {what}", text


def _texts_of(child: QObject) -> Iterator[tuple[str, str]]:
    if isinstance(child, QAction):
        if not child.isSeparator() and not isinstance(child.parent(), QLineEdit):
            yield "text", child.text()
        return
    if not isinstance(child, QWidget):
        return
    yield "accessible name", child.accessibleName()
    yield "accessible description", child.accessibleDescription()
    yield "tooltip", child.toolTip()
    if child.isWindow():
        yield "window title", child.windowTitle()
    if isinstance(child, (QLabel, QAbstractButton)):
        yield "text", child.text()
    if isinstance(child, QMenu):
        yield "title", child.title()
    if isinstance(child, QLineEdit):
        yield "placeholder", child.placeholderText()
    if isinstance(child, QComboBox):
        yield from (("item", child.itemText(index)) for index in range(child.count()))
    if isinstance(child, QTabWidget):
        yield from (("tab", child.tabText(index)) for index in range(child.count()))


def untranslated(root: QWidget, excused: Callable[[str], bool] = lambda _text: False) -> list[str]:
    """A line for each text of `root` with letters that did not go through `texts` and is not excused."""
    return [
        f"{where}: {text}"
        for where, text in words_of(root)
        if "⟦" not in text and any(c.isalpha() for c in text) and not excused(text)
    ]
