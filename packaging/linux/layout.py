"""Where each file stands once it is installed, the same for the .deb and the .tar.gz.

`Entry` is one file, link or folder; `share` has what a desktop or a person looks for (menu entry, link
scheme, icons, description, README, manual page), `program` the bundle. Every entry has the same time and only
two modes, so that the packages come out the same again. Another file for the desktop: a line in `share`.
Knows no package format.
"""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

import build
import bundle
import icons
import version
from steps import Failure

ROOT = Path(__file__).resolve().parent.parent.parent
HERE = ROOT / "packaging" / "linux"
METAINFO = f"{bundle.IDENTIFIER}.metainfo.xml"


@dataclass(frozen=True, slots=True)
class Entry:
    """A file with its `content`, or a link to `target`; `place` is relative to the prefix."""

    place: str
    content: bytes = b""
    target: str = ""
    runs: bool = False

    @property
    def mode(self) -> int:
        """The permissions of a file."""
        return 0o755 if self.runs else 0o644


def epoch() -> int:
    """The one time that every packed file has, in seconds since 1970."""
    return int(build.environment()["SOURCE_DATE_EPOCH"])


def packed(content: bytes) -> bytes:
    """`content` as gzip that is the same whenever it is made."""
    return gzip.compress(content, 9, mtime=0)


def metainfo(when: int) -> bytes:
    """AppStream's description of the program, for the version of today's sources."""
    day = datetime.fromtimestamp(when, UTC).date().isoformat()
    text = (HERE / METAINFO).read_text(encoding="utf-8")
    return text.replace("@VERSION@", version.read()).replace("@DATE@", day).encode()


def share(when: int) -> Iterator[Entry]:
    """What a desktop looks for, `when` being the time of the release."""
    for name in (f"{bundle.NAME}.desktop", f"{bundle.NAME}-link.desktop"):
        yield Entry(f"share/applications/{name}", (HERE / name).read_bytes())
    yield Entry(f"share/metainfo/{METAINFO}", metainfo(when))
    yield Entry(f"share/icons/hicolor/scalable/apps/{bundle.NAME}.svg", icons.SOURCE.read_bytes())
    for size in icons.SIZES:
        place = f"share/icons/hicolor/{size}x{size}/apps/{bundle.NAME}.png"
        yield Entry(place, icons.rendered(icons.SOURCE, size))
    yield Entry(f"share/doc/{bundle.NAME}/README.md", (ROOT / "README.md").read_bytes())
    manual = packed((HERE / f"{bundle.NAME}.1").read_bytes())
    yield Entry(f"share/man/man1/{bundle.NAME}.1.gz", manual)
    yield Entry(f"share/man/man1/{bundle.NAME}-console.1.gz", target=f"{bundle.NAME}.1.gz")


def program(folder: Path) -> Iterator[Entry]:
    """The bundle in `folder`, to stand in lib/tallyfy-inspector, and what starts it in bin."""
    for path in build.files_of(folder):
        place = f"lib/{bundle.NAME}/{path.relative_to(folder).as_posix()}"
        if path.is_symlink():
            yield Entry(place, target=path.readlink().as_posix())
        else:
            yield Entry(place, path.read_bytes(), runs=path.parent == folder)
    for name in (bundle.NAME, f"{bundle.NAME}-console"):
        yield Entry(f"bin/{name}", target=f"../lib/{bundle.NAME}/{name}")


def folders(entries: Iterable[Entry]) -> list[str]:
    """Every folder that `entries` stand in, outer ones first."""
    parents = {parent.as_posix() for entry in entries for parent in PurePosixPath(entry.place).parents}
    return sorted(parents - {"."})


def finished() -> Path:
    """The bundle that `make package` built. Raises Failure when there is none."""
    folder = ROOT / "dist" / bundle.NAME
    if sys.platform != "linux" or not (folder / bundle.NAME).is_file():
        raise Failure("There is no finished program for Linux under dist. Run make package first.")
    return folder
