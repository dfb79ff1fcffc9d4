from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from tallyfy_inspector.api.exchange import (
    Credential,
    Exchange,
    ProcessAnswer,
    ProcessRequest,
    TransportError,
)
from tallyfy_inspector.api.paging import LONGEST_PAGE, MOST_PAGES
from tallyfy_inspector.api.process_tasks import is_good, process_url, read_process, tasks_url
from tests.support.asking import ORG, RUN, TOKEN, always, client_for, closing, lines_of
from tests.support.exchanges import exchange
from tests.support.wire import RESET, Answer, Wire, as_json, response

BASE = "https://go.tallyfy.com/api"
PROCESS = as_json({"data": {"id": RUN, "name": "Install"}})


def a_process(
    pages: int, links: Callable[[str, int], object] | None = None, total_pages: bool = True
) -> Answer:
    """A server whose process has `pages` pages of tasks; `links` makes what stands beside the numbers."""

    def answer(head: bytes) -> list[bytes]:
        if b"page=" not in head:
            return [response(PROCESS)]
        number = int(head.split(b"page=")[1].split(b"&")[0])
        path = head.split(b" ")[1].split(b"?")[0].decode()
        pagination: dict[str, object] = {"current_page": number}
        if total_pages:
            pagination["total_pages"] = pages
        if links is not None:
            pagination["links"] = links(path, number)
        return [response(as_json({"data": [{"id": f"t{number}"}], "meta": {"pagination": pagination}}))]

    return answer


def read(base_url: str, **options: Any) -> ProcessAnswer:
    client = client_for(Credential(options.pop("bound_to", base_url), TOKEN), **options)
    request = ProcessRequest(base_url, options.pop("organization", ORG), RUN)
    return asyncio.run(closing(client, client.process(request)))


def paths(wire: Wire) -> list[str]:
    return [lines_of(head)[0].split(" ")[1] for head in wire.heard]


PATH = f"/organizations/{ORG}/runs/{RUN}"


def test_the_process_and_every_page_of_its_tasks_are_asked_for_once() -> None:
    with Wire(a_process(3)) as wire:
        answer = read(wire.url)
    assert paths(wire) == [PATH, *(f"{PATH}/tasks?page={page}&per_page=100" for page in (1, 2, 3))]
    assert all(f"Authorization: Bearer {TOKEN}".encode() in head for head in wire.heard)
    assert answer.process.body == PROCESS
    assert [page.status for page in answer.pages] == [200, 200, 200]
    assert TOKEN not in repr(answer)
    assert "Install" not in repr(answer)


@pytest.mark.parametrize("links", [[], None, {}, {"previous": "x"}, "x", 7])
def test_links_of_any_kind_do_no_harm_where_the_number_of_pages_is_told(links: object) -> None:
    with Wire(a_process(2, lambda _path, _page: links)) as wire:
        assert len(read(wire.url).pages) == 2


def test_a_link_to_another_server_is_a_page_number_and_no_more() -> None:
    with Wire() as stranger:

        def links(path: str, page: int) -> object:
            return {"next": f"{stranger.url}{path}?page={page + 1}"} if page < 3 else []

        with Wire(a_process(0, links, total_pages=False)) as wire:
            answer = read(wire.url)
        assert len(answer.pages) == 3
        assert (stranger.connections, stranger.heard) == (0, [])


def test_a_process_without_end_ends() -> None:
    with Wire(a_process(10**6)) as wire:
        answer = read(wire.url)
        assert len(answer.pages) == MOST_PAGES == len(wire.heard) - 1
    assert answer.more


def test_a_process_of_exactly_as_many_pages_is_read_whole() -> None:
    with Wire(a_process(MOST_PAGES)) as wire:
        answer = read(wire.url)
    assert (len(answer.pages), answer.more, answer.broken) == (MOST_PAGES, False, None)


class Rests:
    """Lets everything be asked `most` times; `told` is what each attempt came to."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.told: list[tuple[int, int | str]] = []

    async def __call__(self, attempt: int, came: Exchange | TransportError) -> bool:
        self.told.append((attempt, came.kind if isinstance(came, TransportError) else came.status))
        return self.told[-1][1] != 200 and attempt < self.most


def test_each_get_is_made_again_as_the_rest_says() -> None:
    good = a_process(2)
    trouble: list[Any] = [[RESET], None, [response(b"{}", "503 x")], [RESET], None, None]

    def answer(head: bytes) -> Any:
        return trouble.pop(0) or good(head)

    rests = Rests(3)
    with Wire(answer) as wire:
        client = client_for(Credential(wire.url, TOKEN))
        came = asyncio.run(closing(client, client.process(ProcessRequest(wire.url, ORG, RUN), rests)))
    assert [page.status for page in came.pages] == [200, 200]
    assert rests.told == [(1, "network"), (2, 200), (1, 503), (2, "network"), (3, 200), (1, 200)]


@pytest.mark.parametrize("breaks", [1, 3])
def test_the_pages_that_came_before_one_that_did_not_are_kept(breaks: int) -> None:
    good = a_process(5)

    def answer(head: bytes) -> Any:
        return [RESET] if f"page={breaks}&".encode() in head else good(head)

    with Wire(answer) as wire:
        if breaks == 1:  # then there is no list at all
            with pytest.raises(TransportError):
                read(wire.url)
            return
        came = read(wire.url)
    assert [page.status for page in came.pages] == [200, 200]
    assert came.broken is not None
    assert (came.broken.kind, came.more) == ("network", False)


@pytest.mark.parametrize("status", ["401 Unauthorized", "403 Forbidden", "404 Not Found", "302 Found"])
def test_the_tasks_of_a_process_that_is_refused_are_not_asked_for(status: str) -> None:
    with Wire(always(response(b"{}", status, {"Location": "http://elsewhere.example/"}))) as wire:
        answer = read(wire.url)
    assert (answer.process.status, answer.pages, paths(wire)) == (int(status[:3]), (), [PATH])


def test_a_page_that_is_refused_is_the_last() -> None:
    good = a_process(5)

    def answer(head: bytes) -> Any:
        return [response(b"{}", "403 Forbidden")] if b"page=2&" in head else good(head)

    with Wire(answer) as wire:
        assert [page.status for page in read(wire.url).pages] == [200, 403]


def test_a_process_of_megabytes_is_cut_off_and_its_tasks_not_asked_for() -> None:
    with Wire(always(response(b'{"data":["' + b"x" * LONGEST_PAGE + b'"]}'))) as wire:
        answer = read(wire.url)
    assert answer.process.cut_off is not None
    assert (answer.pages, len(wire.heard)) == ((), 1)


def test_the_token_of_another_origin_is_not_sent() -> None:
    with Wire() as wire, Wire() as stranger:
        with pytest.raises(TransportError) as caught:
            read(wire.url, bound_to=stranger.url)
        assert (wire.heard, stranger.connections, caught.value.kind) == ([], 0, "origin")


@pytest.mark.parametrize("run", ["", "..", "a/b", "a?b", "a b", "ä", "x" * 256])
def test_a_process_that_is_no_id_is_refused_before_anything_is_sent(run: str) -> None:
    with Wire() as wire:
        client = client_for(Credential(wire.url, TOKEN))
        with pytest.raises(TransportError) as caught:
            asyncio.run(closing(client, client.process(ProcessRequest(wire.url, ORG, run))))
    assert (caught.value.kind, wire.connections) == ("route", 0)


def test_the_addresses() -> None:
    request = ProcessRequest(BASE, ORG, RUN)
    assert process_url(request) == f"{BASE}{PATH}"
    assert tasks_url(request, 2) == f"{BASE}{PATH}/tasks?page=2&per_page=100"


def test_what_is_read_is_up_to_who_gets_it() -> None:
    asked: list[tuple[str, int]] = []

    async def get(url: str, max_body: int) -> Exchange:
        asked.append((url, max_body))
        return exchange(200, {"data": []}, url=url)

    answer = asyncio.run(read_process(get, ProcessRequest(BASE, ORG, RUN)))
    assert [each.url for each in (answer.process, *answer.pages)] == [url for url, _cap in asked]
    assert {cap for _url, cap in asked} == {LONGEST_PAGE}


@pytest.mark.parametrize(("status", "good"), [(199, False), (200, True), (204, True), (300, False)])
def test_only_a_success_is_worth_going_on(status: int, good: bool) -> None:
    assert is_good(exchange(status)) is good
