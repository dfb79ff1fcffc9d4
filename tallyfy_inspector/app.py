"""The composition root: the only file that knows every room, and the home of the event loop.

It makes each object once and hands it to those that need it; nothing is looked up globally. What happens
in order: options, folders, settings and log, the window, and only once that is on screen the keyring and
the network.
"""

from __future__ import annotations

import asyncio
import contextlib
import io
import logging
import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QStandardPaths, QTimer, qVersion
from PySide6.QtWidgets import QApplication

from tallyfy_inspector import __version__, diagnostics, redact, selftest
from tallyfy_inspector.api.includes import parse_other
from tallyfy_inspector.daemon_executor import DaemonExecutor
from tallyfy_inspector.services import Services
from tallyfy_inspector.store.environment import EnvironmentSettings, take_environment
from tallyfy_inspector.store.local_files import LocalFiles
from tallyfy_inspector.store.logs import keep_quiet, start_logging, stop_logging
from tallyfy_inspector.store.settings import Settings
from tallyfy_inspector.store.uncaught import log_unexpected, logging_what_nobody_caught, tell_of_the_loop
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import theme
from tallyfy_inspector.ui.connection import Connection
from tallyfy_inspector.ui.help_windows import Help
from tallyfy_inspector.ui.jobs import Jobs
from tallyfy_inspector.ui.main_window import MainWindow
from tallyfy_inspector.ui.parts import Parts
from tallyfy_inspector.ui.state_log import log_states
from tallyfy_inspector.unix_signals import closing_on_signals

_log = logging.getLogger(__name__)
NAME = "tallyfy-inspector"
_WRITE_AFTER = 500  # milliseconds: one write for a burst of changes
_PAINT_PATIENCE = 1.0  # seconds; a window that starts minimised is never painted


@dataclass(frozen=True, slots=True)
class Options:
    """The command line, see `__main__`."""

    task: str | None = None
    organization: str | None = None
    base_url: str | None = None
    includes: str | None = None
    demo: bool = False
    screen_share: bool = False
    profile_dir: str | None = None
    temp_profile: bool = False
    selftest: bool = False
    diagnostics: bool = False
    debug: bool = False


@dataclass(frozen=True, slots=True)
class Folders:
    """Where this computer keeps things for the program."""

    config: Path
    state: Path


def run(options: Options) -> int:
    """Run the program as `options` say, which `__main__` has checked; the exit code."""
    environment = take_environment(os.environ)
    QCoreApplication.setApplicationName(NAME)
    QCoreApplication.setApplicationVersion(__version__)
    if options.selftest:  # it proves the program, whatever else is said and set
        options = Options(selftest=True, debug=options.debug)
        environment = EnvironmentSettings(None, None, None)
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with _folders(options) as folders:
        if options.diagnostics:
            return _run_diagnostics(options, environment, folders)
        return _run_window(options, environment, folders)


def _run_diagnostics(options: Options, environment: EnvironmentSettings, folders: Folders) -> int:
    settings = Settings(folders.config, schedule=lambda _write: None)  # it saves nothing
    try:
        services = Services(options, environment, settings, folders.state)
        doctor = services.doctor(services.account())
    except ValueError:  # what the environment calls an address is none: there is no way to look at
        return diagnostics.run(folders.config, folders.state, environment)
    qt = QCoreApplication.instance() or QCoreApplication([NAME])  # or Qt's reader of certificates complains
    keep_quiet(services.redactor)
    try:
        return diagnostics.run(folders.config, folders.state, environment, doctor, services.aclose)
    finally:
        stop_logging()
        del qt


def _run_window(options: Options, environment: EnvironmentSettings, folders: Folders) -> int:
    import qasync  # type: ignore[import-untyped]

    app = QApplication(sys.argv[:1])
    app.setDesktopFileName(NAME)
    app.setApplicationDisplayName(_("Tallyfy Inspector"))
    app.setQuitOnLastWindowClosed(False)  # the event loop ends when the window's work has ended, not before
    theme.adopt(app)
    settings = Settings(folders.config, schedule=lambda write: QTimer.singleShot(_WRITE_AFTER, write))
    services = Services(options, environment, settings, folders.state)
    start_logging(folders.state / "logs", services.redactor, options.debug)
    _log.info("Started %s, Python %s, Qt %s", __version__, platform.python_version(), qVersion())
    try:
        with (
            logging_what_nobody_caught(services.crashes.tell),
            asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(app)) as runner,
        ):
            runner.get_loop().set_default_executor(DaemonExecutor())
            tell_of_the_loop(runner.get_loop(), services.crashes.tell)
            return runner.run(_main(options, services, settings))
    except Exception as error:  # noqa: BLE001 - Python would print it as it is, unredacted
        log_unexpected(type(error), error, error.__traceback__)
        _tell_of_the_end(folders.state / "logs")
        return 1
    finally:
        settings.flush()
        _log.info("Ended")
        stop_logging()


async def _main(options: Options, services: Services, settings: Settings) -> int:
    loop, closed = asyncio.get_running_loop(), asyncio.Event()
    # Python runs a handler wherever it is, also in the middle of a paint: the loop has to do the rest.
    with closing_on_signals(lambda: loop.call_soon_threadsafe(closed.set)):
        window, jobs = _window(options, services, settings)
        window.closed.connect(closed.set)
        first_paint = _FirstPaint(window)
        window.show()
        await first_paint.wait()
        window.start(options.task or _first_task(window.account.connection))
        code = 0
        if options.selftest:
            code = await selftest.run(window, sys.stdout or io.StringIO())
            closed.set()
        await closed.wait()
        if window.isVisible():
            window.close()
        await jobs.aclose()
        await services.aclose()
    gone = asyncio.Event()
    window.destroyed.connect(gone.set)
    window.deleteLater()
    await gone.wait()  # a window that outlives the QApplication takes the program down with it
    return code


def _window(options: Options, services: Services, settings: Settings) -> tuple[MainWindow, Jobs]:
    jobs = Jobs(services.crashes.tell)
    parts = Parts(
        clock=services.clock,
        settings=settings,
        files=LocalFiles(),
        mask=redact.mask_value,
        mask_raw=redact.mask_json,
        account=services.account,
        demo=services.demo,
        remember=services.redactor.add,
        book=services.book,
        connect=services.connection,
        history=services.history,
        imports=services.imports,
        help=Help(services.doctor, services.logs, services.crashes, services.network),
    )
    connection = services.demo() if options.demo or options.selftest else services.account()
    window = MainWindow(parts, connection, jobs)
    window.session.state_changed.connect(log_states())
    if options.screen_share:
        window.screen_share.switch(on=True)
    if options.includes is not None:
        window.includes.use_for_this_run(parse_other(options.includes))
    return window, jobs


def _first_task(connection: Connection) -> str | None:
    return connection.tasks[0][0] if connection.demo else None


class _FirstPaint(QObject):
    """Tells when `window` stands on the screen: neither keyring nor network may hold that up."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._painted = asyncio.Event()
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Let everything pass, and note the first paint."""
        if event.type() is QEvent.Type.Paint:
            self._painted.set()
        return False

    async def wait(self) -> None:
        """Until the first paint is over."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_PAINT_PATIENCE):
                await self._painted.wait()
        self._window.removeEventFilter(self)


def _tell_of_the_end(logs: Path) -> None:
    if sys.stderr is not None:  # a windowed program on Windows has none
        told = _("Tallyfy Inspector ended because of an error of its own. The log tells where: {folder}")
        sys.stderr.write(told.format(folder=logs) + "\n")


@contextlib.contextmanager
def _folders(options: Options) -> Iterator[Folders]:
    if options.temp_profile or options.selftest:
        with tempfile.TemporaryDirectory(prefix=f"{NAME}-", ignore_cleanup_errors=True) as folder:
            yield Folders(Path(folder), Path(folder))
    elif options.profile_dir:
        folder_ = Path(options.profile_dir).expanduser()
        yield Folders(folder_, folder_)
    else:
        places = QStandardPaths.StandardLocation
        yield Folders(_place(places.AppConfigLocation), _place(places.StateLocation))


def _place(location: QStandardPaths.StandardLocation) -> Path:
    return Path(QStandardPaths.writableLocation(location))
