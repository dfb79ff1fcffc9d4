from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.ports import CONNECTION_COLOURS, ConnectionBook, ConnectionRecord
from tallyfy_inspector.store.connections import MOST, Connections, is_saved_id
from tallyfy_inspector.store.settings import Settings

TALLYFY = "https://go.tallyfy.com/api"
JWT = "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJhdWQiOiIxIiwianRpIjoiZjAwIn0.c2lnbmF0dXJlLW9mLWl0"
NORTH = ConnectionRecord("", "Northwind", TALLYFY, "3d53", "Northwind Ltd", "teal", production=True)
SOUTH = ConnectionRecord("", "Southwind", "https://eu.tallyfy.example")
OF_THIS_RUN = ConnectionRecord("run", "This run", TALLYFY, colour="grey", saved=False)
GOOD = {"id": "0badcafe", "name": "Good", "base_url": TALLYFY}


@pytest.fixture
def book(tmp_path: Path) -> ConnectionBook:
    return Connections(Settings(tmp_path))


def at_the_next_start(folder: Path) -> Connections:
    """The book as the next start of the program reads it."""
    return Connections(Settings(folder))


def content(folder: Path) -> dict[str, Any]:
    """What the settings file holds."""
    found = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def edited(folder: Path, **values: object) -> Connections:
    """The book over a file that somebody edited."""
    (folder / "settings.json").write_text(json.dumps({"version": 1, **values}), encoding="utf-8")
    return Connections(Settings(folder))


def names(book: ConnectionBook) -> list[str]:
    """The connections by name, in their order."""
    return [record.name for record in book.records()]


def test_at_first_there_is_none_and_nothing_is_written(book: ConnectionBook, tmp_path: Path) -> None:
    assert (book.records(), book.chosen(), book.problem) == ((), None, None)
    assert not (tmp_path / "settings.json").exists()


def test_the_first_one_is_the_default_and_the_others_get_ids_of_their_own(
    book: ConnectionBook, tmp_path: Path
) -> None:
    first, second, third = book.add(NORTH), book.add(SOUTH), book.add(SOUTH)
    assert first == replace(NORTH, id="default")
    assert len({second.id, third.id}) == 2
    for each in (second, third):
        assert is_saved_id(each.id)
        assert len(each.id) == 8
    assert at_the_next_start(tmp_path).records() == (first, second, third)


def test_where_the_first_place_may_hold_a_token_even_the_first_gets_another_id(book: ConnectionBook) -> None:
    record = book.add(NORTH, fresh=True)
    assert is_saved_id(record.id)
    assert record.id != "default"


@pytest.mark.parametrize("lost", ["default", "0badcafe"])
def test_the_id_of_an_entry_that_cannot_be_read_is_not_given_again(tmp_path: Path, lost: str) -> None:
    book = edited(tmp_path, connections=[{**GOOD, "id": lost, "name": None}])
    assert book.records() == ()
    assert book.add(NORTH).id not in {"default", lost}


def test_an_id_that_was_given_is_not_believed(book: ConnectionBook) -> None:
    assert book.add(replace(NORTH, id="../proxy")).id == "default"
    assert book.add(replace(NORTH, id="default")).id != "default"
    assert book.add(replace(NORTH, saved=False)).saved


def test_one_without_a_colour_gets_one_that_is_free(book: ConnectionBook) -> None:
    found = [book.add(SOUTH).colour for _number in range(7)]
    assert found == [*CONNECTION_COLOURS, "blue"]


def test_it_is_renamed_recoloured_and_given_an_organization(book: ConnectionBook, tmp_path: Path) -> None:
    north, south = book.add(NORTH), book.add(SOUTH)
    changed = replace(
        north,
        name=" North \n wind ",
        colour="pink",
        organization="aa",
        organization_name="A",
        production=False,
    )
    book.replace(changed)
    assert at_the_next_start(tmp_path).records() == (replace(changed, name="North wind"), south)


def test_what_is_gone_cannot_be_changed(book: ConnectionBook, tmp_path: Path) -> None:
    north = book.add(NORTH)
    at_the_next_start(tmp_path).remove(north.id)
    with pytest.raises(ValueError, match="removed meanwhile"):
        book.replace(north)
    assert book.records() == ()


def test_a_removed_one_is_gone_and_its_id_is_free_again_once_there_is_none(
    book: ConnectionBook, tmp_path: Path
) -> None:
    north, south = book.add(NORTH), book.add(SOUTH)
    book.remove(north.id)
    book.remove(north.id)
    assert at_the_next_start(tmp_path).records() == (south,)
    assert book.add(NORTH).id not in {"default", south.id}
    for each in book.records():
        book.remove(each.id)
    assert at_the_next_start(tmp_path).records() == ()
    assert book.add(SOUTH).id == "default"


def test_their_order(book: ConnectionBook, tmp_path: Path) -> None:
    ids = [book.add(replace(SOUTH, name=name)).id for name in "abcd"]
    book.order([ids[2], "unknown", ids[0]])
    assert names(at_the_next_start(tmp_path)) == ["c", "a", "b", "d"]


def test_the_one_chosen_last_is_the_one_at_the_next_start(book: ConnectionBook, tmp_path: Path) -> None:
    north, south = book.add(NORTH), book.add(SOUTH)
    assert book.chosen() == north
    book.choose(south.id)
    assert at_the_next_start(tmp_path).chosen() == south
    book.remove(south.id)
    assert at_the_next_start(tmp_path).chosen() == north


def test_the_one_of_this_run_stands_first_and_is_never_written(tmp_path: Path) -> None:
    before = at_the_next_start(tmp_path).add(NORTH)
    written = content(tmp_path)
    book = Connections(Settings(tmp_path), OF_THIS_RUN)
    assert book.records() == (OF_THIS_RUN, before)
    assert (book.chosen(), book.last_saved()) == (OF_THIS_RUN, before)
    book.choose("run")
    book.replace(replace(OF_THIS_RUN, name="Today", saved=True))
    assert book.records()[0] == replace(OF_THIS_RUN, name="Today")
    book.order(["default", "run"])
    assert names(book) == ["Today", "Northwind"]
    book.remove("run")
    assert book.records() == (before,)
    assert content(tmp_path) == written


def test_two_windows_lose_nothing_of_each_other(tmp_path: Path) -> None:
    one, two = at_the_next_start(tmp_path), at_the_next_start(tmp_path)
    north = one.add(NORTH)
    south = two.add(SOUTH)
    one.replace(replace(north, name="North"))
    two.replace(replace(south, name="South"))
    assert names(two) == ["North", "South"]
    one.remove(south.id)
    assert names(at_the_next_start(tmp_path)) == ["North"]


def test_settings_of_an_earlier_version_are_the_first_connection(tmp_path: Path) -> None:
    book = edited(tmp_path, base_url="https://eu.tallyfy.example", organization="3d53", other=1)
    expected = ConnectionRecord("default", "Tallyfy", "https://eu.tallyfy.example", "3d53", colour="blue")
    assert (book.records(), book.problem) == ((expected,), None)
    second = book.add(SOUTH)
    assert second.id != "default"
    assert at_the_next_start(tmp_path).records() == (expected, second)
    assert set(content(tmp_path)) == {"version", "other", "connections"}


@pytest.mark.parametrize(
    ("kept", "expected"),
    [
        ({"organization": "3d53"}, (TALLYFY, "3d53")),
        ({"base_url": "http://tallyfy.example"}, (TALLYFY, "")),
        ({"base_url": 7, "organization": "3d53"}, (TALLYFY, "3d53")),
        ({"base_url": TALLYFY, "organization": ["3d53"]}, (TALLYFY, "")),
    ],
)
def test_so_are_those_that_somebody_edited(
    tmp_path: Path, kept: dict[str, object], expected: tuple[str, str]
) -> None:
    (record,) = edited(tmp_path, **kept).records()
    assert (record.base_url, record.organization) == expected


def test_a_removed_first_connection_does_not_come_back(tmp_path: Path) -> None:
    edited(tmp_path, base_url=TALLYFY, organization="3d53").remove("default")
    assert at_the_next_start(tmp_path).records() == ()


@pytest.mark.parametrize(
    "damaged",
    [
        *(None, 7, "text", [], {}),
        {**GOOD, "id": "default/2"},
        {**GOOD, "id": "../../x"},
        {**GOOD, "id": "run"},
        {**GOOD, "id": ["default"]},
        {**GOOD, "name": ""},
        {**GOOD, "name": None},
        {**GOOD, "base_url": "http://tallyfy.example"},
        {**GOOD, "base_url": None},
        {**GOOD, "organization": "../me"},
        {**GOOD, "id": "1234abcd"},
    ],
)
def test_a_damaged_entry_is_left_out_told_and_kept(tmp_path: Path, damaged: object) -> None:
    first = {**GOOD, "id": "1234abcd", "name": "First"}
    book = edited(tmp_path, connections=[first, damaged, GOOD])
    assert names(book) == ["First", "Good"]
    assert book.problem is not None
    assert book.problem.startswith("1 kept connection could not be read")
    book.order(["0badcafe"])
    again = at_the_next_start(tmp_path)
    assert (names(again), again.problem) == (["Good", "First"], book.problem)
    assert content(tmp_path)["connections"][2] == damaged


@pytest.mark.parametrize("entry", [{**GOOD, "id": "1234abcd", "name": JWT}, {**GOOD, "later": JWT}, JWT])
def test_a_secret_that_somebody_wrote_there_goes_with_the_next_change(tmp_path: Path, entry: object) -> None:
    book = edited(tmp_path, connections=[entry, {**GOOD, "id": "default"}])
    before = names(book)
    book.add(SOUTH)
    assert names(at_the_next_start(tmp_path)) == [*before, "Southwind"]
    assert JWT not in (tmp_path / "settings.json").read_text(encoding="utf-8")


def test_a_list_that_is_none_is_nothing(tmp_path: Path) -> None:
    for kept in (7, "text", {"0": GOOD}):
        assert edited(tmp_path, connections=kept).records() == ()


def test_what_a_later_version_keeps_beside_it_stays(tmp_path: Path) -> None:
    book = edited(
        tmp_path, connections=[{**GOOD, "later": [1], "colour": "ultraviolet", "production": "yes"}]
    )
    (record,) = book.records()
    assert (record.colour, record.production) == ("grey", False)
    book.replace(replace(record, name="Better"))
    (entry,) = content(tmp_path)["connections"]
    assert (entry["name"], entry["later"]) == ("Better", [1])


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": " \n "}, "Give the connection a name"),
        ({"name": "\u200b\u202e"}, "Give the connection a name"),
        ({"name": JWT}, "looks like a token"),
        ({"base_url": "http://tallyfy.example"}, "https://"),
        ({"base_url": "https://me:secret@tallyfy.example"}, "user name or password"),
        ({"base_url": f"https://tallyfy.example/{JWT}"}, "looks like a token"),
        ({"organization": "a/b"}, "organization ID"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_words_and_changes_nothing(
    book: ConnectionBook, tmp_path: Path, wrong: dict[str, Any], said: str
) -> None:
    north = book.add(NORTH)
    before = content(tmp_path)
    for change in (book.add, book.replace):
        with pytest.raises(ValueError, match=said) as caught:
            change(replace(north, **wrong))
        assert JWT not in str(caught.value)
    assert content(tmp_path) == before


def test_an_organization_whose_name_looks_like_a_secret_goes_without_it(book: ConnectionBook) -> None:
    assert book.add(replace(NORTH, organization_name=f"Bearer {JWT}")).organization_name == ""
    assert book.records()[0].organization == NORTH.organization


def test_there_is_an_end_to_them(tmp_path: Path) -> None:
    book = edited(tmp_path, connections=[{**GOOD, "id": f"{number:08x}"} for number in range(MOST)])
    with pytest.raises(ValueError, match=f"{MOST} connections already"):
        book.add(SOUTH)
    assert len(book.records()) == MOST


def test_names_are_in_no_repr(book: ConnectionBook) -> None:
    shown = repr(book.add(NORTH)) + repr(book)
    assert "default" in shown
    assert "Northwind" not in shown
    assert "3d53" not in shown


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
ENTRY = st.fixed_dictionaries(
    {},
    optional={
        "id": st.sampled_from(["default", "0badcafe"]) | JSON,
        "name": st.text() | JSON,
        "base_url": st.just(TALLYFY) | JSON,
        "organization": JSON,
        "organization_name": JSON,
        "colour": st.sampled_from(CONNECTION_COLOURS) | JSON,
        "production": JSON,
    },
)


@given(kept=st.lists(ENTRY | JSON, max_size=4) | JSON, base_url=JSON, organization=JSON)
def test_whatever_stands_in_the_file_it_can_be_read_and_added_to(
    tmp_path_factory: pytest.TempPathFactory, kept: object, base_url: object, organization: object
) -> None:
    folder = tmp_path_factory.mktemp("edited")
    book = edited(folder, connections=kept, base_url=base_url, organization=organization)
    before = book.records()
    assert len({record.id for record in before}) == len(before)
    assert all(is_saved_id(record.id) for record in before)
    added = book.add(NORTH)
    assert at_the_next_start(folder).records() == (*before, added)
