"""Names of files, and no more of a link than its host."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from tallyfy_inspector.task.files import files
from tallyfy_inspector.task.reading import Found
from tests.support.samples import ANY_JSON


def words(value: Any) -> str:
    return files(Found({}, ()), Found(value, ("field_value",))).text


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
        ([{}, None], ""),
        ([{"filename": "fdp.\u202eexe", "id": "a1"}], "fdp.\\u202eexe"),
    ],
)  # fmt: skip
def test_file_names(value: Any, expected: str) -> None:
    assert words(value) == expected


@given(ANY_JSON)
def test_nothing_raises(value: Any) -> None:
    words(value)
