from __future__ import annotations

import json
import random
from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from tallyfy_inspector.document.node import VisibleRows
from tallyfy_inspector.document.parse import parse
from tallyfy_inspector.document.path import Path
from tallyfy_inspector.document.rows import Slices
from tallyfy_inspector.redact import mask_value
from tallyfy_inspector.ui.panels import json_words
from tallyfy_inspector.ui.panels.json_decoded import Decoder
from tallyfy_inspector.ui.panels.json_model import KEY, VALUE, JsonModel
from tests.support.slices import done
from tests.support.task_samples import CODE, GUEST_LINK, TASK
from tests.support.views import FixedClock

RUN = "a" * 32
LINK: Path = ("data", "owners", "taskUrls", 0)


@pytest.fixture
def model(qapp: object) -> JsonModel:
    made = JsonModel(mask_value)
    # A fault it finds is a warning of Qt's, which fails the test.
    made.tester = QAbstractItemModelTester(  # type: ignore[attr-defined]
        made, QAbstractItemModelTester.FailureReportingMode.Warning, made
    )
    return made


def shown(model: JsonModel) -> list[str]:
    return [
        f"{model.row(row).depth} {model.key_text(row)} {model.value_text(row)}"
        for row in range(model.rowCount())
    ]


def in_slices(model: JsonModel, how: Callable[[VisibleRows], Slices]) -> bool:
    """What `how` returns, each slice of it in a reset of its own."""
    slices = model.slices(how)
    ended: list[bool] = []

    def one() -> None:
        try:
            next(slices)
        except StopIteration as end:
            ended.append(end.value)

    while not ended:
        model.in_reset(one)
    return ended[0]


def row_of(model: JsonModel, path: Path) -> int:
    row = model.reveal_path(path)
    assert row is not None
    return row


def test_nothing_is_shown_before_an_answer_came(model: JsonModel) -> None:
    assert model.rowCount() == 0
    assert model.columnCount() == 2
    assert model.data(model.index(0, 0)) is None
    assert model.expanded_paths() == []
    assert model.row_of(()) is None
    assert model.reveal_path(("data",)) is None
    with pytest.raises(IndexError):
        model.row(0)


def test_at_first_the_root_and_data_are_open(model: JsonModel) -> None:
    model.show({"data": {"a": 1, "b": {"c": None}}, "meta": {"d": 1}})
    assert shown(model) == [
        "0 whole answer {2}",
        "1 data {2}",
        "2 a 1",
        "2 b {1}",
        "1 meta {1}",
    ]


def test_opening_and_closing_moves_rows_and_keeps_the_tester_content(model: JsonModel) -> None:
    model.show(parse(b'{"data": [[1, 2, [3]], {"a": {"b": [], "b": 1}}]}').root)
    dice = random.Random(4)
    for _turn in range(300):
        row = dice.randrange(model.rowCount())
        (model.collapse if model.row(row).expanded else model.expand)(row)
    for row in reversed(range(model.rowCount())):
        model.collapse(row)
    assert shown(model) == ["0 whole answer {1}"]


def test_what_was_open_inside_opens_again(model: JsonModel) -> None:
    model.show({"data": {"a": {"b": {"c": 1}}}})
    row_of(model, ("data", "a", "b", "c"))
    before = shown(model)
    model.collapse(1)
    assert model.rowCount() == 2
    model.expand(1)
    assert shown(model) == before


def test_leaves_and_empty_containers_do_not_open(model: JsonModel) -> None:
    model.show({"data": {"a": 1, "b": {}}})
    for row in (2, 3):
        model.expand(row)
        model.collapse(row)
    assert model.rowCount() == 4


def test_a_path_is_revealed_by_opening_what_hides_it(model: JsonModel) -> None:
    model.show(TASK)
    assert model.row_of(LINK) is None
    row = model.reveal_path(LINK)
    assert row is not None
    assert model.path(row) == LINK
    assert model.row_of(LINK) == row
    parent = model.parent_row(row)
    assert parent is not None
    assert model.path(parent) == LINK[:-1]
    assert model.parent_row(0) is None


def test_a_path_that_is_not_there_opens_nothing(model: JsonModel) -> None:
    model.show(TASK)
    before = model.rowCount()
    assert model.reveal_path(("data", "owners", "nobody")) is None
    assert model.reveal_path(("data", "id", 0)) is None
    assert model.rowCount() == before


def test_opening_all_below(model: JsonModel) -> None:
    model.show({"data": {"a": [[1], [2]], "b": [3]}, "meta": [4]})
    model.collapse(1)
    assert in_slices(model, lambda rows: rows.expand_all(1))
    assert [model.path(row) for row in range(model.rowCount())] == [
        (),
        ("data",),
        ("data", "a"),
        ("data", "a", 0),
        ("data", "a", 0, 0),
        ("data", "a", 1),
        ("data", "a", 1, 0),
        ("data", "b"),
        ("data", "b", 0),
        ("meta",),
    ]


def test_opening_all_below_stops_at_its_bound(model: JsonModel) -> None:
    model.show({"data": [[[1]] * 10] * 10})
    assert not in_slices(model, lambda rows: rows.expand_all(0, 25))
    assert 12 + 25 <= model.rowCount() <= 12 + 25 + 10
    assert in_slices(model, lambda rows: rows.expand_all(0, 1_000))
    assert model.rowCount() == 12 + 100 + 100


def test_expanded_paths_open_again_in_another_answer(model: JsonModel) -> None:
    model.show(TASK)
    row_of(model, LINK)
    model.show(TASK, model.expanded_paths())
    assert model.row_of(LINK) is not None


def test_a_secret_is_masked_in_every_role_until_it_is_revealed(model: JsonModel) -> None:
    model.show(TASK)
    row = row_of(model, LINK)
    roles = list(Qt.ItemDataRole)
    told = [str(model.data(model.index(row, column), role)) for column in (KEY, VALUE) for role in roles]
    assert not any(CODE in text for text in told)
    assert model.is_masked(row)
    assert CODE not in done(model.copied_value)(row)
    model.reveal(row)
    assert not model.is_masked(row)
    assert model.value_text(row) == f'"{GUEST_LINK}"'
    assert done(model.copied_value)(row) == GUEST_LINK
    assert CODE not in done(model.copied_value)(row - 1), "its array is still masked"
    model.forget_revealed()
    assert model.is_masked(row)


def test_a_new_answer_masks_what_was_revealed(model: JsonModel) -> None:
    model.show(TASK)
    model.reveal(row_of(model, LINK))
    model.show(TASK, model.expanded_paths())
    assert model.is_masked(row_of(model, LINK))


def test_copies(model: JsonModel) -> None:
    model.show(parse(b'{"data": {"n": 1.10, "s": "a\\nb", "list": [true]}}').root)
    row = row_of(model, ("data", "list", 0))
    copied = [done(model.copied_value)(number) for number in range(2, 6)]
    assert copied == ["1.10", "a\nb", "[\n  true\n]", "true"]
    assert [model.copied_key(number) for number in (0, 1, row)] == ["", "data", "0"]


def test_keys_come_from_a_row_on_and_round_again(model: JsonModel) -> None:
    assert list(model.keys(0)) == []
    model.show({"a": 1, "b": [2]})
    assert list(model.keys(0)) == [(0, None), (1, "a"), (2, "b")]
    assert list(model.keys(2)) == [(2, "b"), (0, None), (1, "a")]


def test_copies_of_a_row_and_of_json(model: JsonModel) -> None:
    sent = b'{"data": {"n": 1.10, "s": "\\u00dc", "list": [ true ]}}'
    model.show(parse(sent).root)
    row = row_of(model, ("data", "list", 0))
    assert [done(model.copied_row)(number) for number in (2, 3, row)] == ["n: 1.10", "s: Ü", "[0]: true"]
    assert done(model.copied_row)(row - 1) == "list: [\n  true\n]"
    assert done(model.copied_row)(0) == done(model.copied_value)(0)
    assert done(model.copied_json)(row - 1, sent) == ("[ true ]", "received")
    model.collapse(row - 1)
    assert done(model.copied_json)(row - 1, sent) == ("[ true ]", "received"), "also while collapsed"


def test_a_revealed_value_is_copied_as_received_and_what_holds_it_is_not(model: JsonModel) -> None:
    sent = json.dumps(TASK).encode()
    model.show(TASK)
    row = row_of(model, LINK)
    assert done(model.copied_json)(row, sent)[1] == "masked"
    model.reveal(row)
    assert done(model.copied_json)(row, sent) == (f'"{GUEST_LINK}"', "received")
    text, how = done(model.copied_json)(row - 1, sent)
    assert (how, CODE in text) == ("masked", False)
    assert CODE not in done(model.copied_row)(row - 1)


@pytest.fixture
def decoding(model: JsonModel) -> JsonModel:
    model.decoder = Decoder(FixedClock(), mask_value, model)
    model.show({"data": {"deadline": "2026-11-20T17:00:00.000Z", "run_id": RUN, "run": {"id": RUN}}})
    return model


def test_a_decoded_time_is_heard_and_in_the_tooltip_and_never_copied(decoding: JsonModel) -> None:
    role = Qt.ItemDataRole
    heard = decoding.data(decoding.index(2, KEY), role.AccessibleTextRole)
    assert heard == "deadline, 2026-11-20T17:00:00.000Z, 2 days 19 hours ago, level 2"
    tooltip = decoding.data(decoding.index(2, VALUE), role.ToolTipRole)
    assert "2026-11-20T17:00:00.000Z\n\nFri 20 Nov 2026, 17:00 UTC · 2 days 19 hours ago" in tooltip
    assert decoding.data(decoding.index(2, VALUE), role.DisplayRole) == '"2026-11-20T17:00:00.000Z"'
    assert done(decoding.copied_value)(2) == "2026-11-20T17:00:00.000Z"
    assert done(decoding.copied_row)(2) == "deadline: 2026-11-20T17:00:00.000Z"


def test_an_id_says_where_it_leads(decoding: JsonModel, qtbot: QtBot) -> None:
    assert decoding.decoder is not None
    with qtbot.waitSignal(decoding.decoder.learned):
        assert decoding.beside(3) is None
    beside = decoding.beside(3)
    assert beside is not None
    assert beside.link == ("data", "run")
    heard = decoding.data(decoding.index(3, KEY), Qt.ItemDataRole.AccessibleTextRole)
    assert heard == f"run_id, string, {RUN}, defined at data › run, level 2"


def test_a_name_stands_beside_an_object_and_nothing_beside_a_list_or_a_secret(decoding: JsonModel) -> None:
    assert decoding.beside(0) is None
    decoding.show({"data": {"access_token": "2026-11-20T17:00:00.000Z", "label": "Budget", "list": [1]}})
    assert decoding.spoken(1) == "data, object, 3 members, Budget, level 1, expanded"
    assert decoding.beside(2) is decoding.beside(4) is None


def test_the_row_that_was_asked_last_is_not_kept_beyond_a_change(model: JsonModel) -> None:
    model.show({"a": [1, 2], "b": 3})
    assert model.row(2).key == "b"
    model.expand(1)
    assert (model.row(2).key, model.path(2)) == (0, ("a", 0))
    assert model.row(1).expanded
    model.collapse(1)
    assert (model.row(2).key, model.path(2)) == ("b", ("b",))
    assert not model.row(1).expanded
    model.show({"x": 1, "y": 2})
    assert model.row(2).key == "y"


def test_text_of_a_row(model: JsonModel) -> None:
    model.show({"s": "x" * 100_000, "n": 5, "o": {"a": 1}})
    assert model.text(1, 10) == ("x" * 10, False)
    assert model.text(1, 200_000) == ("x" * 100_000, True)
    assert model.text(2, 10) == ("5", True)
    assert model.text(3, 100) == ('{\n  "a": 1\n}', True)
    assert model.text(3, 3) == ("{\n ", False)


def test_five_megabytes_in_one_string_need_their_beginning_only(qapp: object) -> None:
    lengths: list[int] = []

    def mask(_path: Path, text: str) -> str:
        lengths.append(len(text))
        return text

    model = JsonModel(mask)
    model.show({"data": {"a": "word " * 1_000_000}})
    assert len(model.value_text(2)) < 400
    model.spoken(2)
    model.is_masked(2)
    model.text(2, json_words.BEGINNING)
    assert 0 < max(lengths) <= json_words.LONG


def test_the_tooltip_of_megabytes_needs_their_beginning_only(qapp: object) -> None:
    lengths: list[int] = []

    def mask(_path: Path, text: str) -> str:
        lengths.append(len(text))
        return text

    model = JsonModel(mask)
    model.show({"data": "x" * 1_000_000})
    tooltip = model.data(model.index(1, VALUE), Qt.ItemDataRole.ToolTipRole)
    assert "x" * 2_000 + "…" in tooltip
    assert max(lengths) < 100_000


def test_headers(model: JsonModel) -> None:
    heads = [model.headerData(column, Qt.Orientation.Horizontal) for column in (KEY, VALUE)]
    assert heads == ["Key", "Value"]
    assert model.headerData(0, Qt.Orientation.Vertical) is None
    assert model.rowCount(model.index(0, 0) if model.rowCount() else QModelIndex()) == 0


def test_the_accessible_text_tells_the_row_in_the_first_column(model: JsonModel) -> None:
    model.show(TASK)
    row = model.row_of(("data", "owners"))
    assert row is not None
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.data(model.index(row, KEY), role) == "owners, object, 4 members, level 2, collapsed"
    assert model.data(model.index(row, VALUE), role) == "{4}"


def test_what_is_marked_is_asked_for_by_path_key_and_value(model: JsonModel) -> None:
    model.show({"data": {"a": 5}})
    assert model.marked(0) == (False, False)
    asked: list[tuple[object, ...]] = []

    def marks(path: Path, key: object, value: object) -> tuple[bool, bool]:
        asked.append((path, key, value))
        return True, False

    model.marks = marks
    assert model.marked(row_of(model, ("data", "a"))) == (True, False)
    assert asked == [(("data", "a"), "a", 5)]
