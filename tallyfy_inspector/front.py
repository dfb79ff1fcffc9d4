"""From the command line to the first paint, with as little as that takes; then `app` does the rest.

In this order: the environment, the folders, a window that runs already (`ui.single_instance`), the window
with what is seen first (`ui.front_window`). What is loaded here, anybody who starts the program waits for: a
new import belongs into `app`, which is only loaded once the window is painted. Knows no Tallyfy and no
network.
"""

from __future__ import annotations

import gc
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication

from tallyfy_inspector import __version__
from tallyfy_inspector.options import NAME, Folders, Options, folders
from tallyfy_inspector.store.environment import EnvironmentSettings, take_environment
from tallyfy_inspector.store.first_look import FirstLook, first_look
from tallyfy_inspector.store.settings import Settings
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import hand_over, theme
from tallyfy_inspector.ui.main_window import MainWindow

_WRITE_AFTER = 500  # milliseconds: one write for a burst of changes
_PAINT_PATIENCE = 1000  # milliseconds; a window that starts minimised is never painted


@dataclass(frozen=True, slots=True)
class Front:
    """What stands when `app` takes over. `socket` is where to listen for a second start, None for a window
    that does not; `hangs` says that another window was asked there and did not answer. `painted_at` is a time
    of `time.time()`. Without a `window` it could not be made, and `app` finds out why."""

    app: QApplication
    settings: Settings
    window: MainWindow | None
    painted_at: float
    socket: Path | None = None
    hangs: bool = False


def run(options: Options) -> int:
    """Run the program as `options` say, which `__main__` has checked; the exit code."""
    environment = take_environment(os.environ)
    QCoreApplication.setApplicationName(NAME)
    QCoreApplication.setApplicationVersion(__version__)
    if options.selftest:  # it proves the program, whatever else is said and set
        options = Options(selftest=True, debug=options.debug)
        environment = EnvironmentSettings(None, None, None)
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with folders(options) as places:
        if options.diagnostics:
            from tallyfy_inspector import app

            gc.enable()
            return app.run_diagnostics(options, environment, places)
        return _run_window(options, environment, places)


def _run_window(options: Options, environment: EnvironmentSettings, places: Folders) -> int:
    socket = None if is_alone(options, environment) else hand_over.place(places.config, places.state)
    outcome = _handed_over(options, socket, places.config)
    if outcome == "taken":
        return 0
    settings = Settings(places.config, schedule=lambda write: QTimer.singleShot(_WRITE_AFTER, write))
    own = any(each is not None for each in (options.base_url, environment.base_url, environment.token))
    look = first_look(settings, demo=options.demo or options.selftest, own=own)
    front = _painted(settings, look, socket if outcome == "nobody" else None, hangs=outcome == "hangs")
    from tallyfy_inspector import app

    gc.freeze()  # what is loaded stays; there is no need to look at it again and again
    gc.enable()
    return app.run(options, environment, places, front)


def is_alone(options: Options, environment: EnvironmentSettings) -> bool:
    """Whether this run keeps to itself, and neither asks another window nor answers one: it holds to
    something that another start cannot know of, such as that others look on."""
    own = (options.base_url, options.includes, environment.base_url, environment.token)
    apart = options.demo or options.temp_profile or options.selftest or options.screen_share
    return apart or any(each is not None for each in own)


def _handed_over(options: Options, socket: Path | None, config: Path) -> str:
    """What came of asking the window that listens at `socket`: see `single_instance.Outcome`."""
    if socket is None or not (socket.exists() or sys.platform == "win32"):
        return "nobody"
    from tallyfy_inspector.store.connections import Connections
    from tallyfy_inspector.ui import single_instance
    from tallyfy_inspector.ui.second_start import request_of

    # Only read: a damaged file is for the window to set aside and to tell of.
    last = Connections(Settings(config, read_only=True)).last_saved()
    kept = "" if last is None else last.base_url
    request = request_of(options.task, link=options.open_link, organization=options.organization, kept=kept)
    return "refused" if request is None else single_instance.hand_over(socket, request)


def _painted(settings: Settings, look: FirstLook, socket: Path | None, *, hangs: bool) -> Front:
    """The window with what is seen first, on the screen."""
    app = QApplication(sys.argv[:1])
    app.setDesktopFileName(NAME)
    app.setApplicationDisplayName(_("Tallyfy Inspector"))
    app.setQuitOnLastWindowClosed(False)  # the event loop ends when the window's work has ended, not before
    theme.adopt(app)
    try:
        window = MainWindow.front(settings, look.name, colour=look.colour, production=look.production)
        at = _FirstPaint(window).wait()
    except Exception:  # noqa: BLE001 - `app` meets it again, with a log to write it to
        return Front(app, settings, None, time.time(), socket, hangs)
    return Front(app, settings, window, at, socket, hangs)


class _FirstPaint(QObject):
    """Shows `window`, and tells when it stands on the screen: nothing else may hold that up."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._loop = QEventLoop(self)
        self._at = 0.0
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Let everything pass; the timer fires when the first paint is over."""
        if event.type() is QEvent.Type.Paint and not self._at:
            self._at = time.time()
            QTimer.singleShot(0, self._loop.quit)
        return False

    def wait(self) -> float:
        """The time when the first paint was over."""
        QTimer.singleShot(_PAINT_PATIENCE, self._loop.quit)
        self._window.show()
        self._loop.exec()
        self._window.removeEventFilter(self)
        return time.time()
