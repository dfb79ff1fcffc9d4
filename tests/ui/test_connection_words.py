from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tallyfy_inspector.ports import CONNECTION_COLOURS, ConnectionRecord, ImportSource
from tallyfy_inspector.task.organizations import Organization
from tallyfy_inspector.ui import connection_words, token_words
from tallyfy_inspector.ui.connection import Connection
from tallyfy_inspector.ui.token_checks import Checked
from tallyfy_inspector.ui.view import Opened, Source, View
from tests.support import views
from tests.support.task_samples import CODE, GUEST_LINK

NOBODY: Any = object()
TALLYFY = "https://go.tallyfy.com/api"
ORGANIZATION = "3d53f2fd6326517fb1b431b539292029"


def record(name: str = "Northwind", **more: Any) -> ConnectionRecord:
    return ConnectionRecord("default", name, TALLYFY, **more)


def connection(name: str = "Northwind", **more: Any) -> Connection:
    return Connection(name, TALLYFY, NOBODY, NOBODY, **more)


@pytest.mark.parametrize(
    ("kept", "shown", "hidden"),
    [
        (record(), "Northwind", "•••••"),
        (record(organization=ORGANIZATION), "Northwind · 3d53f2fd", "••••• · •••••"),
        (
            record(organization=ORGANIZATION, organization_name="Northwind Ltd", production=True),
            "Northwind · production · Northwind Ltd",
            "••••• · production · •••••",
        ),
        (record(organization="3d53", organization_name="Northwind"), "Northwind", "••••• · •••••"),
        (record("a\u202eb"), "a\\u202eb", "•••••"),
    ],
)
def test_one_line_of_a_list(kept: ConnectionRecord, shown: str, hidden: str) -> None:
    assert connection_words.line(kept) == shown
    assert connection_words.line(kept, hidden=True) == hidden


@pytest.mark.parametrize(
    ("one", "signed_in", "told", "short"),
    [
        (connection(), None, "Northwind", "Northwind"),
        (connection(), True, "Northwind, token in place", "Northwind"),
        (connection(), False, "Northwind, not signed in", "Northwind · not signed in"),
        (
            connection(production=True),
            True,
            "Northwind, production, token in place",
            "Northwind · production",
        ),
        (connection("Demo", demo=True), True, "Demo", "Demo"),
    ],
)
def test_the_one_in_use(one: Connection, signed_in: bool | None, told: str, short: str) -> None:
    assert connection_words.standing(one, signed_in=signed_in) == told
    assert connection_words.short(one, signed_in=signed_in) == short


def test_every_colour_has_a_word_of_its_own() -> None:
    assert len({connection_words.colour(each) for each in CONNECTION_COLOURS} - {""}) == 6
    assert connection_words.colour("red") == ""


@pytest.mark.parametrize(
    ("base_url", "organization", "name"),
    [
        (TALLYFY, "Northwind Ltd", "Northwind Ltd"),
        (TALLYFY, "", "Tallyfy"),
        ("http://127.0.0.1:9/api", "", "127.0.0.1:9"),
    ],
)
def test_a_name_is_proposed(base_url: str, organization: str, name: str) -> None:
    assert connection_words.proposed_name(base_url, organization) == name


def test_one_organization_of_the_list() -> None:
    one = Organization(ORGANIZATION, "Northwind Ltd", "admin", disabled=True)
    assert connection_words.organization(one) == "Northwind Ltd · switched off · admin · 3d53f2fd"
    assert "Northwind" not in connection_words.organization(one, hidden=True)
    assert connection_words.organization(Organization("3d53")) == "Organization without a name · 3d53"


@pytest.mark.parametrize("masked", [False, True])
def test_an_answer_of_another_connection_is_said(masked: bool) -> None:
    answer = replace(views.answer({}), source=Source("Salt & pepper", views.REQUEST, "0badcafe"))
    shown = View(last_good=answer, masked=masked)
    told = connection_words.elsewhere(shown, connection())
    assert told.startswith("The answer on screen came over “•••••”" if masked else "The answer on screen")
    assert ("Salt & pepper" in told) is not masked
    assert connection_words.elsewhere(shown, connection(id="0badcafe")) == ""
    assert connection_words.elsewhere(View(), connection()) == ""
    opened = View(last_good=replace(answer, source=Opened()))
    assert connection_words.elsewhere(opened, connection()) == ""


def test_what_is_asked_before_an_import_names_the_item_and_the_address() -> None:
    tool = ImportSource("command_line_tool", "com.tallyfy.cli (default)")
    variable = ImportSource("environment", "TALLYFY_ACCESS_TOKEN")
    for source in (tool, variable):
        asked = connection_words.import_question(source, TALLYFY)
        assert source.item in asked
        assert TALLYFY in asked
    assert connection_words.import_from(tool) == "From Tallyfy's command-line tool"
    assert connection_words.import_from(variable) == "From TALLYFY_ACCESS_TOKEN"


def test_what_was_removed_and_whether_that_was_seen() -> None:
    told, role = connection_words.removed(record(), "GNOME Keyring / Secret Service")
    assert "GNOME Keyring" in told
    assert role == "good"
    told, role = connection_words.removed(record(), None)
    assert "could not be verified" in told
    assert role == "warning"
    told, role = connection_words.removed(record(), "GNOME Keyring", "Its tasks stay.")
    assert told.endswith("holds no token of it any more. Its tasks stay.")
    assert role == "warning"


def test_what_a_server_calls_an_organization_is_masked() -> None:
    told = connection_words.organization(Organization("a" * 32, GUEST_LINK, "admin"))
    assert CODE not in told


def test_nor_is_whose_token_it_is_shown_as_sent() -> None:
    assert CODE not in token_words.checked(Checked(GUEST_LINK), ())
