"""What each part of a Tallyfy link names: the table of the link forms of tallyfy.com.

Tallyfy documents links to processes, launches, guests, magic actions and its desktop program, but none to
one task (miscellaneous/how-to-find-your-tallyfy-ids, launching/triggers/magic-links,
documenting/guests/how-to-find-a-guest-task-link-in-tallyfy). So IDs are read by the word before them.

A new word goes into `_WORDS` (path) or `_PARAMETERS` (query). A guest's code looks like an ID but signs
the guest in: in a guest link only what is named outright counts as an ID.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from tallyfy_inspector.api.links import Link, hex_id

Role = Literal["task", "run", "organization", "template", "file", "other", "secret", "leftover"]

ID = re.compile(r"[A-Za-z0-9_-]{1,255}")

_WORDS: dict[str, Role] = {
    **dict.fromkeys(("organizations", "organization", "org", "orgs", "library"), "organization"),
    **dict.fromkeys(("processes", "process", "runs", "run", "tracker"), "run"),
    **dict.fromkeys(("tasks", "task", "desktop-task", "one-off-task", "task-view"), "task"),
    **dict.fromkeys(
        ("checklists", "checklist", "blueprints", "blueprint", "templates", "template"), "template"
    ),
    **dict.fromkeys(("kickoff", "kick-off", "launch"), "template"),
    **dict.fromkeys(("file", "files", "asset", "assets"), "file"),
    **dict.fromkeys(("steps", "step", "captures", "form-fields", "tags", "folders", "groups"), "other"),
    **dict.fromkeys(("threads", "comments", "comment", "users", "members", "roles"), "other"),
}
_PARAMETERS: dict[str, Role] = {
    **dict.fromkeys(("task", "tasks", "taskid"), "task"),
    **dict.fromkeys(("run", "runid", "process", "processid"), "run"),
    **dict.fromkeys(("org", "orgid", "organization", "organizationid", "organisationid"), "organization"),
    **dict.fromkeys(("template", "templateid", "blueprint", "blueprintid", "checklistid"), "template"),
    **dict.fromkeys(("file", "fileid", "asset", "assetid"), "file"),
    **dict.fromkeys(("step", "stepid", "commentid", "threadid", "folder", "folderid", "tag"), "other"),
}
_SECRET_PARAMETER = re.compile(r"guest|token|code|secret|key|session|state|auth|sig|hash|nonce|magic")
_CODE = re.compile(r"[0-9A-Za-z_-]{16}")
_LAUNCHES = frozenset(("create", "launch", "kickoff", "kick-off"))


@dataclass(slots=True)
class Named:
    """What a text names, in order. `odd_tasks` are IDs in a task's place that are not 32 hex."""

    ids: dict[Role, list[str]] = field(default_factory=dict, repr=False)
    odd_tasks: list[str] = field(default_factory=list, repr=False)
    guest: bool = False
    launch: bool = False
    magic: bool = False
    unfinished: bool = False
    """A guest link without its code, or with one ID that may be the organization: the next is the code."""

    def add(self, role: Role, found: str) -> None:
        """Note an ID once in its role."""
        known = self.ids.setdefault(role, [])
        if found not in known:
            known.append(found)

    def all(self, role: Role) -> list[str]:
        """Every ID in that role."""
        return self.ids.get(role, [])

    def first(self, role: Role) -> str | None:
        """The first ID in that role."""
        return next(iter(self.all(role)), None)

    def only(self, role: Role) -> str | None:
        """The ID in that role where there is just one."""
        return self.first(role) if len(self.all(role)) == 1 else None


def names(link: Link) -> Named:
    """What `link`, which must be one of Tallyfy's (or have no host), names."""
    named = Named()
    path = link.path
    if link.scheme == "tallyfy":  # tallyfy://desktop-task/ID: the word stands where a host would
        path = (link.host, *path)
    if path and path[0].lower() == "api":
        path = path[1:]
    words = [part.lower() for part in (*path, *link.route)]
    named.guest = any(word.startswith("guest") for word in words)
    named.launch = any(word in _LAUNCHES for word in words)
    named.magic = "magic" in words
    for segments in (path, link.route):
        for role, found in _in_path(segments, named, has_host=bool(link.host)):
            named.add(role, found)
    for name, value in link.pairs:
        if (identifier := hex_id(value)) is not None:
            named.add(_parameter(name, named), identifier)
    named.unfinished = _is_unfinished(named, (path, link.route), link.pairs)
    return named


def _is_unfinished(named: Named, paths: Sequence[tuple[str, ...]], pairs: Sequence[tuple[str, str]]) -> bool:
    if any(name.startswith("guest") and not value for name, value in pairs):
        return True
    ends_early = any(segments[-2].lower().startswith("guest-all-task") for segments in paths if segments[1:])
    return named.guest and (ends_early or not named.all("secret"))


def stands_for(links: Sequence[Link]) -> str:
    """What to put where `links` stood in a text, for `spoken` to read: behind an unfinished guest link the
    next ID is the guest's."""
    return " guest " if any(names(link).unfinished for link in links) else " "


def _in_path(segments: tuple[str, ...], named: Named, *, has_host: bool) -> Iterator[tuple[Role, str]]:
    for index, segment in enumerate(segments):
        word = segments[index - 1].lower() if index else ""
        after = segments[index + 1].lower() if index + 1 < len(segments) else ""
        identifier = hex_id(segment)
        if identifier is not None:
            first = index == 0 and has_host and not named.all("organization")
            yield _role(word, after, named, first=first), identifier
        elif word in ("tasks", "desktop-task") and (odd := ID.match(segment)) and _is_api(segments):
            named.odd_tasks.append(odd[0])


def _role(word: str, after: str, named: Named, *, first: bool) -> Role:
    if word.startswith("guest"):
        # guest-all-task/{organization}/{code}, but guest/{code}/…
        return "organization" if word.startswith("guest-all-task") and _CODE.match(after) else "secret"
    if word in ("process", "processes") and after in _LAUNCHES:
        return "template"
    if word in _WORDS:
        return _WORDS[word]
    if first:
        return "organization"
    return "secret" if named.guest else "leftover"


def _is_api(segments: tuple[str, ...]) -> bool:
    return segments[0].lower() in ("organizations", "desktop-task")


def _parameter(name: str, named: Named) -> Role:
    plain = re.sub(r"[^a-z]", "", name)
    if plain in _PARAMETERS:
        return _PARAMETERS[plain]
    return "secret" if named.guest or _SECRET_PARAMETER.search(plain) else "leftover"


# The word that stands before an ID in a sentence: "Task ID: …".
_SPOKEN = re.compile(
    r"(?i)(?P<secret>guest|code|token|secret|password|key)|(?P<organization>organi[sz]ation|\borg\b)"
    r"|(?P<task>task)|(?P<run>process|\brun\b)|(?P<template>template|blueprint|checklist)|(?P<file>file|asset)"
)
_ALONE = re.compile(r"(?<![0-9A-Za-z@-])[0-9A-Fa-f]{32}(?![0-9A-Za-z@-])")


def spoken(prose: str) -> Named:
    """What the text around the links names, by the last word before each ID."""
    named = Named()
    done = 0
    for found in _ALONE.finditer(prose):
        before = list(_SPOKEN.finditer(prose, max(done, found.start() - 60), found.start()))
        role = before[-1].lastgroup if before else "leftover"
        named.add(_as_role(role), found[0].lower())
        done = found.end()
    return named


def _as_role(name: str | None) -> Role:
    roles: tuple[Role, ...] = ("task", "run", "organization", "template", "file", "secret")
    return next((role for role in roles if role == name), "leftover")
