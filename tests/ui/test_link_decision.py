from __future__ import annotations

from typing import Any, cast

import pytest

from tallyfy_inspector.api.taskref import Reference
from tallyfy_inspector.ports import ConnectionRecord
from tallyfy_inspector.ui.connection import Connection
from tallyfy_inspector.ui.link_decision import (
    Ask,
    Decision,
    Refuse,
    Stay,
    Switch,
    address_of,
    decide,
    is_known,
    known_hosts,
)

GO, STAGING, OWN = (
    "https://go.tallyfy.com/api",
    "https://staging.go.tallyfy.com/api",
    "http://127.0.0.1:8000",
)
NORTH, EAST, WEST = "1" * 32, "2" * 32, "a" * 32
TASK, RUN = "d" * 32, "e" * 32

HERE = ConnectionRecord("default", "Northwind", GO, NORTH)
OTHER = ConnectionRecord("00000001", "Eastwind", GO, EAST)
TEST = ConnectionRecord("00000002", "Staging", STAGING, NORTH)
TEST_EAST = ConnectionRecord("00000003", "Staging 2", STAGING, EAST)
BOOK = (HERE, OTHER, TEST)


def current(record: ConnectionRecord = HERE, **more: Any) -> Connection:
    nothing = cast(Any, None)
    return Connection(
        record.name, record.base_url, nothing, nothing, record.organization, id=record.id, **more
    )


def link(organization: str | None, host: str | None = "go.tallyfy.com", task: str | None = TASK) -> Reference:
    return Reference(task, RUN, organization, host)


@pytest.mark.parametrize(
    ("reference", "records", "expected"),
    [
        (link(NORTH), BOOK, Stay()),
        (link(NORTH, "api.tallyfy.com"), BOOK, Stay()),
        (link(NORTH, None), BOOK, Stay()),
        (link(None, None), BOOK, Stay()),
        (link(None), BOOK, Stay()),
        (link(EAST), BOOK, Switch(OTHER)),
        (link(EAST, None), (HERE, TEST_EAST, OTHER), Switch(OTHER)),  # the same Tallyfy first
        (link(EAST, None), (HERE, TEST_EAST), Switch(TEST_EAST)),
        (link(NORTH, "staging.go.tallyfy.com"), BOOK, Switch(TEST)),
        (link(NORTH, "staging-api.tallyfy.com"), BOOK, Switch(TEST)),
        (link(None, "staging.go.tallyfy.com"), BOOK, Switch(TEST)),
        (link(None, "staging.go.tallyfy.com"), (*BOOK, TEST_EAST), Ask((TEST, TEST_EAST))),
        (link(None, task=None), BOOK, Ask((HERE, OTHER))),
        (link(None, task=None), (HERE, TEST), Stay()),
        (link(None, None, task=None), (HERE, TEST), Ask((HERE, TEST))),
        (link(NORTH, task=None), BOOK, Stay()),
        (link(EAST, task=None), BOOK, Switch(OTHER)),
    ],
)
def test_a_link_goes_where_it_belongs(
    reference: Reference, records: tuple[ConnectionRecord, ...], expected: Decision
) -> None:
    assert decide(reference, current(), records) == expected


def test_an_organization_is_the_same_in_capitals() -> None:
    small, capital = (ConnectionRecord("00000004", "Westwind", GO, each) for each in (WEST, WEST.upper()))
    for one, other in ((small, capital), (capital, small)):
        assert decide(link(other.organization), current(one), ()) == Stay()
        assert decide(link(other.organization), current(), (HERE, one)) == Switch(one)


@pytest.mark.parametrize(
    ("reference", "records", "anyway", "words"),
    [
        (link(WEST), BOOK, True, ("aaaaaaaa…", "go.tallyfy.com", "not connected")),
        (link(WEST), (), True, ("aaaaaaaa…",)),
        (link(WEST, None), BOOK, True, ("aaaaaaaa…",)),
        (link(WEST, "staging.go.tallyfy.com"), BOOK, False, ("staging.go.tallyfy.com",)),
        (link(NORTH, "staging.go.tallyfy.com"), (HERE,), False, ("11111111…", "staging")),
        (link(None, "staging.go.tallyfy.com"), (HERE,), False, ("staging.go.tallyfy.com",)),
        (link(NORTH, "evil\u202e.example"), BOOK, False, ("evil\\u202e.example",)),
        (link(NORTH, "g\u043e.tallyfy.com"), BOOK, False, ("on g\\u043e.tallyfy.com",)),
    ],
)
def test_what_no_connection_is_for_is_refused_in_words(
    reference: Reference, records: tuple[ConnectionRecord, ...], anyway: bool, words: tuple[str, ...]
) -> None:
    decision = decide(reference, current(), records)
    assert isinstance(decision, Refuse)
    assert decision.anyway is anyway
    assert all(word in decision.why for word in words), decision.why
    assert "Nothing was sent" in decision.why


@pytest.mark.parametrize("host", ["go.tallyfy.com", None])
def test_a_connection_whose_organization_nobody_said_takes_no_link_without_asking(host: str | None) -> None:
    unsaid = current(ConnectionRecord("default", "Tallyfy", GO))
    decision = decide(link(WEST, host), unsaid, ())
    if host is None:
        assert decision == Stay(), "written by hand, for this one"
    else:
        assert isinstance(decision, Refuse)
        assert decision.anyway
        assert "aaaaaaaa…" in decision.why
    assert decide(link(EAST, host), unsaid, BOOK) == Switch(OTHER)
    assert decide(link(None, host), unsaid, ()) == Stay()
    elsewhere = decide(link(WEST, "staging.go.tallyfy.com"), unsaid, ())
    assert isinstance(elsewhere, Refuse)
    assert not elsewhere.anyway


def test_a_connection_in_no_book_is_asked_about_too() -> None:
    decision = decide(link(None, task=None), current(ConnectionRecord("run", "Run", GO, WEST)), (OTHER,))
    assert isinstance(decision, Ask)
    assert [each.id for each in decision.records] == ["run", OTHER.id]
    assert decision.records[0].organization == WEST


@pytest.mark.parametrize("host", ["go.tallyfy.com", "staging.go.tallyfy.com", None])
def test_the_demo_takes_every_link(host: str | None) -> None:
    assert decide(link(WEST, host), current(demo=True), BOOK) == Stay()
    assert is_known(link(WEST, host), current(demo=True), ())


def test_it_knows_the_hosts_of_all_connections() -> None:
    mine = ConnectionRecord("00000009", "Own", OWN, NORTH)
    assert known_hosts(current(), (*BOOK, mine)) == (
        "go.tallyfy.com",
        "staging.go.tallyfy.com",
        "127.0.0.1:8000",
    )
    assert is_known(link(NORTH, "127.0.0.1:8000"), current(), (mine,))
    assert not is_known(link(NORTH, "127.0.0.1:8001"), current(), (mine,))


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("api.tallyfy.com", GO),
        ("staging.go.tallyfy.com", STAGING),
        ("account.tallyfy.com", GO),
        ("127.0.0.1:8000", OWN),
        ("tallyfy.example.com", ""),
        (None, OWN),
    ],
)
def test_where_to_sign_in_for_a_link(host: str | None, address: str) -> None:
    assert address_of(host, (OWN,)) == address
