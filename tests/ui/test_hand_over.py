from __future__ import annotations

import json
import os
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
        {"kind": "raise", "task": TASK}, {"kind": "link", "task": TASK}, {"kind": "task", "task": None},
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
    assert one.parent.stat().st_mode & 0o777 == 0o700
    if sys.platform.startswith("linux"):
        assert one.parent.parent == home / "run"


@on_unix
def test_a_folder_that_others_may_enter_is_not_used(home: Path, tmp_path: Path) -> None:
    first = place(tmp_path, tmp_path / "s")
    assert first is not None
    first.parent.chmod(0o755)
    second = place(tmp_path, Path("/tmp") / f"tallyfy-test-{os.getpid()}")
    assert second is None or second.parent != first.parent
    if second is not None:
        second.parent.rmdir()
        second.parent.parent.rmdir()


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
    assert found.parent == home / "state" / "tallyfy-inspector"
    assert place(tmp_path, home / ("long" * 40)) is None  # no socket has so long a name
