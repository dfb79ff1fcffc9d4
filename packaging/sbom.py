"""Writes what is in a finished bundle as CycloneDX JSON: `sbom.py BUNDLE [--into FOLDER]`.

What is in it comes from the bundle alone: the parts from its own parts.json, what depends on what from the
records of the distributions in it, and every file with its SHA-256. The lock file adds the archives that a
distribution may have come from. The same bundle and time of release make the same bytes.

A licence that SPDX knows and that is written otherwise: a line in `_SPELT`. It builds nothing and asks no
network.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from email.parser import HeaderParser
from pathlib import Path
from typing import Any
from urllib.parse import quote

import build
import bundle
import licences
import parts
import release
import steps
import version
from parts import Part

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements-package.lock"
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

Json = dict[str, Any]
# Name and version, with the SHA-256 of each archive that the part may have come from.
Archives = Mapping[tuple[str, str], tuple[str, ...]]


def inner(folder: Path) -> Path:
    """Where PyInstaller keeps the data of the bundle in `folder`, which may be an .app of macOS."""
    resources = folder / "Contents" / "Resources"
    return resources if resources.is_dir() else folder / "_internal"


def needs_of(folder: Path) -> dict[str, frozenset[str]]:
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


def archives_of(lock: str) -> Archives:
    """The archives that a lock file with hashes allows."""
    found = {}
    for entry in re.finditer(r"^([\w.-]+)==(\S+)[^\n]*\n((?:    --hash[^\n]*\n?)+)", lock, re.MULTILINE):
        hashes = re.findall(r"sha256:([0-9a-f]{64})", entry[3])
        found[licences.normal(entry[1]), entry[2]] = tuple(sorted(hashes))
    return found


def licence_choice(told: str) -> list[Json]:
    """What CycloneDX says for a licence that is `told` as in a notice."""
    told = _SPELT.get(told, told)
    if told in SPDX:
        return [{"license": {"id": told}}]
    words = re.split(r" (?:OR|AND|WITH) ", told.replace("(", "").replace(")", ""))
    if len(words) > 1 and (SPDX | _EXCEPTIONS).issuperset(words):
        return [{"expression": told}]
    return [{"license": {"name": told}}]


def component(part: Part, archives: Archives) -> Json:
    """A part as CycloneDX has it."""
    made: Json = {
        "type": "library",
        "bom-ref": part.purl,
        "name": part.name,
        "version": part.version,
        "purl": part.purl,
        "licenses": licence_choice(part.licence),
    }
    allowed = archives.get((part.name, part.version), ()) if part.kind == "pypi" else ()
    if allowed:
        came = [{"alg": "SHA-256", "content": each} for each in allowed]
        told = "The archives that the lock file allows; one of them was installed."
        made["externalReferences"] = [
            {"type": "distribution", "url": part.purl, "comment": told, "hashes": came}
        ]
    if part.inside:
        made["components"] = [component(each, archives) for each in part.inside]
    return made


def file_component(file: Path, folder: Path) -> Json:
    """A file of the bundle in `folder`."""
    place = file.relative_to(folder).as_posix()
    hashes = [{"alg": "SHA-256", "content": release.digest(file)}]
    return {"type": "file", "bom-ref": f"file:{quote(place)}", "name": place, "hashes": hashes}


def edges(
    found: Sequence[Part], needs: Mapping[str, frozenset[str]], program: str, direct: frozenset[str]
) -> list[Json]:
    """What depends on what, by references; `needs` names what each needs. `program` needs those that `direct`
    names and what no other needs."""
    by_name = {part.name: part for part in found}
    needed = {name for part in found for name in needs.get(part.name, ())} - direct
    first = [part.purl for part in found if part.name not in needed]
    made = [{"ref": program, "dependsOn": sorted(first)}]
    for part in found:
        others = {by_name[name].purl for name in needs.get(part.name, ()) if name in by_name}
        others |= {each.purl for each in part.inside}
        made.append({"ref": part.purl, "dependsOn": sorted(others)})
        made += [{"ref": each.purl, "dependsOn": []} for each in part.inside]
    return made


def document(folder: Path, lock: str, when: int, system: str, direct: frozenset[str]) -> Json:
    """The whole bill for the bundle in `folder`, released at `when`, in seconds since 1970.

    `lock` is the text of a lock file with hashes; `direct` names what the program itself asks for. Raises
    Failure when the bundle does not say what is in it.
    """
    found, archives, told = parts.read(inner(folder)), archives_of(lock), version.read()
    program = Part(bundle.NAME, told, "Apache-2.0")
    itself = component(program, {}) | {"type": "application", "properties": [_property("system", system)]}
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
        "components": [*(component(part, archives) for part in found), *files],
        "dependencies": edges(found, needs_of(folder), program.purl, direct),
    }
    # Told from the content, so that the same content has the same number.
    made["serialNumber"] = f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, written(made))}"
    return made


def _property(name: str, value: str) -> Json:
    return {"name": f"{bundle.NAME}:{name}", "value": value}


def written(bill: Json) -> str:
    """`bill` as text, the same for the same."""
    return json.dumps(bill, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def direct_requirements() -> frozenset[str]:
    """What the program itself asks for, by pyproject.toml."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return frozenset(requirements(project["dependencies"]))


def write(folder: Path, target: Path) -> Path:
    """Write the bill of the bundle in `folder` into the folder `target`; the file. Raises Failure."""
    when = int(build.environment()["SOURCE_DATE_EPOCH"])
    lock = LOCK.read_text(encoding="utf-8")
    bill = document(folder, lock, when, release.system(), direct_requirements())
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
