from __future__ import annotations

import errno
import json
import os
import stat
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tallyfy_inspector.ports import RecentTask, TaskHistory
from tallyfy_inspector.store.history import LONGEST, MOST, History
from tallyfy_inspector.store.settings import Settings
from tests.support.views import FixedClock

ORG = "3d53f2fd6326517fb1b431b539292029"
START = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
CANARY = "Canarina Vogelsang of Cage & Co"
JWT = "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJhdWQiOiIxIiwianRpIjoiZjAwIn0.c2lnbmF0dXJlLW9mLWl0"
unix = pytest.mark.skipif(sys.platform == "win32", reason="file modes are those of Unix")


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(START)


@pytest.fixture
def history(tmp_path: Path, clock: FixedClock) -> TaskHistory:
    return another(tmp_path, clock)


def another(folder: Path, clock: FixedClock) -> History:
    """The history as another window, or the next start, makes it."""
    return History(folder, Settings(folder), clock)


def written(folder: Path) -> str:
    """Everything in the folder's files."""
    return "".join(file.read_text(encoding="utf-8") for file in folder.iterdir())


def tasks(history: TaskHistory) -> list[str]:
    """The IDs of the tasks, newest first."""
    return [entry.task for entry in history.entries()]


def entry(task: str, **more: object) -> dict[str, object]:
    """An entry of the file."""
    kept = {"connection": "default", "organization": ORG, "task": task, "run": None, "at": START.isoformat()}
    return {**kept, **more}


def put(folder: Path, content: object) -> None:
    """Write a history by hand."""
    (folder / "history.json").write_text(json.dumps(content), encoding="utf-8")


def full(_file: Path, _data: bytes) -> None:
    """What a full disk makes of writing."""
    raise OSError(errno.ENOSPC, "No space left on device")


def test_at_first_there_is_nothing_and_nothing_is_written(history: TaskHistory, tmp_path: Path) -> None:
    assert (history.entries(), history.keeps, history.problem) == ((), True, None)
    history.forget("default")
    history.clear()
    assert list(tmp_path.iterdir()) == []


def test_tasks_are_there_at_the_next_start_newest_first(
    history: TaskHistory, tmp_path: Path, clock: FixedClock
) -> None:
    history.add("default", ORG, "one")
    clock.moment += timedelta(minutes=1)
    history.add("0badcafe", ORG, "two", "run-1")
    assert another(tmp_path, clock).entries() == (
        RecentTask("0badcafe", ORG, "two", "run-1", START + timedelta(minutes=1)),
        RecentTask("default", ORG, "one", None, START),
    )


def test_a_task_stands_there_once_as_it_was_looked_at_last(history: TaskHistory, clock: FixedClock) -> None:
    for task, run in (("one", None), ("two", None), ("one", "run-1")):
        history.add("default", ORG, task, run)
        clock.moment += timedelta(seconds=1)
    assert [(each.task, each.run) for each in history.entries()] == [("one", "run-1"), ("two", None)]


def test_the_same_id_elsewhere_is_another_task(history: TaskHistory) -> None:
    history.add("default", ORG, "one")
    history.add("0badcafe", ORG, "one")
    history.add("default", "another", "one")
    assert len(history.entries()) == 3


def test_in_one_second_the_last_one_added_is_the_newest(history: TaskHistory) -> None:
    for task in ("one", "two", "three"):
        history.add("default", ORG, task)
    assert tasks(history) == ["three", "two", "one"]


def test_the_last_twenty_are_kept(history: TaskHistory, clock: FixedClock, tmp_path: Path) -> None:
    for number in range(MOST + 5):
        history.add("default", ORG, f"task-{number}")
        clock.moment += timedelta(seconds=1)
    assert tasks(history) == [f"task-{number}" for number in reversed(range(5, MOST + 5))]
    assert "task-4" not in written(tmp_path)


def test_after_fourteen_days_a_task_is_gone_from_the_disk_too(
    history: TaskHistory, tmp_path: Path, clock: FixedClock
) -> None:
    history.add("default", ORG, "old")
    clock.moment += timedelta(days=1)
    history.add("default", ORG, "young")
    clock.moment += LONGEST - timedelta(days=1)
    assert tasks(another(tmp_path, clock)) == ["young"]
    assert '"old"' not in written(tmp_path)


def test_a_clock_that_was_put_right_forgets_nothing_but_what_cannot_be(
    history: TaskHistory, tmp_path: Path
) -> None:
    put(
        tmp_path,
        {"version": 1, "tasks": [entry("later"), entry("much-later", at="2030-01-01T00:00:00+00:00")]},
    )
    (tmp_path / "history.json").touch()
    late = FixedClock(START)
    late.moment -= timedelta(hours=20)
    assert tasks(another(tmp_path, late)) == ["later"]


def test_windows_share_it(history: TaskHistory, tmp_path: Path, clock: FixedClock) -> None:
    other = another(tmp_path, clock)
    history.add("default", ORG, "one")
    clock.moment += timedelta(seconds=1)
    other.add("default", ORG, "two")
    clock.moment += timedelta(seconds=1)
    history.add("default", ORG, "three")
    assert tasks(history) == tasks(other) == ["three", "two", "one"]


@unix
def test_nobody_else_may_read_it(history: TaskHistory, tmp_path: Path) -> None:
    history.add("default", ORG, "one")
    assert stat.S_IMODE((tmp_path / "history.json").stat().st_mode) == 0o600


def test_what_belongs_to_a_removed_connection_goes_with_it(history: TaskHistory, tmp_path: Path) -> None:
    history.add("default", ORG, "one")
    history.add("0badcafe", ORG, "two")
    history.forget("default")
    assert tasks(history) == ["two"]
    assert '"one"' not in written(tmp_path)


def test_what_was_set_aside_goes_with_a_connection_too(history: TaskHistory, tmp_path: Path) -> None:
    history.add("default", ORG, "one")
    cut = written(tmp_path)[:-3]
    (tmp_path / "history.json").write_text(cut, encoding="utf-8")
    assert history.entries() == ()
    assert '"one"' in (tmp_path / "history.json.bak").read_text("utf-8")
    history.add("0badcafe", ORG, "two")
    assert history.forget("default") == ""
    assert tasks(history) == ["two"]
    assert [file.name for file in tmp_path.iterdir()] == ["history.json"]
    (tmp_path / "history.json").write_text(cut, encoding="utf-8")  # damaged since the last look
    assert history.forget("default") == ""
    assert list(tmp_path.iterdir()) == []
    assert history.problem is None  # it would name a file that is gone


@pytest.mark.parametrize("file", ["history.json", "history.json.bak"])
def test_where_a_connections_tasks_cannot_be_removed_that_is_told(
    file: str, history: TaskHistory, tmp_path: Path
) -> None:
    (tmp_path / file).mkdir()
    told = history.forget("default")
    assert told.startswith(
        "Its recent tasks may still be on this computer. The list of recent tasks cannot be"
    )
    assert str(tmp_path) not in told


def test_a_list_that_cannot_be_written_keeps_a_connections_tasks_and_says_so(
    history: TaskHistory, monkeypatch: pytest.MonkeyPatch
) -> None:
    history.add("default", ORG, "one")
    monkeypatch.setattr("tallyfy_inspector.store.history.write_private", full)
    assert "may still be on this computer. The list of recent tasks cannot be written" in history.forget(
        "default"
    )
    assert tasks(history) == ["one"]


def test_clear_leaves_nothing(history: TaskHistory, tmp_path: Path) -> None:
    (tmp_path / "history.json").write_text("{", encoding="utf-8")
    history.add("default", ORG, "one")
    assert (tmp_path / "history.json.bak").exists()
    history.clear()
    assert (list(tmp_path.iterdir()), history.entries(), history.problem) == ([], (), None)


def test_switched_off_it_forgets_and_notes_nothing(
    history: TaskHistory, tmp_path: Path, clock: FixedClock
) -> None:
    history.add("default", ORG, "one")
    history.keep(False)
    history.add("default", ORG, "two")
    again = another(tmp_path, clock)
    assert (again.keeps, again.entries()) == (False, ())
    assert not (tmp_path / "history.json").exists()
    history.keep(True)
    history.add("default", ORG, "three")
    assert (history.keeps, tasks(another(tmp_path, clock))) == (True, ["three"])


def test_of_the_connection_of_this_run_tasks_are_in_memory_alone(
    history: TaskHistory, tmp_path: Path, clock: FixedClock
) -> None:
    history.add("default", ORG, "kept")
    clock.moment += timedelta(seconds=1)
    history.add("run", ORG, "of-this-run")
    assert tasks(history) == ["of-this-run", "kept"]
    assert tasks(another(tmp_path, clock)) == ["kept"]
    assert "of-this-run" not in written(tmp_path)
    history.forget("run")
    assert tasks(history) == ["kept"]
    history.add("run", ORG, "again")
    history.clear()
    assert tasks(history) == []


@pytest.mark.parametrize(
    "named",
    [
        ("default", ORG, CANARY, None),
        ("default", CANARY, "one", None),
        ("default", ORG, "one", CANARY),
        ("default", ORG, JWT, None),
        ("default", ORG, "", None),
        (CANARY, ORG, "one", None),
        ("demo", ORG, "one", None),
        ("../x", ORG, "one", None),
        ("run", ORG, CANARY, None),
    ],
)
def test_what_is_no_id_is_written_nowhere(
    history: TaskHistory, tmp_path: Path, named: tuple[str, str, str, str | None]
) -> None:
    history.add(*named)
    assert (history.entries(), list(tmp_path.iterdir())) == ((), [])


def test_titles_that_somebody_put_into_the_file_are_gone_with_the_next_task(
    history: TaskHistory, tmp_path: Path
) -> None:
    put(tmp_path, {"version": 1, "title": CANARY, "tasks": [entry("one", title=CANARY), entry(CANARY)]})
    assert tasks(history) == ["one"]
    history.add("default", ORG, "two")
    assert tasks(history) == ["two", "one"]
    assert "Canarina" not in written(tmp_path)


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"{", b"[]", b"null", b"\xff\xfe", b"7" * 70_000, b"[" * 50_000),
        b'{"version": 2, "tasks": []}',
        b'{"version": true, "tasks": []}',
        b'{"version": 1}',
        b'{"version": 1, "tasks": {}}',
    ],
)
def test_a_damaged_file_is_kept_beside_it_and_told(
    history: TaskHistory, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "history.json").write_bytes(content)
    assert history.entries() == ()
    assert history.problem is not None
    assert "history.json.bak" in history.problem
    assert (tmp_path / "history.json.bak").read_bytes() == content
    history.add("default", ORG, "one")
    assert tasks(history) == ["one"]


def test_a_damaged_file_is_kept_and_told_for_fourteen_days(
    history: TaskHistory, tmp_path: Path, clock: FixedClock
) -> None:
    backup = tmp_path / "history.json.bak"
    (tmp_path / "history.json").write_text("{", encoding="utf-8")
    history.add("default", ORG, "one")
    os.utime(backup, (START.timestamp(), START.timestamp()))
    clock.moment += LONGEST - timedelta(minutes=1)
    history.add("default", ORG, "two")
    assert "kept as history.json.bak" in str(history.problem)
    assert backup.exists()
    clock.moment += timedelta(minutes=2)
    history.entries()
    assert (backup.exists(), history.problem) == (False, None)


def test_a_file_that_cannot_be_read_is_not_replaced(history: TaskHistory, tmp_path: Path) -> None:
    (tmp_path / "history.json").mkdir()
    history.add("default", ORG, "one")
    assert history.entries() == ()
    assert history.problem is not None
    assert history.problem.startswith("The list of recent tasks cannot be read")
    assert (tmp_path / "history.json").is_dir()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, clock: FixedClock) -> None:
    (tmp_path / "state").write_text("a file", encoding="utf-8")
    history = History(tmp_path / "state" / "deeper", Settings(tmp_path), clock)
    history.add("default", ORG, "one")
    assert history.problem is not None
    assert str(tmp_path) not in history.problem


def test_a_list_that_cannot_be_removed_is_told(history: TaskHistory, tmp_path: Path) -> None:
    (tmp_path / "history.json").mkdir()
    history.clear()
    assert history.problem is not None
    assert history.problem.startswith("The list of recent tasks cannot be written")


def test_a_trouble_that_is_over_is_told_no_more(
    history: TaskHistory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("tallyfy_inspector.store.history.write_private", full)
        history.add("default", ORG, "one")
    history.entries()  # can be read, which is not what it is about
    assert "cannot be written (No space left" in str(history.problem)
    history.add("default", ORG, "two")
    assert history.problem is None
    (tmp_path / "history.json").rename(tmp_path / "elsewhere")
    (tmp_path / "history.json").mkdir()
    history.entries()
    assert "cannot be read" in str(history.problem)
    (tmp_path / "history.json").rmdir()
    history.entries()
    assert history.problem is None
