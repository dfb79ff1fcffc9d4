"""How long a start takes, from outside: the program as a process, and the bare window beside it.

The program's log tells when it was painted; the clock of the whole computer tells when it was started. A
start is warm when its files were read just before, cold when they were put out of the system's memory. To add
one: a function in STARTS, and a job of the kind "start" that gives what it answers. Knows no table.
"""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

import benchmarks
from benchmarks.bare import Values
from benchmarks.documents import identifier
from benchmarks.jobs import ROOT, JobError

BARE_WINDOW = Path(benchmarks.__file__).with_name("bare_window.py")
BUNDLE = ROOT / "dist" / "tallyfy-inspector"
PATIENCE = 30.0  # seconds
_REST = 1.5  # seconds
_DROP_CACHES = Path("/proc/sys/vm/drop_caches")
_RUN = "run"  # the folder of what lives as long as the session
_PAGE = 4096
_MB = 1_000_000
_SIGNED_IN = {"TALLYFY_ACCESS_TOKEN": "benchmark"}
# As the script does it that an installation makes.
SOURCE = (sys.executable, "-c", "import sys; from tallyfy_inspector.__main__ import main; sys.exit(main())")


def _packaged() -> tuple[str, ...]:
    program = BUNDLE / "tallyfy-inspector"
    if not program.is_file():
        raise JobError("there is no dist/tallyfy-inspector: make package makes it")
    return (str(program),)


class Started:
    """A program that was started, in a home of its own."""

    def __init__(self, process: subprocess.Popen[str], home: Path, since: float) -> None:
        self.process = process
        self._home = home
        self._since = since

    def log(self) -> str:
        """What stands in its log so far."""
        kept = (folder for folder in self._home.iterdir() if folder.name != _RUN)  # there, files come and go
        found = (file for folder in kept for file in folder.rglob("tallyfy-inspector.log"))
        return "".join(file.read_text(encoding="utf-8") for file in found)

    def await_log(self, pattern: str) -> re.Match[str]:
        """The first place where `pattern` stands in its log. Raises JobError."""
        until = time.monotonic() + PATIENCE
        while (found := re.search(pattern, self.log())) is None:
            if self.process.poll() is not None or time.monotonic() > until:
                raise JobError(f"its log does not say “{pattern}”")
            time.sleep(0.01)
        return found

    def after(self, moment: str) -> float:
        """Milliseconds from its start to `moment`, a time of `time.time()` in writing."""
        return (float(moment) - self._since) * 1000

    def resident_mb(self) -> float:
        """The memory it holds, in MB. Raises JobError where the system does not tell."""
        try:
            told = Path(f"/proc/{self.process.pid}/statm").read_text(encoding="ascii")
        except OSError:
            raise JobError("this system does not tell how much memory a process holds") from None
        return int(told.split()[1]) * _PAGE / _MB


@contextlib.contextmanager
def started(command: Iterable[str], home: Path, **environment: str) -> Iterator[Started]:
    """`command` with `home` as the home of its user; ended at the end of the block."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("TALLYFY_", "XDG_"))}
    run = home / _RUN
    run.mkdir(mode=0o700, exist_ok=True)
    own |= {"HOME": str(home), "APPDATA": str(home), "LOCALAPPDATA": str(home), "XDG_RUNTIME_DIR": str(run)}
    own |= {"QT_QPA_PLATFORM": "offscreen", "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
    since = time.time()
    with subprocess.Popen(
        list(command), cwd=ROOT, env=own | environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, text=True,
    ) as process:  # fmt: skip
        try:
            yield Started(process, home, since)
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()


def _new_home() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True)


def bare(_server: str) -> Values:
    """The bare window: its first paint, and the memory it holds."""
    _bare()  # its files may just have been put out of memory
    return _bare()


def _bare() -> Values:
    with _new_home() as home, started((sys.executable, str(BARE_WINDOW)), Path(home)) as window:
        line = "" if window.process.stdout is None else window.process.stdout.readline()
        if not line:
            raise JobError("the bare window was not painted")
        time.sleep(_REST / 3)
        return {"start bare": window.after(line), "held bare": window.resident_mb()}


def warm(_server: str, *, kind: str, command: Callable[[], tuple[str, ...]]) -> Values:
    """The program as from a menu: until it is painted, and until it takes what is typed."""
    asked = command()
    _warm(kind, asked)  # as above
    return _warm(kind, asked)


def _warm(kind: str, command: tuple[str, ...]) -> Values:
    with _new_home() as home, started(command, Path(home)) as program:
        painted = program.after(program.await_log(r"First painted at ([\d.]+)")[1])
        ready = program.after(program.await_log(r"Ready at ([\d.]+)")[1])
        return {f"start {kind}": painted, f"ready {kind}": ready}


def cold(
    _server: str, *, kind: str, command: Callable[[], tuple[str, ...]], folders: tuple[Path, ...]
) -> Values:
    """The same, with its files read from the disk."""
    asked = command()
    evict(folders)
    with _new_home() as home, started(asked, Path(home)) as program:
        return {f"cold {kind}": program.after(program.await_log(r"First painted at ([\d.]+)")[1])}


def held(server: str) -> Values:
    """The memory that the program holds with a typical task on screen."""
    address = ("--base-url", f"{server}/33-KB", "--org", identifier("organization"), identifier("task"))
    with (
        _new_home() as home,
        started((*SOURCE, *address), Path(home), **_SIGNED_IN) as program,
    ):
        program.await_log("Answered 200")
        time.sleep(_REST)
        return {"held task": program.resident_mb()}


def evict(folders: Iterable[Path]) -> None:
    """Put the files of `folders` out of the system's memory, as far as it lets us. Raises JobError."""
    if not hasattr(os, "posix_fadvise"):
        raise JobError("this system does not let files be put out of its memory")
    for folder in folders:
        for file in folder.rglob("*"):
            if file.is_file() and not file.is_symlink():
                _forget(file)
    with contextlib.suppress(OSError):  # only root may, and not everywhere
        _DROP_CACHES.write_text("1", encoding="ascii")


def _forget(file: Path) -> None:
    with contextlib.suppress(OSError):
        descriptor = os.open(file, os.O_RDONLY)
        try:
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        finally:
            os.close(descriptor)


def _of_source() -> tuple[Path, ...]:
    paths = sysconfig.get_paths()
    return (Path(paths["stdlib"]), Path(paths["purelib"]), ROOT / "tallyfy_inspector")


def _source() -> tuple[str, ...]:
    return SOURCE


STARTS: dict[str, Callable[[str], Values]] = {
    "start-bare": bare,
    "start-source": partial(warm, kind="source", command=_source),
    "start-packaged": partial(warm, kind="packaged", command=_packaged),
    "cold-source": partial(cold, kind="source", command=_source, folders=_of_source()),
    "cold-packaged": partial(cold, kind="packaged", command=_packaged, folders=(BUNDLE,)),
    "held-task": held,
}


def play(name: str, server: str) -> Values:
    """Do the start `name`; `server` serves the documents. Raises JobError."""
    try:
        return STARTS[name](server)
    except OSError as error:
        raise JobError(f"it could not be started: {error.strerror}") from None
