from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tallyfy_inspector.ports import ConnectionRecord
from tallyfy_inspector.store.connections import Connections
from tallyfy_inspector.store.settings import Settings
from tallyfy_inspector.ui.connection import Connection
from tallyfy_inspector.ui.parts import Parts

NOBODY: Any = object()
TALLYFY = "https://go.tallyfy.com/api"
RECORD = ConnectionRecord("", "Northwind", TALLYFY)
RUN = ConnectionRecord("run", "This run", TALLYFY, colour="grey", saved=False)


def connection(connection_id: str = "default") -> Connection:
    return Connection("Northwind", TALLYFY, NOBODY, NOBODY, id=connection_id)


def parts(settings: Settings, book: Connections | None = None) -> Parts:
    return Parts(NOBODY, settings, NOBODY, NOBODY, NOBODY, NOBODY, NOBODY, NOBODY, book)


@pytest.mark.parametrize("with_book", [False, True])
def test_before_the_first_sign_in_the_organization_is_there_at_the_next_start(
    tmp_path: Path, with_book: bool
) -> None:
    settings = Settings(tmp_path)
    parts(settings, Connections(settings) if with_book else None).keep_organization(connection(), "3d53")
    (record,) = Connections(Settings(tmp_path)).records()
    assert (record.id, record.organization) == ("default", "3d53")


def test_a_connection_without_an_organization_gets_the_first_that_is_said_and_keeps_it(
    tmp_path: Path,
) -> None:
    book = Connections(Settings(tmp_path))
    first, second = book.add(RECORD), book.add(RECORD)
    kept = parts(Settings(tmp_path), book)
    said = [kept.keep_organization(connection(second.id), organization) for organization in ("3d53", "aaaa")]
    assert said == [True, False]
    assert Connections(Settings(tmp_path)).records() == (first, replace(second, organization="3d53"))


@pytest.mark.parametrize("name", ["", "Northwind Ltd"])
def test_one_that_was_chosen_at_sign_in_stays(tmp_path: Path, name: str) -> None:
    book = Connections(Settings(tmp_path))
    record = book.add(replace(RECORD, organization="3d53", organization_name=name))
    assert not parts(Settings(tmp_path), book).keep_organization(connection(), "aaaa")
    assert Connections(Settings(tmp_path)).records() == (record,)


def test_that_of_this_run_lasts_as_long_as_the_run(tmp_path: Path) -> None:
    book = Connections(Settings(tmp_path), RUN)
    assert parts(Settings(tmp_path), book).keep_organization(connection("run"), "3d53")
    assert [each.organization for each in book.records()] == ["3d53"]
    assert Connections(Settings(tmp_path)).records() == ()


@pytest.mark.parametrize("of", ["run", "0badcafe", "demo"])
def test_for_any_other_connection_nothing_is_written(tmp_path: Path, of: str) -> None:
    settings = Settings(tmp_path)
    parts(settings, Connections(settings, RUN)).keep_organization(connection(of), "3d53")
    assert not (tmp_path / "settings.json").exists()


def test_a_connection_that_another_window_removed_is_no_trouble(tmp_path: Path) -> None:
    book = Connections(Settings(tmp_path))
    book.add(RECORD)
    kept = parts(Settings(tmp_path), book)
    Connections(Settings(tmp_path)).remove("default")
    kept.keep_organization(connection(), "3d53")
    assert Connections(Settings(tmp_path)).records() == ()
