from __future__ import annotations

import gzip
import tracemalloc
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.api.body import INFLATION_COUNTS_FROM, Body
from tallyfy_inspector.api.exchange import CutOff
from tests.support.asking import always, fetch
from tests.support.wire import CLOSE, GOOD, RESET, Step, Wire, response, unsized, zipped

MB = 2**20


def fed(body: Body, data: bytes, size: int = 65536) -> CutOff | None:
    for start in range(0, len(data), size):
        if stop := body.feed(data[start : start + size]):
            return stop
    return None


@given(st.binary(max_size=3000), st.integers(1, 400), st.sampled_from(["gzip", "identity", "x-gzip", None]))
def test_any_body_in_any_pieces_comes_out_whole(data: bytes, size: int, encoding: str | None) -> None:
    wire = gzip.compress(data) if encoding in ("gzip", "x-gzip") else data
    body = Body(encoding, MB)
    assert fed(body, wire, size) is None
    assert body.finish(length_was_told=False) is None
    assert body.content() == data
    assert body.wire_bytes == len(wire)


@pytest.mark.parametrize("encoding", ["", "identity", " Identity ", "identity, identity", None])
def test_no_encoding_under_its_several_names(encoding: str | None) -> None:
    body = Body(encoding, MB)
    assert body.feed(b"as it is") is None
    assert body.content() == b"as it is"


@pytest.mark.parametrize("encoding", ["br", "zstd", "deflate", "gzip, gzip", "gzip, br", "nonsense"])
def test_an_encoding_that_was_not_asked_for_is_not_guessed_at(encoding: str) -> None:
    body = Body(encoding, MB)
    assert body.feed(b"\x1b\x03\x00") == CutOff("encoding")
    assert Body(encoding, MB).finish(length_was_told=True) == CutOff("encoding")
    assert body.content() == b""


def test_several_gzip_members_are_one_body() -> None:
    wire = gzip.compress(b"one ") + gzip.compress(b"two ") + gzip.compress(b"three")
    for size in (1, 7, 10_000):
        body = Body("gzip", MB)
        assert fed(body, wire, size) is None
        assert body.finish(length_was_told=True) is None
        assert body.content() == b"one two three"


def test_what_follows_the_last_member_is_passed_over() -> None:
    body = Body("gzip", MB)
    assert fed(body, gzip.compress(b"all") + b"\0" * 20, 9) is None
    assert body.finish(length_was_told=True) is None
    assert body.content() == b"all"


def test_an_empty_compressed_body_is_whole() -> None:
    body = Body("gzip", MB)
    assert body.finish(length_was_told=True) is None
    assert body.content() == b""


@pytest.mark.parametrize(("told", "kind"), [(True, "encoding"), (False, "connection")])
def test_a_compressed_body_that_stops_early_keeps_what_came(told: bool, kind: str) -> None:
    data = bytes(range(256)) * 500
    wire = gzip.compress(data, compresslevel=0)
    body = Body("gzip", MB)
    assert fed(body, wire[: len(wire) // 2]) is None
    assert body.finish(length_was_told=told) == CutOff(kind)
    assert 1000 < len(body.content()) < len(data)
    assert data.startswith(body.content())


def test_what_is_not_gzip_is_said_to_be_unreadable() -> None:
    body = Body("gzip", MB)
    assert body.feed(b'{"data": {}}') == CutOff("encoding")


def test_damage_in_the_middle_keeps_what_came_before() -> None:
    data = bytes(range(256)) * 2000
    wire = bytearray(gzip.compress(data, compresslevel=0))
    wire[-8:-4] = b"\0\0\0\0"  # the checksum
    body = Body("gzip", MB)
    assert fed(body, bytes(wire)) == CutOff("encoding")
    assert len(body.content()) >= len(data) - 65536
    assert data.startswith(body.content())


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
@pytest.mark.parametrize("excess", [0, 1, 5000])
def test_the_cap_keeps_exactly_what_it_allows(encoding: str, excess: int) -> None:
    limit = 10_000
    data = bytes(n % 251 for n in range(limit + excess))
    body = Body(encoding, limit)
    stop = fed(body, gzip.compress(data) if encoding == "gzip" else data, 777)
    assert stop == (CutOff("too_large", limit) if excess else None)
    assert body.content() == data[:limit]


def test_a_bomb_is_stopped_before_it_fills_the_memory() -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join(packer.compress(b" " * MB) for _ in range(300)) + packer.flush()
    tracemalloc.start()
    try:
        body = Body("gzip", 1024 * MB)
        stop = fed(body, bomb, len(bomb))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert stop == CutOff("inflates")
    assert len(body.content()) <= 200 * len(bomb)
    assert peak < 200 * len(bomb) + 8 * MB


def test_a_bomb_in_small_pieces_is_stopped_early() -> None:
    bomb = gzip.compress(b" " * (64 * MB), 9)
    body = Body("gzip", 1024 * MB)
    assert fed(body, bomb, 1000) == CutOff("inflates")
    assert len(body.content()) <= 2 * INFLATION_COUNTS_FROM


def test_a_small_answer_may_shrink_as_far_as_it_likes() -> None:
    data = b" " * INFLATION_COUNTS_FROM
    body = Body("gzip", 8 * MB)
    assert fed(body, gzip.compress(data, 9)) is None
    assert body.finish(length_was_told=True) is None
    assert body.content() == data


def test_json_that_shrinks_well_is_no_bomb() -> None:
    data = b"".join(
        b'{"id":"%032x","title":"Collect the sign-off","required":false},' % n for n in range(60_000)
    )
    wire = gzip.compress(data)
    body = Body("gzip", 16 * MB)
    assert fed(body, wire) is None
    assert body.finish(length_was_told=True) is None
    assert body.content() == data


# Over the wire


def test_gzip_is_unpacked_and_both_sizes_are_told() -> None:
    data = GOOD * 1000
    with Wire(always(response(zipped(data), headers={"Content-Encoding": "gzip"}))) as wire:
        exchange = fetch(wire.url)
    assert (exchange.body, exchange.wire_bytes, exchange.cut_off) == (data, len(zipped(data)), None)


def test_chunks_and_bodies_without_a_length_are_read_to_their_end() -> None:
    chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n12345\r\n3\r\n678\r\n0\r\n\r\n"
    with Wire(always(chunked)) as wire:
        assert fetch(wire.url).body == b"12345678"
    with Wire(always(*unsized(GOOD))) as wire:
        exchange = fetch(wire.url)
    assert (exchange.body, exchange.cut_off) == (GOOD, None)


def test_a_bomb_is_stopped() -> None:
    bomb = gzip.compress(b" " * (40 * 2**20), 9)
    with Wire(always(response(bomb, headers={"Content-Encoding": "gzip"}))) as wire:
        exchange = fetch(wire.url)
    assert exchange.cut_off == CutOff("inflates")
    assert len(exchange.body) < 16 * 2**20


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_the_cap_counts_decoded_bytes(encoding: str) -> None:
    data = bytes(n % 251 for n in range(300_000))
    wire_body = zipped(data) if encoding == "gzip" else data
    with Wire(always(response(wire_body, headers={"Content-Encoding": encoding}))) as wire:
        exchange = fetch(wire.url, max_body=100_000)
        whole = fetch(wire.url, max_body=300_000)
    assert exchange.cut_off == CutOff("too_large", 100_000)
    assert exchange.body == data[:100_000]
    assert (whole.body, whole.cut_off) == (data, None)


def test_an_unknown_encoding_is_not_shown_as_if_it_were_the_body() -> None:
    with Wire(always(response(b"\x1b\x2f", headers={"Content-Encoding": "br"}))) as wire:
        exchange = fetch(wire.url)
    assert (exchange.status, exchange.body, exchange.cut_off) == (200, b"", CutOff("encoding"))


@pytest.mark.parametrize(
    ("ending", "kind"), [(CLOSE, "connection"), (RESET, "connection"), (5.0, "timeout")], ids=str
)
def test_a_body_that_stops_half_way_is_an_answer_cut_off(ending: Step, kind: str) -> None:
    with Wire(always(response(GOOD, length=len(GOOD) + 100), 0.1, ending)) as wire:
        exchange = fetch(wire.url, read_timeout=0.4)
    assert (exchange.status, exchange.cut_off) == (200, CutOff(kind))
    assert exchange.body == GOOD


def test_a_chunked_body_that_stops_half_way_too() -> None:
    begun = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n12345\r\n"
    with Wire(always(begun, CLOSE)) as wire:
        exchange = fetch(wire.url)
    assert (exchange.body, exchange.cut_off) == (b"12345", CutOff("connection"))


def test_gzip_cut_by_the_connection_keeps_what_could_be_unpacked() -> None:
    data = bytes(n * n % 251 for n in range(200_000))
    half = gzip.compress(data, 0)[:100_000]
    with Wire(always(*unsized(half, {"Content-Encoding": "gzip"}))) as wire:
        exchange = fetch(wire.url)
    assert exchange.cut_off == CutOff("connection")
    assert len(exchange.body) > 50_000
    assert data.startswith(exchange.body)
