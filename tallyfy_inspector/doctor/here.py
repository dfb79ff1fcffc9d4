"""Checks of this computer: Python, Qt, the platform and the keyring. Opens no connection, reads no token."""

from __future__ import annotations

import platform

from tallyfy_inspector.doctor.case import Case, Outcome
from tallyfy_inspector.ports import VaultError
from tallyfy_inspector.texts import _

_LEAST, _BEYOND = (3, 11), (3, 14)  # as pyproject.toml says, beside its reasons


async def python(case: Case) -> Outcome:
    """The version, which must be one that the program was tried with."""
    told = case.has.python
    numbers = tuple(int(part) for part in told.split(".")[:2] if part.isdigit())
    if _LEAST <= numbers < _BEYOND:
        return Outcome("ok", told)
    return Outcome("warning", _("{version}: this program was not tried with it.").format(version=told))


async def qt(case: Case) -> Outcome:
    """The version."""
    return Outcome("ok", case.has.qt)


async def this_platform(case: Case) -> Outcome:
    """System and processor."""
    return Outcome("ok", f"{case.has.platform} ({platform.machine() or '?'})")


async def keyring(case: Case) -> Outcome:
    """Its name, or why there is none: the program goes on without one."""
    try:
        name, reason = await case.has.keyring()
    except VaultError as error:
        return Outcome("bad", str(error))
    if name is not None:
        return Outcome("ok", name)
    kept = _("A token is kept in memory until you quit.")
    return Outcome("warning", f"{reason} {kept}".strip())
