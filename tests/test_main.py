from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tallyfy_inspector import __main__ as program
from tallyfy_inspector import __version__
from tallyfy_inspector.ui import refusal
from tests.support.program import Ended, run
from tests.support.wire import Wire, free_port, response

LINK = "https://user:canary4711@tallyfy.example/api?token=canary4711"
# What a program must not have loaded yet when it only reads its command line.
PROBE = """
import sys
from tallyfy_inspector.__main__ import main
try:
    main(sys.argv[1:])
except SystemExit as end:
    code = end.code
heavy = {"PySide6", "shiboken6", "qasync", "httpx", "keyring", "truststore"}
print(code, *sorted(heavy & {name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("option", "code", "told"),
    [
        ("--version", 0, f"tallyfy-inspector {__version__}\n"),
        ("--help", 0, "usage: tallyfy-inspector "),
        ("--no-such-option", 2, ""),
    ],
)
def test_the_command_line_is_read_before_anything_heavy_is_loaded(option: str, code: int, told: str) -> None:
    command = [sys.executable, "-X", "dev", "-W", "error", "-c", PROBE, option]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert done.stdout.startswith(told)
    assert done.stderr.splitlines()[-1] == str(code)


def test_the_help_names_every_option() -> None:
    told = program.parser().format_help()
    options = "--org --base-url --with --demo --profile-dir --temp-profile --selftest --diagnostics --debug"
    options += " --open-link --screen-share"
    assert all(option in told for option in ("TASK_OR_LINK", *options.split()))


def test_options_arrive_under_the_names_that_the_program_knows() -> None:
    given = program.parser().parse_args(["abc", "--org", "o", "--with", "run,step", "--demo"])
    assert (given.task, given.organization, given.includes, given.demo) == ("abc", "o", "run,step", True)
    assert not given.screen_share
    assert program.parser().parse_args(["--screen-share"]).screen_share


ADDRESS = "tallyfy-inspector:task/o/t"


@pytest.mark.parametrize(
    "arguments",
    [
        ["--open-link", "--", ADDRESS],
        ["--open-link", "--", ADDRESS, "--base-url", "https://elsewhere.example", "--demo"],
        ["--open-link", "--", ADDRESS, "--", "more"],
    ],
)
def test_nothing_after_a_link_is_read(arguments: list[str]) -> None:
    read = program.read_arguments(arguments)
    assert (read["open_link"], read["task"]) == (True, ADDRESS)
    assert (read["base_url"], read["demo"]) == (None, False)


def test_what_looks_like_an_option_is_an_address_after_a_link() -> None:
    assert program.read_arguments(["--debug", "--open-link", "--", "--demo"])["task"] == "--demo"
    assert program.read_arguments(["--debug", "--open-link", "--", "--demo"])["demo"] is False
    assert program.read_arguments(["--debug", "--open-link", "--", "--demo"])["debug"] is True


def test_without_arguments_nothing_is_asked_for() -> None:
    assert program.read_arguments([]) == {}


@pytest.mark.parametrize("arguments", [["--open-link"], ["--open-link", "--"], ["--open-link", "--", ""]])
def test_a_link_without_an_address_is_refused(arguments: list[str]) -> None:
    refused(run(*arguments), 2, "--open-link: ")


def refused(ended: Ended, code: int, start: str) -> None:
    assert (ended.code, ended.out) == (code, "")
    assert ended.err.startswith(start)
    assert ended.err.count("\n") == 1
    assert "Traceback" not in ended.err
    assert "canary" not in ended.err


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--base-url", "http://tallyfy.example/api"),
        ("--base-url", LINK),
        ("--base-url", ""),
        ("--with", "run;canary4711"),
        ("--org", "canary 4711"),
        ("--org", LINK),
    ],
)
def test_what_cannot_be_used_is_said_in_a_sentence_that_does_not_repeat_it(
    option: str, value: str, capsys: pytest.CaptureFixture[str]
) -> None:
    sentence = program.wrong_word({option: value})
    assert sentence is not None
    assert sentence.startswith(f"{option}: ")
    assert sentence.endswith(".")
    assert "canary" not in sentence
    assert capsys.readouterr() == ("", "")


def test_what_can_be_used_passes() -> None:
    good = {
        "--base-url": "https://eu.tallyfy.example/api",
        "--with": "run, run.checklist",
        "--org": "3d53f2fd6326517fb1b431b539292029",
        "TALLYFY_BASE_URL": None,
        "TALLYFY_ORG_ID": None,
    }
    assert program.wrong_word(good) is None


def test_a_wrong_option_ends_the_program_before_it_opens_a_window() -> None:
    refused(run("--base-url", LINK), 2, "--base-url: ")


def test_so_does_a_wrong_variable() -> None:
    refused(run(environment={"TALLYFY_BASE_URL": LINK}), 1, "TALLYFY_BASE_URL: ")


ON_A_SCREEN = {"WAYLAND_DISPLAY": "wayland-0"}


@pytest.mark.parametrize(
    ("windowed", "terminal", "environ", "unread"),
    [
        (True, False, ON_A_SCREEN, True),
        (False, False, ON_A_SCREEN, False),
        (True, True, ON_A_SCREEN, False),
        (True, False, ON_A_SCREEN | {"QT_QPA_PLATFORM": "offscreen"}, False),
        (True, False, {"QT_QPA_PLATFORM": "minimal"}, False),
    ],
)
def test_who_can_only_look_is_shown_a_window(
    windowed: bool, terminal: bool, environ: dict[str, str], unread: bool
) -> None:
    assert program.is_unread(windowed, environ, terminal=terminal) is unread


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux may have no screen")
def test_where_there_is_no_screen_no_window_is_tried() -> None:
    assert not program.is_unread(True, {}, terminal=False)


@pytest.mark.parametrize(
    ("executable", "frozen", "windowed"),
    [
        ("/opt/tallyfy-inspector/tallyfy-inspector", True, True),
        ("/opt/tallyfy-inspector/tallyfy-inspector.exe", True, True),
        ("/opt/tallyfy-inspector/tallyfy-inspector-console", True, False),
        ("/opt/tallyfy-inspector/tallyfy-inspector-console.exe", True, False),
        ("/usr/bin/python3", False, False),
    ],
)
def test_only_the_packaged_program_itself_is_windowed(
    executable: str, frozen: bool, windowed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", executable)
    monkeypatch.setattr(sys, "frozen", frozen, raising=False)
    assert program.is_windowed() is windowed


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--open-link", "--"], "--open-link: "),
        (["--base-url", LINK], "--base-url: "),
        (["--canary"], "Tallyfy Inspector was started with options that it does not know."),
    ],
)
def test_a_refusal_that_nobody_reads_is_shown(
    arguments: list[str], told: str, shown: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(program, "is_unread", lambda *_parts, **_more: False)
    assert ended_with(arguments) == 2
    assert shown == []
    monkeypatch.setattr(program, "is_unread", lambda *_parts, **_more: True)
    assert ended_with(arguments) == 2
    assert len(shown) == 1
    assert shown[0].startswith(told)
    assert "canary" not in shown[0]


def test_without_any_stream_too(shown: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "is_unread", lambda *_parts, **_more: True)
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    assert ended_with(["--canary"]) == ended_with(["--open-link"]) == 2
    assert ended_with(["--help"]) == 0
    assert len(shown) == 2


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was shown in a window. The streams here are not those that a crash could be written to."""
    found: list[str] = []
    monkeypatch.setattr(refusal, "show_refusal", found.append)
    monkeypatch.setattr("faulthandler.enable", lambda: None)
    return found


def ended_with(arguments: list[str]) -> object:
    """The exit code, however it comes."""
    try:
        return program.main(arguments)
    except SystemExit as end:
        return end.code


def test_two_profiles_are_one_too_many() -> None:
    ended = run("--temp-profile", "--profile-dir", "somewhere")
    assert ended.code == 2
    assert "not allowed with" in ended.err


def test_what_the_environment_says_wrongly_hinders_neither_selftest_nor_diagnostics() -> None:
    wrong = {"TALLYFY_BASE_URL": LINK, "TALLYFY_ORG_ID": "canary 4711", "TALLYFY_ACCESS_TOKEN": "canary 4711"}
    for option in ("--selftest", "--diagnostics"):
        ended = run(option, environment=wrong)
        assert (ended.code, ended.err) == (0, "")
        assert "canary" not in ended.out
    assert "Not checked: the way to Tallyfy. TALLYFY_BASE_URL is no address that can be asked" in ended.out


def test_diagnostics_tell_what_is_set_and_no_more() -> None:
    person = b'{"data":{"full_name":"Canary Person","email":"canary@example.org"}}'
    with Wire(lambda _head: [response(person)]) as tallyfy:
        ended = run(
            "--diagnostics",
            environment={
                "TALLYFY_ACCESS_TOKEN": "canary4711",
                "TALLYFY_ORG_ID": None,
                "TALLYFY_BASE_URL": tallyfy.url,
                "QT_QPA_PLATFORM": None,  # it needs no screen
            },
        )
    assert (ended.code, ended.err) == (0, "")
    assert [head.split()[1] for head in tallyfy.heard] == [b"/me"]
    assert "Good: Sign-in (/me): Tallyfy accepts the token (200)." in ended.out
    assert "TALLYFY_ACCESS_TOKEN: set\nTALLYFY_ORG_ID: not set\n" in ended.out
    assert "Keyring: This computer has no keyring" in ended.out
    assert "Settings file" not in ended.out
    assert "canary" not in ended.out.lower()


def test_diagnostics_fail_where_tallyfy_is_not_reached(tmp_path: Path) -> None:
    dead = f"http://127.0.0.1:{free_port()}"
    ended = run("--diagnostics", "--profile-dir", str(tmp_path), environment={"TALLYFY_BASE_URL": dead})
    assert (ended.code, ended.err) == (1, "")
    assert "Failed: Connection (TCP): 127.0.0.1 cannot be reached on port" in ended.out
    assert "Skipped: Sign-in (/me)" in ended.out
    assert list(tmp_path.iterdir()) == [], "it saves nothing"


def test_diagnostics_leave_a_damaged_settings_file_to_the_window(tmp_path: Path) -> None:
    damaged = tmp_path / "settings.json"
    damaged.write_text('{"connections": [', encoding="utf-8")
    dead = f"http://127.0.0.1:{free_port()}"
    ended = run("--diagnostics", "--profile-dir", str(tmp_path), environment={"TALLYFY_BASE_URL": dead})
    assert "Settings file: damaged" in ended.out
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [
        ("settings.json", b'{"connections": [')
    ]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X11 and Wayland are Linux's")
def test_a_screen_is_looked_for_where_qt_would_look() -> None:
    assert program.no_screen({"QT_QPA_PLATFORM": "offscreen"}) is None
    assert program.no_screen({"WAYLAND_DISPLAY": "wayland-0"}) is None
    assert "DISPLAY" in (program.no_screen({}) or "")
    assert "DISPLAY" in (program.no_screen({"QT_QPA_PLATFORM": "xcb", "DISPLAY": ""}) or "")
