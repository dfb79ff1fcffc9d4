"""`make package`: builds dist/tallyfy-inspector, and lets it go only when it is what it should be.

Runs in the environment that setup_env.py makes for it, which holds what the program needs and PyInstaller
alone. In order: the icons, PyInstaller by tallyfy-inspector.spec (which collects the licences), then the
checks: every library of Qt is there that another one needs, the size, and the finished program's own
--selftest. Another check: a function in `_CHECKS`. It packs nothing; packaging/linux does.

`build.py [--dist FOLDER]`; the folder is dist unless told otherwise.
"""

from __future__ import annotations

import argparse
import filecmp
import os
import re
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

import bundle
import icons
import steps
from steps import Failure

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "build"
CEILING = 130_000_000  # bytes on disk
_SELFTEST_PATIENCE = 120  # seconds
# On macOS PyInstaller signs the program, if by nobody's name, and only warns when it cannot: with these it
# stops, and looks at the signature (codesign --verify --deep --strict) when it is there.
_SIGNED = {"PYINSTALLER_STRICT_BUNDLE_CODESIGN_ERROR": "1", "PYINSTALLER_VERIFY_BUNDLE_SIGNATURE": "1"}


@cache
def committed_at(root: Path = ROOT) -> str:
    """The time of the last commit, in seconds since 1970, as text; where git knows none, the present one.

    Read once: all that one run packs has one time.
    """
    try:
        log = steps.done("git", "-c", f"safe.directory={root}", "log", "-1", "--format=%ct", folder=root)
    except Failure:
        return str(int(time.time()))
    found = re.search(r"^\d+$", log.stdout, re.MULTILINE)
    return found[0] if log.returncode == 0 and found is not None else str(int(time.time()))


def environment(root: Path = ROOT) -> dict[str, str]:
    """The variables for a build that comes out the same again: the time, and the order of Python's sets; on
    macOS also those that let it stop where the program cannot be signed."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PYI"))}
    made = {"SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH") or committed_at(root)}
    made |= _SIGNED if sys.platform == "darwin" else {}
    return kept | made | {"PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def files_of(folder: Path) -> Iterator[Path]:
    """Every file and link under `folder`, in order."""
    return (path for path in sorted(folder.rglob("*")) if path.is_symlink() or path.is_file())


def size_of(folder: Path) -> int:
    """The bytes that the files under `folder` hold, links not followed."""
    return sum(path.lstat().st_size for path in files_of(folder))


def needs(dynamic: str) -> frozenset[str]:
    """The libraries that a file needs, from what `objdump -p` prints of it."""
    return frozenset(re.findall(r"^\s*NEEDED\s+(\S+)$", dynamic, re.MULTILINE))


def check_libraries(folder: Path) -> None:
    """See that each library of Qt and ICU that a file needs was bundled. Raises Failure with its name."""
    if sys.platform != "linux":
        return
    here = {path.name for path in files_of(folder)}
    for path in files_of(folder):
        if ".so" in path.name and not path.is_symlink():
            needed = needs(steps.run("objdump", "-p", path))
            lacking = {name for name in needed - here if name.startswith(("libQt6", "libicu", "libpyside"))}
            if lacking:
                raise Failure(f"{path.name} needs {', '.join(sorted(lacking))}, which bundle.py leaves out.")


def check_links(folder: Path) -> None:
    """See that no link leads nowhere or out of the bundle. Raises Failure."""
    for path in files_of(folder):
        if path.is_symlink() and not (path.exists() and path.resolve().is_relative_to(folder.resolve())):
            raise Failure(f"{path.name} is a link that leads to nothing in the bundle.")


def check_size(folder: Path) -> None:
    """Print how large the bundle is. Raises Failure when it is larger than it may be."""
    size = size_of(folder)
    print(f"Size: {size / 1e6:.1f} MB of at most {CEILING / 1e6:.0f} MB, {len(list(files_of(folder)))} files")
    if size > CEILING:
        largest = sorted(files_of(folder), key=lambda path: -path.lstat().st_size)[:5]
        told = ", ".join(f"{path.name} {path.lstat().st_size / 1e6:.1f}" for path in largest)
        raise Failure(f"The bundle is too large. Its largest files, in MB: {told}")


def console(folder: Path) -> Path:
    """The console program of the bundle in `folder`."""
    return folder / (f"{bundle.NAME}-console" + (".exe" if sys.platform == "win32" else ""))


def check_selftest(folder: Path) -> None:
    """Let the finished program prove itself, with nothing of this environment. Raises Failure."""
    away = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "QT_"))}
    print(steps.run(console(folder), "--selftest", environment=away, patience=_SELFTEST_PATIENCE), end="")


_CHECKS: tuple[Callable[[Path], None], ...] = (check_links, check_libraries, check_size, check_selftest)


def join_twins(folder: Path) -> None:
    """Make the console program a link to the other where the two are the same, as they are but on Windows."""
    windowed, twin = folder / bundle.NAME, folder / f"{bundle.NAME}-console"
    if windowed.is_file() and twin.is_file() and filecmp.cmp(windowed, twin, shallow=False):
        twin.unlink()
        twin.symlink_to(windowed.name)


def newer_system_needed() -> str:
    """A sentence about the systems that the bundle runs on; "" where this one names no C library."""
    try:
        library = os.confstr("CS_GNU_LIBC_VERSION")
    except (AttributeError, ValueError, OSError):
        return ""
    return f"It needs this machine's C library or a newer one: {library}." if library else ""


def build(target: Path) -> Path:
    """Build the bundle into the folder `target`, in place of what is there; its path. Raises Failure."""
    icons.write(WORK / "icons")
    # Built beside and moved when it is good, so that a failed build never leaves half a program.
    fresh = WORK / "fresh"
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.rmtree(WORK / "stripped", ignore_errors=True)
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level=WARN"]
    command += ["--distpath", str(fresh), "--workpath", str(WORK / "pyinstaller")]
    command += [str(ROOT / "packaging" / f"{bundle.NAME}.spec")]
    steps.run(*command, environment=environment(), folder=ROOT, patience=None, aloud=True)
    folder = fresh / bundle.NAME
    join_twins(folder)
    for check in _CHECKS:
        check(folder)
    target.mkdir(parents=True, exist_ok=True)
    for made in sorted(fresh.iterdir()):
        # `target` may be on another disk, where a move takes long and can break off: beside it first.
        beside = target / f"{made.name}.new"
        shutil.rmtree(beside, ignore_errors=True)
        shutil.move(made, beside)
        shutil.rmtree(target / made.name, ignore_errors=True)
        beside.rename(target / made.name)
    return target / bundle.NAME


def main(arguments: Sequence[str]) -> int:
    """Build as `arguments` say; 0 when the bundle is good."""
    parser = argparse.ArgumentParser(description="Build the bundle and check it.")
    parser.add_argument("--dist", type=Path, default=ROOT / "dist", metavar="FOLDER")
    target = parser.parse_args(arguments).dist
    return steps.ended(lambda: f"Built {build(target)}. {newer_system_needed()}")


if __name__ == "__main__":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    sys.exit(main(sys.argv[1:]))
