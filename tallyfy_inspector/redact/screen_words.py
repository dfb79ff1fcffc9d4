"""The words with which Tallyfy says how things stand: what consists of them alone is nobody's secret.

They are those of the enumerations in Tallyfy's API documentation (statuses, kinds, verbs of activities,
labels of comments, rules for times, conditions, validations, error codes) and what those are put together of.
A word that may be a person's or a company's name does not belong here. Knows no member and no JSON.
"""

from __future__ import annotations

import re
from functools import lru_cache

_LONGEST = 60
_BETWEEN = re.compile(r"[\s_.:,()/\\-]+")
_BOUNDS = re.compile(r":[0-9]{1,6}(?:,[0-9]{1,6})?")  # "max:200"

# How a task, a process, an issue or a person stands.
_STANDS = """
not started start in progress inprogress active inactive complete completed incomplete done skipped skip
auto hidden visible open opened reopened re closed resolved unresolved pending approved rejected accept
accepted decline declined acknowledged expired expiring overdue late delayed due soon archived unarchived
deleted restored disabled enabled suspended invited draft published paused stopped failed locked unlocked
saved unsaved sent unsent read unread improvement improved problem issue has hasproblem all none only any
new old on off yes no true false valid invalid full empty filled collapsed expanded starred uncompleted
assigned unassigned public private hide show for guests
"""
# What happened, and through whom.
_HAPPENED = """
created updated changed added removed moved copied renamed launched emitted reported resolve restarted
commented mentioned uploaded downloaded viewed shown submitted cleared set unset left joined converted
duplicated imported exported logged signed linked unlinked shared cancelled canceled activated deactivated
reset reassigned extended postponed completion and or by from to of at with
"""
# What there is.
_THINGS = """
task tasks run runs process processes checklist checklists template templates blueprint blueprints step
steps stage stages milestone procedure form forms document documents capture captures field fields prerun
kickoff kick ko oneoff one thread threads comment comments advice activity activities asset assets file
files folder folders tag tags group groups organization organizations rule rules snippet user users member
members guest owner owners assignee assignees watcher watchers admin standard support bot system api app
application models webhook local url web mobile email mail import integration tallyfy s3 aws storage
global custom personal anonymous approval deadline title name summary description status state position
date time starts ends value type role roles problems visibility assignment assign unassign webhooks auth
oauth token tokens
"""
# Kinds of form fields, and what they ask for.
_ASKED = """
text textarea radio dropdown multiselect multi select table column columns number numeric integer decimal
boolean string uri alpha num dash min max between required nullable regex phone
"""
# Conditions and rules for times.
_CONDITIONS = """
is equal equals greater less than contains contain exists before after prior until minute minutes hour
hours day days week weeks month months year years working business calendar launch mon tue wed thu fri sat
sun monday tuesday wednesday thursday friday saturday sunday clear
"""
# Errors.
_ERRORS = """
resource endpoint found method allowed rate limit exceeded seat pool exhausted unauthenticated
unauthorized forbidden error bad request client server internal validation unavailable conflict permission
permissions denied write manage invite delete create update list
"""
_WORDS = frozenset("".join((_STANDS, _HAPPENED, _THINGS, _ASKED, _CONDITIONS, _ERRORS)).split())


def is_known(text: str) -> bool:
    """Whether `text` consists of such words: "in-progress", "Open issue", "App\\Models\\User", "max:200"."""
    return len(text) <= _LONGEST and _is_known(text)


@lru_cache(maxsize=4096)
def _is_known(text: str) -> bool:
    parts = [part for part in _BETWEEN.split(_BOUNDS.sub("", text)) if part]
    return bool(parts) and all(part.lower() in _WORDS for part in parts)
