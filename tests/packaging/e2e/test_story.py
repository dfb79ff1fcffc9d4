from __future__ import annotations

import inspect
from typing import Any

import pytest

from e2e import around, story
from e2e.story import STEPS, go_down_to
from e2e.waiting import StoryError


def test_every_step_is_in_the_story_once_and_says_what_it_proves() -> None:
    written = [
        function
        for module in (story, around)
        for _name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
        and list(inspect.signature(function).parameters) == ["scene"]
    ]
    assert len(set(STEPS)) == len(STEPS)
    assert set(written) == set(STEPS)
    titles = [step.__doc__ for step in STEPS]
    assert len(set(titles)) == len(STEPS)
    assert all(title and ": " in title and "\n" not in title for title in titles)


class Tree:
    """A window with a tree that Down walks in, until `end`."""

    def __init__(self, end: int) -> None:
        self.at = 0
        self.end = end
        self.reader = self

    def rows(self, _table: object) -> list[str]:
        return ["whole", "id, string", "owners, object"]

    def selected_row(self, table: object) -> str:
        return self.rows(table)[self.at]

    def press(self, key: str) -> None:
        assert key == "Down"
        self.at = min(self.at + 1, self.end)


def test_down_walks_to_the_row_and_no_further() -> None:
    tree: Any = Tree(end=2)
    go_down_to(tree, "id, ")
    assert tree.at == 1


def test_a_tree_that_does_not_move_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(story, "PATIENCE", 0.1)
    tree: Any = Tree(end=1)
    with pytest.raises(StoryError, match="does not lead on from “id, string”"):
        go_down_to(tree, "owners, ")
