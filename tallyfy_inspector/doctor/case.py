"""What the checks share: the instruments they are handed, and what earlier ones found out.

Nothing here opens, reads or asks anything; `checkup` fills the instruments in. Another thing that a check
needs from outside is a field of `Instruments`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import Executor
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from tallyfy_inspector.api.exchange import Credential, Exchange
from tallyfy_inspector.api.tls_probe import ReadCertificate
from tallyfy_inspector.api.ways import STRAIGHT, Way
from tallyfy_inspector.doctor.road import Road
from tallyfy_inspector.ports_help import State

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one check found, in words without secrets."""

    state: State
    words: str


@dataclass(frozen=True, slots=True, repr=False)
class Instruments:
    """What the doctor is handed for one connection. `base_url` as `api.routes.check_base_url` gives it,
    `organization` an ID or "".

    `keyring` answers the keyring's name, or None and a sentence why there is none; `token` the credential in
    place, and raises VaultError. `way` answers how an address is reached (`api.ways`) and raises as it does.
    `decode` reads a certificate. `who_am_i` and `organization_answer` raise TransportError. `mask` hides
    every secret that the program knows. Blocking work is done in `executor`, or in the loop's own; no check
    takes longer than `patience` seconds.
    """

    base_url: str
    organization: str
    python: str
    qt: str
    platform: str
    keyring: Callable[[], Awaitable[tuple[str | None, str]]]
    token: Callable[[], Awaitable[Credential | None]]
    way: Callable[[str], Awaitable[Way]]
    decode: ReadCertificate
    who_am_i: Callable[[str, str], Awaitable[Exchange]]
    organization_answer: Callable[[str, str], Awaitable[Exchange]]
    now: Callable[[], datetime]
    mask: Callable[[str], str]
    executor: Executor | None = None
    patience: float = 10.0


@dataclass(slots=True, repr=False)
class Case:
    """One examination: the instruments, the state of each check that is over, and what they noted."""

    has: Instruments
    states: dict[str, State] = field(default_factory=dict)
    way: Way = STRAIGHT
    road: Road | None = None
    credential: Credential | None = None
    me: Exchange | None = None
    me_at: datetime | None = None

    async def blocking(self, work: Callable[[], T]) -> T:
        """What `work` answers or raises, done in another thread. Cancelled, it is left behind there."""
        return await asyncio.get_running_loop().run_in_executor(self.has.executor, work)
