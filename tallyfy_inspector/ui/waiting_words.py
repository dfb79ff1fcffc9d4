"""The sentences of waiting: that the same will be asked again by itself, when, and what the button says.

Pure functions, tested without a display. Seconds that are left are only ever seen, never heard: what is
announced is said once, with the whole time. Knows no view: `ui.words` and `ui.countdown` do.
"""

from __future__ import annotations

import math
from datetime import datetime, timedelta

from tallyfy_inspector.api.problem import Problem, Wait
from tallyfy_inspector.api.retrying import ATTEMPTS
from tallyfy_inspector.texts import _

_LONGEST = timedelta(hours=1)  # nobody sits before a longer count-down


def seconds_left(until: datetime, now: datetime) -> int:
    """Whole seconds until then, rounded up; 0 when it is past."""
    return max(0, math.ceil((until - now).total_seconds()))


def left(seconds: int) -> str:
    """ "12 s", "3 min 20 s"."""
    minutes, rest = divmod(seconds, 60)
    if not minutes:
        return _("{count} s").format(count=rest)
    return _("{minutes} min {seconds} s").format(minutes=minutes, seconds=rest)


def why(status: int | None) -> str:
    """What is waited for: `status` of the answer; None where there was none."""
    if status is None:
        return _("The connection failed")
    return _("Tallyfy is busy ({status})").format(status=status)


def again(status: int | None, attempt: int, seconds: int) -> str:
    """ "Tallyfy is busy (429). Trying again in 12 s, attempt 2 of 3"; the person's own first attempt has no
    number."""
    said = why(status)
    if attempt < 2:
        return _("{why}. Trying again in {time}").format(why=said, time=left(seconds))
    return _("{why}. Trying again in {time}, attempt {attempt} of {attempts}").format(
        why=said, time=left(seconds), attempt=attempt, attempts=ATTEMPTS
    )


def asking(attempt: int) -> str:
    """The status while attempt number `attempt` is on its way."""
    if attempt < 2:
        return _("loading")
    return _("loading, attempt {attempt} of {attempts}").format(attempt=attempt, attempts=ATTEMPTS)


def hint() -> str:
    """What to do meanwhile."""
    return _("It is asked again by itself. Stop ends that.")


def retry_in(seconds: int) -> str:
    """The button that fetches when the time is over; at 0 it fetches at once."""
    if seconds <= 0:
        return _("Try again")
    return _("Retry in {time}").format(time=left(seconds))


def due(problem: Problem | None, came: datetime) -> datetime | None:
    """When Tallyfy will answer again, by its own words in an answer that was here at `came`; None where it
    named no time, or one that is too long to sit through."""
    if not isinstance(problem, Wait) or problem.action != "retry" or not problem.retry_after:
        return None
    wait = problem.retry_after
    return came + timedelta(seconds=wait) if 0 < wait <= _LONGEST.total_seconds() else None
