from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tallyfy_inspector.document.parse import parse
from tallyfy_inspector.document.path import Path
from tallyfy_inspector.redact import mask_value
from tallyfy_inspector.ui.panels.json_decoded import Decoder
from tallyfy_inspector.ui.panels.json_details import FIRST, MOST_PLACES, JsonDetails
from tallyfy_inspector.ui.panels.json_model import JsonModel
from tests.support.task_samples import CODE, GUEST_LINK, TASK
from tests.support.views import FixedClock

RUN = "a" * 32
LINK: Path = ("data", "owners", "taskUrls", 0)


class Pane:
    """The details over a model of their own."""

    def __init__(self, qtbot: QtBot) -> None:
        self.model = JsonModel(mask_value)
        self.model.decoder = Decoder(FixedClock(), mask_value, self.model)
        self.details = JsonDetails(self.model, mask_value)
        self.model.setParent(self.details)
        qtbot.addWidget(self.details)
        self.details.resize(600, 220)
        self.details.show()

    def show(self, root: object, path: Path) -> None:
        self.model.show(root)
        row = self.model.reveal_path(path)
        assert row is not None
        self.details.show_row(row)

    @property
    def text(self) -> str:
        return self.details.text.toPlainText()

    @property
    def kind(self) -> str:
        return self.details._kind.text()


@pytest.fixture
def pane(qtbot: QtBot) -> Pane:
    return Pane(qtbot)


def test_without_a_row_it_says_what_to_do(pane: Pane) -> None:
    pane.details.show_row(None)
    assert pane.details._place.text() == "Select a row to read it in full."
    assert (pane.kind, pane.text) == ("", "")
    assert not any(
        widget.isVisible()
        for widget in (pane.details._time, pane.details.defined, pane.details.also, pane.details._reveal)
    )


def test_a_value_is_told_whole_with_its_place_kind_and_size(pane: Pane) -> None:
    pane.show({"data": {"note": "a\n" + "b" * 400 + "\u202e"}}, ("data", "note"))
    assert pane.details._place.text() == "data › note"
    assert pane.kind == "string, 403 characters"
    assert pane.text == "a\n" + "b" * 400 + "\\u202e"
    assert pane.details.text.accessibleName() == "Selected value"


@pytest.mark.parametrize(
    ("sent", "kind", "text"),
    [
        (b'{"a": 1.10}', "number", "1.10"),
        (b'{"a": null}', "null", "null"),
        (b'{"a": ""}', "string, 0 characters", ""),
        (b'{"a": []}', "array, 0 items", "[]"),
        (b'{"a": {"b": [1, "x"]}}', "object, 1 member", '{\n  "b": [\n    1,\n    "x"\n  ]\n}'),
        (b'{"a": "<img src=x><b>"}', "string, 14 characters", "<img src=x><b>"),
    ],
)
def test_every_kind(pane: Pane, sent: bytes, kind: str, text: str) -> None:
    pane.show(parse(sent).root, ("a",))
    assert (pane.kind, pane.text) == (kind, text)


def test_a_long_value_is_capped_until_all_of_it_is_asked_for(pane: Pane) -> None:
    text = "x" * (FIRST * 5)
    pane.show({"a": text, "b": 1}, ("a",))
    assert pane.kind == "string, 50,000 characters; the first 10,000 characters shown"
    assert len(pane.text.replace("\n", "")) == FIRST
    pane.details._all.click()
    assert pane.text.replace("\n", "") == text
    assert not pane.details._all.isVisible()
    assert pane.details.text.hasFocus() or not pane.details.isActiveWindow()
    pane.details.show_row(pane.model.row_of(("b",)))
    pane.details.show_row(pane.model.row_of(("a",)))
    assert pane.details._all.isVisible(), "each visit begins with the beginning"


def test_a_large_container_costs_its_beginning(pane: Pane) -> None:
    read: list[object] = []

    class Watched(list[Any]):
        def __iter__(self) -> Iterator[Any]:
            for each in super().__iter__():
                read.append(each)
                yield each

    pane.model.show({"data": Watched([{"id": i, "text": "x" * 50}] for i in range(100_000))})
    read.clear()
    pane.details.show_row(0)
    assert 0 < len(read) < 1_000
    assert pane.text.startswith('{\n  "data": [\n    [\n      {\n        "id": 0,')
    assert pane.details._all.isVisible()


def test_a_secret_stays_masked_until_it_is_revealed(pane: Pane, qtbot: QtBot) -> None:
    pane.show(TASK, LINK)
    assert CODE not in pane.text
    assert pane.kind.endswith(", masked")
    with qtbot.waitSignal(pane.details.reveal_wanted):
        pane.details._reveal.click()
    row = pane.model.row_of(LINK)
    assert row is not None
    pane.model.reveal(row)
    pane.details.refresh()
    assert pane.text == GUEST_LINK
    assert not pane.details._reveal.isVisible()
    pane.details.show_row(row - 1)
    assert CODE not in pane.text, "its array is still masked"


def test_a_time_is_told_beside_the_raw_value(pane: Pane) -> None:
    pane.show({"deadline": "2026-11-20T17:00:00.000Z"}, ("deadline",))
    assert pane.details._time.text() == "Fri 20 Nov 2026, 17:00 UTC · 2 days 19 hours ago"
    assert pane.text == "2026-11-20T17:00:00.000Z"
    pane.show({"deadline": None}, ("deadline",))
    assert not pane.details._time.isVisible()


def test_an_id_leads_to_its_object_and_to_where_else_it_stands(pane: Pane, qtbot: QtBot) -> None:
    root = {"run_id": RUN, "steps": [{"run_id": RUN}], "run": {"id": RUN, "name": "n"}}
    wanted: list[Path] = []
    pane.details.jump_wanted.connect(wanted.append)
    pane.show(root, ("run_id",))
    qtbot.waitUntil(pane.details.also.isVisible)

    def is_defined() -> bool:  # the definitions are read after the paint
        pane.details.refresh()
        return pane.details.defined.paths == (("run",),)

    qtbot.waitUntil(is_defined)
    assert pane.details.also.paths == (("steps", 0, "run_id"),)
    pane.details.defined.buttons[0].click()
    QTest.keyClick(pane.details.also.buttons[0], Qt.Key.Key_Space)
    assert wanted == [("run",), ("steps", 0, "run_id")]
    assert pane.details.also.buttons[0].focusPolicy() & Qt.FocusPolicy.TabFocus


def test_an_id_in_very_many_places_lists_some(pane: Pane, qtbot: QtBot) -> None:
    pane.show({"id": RUN, "all": [RUN] * 500}, ("id",))
    qtbot.waitUntil(pane.details.also.isVisible)
    assert len(pane.details.also.paths) == MOST_PLACES
    assert pane.details.also.more.text() == f"{MOST_PLACES - 2}+ more"


def test_what_is_no_id_or_a_secret_is_not_looked_for(pane: Pane) -> None:
    pane.show({"a": "same text", "b": "same text", "token": RUN, "c": RUN}, ("a",))
    assert not pane.details._searching.isActive()
    pane.details.show_row(pane.model.row_of(("token",)))
    assert not pane.details._searching.isActive()
    pane.details.show_row(pane.model.row_of(("c",)))
    assert pane.details._searching.isActive()
    pane.model.clear()
    pane.details.show_row(None)
    assert not pane.details._searching.isActive()


def test_the_row_is_found_again_when_others_open_before_it(pane: Pane) -> None:
    pane.show({"a": [1, 2, 3], "b": "here"}, ("b",))
    pane.model.expand(1)
    pane.details.refresh()
    assert pane.text == "here"
    assert pane.details._place.text() == "b"


def test_its_height_is_the_same_for_every_row(pane: Pane, qapp: QApplication, qtbot: QtBot) -> None:
    root = {"run_id": RUN, "deadline": "2026-11-20 17:00:00", "run": {"id": RUN}, "k" * 500: 1}
    heights = set()
    for key in root:
        pane.show(root, (key,))
        qapp.processEvents()
        heights.add((pane.details.sizeHint().height(), pane.details.minimumSizeHint().height()))
    assert len(heights) == 1
    assert pane.details.minimumSizeHint().width() < 500
