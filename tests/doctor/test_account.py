from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.api.exchange import Credential, Exchange, TransportError
from tallyfy_inspector.doctor import account
from tallyfy_inspector.doctor.case import Case, Outcome
from tallyfy_inspector.ports import VaultError
from tests.support.patients import BASE_URL, NOW, ORGANIZATION, OWNER, TOKEN, answered, case


def outcomes(found: Case) -> list[Outcome]:
    """The four checks in their order."""

    async def body() -> list[Outcome]:
        checks = (account.token, account.me, account.organization, account.clock)
        return [await check(found) for check in checks]

    return asyncio.run(body())


def answering(exchange: Exchange | Exception) -> object:
    async def answer(_base_url: str, _what: str) -> Exchange:
        if isinstance(exchange, Exception):
            raise exchange
        return exchange

    return answer


def test_all_is_well_and_nobody_is_named() -> None:
    found = outcomes(case())
    assert [each.state for each in found] == ["ok"] * 4
    told = " ".join(each.words for each in found)
    assert [secret for secret in (OWNER, TOKEN, ORGANIZATION) if secret in told] == []


def test_without_a_token_nothing_is_asked() -> None:
    async def none() -> Credential | None:
        return None

    asked = answering(AssertionError("asked"))
    found = outcomes(case(token=none, who_am_i=asked, organization=""))
    assert [each.state for each in found] == ["skipped"] * 4


def test_a_token_of_another_server_is_not_sent() -> None:
    async def stranger() -> Credential | None:
        return Credential("https://elsewhere.example", TOKEN)

    found = outcomes(case(token=stranger, who_am_i=answering(AssertionError("asked"))))
    assert [each.state for each in found[:2]] == ["skipped", "skipped"]
    assert "another address" in found[0].words


def test_a_keyring_that_fails_is_said() -> None:
    async def locked() -> Credential | None:
        raise VaultError("The keyring is locked.")

    assert outcomes(case(token=locked))[0] == Outcome("bad", "The keyring is locked.")


@pytest.mark.parametrize(
    ("status", "state", "words"),
    [
        (200, "ok", "Tallyfy accepts the token (200)."),
        (401, "bad", "Token not accepted (401)."),
        (500, "bad", "Tallyfy's server failed (500)."),
        (302, "bad", "(302)."),
    ],
)
def test_the_answer_in_the_programs_own_words(status: int, state: str, words: str) -> None:
    body = f'{{"message":"{OWNER} {TOKEN}"}}'.encode()
    outcome = outcomes(case(who_am_i=answering(answered(status, body))))[1]
    assert outcome.state == state
    assert outcome.words.endswith(words)
    assert OWNER not in outcome.words


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (answered(200), "ok"),
        (answered(403), "warning"),
        (answered(404), "bad"),
        (TransportError("read_timeout", "x", OWNER), "bad"),
        (VaultError("Locked."), "bad"),
    ],
)
def test_the_organization_answers_or_not(answer: Exchange | Exception, state: str) -> None:
    outcome = outcomes(case(organization_answer=answering(answer)))[2]
    assert outcome.state == state
    assert OWNER not in outcome.words


def test_no_answer_is_said_in_the_words_of_its_problem() -> None:
    error = TransportError("dns", "go.tallyfy.com", "x")
    assert outcomes(case(who_am_i=answering(error)))[1].words == "No answer came: Address not found."


@pytest.mark.parametrize(
    ("off", "state", "words"),
    [
        (0, "ok", "agrees"),
        (60, "ok", "agrees"),
        (-60, "ok", "agrees"),
        (61, "warning", "61 seconds fast"),
        (-3600, "warning", "3600 seconds slow"),
    ],
)
def test_the_clock_against_the_servers(off: int, state: str, words: str) -> None:
    outcome = outcomes(case(now=lambda: NOW + timedelta(seconds=off)))[3]
    assert outcome.state == state
    assert words in outcome.words


@given(st.text(max_size=60))
def test_no_date_is_too_odd(sent: str) -> None:
    found = case()
    found.me, found.me_at = answered(Date=sent), NOW
    assert asyncio.run(account.clock(found)).state in ("skipped", "ok", "warning")


@pytest.mark.parametrize("sent", ["Mon, 23 Nov 2026 12:00:00", "Mon, 23 Nov 2026 12:00:00 -0000"])
def test_a_date_without_a_zone_is_utc(sent: str) -> None:
    found = case()
    found.me, found.me_at = answered(Date=sent), NOW
    assert asyncio.run(account.clock(found)).state == "ok"


def test_the_address_of_the_instruments_is_asked() -> None:
    heard = []

    async def note(base_url: str, what: str) -> Exchange:
        heard.append((base_url, what))
        return answered()

    outcomes(case(who_am_i=note, organization_answer=note))
    assert heard == [(BASE_URL, TOKEN), (BASE_URL, ORGANIZATION)]
