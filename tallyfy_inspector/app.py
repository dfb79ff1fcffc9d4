"""The composition root: the only file that knows every room, and the home of the event loop.

It makes each object once and hands it to those that need it; nothing is looked up globally. `front` has
painted the window by now; what happens here in order: the log, the rest of the window, and only then the
keyring and the network.
"""

from __future__ import annotations

import asyncio
import contextlib
import io
import logging
import platform
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, qVersion
from PySide6.QtGui import QIcon

from tallyfy_inspector import __version__, diagnostics, redact, resources, selftest
from tallyfy_inspector.api.includes import parse_other
from tallyfy_inspector.daemon_executor import DaemonExecutor
from tallyfy_inspector.options import NAME, Folders, Options
from tallyfy_inspector.services import Services
from tallyfy_inspector.store.environment import EnvironmentSettings
from tallyfy_inspector.store.local_files import LocalFiles
from tallyfy_inspector.store.logs import keep_quiet, start_logging, stop_logging
from tallyfy_inspector.store.settings import Settings
from tallyfy_inspector.store.uncaught import log_unexpected, logging_what_nobody_caught, tell_of_the_loop
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui.claim import Claim
from tallyfy_inspector.ui.connection import Connection
from tallyfy_inspector.ui.help_windows import Help
from tallyfy_inspector.ui.jobs import Jobs
from tallyfy_inspector.ui.main_window import MainWindow
from tallyfy_inspector.ui.parts import Parts
from tallyfy_inspector.ui.second_start import come_forward, open_url
from tallyfy_inspector.ui.single_instance import SingleInstance
from tallyfy_inspector.ui.state_log import log_states
from tallyfy_inspector.unix_signals import closing_on_signals

if TYPE_CHECKING:
    from tallyfy_inspector.front import Front

_log = logging.getLogger(__name__)


def run_diagnostics(options: Options, environment: EnvironmentSettings, places: Folders) -> int:
    """Print what helps to find a fault, and what the doctor finds on the way to Tallyfy; the exit code."""
    settings = Settings(places.config, read_only=True)
    try:
        services = Services(options, environment, settings, places.state)
        doctor = services.doctor(services.account())
    except ValueError:  # what the environment calls an address is none: there is no way to look at
        return diagnostics.run(places.config, places.state, environment, damaged=settings.damaged)
    qt = QCoreApplication.instance() or QCoreApplication([NAME])  # or Qt's reader of certificates complains
    keep_quiet(services.redactor)
    try:
        return diagnostics.run(
            places.config, places.state, environment, doctor, services.aclose, damaged=settings.damaged
        )
    finally:
        stop_logging()
        del qt


def run(options: Options, environment: EnvironmentSettings, places: Folders, front: Front) -> int:
    """Make the painted window one that works, and run it to its end; the exit code."""
    import qasync  # type: ignore[import-untyped]

    settings = front.settings
    with contextlib.suppress(FileNotFoundError):
        front.app.setWindowIcon(QIcon(str(resources.path("icons/tallyfy-inspector.svg"))))
    services = Services(options, environment, settings, places.state)
    start_logging(places.state / "logs", services.redactor, options.debug)
    _log.info("Started %s, Python %s, Qt %s", __version__, platform.python_version(), qVersion())
    _log.info("First painted at %.3f", front.painted_at)
    try:
        with (
            logging_what_nobody_caught(services.crashes.tell),
            asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(front.app)) as runner,
        ):
            runner.get_loop().set_default_executor(DaemonExecutor())
            tell_of_the_loop(runner.get_loop(), services.crashes.tell)
            return runner.run(_main(options, services, settings, front))
    except Exception as error:  # noqa: BLE001 - Python would print it as it is, unredacted
        log_unexpected(type(error), error, error.__traceback__)
        _tell_of_the_end(places.state / "logs")
        return 1
    finally:
        settings.flush()
        _log.info("Ended")
        stop_logging()


async def _main(options: Options, services: Services, settings: Settings, front: Front | None = None) -> int:
    """Run the window of `front`, else a new one on the screen, until it is closed; the exit code."""
    loop, closed = asyncio.get_running_loop(), asyncio.Event()
    # Python runs a handler wherever it is, also in the middle of a paint: the loop has to do the rest.
    with closing_on_signals(lambda: loop.call_soon_threadsafe(closed.set)):
        painted = None if front is None else front.window
        was_closed = painted is not None and painted.isHidden()
        window, jobs = _window(options, services, settings, painted)
        window.closed.connect(closed.set)
        window.closed.connect(settings.flush)  # at the end of a session Windows does not wait for more
        if was_closed:
            closed.set()
        else:
            window.show()
        instance = None if front is None else _listen(window, front)
        window.start(options.task or _first_task(window.account.connection), link=options.open_link)
        if front is not None:
            _tell_of_another(window, front.claim)
            front.app.attend(lambda url: open_url(window, url))
        _log.info("Ready at %.3f", time.time())
        code = 0
        if options.selftest:
            code = await selftest.run(window, sys.stdout or io.StringIO())
            closed.set()
        await closed.wait()
        if front is not None:
            front.app.attend(None)
        if instance is not None:
            instance.close()
        if window.isVisible():
            window.close()
        await jobs.aclose()
        await services.aclose()
    gone = asyncio.Event()
    window.destroyed.connect(gone.set)
    window.deleteLater()
    await gone.wait()  # a window that outlives the QApplication takes the program down with it
    return code


def _window(
    options: Options, services: Services, settings: Settings, painted: MainWindow | None
) -> tuple[MainWindow, Jobs]:
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
    if painted is None:
        window = MainWindow(parts, connection, jobs)
    else:
        window = painted
        window.complete(parts, connection, jobs)
    window.session.state_changed.connect(log_states())
    if options.screen_share:
        window.screen_share.switch(on=True)
    if options.includes is not None:
        window.includes.use_for_this_run(parse_other(options.includes))
    return window, jobs


def _first_task(connection: Connection) -> str | None:
    return connection.tasks[0][0] if connection.demo else None


def _listen(window: MainWindow, front: Front) -> SingleInstance | None:
    """Answer a second start from now on; None for a window that keeps to itself."""
    if front.claim.server is None:
        return None
    instance = SingleInstance(front.claim.server, window)
    instance.requested.connect(lambda request: come_forward(window, request))
    if instance.listen():
        return instance
    front.claim.release()  # or others would wait in vain for this one to listen
    return None


def _tell_of_another(window: MainWindow, claim: Claim) -> None:
    """After the start, which takes back what was said before it; what it said itself stays."""
    if claim.outcome == "hangs":
        told = _("Another window of Tallyfy Inspector does not answer. This one was opened beside it.")
        window.messages.tell(" ".join(each for each in (window.messages.notice.text, told) if each))


def _tell_of_the_end(logs: Path) -> None:
    if sys.stderr is not None:  # a windowed program on Windows has none
        told = _("Tallyfy Inspector ended because of an error of its own. The log tells where: {folder}")
        sys.stderr.write(told.format(folder=logs) + "\n")
