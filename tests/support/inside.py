"""Runs the real program with something of a test's in it: `python -m tests.support.inside NAME ARGUMENTS…`.

NAME is a function of this module or of `tour`. It is called before the program starts, may change what a test
needs changed, and answers None or a coroutine function that is run beside the window and then closes it.
`support/program.py` starts it. What goes wrong in it is printed and makes the exit code 3.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import threading
import traceback
from collections.abc import Awaitable, Callable, Coroutine
from pathlib import Path
from typing import Any
from unittest.mock import patch

from PySide6.QtCore import QEvent, QTimer, QUrl
from PySide6.QtGui import QFileOpenEvent, QPaintEvent
from PySide6.QtWidgets import QApplication

from tallyfy_inspector import __main__ as program
from tallyfy_inspector import app, front
from tallyfy_inspector.demo import answers
from tallyfy_inspector.ports import StoredToken
from tallyfy_inspector.store.vault import KeyringVault
from tallyfy_inspector.ui.jobs import Jobs
from tallyfy_inspector.ui.main_window import MainWindow
from tests.support.running import signing_in
from tests.support.ui import until

Body = Callable[[MainWindow], Awaitable[None]]
FAULT = 3


def broken_demo() -> None:
    """The demo answers nothing but 500."""
    patch.object(answers.Answers, "reply", lambda *_: answers.Reply(500, b"{}")).start()


def ends_in_an_error() -> None:
    """A fault of the program's own, with a secret in it, ends the start."""

    def start(_window: MainWindow, _task: str | None, **_more: bool) -> None:
        raise ValueError(os.environ["CANARY"])

    patch.object(MainWindow, "start", start).start()


def never_ends() -> None:
    """What runs beside the window does not end when the window closes."""

    async def aclose(_jobs: Jobs) -> None:
        await asyncio.Event().wait()

    patch.object(Jobs, "aclose", aclose).start()


def at_the_first_paint() -> Body:
    """Prints, as JSON, what is loaded when the window is first painted, which a slow screen puts off; waits
    until the vault is asked."""
    found: list[dict[str, bool]] = []
    asked: list[KeyringVault] = []
    show, paint, get = MainWindow.show, MainWindow.paintEvent, KeyringVault.get

    def first(window: MainWindow, event: QPaintEvent) -> None:
        if not found:
            loaded = {name: name in sys.modules for name in ("httpx", "keyring", "truststore")}
            found.append({**loaded, "vault": bool(asked)})
        paint(window, event)

    def noted(vault: KeyringVault) -> Coroutine[Any, Any, StoredToken | None]:
        asked.append(vault)
        return get(vault)

    patch.object(MainWindow, "show", lambda window: QTimer.singleShot(300, lambda: show(window))).start()
    patch.object(MainWindow, "paintEvent", first).start()
    patch.object(KeyringVault, "get", noted).start()

    async def body(_window: MainWindow) -> None:
        await until(lambda: asked and "keyring" in sys.modules)
        sys.stdout.write(json.dumps(found[0]))

    return body


def fails_here_and_there() -> Body:
    """A slot and a thread raise errors with a secret in them; then a task is fetched as ever."""

    def fail() -> None:
        raise ValueError(os.environ["CANARY"])

    async def body(window: MainWindow) -> None:
        window.account_button.about_wanted.connect(fail)
        window.account_button.about_wanted.emit()
        QTimer.singleShot(0, fail)
        thread = threading.Thread(target=fail)
        thread.start()
        await asyncio.sleep(0.1)
        thread.join()
        window.open_task(window.account.connection.tasks[0][0])
        await until(lambda: window.session.view.last_good)

    return body


def signs_in() -> Body:
    """Saves INSIDE_TOKEN for INSIDE_BASE_URL in the token dialog, and prints what the dialog says."""

    async def body(window: MainWindow) -> None:
        dialog = await signing_in(window)
        dialog.address.setText(os.environ["INSIDE_BASE_URL"])
        dialog.token.setText(os.environ["INSIDE_TOKEN"])
        dialog.save.click()
        await until(lambda: dialog.said.text())
        sys.stdout.write(dialog.said.text())
        dialog.reject()

    return body


def tells_the_environment() -> Body:
    """Prints, as JSON, what a child process sees of TALLYFY_ACCESS_TOKEN, and what the window says of it."""

    async def body(window: MainWindow) -> None:
        await until(lambda: window.account.signed_in is not None)
        child = "import os; print(os.environ.get('TALLYFY_ACCESS_TOKEN', ''), end='')"
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", child, stdout=asyncio.subprocess.PIPE
        )
        seen, _errors = await process.communicate()
        sys.stdout.write(json.dumps({"children see": seen.decode(), "notice": window.messages.standing.text}))

    return body


def tells_its_notice() -> Body:
    """Prints what stands under the fields, once something does."""

    async def body(window: MainWindow) -> None:
        await until(lambda: window.messages.notice.text)
        sys.stdout.write(window.messages.notice.text)

    return body


def tells_its_organization() -> Body:
    """Prints what stands in the organization's field, once something does."""

    async def body(window: MainWindow) -> None:
        await until(lambda: window.request_bar.organization.text(), seconds=20)
        sys.stdout.write(window.request_bar.organization.text())

    return body


def opens_as_on_a_mac() -> Body:
    """Is asked by the system to open INSIDE_LINK before anything is painted, and then INSIDE_FILE; prints, as
    JSON, what the window says of both."""
    wait = front._FirstPaint.wait

    def early(first: front._FirstPaint) -> float:
        _opened_elsewhere(QUrl(os.environ["INSIDE_LINK"]))
        return wait(first)

    patch.object(front._FirstPaint, "wait", early).start()

    async def body(window: MainWindow) -> None:
        await until(window.messages.link.isVisible)
        asked = window.messages.link.accessibleName()
        _opened_elsewhere(QUrl.fromLocalFile(os.environ["INSIDE_FILE"]))
        await until(lambda: window.session.view.last_good)
        sys.stdout.write(json.dumps([asked, window.windowTitle()]))

    return body


def is_asked_to_quit() -> Body:
    """Is asked by the system to quit with a dialog open and a fetch on its way, and then once more; prints,
    as JSON, whether the window was closed at once and its size written to INSIDE_SETTINGS."""

    def written() -> bool:
        return b"window.geometry" in Path(os.environ["INSIDE_SETTINGS"]).read_bytes()

    async def body(window: MainWindow) -> None:
        dialog = await signing_in(window)
        window.open_task(window.account.connection.tasks[0][0])
        window.resize(window.width() + 10, window.height())
        QApplication.quit()
        closed = not (window.isVisible() or dialog.isVisible())
        sys.stdout.write(json.dumps([closed, written()]))
        app = QApplication.instance()
        assert app is not None
        QApplication.postEvent(app, QEvent(QEvent.Type.Quit))

    return body


def _opened_elsewhere(url: QUrl) -> None:
    app = QApplication.instance()
    assert app is not None
    QApplication.sendEvent(app, QFileOpenEvent(url))


def main() -> int:
    """Run the program with what the first argument names; the program's exit code, or FAULT."""
    from tests.support import tour

    name, arguments = sys.argv[1], sys.argv[2:]
    body = (globals().get(name) or vars(tour)[name])()
    faults: list[BaseException] = []
    if body is not None:
        _add(body, faults)
    code = program.main(arguments)
    return FAULT if faults else code


def _add(body: Body, faults: list[BaseException]) -> None:
    real = app._main

    async def both(*parts: Any) -> int:
        beside = asyncio.create_task(_beside(body, faults))
        code = await real(*parts)
        await beside
        return code

    patch.object(app, "_main", both).start()


async def _beside(body: Body, faults: list[BaseException]) -> None:
    await until(lambda: _window() is not None)
    window = _window()
    assert window is not None
    try:
        await until(window.isVisible)
        await body(window)
    except BaseException as error:  # noqa: BLE001 - whatever it is, the test is to see it
        faults.append(error)
        traceback.print_exc()
    window.close()


def _window() -> MainWindow | None:
    return next((each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow)), None)


if __name__ == "__main__":
    sys.exit(main())
