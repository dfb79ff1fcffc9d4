"""A release is whole or none; and the workflow that makes it names only what there is."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import release
import setup_env
import version
from steps import Failure

ROOT = Path(__file__).resolve().parent.parent.parent
WORKFLOW = ROOT / ".github" / "workflows" / "release.yml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A whole release of this version."""
    for name in release.files(version.read()):
        (tmp_path / name).write_text(name, encoding="utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def workflow() -> dict[Any, Any]:
    """The workflow; YAML reads its key `on` as true."""
    read = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))
    assert isinstance(read, dict)
    return read


def steps(workflow: dict[Any, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every step, with the name of its job."""
    for job, told in workflow["jobs"].items():
        yield from ((job, step) for step in told["steps"])


@pytest.mark.parametrize(
    ("name", "machine", "told"),
    [
        ("linux", "x86_64", "linux-x86_64"),
        ("win32", "AMD64", "windows-x86_64"),
        ("darwin", "arm64", "macos-arm64"),
        ("linux", "aarch64", "linux-arm64"),
    ],
)
def test_systems_have_one_name_each(name: str, machine: str, told: str) -> None:
    assert release.system(name, machine) == told


def test_the_checksums_are_those_that_sha256sum_reads(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert release.main([str(folder)]) == 0
    assert release.main([str(folder)]) == 0  # again: the sums are no stranger
    text = (folder / release.SUMS).read_text(encoding="utf-8")
    assert capsys.readouterr().out == text * 2
    told = [line.split("  ") for line in text.splitlines()]
    lines = {name: digest for digest, name in told}
    assert lines == {
        name: hashlib.sha256(name.encode()).hexdigest() for name in release.files(version.read())
    }
    if shutil.which("sha256sum"):
        subprocess.run(["sha256sum", "--check", "--strict", release.SUMS], cwd=folder, check=True)


@pytest.mark.parametrize("number", range(7))
def test_a_release_without_one_of_its_files_is_none(
    folder: Path, number: int, capsys: pytest.CaptureFixture[str]
) -> None:
    files = release.files(version.read())
    assert len(files) == 7
    (folder / files[number]).unlink()
    assert release.main([str(folder)]) == 1
    assert f"without {files[number]}" in capsys.readouterr().err
    assert not (folder / release.SUMS).exists()


def test_neither_is_one_with_an_empty_file_or_a_strange_one(folder: Path) -> None:
    (folder / release.files(version.read())[0]).write_bytes(b"")
    (folder / "notes.txt").touch()
    with pytest.raises(Failure, match=r"without tallyfy.*deb and with notes\.txt"):
        release.sums(folder, version.read())


def test_a_folder_is_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert release.main([]) == 2
    assert release.main([str(tmp_path / "none")]) == 1
    assert "none" in capsys.readouterr().err


def test_it_runs_for_a_version_tag_or_by_hand(workflow: dict[Any, Any]) -> None:
    assert workflow[True] == {"push": {"tags": ["v*"]}, "workflow_dispatch": None}


def test_only_the_last_job_may_write(workflow: dict[Any, Any]) -> None:
    assert workflow["permissions"] == {"contents": "read"}
    told = {name: job.get("permissions") for name, job in workflow["jobs"].items()}
    assert told == {"linux": None, "windows": None, "macos": None, "draft": {"contents": "write"}}
    assert workflow["jobs"]["draft"]["needs"] == ["linux", "windows", "macos"]


def test_what_is_used_of_others_is_pinned_to_a_commit(workflow: dict[Any, Any]) -> None:
    used = {step["uses"] for _job, step in steps(workflow) if "uses" in step}
    assert used
    assert all(re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}", each) for each in used)
    checkouts = [step for _job, step in steps(workflow) if "checkout@" in step.get("uses", "")]
    assert all(step["with"] == {"persist-credentials": False} for step in checkouts)


def test_each_script_is_one_that_the_shell_can_read(workflow: dict[Any, Any]) -> None:
    scripts = [step["run"] for _job, step in steps(workflow) if "run" in step]
    assert len(scripts) >= 8
    for script in scripts:
        # What is put in by the workflow's own language would be read as shell: it comes by the environment.
        assert "${{" not in script
        subprocess.run(["bash", "-n"], input=script, text=True, check=True)


def test_every_file_and_module_that_it_names_is_there(workflow: dict[Any, Any]) -> None:
    script = "\n".join(step["run"] for _job, step in steps(workflow) if "run" in step)
    named = set(re.findall(r"(?<![\w/])(?:packaging/[\w./]+|\.ci/\w+)", script)) - {"packaging"}
    assert {".ci/run", "packaging/build.py", "packaging/sbom.py", "packaging/macos/sign.sh"} <= named
    assert [each for each in named if not (ROOT / each).is_file()] == []
    modules = re.findall(r"-m (\w+\.\w+)", script)
    assert set(modules) == {"windows.make_setup", "windows.check_setup", "macos.make_dmg"}
    assert [
        each for each in modules if not (ROOT / "packaging" / f"{each.replace('.', '/')}.py").is_file()
    ] == []


def test_each_system_takes_a_python_that_the_program_runs_on(workflow: dict[Any, Any]) -> None:
    told = {
        job: step["with"]["python-version"] for job, step in steps(workflow) if "setup-python" in str(step)
    }
    # Of 3.11 there is no build for Windows and macOS that is newer than 3.11.9.
    assert told == dict.fromkeys(("windows", "macos", "draft"), "3.13")
    lowest, above = setup_env.PYTHON_RANGE
    assert lowest <= (3, 13) < above


def test_a_job_can_be_run_again(workflow: dict[Any, Any]) -> None:
    kept = [step["with"] for _job, step in steps(workflow) if "upload-artifact" in step.get("uses", "")]
    assert [each["overwrite"] for each in kept] == [True] * 4
    (taken,) = (step["with"] for _job, step in steps(workflow) if "download-artifact" in step.get("uses", ""))
    assert taken["pattern"] == "{linux,windows,macos}"
    assert [each["name"] for each in kept] == ["linux", "windows", "macos", "release"]


def test_what_it_keeps_is_the_release(workflow: dict[Any, Any]) -> None:
    kept: list[tuple[str, str]] = []
    for job, step in steps(workflow):
        if "upload-artifact" in step.get("uses", "") and job != "draft":
            assert step["with"]["if-no-files-found"] == "error"
            kept += [(job, pattern) for pattern in step["with"]["path"].split()]
    for name in release.files(version.read()):
        job = next((each for each in ("windows", "macos") if each in name), "linux")
        assert [pattern for at, pattern in kept if at == job and Path(f"dist/{name}").match(pattern)], name


def test_the_secrets_are_those_of_the_signing_and_seen_by_it_alone(workflow: dict[Any, Any]) -> None:
    text = WORKFLOW.read_text(encoding="utf-8")
    script = (ROOT / "packaging" / "macos" / "sign.sh").read_text(encoding="utf-8")
    holders = [step for _job, step in steps(workflow) if "secrets." in str(step)]
    assert [step["run"] for step in holders] == ['packaging/macos/sign.sh "dist/Tallyfy Inspector.app"']
    secrets = set(re.findall(r"secrets\.(\w+)", text))
    assert secrets == set(holders[0]["env"])
    wanted = re.search(r"^for name in (.+); do$", script, re.MULTILINE)
    assert wanted is not None
    assert secrets == set(wanted[1].split())


def test_what_is_shipped_is_what_was_checked(workflow: dict[Any, Any]) -> None:
    scripts = [step["run"] for job, step in steps(workflow) if job == "linux" and "run" in step]
    assert scripts[-1] == ".ci/run"
    run = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    made = [line for line in run.splitlines() if re.match(r"make ", line)]
    # What comes after the check neither builds nor packs.
    assert made[-2:] == ["make check-package", "make e2e"]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    needs = re.search(r"^e2e: (.*?) ##", makefile, re.MULTILINE)
    assert needs is not None
    assert needs[1].split() == ["setup-test"]
