from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tallyfy_inspector.api.exchange import CutOff, TransportError
from tallyfy_inspector.api.paging import MOST_PAGES
from tallyfy_inspector.api.routes import origin
from tallyfy_inspector.demo.server import Demo
from tallyfy_inspector.ports import VaultError
from tallyfy_inspector.task.names import Names, read_members
from tallyfy_inspector.ui.name_book import _READERS, Entry, known
from tallyfy_inspector.ui.view import Answer, Opened
from tests.support import views
from tests.support.asking import TOKEN
from tests.support.logfail import ExpectLog
from tests.support.name_books import GROUPS, MEMBERS, Desk, asked_over_the_wire, listing, page, refused
from tests.support.task_samples import TASK
from tests.support.ui import drive, until
from tests.support.wire import Wire, response

ANSWER = views.answer(TASK)
MAY_NOT = "Your role may not list members; numbers stay."


def of(organization: str) -> Answer:
    request = replace(views.REQUEST, organization=organization)
    return views.answer(TASK, request=request)


def ask(app: QApplication, desk: Callable[[], Desk], answer: Answer = ANSWER) -> Entry:
    async def body() -> Entry:
        return await desk().told(answer)

    return drive(app, body)


def test_nothing_is_asked_by_itself_and_then_both_lists_once(qapp: QApplication) -> None:
    async def body() -> None:
        desk = Desk()
        assert desk.book.entry(ANSWER).can_ask
        assert desk.asked == []
        entry = await desk.told(ANSWER)
        assert entry.names == Names(
            {"20391": "Sam Lindqvist", "20417": "Mira Okafor"}, {}, {GROUPS[0]["id"]: "Order desk"}
        )
        assert entry.told == "Names of 2 members and 1 group, kept in memory only."
        assert not entry.can_ask
        desk.book.ask(ANSWER)
        assert [(each.name, each.organization) for each in desk.asked] == [
            ("users_list", views.ORGANIZATION),
            ("groups", views.ORGANIZATION),
        ]
        assert desk.changes == [True, True]

    drive(qapp, body)


def test_while_they_come_it_says_so_and_is_not_asked_again(qapp: QApplication) -> None:
    async def body() -> None:
        desk = Desk()
        desk.may_go.clear()
        desk.book.ask(ANSWER)
        desk.book.ask(ANSWER)
        entry = desk.book.entry(ANSWER)
        assert (entry.busy, entry.can_ask, entry.told) == (True, False, "Fetching the names…")
        await asyncio.sleep(0.02)
        assert len(desk.asked) == 1
        desk.may_go.set()
        await until(lambda: not desk.book.entry(ANSWER).busy)

    drive(qapp, body)


def test_each_organization_has_its_own_names(qapp: QApplication) -> None:
    async def body() -> None:
        desk = Desk()
        await desk.told(ANSWER)
        assert desk.book.entry(of("de24cefe")).can_ask
        await desk.told(of("de24cefe"))
        assert [each.organization for each in desk.asked][-1] == "de24cefe"
        assert desk.book.entry(ANSWER).names.members

    drive(qapp, body)


def test_another_organization_takes_the_place_of_one_on_its_way(qapp: QApplication) -> None:
    async def body() -> None:
        desk = Desk()
        desk.may_go.clear()
        desk.book.ask(ANSWER)
        await asyncio.sleep(0.01)
        desk.book.ask(of("de24cefe"))
        desk.may_go.set()
        await until(lambda: not desk.book.entry(of("de24cefe")).busy)
        assert desk.book.entry(ANSWER).can_ask
        assert desk.book.entry(of("de24cefe")).names.members

    drive(qapp, body)


def test_another_connection_knows_nobody_and_drops_what_is_on_its_way(qapp: QApplication) -> None:
    async def body() -> None:
        desk = Desk()
        await desk.told(ANSWER)
        desk.connection = desk.connected("elsewhere", "https://elsewhere.example")
        desk.book.forget()
        entry = desk.book.entry(ANSWER)
        assert (entry.names, entry.can_ask) == (Names(), False)
        assert entry.told == "This answer came over another connection, so its names are not asked for."
        desk.book.ask(ANSWER)
        assert len(desk.asked) == 2
        desk.connection = desk.connected()
        desk.may_go.clear()
        desk.book.ask(ANSWER)
        await asyncio.sleep(0.01)
        desk.book.forget()
        desk.may_go.set()
        await desk.jobs.aclose()
        assert desk.book.entry(ANSWER) == Entry(can_ask=True)

    drive(qapp, body)


def test_what_is_known_is_told_over_its_own_connection_alone(qapp: QApplication) -> None:
    async def body() -> None:
        desk = Desk()
        organization = views.REQUEST.organization
        assert desk.book.known_over(desk.connection, organization) == Names()
        entry = await desk.told(ANSWER)
        assert entry.names.members
        assert desk.book.known_over(desk.connection, organization) == entry.names
        assert desk.book.known_over(desk.connection, "de24cefe") == Names()
        other = desk.connected("elsewhere", "https://elsewhere.example")
        assert desk.book.known_over(other, organization) == Names()
        desk.book.hide(True)
        assert desk.book.known_over(desk.connection, organization) == Names()
        assert len(desk.asked) == 2  # nothing was asked for that

    drive(qapp, body)


def test_to_forget_what_was_never_known_changes_nothing(qapp: QApplication) -> None:
    async def body() -> None:
        desk = Desk()
        desk.book.forget()
        assert desk.changes == []

    drive(qapp, body)


def test_a_file_and_no_answer_have_no_names_to_ask_for(qapp: QApplication) -> None:
    async def body() -> None:
        desk = Desk()
        opened = replace(ANSWER, source=Opened(Path("task.json")), exchange=None)
        entry = desk.book.entry(opened)
        assert (entry.can_ask, "not for a file" in entry.told) == (False, True)
        for answer in (opened, None):
            desk.book.ask(answer)
        assert desk.book.entry(None) == Entry()
        assert desk.asked == []

    drive(qapp, body)


def test_hidden_names_are_given_to_nobody_and_come_back(qapp: QApplication) -> None:
    async def body() -> None:
        desk = Desk()
        await desk.told(ANSWER)
        desk.book.hide(True)
        entry = desk.book.entry(ANSWER)
        assert (entry.names, entry.can_ask) == (Names(), False)
        assert "hidden" in entry.told
        desk.book.hide(True)
        desk.book.hide(False)
        assert desk.book.entry(ANSWER).names.members
        assert len(desk.changes) == 4

    drive(qapp, body)


# Troubles


@pytest.mark.parametrize(
    ("users", "groups", "told", "counts"),
    [
        (refused(403), listing(GROUPS), MAY_NOT, (0, 1)),
        (
            refused(403),
            refused(403),
            f"{MAY_NOT} Your role may not list groups; their IDs stay.",
            (0, 0),
        ),
        (listing(MEMBERS), refused(403), "Your role may not list groups; their IDs stay.", (2, 0)),
        (
            listing(MEMBERS),
            refused(404, b'{"error":true,"message":"Resource not found"}'),
            "The groups were not listed: Tallyfy has no such list for this organization.",
            (2, 0),
        ),
        ((listing(MEMBERS), refused(403)), listing(GROUPS), MAY_NOT, (2, 1)),
        (listing([]), listing([]), "Names of 0 members and 0 groups, kept in memory only.", (0, 0)),
        (
            page(json.dumps(MEMBERS).encode()),
            listing(GROUPS),
            "Names of 2 members and 1 group, kept in memory only.",
            (2, 1),
        ),
    ],
)
def test_what_is_refused_is_said_and_the_rest_is_kept(
    qapp: QApplication, users: object, groups: object, told: str, counts: tuple[int, int]
) -> None:
    entry = ask(qapp, lambda: Desk({"users_list": users, "groups": groups}))  # type: ignore[dict-item]
    assert entry.told == told
    assert (len(entry.names.members), len(entry.names.groups)) == counts
    assert entry.can_ask is ("memory" not in told)


@pytest.mark.parametrize(
    ("users", "told"),
    [
        (refused(401, b'{"error":true,"message":"unauthenticated"}'), "not listed: Token not accepted. "),
        (refused(429, b'{"message":"Slow down"}'), "not listed: Too many requests. "),
        (refused(500, b"{}"), "not listed: Tallyfy's server failed. "),
        (refused(403, b"<!DOCTYPE html><html><title>Stop</title></html>"), "Blocked on the way to Tallyfy. "),
        (refused(404, b'{"message":"Not found. Error Code: apsh546."}'), "A header got lost on the way. "),
        (page(b"<!DOCTYPE html><html></html>"), "A web page came instead of data. "),
        (page(b""), "Empty answer."),
        (page(b"\xff\xfe{"), "The answer cannot be read."),
        (views.exchange(b'{"data":[{"id":1', cut_off=CutOff("too_large", 4)), "The answer is too large."),
        (views.exchange(b'{"error":true}'), "Tallyfy reports an error."),
        (TransportError("refused", "127.0.0.1"), "Connection refused. No server runs at this address"),
        (VaultError("The keyring is locked."), "The keyring is locked."),
    ],
)  # fmt: skip
def test_other_troubles_are_told_in_words_and_may_be_tried_again(
    qapp: QApplication, users: object, told: str
) -> None:
    entry = ask(qapp, lambda: Desk({"users_list": users, "groups": listing(GROUPS)}))  # type: ignore[dict-item]
    assert told in entry.told
    assert entry.can_ask


def test_more_pages_than_are_read_are_said(qapp: QApplication) -> None:
    more = listing(MEMBERS, pagination={"total_pages": 99})
    entry = ask(qapp, lambda: Desk({"users_list": (more,) * MOST_PAGES, "groups": listing([])}))
    assert entry.told == "There are more names than the 2 that were read."
    assert entry.names.members


def test_a_fault_of_the_program_ends_the_waiting_and_goes_to_the_log(
    qapp: QApplication, expect_log: ExpectLog
) -> None:
    expect_log("tallyfy_inspector.ui.jobs", "The job names failed")
    entry = ask(qapp, lambda: Desk({"users_list": ZeroDivisionError(), "groups": listing([])}))
    assert (entry.busy, entry.can_ask) == (False, True)
    assert "failed" in entry.told


def test_an_entry_and_the_count_name_nobody() -> None:
    entry = Entry(Names({"7": "Sam"}), "told")
    assert "Sam" not in repr(entry)
    assert known(Names({"7": "Sam"})) == "Names of 1 member and 0 groups, kept in memory only."


# On the wire: with the real client


@pytest.mark.parametrize(
    ("organization", "told"),
    [
        ("", "Names of 12 members and 2 groups, kept in memory only."),
        ("4961609488be64683133424cde8da9c7", f"{MAY_NOT} Your role may not list groups; their IDs stay."),
    ],
)
def test_the_demo_has_names_and_an_organization_that_gives_none(
    qapp: QApplication, organization: str, told: str
) -> None:
    demo = Demo(pace=0.1)
    try:
        at = demo.start()
        scene = asked_over_the_wire(
            at.base_url, origin(at.base_url), at.token, organization or at.organization
        )
        assert drive(qapp, lambda: scene).told == told
    finally:
        demo.stop()


def test_names_are_asked_of_one_host_alone_wherever_its_pages_lead(qapp: QApplication) -> None:
    with Wire() as stranger:
        links = {"next": f"{stranger.url}/organizations/x/users-list?page=2"}
        first = json.dumps({"data": MEMBERS, "meta": {"pagination": {"links": links}}}).encode()
        last = json.dumps({"data": [], "meta": {"pagination": {"total_pages": 2}}}).encode()

        def reply(head: bytes) -> list[bytes]:
            moved = response(b"", "302 Found", {"Location": f"{stranger.url}/groups"})
            return [moved if b"/groups" in head else response(first if b"page=1&" in head else last)]

        with Wire(reply) as wire:
            scene = asked_over_the_wire(wire.url, wire.url, TOKEN, views.ORGANIZATION)
            entry = drive(qapp, lambda: scene)
        base = f"/organizations/{views.ORGANIZATION}/".encode()
        assert [head.split(b" ")[1] for head in wire.heard] == [
            base + b"users-list?page=1&per_page=100",
            base + b"users-list?page=2&per_page=100",
            base + b"groups?page=1&per_page=100",
        ]
        assert stranger.connections == 0
        assert entry.names.members["20391"] == "Sam Lindqvist"
        assert "The address leads elsewhere" in entry.told


def test_a_token_of_another_server_asks_nobody_for_names(qapp: QApplication) -> None:
    with Wire() as wire, Wire() as stranger:
        scene = asked_over_the_wire(wire.url, stranger.url, TOKEN, views.ORGANIZATION)
        entry = drive(qapp, lambda: scene)
        assert (wire.connections, stranger.connections) == (0, 0)
        assert entry.can_ask
        assert entry.told


def test_long_lists_are_read_a_page_in_each_turn(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    turns: list[int] = []
    turn = 0

    def reading(root: object) -> dict[str, str]:
        turns.append(turn)
        return read_members(root)

    async def body() -> None:
        nonlocal turn
        desk = Desk({"users_list": tuple(listing(MEMBERS) for _page in range(4)), "groups": listing(GROUPS)})
        monkeypatch.setitem(_READERS, "users_list", reading)
        desk.book.ask(ANSWER)
        while desk.book.entry(ANSWER).busy:
            await asyncio.sleep(0)
            turn += 1

    drive(qapp, body)
    assert len(set(turns)) == len(turns) == 4
