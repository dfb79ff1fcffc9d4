"""Where files stand, and the files that a desktop reads."""

from __future__ import annotations

import configparser
import gzip
import re
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

import bundle
import icons
from linux import layout
from steps import Failure
from tallyfy_inspector import __version__
from tallyfy_inspector.__main__ import parser
from tests.packaging.linux.test_make_deb import small_bundle

WHEN = 1_700_000_000


@pytest.fixture(scope="module")
def shared() -> dict[str, layout.Entry]:
    return {entry.place: entry for entry in layout.share(WHEN)}


def entry_of(shared: dict[str, layout.Entry], name: str) -> configparser.SectionProxy:
    """The one group of the menu entry `name`."""
    read = configparser.RawConfigParser(interpolation=None)
    read.optionxform = str  # type: ignore[assignment, method-assign]
    read.read_string(shared[f"share/applications/{name}.desktop"].content.decode())
    return read["Desktop Entry"]


def test_the_readme_that_says_whom_to_tell_comes_along(shared: dict[str, layout.Entry]) -> None:
    told = " ".join(shared["share/doc/tallyfy-inspector/README.md"].content.decode().split())
    assert "administrator or whoever gave you the program" in told


def test_the_menu_entry_is_the_windows(shared: dict[str, layout.Entry]) -> None:
    entry = entry_of(shared, "tallyfy-inspector")
    # Wayland finds the icon of a window by app.setDesktopFileName, X11 by StartupWMClass.
    assert entry["StartupWMClass"] == bundle.NAME == entry["Icon"] == entry["Exec"]
    assert "MimeType" not in entry


def test_the_link_scheme_asks_first(shared: dict[str, layout.Entry]) -> None:
    entry = entry_of(shared, "tallyfy-inspector-link")
    assert entry["MimeType"] == "x-scheme-handler/tallyfy-inspector;"
    assert entry["Exec"] == "tallyfy-inspector --open-link -- %u"
    assert entry["NoDisplay"] == "true"


def test_every_size_of_the_icon_is_there(shared: dict[str, layout.Entry]) -> None:
    place = "share/icons/hicolor/{}/apps/tallyfy-inspector.{}"
    for size in icons.SIZES:
        assert shared[place.format(f"{size}x{size}", "png")].content.startswith(b"\x89PNG")
    assert shared[place.format("scalable", "svg")].content == icons.SOURCE.read_bytes()


def test_the_description_names_this_version_and_the_menu_entry(shared: dict[str, layout.Entry]) -> None:
    read = ElementTree.fromstring(shared[f"share/metainfo/{layout.METAINFO}"].content)
    assert read.findtext("id") == bundle.IDENTIFIER
    assert read.findtext("launchable") == "tallyfy-inspector.desktop"
    (release,) = read.iter("release")
    assert release.attrib == {"version": __version__, "date": "2023-11-14"}


def test_the_manual_page_names_every_option_and_no_other(shared: dict[str, layout.Entry]) -> None:
    manual = (
        gzip.decompress(shared["share/man/man1/tallyfy-inspector.1.gz"].content).decode().replace("\\-", "-")
    )
    known = {option for action in parser()._actions for option in action.option_strings}
    named = set(re.findall(r"--[a-z-]+", manual))
    assert "--open-link" in known
    assert named == known - {"-h"}
    assert shared["share/man/man1/tallyfy-inspector-console.1.gz"].target == "tallyfy-inspector.1.gz"


def test_the_program_stands_in_lib_and_is_started_from_bin(tmp_path: Path) -> None:
    entries = {entry.place: entry for entry in layout.program(small_bundle(tmp_path))}
    assert entries["lib/tallyfy-inspector/tallyfy-inspector"].mode == 0o755
    assert entries["lib/tallyfy-inspector/tallyfy-inspector-console"].target == "tallyfy-inspector"
    assert entries["lib/tallyfy-inspector/_internal/lib.so"].mode == 0o644
    for name in ("tallyfy-inspector", "tallyfy-inspector-console"):
        assert entries[f"bin/{name}"].target == f"../lib/tallyfy-inspector/{name}"
    assert layout.folders(entries.values())[:3] == ["bin", "lib", "lib/tallyfy-inspector"]


def test_gzip_tells_no_time() -> None:
    assert layout.packed(b"x")[4:8] == b"\0\0\0\0"


def test_nothing_is_packed_before_it_is_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "ROOT", tmp_path)
    with pytest.raises(Failure, match="Run make package first"):
        layout.finished()
    made = small_bundle(tmp_path)
    (tmp_path / "dist").mkdir()
    made.rename(tmp_path / "dist" / bundle.NAME)
    if sys.platform == "linux":
        assert layout.finished() == tmp_path / "dist" / bundle.NAME
