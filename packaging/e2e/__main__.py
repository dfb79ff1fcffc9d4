"""`make e2e`: plays the story with the program that PROGRAM names, and exits 0 or 1.

    PYTHONPATH=packaging /usr/bin/python3 -m e2e --program dist/tallyfy-inspector/tallyfy-inspector

Writes a picture a step into build/e2e, and after a failure also what a screen reader found there and what the
program's log says. To add an option: here; a step: in `story`.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from e2e import picture, traces
from e2e.demo import serving
from e2e.keyboard import Keyboard
from e2e.program import Program, command_line, environment_for
from e2e.reader import Reader
from e2e.scene import Scene
from e2e.story import STEPS
from e2e.surroundings import SCREEN_FILE, Secrets, surroundings
from e2e.waiting import StoryError, came_true
from e2e.window import Window

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "build" / "e2e"
PROGRAM = "dist/tallyfy-inspector/tallyfy-inspector"
# What the bundle is made of, as patterns.
_SOURCES = (
    *("tallyfy_inspector/**/*", "resources/**/*", "packaging/*.spec", "packaging/bundle.py"),
    *("packaging/licences*", "packaging/licences/*", "requirements-package.lock"),
)
_LONGEST = 230  # seconds, for all of it
_SETTLED = 1.0  # seconds; a picture waits so long for the last paint
Step = Callable[[Scene], None]


def main(arguments: Sequence[str] | None = None) -> int:
    """Play the story; 0 when all of it came true."""
    options = parser().parse_args(arguments)
    command = command_line(options.program, ROOT)
    if shutil.which(command[0]) is None:
        print(f"{options.program} is not there: make package builds it.", file=sys.stderr)
        return 1
    if (changed := newer_source(Path(command[0]), ROOT)) is not None:
        print(f"{options.program} is older than {changed}: make package builds it anew.", file=sys.stderr)
        return 1
    if importlib.util.find_spec("gi") is None:
        print(f"{sys.executable} cannot listen to programs: install python3-pyatspi.", file=sys.stderr)
        return 1
    shutil.rmtree(PICTURES, ignore_errors=True)
    PICTURES.mkdir(parents=True)
    _end_well()
    begun = time.monotonic()
    # Short: a socket's path holds a hundred characters.
    with tempfile.TemporaryDirectory(prefix="e2e-", ignore_cleanup_errors=True) as name:
        try:
            _play(command, command_line(options.python, ROOT), Path(name))
        except StoryError as error:
            print(f"make e2e: {error}", file=sys.stderr)
            return 1
        finally:
            signal.alarm(0)
    print(f"make e2e: {len(STEPS)} steps in {time.monotonic() - begun:.0f} s; pictures in build/e2e")
    return 0


def newer_source(program: Path, root: Path) -> str | None:
    """What the bundle that `program` starts is made of and is newer than it; None where nothing is, and for a
    program that is not the bundle of the checkout at `root`."""
    if not program.is_relative_to(root / "dist"):
        return None
    built = program.stat().st_mtime
    sources = (path for place in _SOURCES for path in sorted(root.glob(place)) if path.is_file())
    changed = (path for path in sources if path.suffix != ".pyc" and path.stat().st_mtime > built)
    return next((path.relative_to(root).as_posix() for path in changed), None)


def parser() -> argparse.ArgumentParser:
    """The options."""
    made = argparse.ArgumentParser(prog="e2e", description="Prove the program from outside.")
    made.add_argument("--program", default=PROGRAM, help="the file, or a command line, that starts it")
    made.add_argument("--python", default=".venv/bin/python", help="what runs the demo server")
    return made


def _end_well() -> None:
    """Whatever ends this process early, let it end what it started."""

    def on_alarm(_number: int, _frame: FrameType | None) -> None:
        raise StoryError(f"all of it took longer than {_LONGEST} s")

    def on_end(number: int, _frame: FrameType | None) -> None:
        sys.exit(128 + number)

    signal.signal(signal.SIGALRM, on_alarm)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, on_end)
    signal.alarm(_LONGEST)


def _play(command: list[str], python: list[str], folder: Path) -> None:
    with surroundings(folder) as environment:
        os.environ.update(environment)  # the bindings and xdotool look there
        with (
            serving(python, {**environment, "PYTHONPATH": str(ROOT)}, folder) as demo,
            _program(command, environment, folder) as program,
        ):
            window = Window(Reader(), Keyboard())
            secrets = Secrets(environment["DBUS_SESSION_BUS_ADDRESS"])
            scene = Scene(window, program, demo, secrets, Path(environment["HOME"]))
            for number, step in enumerate(STEPS, 1):
                _one(number, step, scene, folder / SCREEN_FILE)


@contextmanager
def _program(command: list[str], environment: dict[str, str], folder: Path) -> Iterator[Program]:
    program = Program(command, environment_for(command, environment, ROOT), folder / "said.txt")
    try:
        yield program
    finally:
        program.close()


def _one(number: int, step: Step, scene: Scene, screen: Path) -> None:
    begun = time.monotonic()
    try:
        step(scene)
    except StoryError as error:
        _take(screen, PICTURES / file_name(number, step, "failed.png"))
        (PICTURES / file_name(number, step, "failed.txt")).write_text(_evidence(scene), encoding="utf-8")
        raise StoryError(f"step {number}, {title(step)}: {error}") from error
    taken = _take(screen, PICTURES / file_name(number, step, "png"))
    if scene.program.is_running() and picture.is_of_one_colour(taken):
        raise StoryError(f"step {number}, {title(step)}: there is nothing on the screen")
    print(f"{number:3}  {title(step)}  ({time.monotonic() - begun:.1f} s)", flush=True)


def title(step: Step) -> str:
    """The first line of a step's docstring."""
    return (step.__doc__ or step.__name__).splitlines()[0]


def file_name(number: int, step: Step, ending: str) -> str:
    """The name of a step's file: "01-first-run.png"."""
    return f"{number:02}-{step.__name__.replace('_', '-')}.{ending}"


def _take(screen: Path, target: Path) -> picture.Picture:
    before = b""

    def is_settled() -> bool:
        nonlocal before
        last, before = before, screen.read_bytes()
        return last == before

    came_true(is_settled, _SETTLED)
    return picture.take(screen, target)


def _evidence(scene: Scene) -> str:
    """What there is to find the reason with; the tasks are made up, and the log holds no secret."""
    seen = [f"{each.role}\t{each.name}\t{each}" for each in scene.window.reader.all() if each.showing]
    logs = [log.read_text(encoding="utf-8", errors="replace") for log in traces.logs(scene.home)]
    heard = [str(each) for each in scene.window.reader.heard]
    return "\n".join(("Seen:", *seen, "Heard:", *heard, "Terminal:", scene.program.said(), "Log:", *logs))


if __name__ == "__main__":
    sys.exit(main())
