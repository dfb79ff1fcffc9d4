"""THE table of `with=` options: each key and the question it answers for support staff.

To add an include, write one row into `INCLUDES`, at the place it has in the window. The check boxes, the
query and the tests read the table. Keys are spelled as on the documentation page "Get task".

Knows nothing of how an include's answer looks (that is `task`) nor of the network.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tallyfy_inspector.texts import N_, _

_SEPARATORS = re.compile(r"[,\s]+")
_FORBIDDEN = re.compile(r"[^A-Za-z0-9._-]")


@dataclass(frozen=True, slots=True)
class Include:
    """One option of `with=`. `answers` is a sentence marked for translation; show it through `texts._`."""

    key: str
    answers: str


INCLUDES: tuple[Include, ...] = (
    Include("run", N_("Which process (API: run) is the task in, who launched it, and is it still going?")),
    Include(
        "step", N_("How was this step set up in the template: assignees, deadline rule, who may complete?")
    ),
    Include(
        "form_fields", N_("What does the form ask for, what was filled in, and what is required but empty?")
    ),
    Include("tags", N_("Which tags does the task carry?")),
    Include("threads", N_("What was said in the comments, by whom, and may guests see it?")),
    Include("issues", N_("Was a problem reported on the task, and is it still open?")),
    Include(
        "assets", N_("Which files were uploaded, when, and where to? The files themselves are not fetched.")
    ),
    Include("folders", N_("In which folders does the task stand?")),
    Include("roles", N_("Which job roles decide who is assigned?")),
    Include("activities", N_("Who changed what and when: completed, reopened, reassigned, hidden?")),
    Include("ko-form-fields", N_("What was entered in the kick-off form when the process was launched?")),
    Include("summary", N_("What does the task's description say, as the assignee reads it?")),
    Include("member_watchers", N_("Which members follow the task without being assigned to it?")),
    Include("guest_watchers", N_("Which guests follow the task without being assigned to it?")),
    Include("threads_count", N_("How many comments are there? Compare it with the comments listed.")),
)

_SUPPORT = frozenset(
    ("run", "step", "form_fields", "ko-form-fields", "threads", "issues", "activities", "assets", "roles")
)

PRESETS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "minimal": ("run", "form_fields"),
        "support": tuple(include.key for include in INCLUDES if include.key in _SUPPORT),
        "everything": tuple(include.key for include in INCLUDES),
    }
)


def parse_other(text: str) -> tuple[str, ...]:
    """The include names in free text, separated by commas or blanks, each once, in the order typed.

    Raises ValueError with a sentence for the person; it names the one character that does not belong, not
    the text, since what was pasted by mistake may be a token or a link.
    """
    wrong = _FORBIDDEN.search(_SEPARATORS.sub("", text))
    if wrong is not None:
        raise ValueError(
            _(
                "An include's name cannot hold “{character}”. Use letters, digits, “.”, “_” and “-”, "
                "and put commas between names."
            ).format(character=_named(wrong.group()))
        )
    return tuple(dict.fromkeys(key for key in _SEPARATORS.split(text) if key))


def _named(character: str) -> str:
    return character if character.isprintable() else f"U+{ord(character):04X}"
