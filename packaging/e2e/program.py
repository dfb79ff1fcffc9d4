"""Starts the program to be proved, with a person's environment, and sees how it ends.

PROGRAM may be a bundle's file or a command line with `-m` for the program in the checkout. Only what this
file started is ever ended, by its own process ID. Knows nothing of what happens in the window.
"""

from __future__ import annotations

import shlex
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

from e2e.surroundings import end
from e2e.waiting import PATIENCE, StoryError, came_true


def command_line(program: str, root: Path) -> list[str]:
    """The words of `program`; a file in the checkout is named by its whole path, since the program starts in
    the person's home. ValueError when there are none."""
    words = shlex.split(program)
    if not words:
        raise ValueError("PROGRAM is empty")
    inside = root / words[0]
    return [str(inside) if "/" in words[0] and inside.exists() else words[0], *words[1:]]


def environment_for(command: list[str], environment: Mapping[str, str], root: Path) -> dict[str, str]:
    """`environment`, and for a command with `-m` where its module stands. A bundle gets no such help."""
    return {**environment, **({"PYTHONPATH": str(root)} if "-m" in command else {})}


class Program:
    """The program, started and ended any number of times; what it says goes to `output`."""

    def __init__(self, command: list[str], environment: Mapping[str, str], output: Path) -> None:
        self._command = command
        self._environment = dict(environment)
        self._output = output
        self._running: subprocess.Popen[bytes] | None = None

    def start(self, *arguments: str) -> int:
        """Start it; its process ID. StoryError when it runs already, or cannot be started."""
        if self.is_running():
            raise StoryError("the program still runs")
        with self._output.open("ab") as output:
            try:
                self._running = subprocess.Popen(
                    [*self._command, *arguments],
                    env=self._environment,
                    cwd=self._environment["HOME"],
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=subprocess.STDOUT,
                )
            except OSError as error:
                raise StoryError(f"the program cannot be started: {error}") from None
        return self._running.pid

    def ask(self, *arguments: str) -> str:
        """Start a second one with `arguments` while the first may run; what it prints once it has ended by
        itself. StoryError when it does not, or not well."""
        try:
            done = subprocess.run(
                [*self._command, *arguments],
                env=self._environment,
                cwd=self._environment["HOME"],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                timeout=PATIENCE,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise StoryError(f"a second start with {arguments[0][:20]} did not end") from None
        if done.returncode:
            raise StoryError(f"a second start ended with {done.returncode}: {done.stdout}{done.stderr}")
        return done.stdout

    def is_running(self) -> bool:
        """Whether it was started and has not ended."""
        return self._running is not None and self._running.poll() is None

    def await_end(self, patience: float = PATIENCE) -> float:
        """Until it has ended by itself, well; after how many seconds. StoryError when it did not."""
        if self._running is None:
            raise StoryError("the program was not started")
        begun = time.monotonic()
        if not came_true(lambda: not self.is_running(), patience):
            raise StoryError(f"the program did not end within {patience:g} s")
        if self._running.returncode:
            raise StoryError(f"the program ended with {self._running.returncode}: {self.said()}")
        return time.monotonic() - begun

    def said(self) -> str:
        """What it wrote to its terminal, from its first start on."""
        return self._output.read_text(encoding="utf-8", errors="replace") if self._output.exists() else ""

    def close(self) -> None:
        """End it if it still runs."""
        if self._running is not None:
            end(self._running)
