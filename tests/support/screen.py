"""A screen of its own (Xvfb) for programs that a test starts, and what looks at and presses their windows.

    with screen() as environment, started("--demo", environment=environment) as program:
        window = find_window(environment, "Demo")
        press(environment, window, "ctrl+q")

The server takes a free display itself, is a child of the test and is ended by its own process ID.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

PROGRAMS = {"Xvfb": "xvfb", "xdotool": "xdotool"}
"""Program, and the Debian or Ubuntu package that brings it."""
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


def _xdotool(environment: Environment, *arguments: str) -> str:
    whole: Mapping[str, str | None] = {**os.environ, **environment}
    done = subprocess.run(
        ["xdotool", *arguments],
        env={name: value for name, value in whole.items() if value is not None},
        capture_output=True,
        text=True,
        timeout=_PATIENCE,
        check=False,
    )
    return done.stdout
