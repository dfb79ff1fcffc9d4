from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.share.markdown import escape


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a|b", r"a\|b"),
        ("`code`", r"\`code\`"),
        ("[text](javascript:x)", r"\[text\](javascript:x)"),
        ("![alt](x)", r"\!\[alt\](x)"),
        ("@all", r"\@all"),
        ("#12, # not a heading", r"\#12, \# not a heading"),
        ("<img src=x>", r"\<img src=x\>"),
        ("back\\slash", r"back\\slash"),
        ("*a* _b_ ~~c~~", r"\*a\* \_b\_ \~\~c\~\~"),
        ("https://x.example/a", r"https\://x.example/a"),
        ("WWW.x.example", r"WWW\.x.example"),
        ("R&amp;D", r"R\&amp;D"),
        (" a\r\nb\nc\u2028d\te ", "a / b / c / d e"),
        ("R & D: 3.5", "R & D: 3.5"),
        ("", ""),
    ],
)
def test_nothing_is_taken_for_markup(text: str, escaped: str) -> None:
    assert escape(text) == escaped


@given(st.text(max_size=40) | st.text(alphabet="\\`*_~#[]!@<>|:/w.&;x \n\r\t", max_size=12))
def test_any_text_is_one_line_that_reads_as_it_was(text: str) -> None:
    escaped = escape(text)
    assert len(escaped.splitlines()) <= 1
    assert not re.search(r"(?<!\\)(?:\\\\)*[`*_~#\[\]!@<>|]", escaped)
    lines = re.split(r"\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]", text.strip())
    assert re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", escaped) == " / ".join(lines).replace("\t", " ")
