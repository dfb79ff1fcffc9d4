"""From the command line to the first paint, with as little as that takes; then `app` does the rest.

In this order: the environment, the folders, a window that runs already (`ui.claim`), the window with what is
seen first (`ui.front_window`). What is loaded here, anybody who starts the program waits for: a new import
belongs into `app`, which is only loaded once the window is painted. Knows no Tallyfy and no network.
"""

from __future__ import annotations

import functools
import gc
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QTimer

from tallyfy_inspector import __version__
from tallyfy_inspector.options import NAME, Folders, Options, folders
from tallyfy_inspector.store.environment import EnvironmentSettings, take_environment
from tallyfy_inspector.store.first_look import FirstLook, first_look
from tallyfy_inspector.store.settings import Settings
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import desktop, hand_over, theme
from tallyfy_inspector.ui.application import Application
from tallyfy_inspector.ui.claim import Claim, claimed
from tallyfy_inspector.ui.hand_over import Outcome, Place, Request
from tallyfy_inspector.ui.main_window import MainWindow
from tallyfy_inspector.ui.on_windows import show_that_it_runs

_WRITE_AFTER = 500  # milliseconds: one write for a burst of changes
_PAINT_PATIENCE = 1000  # milliseconds; a window that starts minimised is never painted


@dataclass(frozen=True, slots=True)
class Front:
    """What stands when `app` takes over. `claim` says where to listen for a second start, and what another
    window said when it was asked. `painted_at` is a time of `time.time()`. Without a `window` it could not be
    made, and `app` finds out why."""

    app: Application
    settings: Settings
    window: MainWindow | None
    painted_at: float
    claim: Claim


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
    show_that_it_runs()
    claim = _claimed(options, environment, places)
    if claim.outcome == "taken":
        return 0
    settings = Settings(places.config, schedule=lambda write: QTimer.singleShot(_WRITE_AFTER, write))
    own = any(each is not None for each in (options.base_url, environment.base_url, environment.token))
    look = first_look(settings, demo=options.demo or options.selftest, own=own)
    try:
        front = _painted(settings, look, claim)
        from tallyfy_inspector import app

        gc.freeze()  # what is loaded stays; there is no need to look at it again and again
        gc.enable()
        return app.run(options, environment, places, front)
    finally:
        claim.release()  # when the settings are written: the next start reads them


def is_alone(options: Options, environment: EnvironmentSettings, kept: Callable[[], str]) -> bool:
    """Whether this run keeps to itself, and neither asks another window nor answers one: it holds to
    something that another start cannot know of (`ui.second_start` has the reasons). `kept` answers the
    address of the connection that was looked at last, or ""."""
    apart = options.demo or options.temp_profile or options.selftest
    if apart or options.includes is not None or environment.token is not None:
        return True
    address = options.base_url or environment.base_url
    return address is not None and _is_elsewhere(address, kept())


def _is_elsewhere(address: str, kept: str) -> bool:
    from tallyfy_inspector.api.exchange import DEFAULT_BASE_URL
    from tallyfy_inspector.api.routes import check_base_url

    return check_base_url(address) != check_base_url(kept or DEFAULT_BASE_URL)


def _claimed(options: Options, environment: EnvironmentSettings, places: Folders) -> Claim:
    """What came of asking the window that runs already, if one does."""
    kept = functools.partial(_kept, places.config)
    alone = is_alone(options, environment, kept)
    place = None if alone else hand_over.place(places.config, places.state)
    if place is None:
        return Claim()
    request = functools.cache(lambda: _request(options, environment, kept()))
    return claimed(place, lambda: _asked(place, request()))


def _kept(config: Path) -> str:
    from tallyfy_inspector.store.connections import Connections

    # Only read: a damaged file is for the window to set aside and to tell of.
    last = Connections(Settings(config, read_only=True)).last_saved()
    return "" if last is None else last.base_url


def _request(options: Options, environment: EnvironmentSettings, kept: str) -> Request | None:
    from tallyfy_inspector.ui.second_start import request_of

    if options.screen_share:
        return None  # the other window may show what is private
    return request_of(
        options.task,
        link=options.open_link,
        organization=options.organization,
        usual=environment.organization,
        kept=kept,
    )


def _asked(place: Place, request: Request | None) -> Outcome:
    if request is None:
        return "refused"
    from tallyfy_inspector.ui import single_instance

    return single_instance.hand_over(place.server, request)


def _painted(settings: Settings, look: FirstLook, claim: Claim) -> Front:
    """The window with what is seen first, on the screen."""
    app = Application(sys.argv[:1])
    app.setDesktopFileName(NAME)
    app.setApplicationDisplayName(_("Tallyfy Inspector"))
    app.setQuitOnLastWindowClosed(False)  # the event loop ends when the window's work has ended, not before
    try:
        with theme.contrast_unasked():
            desktop.adopt(app)
            window = MainWindow.front(settings, look.name, colour=look.colour, production=look.production)
            at = _FirstPaint(window).wait()
        desktop.heed_contrast(app)
    except Exception:  # noqa: BLE001 - `app` meets it again, with a log to write it to
        return Front(app, settings, None, time.time(), claim)
    return Front(app, settings, window, at, claim)


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
