"""Addresses of this program's own, `tallyfy-inspector:task/ORG/ID`: what another program asks it to open.

Anybody may put such an address on a web page, so it is read by one strict pattern, names IDs alone, and is
only ever asked about (`ui.links`). To let it name something new: a pattern of its own beside `_TASK`,
never a wider one. Knows no window and no connection.
"""

from __future__ import annotations

import re

from tallyfy_inspector.api.taskref import Reading, Reference, unusual
from tallyfy_inspector.texts import _

SCHEME = "tallyfy-inspector:"
_TASK = re.compile(r"tallyfy-inspector:task/([A-Za-z0-9_-]{1,255})/([A-Za-z0-9_-]{1,255})")
_USUAL = re.compile(r"[0-9a-f]{32}")


def is_address(text: str) -> bool:
    """Whether `text` is meant as such an address, well written or not."""
    return text.lstrip().lower().startswith(SCHEME)


def read(address: str) -> Reading:
    """The one task that `address` names, with its organization, or a refusal that repeats nothing of it.

    Nothing may stand before or after the address. Never raises.
    """
    found = _TASK.fullmatch(address)
    if found is None:
        return Reading(refusal=_refusal())
    organization, task = found.groups()
    usual = _USUAL.fullmatch(organization) and _USUAL.fullmatch(task)
    return Reading((Reference(task, organization=organization, warning=None if usual else unusual()),))


def _refusal() -> str:
    return _(
        "A link was to be opened that does not name a task as this program's links do. Nothing was opened or "
        "asked. Paste the task's link or ID instead."
    )
