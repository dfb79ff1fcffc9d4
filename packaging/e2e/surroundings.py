"""What the program needs around it, all private and new: a home, a screen, a session bus, a keyring, speech.

    with surroundings(folder) as environment:      # for os.environ and for what is started in it

Every server is a child of this process, runs in the foreground and is ended by its own process ID, in the
opposite order. To need one more: a function like `_keyring`, and its line in `surroundings`.
"""

from __future__ import annotations

import importlib
import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from e2e.waiting import StoryError, until

LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
SCREEN_FILE = "Xvfb_screen0"
PROXY = "http://127.0.0.1:9"
"""Nobody listens there: whatever were to leave this computer by a proxy's way would come to nothing."""

_KEPT = ("PATH", "LANG", "LC_ALL", "TZ", "TMPDIR")
_PASSWORD = b"a password for this run alone\n"
_END_PATIENCE = 5.0  # seconds


def environment_in(folder: Path, given: Mapping[str, str]) -> dict[str, str]:
    """The environment of a person who never used the program: a home inside `folder`, and of `given` only
    what finds programs and tells the language."""
    kept = {name: given[name] for name in _KEPT if name in given}
    # Debian keeps some of the servers where an ordinary account does not look.
    path = os.pathsep.join((kept.get("PATH", ""), "/usr/bin", "/usr/sbin")).lstrip(os.pathsep)
    home = folder / "person"
    places = {
        "HOME": home,
        "XDG_CONFIG_HOME": home / ".config",
        "XDG_DATA_HOME": home / ".local" / "share",
        "XDG_STATE_HOME": home / ".local" / "state",
        "XDG_CACHE_HOME": home / ".cache",
        "XDG_RUNTIME_DIR": folder / "runtime",
    }
    fixed = {
        "LANG": "C.UTF-8",
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        **dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), PROXY),
    }
    return {**fixed, **kept, "PATH": path, **{name: str(place) for name, place in places.items()}}


@contextmanager
def surroundings(folder: Path) -> Iterator[dict[str, str]]:
    """The environment to start the program in, while all of it runs. `folder` is new, and ends up with the
    home in `person` and the screen's memory in SCREEN_FILE."""
    environment = environment_in(folder, os.environ)
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        Path(environment[name]).mkdir(mode=0o700, parents=True, exist_ok=True)
    Path(environment["XDG_RUNTIME_DIR"]).mkdir(mode=0o700)
    with ExitStack() as running:
        environment["DISPLAY"] = running.enter_context(_screen(folder, environment))
        environment["DBUS_SESSION_BUS_ADDRESS"] = running.enter_context(_session_bus(environment))
        running.enter_context(_keyring(environment))
        running.enter_context(_accessibility(environment))
        yield environment


@contextmanager
def child(
    command: Sequence[str], environment: Mapping[str, str], **more: Any
) -> Iterator[subprocess.Popen[bytes]]:
    """`command` while the block runs; asked to end afterwards, and killed when it does not.
    StoryError when there is no such program."""
    quiet = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)
    try:
        process = subprocess.Popen(command, env=dict(environment), **{**quiet, **more})
    except FileNotFoundError:
        raise StoryError(f"{command[0]} is not installed; make e2e installs it where it may") from None
    with process:
        try:
            yield process
        finally:
            end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """End `process`, which this one started, and wait for it."""
    if process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(_END_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@contextmanager
def _screen(folder: Path, environment: Mapping[str, str]) -> Iterator[str]:
    here, there = os.pipe()
    command = ["Xvfb", "-displayfd", str(there), "-screen", "0", "1400x900x24", "-nolisten", "tcp"]
    # Without the last it would begin anew, and refuse everybody meanwhile, when the last window closes.
    command += ["-fbdir", str(folder), "-noreset"]
    with child(command, environment, pass_fds=(there,)):
        os.close(there)
        with os.fdopen(here) as told:
            yield f":{told.readline().strip()}"


@contextmanager
def _session_bus(environment: Mapping[str, str]) -> Iterator[str]:
    command = ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1"]
    with child(command, environment, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None  # noqa: S101 - a pipe was asked for
        yield process.stdout.readline().decode().strip()


@contextmanager
def _keyring(environment: Mapping[str, str]) -> Iterator[None]:
    command = ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"]
    with child(command, environment, stdin=subprocess.PIPE) as process:
        assert process.stdin is not None  # noqa: S101 - a pipe was asked for
        process.stdin.write(_PASSWORD)
        process.stdin.close()
        secrets = Secrets(environment["DBUS_SESSION_BUS_ADDRESS"])
        until(secrets.is_there, "gnome-keyring-daemon does not answer")
        yield


@contextmanager
def _accessibility(environment: Mapping[str, str]) -> Iterator[None]:
    launcher = next((name for name in LAUNCHERS if Path(name).exists()), LAUNCHERS[0])
    with child([launcher, "--launch-immediately"], environment):
        yield


class Secrets:
    """What is in the keyring, asked of it directly. Answers how many there are, never a secret."""

    _NAME = "org.freedesktop.secrets"

    def __init__(self, address: str) -> None:
        self._glib: Any = importlib.import_module("gi.repository.GLib")
        gio = importlib.import_module("gi.repository.Gio")
        flags = gio.DBusConnectionFlags
        self._bus: Any = gio.DBusConnection.new_for_address_sync(
            address, flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION, None, None
        )

    def is_there(self) -> bool:
        """Whether the keyring answers on the bus."""
        asked = self._glib.Variant("(s)", (self._NAME,))
        bus = "org.freedesktop.DBus"
        return bool(self._call(bus, "/org/freedesktop/DBus", bus, "NameHasOwner", asked)[0])

    def count(self, service: str) -> int:
        """How many secrets are kept for `service`."""
        asked = self._glib.Variant("(a{ss})", ({"service": service},))
        interface = "org.freedesktop.Secret.Service"
        unlocked, locked = self._call(self._NAME, "/org/freedesktop/secrets", interface, "SearchItems", asked)
        return len(unlocked) + len(locked)

    def _call(self, name: str, path: str, interface: str, method: str, asked: Any) -> Any:
        answer = self._bus.call_sync(name, path, interface, method, asked, None, 0, 10_000, None)
        return answer.unpack()
