"""The real program in the test's own process: real services, real window, real loop, and a new folder.

    async def body(window: MainWindow) -> None:
        await fetched(window)
        ...
    in_window(qapp, tmp_path, body, Options(demo=True))

The window is closed at the end and the program awaited to its end, whatever the body did.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tallyfy_inspector import app
from tallyfy_inspector.front import Front
from tallyfy_inspector.options import Options
from tallyfy_inspector.services import Services
from tallyfy_inspector.store.environment import EnvironmentSettings
from tallyfy_inspector.store.settings import Settings
from tallyfy_inspector.ui.main_window import MainWindow
from tallyfy_inspector.ui.token_dialog import TokenDialog
from tallyfy_inspector.ui.view import Idle
from tests.support.ui import drive, until

DEMO = Options(demo=True)
NOTHING_SET = EnvironmentSettings(None, None, None)
Body = Callable[[MainWindow], Awaitable[None]]


def in_window(
    qapp: QApplication,
    folder: Path,
    body: Body,
    options: Options = DEMO,
    environment: EnvironmentSettings = NOTHING_SET,
    front: Front | None = None,
) -> int:
    """Run the program with `options`, and `body` beside its window; the program's exit code. `front` is what
    stood before."""

    async def whole() -> int:
        settings = Settings(folder)
        services = Services(options, environment, settings, folder)
        program = asyncio.ensure_future(app._main(options, services, settings, front))
        await until(lambda: program.done() or _shown() is not None)
        window = _shown()
        assert window is not None, program.exception()
        window.session.attempts.wait = _at_once
        try:
            await body(window)
        finally:
            window.close()
            code = await program
            settings.flush()
        return code

    return drive(qapp, whole)


def _shown() -> MainWindow | None:
    windows = (each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow))
    return next((window for window in windows if window.isVisible()), None)


async def fetched(window: MainWindow, task: str | None = None) -> None:
    """Fetch `task`, as if it had been pasted and Enter pressed (None: what is on its way), and wait for what
    becomes of it."""
    if task is not None:
        window.open_task(task)
    await until(lambda: not (window.session.view.busy or isinstance(window.session.view.now, Idle)))
    await settled()


async def _at_once(_seconds: float) -> None:
    """Waits no time before something is asked again."""
    await asyncio.sleep(0)


async def settled() -> None:
    """Let Qt do what it has put off: lay out, paint, tell."""
    for _turn in range(4):
        await asyncio.sleep(0.01)


async def signing_in(window: MainWindow) -> TokenDialog:
    """The token dialog, opened as by its button and ready."""
    window.sign_in()
    dialog = window.findChild(TokenDialog)
    assert dialog is not None
    await until(lambda: dialog.kept.text() and dialog.save.isEnabled())
    return dialog


def child(root: QObject, name: str, kind: type[QWidget] = QWidget) -> QWidget:
    """The one widget of that object name."""
    found = root.findChild(kind, name)
    assert found is not None, name
    return found


def walk_by_tab(window: QWidget, steps: int = 150) -> list[QWidget]:
    """Each widget that Tab comes to, from the one that has the keyboard, until it is back there."""
    come_to: list[QWidget] = []
    for _step in range(steps):
        focused = QApplication.focusWidget()
        assert focused is not None, f"nothing has the keyboard after {come_to[-1:]}"
        assert focused.window() is window
        if focused in come_to:
            break
        come_to.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    return come_to
