"""The program as a process of its own: started as by a person, watched through its log, ended by signals.

    with started("--demo", profile=tmp_path) as program:
        program.await_log("Answered 200")
        ended = program.end(signal.SIGTERM)
    ended.assert_clean()

It runs with every warning an error and Python's checks on. `inside=NAME` runs the function NAME of
support/inside.py in it. What is left running at the end of the block is killed by its own process ID.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOG = Path("logs", "tallyfy-inspector.log")
# Said at every show() on a screen that is not there.
ALLOWED = "This plugin does not support propagateSizeHints()\n"
_PATIENCE = 20.0


@dataclass(frozen=True)
class Ended:
    """What a program left behind. `err` is without what the offscreen platform says by itself."""

    code: int
    out: str
    err: str
    log: str
    seconds: float

    def assert_clean(self) -> None:
        """It ended well, within seconds, and said nothing to anybody."""
        assert (self.code, self.out, self.err) == (0, "", "")
        assert not re.search(r" (?:WARNING|ERROR|CRITICAL) ", self.log), self.log
        assert self.log.endswith(": Ended\n")
        assert self.seconds < 5


class Program:
    """A running program."""

    def __init__(self, process: subprocess.Popen[str], profile: Path | None) -> None:
        self.process = process
        self._profile = profile

    def log(self) -> str:
        """What stands in its log so far."""
        file = None if self._profile is None else self._profile / LOG
        return file.read_text(encoding="utf-8") if file is not None and file.exists() else ""

    def await_log(self, words: str) -> None:
        """Until `words` stand in its log."""
        self.wait(lambda: words in self.log(), f"“{words}” did not come into the log")

    def wait(self, condition: Callable[[], object], complaint: str) -> None:
        """Until `condition` holds; fails with `complaint` when it does not come to it."""
        until = time.monotonic() + _PATIENCE
        while not condition():
            if self.process.poll() is not None or time.monotonic() > until:
                raise AssertionError(f"{complaint}\n{self.log()}\n{self.end()}")
            time.sleep(0.005)

    def end(self, signal_number: int | None = None, patience: float = _PATIENCE) -> Ended:
        """Send it a signal, if any, and wait until it has ended, for as many seconds as `patience`."""
        start = time.monotonic()
        if signal_number is not None:
            self.process.send_signal(signal_number)
        try:
            out, err = self.process.communicate(timeout=patience)
        except subprocess.TimeoutExpired:
            self.process.kill()
            out, err = self.process.communicate()
            err += "it did not end and was killed\n"
        seconds = time.monotonic() - start
        return Ended(self.process.returncode, out, err.replace(ALLOWED, ""), self.log(), seconds)


@contextmanager
def started(
    *arguments: str,
    profile: Path | None = None,
    environment: Mapping[str, str | None] | None = None,
    inside: str | None = None,
) -> Iterator[Program]:
    """The program with these arguments; `environment` adds variables, or takes away those that are None."""
    command = [sys.executable, "-X", "dev", "-W", "error", "-m"]
    command += ["tallyfy_inspector"] if inside is None else ["tests.support.inside", inside]
    command += [] if profile is None else ["--profile-dir", str(profile)]
    whole = {**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})}
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [*command, *arguments],
        cwd=ROOT,
        env={name: value for name, value in whole.items() if value is not None},
        stdin=subprocess.DEVNULL,
        stdout=pipe,
        stderr=pipe,
        text=True,
    ) as process:
        try:
            yield Program(process, profile)
        finally:
            process.kill()


def run(*arguments: str, environment: Mapping[str, str | None] | None = None) -> Ended:
    """The program from its start to an end that it comes to by itself."""
    with started(*arguments, environment=environment) as program:
        return program.end()
