from __future__ import annotations

from dataclasses import replace

import pytest

from tallyfy_inspector.api.echo import without_token
from tallyfy_inspector.redact import MASK
from tests.support import asking, views
from tests.support.wire import Wire, response

TOKEN = "canary/token+4711=="
PLAIN = views.exchange(b'{"message":"no"}', 401, "Unauthorized")


def test_a_token_that_comes_back_is_masked_wherever_it_stands() -> None:
    body = f'{{"message":"The token {TOKEN} has expired","again":"canary\\/token+4711=="}}'.encode()
    headers = (("X-Echo", f"Bearer {TOKEN}"), ("Content-Type", "application/json"))
    told = without_token(replace(PLAIN, body=body, reason=f"No {TOKEN}", response_headers=headers), TOKEN)
    assert told.body.decode() == f'{{"message":"The token {MASK} has expired","again":"{MASK}"}}'
    assert told.reason == f"No {MASK}"
    assert told.response_headers == (("X-Echo", f"Bearer {MASK}"), ("Content-Type", "application/json"))


@pytest.mark.parametrize("token", [TOKEN, "no", ""])
def test_an_answer_without_it_is_the_one_that_came(token: str) -> None:
    assert without_token(PLAIN, token) is PLAIN


def test_the_client_hands_on_no_answer_with_the_token_that_it_sent() -> None:
    echo = response(f'{{"message":"{asking.TOKEN} has expired"}}'.encode(), headers={"X-Echo": asking.TOKEN})
    with Wire(asking.always(echo)) as wire:
        exchange = asking.fetch(wire.url)
    assert exchange.body.decode() == f'{{"message":"{MASK} has expired"}}'
    assert exchange.header("X-Echo") == MASK
