r"""Links in pasted text, taken apart and never opened.

`find` copes with what mail programs, chats and trackers do to a link: brackets and punctuation around it,
percent-encoding, HTML's character references, `\/`, quoted-printable, and wrapping in another link's query.
It knows no form of Tallyfy's links (`linkforms` does), and a `Link` has a repr without content, since a
link may sign somebody in.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from tallyfy_inspector.redact.bare import undressed, without_invisible

MOST_LINKS = 1000
_HEX = re.compile(r"[0-9A-Fa-f]{32}(?!_*[0-9A-Za-z-])")

_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
_ESCAPED = re.compile(r"\\{1,4}(?:u([0-9A-Fa-f]{4})|/)")
_QUOTED_PRINTABLE = re.compile(r"=3D(?=[0-9A-Fa-f]{32}(?![0-9A-Fa-f]))")
_END = r"\s<>\"'`|{}“”‘’«»"
# A word with a sign that links have; the look-behind keeps a long word from being tried at each letter.
_CHUNK = re.compile(rf"(?<![^{_END}])[^{_END}/=#?%]*+[/=#?%][^{_END}]*+")
_ENCODED_START = re.compile(r"(?i)[a-z]{2,12}%(?:25)*3A(?:%(?:25)*2F|/){2}")
_OWN_PORT = {"https": ":443", "http": ":80", "": ":443"}
_IPV6 = re.compile(r"\[[0-9a-f:.]{2,45}\](?::\d{1,5})?")
_START = re.compile(r"(?i)(?<![a-z0-9+.-])([a-z][a-z0-9+.-]{1,20})://")
_BARE_HOST = re.compile(r"(?i)(?<![\w.@%-])((?:[\w-]{1,63}\.){1,8}[a-z]{2,24}|localhost)(:\d{1,5})?(?=[/?#])")


@dataclass(frozen=True, slots=True)
class Link:
    """One link. `host` is lower case, with its port if it names another than its scheme's own, and "" in a
    part of a link that came without a host. `path` and `route` are the decoded segments before and after
    the `#`, `pairs` the decoded parameters of both."""

    scheme: str
    host: str
    path: tuple[str, ...] = field(repr=False)
    route: tuple[str, ...] = field(repr=False, default=())
    pairs: tuple[tuple[str, str], ...] = field(repr=False, default=())


def unwrapped(text: str) -> str:
    """`text` without invisible characters and tags such as <wbr>, and with the escapes of HTML, JSON and
    e-mail undone."""
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)) if found[1] else "/", text)
    if "&" in text:
        text = html.unescape(text)
    return _QUOTED_PRINTABLE.sub("=", undressed(_seen(text)))


def _seen(text: str) -> str:
    return without_invisible(_CONTROL.sub("", text))


def find(
    text: str, instead: Callable[[Sequence[Link]], str] = lambda _links: " "
) -> tuple[tuple[Link, ...], str]:
    """The links in `unwrapped` text, at most `MOST_LINKS`, and the text with `instead` of each, which is
    asked with it and those wrapped in it."""
    links: list[Link] = []
    prose: list[str] = []
    done = 0
    for chunk in _CHUNK.finditer(text):
        if len(links) >= MOST_LINKS:
            break
        start = _link_start(chunk[0])
        if start is not None:
            found = tuple(_read(chunk[0][start:], 0))
            links += found
            prose += (text[done : chunk.start() + start], instead(found))
            done = chunk.end()
    return tuple(links), "".join(prose) + text[done:]


def _link_start(chunk: str) -> int | None:
    """Where a link begins in `chunk`; a part of one counts when it holds an ID."""
    starts = [
        found.start()
        for sign, start in (
            ("://", _START),
            ("%", _ENCODED_START),
            (".", _BARE_HOST),
            ("localhost", _BARE_HOST),
        )
        if sign in chunk and (found := start.search(chunk))
    ]
    if starts:
        return min(starts)
    return 0 if len(chunk) > 32 and _HEX.search(chunk) else None


def _read(text: str, depth: int) -> Iterator[Link]:
    if _ENCODED_START.match(text):
        text = _decoded_start(text)
    begin = _START.match(text)
    inner = _START.search(text, begin.end() if begin else 1)
    if inner and depth < 3:
        before = text[: inner.start()]
        nested = text[inner.start() :]
        yield from _read(
            nested if "?" in nested or "?" not in before else nested.partition("&")[0], depth + 1
        )
        text = before
    link = _taken_apart(text)
    yield link
    for _, value in link.pairs if depth < 3 else ():
        plain = _decoded_start(_undefended(value) if link.host.startswith("urldefense.") else value)
        if (nested_at := _START.search(plain)) or (nested_at := _BARE_HOST.search(plain)):
            yield from _read(plain[nested_at.start() :], depth + 1)


def _undefended(value: str) -> str:
    # One mail filter writes https-3A__host_path for https://host/path.
    return re.sub(r"-([0-9A-F]{2})", r"%\1", value.replace("_", "/"))


def _decoded_start(text: str) -> str:
    for _ in range(4):
        if "://" in text or "%" not in text:
            break
        text = unquote(text)
    return text


def _taken_apart(text: str) -> Link:
    begin = _START.match(text)
    scheme = begin[1].lower() if begin else ""
    rest = text[begin.end() :] if begin else text
    authority = ""
    if begin or _BARE_HOST.match(rest):
        authority = re.split(r"[/\\?#]", rest, maxsplit=1)[0]
        rest = rest[len(authority) :]
    before, _, fragment = rest.partition("#")
    path, _, query = before.partition("?")
    route, _, route_query = fragment.partition("?")
    if "=" in path and "/" not in path:  # parameters on their own
        path, query = "", path
    if "=" in route:
        route, route_query = "", route
    return Link(
        scheme,
        _host(authority, scheme),
        _segments(path),
        _segments(route),
        (*_pairs(query), *_pairs(route_query)),
    )


def _host(authority: str, scheme: str) -> str:
    host = authority.rpartition("@")[2].lower()
    in_brackets = _IPV6.match(host)
    host = in_brackets[0] if in_brackets else host.rstrip(".,;:!)]").replace(".:", ":")
    return host.removesuffix(_OWN_PORT.get(scheme, "/"))


def _segments(path: str) -> tuple[str, ...]:
    plain = _seen(_decoded_path(path))
    return tuple(part for part in re.split(r"[/\\]", plain) if part and part != "!")


def _decoded_path(path: str) -> str:
    for _ in range(3):
        if "%" not in path:
            break
        path = unquote(path)
    return path


def _pairs(query: str) -> Iterator[tuple[str, str]]:
    for pair in query.split("&")[:200]:
        name, _, value = pair.partition("=")
        if name:
            yield unquote(name).lower().lstrip("?"), value


def hex_id(segment: str) -> str | None:
    """The ID with which `segment` begins (punctuation may follow), in lower case; None without one."""
    found = _HEX.match(segment)
    return found[0].lower() if found else None
