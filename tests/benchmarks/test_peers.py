from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import peers
from benchmarks.jobs import JOBS, JobError
from benchmarks.serving import Server, serving

# Takes the place of Chromium: answers each task as told by its own name, with what the shell has.
BROWSER = """#!/bin/sh
[ "$1" = --version ] && echo "Chromium 1.2.3 built on nothing" && exit
echo $$ > "{pid}"
sleep 60
"""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with serving(tmp_path) as server:
        yield server


@pytest.fixture
def peer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> peers.Peer:
    program = tmp_path / "bin" / "chromium"
    program.parent.mkdir()
    program.write_text(BROWSER.format(pid=tmp_path / "pid"), encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}/usr/bin{os.pathsep}/bin")
    (tmp_path / f"{peers.EDITOR}-{peers.VERSION}.js").write_text("", encoding="utf-8")
    found = peers.found(tmp_path)
    assert isinstance(found, peers.Peer)
    return found


def test_what_was_found_is_told_with_its_versions(peer: peers.Peer) -> None:
    assert peer.name == f"vanilla-jsoneditor {peers.VERSION} in Chromium 1.2.3"


def test_what_was_not_found_is_told_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "not found: chromium" in str(peers.found(tmp_path))
    (tmp_path / "chromium").symlink_to("/bin/true")
    assert "not found: vanilla-jsoneditor" in str(peers.found(tmp_path))


def test_an_npm_that_brings_nothing_is_no_peer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "chromium").symlink_to("/bin/true")
    (tmp_path / "npm").symlink_to("/bin/false")
    assert "not found: vanilla-jsoneditor" in str(peers.found(tmp_path / "build"))


def results(*changed: dict[str, object]) -> list[dict[str, object]]:
    """What a page answers, with what is changed in single answers."""
    told: list[dict[str, object]] = [
        {"name": task["name"], "ms": 7, "shown": int(task["at_least"])} for task in peers.TASKS
    ]
    for number, change in enumerate(changed):
        told[number] |= change
    return told


def test_the_page_s_answers_are_the_values_and_the_browser_is_ended(
    peer: peers.Peer, server: Server, tmp_path: Path
) -> None:
    for result in results():
        server.results.put(result)
    values = peers.play(peer, server)
    editor = next(job for job in JOBS if job.kind == "peer")
    assert values == dict.fromkeys(editor.gives, 7.0)


@pytest.mark.parametrize(
    ("changed", "why"),
    [({"shown": 1}, "too little was shown"), ({"shown": 0, "error": "RangeError"}, "RangeError")],
)
def test_what_the_page_did_not_really_show_counts_for_nothing(
    peer: peers.Peer, server: Server, changed: dict[str, object], why: str
) -> None:
    for result in results(changed):
        server.results.put(result)
    with pytest.raises(JobError, match=why):
        peers.play(peer, server)


def test_a_page_that_does_not_answer_is_given_up_with_its_browser(
    peer: peers.Peer, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(peers, "PATIENCE", 1.0)
    with pytest.raises(JobError, match="no answer to editor paint 1 MB after 1 second"):
        peers.play(peer, server)
    started = int((tmp_path / "pid").read_text(encoding="ascii"))
    deadline = time.monotonic() + 5
    while Path(f"/proc/{started}").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not Path(f"/proc/{started}").exists()
