from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tallyfy_inspector import front
from tallyfy_inspector.demo import catalogue
from tallyfy_inspector.front import _kept, is_alone
from tallyfy_inspector.options import Folders, Options
from tallyfy_inspector.ports import ConnectionRecord
from tallyfy_inspector.store.connections import Connections
from tallyfy_inspector.store.environment import EnvironmentSettings
from tallyfy_inspector.store.settings import Settings
from tallyfy_inspector.ui.claim import Claim
from tallyfy_inspector.ui.hand_over import place
from tests.support.program import ROOT, Program, run, started
from tests.support.running import NOTHING_SET
from tests.support.wire import Wire

TASK = catalogue.TASKS[0].id
ADDRESS = f"tallyfy-inspector:task/{catalogue.ORGANIZATION}/{TASK}"
on_unix = pytest.mark.skipif(sys.platform == "win32", reason="the sockets here are Unix's")
# Prints what is loaded when the window is painted, and whether PySide's slowest classes are made; ends there.
PROBE = """
import builtins, os, sys
from tallyfy_inspector import __main__, front
real = front._FirstPaint.wait
def wait(self):
    real(self)
    print(*(name for name in sys.modules if name.partition(".")[0] != "PySide6"))
    from PySide6 import QtCore, QtWidgets
    print(self._window.isVisible(), bool(self._at), "Qt" in vars(QtCore), "QStyle" in vars(QtWidgets))
    print(builtins.__import__.__name__ == "__feature_import__")
    sys.stdout.flush()
    os._exit(0)
front._FirstPaint.wait = wait
__main__.main([])
"""
LATER = (
    *("asyncio", "qasync", "httpx", "keyring", "ssl", "logging.handlers", "importlib.metadata"),
    *("tallyfy_inspector.app", "tallyfy_inspector.ui.session", "tallyfy_inspector.ui.panes"),
    *("tallyfy_inspector.ui.about", "tallyfy_inspector.demo", "tallyfy_inspector.task", "msgspec"),
    *("tallyfy_inspector.api.taskref", "tallyfy_inspector.redact", "tallyfy_inspector.ports"),
    *("tallyfy_inspector.store.connections", "tallyfy_inspector.ui.screen_share", "tallyfy_inspector.doctor"),
)


def test_what_is_not_seen_is_loaded_after_the_first_paint() -> None:
    command = [sys.executable, "-c", PROBE]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=60, check=True)
    loaded, state, searched = done.stdout.splitlines()
    assert set(LATER) & set(loaded.split()) == set()
    assert "tallyfy_inspector.ui.main_window" in loaded.split()
    assert state == "True True False False", "see ui.by_name"
    assert searched == "False", "see ui.imports"


EU = "https://eu.example/api"
DEFAULT = "https://go.tallyfy.com/api"


@pytest.mark.parametrize(
    ("options", "environment", "alone"),
    [
        (Options(), NOTHING_SET, False),
        (Options(task=TASK, organization="o", debug=True, profile_dir="x"), NOTHING_SET, False),
        (Options(open_link=True, task=ADDRESS), NOTHING_SET, False),
        (Options(demo=True), NOTHING_SET, True),
        (Options(temp_profile=True), NOTHING_SET, True),
        (Options(selftest=True), NOTHING_SET, True),
        (Options(base_url=EU), NOTHING_SET, True),
        (Options(includes="run"), NOTHING_SET, True),
        (Options(screen_share=True), NOTHING_SET, False),
        (Options(), EnvironmentSettings(None, "o", None), False),
        (Options(), EnvironmentSettings(None, None, EU), True),
        (Options(), EnvironmentSettings("token", None, None), True),
        (Options(base_url="go.tallyfy.com/api/"), NOTHING_SET, False),
        (Options(), EnvironmentSettings(None, None, DEFAULT), False),
        (Options(base_url=EU), EnvironmentSettings(None, None, DEFAULT), True),
    ],
)
def test_who_keeps_to_itself(options: Options, environment: EnvironmentSettings, alone: bool) -> None:
    assert is_alone(options, environment, lambda: "") is alone


def test_another_address_is_one_that_the_connection_looked_at_last_has_not() -> None:
    assert not is_alone(Options(base_url=EU), NOTHING_SET, lambda: EU)
    assert is_alone(Options(base_url=DEFAULT), NOTHING_SET, lambda: EU)


def test_windows_can_see_that_it_runs_whatever_it_was_started_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[bool] = []
    monkeypatch.setattr(front, "show_that_it_runs", lambda: shown.append(True))
    monkeypatch.setattr(front, "_claimed", lambda *_: Claim("taken"))
    for options in (Options(), Options(demo=True), Options(selftest=True)):
        assert front._run_window(options, NOTHING_SET, Folders(tmp_path, tmp_path)) == 0
    assert len(shown) == 3


def ready(program: Program) -> Program:
    program.await_log("Ready")
    return program


@on_unix
def test_a_second_start_hands_over_and_ends(tmp_path: Path) -> None:
    Settings(tmp_path).set("organization", "organization")
    with started(profile=tmp_path) as first:
        ready(first)
        for arguments in ((), (TASK, "--org", "organization"), ("--open-link", "--", ADDRESS)):
            ended = run("--profile-dir", str(tmp_path), *arguments)
            assert (ended.code, ended.out, ended.err) == (0, "", "")
        first.await_log("Asked")  # for the second one's task; a link's is only asked about
        ended = first.end(signal.SIGTERM)
    assert ended.code == 0
    assert ended.log.count("Started") == ended.log.count("Asked") == 1
    assert TASK not in ended.log
    there = place(tmp_path, tmp_path)
    assert there is not None
    assert not there.is_left()
    assert not there.lock.exists()


def test_who_looks_for_another_window_leaves_damaged_settings_to_that_one(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_bytes(b"{damaged")
    assert _kept(tmp_path) == ""
    assert [file.name for file in tmp_path.iterdir()] == ["settings.json"]


@on_unix
def test_a_link_is_handed_over_where_it_is_of_the_connection_looked_at(tmp_path: Path) -> None:
    with Wire() as wire:
        settings = Settings(tmp_path)
        book = Connections(settings)
        book.add(ConnectionRecord("", "One", "https://one.example/api", "o"))
        book.choose(book.add(ConnectionRecord("", "Two", wire.url, "o")).id)
        settings.flush()
        with started(profile=tmp_path) as first:
            ready(first)
            assert run("--profile-dir", str(tmp_path), f"{wire.url}/organizations/o/tasks/{TASK}").code == 0
            first.await_log("Asked")
            assert first.end(signal.SIGTERM).log.count("Started") == 1


@on_unix
def test_other_profiles_and_starts_that_keep_to_themselves_have_windows_of_their_own(tmp_path: Path) -> None:
    with started(profile=tmp_path / "one") as first, started(profile=tmp_path / "two") as second:
        ready(first), ready(second)
        with Wire() as wire, started("--base-url", wire.url, profile=tmp_path / "one") as third:
            third.wait(lambda: third.log().count("Ready") == 2, "it has no window of its own")
            third.end(signal.SIGTERM)
        assert first.process.poll() is None
        first.end(signal.SIGTERM)
        second.end(signal.SIGTERM)


@on_unix
def test_what_others_must_not_see_opens_nowhere_else(tmp_path: Path) -> None:
    with started(profile=tmp_path) as shows:
        ready(shows)
        with started("--screen-share", TASK, profile=tmp_path) as hides:
            hides.wait(lambda: hides.log().count("Ready") == 2, "it has no window of its own")
            hides.end(signal.SIGTERM)
        shows.end(signal.SIGTERM)


@on_unix
def test_what_comes_while_others_look_on_comes_to_the_window_that_hides(tmp_path: Path) -> None:
    with started("--screen-share", profile=tmp_path) as hides:
        ready(hides)
        assert run("--profile-dir", str(tmp_path), TASK, "--org", "o").code == 0
        hides.await_log("Asked")
        assert hides.end(signal.SIGTERM).log.count("Started") == 1


@on_unix
@pytest.mark.parametrize("arguments", [("--org", "other"), (TASK, "--org", "other"), (TASK,)])
def test_the_organization_of_a_second_start_arrives(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    with started(profile=tmp_path, inside="tells_its_organization") as first:
        ready(first)
        second = ("--profile-dir", str(tmp_path), *arguments)
        usual = "other" if arguments == (TASK,) else "usual"
        assert run(*second, environment={"TALLYFY_ORG_ID": usual}).code == 0
        assert first.end().out == "other"


@on_unix
def test_beside_one_that_hangs_a_window_opens_and_says_so(tmp_path: Path) -> None:
    there = place(tmp_path, tmp_path)
    assert there is not None
    with socket.socket(socket.AF_UNIX) as hangs:
        hangs.bind(there.server)
        hangs.listen()
        with started(profile=tmp_path, inside="tells_its_notice") as program:
            ended = program.end()
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == "Another window of Tallyfy Inspector does not answer. This one was opened beside it."


@on_unix
@pytest.mark.parametrize("gap", [0.0, 0.1, 0.25])
def test_of_two_starts_close_together_one_window_opens_and_does_both(tmp_path: Path, gap: float) -> None:
    tasks = [each.id for each in catalogue.TASKS[:2]]
    with started(tasks[0], "--org", "o", profile=tmp_path) as one:
        time.sleep(gap)
        with started(tasks[1], "--org", "o", profile=tmp_path) as other:
            both = (one, other)
            until = time.monotonic() + 20
            while all(each.process.poll() is None for each in both) and time.monotonic() < until:
                time.sleep(0.01)
            (second,) = [each for each in both if each.process.poll() is not None]
            first = both[1 - both.index(second)]
            ended = second.end()
            assert (ended.code, ended.out, ended.err) == (0, "", "")
            first.wait(lambda: first.log().count("Asked") == 2, "the task did not reach the first window")
            assert first.end(signal.SIGTERM).log.count("Started") == 1


@on_unix
def test_one_that_was_killed_locks_nobody_out(tmp_path: Path) -> None:
    with started(profile=tmp_path) as killed:
        ready(killed)
        killed.end(signal.SIGKILL)
    there = place(tmp_path, tmp_path)
    assert there is not None
    assert there.is_left()
    assert there.lock.exists()
    with started(profile=tmp_path) as first:
        first.wait(lambda: first.log().count("Ready") == 2, "it has no window")
        assert run("--profile-dir", str(tmp_path)).code == 0
        first.end(signal.SIGTERM)


@on_unix
def test_a_stale_socket_is_taken_over(tmp_path: Path) -> None:
    there = place(tmp_path, tmp_path)
    assert there is not None
    with socket.socket(socket.AF_UNIX) as gone:
        gone.bind(there.server)
    with started(profile=tmp_path) as first:
        ready(first)
        assert run("--profile-dir", str(tmp_path)).code == 0
        ended = first.end(signal.SIGTERM)
    offscreen = "This plugin does not support raise()\n"
    assert (ended.code, ended.out, ended.err.replace(offscreen, "")) == (0, "", "")
