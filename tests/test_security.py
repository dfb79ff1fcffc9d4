"""Every promise of docs/SECURITY.md names the tests that hold it, and they are there.

Project-wide: it mirrors no source. A promise is an item of a list below one of the headings in PROMISING; a
test is written as `tests/….py::test_…`.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "docs" / "SECURITY.md").read_text(encoding="utf-8")
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
PROMISING = ("What is kept, and where", "What leaves the computer", "What you hand on when you ask for help")


def promises(heading: str) -> list[str]:
    """The items of the lists below `heading`."""
    section = TEXT.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    return [item.strip() for item in re.split(r"(?m)^\* ", section)[1:]]


@pytest.mark.parametrize(("file", "test"), sorted(set(NAMED.findall(TEXT))))
def test_each_named_test_is_there_and_runs(file: str, test: str) -> None:
    tree = ast.parse((ROOT / file).read_bytes())
    found = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == test]
    assert len(found) == 1
    marks = " ".join(ast.unparse(mark) for mark in found[0].decorator_list)
    assert "mark.skip(" not in marks
    assert "mark.xfail" not in marks


@pytest.mark.parametrize("heading", PROMISING)
def test_each_promise_names_a_test(heading: str) -> None:
    found = promises(heading)
    assert len(found) >= 4
    assert [item for item in found if not NAMED.search(item)] == []


def test_no_test_is_named_in_another_way() -> None:
    assert len(re.findall(r"::test_\w+", TEXT)) == len(NAMED.findall(TEXT))


def test_it_says_what_a_token_can_do_and_where_things_are_kept() -> None:
    for words in (
        "everything its owner can",
        "least privileged",
        "keyring",
        "14 days",
        "0600",
        "no telemetry",
    ):
        assert words in TEXT.replace("**", "")
