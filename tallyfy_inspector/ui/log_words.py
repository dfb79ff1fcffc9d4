"""The words of the log's window: which lines it shows, and how many. Pure."""

from __future__ import annotations

import logging

from tallyfy_inspector.ports_help import LogLine, LogTail
from tallyfy_inspector.texts import N_, _, ngettext

LEVELS: tuple[tuple[int, str], ...] = (
    (logging.NOTSET, N_("Everything")),
    (logging.INFO, N_("Information and worse")),
    (logging.WARNING, N_("Warnings and errors")),
    (logging.ERROR, N_("Errors alone")),
)
"""The least level that is shown, and how that choice is called."""


def from_level(lines: tuple[LogLine, ...], least: int) -> tuple[LogLine, ...]:
    """The lines of `least` and worse, in their order."""
    return tuple(line for line in lines if line.level >= least)


def role(line: LogLine) -> str:
    """The colour of a line, by its role in `theme.Roles`; its level stands in it in words."""
    if line.level >= logging.ERROR:
        return "bad"
    if line.level >= logging.WARNING:
        return "warning"
    return "dim" if line.level < logging.INFO else ""


def headline(tail: LogTail, shown: int) -> str:
    """How many lines are to be seen, and of what."""
    if tail.problem:
        return tail.problem
    if not tail.lines:
        return _("Nothing is logged yet.")
    told = ngettext("{shown} of {count} line.", "{shown} of {count} lines.", len(tail.lines))
    words = told.format(shown=f"{shown:,}", count=f"{len(tail.lines):,}")
    return words + (" " + _("Older ones are in the folder.") if tail.cut else "")
