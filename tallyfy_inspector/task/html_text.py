"""HTML to plain text, as a person would read it: paragraphs, list items and table rows on lines of their own.

Nothing is rendered and nothing is loaded. Scripts, styles and comments are dropped, images give their
alternative text, links their words. What is not well-formed enough to be a tag stays as it was sent.

The standard library's html.parser is not used: on markup cut off in the middle of a tag its time grows with
the square of the length (100,000 characters of `<a/` took it over a minute). Every pattern here is
possessive or ends at the next `<`, and all walks are loops, so the time stays proportional.

Knows no field and no answer. A new element: one entry in the tables below.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tallyfy_inspector.texts import _

_TAG = re.compile(
    r"""<(/?)([a-zA-Z][a-zA-Z0-9:-]*+)(?=[\s/>])((?:[^<>"']++|"[^"]*+"|'[^']*+')*+)>|<[!?][^<>]*+>"""
)
_ALT = re.compile(r"""(?<![\w-])alt\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++))""", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f\xa0]+")

_HIDDEN = frozenset({"script", "style", "template", "noscript"})
_BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "br", "center", "dd", "details", "div", "dl",
        "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
        "header", "hr", "html", "legend", "li", "main", "nav", "ol", "p", "pre", "section", "summary",
        "table", "tbody", "tfoot", "thead", "tr", "ul"
    }
)  # fmt: skip
_INLINE = frozenset(
    {
        "a", "abbr", "b", "big", "code", "del", "em", "font", "i", "iframe", "img", "ins", "kbd", "mark",
        "q", "s", "small", "span", "strike", "strong", "sub", "sup", "td", "th", "u", "video"
    }
)  # fmt: skip
_KNOWN = _HIDDEN | _BLOCKS | _INLINE
_DEEPEST_INDENT = 8


def looks_like_html(text: str) -> bool:
    """Whether a known element's tag stands in `text`; `a < b` and `<buyer@customer.example>` are none."""
    return any((tag[2] or "").lower() in _KNOWN for tag in _TAG.finditer(text))


def plain_text(text: str) -> str:
    """The words of the HTML in `text`, one line a paragraph or list item ("• …" or "1. …"); "" when it
    holds no words."""
    page = _Page()
    for kind, name, content in _tokens(_without_comments(text)):
        if kind == "text":
            page.words(html.unescape(content))
        else:
            page.tag(name, content, closing=kind == "close")
    page.end_line()
    return "\n".join(page.lines)


def _without_comments(text: str) -> str:
    kept: list[str] = []
    position = 0
    while (start := text.find("<!--", position)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        kept.append(text[position:start])
        position = end + 3
    return "".join((*kept, text[position:]))


def _tokens(text: str) -> Iterator[tuple[str, str, str]]:
    """("text", "", words), ("open", name, attributes) and ("close", name, "")."""
    position = 0
    endless: set[str] = set()
    while (tag := _TAG.search(text, position)) is not None:
        yield "text", "", text[position : tag.start()]
        position = tag.end()
        name = (tag[2] or "").lower()
        if name in _HIDDEN and not tag[1] and name not in endless:
            closing = re.compile(rf"</{name}(?![\w:-])", re.IGNORECASE).search(text, position)
            endless.update(() if closing else (name,))  # so that it is not looked for again
            position = closing.start() if closing else position
        elif name:
            yield ("close" if tag[1] else "open"), name, tag[3]
    yield "text", "", text[position:]


@dataclass(slots=True)
class _Page:
    """The lines so far and the one being written."""

    lines: list[str] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    marker: str = ""
    lists: list[int | None] = field(default_factory=list)  # the last number given, None in a bulleted list
    preformatted: int = 0

    def words(self, text: str) -> None:
        if not self.preformatted:
            self._collapsed(text)
            return
        first, *others = text.replace("\r\n", "\n").split("\n")
        self._add(first)
        for other in others:
            self.end_line()
            self._add(other)

    def _collapsed(self, text: str) -> None:
        text = _SPACE.sub(" ", text)
        at_start = not self.line or self.line[-1].endswith(" ")
        self._add(text.removeprefix(" ") if at_start else text)

    def _add(self, text: str) -> None:
        if text:
            self.line.append(text)

    def end_line(self) -> None:
        text = "".join(self.line).rstrip()
        self.line.clear()
        if text.strip():
            self.lines.append(self.marker + text)
            self.marker = ""

    def tag(self, name: str, attributes: str, *, closing: bool) -> None:
        if name in _BLOCKS:
            self.end_line()
            self._block(name, closing=closing)
        elif not closing and name in {"td", "th"} and self.line:
            self._add(" | ")
        elif not closing:
            self._embedded(name, attributes)

    def _block(self, name: str, *, closing: bool) -> None:
        if name in {"ul", "ol"}:
            self._list(name, closing=closing)
        elif name == "li":
            self.marker = "" if closing else self._next_marker()
        elif name == "pre":
            self.preformatted = max(0, self.preformatted + (-1 if closing else 1))

    def _list(self, name: str, *, closing: bool) -> None:
        self.marker = ""
        if not closing:
            self.lists.append(0 if name == "ol" else None)
        elif self.lists:
            self.lists.pop()

    def _next_marker(self) -> str:
        indent = "  " * min(len(self.lists) - 1, _DEEPEST_INDENT)
        if not self.lists or self.lists[-1] is None:
            return f"{indent}• "
        self.lists[-1] += 1
        return f"{indent}{self.lists[-1]}. "

    def _embedded(self, name: str, attributes: str) -> None:
        if name == "img":
            alt = _SPACE.sub(" ", _alternative(attributes)).strip()
            self._add(_("[image: {alt}]").format(alt=alt) if alt else _("[image]"))
        elif name == "video":
            self._add(_("[video]"))
        elif name == "iframe":
            self._add(_("[embedded page]"))


def _alternative(attributes: str) -> str:
    match = _ALT.search(attributes)
    return "" if match is None else html.unescape(match[1] or match[2] or match[3] or "")
