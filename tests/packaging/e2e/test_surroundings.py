"""What needs no accessibility bus: the environment, and that whatever is started is ended."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from e2e.surroundings import PROXY, child, environment_in
from e2e.waiting import StoryError

GIVEN = {
    "PATH": "somewhere",
    "LC_ALL": "C.UTF-8",
    "TALLYFY_ACCESS_TOKEN": "secret",
    "DBUS_SESSION_BUS_ADDRESS": "the person's",
    "PYTHONPATH": "the checkout",
    "HTTPS_PROXY": "the person's",
    "QT_QPA_PLATFORM": "offscreen",
}


def test_nothing_of_the_person_gets_in(tmp_path: Path) -> None:
    made = environment_in(tmp_path, GIVEN)
    assert not {"TALLYFY_ACCESS_TOKEN", "DBUS_SESSION_BUS_ADDRESS", "PYTHONPATH"} & set(made)
    assert made["PATH"].split(os.pathsep) == ["somewhere", "/usr/bin", "/usr/sbin"]
    assert (made["LC_ALL"], made["QT_QPA_PLATFORM"], made["HTTPS_PROXY"]) == ("C.UTF-8", "xcb", PROXY)


def test_every_folder_is_inside_the_one_that_was_given(tmp_path: Path) -> None:
    made = environment_in(tmp_path, {})
    folders = [value for name, value in made.items() if name == "HOME" or name.startswith("XDG_")]
    assert len(folders) == 6
    assert all(Path(folder).is_relative_to(tmp_path) for folder in folders)
    assert made["PATH"].split(os.pathsep) == ["/usr/bin", "/usr/sbin"]


@pytest.mark.parametrize(
    "code",
    [
        "import time; time.sleep(60)",
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)",
        "pass",
    ],
)
def test_a_child_ends_with_its_block(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("e2e.surroundings._END_PATIENCE", 0.3)
    with child([sys.executable, "-c", code], os.environ) as process:
        assert process.pid > 0
    assert process.returncode is not None


def test_a_child_ends_also_when_the_block_fails() -> None:
    with (
        pytest.raises(StoryError, match="over"),
        child([sys.executable, "-c", "import time; time.sleep(60)"], os.environ) as process,
    ):
        raise StoryError("over")
    assert process.returncode is not None


def test_what_is_not_installed_is_named() -> None:
    with pytest.raises(StoryError, match="no-such-server"), child(["no-such-server"], os.environ):
        pass
