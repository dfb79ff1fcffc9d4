from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.document.filter import MEMBERS_AT_ONCE, Hits, filled
from tallyfy_inspector.document.found import ROOT as AT_ROOT
from tallyfy_inspector.document.parse import parse
from tallyfy_inspector.document.path import Member, Path, members_of
from tallyfy_inspector.document.rows import VisibleRows
from tallyfy_inspector.document.values import Number, RepeatedObject
from tests.support.json_text import models, written
from tests.support.slices import finished


def nodes(value: object, path: Path = ()) -> list[tuple[Path, object]]:
    members = members_of(value) or {}
    pairs: Any = enumerate(members) if isinstance(members, list) else members.items()
    return [(path, value), *(one for step, inner in pairs for one in nodes(inner, (*path, step)))]


def is_empty(value: object) -> bool:
    """By its definition."""
    members = members_of(value)
    if members is None:
        return value is None or value == ""
    return all(map(is_empty, members if isinstance(members, list) else members.values()))


def all_rows(rows: VisibleRows) -> list[Path]:
    for _slice in rows.expand_all():
        pass
    return [rows.path(i) for i in range(len(rows))]


ROOT = {
    "id": "d0",
    "note": None,
    "owners": {"users": [1, 2], "guests": [], "groups": {"a": "", "b": [None]}},
    "flags": [0, False, "", {}],
    "rate": Number("0.0"),
}


def followed(root: object, hits: Hits) -> VisibleRows:
    """The rows that are seen when all that leads to hits is open."""
    rows = VisibleRows(root, (), hits.sieve())
    assert finished(rows.follow(hits.tree()))
    return rows


def test_what_is_empty_is_hidden_and_counted() -> None:
    rows = VisibleRows(ROOT, [(), ("owners",), ("flags",)], finished(filled(ROOT)).sieve())
    paths = [rows.path(i)[-1:] for i in range(len(rows))]
    assert paths == [(), ("id",), ("owners",), ("users",), ("flags",), (0,), (1,), ("rate",)]
    assert rows.hidden == 1 + 2 + 2
    rows.collapse(rows.index_of(("flags",)) or 0)
    assert rows.hidden == 3
    assert rows.reveal(("note",)) is None
    assert rows.index_of(("owners", "guests")) is None
    assert rows.reveal(("owners", "groups", "b", 0)) is None


def test_what_leads_to_hits_is_shown_and_what_is_in_them() -> None:
    hits = Hits()
    hits.add([((AT_ROOT, "owners"), "users"), (AT_ROOT, "rate")])
    rows = followed(ROOT, hits)
    assert [rows.path(i) for i in range(len(rows))] == [(), ("owners",), ("owners", "users"), ("rate",)]
    assert rows.hidden == 3 + 2
    assert rows.expand(2) == 2
    assert rows.hidden == 5
    assert rows.parent(3) == 2


def test_without_hits_there_is_the_root_and_it_does_not_open() -> None:
    rows = VisibleRows(ROOT, [()], Hits().sieve())
    assert (len(rows), rows.row(0).expandable, rows.row(0).expanded, rows.inside(0)) == (1, False, False, 0)
    assert rows.hidden == len(ROOT)
    rows.collapse(0)
    assert rows.hidden == 0


def test_a_root_that_is_a_hit_shows_all() -> None:
    hits = Hits()
    hits.add_path(("id",))
    hits.add_path(())
    hits.add_path(("rate",))
    assert hits.sieve() is None
    assert hits.tree() == {}
    assert VisibleRows(ROOT, [()], None).hidden == 0


@pytest.mark.parametrize("root", [None, "", 0, [], {}])
def test_a_root_is_never_hidden(root: object) -> None:
    rows = VisibleRows(root, [()], finished(filled(root)).sieve())
    assert (len(rows), rows.hidden) == (1, 0)


def test_an_empty_document_has_its_root() -> None:
    root = {"a": None, "b": [[""]]}
    rows = VisibleRows(root, [()], finished(filled(root)).sieve())
    assert (len(rows), rows.hidden) == (1, 2)


def test_places_of_a_repeated_key() -> None:
    root = RepeatedObject([("a", None), ("a", 1), ("a", "")])
    rows = VisibleRows(root, [()], finished(filled(root)).sieve())
    assert [rows.path(i) for i in range(len(rows))] == [(), (Member("a", 1),)]
    assert (rows.row(1).repeated, rows.hidden) == (True, 2)


@given(models(40), st.data())
def test_each_hit_can_be_seen_and_nothing_else_is_opened(model: Any, data: st.DataObject) -> None:
    root = parse(written([model, [model]]).encode()).root
    every = VisibleRows(root)
    finished(every.expand_all())
    paths = [every.path(row) for row in range(len(every))]
    wanted = data.draw(st.sets(st.sampled_from(paths[1:]), max_size=6))
    hits = Hits()
    for path in wanted:
        hits.add_path(path)
    rows = followed(root, hits)
    leading = {path[:length] for path in wanted for length in range(len(path))}
    inside = {path for path in leading if any(path[:length] in wanted for length in range(len(path) + 1))}
    if wanted:
        assert set(rows.expanded_paths()) == leading - inside
    outermost = [path for path in wanted if not any(path[:length] in wanted for length in range(len(path)))]
    assert all(rows.index_of(path) is not None for path in outermost)


def test_following_stops_at_its_budget_and_comes_in_slices() -> None:
    root = [[[number]] for number in range(2_000)]
    hits = Hits()
    for number in range(2_000):
        hits.add_path((number, 0, 0))
    rows = VisibleRows(root, (), hits.sieve())
    slices = list(rows.follow(hits.tree()))
    assert len(slices) > 5
    assert len(rows) == 1 + 2_000 * 3
    rows = VisibleRows(root, (), hits.sieve())
    assert not finished(rows.follow(hits.tree(), 2_500))
    assert 2_500 < len(rows) <= 2_503
    assert rows.index_of((0, 0, 0)) is not None
    assert rows.index_of((1_999, 0)) is None


@given(models(40), st.booleans(), st.booleans(), st.data())
def test_what_is_shown_is_what_the_definition_says(
    model: Any, by_hits: bool, no_empty: bool, data: st.DataObject
) -> None:
    root = parse(written([model, [model, None]]).encode()).root
    everything = nodes(root)
    hidden = {path for path, value in everything if path and no_empty and is_empty(value)}
    hidden = {path for path, _value in everything if any(path[:n] in hidden for n in range(len(path) + 1))}
    chosen = data.draw(st.lists(st.sampled_from([path for path, _value in everything]), max_size=4))
    shown = {path for path, _value in everything} - hidden
    if by_hits:
        wanted = [path for path in chosen if path not in hidden]
        shown = {
            path
            for path in shown
            if not path or any(hit[: len(path)] == path or path[: len(hit)] == hit for hit in wanted)
        }
    full = finished(filled(root)) if no_empty else None
    hits = Hits(full)
    for path in chosen:
        hits.add_path(path)
    sieve = hits.sieve() if by_hits else full.sieve() if full else None
    rows = VisibleRows(root, (), sieve)
    for _slice in rows.expand_all():
        assert rows.hidden >= 0  # also between slices, where it is remembered
    assert all_rows(rows) == [path for path, _value in everything if path in shown]
    inside = [path for path, value in everything if path in shown and path[:-1] in shown]
    assert rows.hidden == sum(
        1 for path, _value in everything if path and path[:-1] in shown and path not in shown
    )
    for i, path in enumerate(all_rows(rows)):
        assert rows.index_of(path) == rows.reveal(path) == i
        assert rows.row(i).expandable == any(other[:-1] == path and other for other in inside if other)
    assert set(VisibleRows(root, rows.expanded_paths(), sieve).expanded_paths()) == set(rows.expanded_paths())
    for path in hidden:
        if path not in shown:
            assert rows.reveal(path) is None


def test_what_is_hidden_is_right_between_slices() -> None:
    root = [[number, None, [None, number]] for number in range(10_000)]
    rows = VisibleRows(root, [()], finished(filled(root)).sieve())
    counts = []
    for _slice in rows.expand_all():
        seen = [rows.row(i) for i in range(len(rows))]
        counts.append(rows.hidden)
        assert counts[-1] == sum(row.expanded for row in seen if row.depth)
    assert len(counts) > 2
    assert counts[-1] == 20_000
    rows.collapse(1)
    assert rows.hidden == 20_000 - 2


def test_the_walk_comes_in_slices() -> None:
    root = [[None, [""]] for _one in range(20_000)] + [list(range(100_000))]
    slices = filled(root)
    assert sum(1 for _slice in slices) > 150_000 // MEMBERS_AT_ONCE
    rows = VisibleRows(root, [()], finished(filled(root)).sieve())
    assert (len(rows), rows.hidden) == (2, 20_000)


def test_nine_hundred_levels() -> None:
    root = parse(b'{"a":[' * 450 + b'""' + b"]}" * 450).root
    full = finished(filled([root, 1]))
    assert full.hides((0, *("a", 0) * 450))
    assert len(all_rows(VisibleRows([root, 1], (), full.sieve()))) == 2
