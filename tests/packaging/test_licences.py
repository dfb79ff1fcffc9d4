"""Whose every bundled file is, and that a part without a licence stops the build."""

from __future__ import annotations

import json
import ntpath
import os
import sys
import sysconfig
from collections.abc import Sequence
from importlib.metadata import Distribution, distribution, distributions
from pathlib import Path
from types import SimpleNamespace

import pytest

import bundle
import early
import licences
import parts
from parts import Part


def wheel(site: Path, name: str, *, texts: dict[str, str], metadata: str = "License: MIT\n") -> Distribution:
    """A distribution in `site` with one module and `texts` in its records."""
    records = site / f"{name}-1.0.dist-info"
    records.mkdir(parents=True)
    (site / f"{name}.py").touch()
    (records / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n{metadata}", "utf-8"
    )
    (records / "entry_points.txt").write_text("[keyring.backends]\n", encoding="utf-8")
    for file, text in texts.items():
        (records / file).parent.mkdir(parents=True, exist_ok=True)
        (records / file).write_text(text, encoding="utf-8")
    files = [
        f"{name}.py",
        *(path.relative_to(site).as_posix() for path in records.rglob("*") if path.is_file()),
    ]
    lines = "".join(f"{file},,\n" for file in [*files, f"{records.name}/RECORD"])
    (records / "RECORD").write_text(lines, encoding="utf-8")
    return Distribution.at(records)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "site-packages"


@pytest.mark.parametrize(
    "name", ["LICENSE", "LICENCE.txt", "licenses/COPYING", "licenses/LICENSE.md", "licenses/sub/NOTICE"]
)
def test_the_text_of_a_wheel_is_found(site: Path, name: str) -> None:
    part = licences.of_distribution(wheel(site, "a", texts={name: "the text"}))
    expected = name.removeprefix("licenses/").replace("/", "-")
    assert part == Part("a", "1.0", "MIT", "pypi", {expected: "the text"})


def test_a_wheel_without_any_stops_the_build_with_its_name(site: Path) -> None:
    with pytest.raises(licences.MissingLicenceError, match=r"for some-name 1\.0"):
        licences.of_distribution(wheel(site, "Some_Name", texts={}))


def test_qt_comes_with_the_gnu_licences_and_what_is_in_it(site: Path) -> None:
    part = licences.of_distribution(wheel(site, "PySide6_Essentials", texts={}))
    assert part.inside == (Part("qt", "1.0", "MIT"),)
    assert {"LGPL-3.0-only.txt", "GPL-3.0-only.txt", "qt-base.txt", "icu.txt"} <= set(part.texts)
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in part.texts["LGPL-3.0-only.txt"]
    assert "GNU GENERAL PUBLIC LICENSE" in part.texts["GPL-3.0-only.txt"]


def test_every_kept_text_is_there_and_none_is_there_for_nothing() -> None:
    named = {file for files in licences.KEPT.values() for file in files}
    kept = {file.name for file in licences.KEPT_FOLDER.iterdir()}
    assert named == kept
    assert all(len((licences.KEPT_FOLDER / file).read_text(encoding="utf-8")) > 1000 for file in kept)


def test_what_was_compiled_into_a_wheel_is_listed(site: Path) -> None:
    bill = {
        "components": [
            {"name": "pem", "version": "4", "licenses": [{"expression": "MIT"}], "purl": "pkg:cargo/pem@4"},
            {"name": "asn1", "version": "1", "licenses": [{"license": {"id": "BSD-3-Clause"}}]},
            {"name": "openssl", "version": "4.0", "purl": "pkg:generic/openssl@4.0?download_url=x/y"},
            {"name": "openssl", "version": "0.1", "licenses": [{"license": {"name": "Its own"}}]},
        ]
    }
    part = licences.of_distribution(
        wheel(site, "a", texts={"LICENSE": "x", "sboms/a.json": json.dumps(bill)})
    )
    assert part.inside == (
        Part("asn1", "1", "BSD-3-Clause"),
        Part("openssl", "0.1", "Its own"),
        Part("openssl", "4.0", "Apache-2.0"),
        Part("pem", "4", "MIT", "cargo"),
    )
    assert part.texts["compiled-in.txt"] == (
        "asn1 1: BSD-3-Clause\nopenssl 0.1: Its own\nopenssl 4.0: Apache-2.0\npem 4: MIT\n"
    )


# What begins or is found in the text of a licence, by its name in SPDX.
WORDS = {
    "Apache-2.0": "Apache License",
    "MIT": "Permission is hereby granted, free of charge, to any person obtaining a copy",
    "BSD-3-Clause": "Neither the name of the copyright holder nor the names",
    "Unicode-3.0": "UNICODE LICENSE V3",
}


def test_whatever_is_compiled_into_the_installed_cryptography_has_its_text_with_it() -> None:
    part = licences.of_distribution(distribution("cryptography"))
    texts = "\n".join(part.texts.values())
    assert len(part.inside) > 20
    for each in part.inside:
        for wanted in each.licence.replace("(", "").replace(")", "").split(" AND "):
            # An exception allows more than the licence; of alternatives one is enough.
            allowed = [choice.split(" WITH ")[0] for choice in wanted.split(" OR ")]
            assert any(WORDS.get(name, "no text") in texts for name in allowed), each


@pytest.mark.parametrize(
    "entry",
    [
        {"name": "pem", "version": "4"},
        {"name": "pem", "version": "4", "licenses": []},
        {"name": "pem", "version": "4", "licenses": [{"license": {"url": "x"}}]},
        {"name": "openssl", "version": "1.1.1", "purl": "pkg:generic/openssl@1.1.1"},
        {"name": "openssl", "version": "0.10.81", "purl": "pkg:cargo/openssl@0.10.81"},
    ],
)
def test_what_is_compiled_in_without_a_licence_stops_the_build(site: Path, entry: dict[str, object]) -> None:
    found = wheel(site, "a", texts={"LICENSE": "x", "sboms/a.json": json.dumps({"components": [entry]})})
    with pytest.raises(licences.MissingLicenceError, match=f"{entry['name']} {entry['version']}.* into a"):
        licences.of_distribution(found)


@pytest.mark.parametrize(
    ("text", "kind"),
    [("NAME=x\nID=debian\n", "deb/debian"), ('ID="ubuntu"\n', "deb/ubuntu"), ("ID=fedora\n", "generic")],
)
def test_packages_of_the_system_are_told_as_such(tmp_path: Path, text: str, kind: str) -> None:
    (tmp_path / "os-release").write_text(text, encoding="utf-8")
    assert licences.kind_of_system(tmp_path / "os-release") == kind
    assert licences.kind_of_system(tmp_path / "none") == "generic"


@pytest.mark.parametrize(
    ("metadata", "expected"),
    [
        ("License-Expression: Apache-2.0 OR MIT\n", "Apache-2.0 OR MIT"),
        ("Classifier: License :: OSI Approved :: MIT License\nClassifier: Topic :: x\n", "MIT License"),
        ("", "see the text"),
    ],
)
def test_the_licence_in_words(site: Path, metadata: str, expected: str) -> None:
    found = wheel(site, "a", texts={"LICENSE": "x"}, metadata=metadata)
    assert licences.of_distribution(found).licence == expected


def test_python_has_its_own(tmp_path: Path) -> None:
    with pytest.raises(licences.MissingLicenceError, match=r"Python 3\.11\.9"):
        licences.of_python(tmp_path, "3.11.9")
    (tmp_path / "lib" / "python3.11").mkdir(parents=True)
    (tmp_path / "lib" / "python3.11" / "LICENSE.txt").write_text("PSF", encoding="utf-8")
    assert licences.of_python(tmp_path, "3.11.9").texts == {"LICENSE.txt": "PSF"}


def test_a_library_of_this_computer_belongs_to_a_package(tmp_path: Path) -> None:
    asked: list[str] = []

    def nobody(arguments: Sequence[str]) -> str:
        asked.append(arguments[-1])
        return ""

    with pytest.raises(licences.MissingLicenceError, match=r"libx\.so\.1"):
        licences.of_system("/lib/libx.so.1", nobody)
    # Where /lib is a link to /usr/lib, dpkg knows only one of the two names.
    assert {"/lib/libx.so.1", "/usr/lib/libx.so.1"} <= set(asked)


def test_each_file_is_attributed(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = [wheel(site, "a", texts={"LICENSE": "x"}), wheel(site, "b", texts={"LICENSE": "y"})]
    python, own = tmp_path / "python", tmp_path / "own"
    system = Part("libz", "1", "see the text", texts={"copyright.txt": "z"})
    monkeypatch.setattr(licences, "of_system", lambda _file: system)
    finder = licences.Finder(known, [python], own)
    sources = [
        site / "b.py",
        site / "a.py",
        site / "b.py",
        python / "os.py",
        own / "x.py",
        Path("/lib/libz.so"),
    ]
    found = licences.parts_of([str(source) for source in sources], finder)
    assert [part.name for part in found] == ["a", "b", "libz"]
    with pytest.raises(licences.MissingLicenceError, match=r"stray\.py"):
        finder.part(str(site / "stray.py"))


def test_on_windows_a_file_is_found_however_its_name_is_written(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A library is bundled under the name that another one asks for it by, the RECORD has its own."""
    monkeypatch.setattr(os.path, "normcase", lambda path: ntpath.normcase(path).replace("\\", "/"))
    known = wheel(site, "msvcp140", texts={"LICENSE": "x"})
    part = licences.Finder([known], [], site / "own").part(str(site / "MSVCP140.py"))
    assert part is not None
    assert part.name == "msvcp140"


def test_a_python_in_usr_local_has_its_own_library_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in the container that releases are built in: of /usr/local only the library folder is Python's."""
    local = tmp_path / "local"
    monkeypatch.setattr(sysconfig, "get_path", lambda _name: str(local / "lib" / "python3.11"))
    monkeypatch.setattr(sys, "base_prefix", "/usr/local")
    folders = bundle.python_folders()
    library = str(local / "lib" / "libpython3.11.so.1.0")
    assert bundle.is_wanted("libpython3.11.so.1.0", library, folders)
    assert not bundle.is_inside(library, folders)
    monkeypatch.setattr(licences, "_dpkg", lambda _arguments: "")
    finder = licences.Finder([], folders, tmp_path / "own")
    modules = str(local / "lib" / "python3.11" / "lib-dynload" / "_ssl.so")
    assert licences.parts_of([library, modules], finder) == []
    with pytest.raises(licences.MissingLicenceError, match="libstray"):
        finder.part(str(local / "lib" / "libstray.so"))


def test_the_notice_names_every_part_and_that_qt_can_be_replaced(tmp_path: Path) -> None:
    parts = [
        Part("httpx", "1.0", "BSD", texts={"LICENSE": "x"}),
        Part("b", "2", "MIT", texts={"L": "y"}),
    ]
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "old").touch()
    written = licences.write(parts, tmp_path / "out")
    names = {file.relative_to(tmp_path / "out").as_posix() for file in written}
    assert names == {"NOTICE.txt", "LICENSE.txt", "httpx/LICENSE", "b/L"}
    assert not (tmp_path / "out" / "old").exists()
    text = (tmp_path / "out" / "NOTICE.txt").read_text(encoding="utf-8")
    for told in ("httpx 1.0: BSD (LICENSE)", "b 2: MIT (L)", "replace them", "trademark", "Lesser General"):
        assert told in text
    assert f"folder {early.SUPPORT} away" in text, "who replaces the library replaces its modules too"


def test_all_that_the_program_needs_has_a_licence_here() -> None:
    needed = {"httpx", "httpcore", "anyio", "h11", "keyring", "msgspec", "qasync", "truststore", "shiboken6"}
    site = next(path for path in sys.path if path.endswith("site-packages"))
    found = {licences.normal(each.metadata["Name"]): each for each in distributions(path=[site])}
    assert needed | {"pyside6-essentials", "python-jsonpath"} <= set(found)
    for name in needed | {"pyside6-essentials", "python-jsonpath"}:
        assert licences.of_distribution(found[name]).texts


def test_the_bundle_gets_texts_and_records(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("pyinstaller", "keyring"):
        wheel(site, name, texts={"LICENSE": name})
    wheel(site, "unused", texts={})
    monkeypatch.setattr(sys, "path", [str(site)])
    monkeypatch.setattr(bundle, "python_folders", lambda: [tmp_path / "python"])
    python = Part("python", "3", "PSF-2.0", texts={"LICENSE.txt": "p"})
    monkeypatch.setattr(licences, "of_python", lambda *_: python)
    old = ("keyring-1.0.dist-info/RECORD", str(site / "keyring.py"), "DATA")
    analysis = SimpleNamespace(
        pure=[("keyring", str(site / "keyring.py"), "PYMODULE"), ("namespace", "-", "PYMODULE")],
        binaries=[],
        datas=[old, ("a", "b", "SYMLINK"), ("r", str(licences.ROOT / "LICENSE"), "DATA")],
        scripts=[],
    )
    entries = licences.with_metadata(analysis, tmp_path / "work")
    names = {entry[0] for entry in entries}
    assert {"a", "r"} <= names
    assert old not in entries
    place = parts.PLACE
    (told,) = (entry[1] for entry in entries if entry[0] == parts.FILE)
    rows = json.loads(Path(told).read_text(encoding="utf-8"))
    assert [row["name"] for row in rows] == ["keyring", "pyinstaller", "python"]
    assert {f"{place}/NOTICE.txt", f"{place}/keyring/LICENSE", f"{place}/pyinstaller/LICENSE"} <= names
    assert {"keyring-1.0.dist-info/METADATA", "keyring-1.0.dist-info/entry_points.txt"} <= names
    assert not any("unused" in name or name.endswith("RECORD") for name in names)
