"""Installs the finished installer, twice, starts what it installed, and takes it away: `python -m
windows.check_setup SETUP.exe`.

It changes the account that it runs in, so it is for a build machine that is thrown away, and refuses where
the program is installed already. One more thing to see of an installed program: a line in `_looks`.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import bundle
import steps
from steps import Failure

SCHEME = rf"HKCU\Software\Classes\{bundle.NAME}"
_SILENTLY = ("/VERYSILENT", "/SUPPRESSMSGBOXES", "/NORESTART", "/SP-")
# Exit code and what was printed.
Run = Callable[[Sequence[str]], tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Places:
    """Where the installer puts things for this person."""

    program: Path
    menu: Path

    @property
    def console(self) -> Path:
        """The program that prints."""
        return self.program / f"{bundle.NAME}-console.exe"


def places(environment: Mapping[str, str]) -> Places:
    """The places for the person whose `environment` this is."""
    menu = Path(environment["APPDATA"]) / "Microsoft" / "Windows" / "Start Menu" / "Programs"
    return Places(Path(environment["LOCALAPPDATA"]) / "Programs" / bundle.TITLE, menu / f"{bundle.TITLE}.lnk")


def _run(command: Sequence[str]) -> tuple[int, str]:
    done = steps.done(*command)
    return done.returncode, done.stdout


def _asked(run: Run, *command: str) -> str:
    code, said = run(command)
    if code:
        raise Failure(f"{command[0]} ended with {code}:\n{said.strip()}")
    return said


def _looks(there: Places, run: Run) -> Iterator[tuple[str, bool]]:
    """What is to be seen of an installed program, and whether it is."""
    yield "the program is there", (there.program / f"{bundle.NAME}.exe").is_file()
    yield "it stands in the menu", there.menu.is_file()
    yield "it proves itself", "Self-test passed" in _asked(run, str(there.console), "--selftest")
    opened = _asked(run, "reg", "query", rf"{SCHEME}\shell\open\command", "/ve")
    wanted = f'"{there.program / bundle.NAME}.exe" --open-link -- "%1"'
    yield "links are asked about", wanted in opened


def check(setup: Path, there: Places, run: Run = _run, patience: float = 60) -> str:
    """Let `setup` come and go; that it did. Raises Failure."""
    if there.program.exists() or run(("reg", "query", SCHEME))[0] == 0:
        raise Failure("It is installed here already; this check would take it away.")
    for what in ("installed", "installed again"):
        _asked(run, str(setup), *_SILENTLY)
        for name, holds in _looks(there, run):
            print(f"{'ok' if holds else 'FAILED'}: {what}: {name}")
            if not holds:
                raise Failure(f"Once {what}, this does not hold: {name}.")
    _asked(run, str(there.program / "unins000.exe"), *_SILENTLY[:3])
    # The uninstaller goes on as a copy of itself after the one that was started has ended.
    until = time.monotonic() + patience
    while (left := _left(there, run)) and time.monotonic() < until:
        time.sleep(0.2)
    if left:
        raise Failure(f"Left behind: {', '.join(left)}")
    return "Taken away without a trace."


def _left(there: Places, run: Run) -> list[str]:
    left = [str(path) for path in (there.program, there.menu) if path.exists()]
    return left + ([SCHEME] if run(("reg", "query", SCHEME))[0] == 0 else [])


def main(arguments: Sequence[str]) -> int:
    """Check the installer that `arguments` name; 0 when it is good."""
    if len(arguments) != 1 or os.name != "nt":
        print("usage, on Windows: python -m windows.check_setup SETUP.exe", file=sys.stderr)
        return 2
    return steps.ended(lambda: check(Path(arguments[0]), places(os.environ)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
