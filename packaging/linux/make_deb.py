"""`make deb`: dist/tallyfy-inspector_<version>_<architecture>.deb from the finished bundle.

It has no maintainer scripts: menu, link scheme and icons are taken up by the triggers of Debian's own
packages, so nothing can be left behind. It depends on what setup_env.py lists as RUN_PACKAGES. A complaint
of lintian's that is meant stands in lintian-overrides with its reason. Another field of the control file:
`control`.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

import build
import bundle
import parts
import release
import setup_env
import steps
import version
from linux import layout
from linux.layout import Entry
from steps import Failure

# There is no address for letters yet; lintian-overrides says so too.
MAINTAINER = f"{bundle.AUTHORS} <{bundle.NAME}@localhost>"
# Packages that were renamed for 64-bit times, under the name that older systems know.
_RENAMED = ("libglib2.0-0",)
_ALSO = ("tzdata",)
# How dpkg-deb squeezes: more than this takes minutes and saves a twentieth.
SQUEEZED = ("-Zxz", "-z2")
# With Wayland these are there; without, the window opens on X11.
_RECOMMENDED = (
    *("libwayland-client0", "libwayland-cursor0", "libwayland-egl1"),
    "gnome-keyring | kwalletmanager | keepassxc",
)


def dependencies(library: str) -> str:
    """The Depends field; `library` is this machine's version of the C library, the oldest that will do."""
    plain = [f"libc6 (>= {library})", "libgcc-s1", "libstdc++6"]
    named = [name if name not in _RENAMED else f"{name} | {name}t64" for name in setup_env.RUN_PACKAGES]
    return ", ".join([*plain, *sorted([*named, *_ALSO])])


def control(of: str, architecture: str, library: str, size: int) -> str:
    """The control file; `size` is that of the installed files in bytes."""
    return f"""\
Package: {bundle.NAME}
Version: {of}
Architecture: {architecture}
Maintainer: {MAINTAINER}
Installed-Size: {-(-size // 1024)}
Depends: {dependencies(library)}
Recommends: {", ".join(_RECOMMENDED)}
Section: devel
Priority: optional
Description: see what Tallyfy holds about a task
 A read-only desktop inspector for support staff: paste the link that a customer
 sent, and read the task as a tree of JSON beside a table of its form fields.
 .
 The access token is kept in the keyring. Tallyfy is a trademark of its owner;
 this program is independent of it.
"""


def changelog(of: str, when: int) -> str:
    """Debian's changelog, which only leads to the project's own; `when` in seconds since 1970."""
    day = format_datetime(datetime.fromtimestamp(when, UTC))
    told = f"  * Version {of}. What is new in it stands in NEWS.gz.\n"
    return f"{bundle.NAME} ({of}) stable; urgency=medium\n\n{told}\n -- {MAINTAINER}  {day}\n"


def copyright_file(notice: str, when: int) -> bytes:
    """Debian's copyright file: the notice of everything bundled, and where the texts stand."""
    head = (
        f"Copyright (c) {datetime.fromtimestamp(when, UTC).year} {bundle.AUTHORS}.\n"
        "Licensed under the Apache License 2.0, see /usr/share/common-licenses/Apache-2.0.\n"
        "The texts named below stand in this folder:\n"
        f"/usr/lib/{bundle.NAME}/_internal/{parts.PLACE}\n"
        "The GNU licences are /usr/share/common-licenses/LGPL-3 and GPL-3 as well.\n\n"
    )
    return (head + notice).encode()


def documents(folder: Path, when: int) -> Iterable[Entry]:
    """What Debian wants in share/doc, and lintian's exceptions."""
    place = f"share/doc/{bundle.NAME}"
    notice = folder / "_internal" / parts.PLACE / "NOTICE.txt"
    yield Entry(f"{place}/copyright", copyright_file(notice.read_text(encoding="utf-8"), when))
    yield Entry(f"{place}/changelog.gz", layout.packed(changelog(version.read(), when).encode()))
    yield Entry(f"{place}/NEWS.gz", layout.packed((layout.ROOT / "CHANGELOG.md").read_bytes()))
    overrides = (layout.HERE / "lintian-overrides").read_bytes()
    yield Entry(f"share/lintian/overrides/{bundle.NAME}", overrides)


def lay_out(entries: Sequence[Entry], root: Path, when: int) -> None:
    """Write `entries` under `root`/usr, with the modes and the one time `when` that they are to have."""
    made = []
    for name in ["usr", *(f"usr/{folder}" for folder in layout.folders(entries))]:
        (root / name).mkdir()
        (root / name).chmod(0o755)
        made.append(root / name)
    for entry in entries:
        path = root / "usr" / entry.place
        if entry.target:
            path.symlink_to(entry.target)
        else:
            path.write_bytes(entry.content)
            path.chmod(entry.mode)
        made.append(path)
    for path in made:
        os.utime(path, (when, when), follow_symlinks=False)


def checksums(entries: Iterable[Entry]) -> str:
    """The md5sums file."""
    files = sorted((entry for entry in entries if not entry.target), key=lambda entry: entry.place)
    # The format asks for MD5; it guards against bad disks, not against people.
    lines = [
        f"{hashlib.md5(file.content, usedforsecurity=False).hexdigest()}  usr/{file.place}" for file in files
    ]
    return "\n".join(lines) + "\n"


def make(folder: Path, target: Path, of: str = "", squeezed: Sequence[str] = SQUEEZED) -> Path:
    """Pack the bundle in `folder` into the folder `target`; the .deb.

    Its version is the program's, or `of`; `squeezed` are dpkg-deb's options. Raises Failure.
    """
    if shutil.which("dpkg-deb") is None:
        raise Failure("There is no dpkg-deb here, so no .deb can be made.")
    when, of, told = layout.epoch(), of or version.read(), release.system()
    entries = [*layout.program(folder), *layout.share(when), *documents(folder, when)]
    library = (os.confstr("CS_GNU_LIBC_VERSION") or "").removeprefix("glibc ")
    size = sum(len(entry.content) for entry in entries)
    made = target / release.deb(of, told)
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f"{bundle.NAME}-deb-") as place:
        root = Path(place) / "root"
        (root / "DEBIAN").mkdir(parents=True)
        root.chmod(0o755)
        lay_out(entries, root, when)
        records = {
            "control": control(of, release.architecture(told), library, size),
            "md5sums": checksums(entries),
        }
        for name, text in records.items():
            (root / "DEBIAN" / name).write_text(text, encoding="utf-8")
            (root / "DEBIAN" / name).chmod(0o644)
        command = ["dpkg-deb", "--root-owner-group", *squeezed, "--build", str(root), str(made)]
        steps.run(*command, environment=build.environment())
    return made


def main() -> int:
    """Make the .deb of what stands in dist; 0 when it is made."""
    return steps.ended(lambda: steps.made(make(layout.finished(), layout.ROOT / "dist")))


if __name__ == "__main__":
    sys.exit(main())
