"""The problems reported on a task ("issues"), and whether they are open.

An issue is a thread whose label is "problem", open while it has no `resolve_id`. The shape of the include
`issues` is not documented; it is read as a list of such threads, and what it says alone is never certain.
Where the answer lists none, the task's own flag `problem` still tells that there is one. Knows no display.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tallyfy_inspector.task.readable import is_blank
from tallyfy_inspector.task.reading import Found, items, member, part

State = Literal["open", "none", "unknown"]

_NOT = (False, 0, "0", "false")
_OVER = ("resolved", "closed", "deleted", "archived", "done")
_ENDED = ("resolve_id", "resolved_at", "resolved", "is_resolved", "closed_at", "deleted_at", "archived_at")
# What a comment is that is no issue ("Thread" in Tallyfy's public clients).
_NO_ISSUE = ("comment", "resolve", "improvement", "advice")


@dataclass(frozen=True, slots=True, repr=False)
class Issues:
    """`open` lists the issues that are not resolved. `state` is "open" too when only the task's flag says so,
    in which case `open` is () and `flag` holds the flag; "unknown" when the answer says nothing. `sure`
    where the flag says so and nothing contradicts it; `doubtful` where list and flag say the opposite of each
    other."""

    state: State
    open: tuple[Found, ...] = ()
    resolved: tuple[Found, ...] = ()
    flag: Found | None = None
    doubtful: bool = False
    sure: bool = False

    def __repr__(self) -> str:
        return f"Issues({self.state}, open={len(self.open)})"  # never content


def issues(task: Found) -> Issues:
    """The issues of `task` from `issues`, else from `threads`; and what the flag `problem` says."""
    flag = member(task, "problem")
    listed = _listed(task)
    still = tuple(each for each in listed or () if not _resolved(each))
    done = tuple(each for each in listed or () if _resolved(each))
    says = _says(flag)
    doubtful = listed is not None and says is not None and says != bool(still)
    if still or says:
        return Issues("open", still, done, flag, doubtful, says is True and not doubtful)
    return Issues("unknown" if listed is None and says is None else "none", (), done, flag)


def _says(flag: Found | None) -> bool | None:
    if flag is None or isinstance(flag.value, (dict, list)):
        return None
    return True if flag.value in (True, 1, "1", "true") else False if flag.value in _NOT else None


def _listed(task: Found) -> tuple[Found, ...] | None:
    """The issues that the answer lists; None when it lists neither issues nor comments."""
    own = _objects(part(task, "issues"))
    if own is not None:
        return tuple(each for each in own if _label(each) not in _NO_ISSUE)
    threads = _objects(part(task, "threads"))
    return None if threads is None else tuple(each for each in threads if _label(each) == "problem")


def _objects(found: Found | None) -> tuple[Found, ...] | None:
    """The objects of a list; None for what is no list, and for one that holds other things only."""
    if found is None or not isinstance(found.value, (list, dict)):
        return None
    entries = items(found)
    objects = tuple(each for each in entries if isinstance(each.value, dict))
    return objects if objects or is_blank(found.value) else None


def _label(thread: Found) -> object:
    found = member(thread, "label")
    return None if found is None else found.value


def _resolved(issue: Found) -> bool:
    """Whether it says in any way that it is over: documented is `resolve_id` alone."""
    ended = (member(issue, key) for key in _ENDED)
    if any(found is not None and not is_blank(found.value) and found.value not in _NOT for found in ended):
        return True
    words = (member(issue, key) for key in ("status", "state"))
    return any(
        found is not None and isinstance(found.value, str) and found.value.strip().lower() in _OVER
        for found in words
    )
