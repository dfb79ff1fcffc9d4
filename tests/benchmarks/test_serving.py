from __future__ import annotations

import gzip
import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.serving import Server, serving

BODY = b'{"data":{}}'


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    (tmp_path / "10-KB.json").write_bytes(BODY)
    with serving(tmp_path) as server:
        yield server


def get(
    server: Server, path: str, *, data: bytes | None = None, accept: str = "identity"
) -> tuple[bytes, str, str | None]:
    """Body, content type and encoding of what stands there."""
    request = urllib.request.Request(server.url + path, data, {"Accept-Encoding": accept})
    with urllib.request.urlopen(request, timeout=10) as answer:
        return answer.read(), answer.headers["Content-Type"], answer.headers["Content-Encoding"]


def test_a_document_is_answered_whatever_follows_its_name(server: Server) -> None:
    assert get(server, "/10-KB/organizations/1/tasks/2?with=run") == (BODY, "application/json", None)


def test_it_is_compressed_for_who_accepts_it(server: Server) -> None:
    body, _kind, encoding = get(server, "/10-KB/tasks/1", accept="gzip, identity")
    assert (gzip.decompress(body), encoding) == (BODY, "gzip")
    assert get(server, "/10-KB/plain", accept="gzip")[0] == BODY


@pytest.mark.parametrize("path", ["/", "/11-KB/x", "/../10-KB", "/peer/", "/peer/script.js", "/%2e%2e"])
def test_nothing_else_stands_there(server: Server, path: str) -> None:
    with pytest.raises(urllib.error.HTTPError, match="404") as raised:
        get(server, path)
    raised.value.close()


def test_the_page_takes_its_tasks_and_brings_what_became_of_them(server: Server, tmp_path: Path) -> None:
    server.script = tmp_path / "script"
    server.script.write_bytes(b"export const x = 1;")
    server.give_out([{"do": "paint"}, {"do": "expand"}])
    assert b"createJSONEditor" in get(server, "/peer/page")[0]
    assert get(server, "/peer/script.js")[:2] == (b"export const x = 1;", "text/javascript")
    assert [json.loads(get(server, "/peer/next")[0]) for _ in range(3)] == [
        {"do": "paint"},
        {"do": "expand"},
        None,
    ]
    assert server.wait(0.01) is None
    get(server, "/peer/result", data=b'{"ms": 3}')
    assert server.wait(5) == {"ms": 3}
