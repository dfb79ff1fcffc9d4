"""HTML as words; nothing of it is rendered, loaded or able to stop the program."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.task.html_text import looks_like_html, plain_text


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ("<p>One</p><p>Two</p>", "One\nTwo"),
        ("One<br>Two<br/>Three", "One\nTwo\nThree"),
        ("<p>One  <b>bold</b>\n <i>it</i></p>", "One bold it"),
        ("<ul><li>a</li><li>b</li></ul>", "• a\n• b"),
        ("<ol><li>a</li><li>b<ul><li>c</li></ul></li><li>d</li></ol>", "1. a\n2. b\n  • c\n3. d"),
        ("<ul><li><p>a</p><p>more</p></li><li></li></ul>after", "• a\nmore\nafter"),
        ("<p>R&amp;D &lt;b&gt; &#8364; &eacute; &nope;</p>", "R&D <b> € é &nope;"),
        ("<p>a&nbsp;b</p>", "a b"),
        ('<img src="https://t.example/p.png" alt="wiring &amp; fuse">', "[image: wiring & fuse]"),
        ("<img src=x alt='' data-alt='no'>", "[image]"),
        ("<IMG ALT=plan>", "[image: plan]"),
        ('<a href="https://x.example/guest/abc">the buyer</a>', "the buyer"),
        ("<iframe src='https://v.example'></iframe><video src=x></video>", "[embedded page][video]"),
        ("a<script>alert('<p>x</p>')</script>b<style>p{}</style>c", "abc"),
        ("a<SCRIPT\n>x</Script >b", "ab"),
        ("a<script>never closed", "anever closed"),
        ("a<!-- hidden <p> -->b", "ab"),
        ("a<!-- never closed", "a<!-- never closed"),
        ("<!DOCTYPE html><?xml version='1'?><html><body>a</body></html>", "a"),
        ("<![CDATA[x]]>a<![x[", "a<![x["),
        ("<table><tr><th>Item</th><th>Qty</th></tr><tr><td>Router</td><td>2</td></tr></table>",
         "Item | Qty\nRouter | 2"),
        ("<pre>a\n  b</pre><p>c\n  d</p>", "a\n  b\nc d"),
        ("<p title='a > b'>quoted</p>", "quoted"),
        ("x < y and <p>z</p>", "x < y and\nz"),
        ("write to <buyer@customer.example><br>today", "write to <buyer@customer.example>\ntoday"),
        ("<p><br></p><div> </div>", ""),
        ("</p></ul></ol></li></pre>stray ends", "stray ends"),
        ("<p>cut off <a href='x", "cut off <a href='x"),
        ("", ""),
    ],
)  # fmt: skip
def test_words_of(sent: str, expected: str) -> None:
    assert plain_text(sent) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>a</p>", True),
        ("a<br/>b", True),
        ("</div>", True),
        ("<IMG SRC=x>", True),
        ("a < b > c", False),
        ("<buyer@customer.example>", False),
        ("<name of the customer>", False),
        ("<p", False),
        ("5 &amp; 6", False),
        ("", False),
    ],
)
def test_only_known_elements_look_like_html(text: str, expected: bool) -> None:
    assert looks_like_html(text) is expected


@given(st.text(alphabet=st.sampled_from("<>/!-='\" abp&;\n"), max_size=60))
def test_nothing_raises_and_no_line_is_empty(text: str) -> None:
    looks_like_html(text)
    plain = plain_text(text)
    assert "\n\n" not in plain
    assert plain == plain.rstrip()


@pytest.mark.parametrize(
    "piece",
    [
        "<a",
        "<a ",
        "<a/",
        "<a b=",
        "<a b='",
        "<a b=\"'",
        "<a '\"<b \"'",
        "<!--",
        "<!",
        "<?",
        "</",
        "<script>",
        "<ul><li>",
        "&",
        "<a ''",
    ],
)
def test_a_hundred_thousand_hostile_characters_take_no_time(piece: str) -> None:
    sent = piece * (100_000 // len(piece))
    begun = time.perf_counter()
    looks_like_html(sent)
    plain_text(sent)
    assert time.perf_counter() - begun < 3  # a quadratic reader took from 6 to 90 seconds here
