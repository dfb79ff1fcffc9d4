"""E-mail addresses in an answer, for the rules on guests: is one well-formed, is one almost another.

Reads only the places that are known to hold addresses, never the whole answer. Addresses come out in lower
case, for comparing and never for showing. To read one more place: its lines in `addresses`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from tallyfy_inspector.task.diagnosis.case import Case, first_text
from tallyfy_inspector.task.reading import Found, items, part

MOST = 300  # activities, watchers and comments that are looked at
_ADDRESS = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+")
_DOMAIN = re.compile(r"[^.\s]+(\.[^.\s]+)+")
_ID = re.compile(r"\d+|[0-9a-f]{32}")
# Anybody may have an address there, so it says nothing about an organization.
PUBLIC = frozenset(
    ("aol.com", "gmail.com", "gmx.de", "gmx.net", "googlemail.com", "hotmail.com", "icloud.com", "live.com",
     "mail.com", "me.com", "msn.com", "outlook.com", "proton.me", "protonmail.com", "web.de", "yahoo.com",
     "yandex.com", "zoho.com")
)  # fmt: skip


def address(person: Found) -> str:
    """The address of one person in lower case: bare, or the member `email` of an object; "" for none."""
    value = person.value
    if isinstance(value, dict):
        found = part(person, "email")
        value = None if found is None else found.value
    return value.strip().lower() if isinstance(value, str) else ""


def is_well_formed(text: str) -> bool:
    """Whether mail could be sent there: one @, no blanks, and a domain of at least two parts. An ID, which
    may stand where an address is expected, counts as well-formed: nothing can be said about it."""
    if _ID.fullmatch(text):
        return True
    return _ADDRESS.fullmatch(text) is not None and _DOMAIN.fullmatch(domain(text)) is not None


def domain(text: str) -> str:
    """What stands after the @; "" when there is none."""
    return text.rpartition("@")[2] if "@" in text else ""


@dataclass(frozen=True, slots=True, repr=False)
class Addresses:
    """`members`: owners sent as objects, watchers, and whoever acted as a member. `others`: guests who
    watch or acted, and what was entered in form fields. The task's own guests are in neither."""

    members: frozenset[str]
    others: frozenset[str]

    def __repr__(self) -> str:
        return f"Addresses({len(self.members)}, {len(self.others)})"  # never content


def addresses(case: Case) -> Addresses:
    """The addresses that the answer holds beside those of the task's guests."""
    members = {*_told(case.owners.users), *_told(_watchers(case, "member_watchers"))}
    others = {*_told(_watchers(case, "guest_watchers")), *_told(_in_fields(case))}
    for entry in islice(case.listed("activities"), MOST):
        acted_as_member = first_text(entry, "actor_type").endswith("User")
        (members if acted_as_member else others).update(_told(_actors(entry)))
    return Addresses(frozenset(members), frozenset(others))


def _in_fields(case: Case) -> Iterator[Found]:
    for row in case.rows:
        if row.value_path is not None and row.type in ("email", "text", "assignees_form"):
            yield from _entered(case.node(row.value_path))


def _entered(value: Found) -> Iterator[Found]:
    picked = part(value, "guests")
    return iter((value,) if picked is None else items(picked))


def _watchers(case: Case, key: str) -> Iterator[Found]:
    for entry in islice(case.listed(key), MOST):
        inner = part(entry, "watcher")
        yield entry if inner is None else inner


def _actors(entry: Found) -> tuple[Found, ...]:
    actor = part(entry, "actor")
    return () if actor is None else items(actor) or (actor,)


def _told(people: Iterable[Found]) -> Iterator[str]:
    """Those that are addresses at all."""
    for person in people:
        text = address(person)
        if len(text) <= 254 and _ADDRESS.fullmatch(text):
            yield text


def nearly_the_same(one: str, other: str) -> bool:
    """Whether two addresses look like one with a typo: the same name at a domain that differs in one
    letter or two neighbours swapped, or a name of six letters and more that does so at the same domain. A
    digit that differs says nothing: people number addresses."""
    name, at, host = one.rpartition("@")
    other_name, other_at, other_host = other.rpartition("@")
    if not at or not other_at:
        return False
    if name == other_name:
        return _slip(host, other_host)
    return host == other_host and min(len(name), len(other_name)) >= 6 and _slip(name, other_name)


def _slip(one: str, other: str) -> bool:
    """One letter more, less or other, or two neighbours swapped; no digit among them."""
    start = _common(one, other)
    end = _common(one[start:][::-1], other[start:][::-1])
    left, right = one[start : len(one) - end], other[start : len(other) - end]
    if any(letter.isdigit() for letter in left + right):
        return False
    swapped = len(left) == 2 and left == right[::-1]
    return swapped or (left != right and max(len(left), len(right)) == 1)


def _common(one: str, other: str) -> int:
    """How many letters both begin with."""
    pairs = zip(one, other, strict=False)
    return next((index for index, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
