from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.ports import CONNECTION_COLOURS, ConnectionRecord
from tallyfy_inspector.store import connections
from tallyfy_inspector.store.connections import Connections
from tallyfy_inspector.store.first_look import FirstLook, first_look
from tallyfy_inspector.store.settings import FILE, Settings

ADDRESS = "https://go.tallyfy.com/api"
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


class Given:
    """Settings that answer what they are given, whatever it is asked as."""

    def __init__(self, **values: object) -> None:
        self._values = values

    def get(self, name: str, default: Any) -> Any:
        found = self._values.get(name.replace(".", "_"), default)
        return found if type(found) is type(default) else default

    def flush(self) -> None:
        raise AssertionError

    def set(self, name: str, value: object) -> None:
        raise AssertionError


def test_it_is_what_the_connections_say_a_moment_later(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    book = Connections(settings)
    book.add(ConnectionRecord("", "Northwind Ltd", ADDRESS, "o", saved=False))
    second = book.add(
        ConnectionRecord("", "Contoso", ADDRESS, "p", colour="teal", production=True, saved=False)
    )
    for chosen in (None, second.id, "nobody"):
        if chosen is not None:
            settings.set(connections.LAST, chosen)
        record = book.chosen()
        assert record is not None
        look = first_look(Settings(tmp_path), demo=False, own=False)
        assert look == FirstLook(record.name, record.colour, record.production)


def test_without_connections_it_is_tallyfy_in_the_first_colour(tmp_path: Path) -> None:
    assert first_look(Settings(tmp_path), demo=False, own=False) == FirstLook(
        "Tallyfy", CONNECTION_COLOURS[0]
    )


def test_the_demo_and_a_run_of_its_own_wear_their_names(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    assert first_look(settings, demo=True, own=False) == FirstLook("Demo")
    assert first_look(settings, demo=False, own=True) == FirstLook("Tallyfy")
    Connections(settings).add(ConnectionRecord("", "Northwind", ADDRESS, "o", saved=False))
    assert first_look(settings, demo=True, own=True) == FirstLook("Demo")
    assert first_look(settings, demo=False, own=True) == FirstLook("This run")


@pytest.mark.parametrize("name", ["", " ", 7, None, "a\u202eb", "two\nlines", "x" * 25, "a " * 60, " a"])
def test_a_name_that_nobody_vouches_for_is_not_shown(name: object, tmp_path: Path) -> None:
    entry = {"id": "default", "name": name, "base_url": ADDRESS, "colour": "teal", "production": True}
    (tmp_path / FILE).write_text(json.dumps({"version": 1, "connections": [entry]}), encoding="utf-8")
    assert first_look(Settings(tmp_path), demo=False, own=False) == FirstLook("Tallyfy")


@given(kept=st.lists(ANYTHING | st.dictionaries(st.sampled_from(["id", "name", "colour"]), ANYTHING)))
def test_whatever_stands_in_the_file_it_says_something(kept: list[object]) -> None:
    look = first_look(Given(connections=kept, connections_last="default"), demo=False, own=False)
    assert look.name.isprintable()
    assert look.name


def test_it_loads_nothing_that_the_first_paint_would_wait_for() -> None:
    command = [
        sys.executable, "-c",
        "import sys; import tallyfy_inspector.store.first_look; print(*sys.modules)",
    ]  # fmt: skip
    loaded = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout.split()
    assert "tallyfy_inspector.store.connections" not in loaded
    assert "tallyfy_inspector.ports" not in loaded
