from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.api.taskref import Reference
from tallyfy_inspector.ui.hand_over import LONGEST, Request, place, read, written

TASK, RUN, ORG = "1" * 32, "2" * 32, "3" * 32
REQUESTS = (
    Request("raise"),
    Request("raise", Reference(None, organization=ORG)),
    Request("task", Reference(TASK)),
    Request("task", Reference(TASK, RUN, ORG)),
    Request("link", Reference(TASK, organization=ORG)),
    Request("link", Reference("t" * 255, organization="o" * 255)),
)
on_unix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such folder")


@pytest.mark.parametrize("request_", REQUESTS)
def test_what_is_written_is_read_again(request_: Request) -> None:
    line = written(request_)
    assert line is not None
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert read(line) == request_


def test_nothing_but_ids_goes_over() -> None:
    reference = Reference(TASK, RUN, ORG, host="canary.example", warning="canary")
    line = written(Request("task", reference))
    assert line is not None
    assert json.loads(line) == {"kind": "task", "organization": ORG, "task": TASK, "run": RUN}


def test_what_is_too_long_is_not_sent() -> None:
    assert written(Request("task", Reference("t" * LONGEST))) is None


@pytest.mark.parametrize(
    "told",
    [
        None, 0, "x", [], {}, {"kind": None}, {"kind": []}, {"kind": "open"}, {"kind": "task"},
        {"kind": "link"},
        {"kind": "raise", "task": TASK}, {"kind": "raise", "run": RUN, "organization": ORG},
        {"kind": "raise", "organization": "a/b"}, {"kind": "link", "task": TASK},
        {"kind": "task", "task": None},
        {"kind": "task", "task": 7}, {"kind": "task", "task": [TASK]}, {"kind": "task", "task": "a/b"},
        {"kind": "task", "task": TASK, "organization": ""}, {"kind": "task", "task": TASK, "run": "a" * 256},
        {"kind": "task", "task": TASK, "path": "x"}, {"kind": "task", "task": TASK, "token": "x"},
    ],
)  # fmt: skip
def test_anything_else_is_no_request(told: object) -> None:
    assert read(json.dumps(told).encode() + b"\n") is None


@pytest.mark.parametrize(
    "line", [b"", b"\n", b"{", b"\xff\n", b"[" * 3000, b'{"kind":"raise"}' + b" " * LONGEST]
)
def test_no_json_and_too_much_is_no_request(line: bytes) -> None:
    assert read(line) is None


@given(st.binary(max_size=200))
def test_bytes_of_any_kind_are_read_without_an_error(line: bytes) -> None:
    read(line)


leaf = st.none() | st.booleans() | st.integers() | st.text(max_size=40) | st.lists(st.text(max_size=3))
names = st.sampled_from(["kind", "organization", "task", "run", "else"])


@given(st.dictionaries(names, leaf | st.sampled_from(["raise", "task", "link", TASK])))
def test_whatever_is_read_holds_ids(told: dict[str, object]) -> None:
    request = read(json.dumps(told).encode())
    if request is not None:
        assert read(written(request) or b"") == request


@on_unix
def test_each_profile_has_a_socket_in_a_folder_of_this_person_alone(home: Path, tmp_path: Path) -> None:
    one, other = place(tmp_path / "one", tmp_path), place(tmp_path / "other", tmp_path)
    assert one is not None
    assert other is not None
    assert one != other
    assert one == place(tmp_path / "one", tmp_path)
    assert one.lock.parent.stat().st_mode & 0o777 == 0o700
    if sys.platform.startswith("linux"):
        assert one.lock.parent.parent == home / "run"


@on_unix
def test_a_folder_that_others_may_enter_is_not_used(home: Path, tmp_path: Path) -> None:
    first = place(tmp_path, tmp_path / "s")
    assert first is not None
    first.lock.parent.chmod(0o755)
    second = place(tmp_path, Path("/tmp") / f"tallyfy-test-{os.getpid()}")
    assert second is None or second.lock.parent != first.lock.parent
    if second is not None:
        second.lock.parent.rmdir()
        second.lock.parent.parent.rmdir()


@on_unix
def test_a_link_or_a_file_in_its_place_is_not_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    for what in ("file", "link"):
        folder = tmp_path / what
        folder.mkdir()
        if what == "file":
            (folder / "tallyfy-inspector").touch()
        else:
            (folder / "tallyfy-inspector").symlink_to(tmp_path, target_is_directory=True)
        if sys.platform.startswith("linux"):
            assert place(tmp_path, folder) is None


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere Qt knows the folder")
def test_without_a_folder_for_sockets_the_profile_s_own_is_used(
    monkeypatch: pytest.MonkeyPatch, home: Path, tmp_path: Path
) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    found = place(tmp_path, home / "state")
    assert found is not None
    assert found.lock.parent == home / "state" / "tallyfy-inspector"
    assert place(tmp_path, home / ("long" * 40)) is None  # no socket has so long a name


@on_unix
def test_a_profile_has_one_place_whatever_way_leads_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile = tmp_path / "profile"
    profile.mkdir()
    (tmp_path / "link").symlink_to(profile, target_is_directory=True)
    there = place(profile, tmp_path)
    assert there is not None
    monkeypatch.chdir(tmp_path)
    for way in (tmp_path / "link", tmp_path / "other" / ".." / "profile", Path("profile")):
        assert place(way, tmp_path) == there


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")


@pytest.mark.usefixtures("windows")
def test_the_name_of_a_pipe_can_only_be_known_from_the_profile(home: Path, tmp_path: Path) -> None:
    one, other = place(tmp_path / "one", tmp_path), place(tmp_path / "other", tmp_path)
    assert one is not None
    assert other is not None
    assert one == place(tmp_path / "one", tmp_path)
    assert re.fullmatch("tallyfy-inspector-[0-9a-f]{32}", one.server)
    assert other.server != one.server
    assert one.lock.parent == tmp_path / "one"
    assert not one.is_left()
    assert list((home / "run").iterdir()) == [], "a pipe needs no folder"


@on_unix
@pytest.mark.usefixtures("windows")
def test_only_this_person_can_read_what_the_pipe_s_name_is_made_of(tmp_path: Path) -> None:
    assert place(tmp_path, tmp_path) is not None
    assert [file.stat().st_mode & 0o777 for file in tmp_path.iterdir()] == [0o600]


@pytest.mark.usefixtures("windows")
def test_half_a_name_is_waited_for_and_then_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "window.key").write_bytes(b"0123")
    assert place(tmp_path, tmp_path) is None
    there = place(tmp_path, tmp_path)
    assert there is not None
    (tmp_path / "window.key").write_bytes(b"01")

    def comes(_seconds: float) -> None:
        (tmp_path / "window.key").write_bytes(b"01" * 16)

    monkeypatch.setattr("tallyfy_inspector.ui.hand_over.time.sleep", comes)
    there = place(tmp_path, tmp_path)
    assert there is not None
    assert there.server == "tallyfy-inspector-" + "01" * 16


@pytest.mark.usefixtures("windows")
def test_without_a_profile_that_can_be_written_there_is_no_place(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert place(tmp_path / "file" / "profile", tmp_path) is None
