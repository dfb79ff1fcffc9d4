"""Everybody that an answer names, once a role: who is assigned, who started, wrote, watches.

A name is taken from the answer itself wherever one of its places holds it (`mentions`), else from the names
that were fetched (`names`); otherwise the number stands. To add a role: its place in `mentions`, its words in
`_ROLES`. Pure; never raises on any JSON.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.redact.screen import HIDDEN
from tallyfy_inspector.task.mentions import Mention, Role, mentions
from tallyfy_inspector.task.names import Names, same_as
from tallyfy_inspector.task.person import Kind
from tallyfy_inspector.task.reading import find_task
from tallyfy_inspector.texts import N_, _

MOST = 1_000  # rows; a task that names more people than this is read in its JSON
_MOST_PATHS = 100

# In the order in which they are listed.
_ROLES: dict[Role, str] = {
    "owner": N_("Assigned"),
    "starter": N_("Started the task"),
    "completer": N_("Completed the task"),
    "watcher": N_("Watches"),
    "issue_author": N_("Reported an issue"),
    "comment_author": N_("Wrote a comment"),
    "run_starter": N_("Started the process"),
    "run_owner": N_("Owns the process"),
    "step_assignee": N_("Assigned by the template step"),
    "picked": N_("Picked in a form field, not assigned"),
}
_KINDS: dict[Kind, str] = {"member": N_("Member"), "guest": N_("Guest"), "group": N_("Group")}
_NUMBERED: dict[Kind, str] = {"member": N_("member {id}"), "guest": N_("{id}"), "group": N_("group {id}")}
_UNTOLD: dict[Kind, str] = {
    "member": N_("a member; not told who"),
    "guest": N_("a guest; not told who"),
    "group": N_("a group; not told which"),
}
_Key = tuple[Kind, str]


@dataclass(frozen=True, slots=True, repr=False)
class Participant:
    """Somebody in one role. `id` is as sent (a guest: the address), "" where the answer does not tell it;
    `name` is "" where nothing tells it. `paths` lead to the places where they stand so, the first first, at
    most 100. Texts are masked and on one line."""

    role: Role
    kind: Kind
    id: str
    name: str
    paths: tuple[Path, ...]

    def __repr__(self) -> str:
        return f"Participant({self.role!r}, {self.kind!r}, named={bool(self.name)})"  # never content

    @property
    def path(self) -> Path:
        """The first place."""
        return self.paths[0]

    @property
    def who(self) -> str:
        """The name, else the number or address: "Mira Okafor", "member 20391", "buyer@customer.example"."""
        if self.name:
            return self.name
        return _(_NUMBERED[self.kind]).format(id=self.id) if self.id else _(_UNTOLD[self.kind])

    @property
    def role_words(self) -> str:
        """The role: "Assigned", "Wrote a comment"."""
        return _(_ROLES[self.role])

    @property
    def kind_words(self) -> str:
        """ "Member", "Guest" or "Group"."""
        return _(_KINDS[self.kind])


def participants(root: object, names: Names | None = None) -> tuple[Participant, ...]:
    """Everybody in the task of `root`, by role and then as sent, at most MOST; () when there is no task."""
    task = find_task(root)
    if task is None:
        return ()
    said = list(mentions(task))
    known = _known(said)
    order = list(_ROLES)
    rows = sorted(_gathered(said).items(), key=lambda row: order.index(row[0][0]))[:MOST]
    return tuple(_participant(role, key, found, known, names) for (role, key), found in rows)


def _key(mention: Mention) -> _Key:
    """What is the same for one person at every place; somebody without an ID is known by the name."""
    return mention.kind, same_as(mention.kind, mention.id) or f"\0{mention.name}"


def _known(said: Iterable[Mention]) -> dict[_Key, str]:
    known: dict[_Key, str] = {}
    for mention in said:
        if mention.id and mention.name and mention.name != mention.id:
            known.setdefault(_key(mention), mention.name)
    return known


def _gathered(said: Iterable[Mention]) -> dict[tuple[Role, _Key], list[Mention]]:
    """The mentions of each person in each role; picking somebody who is assigned as well says nothing,
    and of somebody who is hidden nobody can tell."""
    rows: dict[tuple[Role, _Key], list[Mention]] = {}
    for role, mention in _with_roles(said):
        rows.setdefault((role, _key(mention)), []).append(mention)
    return {
        (role, key): found
        for (role, key), found in rows.items()
        if role != "picked" or not (("owner", key) in rows or HIDDEN in key[1])
    }


def _with_roles(said: Iterable[Mention]) -> Iterator[tuple[Role, Mention]]:
    return ((mention.role, mention) for mention in said if mention.role is not None)


def _participant(
    role: Role, key: _Key, found: list[Mention], known: dict[_Key, str], names: Names | None
) -> Participant:
    first = found[0]
    listed = names.of(first.kind, first.id) if names is not None and first.id else ""
    name = known.get(key) or ("" if first.id else first.name) or listed
    paths = tuple(dict.fromkeys(mention.path for mention in found[:_MOST_PATHS]))
    return Participant(role, first.kind, first.id, name, paths)
