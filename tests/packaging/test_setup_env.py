"""The set-up of a fresh machine, as far as it can be tried without one: nothing here installs anything."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

import setup_env

ROOT = Path(__file__).resolve().parent.parent.parent
PYPROJECT = (
    '[project]\nname = "x"\n[tool.ruff]\nline-length = 110\n[tool.hatch.build]\ndev-mode-dirs = ["."]\n'
)
LISTING = (
    "libglib2.0-0t64\tinstalled\tlibglib2.0-0 (= 2.80.0-6)\n"
    "libgl1\tinstalled\t\n"
    "libegl1\tconfig-files\t\n"
    "default-dbus\tinstalled\tdbus, dbus-session-bus (= 1.14)\n"
    "libdbus-1-3t64\tinstalled\t\n"
)


@pytest.mark.parametrize(
    ("name", "is_missing"),
    [
        ("libgl1", False),
        ("libglib2.0-0", False),  # renamed, and says so
        ("libdbus-1-3", False),  # renamed, and does not say so
        ("dbus", False),  # another package stands in for it
        ("libegl1", True),  # removed, its settings stayed
        ("xvfb", True),  # never heard of
    ],
)
def test_which_packages_are_missing(name: str, is_missing: bool) -> None:
    assert setup_env.missing([name], LISTING) == ((name,) if is_missing else ())


def test_the_missing_keep_their_order() -> None:
    assert setup_env.missing(["xvfb", "libgl1", "libegl1"], LISTING) == ("xvfb", "libegl1")
    assert setup_env.missing(["xvfb"], "") == ("xvfb",)


def test_the_tests_need_more_than_the_program() -> None:
    run = setup_env.packages_needed("run", has_ensurepip=True, version=(3, 11))
    test = setup_env.packages_needed("test", has_ensurepip=True, version=(3, 11))
    assert set(test) - set(run) == {
        "xvfb",
        "dbus",
        "gnome-keyring",
        "at-spi2-core",
        "python3-pyatspi",
        "xdotool",
    }
    assert "libxcb-cursor0" in run


def test_each_purpose_has_its_own_needs() -> None:
    needed = {
        purpose: set(setup_env.packages_needed(purpose, has_ensurepip=True, version=(3, 11)))
        for purpose in setup_env.ENVIRONMENTS
    }
    assert needed["run"] == needed["bench"] == set(setup_env.RUN_PACKAGES)
    assert needed["package"] - needed["run"] == {"binutils"}
    assert {"lintian", "desktop-file-utils", "appstream"} <= needed["check"] - needed["package"]
    assert setup_env.ENVIRONMENTS["check"] == setup_env.ENVIRONMENTS["package"]


def test_a_python_without_venv_needs_the_package_of_its_own_version() -> None:
    needed = setup_env.packages_needed("run", has_ensurepip=False, version=(3, 12))
    assert needed[0] == "python3.12-venv"
    assert not any(
        "venv" in name for name in setup_env.packages_needed("run", has_ensurepip=True, version=(3, 12))
    )


@pytest.mark.parametrize(
    ("os_release", "expected"),
    [
        ('PRETTY_NAME="Debian GNU/Linux 12"\nID=debian\n', True),
        ('ID=ubuntu\nID_LIKE=debian\nVERSION_ID="24.04"\n', True),
        ('ID=linuxmint\nID_LIKE="ubuntu debian"\n', True),
        ('ID="fedora"\n', False),
        ("ID=arch\nHOME_URL=debian\n", False),
        ("", False),
    ],
)
def test_which_systems_are_like_debian(os_release: str, expected: bool) -> None:
    assert setup_env.is_debian_like(os_release) is expected


def stamp(lock: bytes = b"a==1", pyproject: str = PYPROJECT, python: str = "3.11", root: str = "/x") -> str:
    return setup_env.fingerprint(lock, pyproject, python, Path(root))


def test_what_makes_the_environment_anew() -> None:
    others = [
        stamp(lock=b"a==2"),
        stamp(pyproject=PYPROJECT.replace('"x"', '"y"')),
        stamp(pyproject=PYPROJECT.replace('"."', '"src"')),
        stamp(python="3.12"),
        stamp(root="/y"),
    ]
    assert len({stamp(), *others}) == len(others) + 1


def test_a_linter_s_setting_does_not() -> None:
    assert stamp(pyproject=PYPROJECT.replace("110", "100")) == stamp()


def made(venv: Path, text: str) -> Path:
    setup_env.python_of(venv).parent.mkdir(parents=True)
    setup_env.python_of(venv).symlink_to(sys.executable)
    setup_env.stamp_of(venv).write_text(text, encoding="utf-8")
    return venv


def test_an_environment_with_the_right_stamp_is_ready(tmp_path: Path) -> None:
    assert setup_env.is_ready(made(tmp_path / "v", "abc\n"), "abc")


def test_one_of_another_stamp_without_stamp_or_without_python_is_not(tmp_path: Path) -> None:
    assert not setup_env.is_ready(tmp_path / "none", "abc")
    assert not setup_env.is_ready(made(tmp_path / "other", "abd"), "abc")
    half = made(tmp_path / "half", "abc")
    setup_env.stamp_of(half).unlink()
    assert not setup_env.is_ready(half, "abc")
    gone = made(tmp_path / "gone", "abc")
    setup_env.python_of(gone).unlink()
    setup_env.python_of(gone).symlink_to(tmp_path / "uninstalled")
    assert not setup_env.is_ready(gone, "abc")


def test_only_the_link_goes_where_the_environment_is_a_link(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "kept")
    setup_env.remove(tmp_path / "link")
    setup_env.remove(tmp_path / "link")
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]


class Calls:
    """Takes the place of `run_quietly`: keeps the commands, and fails those that `fails` names."""

    def __init__(self, fails: Sequence[str] = ()) -> None:
        self.made: list[list[str]] = []
        self.fails = list(fails)

    def __call__(self, command: Sequence[str], environment: object, *, loud: bool = True) -> None:
        self.made.append(list(command))
        if self.fails and self.fails[0] in command:
            self.fails.pop(0)
            raise setup_env.SetupError("it failed")


def test_an_environment_gets_its_stamp_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = Calls(fails=["--no-build-isolation"])
    monkeypatch.setattr(setup_env, "run_quietly", calls)
    venv = made(tmp_path / ".venv", "old")
    with pytest.raises(setup_env.SetupError):
        setup_env.make_environment(tmp_path, venv, tmp_path / "requirements.lock", "new")
    assert not venv.exists()
    assert [command[2:5] for command in calls.made] == [
        ["venv", str(venv)],
        ["pip", "install", "--require-hashes"],
        ["pip", "install", "--no-deps"],
    ]


def test_the_lean_environment_has_its_own_lock_and_not_the_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = Calls()
    monkeypatch.setattr(setup_env, "run_quietly", calls)
    (tmp_path / "pyproject.toml").write_text(PYPROJECT, encoding="utf-8")
    (tmp_path / "requirements-run.lock").write_text("a==1", encoding="utf-8")
    lean = made(tmp_path / "build" / "bench-venv", "old")
    with pytest.raises(FileNotFoundError):  # the stamp: nothing was really made
        setup_env.prepare_environment(tmp_path, "bench")
    assert [command[2:] for command in calls.made] == [
        ["venv", str(lean)],
        ["pip", "install", "--require-hashes", "-r", str(tmp_path / "requirements-run.lock")],
    ]


def test_the_lists_of_packages_are_fetched_only_when_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    known, unknown = Calls(), Calls(fails=["install"])
    for calls in (known, unknown):
        monkeypatch.setattr(setup_env, "run_quietly", calls)
        setup_env.install_system_packages(["xvfb"], ["sudo", "-n"])
    assert [command[5] for command in known.made] == ["install"]
    assert [command[5] for command in unknown.made] == ["install", "update", "install"]
    assert known.made[0][:5] == ["sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]


def test_without_the_right_to_install_the_line_to_type_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = Calls()
    monkeypatch.setattr(setup_env, "run_quietly", calls)
    monkeypatch.setattr(setup_env, "privilege", lambda: None)
    monkeypatch.setattr(setup_env, "dpkg_listing", lambda: "")
    monkeypatch.setattr("shutil.which", lambda name: name)
    (tmp_path / "os-release").write_text("ID=debian\n", encoding="utf-8")
    monkeypatch.setattr(setup_env, "OS_RELEASE", tmp_path / "os-release")
    with pytest.raises(setup_env.SetupError) as caught:
        setup_env.prepare_system("run")
    line = str(caught.value).splitlines()[-1]
    assert "sudo apt-get install --yes --no-install-recommends libglib2.0-0 libgl1" in line
    assert "xvfb" not in line
    assert calls.made == []


def test_other_systems_are_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "os-release").write_text("ID=fedora\n", encoding="utf-8")
    monkeypatch.setattr(setup_env, "dpkg_listing", lambda: pytest.fail("dpkg was asked"))
    for file in ("os-release", "none"):
        monkeypatch.setattr(setup_env, "OS_RELEASE", tmp_path / file)
        setup_env.prepare_system("test")


def test_pip_is_not_led_astray() -> None:
    environment = setup_env.clean_environment({"PIP_TARGET": "/x", "PYTHONPATH": "/y", "PATH": "/z"})
    assert environment["PATH"] == "/z"
    assert not {"PIP_TARGET", "PYTHONPATH"} & set(environment)


def test_the_output_of_a_failed_command_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    command = [sys.executable, "-c", "print('the reason'); raise SystemExit(3)"]
    with pytest.raises(setup_env.SetupError, match="This command failed"):
        setup_env.run_quietly(command, os.environ)
    assert "the reason" in capsys.readouterr().err
    setup_env.run_quietly([sys.executable, "-c", "print('chatter')"], os.environ)
    assert capsys.readouterr() == ("", "")


def test_a_wrong_word_is_answered_with_the_right_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert setup_env.main(["everything"]) == 2
    assert "run|test|bench" in capsys.readouterr().err


def find_python(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run setup_env.sh with the programs in `folder` and the system's shell tools, and no others."""
    command = ["/bin/sh", str(ROOT / "packaging" / "setup_env.sh"), "run"]
    path = {"PATH": f"{folder}{os.pathsep}{folder / 'tools'}"}
    return subprocess.run(
        command, env=path | environment, capture_output=True, text=True, check=False, timeout=30
    )


def stand_in(folder: Path, name: str, *, fits: bool) -> Path:
    """A "Python" that says whether it fits when asked, and its name when it is handed the work."""
    (folder / "tools").mkdir(exist_ok=True)
    dirname = folder / "tools" / "dirname"
    if not dirname.exists():
        dirname.symlink_to("/usr/bin/dirname")
    file = folder / name
    answer = "exit 0" if fits else "exit 1"
    file.write_text(f'#!/bin/sh\n[ "$1" = -c ] && {answer}\necho "{name} was handed $3"\n', encoding="utf-8")
    file.chmod(0o755)
    return file


def test_the_newest_python_that_works_is_taken(tmp_path: Path) -> None:
    stand_in(tmp_path, "python3.13", fits=False)
    stand_in(tmp_path, "python3.12", fits=True)
    stand_in(tmp_path, "python3", fits=True)
    assert find_python(tmp_path).stdout == "python3.12 was handed run\n"


def test_the_one_that_is_named_is_taken_or_refused(tmp_path: Path) -> None:
    stand_in(tmp_path, "python3.13", fits=True)
    mine, old = stand_in(tmp_path, "mine", fits=True), stand_in(tmp_path, "old", fits=False)
    assert find_python(tmp_path, PYTHON=str(mine)).stdout == "mine was handed run\n"
    refused = find_python(tmp_path, PYTHON=str(old))
    assert refused.returncode == 1
    assert "is not a Python from 3.11 to 3.13" in refused.stderr


def test_without_any_python_it_says_what_to_do(tmp_path: Path) -> None:
    stand_in(tmp_path, "python3", fits=False)
    done = find_python(tmp_path)
    assert done.returncode == 1
    assert "No Python from 3.11 to 3.13 was found" in done.stderr
