from __future__ import annotations

import asyncio
from typing import Any

import pytest

from tallyfy_inspector.api.exchange import TransportError
from tallyfy_inspector.task.organizations import Organization
from tallyfy_inspector.ui.token_checks import Checked, RefusedTokenError, check
from tests.support import views

ME = views.exchange(b'{"data":{"full_name":"Sam Lindqvist","email":"sam@acme.example"}}')
PAGE = views.exchange(b'{"data":[{"id":"3d53","name":"Northwind Ltd"}]}')
LAST = views.exchange(b'{"data":[{"id":"aaaa"}]}')
REFUSED = views.exchange(b'{"error":true,"message":"no"}', 403, "Forbidden")
NO_JSON = views.exchange(b"<html>")


class Asked:
    """A fetcher that gives what it is told."""

    def __init__(self, me: Any, organizations: Any) -> None:
        self._answers = {"me": me, "organizations": organizations}
        self.heard: list[tuple[str, str, str]] = []

    async def who_am_i(self, base_url: str, token: str) -> Any:
        return self._answer("me", base_url, token)

    async def organizations(self, base_url: str, token: str) -> Any:
        return self._answer("organizations", base_url, token)

    def _answer(self, name: str, base_url: str, token: str) -> Any:
        self.heard.append((name, base_url, token))
        if isinstance(self._answers[name], Exception):
            raise self._answers[name]
        return self._answers[name]


def checked(me: Any, organizations: Any = ()) -> Checked:
    fetcher: Any = Asked(me, organizations)
    return asyncio.run(check(fetcher, "https://x.example", "a-token"))


def test_whose_it_is_and_where_it_leads() -> None:
    found = checked(ME, (PAGE, LAST))
    assert found.owner == "Sam Lindqvist (sam@acme.example)"
    assert found.organizations == (Organization("3d53", "Northwind Ltd"), Organization("aaaa"))
    assert found.listed
    assert "Sam" not in repr(found)


@pytest.mark.parametrize(
    ("pages", "count", "listed"),
    [
        ((PAGE, REFUSED), 1, False),
        ((REFUSED,), 0, False),
        ((NO_JSON,), 0, True),
        (TransportError("dns", "x.example"), 0, False),
    ],
)
def test_without_the_list_it_works_all_the_same(pages: Any, count: int, listed: bool) -> None:
    found = checked(ME, pages)
    assert (len(found.organizations), found.listed) == (count, listed)


@pytest.mark.parametrize("me", [REFUSED, NO_JSON])
def test_a_token_that_is_not_taken_asks_no_further(me: Any) -> None:
    fetcher: Any = Asked(me, AssertionError("asked"))
    with pytest.raises(RefusedTokenError) as refusal:
        asyncio.run(check(fetcher, "https://x.example", "a-token"))
    assert str(refusal.value)
    assert "a-token" not in str(refusal.value)
    assert fetcher.heard == [("me", "https://x.example", "a-token")]


def test_one_that_tallyfy_does_not_know_is_told_of_as_it_came() -> None:
    unknown = views.exchange(b'{"message":"Unauthenticated."}', 401, "Unauthorized")
    for me, unaccepted, said in (
        (unknown, "", "Token not accepted. Most likely its owner logged out"),
        (unknown, "Cut off.", "Token not accepted. Cut off."),
        (REFUSED, "Cut off.", "Tallyfy does not allow this. "),
    ):
        fetcher: Any = Asked(me, ())
        with pytest.raises(RefusedTokenError) as refusal:
            asyncio.run(check(fetcher, "https://x.example", "a-token", unaccepted=unaccepted))
        assert str(refusal.value).startswith(said)


def test_that_no_answer_came_is_passed_on() -> None:
    with pytest.raises(TransportError):
        checked(TransportError("dns", "x.example"))
