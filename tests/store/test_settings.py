from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.ports import SettingsStore
from tallyfy_inspector.store.settings import Settings
from tests.support.logfail import ExpectLog

LOGGER = "tallyfy_inspector.store.settings"
JWT = "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJhdWQiOiIxIiwianRpIjoiZjAwIn0.c2lnbmF0dXJlLW9mLWl0"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.json"


@pytest.fixture
def settings(tmp_path: Path) -> SettingsStore:
    return Settings(tmp_path)


def content(file: Path) -> dict[str, Any]:
    """What the file holds."""
    found = json.loads(file.read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def test_a_value_is_there_at_the_next_start(settings: SettingsStore, tmp_path: Path, file: Path) -> None:
    settings.set("window.size", [1360, 840])
    assert Settings(tmp_path).get("window.size", [0, 0]) == [1360, 840]
    assert content(file) == {"version": 1, "window.size": [1360, 840]}


def test_nothing_is_written_before_something_is_set(settings: SettingsStore, file: Path) -> None:
    assert settings.get("a", 1) == 1
    settings.flush()
    assert not file.exists()


def test_only_what_differs_from_the_default_is_kept(settings: SettingsStore, file: Path) -> None:
    settings.get("fetch.includes", ("run", "step"))
    settings.set("fetch.includes", ["run"])
    assert content(file) == {"version": 1, "fetch.includes": ["run"]}
    settings.set("fetch.includes", ("run", "step"))
    assert content(file) == {"version": 1}


@pytest.mark.parametrize(
    ("kept", "default"), [("1", 1), (1, True), (True, 1), ({}, []), ([], {}), (1.5, 1), (None, "x")]
)
def test_a_value_of_another_type_counts_as_absent(
    tmp_path: Path, file: Path, kept: object, default: object
) -> None:
    file.write_text(json.dumps({"version": 1, "name": kept}), encoding="utf-8")
    found = Settings(tmp_path).get("name", default)
    assert (found, type(found)) == (default, type(default))


def test_a_list_serves_a_tuple_and_an_integer_a_float(tmp_path: Path, file: Path) -> None:
    file.write_text('{"version": 1, "list": ["a"], "number": 2}', encoding="utf-8")
    settings = Settings(tmp_path)
    assert settings.get("list", ()) == ("a",)
    assert (settings.get("number", 1.5), type(settings.get("number", 1.5))) == (2.0, float)


def test_none_forgets_a_value(settings: SettingsStore, file: Path) -> None:
    settings.set("a", 1)
    settings.set("a", None)
    assert settings.get("a", 2) == 2
    assert content(file) == {"version": 1}


def test_what_is_answered_belongs_to_the_caller(settings: SettingsStore) -> None:
    mine = [1]
    settings.set("list", mine)
    mine.append(2)
    settings.get("list", [0]).append(3)
    assert settings.get("list", [0]) == [1]


@pytest.mark.parametrize("value", [b"bytes", float("nan"), {1, 2}])
def test_what_is_no_json_is_a_mistake_of_the_caller(settings: SettingsStore, value: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        settings.set("name", value)


def test_unknown_names_are_kept(tmp_path: Path, file: Path) -> None:
    file.write_text('{"version": 1, "of.a.later.version": {"x": [1]}}', encoding="utf-8")
    Settings(tmp_path).set("a", 1)
    assert content(file) == {"version": 1, "of.a.later.version": {"x": [1]}, "a": 1}


def test_two_windows_keep_each_others_changes(tmp_path: Path, file: Path) -> None:
    one, two = Settings(tmp_path), Settings(tmp_path)
    one.set("a", 1)
    two.set("b", 2)
    one.set("c", 3)
    two.set("a", None)
    assert content(file) == {"version": 1, "b": 2, "c": 3}
    assert one.get("b", 0) == 2


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"[]",
        b'"text"',
        b"\xff\xfe\x00",
        b'{"version": "1"}',
        b'{"version": 0}',
        b'{"version": true}',
        b"[" * 100_000,
        b'{"version": 1, "a": "' + b"x" * 5_000_000 + b'"}',
    ],
)
def test_a_damaged_file_is_kept_and_the_program_starts_clean(
    tmp_path: Path, file: Path, damage: bytes
) -> None:
    file.write_bytes(damage)
    settings = Settings(tmp_path)
    assert (settings.damaged, settings.newer, settings.problem) == (True, False, None)
    assert settings.get("a", 1) == 1
    assert settings.kept_as == "settings.json.bak"
    assert (tmp_path / settings.kept_as).read_bytes() == damage
    settings.set("a", 2)
    assert (content(file), Settings(tmp_path).damaged) == ({"version": 1, "a": 2}, False)
    file.write_bytes(damage + b"again")
    assert Settings(tmp_path).kept_as == "settings.json.bak.2"
    assert (tmp_path / "settings.json.bak").read_bytes() == damage


@pytest.mark.parametrize("found", [b"{", b'{"version": 2, "a": 1}', b'{"version": 1, "a": 1}'])
def test_who_only_reads_changes_nothing_on_disk(tmp_path: Path, file: Path, found: bytes) -> None:
    file.write_bytes(found)
    settings = Settings(tmp_path, read_only=True)
    assert settings.damaged is (found == b"{")
    settings.set("a", 2)
    settings.refresh()
    settings.flush()
    assert settings.get("a", 0) == 2  # until it ends
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("settings.json", found)]
    assert Settings(tmp_path).damaged is (found == b"{")  # for the window to say


def test_a_file_without_a_version_is_read(tmp_path: Path, file: Path) -> None:
    file.write_text('{"a": 5}', encoding="utf-8")
    settings = Settings(tmp_path)
    assert (settings.get("a", 1), settings.damaged) == (5, False)


def test_a_file_of_a_newer_version_is_read_and_kept_before_it_is_changed(tmp_path: Path, file: Path) -> None:
    newer = '{"version": 2, "a": 5, "b": {"new": "form"}}'
    file.write_text(newer, encoding="utf-8")
    settings = Settings(tmp_path)
    assert (settings.newer, settings.damaged) == (True, False)
    assert (settings.get("a", 1), settings.get("b", "text")) == (5, "text")
    assert not (tmp_path / "settings.json.bak").exists()
    for _time in range(2):
        settings.refresh()
    settings.set("a", 6)
    assert (tmp_path / "settings.json.bak").read_text(encoding="utf-8") == newer
    assert content(file) == {"version": 1, "a": 6, "b": {"new": "form"}}
    assert len(list(tmp_path.iterdir())) == 2


def test_a_file_that_was_damaged_meanwhile_is_kept_too(
    settings: SettingsStore, tmp_path: Path, file: Path
) -> None:
    settings.set("a", 1)
    file.write_bytes(b"half")
    settings.set("b", 2)
    assert (tmp_path / "settings.json.bak").read_bytes() == b"half"
    assert content(file) == {"version": 1, "a": 1, "b": 2}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such modes")
def test_only_this_person_may_read_it(settings: SettingsStore, file: Path) -> None:
    settings.set("a", 1)
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_folder_that_cannot_be_made_is_said_and_memory_serves(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    settings = Settings(tmp_path / "file" / "folder")
    settings.set("a", 1)
    assert settings.get("a", 0) == 1
    assert settings.problem is not None
    assert "last until you quit" in settings.problem
    assert str(tmp_path) not in settings.problem


def test_a_file_that_cannot_be_read_is_not_replaced(tmp_path: Path, file: Path) -> None:
    file.mkdir()
    settings = Settings(tmp_path)
    settings.set("a", 1)
    settings.flush()
    assert settings.get("a", 0) == 1
    assert settings.problem is not None
    assert file.is_dir()


def test_the_problem_ends_when_writing_works_again(
    tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(tmp_path)

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        settings.set("a", 1)
    assert "No space left on device" in str(settings.problem)
    settings.set("b", 2)
    assert str(settings.problem) == "None"
    assert content(file) == {"version": 1, "a": 1, "b": 2}


def test_writing_is_put_off_until_the_schedule_says_so(tmp_path: Path, file: Path) -> None:
    waiting: list[Callable[[], None]] = []
    settings = Settings(tmp_path, schedule=waiting.append)
    for number in range(5):
        settings.set("a", number)
    assert (len(waiting), file.exists()) == (1, False)
    waiting.pop()()
    assert content(file) == {"version": 1, "a": 4}
    settings.set("a", 9)
    assert len(waiting) == 1
    settings.flush()
    assert content(file)["a"] == 9


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("access_token", "x"),
        ("Connection.Password", "x"),
        ("client.secret", [1]),
        ("recent", JWT),
        ("recent", {"deep": [{"er": f"Bearer {JWT}"}]}),
        ("recent", {JWT: 1}),
        ("recent", "https://go.tallyfy.com/guest/orgX/task/abcdef?code=0123456789abcdef0123456789abcdef"),
        ("recent", "https://go.tallyfy.com/guest/0123456789abcdef0123456789abcdef"),
    ],
)
def test_a_secret_never_lands_in_the_file(
    settings: SettingsStore, tmp_path: Path, name: str, value: object, expect_log: ExpectLog
) -> None:
    expect_log(LOGGER, "^A setting was not kept: secret$")
    settings.set("before", 1)
    settings.set(name, value)
    settings.flush()
    assert settings.get(name, None) is None
    assert content(tmp_path / "settings.json") == {"version": 1, "before": 1}


def test_ordinary_values_are_not_taken_for_secrets(
    settings: SettingsStore, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    values = {
        "connection.organization": "0123456789abcdef0123456789abcdef",
        "connection.base_url": "https://go.tallyfy.com/api",
        "window.geometry": "AdnQywADAAAAAAAAAAAAAAAABU8AAANHAAAAAAAAAAAAAAVPAAADRwAAAAAAAAAABgA=",
        "fetch.includes": ["ko-form-fields", "threads_count"],
        "tree.expanded": ["$.data.owners.users[0]", "$['odd key']"],
    }
    with caplog.at_level(logging.WARNING):
        for name, value in values.items():
            settings.set(name, value)
    assert content(file) == {"version": 1, **values}


def test_the_version_is_not_a_setting(settings: SettingsStore, expect_log: ExpectLog) -> None:
    expect_log(LOGGER, "reserved name")
    settings.set("version", 7)
    assert settings.get("version", 0) == 0


def test_the_repr_shows_no_value(settings: SettingsStore) -> None:
    settings.set("connection.organization", "canary")
    assert "canary" not in repr(settings)


json_values = st.recursive(
    st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(value=json_values)
def test_any_json_value_comes_back(tmp_path_factory: pytest.TempPathFactory, value: object) -> None:
    folder = tmp_path_factory.mktemp("settings")
    Settings(folder).set("name", value)
    assert Settings(folder).get("name", None) == value


def test_what_another_window_wrote_is_seen_after_a_refresh(tmp_path: Path) -> None:
    waiting: list[Callable[[], None]] = []
    one, other = Settings(tmp_path, schedule=waiting.append), Settings(tmp_path)
    one.set("mine", 1)
    other.set("theirs", 2)
    other.set("mine", 3)
    assert one.get("theirs", 0) == 0
    one.refresh()
    assert (one.get("theirs", 0), one.get("mine", 0)) == (2, 1)
    one.flush()
    assert (Settings(tmp_path).get("mine", 0), Settings(tmp_path).get("theirs", 0)) == (1, 2)


@pytest.mark.parametrize("damage", ["{", "folder", "gone"])
def test_a_refresh_that_reads_nothing_changes_nothing(tmp_path: Path, file: Path, damage: str) -> None:
    settings = Settings(tmp_path)
    settings.set("a", 1)
    file.unlink()
    if damage == "{":
        file.write_text("{", encoding="utf-8")
    elif damage == "folder":
        file.mkdir()
    settings.refresh()
    assert settings.get("a", 0) == 1


@pytest.mark.parametrize("number", ["Infinity", "-Infinity", "NaN", "1e999", "[-1e999]"])
def test_a_number_that_could_not_be_written_again_is_damage(tmp_path: Path, file: Path, number: str) -> None:
    file.write_text(f'{{"version": 1, "a": {number}}}', encoding="utf-8")
    settings = Settings(tmp_path)
    assert settings.damaged
    settings.set("b", 1.5)
    assert content(file) == {"version": 1, "b": 1.5}
