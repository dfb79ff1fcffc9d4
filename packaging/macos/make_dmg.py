"""Makes dist/tallyfy-inspector-<version>-macos-<machine>.dmg from the finished program, on macOS.

`python -m macos.make_dmg` lets the program prove itself as it is now, signed or not, and packs it with a link
to the Applications folder and the licence. sign.sh comes before, on its own: nothing else is to see the
certificate. What stands in Info.plist is said in bundle.py.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import bundle
import release
import steps
import version
from steps import Failure

ROOT = Path(__file__).resolve().parent.parent.parent
_TRIES, _PAUSE = 5, 10.0  # seconds


def application(root: Path = ROOT) -> Path:
    """The finished program. Raises Failure when it has not been built."""
    app = root / "dist" / f"{bundle.TITLE}.app"
    if not (app / "Contents" / "MacOS" / bundle.NAME).is_file():
        raise Failure("There is no finished program for macOS under dist. Run packaging/build.py first.")
    return app


def lay_out(app: Path, place: Path) -> None:
    """Put into the folder `place` what the image shows. Links in the program stay links."""
    shutil.copytree(app, place / app.name, symlinks=True)
    (place / "Applications").symlink_to("/Applications")
    shutil.copy2(ROOT / "LICENSE", place / "LICENSE.txt")


def pack(
    command: Sequence[str | Path],
    run: Callable[..., str] = steps.run,
    wait: Callable[[float], object] = time.sleep,
) -> None:
    """Run hdiutil's `command`, again while something else, such as an indexer, still holds what it has made.

    Raises Failure.
    """
    for left in reversed(range(_TRIES)):
        try:
            print(run(*command, patience=None), end="")
        except Failure as failure:
            if not left or "Resource busy" not in str(failure):
                raise
            wait(_PAUSE)
        else:
            return


def make(root: Path = ROOT) -> Path:
    """Make the image of what stands in `root`/dist; the file. Raises Failure."""
    app = application(root)
    steps.run(app / "Contents" / "MacOS" / f"{bundle.NAME}-console", "--selftest", aloud=True)
    made = root / "dist" / release.name(version.read(), release.system(), ".dmg")
    with tempfile.TemporaryDirectory(prefix=f"{bundle.NAME}-dmg-") as place:
        lay_out(app, Path(place))
        head = ["hdiutil", "create", "-volname", bundle.TITLE, "-fs", "HFS+", "-format", "UDZO", "-ov"]
        pack([*head, "-srcfolder", place, made])
    return made


def main() -> int:
    """Make the image; 0 when it is made."""
    return steps.ended(lambda: steps.made(make()))


if __name__ == "__main__":
    sys.exit(main())
