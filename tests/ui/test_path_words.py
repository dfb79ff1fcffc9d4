from __future__ import annotations

import pytest

from tallyfy_inspector.document.path import Member, Path, breadcrumb
from tallyfy_inspector.redact import mask_value
from tallyfy_inspector.ui.path_words import WRITERS, masked_path, place_words, short_place
from tests.support.task_samples import CODE, GUEST_LINK

PATH: Path = ("data", "owners", "users", 1, "odd key")


def test_every_notation() -> None:
    assert {writer.id: writer.write(PATH) for writer in WRITERS} == {
        "jsonpath": "$.data.owners.users[1]['odd key']",
        "pointer": "/data/owners/users/1/odd key",
        "python": '["data"]["owners"]["users"][1]["odd key"]',
        "jq": '.data.owners.users[1]["odd key"]',
    }


def test_a_secret_in_a_name_is_masked_and_nothing_else_changes() -> None:
    path: Path = ("data", Member("users", 1), 3, GUEST_LINK, Member(GUEST_LINK, 2))
    shown = masked_path(path, mask_value)
    assert shown[:3] == path[:3]
    assert CODE not in str(shown)
    assert isinstance(shown[4], Member)
    assert shown[4].occurrence == 2
    assert CODE not in place_words(path, mask_value)


def test_a_place_in_words() -> None:
    assert place_words((), mask_value) == breadcrumb(()) == "whole answer"
    assert place_words(("data", "a\u202eb", 0), mask_value) == "data › a\\u202eb › [0]"


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ((), "whole answer"),
        (("data",), "data"),
        (("data", "run"), "run"),
        (("data", "run", "data"), "run › data"),
        (("data", "steps", 3), "steps › [3]"),
        (("data", "steps", "data", 3), "steps › data › [3]"),
        ((0, 1), "[0] › [1]"),
    ],
)
def test_the_end_of_a_place_says_what_it_is(path: Path, says: str) -> None:
    assert short_place(path, mask_value) == says
