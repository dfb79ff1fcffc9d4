"""Makes dist/tallyfy-inspector-<version>-macos-<machine>.dmg from the finished program, on macOS.

`python -m macos.make_dmg` lets the program prove itself as it is now, signed or not, and packs it with a link
to the Applications folder and the licence. sign.sh comes before, on its own: nothing else is to see the
certificate. What stands in Info.plist is said in bundle.py.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import bundle
import release
import version

ROOT = Path(__file__).resolve().parent.parent.parent
_PATIENCE = 120  # seconds


class ImageError(Exception):
    """The disk image cannot be made; `str(error)` says why."""


def application(root: Path = ROOT) -> Path:
    """The finished program. Raises ImageError when it has not been built."""
    app = root / "dist" / f"{bundle.TITLE}.app"
    if not (app / "Contents" / "MacOS" / bundle.NAME).is_file():
        raise ImageError("There is no finished program for macOS under dist. Run packaging/build.py first.")
    return app


def run(command: Sequence[str | Path], patience: float | None = None) -> None:
    """Run `command`, its words on this terminal. Raises ImageError when it fails."""
    try:
        code = subprocess.run(command, timeout=patience, check=False).returncode
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ImageError(f"{command[0]}: {error}") from error
    if code:
        raise ImageError(f"{Path(command[0]).name} ended with {code}, with the messages above.")


def lay_out(app: Path, place: Path) -> None:
    """Put into the folder `place` what the image shows. Links in the program stay links."""
    shutil.copytree(app, place / app.name, symlinks=True)
    (place / "Applications").symlink_to("/Applications")
    shutil.copy2(ROOT / "LICENSE", place / "LICENSE.txt")


def make(root: Path = ROOT) -> Path:
    """Make the image of what stands in `root`/dist; the file. Raises ImageError."""
    app = application(root)
    run([app / "Contents" / "MacOS" / f"{bundle.NAME}-console", "--selftest"], _PATIENCE)
    made = root / "dist" / release.name(version.read(), release.system(), ".dmg")
    with tempfile.TemporaryDirectory(prefix=f"{bundle.NAME}-dmg-") as place:
        lay_out(app, Path(place))
        head = ["hdiutil", "create", "-volname", bundle.TITLE, "-fs", "HFS+", "-format", "UDZO", "-ov"]
        run([*head, "-srcfolder", place, made])
    return made


def main() -> int:
    """Make the image; 0 when it is made."""
    try:
        print(f"Made {make()}.")
    except ImageError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
