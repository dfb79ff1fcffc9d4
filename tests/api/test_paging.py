from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given

from tallyfy_inspector.api.exchange import (
    Credential,
    CutOff,
    Exchange,
    ListName,
    ListRequest,
    Timings,
    TransportError,
)
from tallyfy_inspector.api.paging import LONGEST_PAGE, MOST_PAGES, next_page
from tests.support.asking import ORG, TOKEN, always, client_for, closing, lines_of
from tests.support.samples import ANY_JSON
from tests.support.wire import Answer, Wire, as_json, response

OTHER = "https://elsewhere.example/users?per_page=9&page="


def answered(body: bytes, status: int = 200, cut_off: CutOff | None = None) -> Exchange:
    now, timings = datetime(2026, 11, 23, tzinfo=UTC), Timings(1.0, 1.0)
    return Exchange("u", status, "", (), (), body, len(body), now, timings, cut_off)


def page(**pagination: object) -> Exchange:
    return answered(as_json({"data": [], "meta": {"pagination": pagination}}))


@pytest.mark.parametrize(
    ("pagination", "following"),
    [
        ({"total_pages": 3, "current_page": 2}, 3),
        ({"total_pages": 2, "current_page": 2}, None),
        ({"total_pages": "3"}, 3),
        ({"total_pages": 0}, None),
        ({"total_pages": True}, None),
        ({"total_pages": None, "links": {"next": OTHER + "3"}}, 3),
        ({"links": {"next": OTHER + "7"}}, 7),
        ({"links": {"next": OTHER + "2"}}, None),
        ({"links": {"next": OTHER + "1"}}, None),
        ({"links": {"next": "http://[/?page=3"}}, None),
        ({"links": {"next": 3}}, None),
        ({"links": []}, None),
        ({"links": None}, None),
        ({}, None),
    ],
)
def test_where_a_list_goes_on_after_page_two(pagination: dict[str, Any], following: int | None) -> None:
    assert next_page(page(**pagination), 2) == following


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"[]", b"7", b"null", b'{"meta": []}', b'{"meta": {"pagination": 7}}']
)
def test_what_is_no_page_is_the_last(body: bytes) -> None:
    assert next_page(answered(body), 1) is None


def test_a_page_that_is_not_good_is_the_last() -> None:
    more = as_json({"meta": {"pagination": {"total_pages": 9}}})
    assert next_page(answered(more), 1) == 2
    assert next_page(answered(more, 403), 1) is None
    assert next_page(answered(more, cut_off=CutOff("too_large")), 1) is None


@given(ANY_JSON)
def test_a_later_page_or_none_whatever_is_answered(value: Any) -> None:
    for pagination in (value, {"total_pages": value}, {"links": value}, {"links": {"next": value}}):
        try:
            body = as_json({"meta": {"pagination": pagination}})
        except (TypeError, ValueError):
            continue
        following = next_page(answered(body), 4)
        assert following is None or following > 4


# The client reads all pages of a list


def pages(total: int) -> Answer:
    """A server whose lists have `total` pages, each with its own number in it."""

    def answer(head: bytes) -> list[bytes]:
        number = int(head.split(b"page=")[1].split(b"&")[0])
        links = {"next": f"https://elsewhere.example/?page={number + 1}"}
        pagination = {"total_pages": total, "current_page": number, "links": links}
        return [response(as_json({"data": [{"id": number}], "meta": {"pagination": pagination}}))]

    return answer


def read(base_url: str, name: ListName = "users_list", **options: Any) -> tuple[Exchange, ...]:
    client = client_for(Credential(options.pop("bound_to", base_url), TOKEN), **options)
    return asyncio.run(closing(client, client.fetch_list(ListRequest(base_url, ORG, name))))


def test_every_page_is_asked_for_once_with_the_token() -> None:
    with Wire(pages(3)) as wire:
        exchanges = read(wire.url)
    assert [lines_of(head)[0] for head in wire.heard] == [
        f"GET /organizations/{ORG}/users-list?page={number}&per_page=100 HTTP/1.1" for number in (1, 2, 3)
    ]
    assert all(f"Authorization: Bearer {TOKEN}".encode() in head for head in wire.heard)
    assert [exchange.status for exchange in exchanges] == [200, 200, 200]
    assert TOKEN not in repr(exchanges)


def test_a_list_without_pages_is_read_at_once() -> None:
    with Wire(always(response(b'{"data":[{"id":1}]}'))) as wire:
        (exchange,) = read(wire.url, "groups")
    assert exchange.url == f"{wire.url}/organizations/{ORG}/groups?page=1&per_page=100"


def test_a_list_without_end_ends() -> None:
    with Wire(pages(10**6)) as wire:
        assert len(read(wire.url)) == MOST_PAGES == len(wire.heard)


def test_a_refusal_ends_the_list_and_is_kept() -> None:
    def answer(head: bytes) -> list[bytes]:
        return [response(b"{}", "403 Forbidden")] if b"page=2&" in head else list(map(bytes, pages(5)(head)))  # type: ignore[arg-type]

    with Wire(answer) as wire:
        assert [exchange.status for exchange in read(wire.url)] == [200, 403]


def test_a_page_of_megabytes_is_cut_off() -> None:
    with Wire(always(response(b'{"data":["' + b"x" * LONGEST_PAGE + b'"]}'))) as wire:
        (exchange,) = read(wire.url)
    assert exchange.cut_off is not None
    assert (exchange.cut_off.kind, len(exchange.body)) == ("too_large", LONGEST_PAGE)


def test_the_token_of_another_origin_is_not_sent() -> None:
    with Wire() as wire, Wire() as stranger:
        with pytest.raises(TransportError) as caught:
            read(wire.url, bound_to=stranger.url)
        assert (wire.heard, stranger.connections, caught.value.kind) == ([], 0, "origin")


def test_an_organization_that_is_no_id_is_refused_before_anything_is_sent() -> None:
    with Wire() as wire:
        client = client_for(Credential(wire.url, TOKEN))
        request = ListRequest(wire.url, "../me", "groups")
        with pytest.raises(TransportError) as caught:
            asyncio.run(closing(client, client.fetch_list(request)))
    assert (caught.value.kind, wire.connections) == ("route", 0)


def test_without_a_token_nothing_is_asked() -> None:
    client = client_for(None)
    with pytest.raises(TransportError) as caught:
        asyncio.run(
            closing(client, client.fetch_list(ListRequest("https://go.tallyfy.com/api", ORG, "groups")))
        )
    assert caught.value.kind == "no_token"
