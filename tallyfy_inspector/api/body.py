"""Takes in a response's body as it arrives: decompresses it and stops it before it grows too large.

Every limit is checked before a piece is kept, so that neither an endless answer nor a few bytes that
inflate without end can fill the memory. Knows bytes only: no network, no JSON. `api.client` feeds it.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Protocol

from tallyfy_inspector.api.exchange import CutOff

MOST_INFLATION = 200
"""A compressed body that grows more than this many times is stopped …"""
INFLATION_COUNTS_FROM = 2**20
"""… once it has given this many bytes: a small answer of blanks alone may well shrink that far."""

_PIECE = 2**18
_GZIP_MAGIC = b"\x1f\x8b"
_AS_GZIP = 16 + zlib.MAX_WBITS


class _Decoder(Protocol):
    """Turns the bytes of the wire into decoded pieces of bounded size."""

    @property
    def complete(self) -> bool: ...

    def pieces(self, chunk: bytes) -> Iterator[bytes]: ...


class Body:
    """The body of one response. `feed` it the chunks as they come, then `finish` it unless it was cut off."""

    def __init__(self, content_encoding: str | None, limit: int) -> None:
        """`content_encoding` is the response's header; `limit` the most decoded bytes to keep."""
        self.wire_bytes = 0
        self._limit = limit
        self._kept: list[bytes] = []
        self._size = 0
        self._decoder = _decoder(content_encoding)

    def feed(self, chunk: bytes) -> CutOff | None:
        """Take `chunk` in; a CutOff tells that nothing more should be read, and what came is kept."""
        if self._decoder is None:
            return CutOff("encoding")
        self.wire_bytes += len(chunk)
        try:
            for piece in self._decoder.pieces(chunk):
                if stop := self._keep(piece):
                    return stop
        except zlib.error:
            return CutOff("encoding")
        return None

    def finish(self, *, length_was_told: bool) -> CutOff | None:
        """The sender is done. A compressed body that stops early was cut by the connection, unless the
        sender said where its end is (`length_was_told`): then it was compressed wrongly."""
        if self._decoder is None or not self._decoder.complete:
            told = length_was_told or self._decoder is None
            return CutOff("encoding" if told else "connection")
        return None

    def content(self) -> bytes:
        """What was kept so far, decoded."""
        return b"".join(self._kept)

    def _keep(self, piece: bytes) -> CutOff | None:
        size = self._size + len(piece)
        if size > max(INFLATION_COUNTS_FROM, MOST_INFLATION * self.wire_bytes):
            return CutOff("inflates")
        room = self._limit - self._size
        self._kept.append(piece[:room])
        self._size = min(size, self._limit)
        return CutOff("too_large", self._limit) if len(piece) > room else None


class _Identity:
    complete = True

    def pieces(self, chunk: bytes) -> Iterator[bytes]:
        yield chunk


class _Gzip:
    """RFC 1952: one member or several in a row; what follows the last one and is no member is passed over."""

    def __init__(self) -> None:
        self._member = zlib.decompressobj(_AS_GZIP)
        self._fresh = True
        self._members_read = 0
        self._over = False

    @property
    def complete(self) -> bool:
        return self._over or self._fresh

    def pieces(self, chunk: bytes) -> Iterator[bytes]:
        rest = chunk
        while rest and not self._over:
            if self._fresh and self._members_read and not rest.startswith(_GZIP_MAGIC[: len(rest)]):
                self._over = True
                return
            self._fresh = False
            yield from self._inflate(rest)
            rest = self._member.unused_data
            if self._member.eof:
                self._next_member()

    def _inflate(self, data: bytes) -> Iterator[bytes]:
        while True:
            piece = self._member.decompress(data, _PIECE)
            if piece:
                yield piece
            data = self._member.unconsumed_tail
            # A full piece may leave more behind in zlib itself, though all input is used up.
            if self._member.eof or (not data and len(piece) < _PIECE):
                return

    def _next_member(self) -> None:
        self._members_read += 1
        self._fresh = True
        self._member = zlib.decompressobj(_AS_GZIP)


def _decoder(content_encoding: str | None) -> _Decoder | None:
    """What decodes `content_encoding`, or None for one that was not asked for and is not understood."""
    names = (name.strip().lower() for name in (content_encoding or "").split(","))
    codings = [name for name in names if name not in ("", "identity")]
    if not codings:
        return _Identity()
    return _Gzip() if codings in (["gzip"], ["x-gzip"]) else None
