"""Which files make a release, and their checksums: `release.py FOLDER` writes FOLDER/SHA256SUMS.

A release is whole or is none: a file that is not there, is empty, or does not belong to it, stops it. Another
file that people download: a line in `files`. It knows nothing of how the files are made; what makes them asks
here for their names.
"""

from __future__ import annotations

import hashlib
import platform
import sys
from collections.abc import Sequence
from pathlib import Path

import bundle
import steps
import version
from steps import Failure

SUMS = "SHA256SUMS"
# The systems that a release is made on, as `system` names them.
SYSTEMS = ("linux-x86_64", "windows-x86_64", "macos-arm64")
_SYSTEMS = {"win32": "windows", "darwin": "macos"}
_MACHINES = {"amd64": "x86_64", "aarch64": "arm64"}
# Debian has names of its own for machines.
_DEBIAN = {"x86_64": "amd64"}


def system(name: str = sys.platform, machine: str = "") -> str:
    """The system and machine that this runs on, one of SYSTEMS where releases are made."""
    machine = (machine or platform.machine()).lower()
    return f"{_SYSTEMS.get(name, name)}-{_MACHINES.get(machine, machine)}"


def name(of: str, told: str, ending: str) -> str:
    """The name of a file of version `of` for the system `told`."""
    return f"{bundle.NAME}-{of}-{told}{ending}"


def architecture(told: str) -> str:
    """What Debian calls the machine of the system `told`."""
    machine = told.rpartition("-")[2]
    return _DEBIAN.get(machine, machine)


def deb(of: str, told: str) -> str:
    """The name of the .deb of version `of` for the system `told`, as Debian's tools expect it."""
    return f"{bundle.NAME}_{of}_{architecture(told)}.deb"


def files(of: str) -> tuple[str, ...]:
    """The names of everything that people download of version `of`, without the checksums."""
    return (
        deb(of, "linux-x86_64"),
        name(of, "linux-x86_64", ".tar.gz"),
        name(of, "windows-x86_64", "-setup.exe"),
        name(of, "macos-arm64", ".dmg"),
        *(name(of, each, ".cdx.json") for each in SYSTEMS),
    )


def sums(folder: Path, of: str) -> str:
    """The text of SHA256SUMS for the files of version `of` in `folder`, as sha256sum reads it.

    Raises Failure when `folder` holds less or more than the release.
    """
    there = {path.name: path for path in folder.iterdir() if path.name != SUMS}
    lacking = [each for each in files(of) if each not in there or not there[each].stat().st_size]
    strange = sorted(set(there) - set(files(of)))
    if lacking or strange:
        parts = (
            f"without {', '.join(lacking)}" * bool(lacking),
            f"with {', '.join(strange)}" * bool(strange),
        )
        raise Failure(f"{of} would be released {' and '.join(part for part in parts if part)}.")
    return "".join(f"{digest(there[each])}  {each}\n" for each in sorted(files(of)))


def write(folder: Path) -> str:
    """Write the checksums of the release in `folder` into it; the text. Raises Failure."""
    text = sums(folder, version.read())
    (folder / SUMS).write_text(text, encoding="utf-8", newline="\n")
    return text


def digest(file: Path) -> str:
    """The SHA-256 of what `file` holds, in hexadecimal."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def main(arguments: Sequence[str]) -> int:
    """Write the checksums of the release in the folder that `arguments` name; 0 when it is whole."""
    if len(arguments) != 1:
        print("usage: release.py FOLDER", file=sys.stderr)
        return 2
    return steps.ended(lambda: write(Path(arguments[0])))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
