from __future__ import annotations

from dataclasses import FrozenInstanceError
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


def test_its_repr_holds_no_token() -> None:
    vault = MemoryVault(StoredToken("https://go.tallyfy.com", "CANARY", "memory"))
    connection = Connection("Tallyfy", "https://go.tallyfy.com/api", NOBODY, vault)
    assert "CANARY" not in repr(connection)
    assert "MemoryVault" not in repr(connection)
    assert "Tallyfy" in repr(connection)
