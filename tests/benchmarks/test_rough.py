from __future__ import annotations

import asyncio
import socket
from pathlib import Path

import pytest

from benchmarks.rough import ROUGH, misbehave
from benchmarks.serving import serving
from tallyfy_inspector.api.exchange import Credential, Exchange, TransportError
from tallyfy_inspector.api.problem import (
    CutShort,
    Intercepted,
    NotFound,
    Problem,
    SignIn,
    Wait,
    WrongAddress,
)
from tallyfy_inspector.api.routes import origin
from tallyfy_inspector.ui.session import understand
from tests.support.asking import TOKEN, ask, client_for, closing

EXPECTED: dict[str, type[Problem] | str] = {
    "denied": SignIn,
    "gone": NotFound,
    "portal": Intercepted,
    "moved": WrongAddress,
    "junk": CutShort,
    "short": CutShort,
    "bomb": CutShort,
    "hang-up": "network",
    "reset": CutShort,
    "busy": Wait,
    "down": Wait,
    "dropped": "network",
    "silent": "read_timeout",
}


def asked(base_url: str) -> Exchange:
    client = client_for(Credential(origin(base_url), TOKEN), read_timeout=0.5)
    return asyncio.run(closing(client, client.fetch(ask(base_url))))


@pytest.mark.parametrize("name", ROUGH)
def test_each_ends_as_it_is_called(name: str, tmp_path: Path) -> None:
    expected = EXPECTED[name]
    with serving(tmp_path) as server:
        base_url = f"{server.url}/rough/{name}"
        if isinstance(expected, str):
            with pytest.raises(TransportError, match=expected):
                asked(base_url)
            return
        problem = understand(asked(base_url))[2]
    assert type(problem) is expected, problem


def test_what_is_not_in_the_table_is_not_answered_there() -> None:
    here, there = socket.socketpair()
    with here, there:
        assert not misbehave("nothing of the kind", here)
        here.close()
        assert there.recv(1) == b""


def test_every_row_is_expected_somehow() -> None:
    assert set(EXPECTED) == set(ROUGH)
