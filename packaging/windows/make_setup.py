"""Makes dist/tallyfy-inspector-<version>-windows-<machine>-setup.exe from the finished bundle, on Windows.

`python -m windows.make_setup` hands tallyfy-inspector.iss to Inno Setup's compiler with what changes from one
release to the next. What is installed, and where, is said in that script alone.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

import bundle
import release
import steps
import version
from steps import Failure

ROOT = Path(__file__).resolve().parent.parent.parent
SCRIPT = ROOT / "packaging" / "windows" / f"{bundle.NAME}.iss"
_COMPILER = "Inno Setup 6/ISCC.exe"


def compiler(environment: Mapping[str, str] = os.environ) -> Path:
    """Inno Setup's compiler, on the path or where its own installer puts it. Raises Failure."""
    if (found := shutil.which("ISCC", path=environment.get("PATH"))) is not None:
        return Path(found)
    for name in ("ProgramFiles(x86)", "ProgramFiles"):
        place = Path(environment.get(name, "")) / _COMPILER
        if name in environment and place.is_file():
            return place
    raise Failure("Inno Setup 6 was not found. Install it, or put its folder on the path.")


def command(tool: Path, of: str, told: str) -> list[str]:
    """What makes the installer of version `of` for the system `told`, as release.system tells it."""
    output = release.name(of, told, "-setup")
    return [str(tool), "/Qp", f"/DVersion={of}", f"/DOutput={output}", str(SCRIPT)]


def make(root: Path = ROOT) -> Path:
    """Make the installer of what stands in `root`/dist; the file. Raises Failure."""
    if not (root / "dist" / bundle.NAME / f"{bundle.NAME}.exe").is_file():
        raise Failure("There is no finished program for Windows under dist. Run packaging/build.py first.")
    of, told = version.read(), release.system()
    steps.run(*command(compiler(), of, told), patience=None, aloud=True)
    return root / "dist" / release.name(of, told, "-setup.exe")


def main() -> int:
    """Make the installer; 0 when it is made."""
    return steps.ended(lambda: steps.made(make()))


if __name__ == "__main__":
    sys.exit(main())
