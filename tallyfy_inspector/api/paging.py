"""Where a list goes on: the number of the next page, from what an answer says of its pages.

`meta.pagination` holds `total_pages` and `current_page`, or only `links` with the next page's address. Of an
address only the page number is read, since it may name another base than the one that was asked. Knows no
list and asks for nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit

from tallyfy_inspector.api.exchange import Exchange
from tallyfy_inspector.document.parse import ParseError, parse

MOST_PAGES = 50
LONGEST_PAGE = 4 * 2**20
"""Decoded bytes of one page: a hundred entries are far below, and reading more would hold the window up."""


def next_page(exchange: Exchange, asked: int) -> int | None:
    """The page to ask for after page `asked`, whose answer is `exchange`; None after the last one, and after
    one that is not good. Always later than `asked`, whatever the answer says."""
    if not 200 <= exchange.status < 300 or exchange.cut_off is not None:
        return None
    try:
        root = parse(exchange.body).root
    except ParseError:
        return None
    pagination = _inside(_inside(root, "meta"), "pagination")
    total, links = _whole(pagination.get("total_pages")), _inside(pagination, "links")
    if total is not None:
        return asked + 1 if asked < total else None
    following = _page_in(links.get("next"))
    return following if following is not None and following > asked else None


def _inside(value: object, key: str) -> Mapping[str, object]:
    """The object under `key`; PHP sends an empty one as a list."""
    inner = value.get(key) if isinstance(value, Mapping) else None
    return inner if isinstance(inner, Mapping) else {}


def _whole(value: object) -> int | None:
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10:
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _page_in(address: object) -> int | None:
    if not isinstance(address, str):
        return None
    try:
        pages = parse_qs(urlsplit(address).query).get("page", [])
    except ValueError:
        return None
    return _whole(pages[-1]) if pages else None
