"""One person of an answer in words: "Sam Lindqvist (member 20391)", "member 20391", "guest a@b.example".

A member is a number, a guest an address, a group 32 hex digits; each may also come as an object with its
name. The answer names somebody in one place and gives the number in another: `names` collects what it says.
How an object tells its name is for `person`.

A new place where names stand: a row in `_PLACES`. Knows no role and no display. Never raises on any JSON.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from tallyfy_inspector.task.included import key_of, listed, on_one_line, scalar, told
from tallyfy_inspector.task.person import name_of
from tallyfy_inspector.task.readable import is_blank, raw, shown
from tallyfy_inspector.task.reading import Found, find_task, inside, items, member, part
from tallyfy_inspector.texts import _

_MOST = 1_000
_HEX = re.compile(r"[0-9a-fA-F]{32}")
# The include, the member that holds the person ("": the entry itself), and the one that holds the number.
_PLACES = (
    ("activities", "actor", "actor_id"),
    ("threads", "author", "author_id"),
    ("issues", "author", "author_id"),
    ("member_watchers", "watcher", "id"),
)


def person(found: Found, kind: str = "", names: Mapping[str, str] | None = None) -> str:
    """Who stands at `found`; "" for nobody. `kind` is the API's word for what it is ("App\\Models\\User")."""
    if is_blank(found.value) or isinstance(found.value, bool):
        return ""
    if isinstance(found.value, list):
        return people(found, kind, names)
    if isinstance(found.value, dict):
        return _described(found, kind, names or {})
    return _numbered(on_one_line(shown(found)), kind, names or {})


def people(found: Found, kind: str = "", names: Mapping[str, str] | None = None) -> str:
    """Everybody in a list, one after the other; an object in a list is one of them."""
    each = (person(entry, kind, names) for entry in items(found) if not isinstance(entry.value, list))
    return ", ".join(words for words in each if words) or ("" if is_blank(found.value) else raw(found))


def _described(found: Found, kind: str, names: Mapping[str, str]) -> str:
    inner = part(found, "watcher") or part(found, "data") or found
    name, identity = name_of(inner), told(inner, "id", "email")
    number = _numbered(on_one_line(identity), kind, {} if name else names) if identity else ""
    if not name:
        return number or raw(found)
    return _("{name} ({id})").format(name=name, id=number) if number else name


def _numbered(identity: str, kind: str, names: Mapping[str, str]) -> str:
    lowered = kind.lower()
    if "guest" in lowered or ("@" in identity and not identity.isdigit()):
        words = _("guest {id}")
    elif "group" in lowered or _HEX.fullmatch(identity):
        words = _("group {id}")
    elif "user" in lowered or "member" in lowered or identity.isdigit():
        words = _("member {id}")
    else:
        return identity
    number, name = words.format(id=identity), names.get(identity)
    return _("{name} ({id})").format(name=name, id=number) if name else number


def names(root: object) -> dict[str, str]:
    """Names that the answer itself gives, by the person's number or address; at most `_MOST` of them."""
    known: dict[str, str] = {}
    for key, who in _named(root, known):
        if key and key not in known and (name := name_of(who)):
            known[key] = name
            if len(known) >= _MOST:
                break
    return known


def _named(root: object, known: Mapping[str, str]) -> Iterator[tuple[str, Found]]:
    task = find_task(root)
    if task is None:
        return
    for holder in (part(task, "owners"), part(task, "run")):
        users = None if holder is None else part(holder, "users")
        yield from () if users is None else ((_number(each), each) for each in items(users))
    for include, inner, number in _PLACES:
        for entry in listed(root, include).entries:
            if not isinstance(entry.value, dict) or inner not in entry.value:
                continue
            if number == "id" or key_of(scalar(entry, number)) not in known:  # most are of the same few
                yield from _in_entry(entry, inner, number)


def _in_entry(entry: Found, inner: str, number: str) -> Iterator[tuple[str, Found]]:
    found = scalar(entry, inner)
    who = None if found is None else inside(found)
    if who is not None and isinstance(who.value, dict):
        beside = "" if number == "id" else key_of(scalar(entry, number))
        yield key_of(member(who, "id")) or beside, who
        yield key_of(member(who, "email")), who


def _number(who: Found) -> str:
    return key_of(member(who, "id")) or key_of(member(who, "email"))
