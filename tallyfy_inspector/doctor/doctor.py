"""THE table of what the doctor looks at, and the one who goes through it.

To add a check: a coroutine function `(Case) -> Outcome` in `here`, `network` or `account`, and its row in
`CHECKS` with the checks that must be good before it makes sense. It says what it found in words without
secrets; time, order, time-outs and faults are taken care of here. Knows no window and no terminal.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass

from tallyfy_inspector.doctor import account, here, network
from tallyfy_inspector.doctor.case import Case, Instruments, Outcome
from tallyfy_inspector.ports_help import Checked
from tallyfy_inspector.texts import N_, _

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to look at; `needs` are the names of those before it that it builds on."""

    name: str
    title: str
    look: Callable[[Case], Awaitable[Outcome]]
    needs: tuple[str, ...] = ()


CHECKS: tuple[Check, ...] = (
    Check("python", N_("Python"), here.python),
    Check("qt", N_("Qt"), here.qt),
    Check("platform", N_("Platform"), here.this_platform),
    Check("keyring", N_("Keyring"), here.keyring),
    Check("proxy", N_("Proxy"), network.proxy),
    Check("dns", N_("Name (DNS)"), network.name, ("proxy",)),
    Check("tcp", N_("Connection (TCP)"), network.connection, ("dns",)),
    Check("tls", N_("Encryption (TLS)"), network.encryption, ("tcp",)),
    Check("token", N_("Token"), account.token),
    Check("me", N_("Sign-in (/me)"), account.me, ("tcp", "token")),
    Check("organization", N_("Organization"), account.organization, ("me",)),
    Check("clock", N_("Clock"), account.clock, ("me",)),
)


class Doctor:
    """Meets `ports_help.Doctor`."""

    def __init__(self, instruments: Instruments, checks: tuple[Check, ...] = CHECKS) -> None:
        self._has = instruments
        self._checks = checks

    def planned(self) -> tuple[str, ...]:
        """The titles, in their order."""
        return tuple(_(check.title) for check in self._checks)

    async def examine(self) -> AsyncIterator[Checked]:
        """Each check as it ends; one that fails or takes too long is bad, and the next is begun."""
        case = Case(self._has)
        for check in self._checks:
            began = time.monotonic()
            outcome = _needed(check, case, self._checks) or await self._look(check, case)
            case.states[check.name] = outcome.state
            words = self._has.mask(outcome.words)
            spent = (time.monotonic() - began) * 1000
            yield Checked(check.name, _(check.title), outcome.state, words, spent)

    async def _look(self, check: Check, case: Case) -> Outcome:
        seconds = self._has.patience
        try:
            async with asyncio.timeout(seconds):
                return await check.look(case)
        except TimeoutError:
            return Outcome("bad", _("No answer within {seconds} seconds.").format(seconds=round(seconds, 1)))
        except Exception as error:  # noqa: BLE001 - one check must not end the others
            # What it says may quote what came back: the log leaves it out, and so do the words.
            _log.exception("The check %s failed", check.name)
            told = _("This check itself failed ({error}). The log says where.")
            return Outcome("bad", told.format(error=type(error).__name__))


def _needed(check: Check, case: Case, checks: tuple[Check, ...]) -> Outcome | None:
    """Why `check` makes no sense now, or None."""
    titles = {each.name: _(each.title) for each in checks}
    for name in check.needs:
        if case.states.get(name, "ok") in ("bad", "skipped"):
            return Outcome("skipped", _("Not tried: it builds on “{check}”.").format(check=titles[name]))
    return None
