from __future__ import annotations

from collections.abc import Generator

import pytest
from PySide6.QtTest import QAbstractItemModelTester

from tallyfy_inspector.document.filter import Filled, Hits, filled
from tallyfy_inspector.document.path import Path
from tallyfy_inspector.document.rows import VisibleRows
from tallyfy_inspector.redact import mask_value
from tallyfy_inspector.ui.panels.json_model import JsonModel
from tallyfy_inspector.ui.panels.json_sift import is_there, lets_through

ROOT: dict[str, object] = {"a": {"b": [1, {"c": 2}], "d": 3}, "e": None}


@pytest.mark.parametrize(
    ("path", "there", "shown"),
    [
        ((), True, True),
        (("a",), True, True),
        (("a", "b", 1), True, True),
        (("a", "b", 1, "c"), True, True),
        (("a", "b", 0), True, False),
        (("a", "d"), True, False),
        (("e",), True, False),
        (("a", "x"), False, False),
        (("a", "d", "x"), False, False),
    ],
)
def test_what_is_there_and_what_is_shown(path: Path, there: bool, shown: bool) -> None:
    hits = Hits()
    hits.add_path(("a", "b", 1))
    sieve = hits.sieve()
    assert sieve is not None
    assert is_there(ROOT, path) is there
    assert (there and lets_through(sieve, ROOT, path)) is shown


@pytest.fixture
def model(qapp: object) -> JsonModel:
    made = JsonModel(mask_value)
    made.tester = QAbstractItemModelTester(  # type: ignore[attr-defined]
        made, QAbstractItemModelTester.FailureReportingMode.Warning, made
    )
    return made


def row_of(model: JsonModel, path: Path) -> int:
    row = model.reveal_path(path)
    assert row is not None
    return row


def without_empty(root: object) -> Filled:
    made: list[Filled] = []

    def work() -> Generator[None, None, None]:
        made.append((yield from filled(root)))

    for _slice in work():
        pass
    return made[0]


def test_a_sieve_hides_says_how_much_and_leaves_all_as_it_was(model: JsonModel) -> None:
    root = {"data": {"a": None, "b": [1, None], "c": {"d": ""}}, "meta": 0}
    model.show(root)
    model.expand(row_of(model, ("data", "b")))
    before = [model.path(row) for row in range(model.rowCount())]
    model.sift(without_empty(root).sieve())
    assert [model.path(row) for row in range(model.rowCount())] == [
        (),
        ("data",),
        ("data", "b"),
        ("data", "b", 0),
        ("meta",),
    ]
    assert model.hidden == 3
    assert model.reveal_path(("data", "c", "d")) is None
    assert model.hides(("data", "c", "d"))
    assert not model.hides(("data", "b", 0))
    assert not model.hides(("data", "nowhere"))
    model.sift(None)
    assert [model.path(row) for row in range(model.rowCount())] == before
    assert (model.hidden, model.hides(("data", "a"))) == (0, False)


def test_only_hits_are_shown_with_what_leads_to_them(model: JsonModel) -> None:
    root = {"data": {"a": [1, 2, 3], "b": 4}}
    model.show(root)
    hits = Hits()
    hits.add_path(("data", "a", 1))
    model.sift(hits.sieve(), [(), ("data",), ("data", "a")])
    assert model.value_text(model.rowCount() - 1) == "2"
    assert model.rowCount() == 4
    assert model.hidden == 3
    model.sift(Hits().sieve())
    assert model.rowCount() == 1


def test_another_document_is_shown_whole(model: JsonModel) -> None:
    model.show({"data": {"a": None}})
    model.sift(Hits().sieve())
    model.show({"data": {"b": None}})
    assert model.row_of(("data", "b")) is not None
    assert model.hidden == 0


def test_what_is_open_in_the_depth_is_gone_to_without_a_look_at_each_level(
    qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = JsonModel(mask_value)
    root: object = "end"
    for _level in range(900):
        root = {"a": root}
    path = ("a",) * 900
    model.show(root, [path[:length] for length in range(900)])
    asked: list[Path] = []
    index_of = VisibleRows.index_of

    def counted(rows: VisibleRows, one: Path) -> int | None:
        asked.append(one)
        return index_of(rows, one)

    monkeypatch.setattr(VisibleRows, "index_of", counted)
    assert model.reveal_path(path) == 900
    assert len(asked) < 20
    model.collapse(800)
    assert model.reveal_path(path) == 900
