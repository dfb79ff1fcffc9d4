"""Reads what a failed answer says about itself, in any of the shapes that were seen or documented.

The shapes, in the order they are looked for: an object under `error`; `message` and `code` at the top;
`errors` by field; `error` as a word with `error_description`; a page (HTML); plain text; nothing at all.
Everything handed out is fit to be shown: one line, secrets masked, controls visible, and no server
internals. Knows nothing of what the words mean (that is `api.problems`).
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tallyfy_inspector.api.exchange import Exchange
from tallyfy_inspector.document.parse import Document, ParseError
from tallyfy_inspector.document.shown import visible
from tallyfy_inspector.redact import mask_text
from tallyfy_inspector.texts import _

MOST_CHARACTERS = 300
MOST_FIELD_ERRORS = 20

_LOOKED_AT = 8_000
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{1,1000})", re.IGNORECASE)
# SQL, stack traces and source files: of no use to the reader, and none of the reader's business.
_INTERNALS = re.compile(
    r"SQLSTATE|\bSQL:|\bselect\s+\*\s+from\b|\binsert\s+into\b|syntax error at or near|stack ?trace"
    r"|traceback \(most recent|#\d{1,2} (?:/|\{main)"
    r"|\b(?:Undefined|Unknown) (?:index|variable|property|column|offset|array key)\b"
    r"|\bCall to (?:undefined|a member)\b|[\\/]vendor[\\/]|[\\/][\w.-]{1,100}\.(?:php|py|js|rb|go|java)\b"
    r"|\b\w{1,100}Exception\b|\\[A-Z]\w{0,100}\\[A-Z]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ErrorBody:
    """What the answer says. `message` is as sent, to be compared and never to be shown: `shown` is for that.
    `fields` are the errors by field, fit to be shown. `is_page`: HTML came instead of JSON."""

    message: str = field(default="", repr=False)
    code: str = field(default="", repr=False)
    fields: tuple[str, ...] = field(default=(), repr=False)
    is_page: bool = False

    @property
    def shown(self) -> str:
        """The message fit to be shown, or "" when there is none."""
        return plain(self.message)


def read(exchange: Exchange, parsed: Document | ParseError | None) -> ErrorBody:
    """What `exchange` says went wrong; empty where it says nothing."""
    if isinstance(parsed, Document):
        return _from_json(parsed.root)
    # A character has up to four bytes; more than `plain` looks at, so that it notices what is left out.
    text = exchange.body[: 4 * _LOOKED_AT + 4].decode("utf-8", "replace").strip()
    if _is_page(exchange, text):
        return ErrorBody(message=_page_title(text), is_page=True)
    return ErrorBody(message="" if text.startswith(("{", "[")) else text.partition("\n")[0])


def plain(text: str) -> str:
    """`text` of a server as it may stand in a label: one line, masked, visible, at most MOST_CHARACTERS; a
    sentence instead of it when it speaks of the server's insides."""
    start = text[:_LOOKED_AT]
    if _INTERNALS.search(start):
        return _("The server's message is about its own insides and is left out here.")
    words = mask_text(start).split()
    if len(text) > _LOOKED_AT:  # the last word may be half a secret, which no pattern recognises
        words = [*words[:-1], "…"]
    line = visible(" ".join(words))
    return line if len(line) <= MOST_CHARACTERS else line[: MOST_CHARACTERS - 1].rstrip() + "…"


def _from_json(root: object) -> ErrorBody:
    if not isinstance(root, Mapping):
        return ErrorBody(message=root if isinstance(root, str) else "")
    inner = root.get("error")
    nested: Mapping[str, object] = inner if isinstance(inner, Mapping) else {}
    return ErrorBody(
        message=_first_text(
            nested.get("message"),
            root.get("message"),
            root.get("error_description"),
            None if isinstance(inner, bool) else inner,
        ),
        code=_short(_first_text(nested.get("code"), root.get("code"), inner)),
        fields=_field_errors(root.get("errors"), nested.get("errors"), nested.get("details")),
    )


def _first_text(*candidates: object) -> str:
    for candidate in candidates:
        spoken = isinstance(candidate, (str, int, float)) and not isinstance(candidate, bool)
        if spoken and (text := str(candidate).strip()):
            return text
    return ""


def _short(code: str) -> str:
    """`code` when it looks like one: ENDPOINT_NOT_FOUND, invalid_client, 1042."""
    return code if re.fullmatch(r"[A-Za-z0-9_.-]{1,64}", code) else ""


def _field_errors(*containers: object) -> tuple[str, ...]:
    for container in containers:
        if found := tuple(_lines(container)):
            return found
    return ()


def _lines(container: object) -> Iterator[str]:
    """`field: what is wrong with it` for every text inside, however it is nested, up to MOST_FIELD_ERRORS."""
    waiting: list[tuple[tuple[str, ...], object]] = [((), container)]
    found = 0
    while waiting:
        names, value = waiting.pop()
        if isinstance(value, Mapping):
            waiting += [((*names[-3:], str(name)), inner) for name, inner in reversed(tuple(value.items()))]
        elif isinstance(value, list):
            waiting += [(names, inner) for inner in reversed(value)]
        elif text := _first_text(value):
            found += 1
            if found > MOST_FIELD_ERRORS:
                yield _("… and more: “Show the answer” has all of them.")
                return
            yield plain(f"{'.'.join(names)}: {text}" if names else text)


def _is_page(exchange: Exchange, text: str) -> bool:
    return "html" in (exchange.header("content-type") or "").lower() or text.startswith("<")


def _page_title(text: str) -> str:
    """What the page calls itself, else its first line; it is not read as HTML beyond that."""
    found = _TITLE.search(text)
    return html.unescape(found.group(1)).strip() if found else text.partition("\n")[0]
