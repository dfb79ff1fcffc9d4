"""What a bundle says of its parts is read back as it was written, or refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import licences
import parts
from parts import Part
from steps import Failure

PARTS = (
    Part(
        "wheel",
        "1.0 (odd)",
        "MIT: as told (with more)",
        "pypi",
        {"LICENSE (MIT).txt": "the text\n", "NOTICE": "ü\n"},
        (Part("crate", "0.1", "ISC", "cargo"),),
    ),
    Part("python", "3", "PSF-2.0", texts={"LICENSE.txt": "p"}),
)


@pytest.fixture
def inner(tmp_path: Path) -> Path:
    """Where the data of a bundle lie that holds PARTS."""
    licences.write(PARTS, tmp_path / parts.PLACE)
    parts.write(PARTS, tmp_path / parts.FILE)
    return tmp_path


def test_what_was_written_is_read_whatever_its_names_hold(inner: Path) -> None:
    assert parts.read(inner) == PARTS


def test_no_text_for_people_is_beside_the_texts(inner: Path) -> None:
    assert not (inner / parts.FILE).is_relative_to(inner / parts.PLACE)


def test_a_text_that_is_named_has_to_be_there(inner: Path) -> None:
    (inner / parts.PLACE / "wheel" / "NOTICE").unlink()
    with pytest.raises(Failure, match=r"wheel/NOTICE cannot be read"):
        parts.read(inner)


@pytest.mark.parametrize("text", ["", "{", "3", '["x"]', '[{"name": "x"}]', '{"name": "x"}'])
def test_what_does_not_say_is_refused(inner: Path, text: str) -> None:
    (inner / parts.FILE).write_text(text, encoding="utf-8")
    with pytest.raises(Failure, match="does not say"):
        parts.read(inner)


def test_a_bundle_of_nothing_is_none(inner: Path) -> None:
    (inner / parts.FILE).write_text(json.dumps([]), encoding="utf-8")
    with pytest.raises(Failure, match="names no part"):
        parts.read(inner)


def test_package_urls_are_written_as_tools_read_them() -> None:
    assert Part("a b", "1:2+3", "x", "deb/debian").purl == "pkg:deb/debian/a%20b@1:2%2B3"
