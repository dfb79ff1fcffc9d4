"""Who is behind a number: names of members, guests and groups, by the ID that answers hold.

Read from the lists `users-list` and `groups` of an organization, whose shapes are taken tolerantly: wrapped
in `data` or bare, users with `full_name` or its parts. Another list is one more `read_…`. Knows no task, and
never asks for anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tallyfy_inspector.task.person import Kind, identity, name_of
from tallyfy_inspector.task.reading import Found, inside, items, part


@dataclass(frozen=True, slots=True, repr=False)
class Names:
    """Names by ID: of members, of guests by their address in small letters, and of groups."""

    members: Mapping[str, str] = field(default_factory=dict)
    guests: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)

    def __repr__(self) -> str:
        counts = (len(self.members), len(self.guests), len(self.groups))
        return "Names({}, {}, {})".format(*counts)  # never content

    def of(self, kind: Kind, id_: str) -> str:
        """The name of `id_`, or ""."""
        by_kind = {"member": self.members, "guest": self.guests, "group": self.groups}
        return by_kind[kind].get(same_as(kind, id_), "")


NOBODY = Names()


def same_as(kind: Kind, id_: str) -> str:
    """What two spellings of one person share: addresses differ in capitals, IDs in nothing."""
    return id_.casefold() if kind == "guest" else id_


def read_members(root: object) -> dict[str, str]:
    """Names by member ID from the answer of `users-list`; {} when it holds none."""
    return _read(root, "member", "users")


def read_groups(root: object) -> dict[str, str]:
    """Names by group ID from the answer of `groups`; {} when it holds none."""
    return _read(root, "group", "groups")


def _read(root: object, kind: Kind, key: str) -> dict[str, str]:
    top = inside(Found(root, ()))
    listed = items(top) or items(part(top, key) or top)
    told = ((identity(entry, kind), name_of(entry)) for entry in listed if isinstance(entry.value, dict))
    return {id_: name for id_, name in told if id_ and name}
