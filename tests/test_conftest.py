"""Every test has a home of its own and sees nothing of the person's session.

Project-wide: it mirrors tests/conftest.py.
"""

from __future__ import annotations

import os
import stat
import warnings
from pathlib import Path

import hypothesis
import hypothesis.strategies as st
import keyring
import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests import conftest

SEEN: list[Path] = []


@pytest.mark.parametrize("turn", [1, 2])
def test_each_test_has_an_empty_home(home: Path, turn: int) -> None:
    assert Path.home() == home
    assert [path.name for path in home.iterdir()] == ["run"]
    assert stat.S_IMODE((home / "run").stat().st_mode) == 0o700
    assert home not in SEEN
    SEEN.append(home)


def test_the_settings_of_the_person_are_gone() -> None:
    left = {name for name in os.environ if conftest.is_foreign(name)}
    assert all(os.environ[name].startswith(os.environ["HOME"]) for name in left if name.startswith("XDG_"))
    assert {name for name in left if not name.startswith("XDG_")} == {"QT_QPA_PLATFORM", "LC_ALL"}


@pytest.mark.parametrize(
    "name", ["TALLYFY_ACCESS_TOKEN", "HTTPS_PROXY", "DISPLAY", "DBUS_SESSION_BUS_ADDRESS"]
)
def test_a_variable_that_would_reach_out_is_foreign(name: str) -> None:
    assert conftest.is_foreign(name)


def test_qt_looks_into_that_home(home: Path) -> None:
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    assert Path(place) == home / "config"


def test_there_is_no_keyring_to_be_found() -> None:
    assert os.environ["PYTHON_KEYRING_BACKEND"] == f"{keyring.backends.fail.Keyring.__module__}.Keyring"


def test_nothing_appears_on_a_screen(qapp: QApplication) -> None:
    assert QGuiApplication.platformName() == "offscreen"


def test_showing_a_window_is_no_stray_message(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.setMinimumSize(100, 100)
    window.show()


def test_a_warning_is_an_error() -> None:
    with pytest.raises(UserWarning, match="stray"):
        warnings.warn("stray", stacklevel=1)


@hypothesis.given(st.integers())
def test_hypothesis_works_beside_the_fixtures(number: int) -> None:
    assert isinstance(number, int)


def test_hypothesis_draws_the_same_each_time() -> None:
    if os.environ.get("HYPOTHESIS_PROFILE", "ci") == "ci":
        settings = hypothesis.settings()
        assert settings.derandomize
        assert settings.deadline is None
