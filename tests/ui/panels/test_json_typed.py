from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tallyfy_inspector.redact import mask_value
from tallyfy_inspector.ui.panels import json_typed
from tallyfy_inspector.ui.panels.json_model import JsonModel
from tallyfy_inspector.ui.panels.json_typed import TypedKeys
from tallyfy_inspector.ui.panels.slicing import Slicing
from tests.support.task_samples import TASK


class Typing(QObject):
    """A model, what was typed into it, and where that led."""

    def __init__(self) -> None:
        super().__init__()
        self.model = JsonModel(mask_value, self)
        self.went: list[int] = []
        self.keys = TypedKeys(self.model, self.went.append, self)


@pytest.fixture
def typing(qapp: object) -> Typing:
    return Typing()


def test_keys_are_found_by_their_beginning_and_round_again(typing: Typing) -> None:
    typing.model.show(TASK)
    first = typing.model.row_of(("data", "status"))
    assert first is not None
    typing.keys.add("STA", 0)
    assert typing.went == [first]
    typing.keys.add("t", first + 1)
    assert typing.went == [first, first]
    typing.keys.add("nothing such", 0)
    assert typing.went == [first, first]


def test_one_letter_again_goes_on(typing: Typing) -> None:
    typing.model.show({"sa": 1, "sb": 2, "x": 3})
    for row in (1, 2, 1):
        typing.keys.add("s", typing.went[-1] if typing.went else 0)
        assert typing.went[-1] == row


@pytest.mark.parametrize("key", ["zz", "nothing such"])
def test_many_rows_are_looked_through_in_slices(
    typing: Typing, key: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_typed, "_AT_ONCE", 10)
    slicing = typing.keys.slicing = Slicing(0, typing.keys, first=0)
    typing.model.show({**{f"k{number}": number for number in range(1_000)}, "zz": 1}, [()])
    typing.keys.add(key, 0)
    assert slicing.running
    assert typing.went == []
    qtbot.waitUntil(lambda: not slicing.running)
    assert typing.went == ([1_001] if key == "zz" else [])


def test_rows_that_come_or_go_end_it(typing: Typing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_typed, "_AT_ONCE", 1)
    monkeypatch.setattr(json_typed, "_FIRST_SLICE", 0)
    keys = TypedKeys(typing.model, typing.went.append, typing)
    typing.model.show({"a": [1], "b": 2}, [()])
    changes: list[Callable[[], None]] = [
        lambda: typing.model.expand(1),
        lambda: typing.model.collapse(1),
        lambda: typing.model.show({"a": [1]}),
    ]
    for change in changes:
        keys.add("x", 0)
        assert keys.slicing.running
        change()
        assert not keys.slicing.running
