"""Links as mail programs and chats leave them."""

from __future__ import annotations

import pytest

from tallyfy_inspector.api.links import MOST_LINKS, Link, find, hex_id, unwrapped

ID = "d0053c1e5b2c4f6a8b9c0d1e2f3a4b5c"


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("https://a.example/b/c?d=e#f", Link("https", "a.example", ("b", "c"), ("f",), (("d", "e"),))),
        ("HTTPS://User:pw@A.Example:8443/b", Link("https", "a.example:8443", ("b",))),
        ("a.example/b", Link("", "a.example", ("b",))),
        ("https://a.example/#/b/c?d=e", Link("https", "a.example", (), ("b", "c"), (("d", "e"),))),
        ("https://a.example/#!/b", Link("https", "a.example", (), ("b",))),
        ("https://a.example/b%2Fc", Link("https", "a.example", ("b", "c"))),
        ("https://a.example.", Link("https", "a.example", ())),
        ("https://a.example:443/b", Link("https", "a.example", ("b",))),
        ("http://a.example:80/b", Link("http", "a.example", ("b",))),
        ("https://a.example:80/b", Link("https", "a.example:80", ("b",))),
        ("a.example:443/b", Link("", "a.example", ("b",))),
        ("https://[::1]/b", Link("https", "[::1]", ("b",))),
        ("https://[::1]:8000/b", Link("https", "[::1]:8000", ("b",))),
        ("https://[::1]:443/b", Link("https", "[::1]", ("b",))),
        (f"tasks/{ID}", Link("", "", ("tasks", ID))),
        (f"task_id={ID}", Link("", "", (), (), (("task_id", ID),))),
    ],
)
def test_a_link_is_taken_apart(text: str, link: Link) -> None:
    assert find(f"see <{text}>, please") == ((link,), "see < >, please")


def test_a_link_within_a_link_comes_first() -> None:
    found, _prose = find("https://outer.example/?u=https%3A%2F%2Finner.example%2Fx&d=1")
    assert [link.host for link in found] == ["outer.example", "inner.example"]
    found, _prose = find("https://outer.example/v3/__https://inner.example/x__;!!k")
    assert [link.host for link in found] == ["inner.example", "outer.example"]


@pytest.mark.parametrize("text", ["and/or", "a = b", "50% of it", "ann@a.example", "v1.2", "no links here"])
def test_prose_is_left_alone(text: str) -> None:
    assert find(text) == ((), text)


def test_escapes_are_undone() -> None:
    assert unwrapped("a\\/b\\u002fc&amp;d&#x2F;e\u200bf") == "a/b/c&d/ef"
    assert unwrapped(f"id=3D{ID}") == f"id={ID}"
    assert unwrapped("id=3D53f2") == "id=3D53f2"


def test_tags_within_a_link_go() -> None:
    assert unwrapped("a<wbr>b<B>c</b><span title='x'>d</span><!-- e -->f") == "abcdf"
    assert unwrapped("a<br>b<br />c&lt;wbr&gt;d") == "a\nb\ncd"
    assert unwrapped("<https://a.example> <a href='x'>") == "<https://a.example> <a href='x'>"


def test_what_stands_for_a_link_is_asked_for() -> None:
    asked = find("see https://a.example/b now", lambda links: f"[{len(links)}]")
    assert asked[1] == "see [1] now"


def test_links_are_counted_and_then_left() -> None:
    found, prose = find("https://a.example/b " * (MOST_LINKS + 5))
    assert len(found) == MOST_LINKS
    assert prose.count("a.example") == 5


def test_an_id_ends_where_punctuation_begins() -> None:
    assert hex_id(ID.upper() + ").") == ID
    assert hex_id(ID + "0") is None
    assert hex_id("x" + ID) is None


def test_a_link_shows_nothing_in_its_repr() -> None:
    assert ID not in repr(find(f"https://a.example/guest/{ID}?code={ID}#{ID}")[0])


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("https://go.tallyfy.com:443/x", "go.tallyfy.com"),
        ("http://localhost:80/x", "localhost"),
        ("https://go.tallyfy.com:8443/x", "go.tallyfy.com:8443"),
        ("https://[::1]/x", "[::1]"),
        ("http://[::1]:8000/x", "[::1]:8000"),
        ("(https://go.tallyfy.com)", "go.tallyfy.com"),
    ],
)
def test_the_host_with_no_port_that_goes_without_saying(text: str, host: str) -> None:
    (link,), _prose = find(text)
    assert link.host == host
