"""What holds for every test: a home of its own, no settings of this person, no network, no stray log line.

* HOME and the XDG folders are new and empty for each test; nothing of the person's session (keyring, bus,
  display, proxy, TALLYFY_* variables, locale) is to be seen.
* A log line at WARNING or above fails the test unless it asked for it: `expect_log` (support/logfail.py).
* Nothing connects beyond loopback (support/loopback.py).
* Qt is offscreen; a program that a test starts under a display of its own sets QT_QPA_PLATFORM itself.
* hypothesis draws the same examples in each run. `HYPOTHESIS_PROFILE=search` looks further.
"""

from __future__ import annotations

import gc
import itertools
import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from tests.support.logfail import LogFail
from tests.support.loopback import stay_on_loopback

# Before anything imports Qt.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

FOREIGN_PREFIXES = ("TALLYFY_", "XDG_", "QT_", "LC_", "KEYRING_PROPERTY_")
FOREIGN = (
    *(
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "ALL_PROXY",
        "NO_PROXY",
        "http_proxy",
        "https_proxy",
        "all_proxy",
        "no_proxy",
    ),
    *("DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY", "GNOME_KEYRING_CONTROL", "SSH_AUTH_SOCK"),
    *("SSL_CERT_FILE", "SSL_CERT_DIR", "SSLKEYLOGFILE", "LANGUAGE", "LANG"),
)
OURS = {
    "QT_QPA_PLATFORM": "offscreen",
    "LC_ALL": "C.UTF-8",
    # A test of the vault names another back end itself.
    "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
}

hypothesis.settings.register_profile("ci", derandomize=True, deadline=None, max_examples=60, database=None)
hypothesis.settings.register_profile("search", deadline=None, max_examples=2_000, database=None)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


def pytest_configure(config: pytest.Config) -> None:
    """Add the plugin that listens to the log."""
    config.pluginmanager.register(LogFail(), "logfail")


def is_foreign(name: str) -> bool:
    """Whether the variable `name` of the environment belongs to the person's session."""
    return name in FOREIGN or name.startswith(FOREIGN_PREFIXES)


def settle(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    """Make the environment that of a new account whose folders are under `home`."""
    for name in [name for name in os.environ if is_foreign(name)]:
        monkeypatch.delenv(name)
    runtime = home / "run"
    runtime.mkdir(parents=True, mode=0o700)
    folders = {
        **dict.fromkeys(("HOME", "USERPROFILE"), home),
        "XDG_CONFIG_HOME": home / "config",
        "XDG_DATA_HOME": home / "data",
        "XDG_CACHE_HOME": home / "cache",
        "XDG_STATE_HOME": home / "state",
        **dict.fromkeys(("APPDATA", "LOCALAPPDATA"), home / "appdata"),
        "XDG_RUNTIME_DIR": runtime,
    }
    for name, value in (OURS | {name: str(path) for name, path in folders.items()}).items():
        monkeypatch.setenv(name, value)


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Hands out one new folder after another, short enough for a socket in it."""
    base = tmp_path_factory.mktemp("homes")
    return (base / str(number) for number in itertools.count())


@pytest.fixture(scope="session", autouse=True)
def clean_session(homes: Iterator[Path]) -> Iterator[None]:
    """The same for what lives longer than one test, such as a QApplication or a demo server."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        settle(monkeypatch, next(homes))
        stay_on_loopback(monkeypatch)
        yield


@pytest.fixture(autouse=True)
def home(clean_session: None, homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """This test's own HOME, new and empty but for the runtime folder `run`."""
    folder = next(homes)
    settle(monkeypatch, folder)
    return folder


def pytest_unconfigure() -> None:
    """Put away what is left of the windows: one that outlives the application ends Python with a crash."""
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication

    if QApplication.instance() is None:
        return
    gc.collect()
    for window in QApplication.topLevelWidgets():
        window.close()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
