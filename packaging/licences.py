"""The licence texts and notices of everything in the bundle, found from what is really in it.

`Finder` says which part each bundled file belongs to: Python, a distribution of the environment (by its
RECORD), or a package of this computer. A part whose licence is not found raises MissingLicenceError with its
name, and so stops the build. A wheel that carries no text, or holds more than it tells: put the verbatim text
into packaging/licences/ and its name into KEPT.

tallyfy-inspector.spec calls `with_metadata`. Nothing here reads what is in the program.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import Distribution, PackagePath, distributions
from pathlib import Path
from typing import Any

import bundle
import steps

ROOT = Path(__file__).resolve().parent.parent
KEPT_FOLDER = ROOT / "packaging" / "licences"
# Where the texts stand in the bundle, and where the program looks for them through resources.py.
PLACE = "tallyfy_inspector/resources/licences"
_GNU = ("LGPL-3.0-only.txt", "GPL-3.0-only.txt")
# Texts that a part needs and does not carry itself: PySide6's wheels have none, and hold Qt with the code of
# others in it; cryptography's holds OpenSSL and the crates that its own bill of materials names.
KEPT: dict[str, tuple[str, ...]] = {
    "pyside6-essentials": (*_GNU, "qt-base.txt", "qt-svg.txt", "qt-wayland.txt", "icu.txt"),
    "shiboken6": _GNU,
    "cryptography": ("Apache-2.0.txt", "rust-crates.txt"),
}
# Of a distribution's own records these go along: keyring finds its back ends by them, --diagnostics versions.
RECORDS = ("METADATA", "entry_points.txt")

_OPENING = """\
Tallyfy Inspector is licensed under the Apache License 2.0 (LICENSE.txt).
Tallyfy is a trademark of its owner; this program is independent of it.

Qt and PySide6 are used under the GNU Lesser General Public License, version 3 (pyside6-essentials/).
They are separate shared libraries in this folder's program, unchanged and not stripped. You may replace them
with your own build of the same version: put its files in the place of those in _internal/PySide6 and
_internal/shiboken6 (Contents/Frameworks on macOS). The source code is offered by the Qt Company at
https://download.qt.io/official_releases/ ; the exact version is named below.

What is in this program, with its version, its licence, and the files here that hold the texts:
"""


class MissingLicenceError(steps.Failure):
    """The licence of a bundled part was not found; `str(error)` names the part."""


@dataclass(frozen=True, slots=True)
class Part:
    """Something that is bundled: name, version, licence in words (SPDX where known), and texts by name."""

    name: str
    version: str
    licence: str
    texts: dict[str, str]


def normal(name: str) -> str:
    """The name of a distribution in the one way that they are compared."""
    return re.sub(r"[-_.]+", "-", name).lower()


def of_distribution(found: Distribution) -> Part:
    """The part that a distribution is; raises MissingLicenceError when there is no text for it."""
    name = normal(found.metadata["Name"])
    texts = dict(_own_texts(found))
    texts |= {file: (KEPT_FOLDER / file).read_text(encoding="utf-8") for file in KEPT.get(name, ())}
    if not texts:
        raise MissingLicenceError(f"No licence text was found for {name} {found.version}.")
    return Part(name, found.version, _licence(found), texts | _bills(found))


def _own_texts(found: Distribution) -> Iterable[tuple[str, str]]:
    for file in found.files or ():
        inside = file.parent.name.endswith(".dist-info") or "licenses" in file.parts
        if inside and re.match(r"(?i)(licen[cs]e|copying|notice|authors)", file.name):
            # Some wheels hold several of one name, in folders.
            below = (
                file.parts[file.parts.index("licenses") + 1 :]
                if "licenses" in file.parts
                else file.parts[-1:]
            )
            yield "-".join(below), _text(found, file)


def _text(found: Distribution, file: PackagePath) -> str:
    return Path(str(found.locate_file(file))).read_text(encoding="utf-8")


def _licence(found: Distribution) -> str:
    # Not by [...]: the records of importlib_metadata, which keyring brings, raise where Python's say None.
    named = (found.metadata.get_all(key) for key in ("License-Expression", "License"))
    told = next((str(values[0]) for values in named if values and values[0]), "")
    if told and "\n" not in told:
        return told
    kinds = found.metadata.get_all("Classifier") or ()
    return (
        ", ".join(kind.rpartition(" :: ")[2] for kind in kinds if kind.startswith("License"))
        or "see the text"
    )


def _bills(found: Distribution) -> dict[str, str]:
    """A list of what was compiled into a wheel, from the bills of materials that it carries."""
    lines = []
    for file in found.files or ():
        if "sboms" in file.parts:
            bill = json.loads(_text(found, file))
            lines += [_component(each) for each in bill.get("components", ())]
    return {"compiled-in.txt": "\n".join(sorted(set(lines))) + "\n"} if lines else {}


def _component(entry: dict[str, Any]) -> str:
    told = (
        each.get("expression") or each.get("license", {}).get("id", "") for each in entry.get("licenses", ())
    )
    # OpenSSL's entry names no licence; its texts of version 3 and later are under the Apache License.
    return f"{entry['name']} {entry.get('version', '')}: {', '.join(told) or 'Apache-2.0'}"


def of_python(prefix: Path, version: str) -> Part:
    """Python itself, its library and its interpreter, installed under `prefix`."""
    minor = ".".join(version.split(".")[:2])
    places = (
        prefix / f"lib/python{minor}/LICENSE.txt",
        prefix / "LICENSE.txt",
        prefix / f"share/doc/python{minor}/copyright",
        prefix / f"share/doc/libpython{minor}-stdlib/copyright",
    )
    for place in places:
        if place.is_file():
            return Part("python", version, "PSF-2.0", {"LICENSE.txt": place.read_text(encoding="utf-8")})
    raise MissingLicenceError(f"The licence text of Python {version} was not found under its prefix.")


def of_system(file: str, ask: Callable[[Sequence[str]], str] | None = None) -> Part:
    """The package of this computer that `file` belongs to; raises MissingLicenceError when there is none."""
    asked = ask or _dpkg
    real = str(Path(file).resolve())
    for candidate in dict.fromkeys(
        (file, f"/usr{file}", file.removeprefix("/usr"), real, real.removeprefix("/usr"))
    ):
        package = asked(["--search", candidate]).partition(":")[0]
        text = Path(f"/usr/share/doc/{package}/copyright")
        if package and text.is_file():
            version = asked(["--show", "--showformat=${Version}", package])
            return Part(package, version, "see the text", {"copyright.txt": text.read_text(encoding="utf-8")})
    raise MissingLicenceError(f"No package, and so no licence, was found for {Path(file).name}.")


def _dpkg(arguments: Sequence[str]) -> str:
    if shutil.which("dpkg-query") is None:
        return ""
    done = steps.done("dpkg-query", *arguments)
    return done.stdout.splitlines()[0] if done.returncode == 0 and done.stdout else ""


class Finder:
    """Which part a bundled file belongs to. Give it the distributions that may be in the bundle."""

    def __init__(self, known: Iterable[Distribution], python: Iterable[Path], own: Path = ROOT) -> None:
        self._python, self._own = list(python), own
        self._owners = {str(found.locate_file(file)): found for found in known for file in found.files or ()}
        self._made: dict[int, Part] = {}

    def distribution(self, source: str) -> Distribution | None:
        """The distribution that installed the file `source`, if one did."""
        return self._owners.get(source)

    def part(self, source: str) -> Part | None:
        """The part of the file `source`; None for Python's and this project's own."""
        if (found := self.distribution(source)) is not None:
            if id(found) not in self._made:
                self._made[id(found)] = of_distribution(found)
            return self._made[id(found)]
        if "site-packages" in Path(source).parts:
            raise MissingLicenceError(f"No distribution installed {Path(source).name}.")
        # Where Python stands in /usr/local, its own library lies beside others' and in no package.
        if bundle.is_python(source) or bundle.is_inside(source, [*self._python, self._own]):
            return None
        return of_system(source)


def parts_of(sources: Iterable[str], finder: Finder) -> list[Part]:
    """Every part that the files `sources` belong to, but Python and this project, each once and by name."""
    found: dict[str, Part] = {}
    for source in sources:
        part = finder.part(source)
        if part is not None:
            found.setdefault(part.name, part)
    return [found[name] for name in sorted(found)]


def notice(parts: Iterable[Part]) -> str:
    """The text that names every part."""
    lines = [
        f"{part.name} {part.version}: {part.licence} ({', '.join(sorted(part.texts))})" for part in parts
    ]
    return _OPENING + "\n" + "\n".join(lines) + "\n"


def write(parts: Sequence[Part], folder: Path) -> list[Path]:
    """Write NOTICE.txt and the texts of `parts` under `folder`, which is made anew; the files written."""
    shutil.rmtree(folder, ignore_errors=True)
    wanted = {"NOTICE.txt": notice(parts), "LICENSE.txt": (ROOT / "LICENSE").read_text(encoding="utf-8")}
    wanted |= {f"{part.name}/{name}": text for part in parts for name, text in part.texts.items()}
    for name, text in wanted.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return [folder / name for name in sorted(wanted)]


def with_metadata(analysis: Any, work: Path) -> list[tuple[str, str, str]]:
    """The data files of a PyInstaller analysis with the licences and records of all that it bundles.

    Writes the texts to `work`/licences. Raises MissingLicenceError.
    """
    known = list(distributions(path=[path for path in sys.path if "site-packages" in path]))
    finder = Finder(known, bundle.python_folders())
    entries = [*analysis.pure, *analysis.binaries, *analysis.datas, *analysis.scripts]
    sources = sorted({entry[1] for entry in entries if entry[2] != "SYMLINK" and entry[1] not in ("-", "")})
    # The start of the program itself is PyInstaller's, and comes from no list.
    bootloader = next(found for found in known if normal(found.metadata["Name"]) == "pyinstaller")
    python = of_python(Path(sys.base_prefix), sys.version.split()[0])
    parts = {part.name: part for part in (python, of_distribution(bootloader), *parts_of(sources, finder))}
    folder = work / "licences"
    texts = write(list(parts.values()), folder)
    bundled = [found for found in known if normal(found.metadata["Name"]) in parts]
    kept = [entry for entry in analysis.datas if ".dist-info" not in entry[0]]
    return [
        *kept,
        *_records(bundled),
        *((f"{PLACE}/{file.relative_to(folder)}", str(file), "DATA") for file in texts),
    ]


def _records(bundled: Iterable[Distribution]) -> Iterable[tuple[str, str, str]]:
    for found in bundled:
        for file in found.files or ():
            if file.parent.name.endswith(".dist-info") and file.name in RECORDS:
                yield str(file), str(found.locate_file(file)), "DATA"
