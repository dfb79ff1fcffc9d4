from __future__ import annotations

import contextlib
import itertools

import pytest

from tallyfy_inspector.store import chunks
from tallyfy_inspector.store.keyring_thread import AbandonedError
from tallyfy_inspector.store.parts import LostError, Parts, ReadBackError, service
from tests.support.fake_keyring import FakeBackend
from tests.support.vault_contract import LONG, ORIGIN

FIRST, SECOND, THIRD = (service("default", slot) for slot in (1, 2, 3))
NEW = chunks.pack(LONG, ORIGIN)
OLD = chunks.pack("an older token", ORIGIN)


def never() -> None:
    """The check of work that somebody waits for."""


@pytest.fixture
def backend() -> FakeBackend:
    return FakeBackend()


@pytest.fixture
def parts() -> Parts:
    return Parts("default")


def test_the_names_of_the_services() -> None:
    assert (FIRST, SECOND) == ("Tallyfy Inspector/default", "Tallyfy Inspector/default/2")
    assert service("other", 1) == "Tallyfy Inspector/other"


def test_a_written_set_is_read(parts: Parts, backend: FakeBackend) -> None:
    parts.write(backend, NEW, never)
    assert backend.secrets == dict(zip((FIRST, SECOND, THIRD), NEW, strict=True))
    assert parts.read(backend, never) == NEW


def test_the_first_part_is_written_last(parts: Parts, backend: FakeBackend) -> None:
    parts.write(backend, NEW, never)
    assert [name for step, name in backend.steps if step == "set"] == [THIRD, SECOND, FIRST]


def test_parts_of_an_older_longer_set_are_removed(parts: Parts, backend: FakeBackend) -> None:
    parts.write(backend, NEW, never)
    backend.secrets[service("default", 9)] = "a stray one"
    parts.write(backend, OLD, never)
    assert backend.secrets == {FIRST: OLD[0]}


def test_another_connection_is_left_alone(parts: Parts, backend: FakeBackend) -> None:
    Parts("other").write(backend, NEW, never)
    parts.write(backend, OLD, never)
    parts.clear(backend, never)
    assert Parts("other").read(backend, never) == NEW


@pytest.mark.parametrize("failing", [FIRST, SECOND, THIRD])
def test_a_half_written_set_is_undone(parts: Parts, backend: FakeBackend, failing: str) -> None:
    parts.write(backend, OLD, never)
    backend.fail = lambda step, name: OSError("full") if (step, name) == ("set", failing) else None
    with pytest.raises(OSError, match="full"):
        parts.write(backend, NEW, never)
    assert backend.secrets == {FIRST: OLD[0]}


@pytest.mark.parametrize("failing", [FIRST, SECOND, THIRD])
def test_a_half_written_first_set_leaves_nothing(parts: Parts, backend: FakeBackend, failing: str) -> None:
    backend.fail = lambda step, name: OSError("full") if (step, name) == ("set", failing) else None
    with pytest.raises(OSError, match="full"):
        parts.write(backend, NEW, never)
    assert backend.secrets == {}


def test_when_the_older_set_cannot_be_put_back_no_half_is_left(parts: Parts, backend: FakeBackend) -> None:
    parts.write(backend, chunks.pack(LONG[::-1], ORIGIN), never)
    written: list[str] = []

    def full_after_two(step: str, name: str) -> Exception | None:
        written.extend([name] if step == "set" else [])
        return OSError("full") if step == "set" and len(written) > 2 else None

    backend.fail = full_after_two
    with pytest.raises(LostError) as caught:
        parts.write(backend, NEW, never)
    assert isinstance(caught.value.__cause__, OSError)
    assert backend.secrets == {}


def test_a_keyring_that_keeps_something_else_is_noticed(
    parts: Parts, backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep = backend.set_password

    def cut(service: str, username: str, password: str) -> None:
        keep(service, username, password[:500])

    monkeypatch.setattr(backend, "set_password", cut)
    with pytest.raises((ReadBackError, LostError)):
        parts.write(backend, NEW, never)
    assert backend.secrets == {}


def test_a_missing_part_is_damage(parts: Parts, backend: FakeBackend) -> None:
    parts.write(backend, NEW, never)
    del backend.secrets[SECOND]
    with pytest.raises(chunks.DamagedError):
        parts.read(backend, never)


def test_removal_takes_every_part_and_the_header_last(parts: Parts, backend: FakeBackend) -> None:
    parts.write(backend, NEW, never)
    backend.secrets[service("default", 9)] = "a stray one"
    parts.clear(backend, never)
    assert backend.secrets == {}
    assert [name for step, name in backend.steps if step == "delete"][-1] == FIRST


def test_a_removal_that_does_nothing_is_noticed(
    parts: Parts, backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts.write(backend, OLD, never)
    monkeypatch.setattr(backend, "delete_password", lambda _name, _user: None)
    with pytest.raises(ReadBackError):
        parts.clear(backend, never)


def test_equal_entries_are_removed_until_none_is_left(
    parts: Parts, backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts.write(backend, OLD, never)
    remove, equal = backend.delete_password, [1]

    def one_of_them(service: str, username: str) -> None:
        if equal:
            equal.pop()
        else:
            remove(service, username)

    monkeypatch.setattr(backend, "delete_password", one_of_them)
    parts.clear(backend, never)
    assert backend.secrets == {}


class GivesUp:
    """A check that abandons the work once it wrote `service`; `first` happens before that."""

    def __init__(self, backend: FakeBackend, name: str, first: object = None) -> None:
        self.backend, self.name, self.first = backend, name, first

    def __call__(self) -> None:
        if ("set", self.name) in self.backend.steps:
            if callable(self.first):
                first, self.first = self.first, None
                first()
            raise AbandonedError


def test_abandoned_writing_puts_back_what_was(parts: Parts, backend: FakeBackend) -> None:
    backend.secrets = {FIRST: OLD[0]}
    with pytest.raises(AbandonedError):
        parts.write(backend, NEW, GivesUp(backend, SECOND))
    assert backend.secrets == {FIRST: OLD[0]}


def test_abandoned_writing_gives_way_to_a_newer_set(parts: Parts, backend: FakeBackend) -> None:
    newer = chunks.pack(LONG[::-1], ORIGIN)
    give_up = GivesUp(backend, SECOND, lambda: parts.write(backend, newer, never))
    with pytest.raises(AbandonedError):
        parts.write(backend, NEW, give_up)
    assert parts.read(backend, never) == newer


def test_abandoned_writing_gives_way_to_a_newer_removal(parts: Parts, backend: FakeBackend) -> None:
    def removed_but_one_arrives_late() -> None:
        parts.clear(backend, never)
        backend.secrets[SECOND] = NEW[1]

    with pytest.raises(AbandonedError):
        parts.write(backend, NEW, GivesUp(backend, SECOND, removed_but_one_arrives_late))
    assert backend.secrets == {}


def test_an_abandoned_removal_gives_way_to_a_newer_set(parts: Parts, backend: FakeBackend) -> None:
    parts.write(backend, OLD, never)
    newer = chunks.pack(LONG[::-1], ORIGIN)

    def give_up() -> None:
        if ("delete", SECOND) in backend.steps:
            parts.write(backend, newer, never)
            del backend.secrets[SECOND]  # the removal that hung arrives late
            raise AbandonedError

    backend.secrets[SECOND] = "a stray one"
    with pytest.raises(AbandonedError):
        parts.clear(backend, give_up)
    assert parts.read(backend, never) == newer


@pytest.mark.parametrize("dies_after", range(1, 8))
def test_a_program_that_dies_in_a_save_leaves_nothing_that_looks_whole(
    parts: Parts, backend: FakeBackend, dies_after: int
) -> None:
    sets = chunks.pack(LONG, ORIGIN), chunks.pack(LONG[::-1] * 2, ORIGIN)
    parts.write(backend, sets[0], never)
    changes = itertools.count(1)

    def power_cut(step: str, _name: str) -> Exception | None:
        if step != "get" and next(changes) == dies_after:
            raise SystemExit
        return None

    backend.fail = power_cut
    with contextlib.suppress(SystemExit):
        parts.write(backend, sets[1], never)
    backend.fail = lambda _step, _name: None
    assert _whole(Parts("default"), backend) in {None, *sets}
    Parts("default").clear(backend, never)
    assert backend.secrets == {}


def _whole(parts: Parts, backend: FakeBackend) -> tuple[str, ...] | None:
    """What the next start reads; None when it says that this is damaged."""
    try:
        found = parts.read(backend, never)
        chunks.unpack(found)
    except chunks.DamagedError:
        return None
    return found
