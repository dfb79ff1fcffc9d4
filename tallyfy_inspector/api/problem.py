"""What a `Problem` is: one class per thing the person can do about it. The records only.

`api.problems` decides which one an answer is; a widget shows `title`, `hint`, `details` and a button for
`action`, and need not know the classes. Knows no request and no answer.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Action = Literal[
    "sign_in", "retry", "show_answer", "edit_task", "edit_organization", "edit_base_url", "read_anyway",
    "open_file", "network", "open_doctor", "list_process", "try_next", "leave_demo",
]  # fmt: skip
Severity = Literal["bad", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """`title`: at most about 40 characters. `hint`: the most likely cause and the next step, in the person's
    language. `action`: what the main button does, None for no button ("try_next" and "leave_demo" are the
    window's own, which knows of other connections). `details`: plain lines from the
    answer (the server's own message first), masked, one line each; not in the repr."""

    title: str
    hint: str
    action: Action | None = None
    details: tuple[str, ...] = field(default=(), repr=False)
    severity: Severity = "bad"


class SignIn(Problem):
    """Sign in with another token."""

    __slots__ = ()


class NotPermitted(Problem):
    """Ask for permission, or use the token of somebody who has it."""

    __slots__ = ()


class NotFound(Problem):
    """Check the organization first, then the ID."""

    __slots__ = ()


class WrongAddress(Problem):
    """Check the base address."""

    __slots__ = ()


class Refused(Problem):
    """Read Tallyfy's own words: they say what it did not like."""

    __slots__ = ()


class Intercepted(Problem):
    """Talk to those who run the network: something between this computer and Tallyfy stepped in."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Wait(Problem):
    """Wait, then try again; `retry_after` is in seconds, None where the server named no time."""

    retry_after: float | None = None


class NoConnection(Problem):
    """Check that this computer is connected, then try again."""

    __slots__ = ()


class CutShort(Problem):
    """The answer is not whole: look at what came, or try again."""

    __slots__ = ()


class NotATask(Problem):
    """Look at the answer: Tallyfy said yes, but this is no task."""

    __slots__ = ()


class TooLong(Problem):
    """Decide whether to wait for a very long answer to be read."""

    __slots__ = ()


class NoVault(Problem):
    """Unlock or mend the keyring, then try again."""

    __slots__ = ()


class BadFile(Problem):
    """Open another file: this one cannot be read, or is not JSON."""

    __slots__ = ()
