"""Names of files, and no more of a link than its host."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from tallyfy_inspector.task.files import files
from tallyfy_inspector.task.readable import NOTHING, Readable
from tallyfy_inspector.task.reading import Found
from tests.support.samples import ANY_JSON


def read(value: Any) -> Readable:
    return files(Found({}, ()), Found(value, ("field_value",)))


OWN = {
    "id": "a1",
    "filename": "a.pdf",
    "version": 1,
    "source": "local",
    "full_url": "https://go.tallyfy.com/api/x",
}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ([OWN, {**OWN, "filename": "b.png"}], "a.pdf, b.png"),
        ([{**OWN, "version": 3}], "a.pdf (version 3)"),
        ([{**OWN, "version": None}], "a.pdf"),
        (OWN, "a.pdf"),
        ({"0": OWN}, "a.pdf"),
        ([{"filename": "x.pdf", "source": "url", "url": "https://u:pw@files.example.com:8443/p?key=s3cret#f"}],
         "x.pdf (link to files.example.com)"),
        ([{"filename": "x.pdf", "url": "https://files.example.com/x", "version": 2}],
         "x.pdf (version 2, link to files.example.com)"),
        ([{"id": "a1", "filename": "x.pdf", "source": "url", "url": "organizations/o/file/a1/dl"}], "x.pdf"),
        ([{"url": "https://files.example.com/x?key=s3cret"}], "link to files.example.com"),
        ("https://files.example.com/x?key=s3cret", "link to files.example.com"),
        (["https://[broken/x"], "https://[broken/x"),
        (["a1"], "a1"),
        ([{"id": "a1"}], "file a1 (its name was not sent)"),
        ([{"name": "named.pdf", "id": "a1"}], "named.pdf"),
        ([{"odd": 1}], '{"odd": 1}'),
        ([{"filename": "fdp.\u202eexe", "id": "a1"}], "fdp.\\u202eexe"),
    ],
)  # fmt: skip
def test_file_names_in_short(value: Any, expected: str) -> None:
    assert read(value).line == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ([OWN, {**OWN, "id": "b2", "filename": "b.png", "version": 3, "system": "s3"}],
         "a.pdf (version 1, source local, ID a1)\nb.png (version 3, source local, system s3, ID b2)"),
        ([{**OWN, "version": None, "source": None}], "a.pdf (ID a1)"),
        ([{"filename": "x.pdf", "source": "url", "url": "https://u:pw@files.example.com:8443/p?key=s3cret#f"}],
         "x.pdf (link to files.example.com)"),
        ([{"id": "a1", "version": 2}], "file a1 (its name was not sent)"),
        ([{"filename": "alone.pdf"}, "a1"], "alone.pdf\na1"),
        ([{"filename": "two\r\nlines.pdf"}], "two lines.pdf"),
        ([{"url": "https://files.example.com/x?key=s3cret"}, None], "link to files.example.com"),
    ],
)  # fmt: skip
def test_a_line_a_file_with_all_there_is_to_tell(value: Any, expected: str) -> None:
    assert read(value).text == expected


@pytest.mark.parametrize(
    "value",
    [[{}], [None, {}], [{"id": None, "filename": ""}], {"id": "", "url": None}, [{"subject": []}, ""]],
)
def test_entries_of_blanks_only_are_no_files(value: Any) -> None:
    assert read(value) == NOTHING


def test_no_address_is_shown_as_one() -> None:
    address = "https://go.tallyfy.com/api/organizations/o/file/a1/dl?sig=s3cret"
    entry = {"url": address, "full_url": address}
    for value in (
        [{**OWN, **entry}],
        [{"id": "a1", **entry}],
        [entry],
        [{**entry, "source": "url"}],
        address,
    ):
        told = read(value)
        assert "://" not in told.text + told.line
        assert "s3cret" not in told.text + told.line


def test_a_long_list_ends_and_says_how_much_is_left() -> None:
    lines = read([OWN] * 503).text.split("\n")
    assert (len(lines), lines[-1]) == (501, "… and 3 more files")


@given(ANY_JSON)
def test_nothing_raises(value: Any) -> None:
    read(value)
