"""A screen of its own (Xvfb) for programs that a test starts, and what looks at and presses their windows.

    with screen() as environment, started("--demo", environment=environment) as program:
        window = find_window(environment, "Demo")
        press(environment, window, "ctrl+q")

`read_aloud(folder)` is such a screen with what a screen reader needs beside it; `reader` asks it.
Every server is a child of the test and is ended by its own process ID; Xvfb takes a free display itself.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.support.keyring_session import session_bus

PROGRAMS = {"Xvfb": "xvfb", "xdotool": "xdotool"}
"""Program, and the Debian or Ubuntu package that brings it."""
LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
SYSTEM_PYTHON = "/usr/bin/python3"
SCREEN_READER = Path(__file__).with_name("screen_reader.py")
_PATIENCE = 15.0

Environment = dict[str, str | None]


def require_programs() -> None:
    """Fail with what to install. Not a skip: a window that was never on a real screen is not tested."""
    missing = [package for program, package in PROGRAMS.items() if shutil.which(program) is None]
    assert not missing, f"Install {' '.join(missing)} (apt-get install {' '.join(missing)}) and try again."


@contextmanager
def screen() -> Iterator[Environment]:
    """What a program needs in its environment to draw on a new screen of 1,400 by 900 pixels."""
    require_programs()
    here, servers = os.pipe()
    command = ["Xvfb", "-displayfd", str(servers), "-screen", "0", "1400x900x24", "-nolisten", "tcp"]
    command += [
        "-noreset"
    ]  # it would begin anew, and refuse everybody meanwhile, when the last window closes
    with subprocess.Popen(
        command,
        pass_fds=(servers,),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        os.close(servers)
        try:
            with os.fdopen(here) as told:
                yield {"DISPLAY": f":{told.readline().strip()}", "QT_QPA_PLATFORM": "xcb"}
        finally:
            server.terminate()


def find_window(environment: Environment, title: str) -> str:
    """The number of the visible window with `title` in its title, once there is one."""
    until = time.monotonic() + _PATIENCE
    while not (found := _xdotool(environment, "search", "--onlyvisible", "--name", title)):
        assert time.monotonic() < until, f"no window has “{title}” in its title"
        time.sleep(0.05)
    return found.split()[0]


def title_of(environment: Environment, window: str) -> str:
    """What stands in its title bar."""
    return _xdotool(environment, "getwindowname", window).strip()


def press(environment: Environment, window: str, keys: str) -> None:
    """Press `keys` in `window`; without a window manager somebody has to give it the keyboard."""
    _xdotool(environment, "windowfocus", "--sync", window, "key", keys)


@contextmanager
def read_aloud(folder: Path) -> Iterator[Environment]:
    """A screen whose windows tell a screen reader what is in them; `folder` is new and its own."""
    launcher = next((name for name in LAUNCHERS if Path(name).exists()), None)
    assert launcher is not None, "Install at-spi2-core (apt-get install at-spi2-core) and try again."
    bindings = subprocess.run([SYSTEM_PYTHON, "-c", "import pyatspi"], capture_output=True, check=False)
    assert bindings.returncode == 0, (
        "Install python3-pyatspi (apt-get install python3-pyatspi) and try again."
    )
    with screen() as shown, session_bus(_whole({})) as address:
        # The accessibility bus puts its socket there; a folder of its own keeps it from the person's.
        more = {"DBUS_SESSION_BUS_ADDRESS": address, "XDG_RUNTIME_DIR": str(folder)}
        environment: Environment = {**shown, **more, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
        quiet = subprocess.DEVNULL
        with subprocess.Popen(
            [launcher, "--launch-immediately"],
            env=_whole(environment),
            stdin=quiet,
            stdout=quiet,
            stderr=quiet,
        ) as bus:
            try:
                yield environment
            finally:
                bus.terminate()


def reader(environment: Environment, *asked: str) -> Any:
    """What support/screen_reader.py answers."""
    done = subprocess.run(
        [SYSTEM_PYTHON, str(SCREEN_READER), *asked],
        env=_whole(environment),
        capture_output=True,
        text=True,
        timeout=2 * _PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout or "null")


def _whole(environment: Environment) -> dict[str, str]:
    whole: Mapping[str, str | None] = {**os.environ, **environment}
    return {name: value for name, value in whole.items() if value is not None}


def _xdotool(environment: Environment, *arguments: str) -> str:
    done = subprocess.run(
        ["xdotool", *arguments],
        env=_whole(environment),
        capture_output=True,
        text=True,
        timeout=_PATIENCE,
        check=False,
    )
    return done.stdout
