from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from typing import Any

import pytest

from tallyfy_inspector.ports import StoredToken
from tallyfy_inspector.store.memory import MemoryVault
from tallyfy_inspector.ui.connection import Connection

NOBODY: Any = object()


def test_a_connection_cannot_be_turned_into_another() -> None:
    connection = Connection("Tallyfy", "https://go.tallyfy.com/api", NOBODY, NOBODY)
    with pytest.raises(FrozenInstanceError):
        connection.base_url = "https://other.example"  # type: ignore[misc]
    assert not connection.demo
    assert (connection.organization, connection.tasks, connection.notices) == ("", (), ())


def test_it_is_where_another_is_that_differs_in_what_is_known_of_it_alone() -> None:
    connection = Connection("Tallyfy", "https://go.tallyfy.com/api", NOBODY, NOBODY)
    assert connection.is_where(replace(connection, name="Northwind", organization="o", colour="c"))
    assert not connection.is_where(replace(connection, base_url="https://other.example"))
    assert not connection.is_where(replace(connection, id="0badcafe"))


def test_its_repr_holds_no_token() -> None:
    vault = MemoryVault(StoredToken("https://go.tallyfy.com", "CANARY", "memory"))
    connection = Connection("Tallyfy", "https://go.tallyfy.com/api", NOBODY, vault)
    assert "CANARY" not in repr(connection)
    assert "MemoryVault" not in repr(connection)
    assert "Tallyfy" in repr(connection)


def test_without_a_record_it_is_the_first_one_and_nobody_said_production() -> None:
    connection = Connection("Tallyfy", "https://go.tallyfy.com/api", NOBODY, NOBODY)
    assert (connection.id, connection.colour, connection.organization_name) == ("default", "", "")
    assert connection.production is False


def test_the_name_of_an_organization_is_in_no_repr() -> None:
    connection = Connection("Tallyfy", "https://h", NOBODY, NOBODY, organization_name="Northwind Ltd")
    assert "Northwind" not in repr(connection)
