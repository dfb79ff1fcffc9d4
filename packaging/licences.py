"""The licence texts and notices of everything in the bundle, found from what is really in it.

`Finder` says which part each bundled file belongs to: Python, a distribution of the environment (by its
RECORD), or a package of this computer. A part whose licence is not found raises MissingLicenceError with its
name, and so stops the build. A wheel that carries no text, or holds more than it tells: put the verbatim text
into packaging/licences/ and its name into KEPT.

tallyfy-inspector.spec calls `with_metadata`, which writes the parts as data too (parts.py). Nothing here
reads what is in the program.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.metadata import Distribution, PackagePath, distributions
from pathlib import Path
from typing import Any

import bundle
import parts
import steps
from parts import Part

ROOT = Path(__file__).resolve().parent.parent
KEPT_FOLDER = ROOT / "packaging" / "licences"
OS_RELEASE = Path("/etc/os-release")
_GNU = ("LGPL-3.0-only.txt", "GPL-3.0-only.txt")
# Texts that a part needs and does not carry itself: PySide6's wheels have none, and hold Qt with the code of
# others in it; cryptography's holds OpenSSL and the crates that its own bill of materials names.
KEPT: dict[str, tuple[str, ...]] = {
    "pyside6-essentials": (*_GNU, "qt-base.txt", "qt-svg.txt", "qt-wayland.txt", "icu.txt"),
    "shiboken6": _GNU,
    "cryptography": ("Apache-2.0.txt", "Unicode-3.0.txt", "rust-crates.txt"),
}
# What comes in a part and stands in no list of its own; it has the part's version and licence.
_INSIDE = {"pyside6-essentials": ("qt",)}
# Of a distribution's own records these go along: keyring finds its back ends by them, --diagnostics versions.
RECORDS = ("METADATA", "entry_points.txt")

_OPENING = """\
Tallyfy Inspector is licensed under the Apache License 2.0 (LICENSE.txt).
Tallyfy is a trademark of its owner; this program is independent of it.

Qt and PySide6 are used under the GNU Lesser General Public License, version 3 (pyside6-essentials/).
They are separate shared libraries in this folder's program, unchanged and not stripped. You may replace them
with your own build of the same version: put its files in the place of those in _internal/PySide6 and
_internal/shiboken6 (Contents/Frameworks on macOS), and take the folder shiboken6/files.dir away: it holds the
Python modules that the library there has inside, compiled, and is read in their place. The source code is
offered by the Qt Company at https://download.qt.io/official_releases/ ; the exact version is named below.

What is in this program, with its version, its licence, and the files here that hold the texts:
"""


class MissingLicenceError(steps.Failure):
    """The licence of a bundled part was not found; `str(error)` names the part."""


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
    licence = _licence(found)
    compiled = tuple(_compiled(found, name))
    if compiled:
        lines = (f"{part.name} {part.version}: {part.licence}\n" for part in compiled)
        texts["compiled-in.txt"] = "".join(lines)
    within = tuple(Part(each, found.version, licence) for each in _INSIDE.get(name, ()))
    return Part(name, found.version, licence, "pypi", texts, (*within, *compiled))


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


def _compiled(found: Distribution, into: str) -> Iterable[Part]:
    """What was compiled into a wheel, by name, from the bills of materials that it carries."""
    known: dict[tuple[str, str, str], Part] = {}
    for file in found.files or ():
        if "sboms" in file.parts:
            bill = json.loads(_text(found, file))
            made = (_component(each, into) for each in bill.get("components", ()))
            known |= {(part.name, part.version, part.kind): part for part in made}
    return (known[key] for key in sorted(known))


def _component(entry: Mapping[str, Any], into: str) -> Part:
    name, version = entry["name"], entry.get("version", "")
    # A package URL: pkg:KIND/NAME@VERSION?MORE
    kind = entry.get("purl", "").removeprefix("pkg:").partition("@")[0].rpartition("/")[0] or "generic"
    choices = ((each, each.get("license", {})) for each in entry.get("licenses") or ())
    told = [each.get("expression") or named.get("id") or named.get("name") for each, named in choices]
    # OpenSSL's own entry names no licence: the library itself (the crate of that name has its own entry) is
    # under the Apache License from version 3 on, and that text is in KEPT.
    if not told and (kind, name) == ("generic", "openssl") and re.match(r"[3-9]\.|\d\d+\.", version):
        told = ["Apache-2.0"]
    if not told or not all(told):
        raise MissingLicenceError(f"No licence is told for {name} {version}, which is compiled into {into}.")
    return Part(name, version, ", ".join(told), kind)


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
            text = place.read_text(encoding="utf-8")
            return Part("python", version, "PSF-2.0", texts={"LICENSE.txt": text})
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
            texts = {"copyright.txt": text.read_text(encoding="utf-8")}
            return Part(package, version, "see the text", kind_of_system(), texts)
    raise MissingLicenceError(f"No package, and so no licence, was found for {Path(file).name}.")


def kind_of_system(os_release: Path = OS_RELEASE) -> str:
    """What begins the package URLs of this system's packages: deb/debian, deb/ubuntu, generic elsewhere."""
    try:
        told = re.search(r'^ID="?([a-z]+)"?$', os_release.read_text(encoding="utf-8"), re.MULTILINE)
    except OSError:
        return "generic"
    return f"deb/{told[1]}" if told is not None and told[1] in ("debian", "ubuntu") else "generic"


def _dpkg(arguments: Sequence[str]) -> str:
    if shutil.which("dpkg-query") is None:
        return ""
    done = steps.done("dpkg-query", *arguments)
    return done.stdout.splitlines()[0] if done.returncode == 0 and done.stdout else ""


class Finder:
    """Which part a bundled file belongs to. Give it the distributions that may be in the bundle."""

    def __init__(self, known: Iterable[Distribution], python: Iterable[Path], own: Path = ROOT) -> None:
        self._python, self._own = list(python), own
        # On Windows PyInstaller says MSVCP140.dll, as those do that need it, and its RECORD msvcp140.dll.
        self._owners = {
            os.path.normcase(str(found.locate_file(file))): found
            for found in known
            for file in found.files or ()
        }
        self._made: dict[int, Part] = {}

    def distribution(self, source: str) -> Distribution | None:
        """The distribution that installed the file `source`, if one did."""
        return self._owners.get(os.path.normcase(source))

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


def notice(found: Iterable[Part]) -> str:
    """The text that names every part of `found`, for people."""
    lines = [
        f"{part.name} {part.version}: {part.licence} ({', '.join(sorted(part.texts))})" for part in found
    ]
    return _OPENING + "\n" + "\n".join(lines) + "\n"


def write(found: Sequence[Part], folder: Path) -> list[Path]:
    """Write NOTICE.txt and the texts of `found` under `folder`, which is made anew; the files written."""
    shutil.rmtree(folder, ignore_errors=True)
    wanted = {"NOTICE.txt": notice(found), "LICENSE.txt": (ROOT / "LICENSE").read_text(encoding="utf-8")}
    wanted |= {f"{part.name}/{name}": text for part in found for name, text in part.texts.items()}
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
    bootloader = next(each for each in known if normal(each.metadata["Name"]) == "pyinstaller")
    python = of_python(Path(sys.base_prefix), sys.version.split()[0])
    found = {part.name: part for part in (python, of_distribution(bootloader), *parts_of(sources, finder))}
    folder = work / "licences"
    texts = write(list(found.values()), folder)
    parts.write([found[name] for name in sorted(found)], work / "parts.json")
    bundled = [each for each in known if normal(each.metadata["Name"]) in found]
    kept = [entry for entry in analysis.datas if ".dist-info" not in entry[0]]
    return [
        *kept,
        *_records(bundled),
        (parts.FILE, str(work / "parts.json"), "DATA"),
        *((f"{parts.PLACE}/{file.relative_to(folder)}", str(file), "DATA") for file in texts),
    ]


def _records(bundled: Iterable[Distribution]) -> Iterable[tuple[str, str, str]]:
    for found in bundled:
        for file in found.files or ():
            if file.parent.name.endswith(".dist-info") and file.name in RECORDS:
                yield str(file), str(found.locate_file(file)), "DATA"
