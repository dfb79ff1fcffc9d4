from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tallyfy_inspector.api.exchange import Credential, Exchange, Timings
from tallyfy_inspector.api.phases import Phases
from tests.support.asking import TOKEN, always, ask, client_for, closing, fetch
from tests.support.wire import Step, Wire, response, self_signed


class Watch:
    """A clock that is set by hand, in milliseconds."""

    def __init__(self) -> None:
        self.ms = 0.0

    def __call__(self) -> float:
        return self.ms / 1000


def timed(*steps: tuple[float, str], end: float) -> Timings:
    """The timings after `steps`, each noted at its millisecond, for an answer that ends at `end`."""
    watch = Watch()
    phases = Phases(watch)

    async def play() -> None:
        for watch.ms, step in steps:
            await phases.note(step, {"secret": object()})

    asyncio.run(play())
    watch.ms = end
    return phases.timings()


def told(timings: Timings) -> dict[str, float | None]:
    names = ("connect", "tls", "first_byte", "body", "total")
    found = {name: getattr(timings, name) for name in names}
    return {name: None if ms is None else round(ms, 6) for name, ms in found.items()}


NEW = (
    (1.0, "connection.connect_tcp.started"),
    (13.0, "connection.connect_tcp.complete"),
    (13.0, "connection.start_tls.started"),
    (41.0, "connection.start_tls.complete"),
    (42.0, "http11.send_request_headers.started"),
    (43.0, "http11.send_request_headers.complete"),
    (142.0, "http11.receive_response_headers.complete"),
    (150.0, "http11.receive_response_body.complete"),
)


def test_a_new_encrypted_connection_has_all_phases() -> None:
    assert told(timed(*NEW, end=160.0)) == {
        "connect": 13.0, "tls": 28.0, "first_byte": 100.0, "body": 18.0, "total": 160.0,
    }  # fmt: skip


def test_an_open_connection_has_neither_connect_nor_tls() -> None:
    shown = told(timed(*NEW[4:], end=160.0))
    assert (shown["connect"], shown["tls"]) == (None, None)
    assert (shown["first_byte"], shown["body"]) == (100.0, 18.0)


def test_what_a_proxy_takes_is_part_of_connecting() -> None:
    through = (
        (0.0, "connection.connect_tcp.started"),
        (5.0, "connection.connect_tcp.complete"),
        (5.0, "http11.send_request_headers.started"),
        (20.0, "http11.receive_response_headers.complete"),
        (20.0, "proxy.start_tls.started"),
        (50.0, "proxy.start_tls.complete"),
        (50.0, "http11.send_request_headers.started"),
        (90.0, "http11.receive_response_headers.complete"),
    )
    assert told(timed(*through, end=91.0)) == {
        "connect": 20.0, "tls": 30.0, "first_byte": 40.0, "body": 1.0, "total": 91.0,
    }  # fmt: skip


def test_the_names_of_other_steps_are_passed_over() -> None:
    odd = ((1.0, "connection.retry.started"), (2.0, "nonsense"), (3.0, ""), (4.0, "http2.new.started"))
    assert told(timed(*odd, *NEW[4:], end=160.0)) == told(timed(*NEW[4:], end=160.0))


@pytest.mark.parametrize("steps", [(), NEW[:4]])
def test_an_answer_that_told_nothing_has_times_that_are_not_negative(
    steps: tuple[tuple[float, str], ...],
) -> None:
    shown = told(timed(*steps, end=200.0))
    assert all(ms is None or ms >= 0 for ms in shown.values())
    assert shown["total"] == 200.0


# As the client measures them


def test_the_phases_of_a_new_connection_and_of_an_open_one() -> None:
    slow: list[Step] = [0.06, response(b"", length=4), 0.04, b"1234"]
    with Wire(always(*slow)) as wire:
        client = client_for(Credential(wire.url, TOKEN))

        async def twice() -> list[Exchange]:
            return [await client.fetch(ask(wire.url)) for _ in range(2)]

        new, open_ = (each.timings for each in asyncio.run(closing(client, twice())))
    assert wire.connections == 1
    assert new.connect is not None
    assert new.connect > 0
    assert (new.tls, open_.connect, open_.tls) == (None, None, None)
    for timings in (new, open_):
        assert timings.body is not None
        assert timings.first_byte >= 55
        assert timings.body >= 35
        parts = timings.first_byte + timings.body + (timings.connect or 0)
        assert parts <= timings.total + 0.001


def test_encryption_is_a_phase_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trusted = tmp_path / "own.pem"
    secured = self_signed(trusted)
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    with Wire(tls=secured) as wire:
        timings = fetch(wire.url).timings
    assert timings.tls is not None
    assert timings.connect is not None
    assert timings.tls > 0
    assert timings.tls + timings.connect + timings.first_byte <= timings.total + 0.001
