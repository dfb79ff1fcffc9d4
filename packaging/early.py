"""What the program loads before its first paint, kept in the bundle as byte code that only has to be read.

The rest lies in PyInstaller's archive, compressed one module at a time, which is small and slow: the modules
of a start are 2 MB, and took 15 ms to unpack. PySide6 brings the modules that know its signatures as source
inside a library, and compiles them at each start (another 14 ms), unless they lie in a folder beside it;
`support` makes that folder's content. Which modules are early the program tells itself; there is no list to
keep. tallyfy-inspector.spec applies both. Knows nothing of licences: what is bundled stays the same.
"""

from __future__ import annotations

import os
import py_compile
import shutil
import sys
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

import steps

Entry = tuple[str, str, str]  # name in the bundle, source, kind: as PyInstaller's lists have them

SUPPORT = "shiboken6/files.dir"
"""Where PySide6 looks for its own modules before it takes those inside of its library."""
# Loaded while Python itself starts: PyInstaller has a way of its own for each.
_BEFORE_ALL = ("importlib", "encodings", "struct", "zipimport")
_LOADED = """
import sys
import tallyfy_inspector.__main__, tallyfy_inspector.front
print(*(name for name, module in sys.modules.items() if not hasattr(module, "__path__")))
"""


def modules(root: Path) -> frozenset[str]:
    """The modules that the program in `root` has loaded when it is about to paint; packages are not among
    them. Raises Failure."""
    told = steps.run(sys.executable, "-c", _LOADED, folder=root)
    return frozenset(name for name in told.split() if name.partition(".")[0] not in _BEFORE_ALL)


def taken_out(pure: Iterable[Entry], early: frozenset[str], work: Path) -> tuple[list[Entry], list[Entry]]:
    """The modules that stay in the archive, and those of `early` as byte code, written under `work`."""
    entries = list(pure)
    stay = [entry for entry in entries if entry[0] not in early]
    files = {f"{name.replace('.', '/')}.py": source for name, source, _kind in entries if name in early}
    return stay, _compiled(files, work)


def support(work: Path) -> list[Entry]:
    """PySide6's own modules as byte code, written under `work`. Raises Failure when it brings none."""
    spec = find_spec("shiboken6")
    if spec is None or not spec.submodule_search_locations:
        raise steps.Failure("shiboken6 is not installed here.")
    copy = work / "shiboken6"  # which unpacks into its own folder
    shutil.copytree(spec.submodule_search_locations[0], copy, dirs_exist_ok=True)
    environment = {**os.environ, "PYTHONPATH": str(work), "SBK_EMBED": "no"}
    steps.run(sys.executable, "-c", "import shiboken6.Shiboken", environment=environment)
    unpacked = work / SUPPORT
    found = sorted(unpacked.glob("shibokensupport/**/*.py"))
    if not found:
        raise steps.Failure("PySide6 has not unpacked its own modules for SBK_EMBED=no.")
    files = {path.relative_to(unpacked).as_posix(): str(path) for path in found}
    return [(f"{SUPPORT}/{name}", file, kind) for name, file, kind in _compiled(files, work)]


def _compiled(files: dict[str, str], work: Path) -> list[Entry]:
    """`files`, their sources by name, as byte code that is read without a look at a source or its time."""
    made = []
    for name, source in sorted(files.items()):
        target = work / f"{name}c"
        py_compile.compile(
            source,
            str(target),
            dfile=name,
            doraise=True,
            invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
        )
        made.append((f"{name}c", str(target), "DATA"))
    return made
