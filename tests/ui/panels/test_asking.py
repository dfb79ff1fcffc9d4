from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tallyfy_inspector.document.found import Place, path_of
from tallyfy_inspector.document.path import Path
from tallyfy_inspector.document.query import Outcome
from tallyfy_inspector.redact import mask_value
from tallyfy_inspector.ui.panels.asking import Asking
from tests.support.task_samples import CODE, TASK


class Heard:
    def __init__(self) -> None:
        self.outcomes: list[Outcome] = []
        self.paths: list[list[Path]] = []

    def __call__(self, outcome: Outcome, places: list[Place]) -> None:
        self.outcomes.append(outcome)
        self.paths.append([path_of(place) for place in places])


@pytest.fixture
def asking(qtbot: QtBot) -> Asking:
    made = Asking(mask_value)
    made.show_document({"b": [3, 1], "a": 2})
    return made


def test_nodes_come_in_document_order(asking: Asking, qtbot: QtBot) -> None:
    heard = Heard()
    asking.put("$['a','b','a']", heard)
    qtbot.waitUntil(lambda: bool(heard.outcomes))
    assert heard.paths == [[("b",), ("a",)]]
    assert heard.outcomes[0].count == 3


def test_a_mistake_is_an_outcome(asking: Asking, qtbot: QtBot) -> None:
    heard = Heard()
    asking.put("$[", heard)
    qtbot.waitUntil(lambda: bool(heard.outcomes))
    assert heard.outcomes[0].error is not None
    assert heard.paths == [[]]


def test_only_the_last_is_heard_of(asking: Asking, qtbot: QtBot) -> None:
    first, second = Heard(), Heard()
    for _time in range(20):
        asking.put("$..*", first)
    asking.put("$.a", second)
    qtbot.waitUntil(lambda: bool(second.outcomes))
    qtbot.wait(100)
    assert (first.outcomes, second.paths) == ([], [[("a",)]])


def test_what_is_stopped_is_not_heard_of(asking: Asking, qtbot: QtBot) -> None:
    heard = Heard()
    asking.put("$..*", heard)
    asking.stop()
    asking.put("$..*", heard)
    asking.show_document({"c": 1})
    qtbot.wait(150)
    assert heard.outcomes == []
    asking.put("$.c", heard)
    qtbot.waitUntil(lambda: bool(heard.outcomes))
    assert heard.paths == [[("c",)]]


def test_what_is_masked_is_not_found(asking: Asking, qtbot: QtBot) -> None:
    heard = Heard()
    asking.show_document(TASK)
    asking.put(f"$..*[?search(@, '{CODE}')]", heard)
    qtbot.waitUntil(lambda: bool(heard.outcomes))
    assert (heard.paths, heard.outcomes[0].error) == ([[]], None)
