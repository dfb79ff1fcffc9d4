"""Who a task is assigned to: members, guests and groups, in every shape that answers have.

`owners` is `{"users": [20391], "guests": ["a@b.example"], "groups": ["7b25…"]}`; users also come as objects
with `id` and `full_name`. Guest links (`taskUrls`) are credentials and are not read here.
Shape: "Get task" and "Update task" in Tallyfy's API documentation. Knows no names beyond the answer's own.
"""

from __future__ import annotations

from dataclasses import dataclass

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.task.readable import is_blank, shown
from tallyfy_inspector.task.reading import Found, items, member, part

BUCKETS = ("users", "guests", "groups")


@dataclass(frozen=True, slots=True, repr=False)
class Owners:
    """Everyone assigned, as sent. `path` leads to `owners`. `known` is False where the answer does not say
    (no `owners`, or not one of its lists): then an empty list means nothing."""

    path: Path
    users: tuple[Found, ...] = ()
    guests: tuple[Found, ...] = ()
    groups: tuple[Found, ...] = ()
    known: bool = False

    def __repr__(self) -> str:
        return f"Owners({len(self.users)}, {len(self.guests)}, {len(self.groups)})"  # never content

    @property
    def everyone(self) -> tuple[Found, ...]:
        """Members, guests and groups, in this order."""
        return (*self.users, *self.guests, *self.groups)

    @property
    def nobody(self) -> bool:
        """Whether the answer says that nobody is assigned."""
        return self.known and not self.everyone


def owners(task: Found) -> Owners:
    """The owners of `task`; not `known` where the answer does not hold all three lists as lists."""
    found = part(task, "owners")
    if found is None or not isinstance(found.value, dict):
        return Owners((*task.path, "owners") if found is not None else task.path)
    lists = {bucket: part(found, bucket) for bucket in BUCKETS}
    entries = {bucket: _entries(inner) for bucket, inner in lists.items()}
    told = all(_is_list(inner) for inner in lists.values())
    return Owners(found.path, entries["users"], entries["guests"], entries["groups"], told)


def identity(person: Found) -> str:
    """The ID (a guest: the address) of one owner, an integer or an object with one; "" when there is none."""
    for key in ("id", "email"):
        inner = member(person, key)
        if inner is not None and not isinstance(inner.value, (dict, list, bool)) and (text := shown(inner)):
            return text
    return "" if isinstance(person.value, (dict, list, bool)) else shown(person)


def _is_list(found: Found | None) -> bool:
    """Whether a bucket tells who is in it: a list, or PHP's object of one. Null tells nothing."""
    if found is None or not isinstance(found.value, dict):
        return found is not None and isinstance(found.value, list)
    return not found.value or bool(items(found))


def _entries(found: Found | None) -> tuple[Found, ...]:
    return () if found is None else tuple(each for each in items(found) if not is_blank(each.value))
