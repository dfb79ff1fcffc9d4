"""How every script here calls others and ends: a tool is run, and what fails is said in a sentence.

`Failure` is what a person can do something about; `done` and `run` start a tool and raise it; `ended` is the
whole of a `main`. Knows nothing of what is built or packed. setup_env.py stands alone and the scripts of e2e
run under another Python, so neither asks here.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

PATIENCE = 300  # seconds


class Failure(Exception):  # noqa: N818 - it is no error of the program's
    """It cannot go on; `str(failure)` says why, and what to do where that is known."""


def done(
    *command: str | Path,
    patience: float | None = PATIENCE,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
    aloud: bool = False,
) -> subprocess.CompletedProcess[str]:
    """What `command` ends with and prints, its errors among it; with `aloud` it prints on this terminal.

    Raises Failure when it cannot be started or takes longer than `patience`.
    """
    try:
        return subprocess.run(
            [str(part) for part in command],
            env=None if environment is None else dict(environment),
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=None if aloud else subprocess.PIPE,
            stderr=None if aloud else subprocess.STDOUT,
            text=True,
            errors="replace",
            timeout=patience,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Failure(f"{command[0]}: {error}") from error


def run(
    *command: str | Path,
    patience: float | None = PATIENCE,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
    aloud: bool = False,
) -> str:
    """What `command` prints, as `done` tells it. Raises Failure with that when it does not end well."""
    ended = done(*command, patience=patience, environment=environment, folder=folder, aloud=aloud)
    if ended.returncode:
        said = ", with the messages above." if aloud else f":\n{ended.stdout.strip()}"
        raise Failure(f"{Path(command[0]).name} ended with {ended.returncode}{said}")
    return ended.stdout or ""


def ended(work: Callable[[], str]) -> int:
    """Do `work` and print the sentence that it answers, if any: 0. Where it fails, say why: 1."""
    try:
        told = work()
    except (Failure, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    if told:
        print(told.rstrip("\n"))
    return 0


def made(file: Path) -> str:
    """The sentence that a file was made."""
    return f"Made {file} ({file.stat().st_size / 1e6:.1f} MB)."
