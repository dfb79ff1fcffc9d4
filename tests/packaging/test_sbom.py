"""The bill of materials: told by a bundle, the same for the same, and shaped as CycloneDX 1.6 wants it."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import bundle
import licences
import parts
import release
import sbom
import version
from parts import Part
from steps import Failure

# Of the schema of CycloneDX 1.6: what an object of each kind must have, and all that it may have here.
FACTS: dict[str, tuple[set[str], set[str]]] = {
    "bom": (
        {"bomFormat", "specVersion"},
        {
            "$schema",
            "bomFormat",
            "specVersion",
            "serialNumber",
            "version",
            "metadata",
            "components",
            "dependencies",
        },
    ),
    "metadata": (set(), {"timestamp", "component"}),
    "component": (
        {"type", "name"},
        {
            *("type", "name", "version", "bom-ref", "purl", "licenses", "hashes", "components"),
            *("externalReferences", "properties"),
        },
    ),
    "reference": ({"url", "type"}, {"url", "type", "comment", "hashes"}),
    "hash": ({"alg", "content"}, {"alg", "content"}),
    "dependency": ({"ref"}, {"ref", "dependsOn"}),
}
TYPES = {"application", "framework", "library", "file"}
SERIAL = r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
LOCK = "httpx==0.28.1 ; x \\\n    --hash=sha256:" + "b" * 64 + " \\\n    --hash=sha256:" + "a" * 64 + "\n"
CRATES = (
    Part("cc", "1.4.0", "MIT OR Apache-2.0", "cargo"),
    Part("openssl", "0.10.8", "Apache-2.0", "cargo"),
    Part("openssl", "4.0.3", "Apache-2.0"),
)
QT = (Part("qt", "6.11.3", "LGPL-3.0-only OR GPL-2.0-only"),)
PARTS = [
    Part("certifi", "1", "MPL-2.0", "pypi", {"LICENSE": ""}),
    Part("cryptography", "50.0.2", "Apache-2.0 OR BSD-3-Clause", "pypi", {"LICENSE (BSD).txt": "x"}, CRATES),
    Part("httpx", "0.28.1", "BSD-3-Clause", "pypi", {"LICENSE.md": ""}),
    Part("pyinstaller", "6", "GPLv2-or-later with an exception (as told)", "pypi", {"COPYING.txt": ""}),
    Part("pyside6-essentials", "6.11.3", "LGPL-3.0-only OR GPL-2.0-only", "pypi", {"L": ""}, QT),
    Part("python", "3.11.7", "PSF-2.0", "generic", {"LICENSE.txt": ""}),
    Part("zlib1g", "1:1.2.13.dfsg-1+b1", "see the text", "deb/debian", {"copyright.txt": ""}),
]


def made_bundle(folder: Path, inside: str = "_internal") -> Path:
    """A bundle below `folder` with PARTS in it."""
    made = folder / bundle.NAME
    inner = made / inside
    licences.write(PARTS, inner / parts.PLACE)
    parts.write(PARTS, inner / parts.FILE)
    record(
        inner,
        "httpx",
        "Requires-Dist: certifi\nRequires-Dist: Cert_Ifi.x>=1\nRequires-Dist: h2; extra == 'http2'\n",
    )
    for name in ("cryptography", "certifi", "PySide6_Essentials", "pyinstaller"):
        record(inner, name, "")
    (made / bundle.NAME).write_bytes(b"program")
    (made / f"{bundle.NAME}-console").symlink_to(bundle.NAME)
    return made


def record(inner: Path, name: str, more: str) -> None:
    """The record of a distribution `name` in the bundle."""
    folder = inner / f"{name}-1.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n{more}", "utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return made_bundle(tmp_path)


def bill(folder: Path, when: int = 1_700_000_000) -> dict[str, Any]:
    """The bill of `folder` as it is read back from its text."""
    made = sbom.document(folder, LOCK, when, "linux-x86_64", frozenset({"httpx"}))
    read = json.loads(sbom.written(made))
    assert isinstance(read, dict)
    return read


def components(made: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every component at any depth."""
    waiting = [made["metadata"]["component"], *made["components"]]
    while waiting:
        each = waiting.pop()
        waiting += each.get("components", [])
        yield each


def keeps_to(kind: str, entry: dict[str, Any]) -> None:
    """Fail when `entry` has not what it must have, or has what it may not."""
    must, may = FACTS[kind]
    assert must <= entry.keys() <= may, (kind, entry)


def check_shape(made: dict[str, Any]) -> None:
    """Hold `made` against what is written down here of the schema."""
    keeps_to("bom", made)
    assert (made["bomFormat"], made["specVersion"], made["version"]) == ("CycloneDX", "1.6", 1)
    assert re.fullmatch(SERIAL, made["serialNumber"])
    keeps_to("metadata", made["metadata"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", made["metadata"]["timestamp"])
    references = []
    for each in components(made):
        keeps_to("component", each)
        assert each["type"] in TYPES
        references.append(each["bom-ref"])
        hashes = list(each.get("hashes", ()))
        for reference in each.get("externalReferences", ()):
            keeps_to("reference", reference)
            hashes += reference["hashes"]
        for each_hash in hashes:
            keeps_to("hash", each_hash)
            assert each_hash["alg"] == "SHA-256"
            assert re.fullmatch(r"[0-9a-f]{64}", each_hash["content"])
        check_licences(each.get("licenses", []))
    assert len(references) == len(set(references))
    for dependency in made["dependencies"]:
        keeps_to("dependency", dependency)
        assert {dependency["ref"], *dependency["dependsOn"]} <= set(references)
        assert len(set(dependency["dependsOn"])) == len(dependency["dependsOn"])
    refs = [each["ref"] for each in made["dependencies"]]
    assert len(refs) == len(set(refs))


def check_licences(told: list[dict[str, Any]]) -> None:
    """Either licences, each by its identifier or its name, or one expression."""
    if any("expression" in each for each in told):
        assert [set(each) for each in told] == [{"expression"}]
    for each in told:
        if "license" in each:
            assert set(each["license"]) in ({"id"}, {"name"})
            assert each["license"].get("id", "MIT") in sbom.SPDX


def test_it_is_shaped_as_the_schema_wants(folder: Path) -> None:
    check_shape(bill(folder))


@pytest.mark.parametrize("spoilt", ["hash", "type", "twice", "strange"])
def test_the_check_of_the_shape_can_fail(folder: Path, spoilt: str) -> None:
    made = bill(folder)
    if spoilt == "hash":
        made["components"][-1]["hashes"][0]["content"] = "ff"
    elif spoilt == "type":
        made["components"][0]["type"] = "thing"
    elif spoilt == "twice":
        made["components"].append(made["components"][0])
    else:
        made["components"][0]["licence"] = "MIT"
    with pytest.raises(AssertionError):
        check_shape(made)


def test_every_part_is_in_it_with_its_package_url(folder: Path) -> None:
    made = bill(folder)
    assert {each["purl"] for each in components(made) if "purl" in each} == {
        f"pkg:generic/{bundle.NAME}@{made['metadata']['component']['version']}",
        "pkg:pypi/httpx@0.28.1",
        "pkg:pypi/cryptography@50.0.2",
        "pkg:cargo/openssl@0.10.8",
        "pkg:generic/openssl@4.0.3",
        "pkg:cargo/cc@1.4.0",
        "pkg:pypi/certifi@1",
        "pkg:pypi/pyside6-essentials@6.11.3",
        "pkg:generic/qt@6.11.3",
        "pkg:generic/python@3.11.7",
        "pkg:deb/debian/zlib1g@1:1.2.13.dfsg-1%2Bb1",
        "pkg:pypi/pyinstaller@6",
    }


def test_every_file_is_in_it_with_its_hash_and_links_are_not(folder: Path) -> None:
    files = {
        each["name"]: each["hashes"][0]["content"]
        for each in bill(folder)["components"]
        if each["type"] == "file"
    }
    assert files[bundle.NAME] == hashlib.sha256(b"program").hexdigest()
    there = {path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()}
    assert files.keys() == {path.relative_to(folder).as_posix() for path in there}


def test_the_archives_are_those_of_the_lock_file(folder: Path) -> None:
    (httpx,) = (each for each in bill(folder)["components"] if each["name"] == "httpx")
    (came,) = httpx["externalReferences"]
    assert came["type"] == "distribution"
    assert [each["content"] for each in came["hashes"]] == ["a" * 64, "b" * 64]
    assert "externalReferences" not in next(
        each for each in bill(folder)["components"] if each["name"] == "certifi"
    )


def test_a_lock_for_another_version_says_nothing(folder: Path) -> None:
    lock = LOCK.replace("0.28.1", "0.28.2")
    made = sbom.document(folder, lock, 0, "linux-x86_64", frozenset())
    assert not any("externalReferences" in each for each in components(made))


def test_what_depends_on_what(folder: Path) -> None:
    made = bill(folder)
    needs = {each["ref"]: each["dependsOn"] for each in made["dependencies"]}
    assert needs["pkg:pypi/httpx@0.28.1"] == ["pkg:pypi/certifi@1"]
    program = needs[made["metadata"]["component"]["bom-ref"]]
    assert "pkg:pypi/httpx@0.28.1" in program
    assert "pkg:pypi/certifi@1" not in program
    assert needs["pkg:pypi/pyside6-essentials@6.11.3"] == ["pkg:generic/qt@6.11.3"]


def test_what_the_program_asks_for_itself_is_its_own_also_when_others_need_it() -> None:
    found = [Part("a", "1", "MIT", "pypi"), Part("b", "1", "MIT", "pypi")]
    needs = {"a": frozenset({"b"})}
    assert sbom.edges(found, needs, "p", frozenset({"b"}))[0]["dependsOn"] == ["pkg:pypi/a@1", "pkg:pypi/b@1"]
    assert sbom.edges(found, needs, "p", frozenset())[0]["dependsOn"] == ["pkg:pypi/a@1"]


@pytest.mark.parametrize(
    ("told", "choice"),
    [
        ("MIT", [{"license": {"id": "MIT"}}]),
        ("MIT License", [{"license": {"id": "MIT"}}]),
        ("MIT OR Apache-2.0", [{"expression": "MIT OR Apache-2.0"}]),
        ("(MIT OR Apache-2.0) AND Unicode-3.0", [{"expression": "(MIT OR Apache-2.0) AND Unicode-3.0"}]),
        ("Apache-2.0 WITH LLVM-exception", [{"expression": "Apache-2.0 WITH LLVM-exception"}]),
        ("MIT OR Mine", [{"license": {"name": "MIT OR Mine"}}]),
        ("see the text", [{"license": {"name": "see the text"}}]),
    ],
)
def test_licences_are_told_as_spdx_has_them_or_as_written(told: str, choice: list[dict[str, Any]]) -> None:
    assert sbom.licence_choice(told) == choice


def test_the_same_makes_the_same_and_another_file_another_number(folder: Path, tmp_path: Path) -> None:
    first = bill(folder)
    shutil.copytree(folder, tmp_path / "other" / bundle.NAME, symlinks=True)
    assert bill(tmp_path / "other" / bundle.NAME) == first
    (folder / "more").touch()
    assert bill(folder)["serialNumber"] != first["serialNumber"]
    assert bill(folder, when=0)["metadata"]["timestamp"] == "1970-01-01T00:00:00Z"


def test_it_reads_a_macos_program_too(tmp_path: Path) -> None:
    made = bill(made_bundle(tmp_path, inside="Contents/Resources"))
    assert {part.name for part in PARTS} <= {each["name"] for each in components(made)}


def test_a_bundle_that_does_not_say_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sbom.main([str(tmp_path), "--into", str(tmp_path)]) == 1
    assert "cannot be read" in capsys.readouterr().err
    empty = made_bundle(tmp_path)
    (empty / "_internal" / parts.FILE).write_text("[]", encoding="utf-8")
    with pytest.raises(Failure, match="names no part"):
        bill(empty)


def test_it_is_written_under_the_name_that_a_release_expects(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    monkeypatch.setattr(release, "system", lambda: "linux-x86_64")
    assert sbom.main([str(folder), "--into", str(tmp_path / "out")]) == 0
    (made,) = (tmp_path / "out").iterdir()
    assert made.name in release.files(version.read())
    read = json.loads(made.read_text(encoding="utf-8"))
    check_shape(read)
    assert read["metadata"]["timestamp"] == "2023-11-14T22:13:20Z"


def test_the_lock_file_is_the_one_that_the_bundle_is_built_with() -> None:
    found = sbom.archives_of(sbom.LOCK.read_text(encoding="utf-8"))
    assert {"pyside6-essentials", "httpx", "pyinstaller"} <= {name for name, _version in found}
    assert all(found.values())
    assert {"httpx", "keyring", "pyside6-essentials"} <= sbom.direct_requirements()
