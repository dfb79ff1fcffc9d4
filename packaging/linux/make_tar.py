"""`make tarball`: dist/tallyfy-inspector-<version>-linux-<machine>.tar.gz from the finished bundle.

For any Linux with the C library of the build machine or a newer one. It unpacks into one folder with
install.sh, uninstall.sh and files/, which is what stands below the prefix later; the program also runs from
there as it is. What is installed where is decided by layout.py.
"""

from __future__ import annotations

import gzip
import io
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path

import build
import release
import steps
import version
from linux import layout
from linux.layout import Entry

_READ_ME = """\
Tallyfy Inspector {version} for Linux

Install:    ./install.sh                  (for you alone, below ~/.local)
            ./install.sh --prefix FOLDER
Uninstall:  FOLDER/lib/tallyfy-inspector/uninstall.sh
Try it:     files/bin/tallyfy-inspector --demo

{needed}
It also needs these, here by Debian's names: {packages}.
Something is wrong with it? Tell your administrator or whoever gave you the program what you did.
What to send along stands in files/share/doc/tallyfy-inspector/README.md
Licences: files/lib/tallyfy-inspector/_internal/tallyfy_inspector/resources/licences/NOTICE.txt
"""


def entries(folder: Path, when: int) -> Iterator[Entry]:
    """What the archive holds besides its folders, relative to its one outer folder."""
    from setup_env import RUN_PACKAGES

    told = _READ_ME.format(
        version=version.read(), needed=build.newer_system_needed(), packages=", ".join(RUN_PACKAGES)
    )
    yield Entry("README.txt", told.encode())
    yield Entry("LICENSE", (layout.ROOT / "LICENSE").read_bytes())
    for name in ("install.sh", "uninstall.sh"):
        yield Entry(name, (layout.HERE / name).read_bytes(), runs=True)
    for entry in (*layout.program(folder), *layout.share(when)):
        yield Entry(f"files/{entry.place}", entry.content, entry.target, entry.runs)


def archive(name: str, wanted: list[Entry], when: int) -> bytes:
    """The bytes of a .tar.gz with `wanted` in a folder `name`, the same for the same."""
    held = io.BytesIO()
    with (
        gzip.GzipFile(fileobj=held, mode="wb", compresslevel=6, mtime=when, filename="") as squeezed,
        tarfile.open(fileobj=squeezed, mode="w", format=tarfile.PAX_FORMAT) as tar,
    ):
        for folder in ("", *layout.folders(wanted)):
            head = _head(f"{name}/{folder}".rstrip("/"), when, 0o755)
            head.type = tarfile.DIRTYPE
            tar.addfile(head)
        for entry in sorted(wanted, key=lambda entry: entry.place):
            head = _head(f"{name}/{entry.place}", when, entry.mode)
            if entry.target:
                head.type, head.linkname = tarfile.SYMTYPE, entry.target
            else:
                head.size = len(entry.content)
            tar.addfile(head, io.BytesIO(entry.content))
    return held.getvalue()


def _head(name: str, when: int, mode: int) -> tarfile.TarInfo:
    head = tarfile.TarInfo(name)
    head.mtime, head.mode = when, mode
    head.uname = head.gname = "root"
    return head


def make(folder: Path, target: Path) -> Path:
    """Pack the bundle in `folder` into the folder `target`; the .tar.gz."""
    name = release.name(version.read(), release.system(), "")
    target.mkdir(parents=True, exist_ok=True)
    when = layout.epoch()
    made = target / f"{name}.tar.gz"
    made.write_bytes(archive(name, list(entries(folder, when)), when))
    return made


def main() -> int:
    """Make the .tar.gz of what stands in dist; 0 when it is made."""
    return steps.ended(lambda: steps.made(make(layout.finished(), layout.ROOT / "dist")))


if __name__ == "__main__":
    sys.exit(main())
