from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tallyfy_inspector.ui.claim import claimed
from tallyfy_inspector.ui.hand_over import Outcome, Place

CRASHES = """
import os, sys
from pathlib import Path
from tallyfy_inspector.ui.claim import claimed
from tallyfy_inspector.ui.hand_over import Place
claim = claimed(Place(sys.argv[1], Path(sys.argv[2])), lambda: "hangs")
os._exit(0 if claim.server else 1)
"""


@pytest.fixture
def place(home: Path) -> Place:
    return Place(str(home / "run" / "socket"), home / "run" / "socket.lock")


class Answers:
    """Answers one after the other, the last one for ever; `count` says how often it was asked."""

    def __init__(self, *outcomes: Outcome) -> None:
        self._outcomes = list(outcomes)
        self.count = 0

    def __call__(self) -> Outcome:
        self.count += 1
        return self._outcomes.pop(0) if len(self._outcomes) > 1 else self._outcomes[0]


def never() -> Outcome:
    raise AssertionError("nobody is to be asked")


def test_the_first_start_asks_nobody_and_is_to_listen(place: Place) -> None:
    first = claimed(place, never)
    assert (first.outcome, first.server) == ("nobody", place.server)
    first.release()
    assert not place.lock.exists()


@pytest.mark.parametrize("outcome", ["taken", "hangs", "refused"])
def test_a_later_one_is_told_what_the_first_one_says_once_it_listens(outcome: Outcome, place: Place) -> None:
    first = claimed(place, never)
    ask = Answers("nobody", "nobody", outcome)
    later = claimed(place, ask)
    assert (later.outcome, later.server, ask.count) == (outcome, None, 3)
    later.release()
    assert claimed(place, Answers("taken")).outcome == "taken", "the first one is still the first"
    first.release()


def test_one_of_which_the_first_one_ends_meanwhile_is_the_first(place: Place) -> None:
    first = claimed(place, never)

    def ends() -> Outcome:
        first.release()
        return "nobody"

    assert claimed(place, ends).server == place.server


def test_a_first_one_that_never_listens_is_given_up(place: Place) -> None:
    first = claimed(place, never)
    ask = Answers("nobody")
    later = claimed(place, ask, patience=0.1)
    assert (later.outcome, later.server) == ("hangs", None)
    assert ask.count > 1
    first.release()


def test_the_lock_of_one_that_crashed_does_not_count(place: Place) -> None:
    subprocess.run([sys.executable, "-c", CRASHES, place.server, str(place.lock)], check=True)
    assert place.lock.exists()
    assert claimed(place, never).server == place.server


@pytest.fixture
def left(place: Place) -> Iterator[Place]:
    """A place with a socket of somebody without a lock."""
    Path(place.server).touch()
    yield place
    Path(place.server).unlink()


@pytest.mark.skipif(sys.platform == "win32", reason="the sockets here are Unix's")
@pytest.mark.parametrize(
    ("outcome", "is_first"), [("nobody", True), ("refused", True), ("hangs", False), ("taken", False)]
)
def test_a_socket_without_a_lock_is_asked_all_the_same(outcome: Outcome, is_first: bool, left: Place) -> None:
    ask = Answers(outcome)
    claim = claimed(left, ask)
    assert ask.count == 1
    assert (claim.server is not None) is is_first
    assert left.lock.exists() is is_first
