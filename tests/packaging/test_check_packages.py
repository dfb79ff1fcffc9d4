"""The parts of the package check that can be tried without a package; each has to be able to fail."""

from __future__ import annotations

from pathlib import Path

import pytest

import check_packages
from linux import layout
from steps import Failure
from tests.packaging.linux.test_make_deb import needs_dpkg, small_bundle


def test_a_program_that_says_nothing_has_not_proved_itself(tmp_path: Path) -> None:
    program = tmp_path / "program"
    program.write_text("#!/bin/sh\necho Self-test ${SAYS-passed}\n", encoding="utf-8")
    program.chmod(0o755)
    check_packages.proves_itself(program, tmp_path)
    program.write_text("#!/bin/sh\necho hello\n", encoding="utf-8")
    with pytest.raises(Failure, match="hello"):
        check_packages.proves_itself(program, tmp_path)


def test_what_is_needed_is_followed_to_its_end() -> None:
    needs = {"aa": "bb (>= 1), cc | dd", "bb": "ee", "ee": "aa", "cc": "", "dd": "libstdc++6 (>= 5)"}
    found = check_packages.closure(["aa, ff"], lambda name: needs.get(name, ""))
    assert found == {"aa", "bb", "cc", "dd", "ee", "ff", "libstdc++6"}


@needs_dpkg
def test_a_library_of_no_package_that_is_named_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layout, "finished", lambda: small_bundle(tmp_path))
    monkeypatch.setattr(check_packages, "run", lambda *_: "  NEEDED   libstray.so.1\n")
    with pytest.raises(Failure, match=r"libstray\.so\.1"):
        check_packages.deb_names_what_it_needs(tmp_path)


def fine(_place: Path) -> None:
    """A check that holds."""


def failing(place: Path) -> None:
    """A check that does not, in a folder of its own."""
    assert not list(place.iterdir())
    raise Failure("the reason")


def unbuilt(_place: Path) -> None:
    """A check that finds nothing to check."""
    raise Failure("nothing was built")


def test_every_failure_is_told_and_counts(capsys: pytest.CaptureFixture[str]) -> None:
    assert check_packages.main([], [fine, failing, unbuilt]) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("ok: fine (")
    assert said[1:] == [
        "FAILED: failing: the reason",
        "FAILED: unbuilt: nothing was built",
        "The packages are not good",
    ]
    assert check_packages.main([], [fine]) == 0


def test_a_word_chooses_and_a_wrong_one_is_no_success(capsys: pytest.CaptureFixture[str]) -> None:
    assert check_packages.main(["fin"], [fine, failing]) == 0
    assert check_packages.main(["nothing like it"], [fine]) == 1


def test_nobody_s_settings_are_handed_on(tmp_path: Path) -> None:
    made = check_packages.clean_environment(tmp_path)
    assert made["HOME"] == str(tmp_path)
    assert not {"PYTHONPATH", "DISPLAY", "QT_QPA_PLATFORM", "DBUS_SESSION_BUS_ADDRESS"} & set(made)


def test_the_systems_name_is_read() -> None:
    assert check_packages._codename('ID=debian\nVERSION_CODENAME=bookworm\nVERSION="12"\n') == "bookworm"
    with pytest.raises(Failure, match="no name"):
        check_packages._codename("ID=arch\n")


def test_what_takes_minutes_is_done_only_when_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[Path] = []

    def slow(place: Path) -> None:
        done.append(place)

    monkeypatch.setattr(check_packages, "ON_REQUEST", (slow,))
    assert check_packages.main([], [fine]) == 0
    assert not done
    assert check_packages.main(["slow"], [fine]) == 0
    assert len(done) == 1
