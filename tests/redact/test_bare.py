from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.redact.bare import bare, without_invisible

ID = "c0de" * 8


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("gu\u200best\u00ad/x", "guest/x"),
        ("<b>guest</b>/x", "guest/x"),
        ("a<br>b<wbr/>c", "a\nbc"),
        ('<p class="x">a</p><p>b</p>', " a  b "),
        ("a < b and c > d", "a   d"),
        ("1 < 2", "1 < 2"),
        (f"guest/\r\n> {ID}", f"guest/{ID}"),
        (f"guest/ {ID}", f"guest/{ID}"),
        ("guest/ and more", "guest/ and more"),
        (f"/{ID[:16]}=\n{ID[16:]}", f"/{ID}"),
        (f"/{ID}\n{ID}", f"/{ID}\n{ID}"),
        ("one line\nand another", "one line\nand another"),
    ],
)
def test_a_text_as_it_is_read(text: str, read: str) -> None:
    assert bare(text) == read


@given(st.text())
def test_nothing_that_cannot_be_seen_is_left(text: str) -> None:
    assert without_invisible(bare(text)) == bare(text)
