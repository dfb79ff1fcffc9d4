from __future__ import annotations

from typing import get_args

import pytest

from tallyfy_inspector.document.parse import ParseError
from tallyfy_inspector.document.refusal import Reason
from tallyfy_inspector.ports import FileError, FileTrouble
from tallyfy_inspector.ui import file_words


@pytest.mark.parametrize("kind", get_args(FileTrouble))
def test_each_trouble_has_its_words(kind: FileTrouble) -> None:
    problem = file_words.not_opened(FileError(kind, 300 * 2**20, 256 * 2**20))
    assert problem.title
    assert problem.hint.endswith(".")
    assert problem.action == "open_file"
    assert "{" not in problem.hint
    assert ("300.0 MB" in problem.hint and "256.0 MB" in problem.hint) == (kind == "too_large")
    assert file_words.not_saved(FileError(kind)).startswith("Not saved: ")


def test_no_two_troubles_are_told_alike() -> None:
    read = [file_words.not_opened(FileError(kind)).title for kind in get_args(FileTrouble)]
    assert len(set(read)) == len(read) - 1  # there is no lack of room in reading


@pytest.mark.parametrize("reason", get_args(Reason))
def test_what_is_no_json_says_where(reason: Reason) -> None:
    problem = file_words.not_json(ParseError(reason, 3, 17, 204), b"text")
    assert ("line 3, column 17 (byte 204)" in problem.hint) == (reason != "empty")
    assert problem.action == "open_file"
    titles = {"empty": "The file is empty", "cut_off": "This JSON is not whole"}
    assert problem.title == titles.get(reason, "This is not JSON")


def test_what_is_no_text_is_called_so() -> None:
    assert file_words.not_json(ParseError("encoding", 1, 1, 0), b"\x89PNG\0").title == "This is not text"
