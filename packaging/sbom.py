"""Writes what is in a finished bundle as CycloneDX JSON: `sbom.py BUNDLE [--into FOLDER]`.

What is in it comes from the bundle alone: the parts from its own NOTICE.txt, what depends on what from the
records of the distributions in it, and every file with its SHA-256. The lock file adds the archives that a
distribution may have come from. The same bundle and time of release make the same bytes.

Something that is compiled into a part and stands in no list: a line in `_INSIDE`. A licence that SPDX knows
and that is written otherwise: a line in `_SPELT`. It builds nothing and asks no network.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.parser import HeaderParser
from pathlib import Path
from typing import Any
from urllib.parse import quote

import build
import bundle
import licences
import release
import steps
import version
from steps import Failure

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements-package.lock"
OS_RELEASE = Path("/etc/os-release")
SPEC = "1.6"
# What SPDX lists, of what has been met in a bundle; another one is told as it is written.
SPDX = frozenset(
    {
        *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MIT-0", "MPL-2.0"),
        *("GPL-2.0-only", "GPL-3.0-only", "LGPL-3.0-only", "PSF-2.0", "Unicode-3.0", "Unlicense", "Zlib"),
    }
)
_EXCEPTIONS = frozenset({"LLVM-exception"})
_SPELT = {"MIT License": "MIT"}
# Qt has the version of the PySide6 that brings it.
_INSIDE = {"pyside6-essentials": ("qt",)}
_NOTICE = re.compile(r"^(\S+) (\S+): (.+) \(([^()]+)\)$", re.MULTILINE)
_COMPILED = re.compile(r"^(\S+) (\S+): (.+)$", re.MULTILINE)

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the bundle, with what it needs of other parts, by their names, and the SHA-256 of the
    archives that it may have come from. `kind` is that of its package URL."""

    name: str
    version: str
    licence: str
    kind: str
    needs: frozenset[str] = frozenset()
    archives: tuple[str, ...] = ()
    inside: tuple[Part, ...] = ()

    @property
    def purl(self) -> str:
        """The package URL, the one way to name a part that every tool understands."""
        return f"pkg:{self.kind}/{quote(self.name, safe='')}@{quote(self.version, safe=':')}"


def inner(folder: Path) -> Path:
    """Where PyInstaller keeps the data of the bundle in `folder`, which may be an .app of macOS."""
    resources = folder / "Contents" / "Resources"
    return resources if resources.is_dir() else folder / "_internal"


def parts(folder: Path, lock: str = "", system_kind: str = "generic") -> list[Part]:
    """Every part of the bundle in `folder`, by name. Raises Failure when its notice names none.

    `lock` is the text of a lock file with hashes; what is this system's own gets `system_kind`.
    """
    place = inner(folder) / licences.PLACE
    try:
        named = _NOTICE.findall((place / "NOTICE.txt").read_text(encoding="utf-8"))
    except OSError as error:
        raise Failure(f"{error.filename} cannot be read.") from error
    if not named:
        raise Failure(f"{place / 'NOTICE.txt'} names no part.")
    known, archives = _distributions(folder), dict(_archives(lock))
    made = []
    for name, told, licence, _texts in named:
        kind = "pypi" if name in known else "generic" if name == "python" else system_kind
        within = tuple(_compiled(place / name, name, told, licence))
        made.append(
            Part(
                name,
                told,
                licence,
                kind,
                known.get(name, frozenset()),
                archives.get((name, told), ()),
                within,
            )
        )
    return sorted(made, key=lambda part: part.name)


def _distributions(folder: Path) -> dict[str, frozenset[str]]:
    """What each distribution in the bundle requires, extras aside, all by their normal names."""
    found = {}
    for record in sorted(inner(folder).glob("*.dist-info/METADATA")):
        told = HeaderParser().parsestr(record.read_text(encoding="utf-8"))
        needed = (line for line in told.get_all("Requires-Dist") or () if "extra ==" not in line)
        found[licences.normal(str(told["Name"]))] = frozenset(requirements(needed))
    return found


def requirements(lines: Iterable[str]) -> Iterator[str]:
    """The normal name of each requirement."""
    for line in lines:
        yield licences.normal(re.split(r"[^\w.-]", line.strip(), maxsplit=1)[0])


def _archives(lock: str) -> Iterator[tuple[tuple[str, str], tuple[str, ...]]]:
    """Name and version of each entry of a lock file, with its hashes."""
    for entry in re.finditer(r"^([\w.-]+)==(\S+)[^\n]*\n((?:    --hash[^\n]*\n?)+)", lock, re.MULTILINE):
        hashes = re.findall(r"sha256:([0-9a-f]{64})", entry[3])
        yield (licences.normal(entry[1]), entry[2]), tuple(sorted(hashes))


def _compiled(texts: Path, name: str, told: str, licence: str) -> Iterator[Part]:
    """What is compiled into a part: the crates of cryptography, by the list that licences.py wrote; Qt."""
    yield from (Part(each, told, licence, "generic") for each in _INSIDE.get(name, ()))
    listed = texts / "compiled-in.txt"
    if listed.is_file():
        found = {entry[:2]: entry[2] for entry in _COMPILED.findall(listed.read_text(encoding="utf-8"))}
        for (each, its), terms in sorted(found.items()):
            # A crate has the same name as OpenSSL itself, which is far beyond version 0.
            whole = each == "openssl" and not its.startswith("0.")
            yield Part(each, its, terms, "generic" if whole else "cargo")


def licence_choice(told: str) -> list[Json]:
    """What CycloneDX says for a licence that is `told` as in a notice."""
    told = _SPELT.get(told, told)
    if told in SPDX:
        return [{"license": {"id": told}}]
    words = re.split(r" (?:OR|AND|WITH) ", told.replace("(", "").replace(")", ""))
    if len(words) > 1 and (SPDX | _EXCEPTIONS).issuperset(words):
        return [{"expression": told}]
    return [{"license": {"name": told}}]


def component(part: Part) -> Json:
    """A part as CycloneDX has it."""
    made: Json = {
        "type": "library",
        "bom-ref": part.purl,
        "name": part.name,
        "version": part.version,
        "purl": part.purl,
        "licenses": licence_choice(part.licence),
    }
    if part.archives:
        came = [{"alg": "SHA-256", "content": each} for each in part.archives]
        told = "The archives that the lock file allows; one of them was installed."
        made["externalReferences"] = [
            {"type": "distribution", "url": part.purl, "comment": told, "hashes": came}
        ]
    if part.inside:
        made["components"] = [component(each) for each in part.inside]
    return made


def file_component(file: Path, folder: Path) -> Json:
    """A file of the bundle in `folder`."""
    place = file.relative_to(folder).as_posix()
    hashes = [{"alg": "SHA-256", "content": release.digest(file)}]
    return {"type": "file", "bom-ref": f"file:{quote(place)}", "name": place, "hashes": hashes}


def edges(found: Sequence[Part], program: str, direct: frozenset[str]) -> list[Json]:
    """What depends on what, by references. `program` needs those that `direct` names and what no
    other needs."""
    by_name = {part.name: part for part in found}
    needed = {name for part in found for name in part.needs} - direct
    first = [part.purl for part in found if part.name not in needed]
    made = [{"ref": program, "dependsOn": sorted(first)}]
    for part in found:
        others = {by_name[name].purl for name in part.needs if name in by_name}
        others |= {each.purl for each in part.inside}
        made.append({"ref": part.purl, "dependsOn": sorted(others)})
        made += [{"ref": each.purl, "dependsOn": []} for each in part.inside]
    return made


def document(folder: Path, found: Sequence[Part], when: int, system: str, direct: frozenset[str]) -> Json:
    """The whole bill for the bundle in `folder`, which holds `found` and is released at `when`, in
    seconds since 1970. `direct` names what the program itself asks for."""
    told = version.read()
    program = Part(bundle.NAME, told, "Apache-2.0", "generic")
    itself = component(program) | {"type": "application", "properties": [_property("system", system)]}
    files = [file_component(file, folder) for file in build.files_of(folder) if not file.is_symlink()]
    made: Json = {
        "$schema": f"http://cyclonedx.org/schema/bom-{SPEC}.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": SPEC,
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(when, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": itself,
        },
        "components": [*(component(part) for part in found), *files],
        "dependencies": edges(found, program.purl, direct),
    }
    # Told from the content, so that the same content has the same number.
    made["serialNumber"] = f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, written(made))}"
    return made


def _property(name: str, value: str) -> Json:
    return {"name": f"{bundle.NAME}:{name}", "value": value}


def written(bill: Json) -> str:
    """`bill` as text, the same for the same."""
    return json.dumps(bill, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def kind_of_system(os_release: Path = OS_RELEASE) -> str:
    """What begins the package URLs of this system's packages: deb/debian, deb/ubuntu, generic elsewhere."""
    try:
        told = re.search(r'^ID="?([a-z]+)"?$', os_release.read_text(encoding="utf-8"), re.MULTILINE)
    except OSError:
        return "generic"
    return f"deb/{told[1]}" if told is not None and told[1] in ("debian", "ubuntu") else "generic"


def direct_requirements() -> frozenset[str]:
    """What the program itself asks for, by pyproject.toml."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return frozenset(requirements(project["dependencies"]))


def write(folder: Path, target: Path) -> Path:
    """Write the bill of the bundle in `folder` into the folder `target`; the file. Raises Failure."""
    found = parts(folder, LOCK.read_text(encoding="utf-8"), kind_of_system())
    when = int(build.environment()["SOURCE_DATE_EPOCH"])
    bill = document(folder, found, when, release.system(), direct_requirements())
    target.mkdir(parents=True, exist_ok=True)
    made = target / release.name(version.read(), release.system(), ".cdx.json")
    made.write_text(written(bill), encoding="utf-8", newline="\n")
    return made


def main(arguments: Sequence[str]) -> int:
    """Write as `arguments` say; 0 when it is written."""
    parser = argparse.ArgumentParser(description="Write what is in a bundle as CycloneDX JSON.")
    parser.add_argument("bundle", type=Path)
    parser.add_argument("--into", type=Path, default=ROOT / "dist", metavar="FOLDER")
    told = parser.parse_args(arguments)
    return steps.ended(lambda: steps.made(write(told.bundle, told.into)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
