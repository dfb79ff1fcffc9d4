"""What docs/CONTRIBUTING.md and docs/ARCHITECTURE.md name is there, under the name that they give it.

Project-wide: it mirrors no source. In the table "Where to add things" a place is written as `path`, or as
`NAME` of `path`; in the list of rooms every file is written with its ending.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tallyfy_inspector import ports

ROOT = Path(__file__).resolve().parent.parent
CONTRIBUTING, ARCHITECTURE = (
    (ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("CONTRIBUTING.md", "ARCHITECTURE.md")
)
PATH = re.compile(r"`([\w/]+(?:/|\.py))`")
NAME = re.compile(r"`(_?[A-Z]\w*)`(?=[^`]*(?:`_?[A-Z]\w*`[^`]*)*of `([\w/]+\.py)`)")


def table() -> dict[str, str]:
    """What is to be added and where, a row each of "Where to add things"."""
    section = CONTRIBUTING.partition("## Where to add things\n")[2].partition("\n## ")[0]
    rows = re.findall(r"(?m)^\| (.+?) \| (.+) \|$", section)
    return dict(row for row in rows if row[0] != "to add")


def found(path: str) -> Path:
    """`path` as the table means it: of the package, else of the checkout."""
    inside = ROOT / "tallyfy_inspector" / path
    return inside if inside.exists() else ROOT / path


def names_of(file: Path) -> set[str]:
    """What a source defines at its top."""
    tree = ast.parse(file.read_bytes())
    targets = (
        target
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
    )
    defined = {node.name for node in tree.body if isinstance(node, ast.ClassDef | ast.FunctionDef)}
    return defined | {target.id for target in targets if isinstance(target, ast.Name)}


@pytest.mark.parametrize(("what", "where"), table().items(), ids=list(table()))
def test_where_to_add_something_is_there(what: str, where: str) -> None:
    paths = PATH.findall(where)
    assert paths, what
    assert [path for path in paths if not found(path).exists()] == []
    places = NAME.findall(where)
    assert len(places) == len(re.findall(r"`_?[A-Z]\w*`", where)), "each name is told with its file"
    assert [(name, path) for name, path in places if name not in names_of(found(path))] == []


def test_the_table_is_read() -> None:
    assert len(table()) >= 12
    assert sum(len(NAME.findall(where)) for where in table().values()) >= 12


def test_every_file_among_the_rooms_is_there() -> None:
    rooms = ARCHITECTURE.partition("## Rooms\n")[2].partition("\n## ")[0]
    there = {path.name for path in (ROOT / "tallyfy_inspector").rglob("*.py")}
    told = set(re.findall(r"\b\w+\.py\b", rooms.partition("\nresources/")[0]))
    assert len(told) > 100
    assert told - there == set()


def test_the_ports_among_the_rooms_are_those_there_are() -> None:
    told = re.search(r"handed by constructor: ([\w\s,]+)", ARCHITECTURE)
    assert told is not None
    assert set(re.findall(r"\w+", told[1])) == {
        name
        for name, kept in vars(ports).items()
        if getattr(kept, "_is_protocol", False) and name != "Protocol"
    }
