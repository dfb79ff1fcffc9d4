"""A private D-Bus session with a real gnome-keyring, for programs that a test starts.

    with private_session(folder) as session:          # a new keyring, unlocked
        run_checks("Unlocked", session.environment)   # of support/keyring_checks.py, in a Python of its own

The folder becomes the daemon's home. Both daemons are children of the test, run in the foreground and are
ended by their own process ID. `no_session()` is the environment of a computer without D-Bus.

The checks run in a Python of their own because keyring picks its back end once a process, and because a
thread that hangs in a stopped daemon stays until the process ends.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CHECKS = "tests/support/keyring_checks.py"
BUS = "INSPECTOR_CHECK_BUS"
DAEMON = "INSPECTOR_CHECK_DAEMON"
PROGRAMS = {"gnome-keyring-daemon": "gnome-keyring", "dbus-daemon": "dbus"}
"""Program, and the Debian or Ubuntu package that brings it."""

_PASSWORD = b"a password for this test alone\n"
_PATIENCE = 15.0


@dataclass(frozen=True)
class Session:
    """A running session. `environment` is for `run_checks`."""

    environment: dict[str, str]
    daemon: int


def missing_packages() -> list[str]:
    """The packages to install before `private_session` can work."""
    # On Debian these stand where an ordinary account does not always look.
    path = os.pathsep.join((os.environ.get("PATH", ""), "/usr/bin", "/usr/sbin"))
    return [package for program, package in PROGRAMS.items() if shutil.which(program, path=path) is None]


def require_programs() -> None:
    """Fail with what to install. Not a skip: a vault nobody tried against a real keyring is not tested."""
    missing = missing_packages()
    assert not missing, (
        f"The vault is tested against a real keyring, which is not installed. Install the packages "
        f"{' '.join(missing)} (apt-get install {' '.join(missing)}) and run the tests again."
    )


@contextmanager
def private_session(folder: Path) -> Iterator[Session]:
    """A D-Bus session with an unlocked gnome-keyring, both gone at the end."""
    require_programs()
    environment = _environment(folder)
    with (
        session_bus(environment) as address,
        _daemon({**environment, "DBUS_SESSION_BUS_ADDRESS": address}) as pid,
    ):
        _wait_for_secrets(address)
        yield Session({BUS: address, DAEMON: str(pid)}, pid)


def no_session() -> dict[str, str]:
    """An address where nobody listens, so that D-Bus is not started by itself either."""
    return {BUS: "unix:path=/nonexistent/bus"}


def run_checks(chosen: str, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run the classes of CHECKS that `chosen` names, as pytest's -k reads it."""
    command = [sys.executable, "-m", "pytest", CHECKS, "-k", chosen, "--no-header", "-rA"]
    # keyring leaves its socket to the garbage collector when unlocking fails.
    command += ["-W", "ignore:unclosed <socket:ResourceWarning"]
    whole = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run(command, cwd=ROOT, env=whole, capture_output=True, text=True, timeout=120)


def _environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "LANG", "LC_ALL", "TMPDIR"}}
    places = {name: folder / name.lower() for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")}
    runtime = folder / "run"
    for place in (*places.values(), runtime):
        place.mkdir(mode=0o700, parents=True)
    folders = {"HOME": folder, "XDG_RUNTIME_DIR": runtime, **places}
    return kept | {name: str(place) for name, place in folders.items()}


@contextmanager
def session_bus(environment: Mapping[str, str]) -> Iterator[str]:
    """The address of a new session bus."""
    command = ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1"]
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().decode().strip()
        finally:
            process.terminate()


@contextmanager
def _daemon(environment: Mapping[str, str]) -> Iterator[int]:
    command = ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"]
    with subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        assert process.stdin is not None
        process.stdin.write(_PASSWORD)
        process.stdin.close()
        try:
            yield process.pid
        finally:
            process.kill()  # also ends one that a check left stopped


def _wait_for_secrets(address: str) -> None:
    # Comes with keyring on Linux alone.
    from jeepney import message_bus  # type: ignore[import-untyped]
    from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]

    asked = message_bus.NameHasOwner("org.freedesktop.secrets")
    until = time.monotonic() + _PATIENCE
    with open_dbus_connection(bus=address) as connection:
        while connection.send_and_get_reply(asked).body != (1,):
            assert time.monotonic() < until, "gnome-keyring-daemon did not start"
            time.sleep(0.02)
