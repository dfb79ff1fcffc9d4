"""Reads, writes and removes the numbered parts of one connection's token through a keyring back end.

Part 1 is kept under the service `Tallyfy Inspector/<connection id>`, part n under `…/n`, the user name is
always `token`: one service a part, because the Windows back end shuffles two user names on one service.
A set is read back after it was written, and undone when it is not what was meant. Blocking; runs in the
keyring thread. Knows no keyring package and no words for people.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from typing import Protocol

from tallyfy_inspector.store import chunks
from tallyfy_inspector.store.keyring_thread import Check

USER = "token"
_SLOTS = range(1, chunks.MAX_PARTS + 1)
# Some back ends remove one of several equal entries at a time.
_REMOVALS = 5


class Backend(Protocol):
    """What is used of a keyring back end."""

    def get_password(self, service: str, username: str) -> str | None:
        """The secret, or None."""
        ...

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep the secret in place of an older one."""
        ...

    def delete_password(self, service: str, username: str) -> None:
        """Remove the secret; raises when there is none."""
        ...


class ReadBackError(Exception):
    """The keyring does not hold what was written, or still holds what was removed."""


class LostError(Exception):
    """A write failed, and what was kept before could not be put back; its cause is the first failure."""


def service(connection_id: str, slot: int) -> str:
    """The keyring's service name of part `slot`, counted from 1."""
    first = f"Tallyfy Inspector/{connection_id}"
    return first if slot == 1 else f"{first}/{slot}"


class Parts:
    """The parts of one connection.

    Every method calls `check` before each step, which raises when the work was abandoned. A step that was
    hanging then may still take effect later, perhaps beside a newer change: its thread puts right what it
    touched, by what the newest change wants (`_settle`).
    """

    def __init__(self, connection_id: str) -> None:
        self._connection = connection_id
        # What should be kept, by slot; each change puts a dict of its own here before its first step.
        self._wanted: dict[int, str] = {}

    def read(self, backend: Backend, check: Check) -> tuple[str, ...]:
        """The parts first to last, () when there are none. Raises chunks.DamagedError."""
        check()
        first = self._get(backend, 1)
        if first is None:
            return ()
        count = chunks.header(first).count
        return (first, *(self._part(backend, slot, check) for slot in range(2, count + 1)))

    def write(self, backend: Backend, parts: tuple[str, ...], check: Check) -> None:
        """Keep `parts` in place of everything older, and read them back. The first part goes last, so that
        a program that dies half-way leaves nothing that looks whole.

        Whatever stops it, the older parts are put back and the error is raised; LostError when they cannot
        be.
        """
        self._change(backend, dict(enumerate(parts, start=1)), check)

    def clear(self, backend: Backend, check: Check) -> None:
        """Remove all parts, also those that no header counts, and read that back.

        Not undone: what was removed stays removed when a later step fails, and the error is raised.
        """
        goal: dict[int, str] = {}
        self._wanted = goal
        touched: list[int] = []
        try:
            for slot in reversed(_SLOTS):
                check()
                touched.append(slot)
                self._remove(backend, slot)
        except Exception:
            if self._wanted is not goal:
                self._settle(backend, touched)
            raise

    def _change(self, backend: Backend, goal: dict[int, str], check: Check) -> None:
        before = self._all(backend, check)
        self._wanted = goal
        touched: list[int] = []
        try:
            for slot in reversed(_SLOTS):
                if goal.get(slot) != before.get(slot):
                    check()
                    touched.append(slot)
                    self._put(backend, slot, goal.get(slot))
            self._verify(backend, goal, goal, check)
        except Exception as error:
            if self._wanted is goal:
                self._wanted = before
            if not self._settle(backend, touched):
                raise LostError from error
            raise

    def _all(self, backend: Backend, check: Check) -> dict[int, str]:
        found = {}
        for slot in _SLOTS:
            check()
            value = self._get(backend, slot)
            if value is not None:
                found[slot] = value
        return found

    def _verify(self, backend: Backend, slots: Iterable[int], wanted: dict[int, str], check: Check) -> None:
        for slot in slots:
            check()
            if self._get(backend, slot) != wanted.get(slot):
                raise ReadBackError

    def _settle(self, backend: Backend, slots: list[int]) -> bool:
        """Bring `slots` to what is wanted, again when that changed meanwhile.

        False when it failed: then all parts are removed if that can be done, for half a token is of no use
        to anyone; but not when a newer change came, which answers for itself.
        """
        first = self._wanted
        settled = None
        try:
            while settled is not self._wanted:
                settled = self._wanted
                for slot in slots:
                    self._put(backend, slot, settled.get(slot))
                self._verify(backend, slots, settled, lambda: None)
        except Exception:  # noqa: BLE001 - the first failure is the one that is told
            if self._wanted is first:
                self._drop_all(backend)
            return False
        return True

    def _drop_all(self, backend: Backend) -> None:
        # Up to the first failure only: each step may open a prompt.
        with contextlib.suppress(Exception):
            for slot in reversed(_SLOTS):
                self._remove(backend, slot)

    def _part(self, backend: Backend, slot: int, check: Check) -> str:
        check()
        part = self._get(backend, slot)
        if part is None:
            raise chunks.DamagedError("a part is missing")
        return part

    def _get(self, backend: Backend, slot: int) -> str | None:
        return backend.get_password(service(self._connection, slot), USER)

    def _put(self, backend: Backend, slot: int, value: str | None) -> None:
        if value is None:
            self._remove(backend, slot)
        elif self._get(backend, slot) != value:
            backend.set_password(service(self._connection, slot), USER, value)

    def _remove(self, backend: Backend, slot: int) -> None:
        for _attempt in range(_REMOVALS):
            if self._get(backend, slot) is None:
                return
            backend.delete_password(service(self._connection, slot), USER)
        if self._get(backend, slot) is not None:
            raise ReadBackError
