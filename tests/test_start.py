"""The whole program starts, fetches and ends: as a process, without a word that nobody expects.

Project-wide: it mirrors no source. Offscreen, but for the tests that say otherwise.
"""

from __future__ import annotations

import json
import signal
import sys
import time
from pathlib import Path

import pytest

from tallyfy_inspector.demo.catalogue import TASKS
from tests.support.program import LOG, run, started
from tests.support.screen import Environment, find_window, press, screen, title_of

FIRST = TASKS[0].id
SLOW = next(task.id for task in TASKS if task.wait)
TRICKLING = next(task.id for task in TASKS if task.dribble)
CANARY = "canary-of-the-start-4711"
BOTH = pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["term", "int"])


@BOTH
def test_it_fetches_a_demo_task_and_closes(tmp_path: Path, number: signal.Signals) -> None:
    with started("--demo", profile=tmp_path) as program:
        program.await_log("Answered 200: a task")
        program.end(number).assert_clean()


@BOTH
def test_it_closes_while_it_idles(tmp_path: Path, number: signal.Signals) -> None:
    with started(profile=tmp_path) as program:
        program.await_log("Started")
        time.sleep(0.7)  # the window is up and nothing more happens in it
        ended = program.end(number)
    ended.assert_clean()
    assert "Asked" not in ended.log
    assert ended.seconds < 2


@pytest.mark.parametrize("task", [SLOW, TRICKLING])
def test_it_closes_in_the_middle_of_a_fetch(tmp_path: Path, task: str) -> None:
    with started("--demo", task, profile=tmp_path) as program:
        program.await_log("Asked")
        time.sleep(0.3)
        ended = program.end(signal.SIGTERM)
    ended.assert_clean()
    assert "Answered" not in ended.log
    assert ended.seconds < 2


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks Linux what a process has loaded")
@pytest.mark.parametrize("loaded", ["libshiboken6", "libQt6Widgets"])
def test_ctrl_c_while_it_is_being_loaded_ends_it_at_once(tmp_path: Path, loaded: str) -> None:
    with started("--demo", profile=tmp_path) as program:
        maps = Path(f"/proc/{program.process.pid}/maps")
        program.wait(lambda: loaded in maps.read_text(encoding="utf-8"), f"{loaded} was not loaded")
        ended = program.end(signal.SIGINT)
    assert ended.code in (0, -signal.SIGINT)  # 0: the window was quicker than the look
    assert (ended.out, ended.err) == ("", "")
    assert ended.seconds < 5


def test_a_second_ctrl_c_ends_what_does_not_close(tmp_path: Path) -> None:
    with started("--demo", profile=tmp_path, inside="never_ends") as program:
        program.await_log("Answered 200")
        program.process.send_signal(signal.SIGINT)
        time.sleep(0.5)
        assert program.process.poll() is None
        assert program.end(signal.SIGINT).code == -signal.SIGINT


def test_an_unexpected_error_is_logged_without_its_words_and_the_program_goes_on(tmp_path: Path) -> None:
    with started(
        "--demo", profile=tmp_path, inside="fails_here_and_there", environment={"CANARY": CANARY}
    ) as program:
        ended = program.end()
    assert (ended.code, ended.out, ended.err) == (0, "", "")
    assert ended.log.count("ERROR tallyfy_inspector.store.uncaught: Unexpected error") == 3
    assert ended.log.count("ValueError (message not logged)") == 3
    assert CANARY not in ended.log
    assert "Answered 200: a task" in ended.log


def test_an_error_at_the_start_is_a_sentence_and_no_traceback(tmp_path: Path) -> None:
    with started(
        "--demo", profile=tmp_path, inside="ends_in_an_error", environment={"CANARY": CANARY}
    ) as program:
        ended = program.end()
    assert ended.code == 1
    assert ended.err == (
        "Tallyfy Inspector ended because of an error of its own. "
        f"The log tells where: {(tmp_path / LOG).parent}\n"
    )
    assert "ValueError (message not logged)" in ended.log
    assert CANARY not in ended.log + ended.out


def test_the_selftest_passes() -> None:
    ended = run("--selftest")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.endswith("Self-test passed\n")
    assert "FAILED" not in ended.out


def test_the_selftest_fails_when_the_demo_is_broken() -> None:
    with started("--selftest", inside="broken_demo") as program:
        ended = program.end()
    assert ended.code == 1
    assert ended.out.endswith("Self-test failed\n")
    assert "FAILED: a task was fetched from the demo server" in ended.out


def test_a_temporary_profile_leaves_nothing(tmp_path: Path, home: Path) -> None:
    with started("--demo", "--temp-profile", environment={"TMPDIR": str(tmp_path)}) as program:
        program.wait(lambda: list(tmp_path.glob("*/settings.json")), "no settings were written")
        ended = program.end(signal.SIGTERM)
    assert (ended.code, ended.out, ended.err) == (0, "", "")
    assert list(tmp_path.iterdir()) == []
    assert not list(home.rglob("*tallyfy*"))


on_x11 = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X11 is Linux's")


@on_x11
def test_without_a_screen_it_says_so() -> None:
    ended = run("--demo", environment={"QT_QPA_PLATFORM": None})
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith("There is no screen here")
    assert ended.err.count("\n") == 1


@on_x11
@pytest.mark.parametrize("platform", [None, "xcb"])
def test_so_it_does_when_the_screen_is_gone(platform: str | None) -> None:
    gone: Environment = {"QT_QPA_PLATFORM": platform, "DISPLAY": ":64321"}
    ended = run("--demo", environment=gone)
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith("The screen that DISPLAY names does not answer")


@on_x11
def test_on_a_real_screen_it_shows_a_task_and_a_key_closes_it(tmp_path: Path) -> None:
    with screen() as environment, started("--demo", profile=tmp_path, environment=environment) as program:
        window = find_window(environment, FIRST[:8])
        assert title_of(environment, window) == f"{FIRST[:8]} · Demo – Tallyfy Inspector"
        press(environment, window, "ctrl+q")
        program.end().assert_clean()


@on_x11
def test_on_a_real_screen_it_ends_well_at_any_moment(tmp_path: Path) -> None:
    with screen() as environment:
        for moment in range(3):
            profile = tmp_path / str(moment)
            with started("--demo", profile=profile, environment=environment) as program:
                program.await_log("Asked")
                time.sleep(moment * 0.1)  # before, in and after the paint of the task
                program.end(signal.SIGTERM).assert_clean()


def test_neither_keyring_nor_network_is_loaded_before_the_window_is_painted(tmp_path: Path) -> None:
    with started(profile=tmp_path, inside="at_the_first_paint") as program:
        ended = program.end()
    assert (ended.code, ended.err) == (0, "")
    assert json.loads(ended.out) == {"httpx": False, "keyring": False, "truststore": False, "vault": False}
