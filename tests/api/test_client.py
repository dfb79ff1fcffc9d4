from __future__ import annotations

import asyncio
import logging
import re
import subprocess
import sys
import time
import traceback
from pathlib import Path

import pytest

from tallyfy_inspector import __version__
from tallyfy_inspector.api.client import Client
from tallyfy_inspector.api.exchange import Credential, Exchange, FetchRequest, TransportError
from tests.support import asking
from tests.support.asking import (
    NOW,
    ORG,
    RUN,
    TASK,
    TOKEN,
    always,
    ask,
    client_for,
    closing,
    fetch,
    lines_of,
    refusal,
)
from tests.support.wire import CLOSE, GOOD, RESET, Step, Wire, response, zipped

# What is sent


def test_one_get_with_these_headers_and_no_others() -> None:
    with Wire() as wire:
        fetch(wire.url)
    (head,) = wire.heard
    first, *headers = lines_of(head)
    assert first == f"GET /organizations/{ORG}/tasks/{TASK} HTTP/1.1"
    assert [line.lower() for line in headers if line] == [
        f"host: 127.0.0.1:{wire.port}",
        "accept: application/json",
        "x-tallyfy-client: apiclient",
        "accept-encoding: gzip, identity",
        f"user-agent: tallyfy-inspector/{__version__}",
        f"authorization: bearer {TOKEN.lower()}",
    ]
    assert f"Authorization: Bearer {TOKEN}" in headers


def test_includes_and_process_are_in_the_address_as_the_exchange_tells() -> None:
    with Wire() as wire:
        client = client_for(Credential(wire.url, TOKEN))
        request = ask(f"{wire.url}/api", run=RUN, includes=("form_fields", "ko-form-fields"))
        exchange = asyncio.run(closing(client, client.fetch(request)))
    target = f"/api/organizations/{ORG}/runs/{RUN}/tasks/{TASK}?with=form_fields,ko-form-fields"
    assert exchange.url == wire.url + target
    assert lines_of(wire.heard[0])[0] == f"GET {target} HTTP/1.1"


def test_the_exchange_tells_everything_but_the_token() -> None:
    answer = response(headers={"X-Request-Id": "abc", "Set-Cookie": "a=1", "set-cookie": "b=2"})
    with Wire(always(answer)) as wire:
        exchange = fetch(wire.url)
    assert (exchange.status, exchange.reason, exchange.body) == (200, "OK", GOOD)
    assert exchange.wire_bytes == len(GOOD)
    assert exchange.started_at == NOW
    assert exchange.cut_off is None
    assert 0 < exchange.timings.first_byte <= exchange.timings.total < 5000
    assert [name for name, _value in exchange.request_headers] == [
        "Host",
        "Accept",
        "X-Tallyfy-Client",
        "Accept-Encoding",
        "User-Agent",
    ]
    assert exchange.header("X-Request-ID") == "abc"
    cookies = [header for header in exchange.response_headers if header[0].lower() == "set-cookie"]
    assert cookies == [("Set-Cookie", "a=1"), ("set-cookie", "b=2")]
    assert exchange.http_version == "HTTP/1.1"
    assert TOKEN not in repr(exchange)
    assert TOKEN not in str(exchange.request_headers)


def test_the_version_is_the_one_the_answer_names() -> None:
    with Wire(always(response().replace(b"HTTP/1.1", b"HTTP/1.0"), CLOSE)) as wire:
        assert fetch(wire.url).http_version == "HTTP/1.0"


def test_who_am_i_asks_with_the_given_token() -> None:
    with Wire() as wire:
        client = client_for(Credential("https://elsewhere.example", "another"))
        asyncio.run(closing(client, client.who_am_i(f"{wire.url}/api/", TOKEN)))
    assert lines_of(wire.heard[0])[0] == "GET /api/me HTTP/1.1"
    assert f"Authorization: Bearer {TOKEN}".encode() in wire.heard[0]


def test_the_organizations_of_a_token_come_from_all_pages() -> None:
    with Wire(always(response(b'{"meta":{"pagination":{"total_pages":2,"links":[]}}}'))) as wire:
        found = asyncio.run(closing(client := client_for(None), client.organizations(wire.url, TOKEN)))
    assert len(found) == len(wire.heard) == 2
    for n, head in enumerate(wire.heard, 1):
        assert lines_of(head)[0] == f"GET /me/organizations?page={n}&per_page=100 HTTP/1.1"
        assert f"Authorization: Bearer {TOKEN}".encode() in head


def test_cookies_are_not_kept() -> None:
    with Wire(always(response(headers={"Set-Cookie": "session=1; Path=/"}))) as wire:
        client = client_for(Credential(wire.url, TOKEN))

        async def twice() -> None:
            await client.fetch(ask(wire.url))
            await client.fetch(ask(wire.url))

        asyncio.run(closing(client, twice()))
    assert len(wire.heard) == 2
    assert all(b"cookie" not in head.lower() for head in wire.heard)


def test_a_netrc_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login NETRCUSER password NETRCPASS\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    with Wire() as wire:
        fetch(wire.url)
    assert wire.heard[0].count(b"uthorization") == 1
    assert f"Authorization: Bearer {TOKEN}".encode() in wire.heard[0]


# Where the token goes: a second port listens and hears nothing


@pytest.mark.parametrize(
    "status", ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"]
)
def test_a_redirect_is_an_answer_and_is_not_followed(status: str) -> None:
    with Wire() as stranger:
        answer = response(b"", status, {"Location": f"{stranger.url}/organizations/{ORG}/tasks/{TASK}"})
        with Wire(always(answer)) as wire:
            exchange = fetch(wire.url)
    assert exchange.status == int(status[:3])
    assert len(wire.heard) == 1
    assert stranger.connections == 0


@pytest.mark.parametrize("location", ["http://[", "https://user:pw@", "//", "http://x:99999999", "\x7f"])
def test_a_redirect_to_nonsense_is_an_answer_too(location: str) -> None:
    with Wire(always(response(b"", "302 Found", {"Location": location}))) as wire:
        assert fetch(wire.url).status == 302


@pytest.mark.parametrize(
    "other", ["http://127.0.0.1:1", "http://localhost:{port}", "https://127.0.0.1:{port}", "", "nonsense"]
)
def test_a_token_of_another_origin_is_not_sent(other: str) -> None:
    with Wire() as wire:
        client = client_for(Credential(other.format(port=wire.port), TOKEN))
        with pytest.raises(TransportError) as caught:
            asyncio.run(closing(client, client.fetch(ask(wire.url))))
    assert (caught.value.kind, caught.value.host) == ("origin", "127.0.0.1")
    assert wire.connections == 0


def test_a_changed_base_address_hears_nothing_while_the_first_goes_on_working() -> None:
    with Wire() as own, Wire() as stranger:
        client = client_for(Credential(own.url, TOKEN))

        async def back_and_forth() -> None:
            await client.fetch(ask(own.url))
            with pytest.raises(TransportError, match="origin"):
                await client.fetch(ask(stranger.url))
            await client.fetch(ask(own.url))

        asyncio.run(closing(client, back_and_forth()))
    assert len(own.heard) == 2
    assert stranger.connections == 0


def test_without_a_token_nothing_is_sent() -> None:
    with Wire() as wire:
        client = client_for(None)
        with pytest.raises(TransportError, match="no_token"):
            asyncio.run(closing(client, client.fetch(ask(wire.url))))
    assert wire.connections == 0


@pytest.mark.parametrize(
    "token", ["", "CANARY X", "CANARY\r\nX-Evil: 1", " CANARY", "CANARY\n", "CANÄRY", "CANARY\x00"]
)
def test_a_token_that_is_none_is_refused_without_being_repeated(token: str) -> None:
    with Wire() as wire:
        client = client_for(Credential(wire.url, token))
        with pytest.raises(TransportError, match="no_token") as caught:
            asyncio.run(closing(client, client.fetch(ask(wire.url))))
    assert caught.value.detail.startswith("The token is empty")
    assert not re.search("CAN.RY", "".join(traceback.format_exception(caught.value)))
    assert wire.connections == 0


@pytest.mark.parametrize(
    "request_",
    [
        FetchRequest("http://127.0.0.1:{port}", "../x", TASK),
        FetchRequest("http://127.0.0.1:{port}", ORG, "a/b"),
        FetchRequest("http://127.0.0.1:{port}", ORG, TASK, run=""),
        FetchRequest("http://127.0.0.1:{port}", ORG, TASK, includes=("a&b",)),
        FetchRequest("http://tallyfy.example:{port}", ORG, TASK),
        FetchRequest("http://user@127.0.0.1:{port}", ORG, TASK),
    ],
)
def test_what_is_not_in_the_route_table_is_not_sent(request_: FetchRequest) -> None:
    with Wire() as wire:
        base_url = request_.base_url.format(port=wire.port)
        asked = FetchRequest(base_url, request_.organization, request_.task, request_.run, request_.includes)
        client = client_for(Credential(wire.url, TOKEN))
        with pytest.raises(TransportError) as caught:
            asyncio.run(closing(client, client.fetch(asked)))
    assert caught.value.kind == "route"
    assert caught.value.detail.endswith(".")
    assert wire.connections == 0


def test_nothing_that_goes_wrong_names_the_token(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with Wire(always(RESET)) as wire:
        error = refusal(wire.url)
    with Wire() as wire:
        fetch(wire.url)
    assert TOKEN not in "".join(traceback.format_exception(error))
    assert TOKEN not in caplog.text
    assert not [
        r for r in caplog.records if r.name.partition(".")[0] in ("httpx", "httpcore") and r.levelno < 30
    ]


@pytest.mark.parametrize(
    "status", ["401 Unauthorized", "404 Not Found", "500 Oh", "204 No Content", "304 Same", "799 X"]
)
def test_any_status_is_an_answer(status: str) -> None:
    with Wire(always(response(b"", status))) as wire:
        exchange = fetch(wire.url)
    assert f"{exchange.status} {exchange.reason}" == status


# Stopping


@pytest.mark.parametrize(
    "slow",
    [[5.0], [response(GOOD, length=10_000), 5.0], [response(zipped(GOOD), length=10_000), 5.0]],
    ids=["before the headers", "in the body", "in a compressed body"],
)
def test_cancelling_is_prompt_and_leaves_the_client_usable(slow: list[Step]) -> None:
    answers: list[list[Step]] = [slow, slow, [response()]]

    async def stop_twice_then_fetch(client: Client, url: str) -> tuple[list[float], Exchange]:
        took = []
        for _ in range(2):
            job = asyncio.create_task(client.fetch(ask(url)))
            await asyncio.sleep(0.3)
            began = time.perf_counter()
            job.cancel()
            with pytest.raises(asyncio.CancelledError):
                await job
            took.append(time.perf_counter() - began)
        return took, await client.fetch(ask(url))

    with Wire(lambda _head: answers.pop(0)) as wire:
        client = client_for(Credential(wire.url, TOKEN))
        took, exchange = asyncio.run(closing(client, stop_twice_then_fetch(client, wire.url)))
    assert max(took) < 0.1
    assert exchange.body == GOOD


def test_cancelling_in_the_middle_of_a_stream_that_never_pauses() -> None:
    def flood(_head: bytes) -> list[Step]:
        return [response(b"", length=2**40), *[b"x" * 2**20] * 400]

    async def stop(client: Client, url: str) -> float:
        job = asyncio.create_task(client.fetch(ask(url)))
        await asyncio.sleep(0.1)
        began = time.perf_counter()
        job.cancel()
        with pytest.raises(asyncio.CancelledError):
            await job
        return time.perf_counter() - began

    with Wire(flood) as wire:
        client = client_for(Credential(wire.url, TOKEN), max_body=2**40)
        assert asyncio.run(closing(client, stop(client, wire.url))) < 0.1


def test_a_connection_the_server_closed_meanwhile_is_replaced() -> None:
    with Wire(always(response(), CLOSE)) as wire:
        client = client_for(Credential(wire.url, TOKEN))

        async def twice() -> list[int]:
            first = await client.fetch(ask(wire.url))
            await asyncio.sleep(0.1)
            second = await client.fetch(ask(wire.url))
            return [first.status, second.status]

        assert asyncio.run(closing(client, twice())) == [200, 200]


def test_one_connection_serves_several_requests_and_is_closed_at_the_end() -> None:
    with Wire() as wire:
        client = client_for(Credential(wire.url, TOKEN))

        async def thrice() -> None:
            for _ in range(3):
                await client.fetch(ask(wire.url))
            await client.aclose()
            await client.aclose()
            await client.fetch(ask(wire.url))

        asyncio.run(closing(client, thrice()))
    assert (len(wire.heard), wire.connections) == (4, 2)


def test_what_the_token_callable_raises_is_passed_on() -> None:
    class VaultLockedError(Exception):
        pass

    async def locked() -> Credential | None:
        raise VaultLockedError

    client = Client(locked, lambda: NOW)
    with pytest.raises(VaultLockedError):
        asyncio.run(client.fetch(ask("http://127.0.0.1:1")))


def test_httpx_is_not_loaded_before_it_is_needed() -> None:
    loading = (
        "import sys, tallyfy_inspector.api.client\n"
        "print(sorted({'httpx', 'httpcore', 'truststore', 'anyio', 'urllib.request'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", loading], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_there_is_no_way_to_send_anything_but_get() -> None:
    assert {name for name in vars(Client) if not name.startswith("_")} - {"aclose"} == set(asking.QUESTIONS)
    for name in asking.QUESTIONS:
        assert {head.split()[0] for head in asking.heard_of(name)} == {b"GET"}, name
