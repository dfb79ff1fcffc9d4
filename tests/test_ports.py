from __future__ import annotations

import pytest

from tallyfy_inspector.ports import CONNECTION_COLOURS, ConnectionRecord, free_colour


@pytest.mark.parametrize(
    ("used", "free"),
    [
        ((), "blue"),
        (("blue", "purple"), "teal"),
        (("", "red"), "blue"),
        ((*CONNECTION_COLOURS, "blue"), "teal"),
    ],
)
def test_a_free_colour_is_the_first_of_those_used_least(used: tuple[str, ...], free: str) -> None:
    assert free_colour([ConnectionRecord("", "", "", colour=each) for each in used]) == free
