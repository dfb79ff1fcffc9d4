"""The command line of a link is the one of the menu entry that both packages install."""

from __future__ import annotations

import pytest

from e2e.around import LINK_ENTRY, words_for
from linux import layout


def test_a_link_comes_in_by_the_entry_that_is_installed() -> None:
    installed = {entry.place: entry for entry in layout.share(0)}
    entry = installed[f"share/applications/{LINK_ENTRY.name}"].content.decode()
    assert entry == LINK_ENTRY.read_text(encoding="utf-8")
    assert words_for("tallyfy-inspector:task/a/b", entry) == [
        "--open-link",
        "--",
        "tallyfy-inspector:task/a/b",
    ]


def test_an_installed_path_may_hold_spaces_and_an_entry_has_one_line() -> None:
    assert words_for("x", 'Exec="/a b/tallyfy-inspector" --open-link -- %u\n') == ["--open-link", "--", "x"]
    with pytest.raises(ValueError, match="unpack"):
        words_for("x", "Exec=a %u\nExec=b %u\n")
