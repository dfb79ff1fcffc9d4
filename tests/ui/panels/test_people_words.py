from __future__ import annotations

import pytest

from tallyfy_inspector.task.participants import MOST, Participant
from tallyfy_inspector.ui.panels import people_words
from tallyfy_inspector.ui.panels.people_words import COLUMNS, ID, KIND, NAME, ROLE

MIRA = Participant("comment_author", "member", "20417", "Mira Okafor", (("a",), ("b",)))
NUMBER = Participant("owner", "member", "20391", "", (("c",),))
GUEST = Participant("owner", "guest", "b@c.example", "", (("d",),))
UNTOLD = Participant("watcher", "group", "", "", (("e",),))


def test_the_cells_of_a_row() -> None:
    cells = [people_words.text(MIRA, column) for column in range(len(COLUMNS))]
    assert cells == ["Mira Okafor", "Wrote a comment", "Member", "20417"]
    assert [people_words.text(UNTOLD, column) for column in (NAME, ID)] == [
        "a group; not told which",
        "not returned",
    ]


@pytest.mark.parametrize(("row", "role"), [(MIRA, ""), (NUMBER, "dim"), (GUEST, ""), (UNTOLD, "dim")])
def test_a_number_in_place_of_a_name_is_dim(row: Participant, role: str) -> None:
    assert people_words.piece(row, NAME).role == role


def test_the_tooltip_counts_the_places() -> None:
    assert people_words.tooltip(MIRA, ROLE) == "Wrote a comment, in 2 places"
    assert people_words.tooltip(NUMBER, ROLE) == "Assigned"
    assert people_words.tooltip(MIRA, KIND) == "Member"


@pytest.mark.parametrize(
    ("row", "heard"),
    [
        (MIRA, "Mira Okafor, Wrote a comment, Member, ID 20417"),
        (NUMBER, "member 20391, Assigned, Member"),
        (GUEST, "b@c.example, Assigned, Guest"),
        (UNTOLD, "a group; not told which, Watches, Group"),
    ],
)
def test_what_is_heard_of_a_row(row: Participant, heard: str) -> None:
    assert people_words.spoken(row) == heard


def test_a_row_is_copied_as_cells() -> None:
    assert people_words.copied(MIRA) == "Mira Okafor\tWrote a comment\tMember\t20417"


def test_why_there_is_nobody() -> None:
    assert people_words.why_none(answered=False) == ""
    assert people_words.why_none(answered=True).startswith("This answer names nobody: ")


def test_that_a_crowd_is_cut_is_said() -> None:
    assert people_words.cut(MOST - 1) == ""
    assert people_words.cut(MOST) == "The first 1,000 are shown."
