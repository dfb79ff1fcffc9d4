"""One include of a task as panels show it: whether it came at all, its entries, and its members as lines.

An include that was not asked for, one that came empty and one that cannot be read are three different things,
and no panel may take one for another. What a reader does not know is kept: `extras` makes a line of it.

To read a new include: `listed(root, "key")` or `single(root, "key")`, then a `Line` for each member that is
known and `extras` for the rest. Knows no include by name and no display. Nothing here raises on any JSON.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from tallyfy_inspector import redact
from tallyfy_inspector.document.moments import Time, read_time
from tallyfy_inspector.document.node import to_text
from tallyfy_inspector.document.path import Path
from tallyfy_inspector.document.shown import visible
from tallyfy_inspector.task.html_text import plain_text
from tallyfy_inspector.task.readable import is_blank, raw, shown, words
from tallyfy_inspector.task.reading import Found, find_task, inside, items, member, members
from tallyfy_inspector.texts import _

State = Literal["present", "empty", "not returned", "unreadable"]

LONGEST_HTML = 40_000  # Tallyfy's own limit for a long text is 30,000, and reading takes time
_ENTRY_KEYS = frozenset({"id", "content", "filename", "verb"})
_YES, _NO = (True, 1, "1", "true"), (False, 0, "0", "false")


@dataclass(frozen=True, slots=True, repr=False)
class Included:
    """`entries` are those of a list, or the one object, with their paths; () unless `state` is "present".
    `whole` is the include as it was sent, without its envelope; None when it was not returned."""

    state: State
    entries: tuple[Found, ...] = ()
    whole: Found | None = None

    def __repr__(self) -> str:
        return f"Included({self.state}, {len(self.entries)})"  # never content


@dataclass(frozen=True, slots=True, repr=False)
class Line:
    """One fact: people's word for it, its value as it may be shown ("" when blank), and where it stands.
    `time` is set where the value is a time, to be told in the zone of whoever reads it."""

    label: str
    text: str
    path: Path
    time: Time | None = None

    def __repr__(self) -> str:
        return f"Line(blank={not self.text})"  # never content


@dataclass(frozen=True, repr=False)
class Entry:
    """One entry of a list; a subclass reads its members when they are asked for."""

    entry: Found

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"  # never content

    @property
    def path(self) -> Path:
        """Its place in the answer."""
        return self.entry.path

    @property
    def readable(self) -> bool:
        """Whether it is an object at all."""
        return isinstance(self.entry.value, dict)


def listed(root: object, *keys: str) -> Included:
    """The include that is a list, under the first of `keys` that the task has."""
    found = _include(root, keys)
    if found is None:
        return Included("not returned")
    entries = items(found) or items(_data(found)) or ((found,) if _is_entry(found) else ())
    if entries:
        return Included("present", entries, found)
    return Included("empty" if _is_nothing(found) else "unreadable", (), found)


def single(root: object, *keys: str) -> Included:
    """The include that is one object, under the first of `keys` that the task has; also alone in a list."""
    found = _include(root, keys)
    if found is None:
        return Included("not returned")
    alone = items(found)
    inner = inside(alone[0]) if len(alone) == 1 else found
    if isinstance(inner.value, dict) and inner.value:
        return Included("present", (inner,), found)
    return Included("empty" if _is_nothing(found) else "unreadable", (), found)


def _include(root: object, keys: tuple[str, ...]) -> Found | None:
    task = find_task(root)
    found = (member(task, key) for key in keys) if task is not None else iter(())
    first = next((each for each in found if each is not None), None)
    return None if first is None else inside(first)


def _data(found: Found) -> Found:
    """What stands under `data` in an envelope that has more members than one knows."""
    return member(found, "data") or found


def _is_entry(found: Found) -> bool:
    return isinstance(found.value, dict) and not _ENTRY_KEYS.isdisjoint(found.value)


def _is_nothing(found: Found) -> bool:
    inner = _data(found)
    return found.value is False or is_blank(inner.value)


def first(entry: Found, keys: Iterable[str]) -> Found | None:
    """What `scalar` tells of the first of `keys` that it tells anything of."""
    return next((found for key in keys if (found := scalar(entry, key)) is not None), None)


def scalar(entry: Found, key: str) -> Found | None:
    """The member `key`, also where it came as a list around it, as in the activity feed; None when absent."""
    found = member(entry, key)
    while found is not None and isinstance(found.value, list) and len(found.value) == 1:
        found = Found(found.value[0], (*found.path, 0))
    return found


def told(entry: Found, *keys: str) -> str:
    """The first of the members `keys` that is not blank, as it may be shown; ""."""
    for key in keys:
        found = scalar(entry, key)
        if found is not None and (text := shown(found)):
            return text
    return ""


def key_of(found: Found | None) -> str:
    """An ID to look up by: the text as sent, or the digits; "" for anything else. Never to be shown."""
    if found is None or isinstance(found.value, bool):
        return ""
    if isinstance(found.value, int):
        return to_text(found.value)
    return found.value if isinstance(found.value, str) else ""


def flag(entry: Found, key: str) -> bool | None:
    """True or false as the member says (1, "1" and "true" count); None when it says neither."""
    found = scalar(entry, key)
    value = None if found is None else found.value
    if isinstance(value, (dict, list)):
        return None
    return True if value in _YES else False if value in _NO else None


def line(label: str, found: Found, tell: Callable[[Found], str] = shown) -> Line:
    """The fact at `found` as `tell` says it, or as a time where it is one."""
    time = None if tell is not shown else read_time(found.value, _key(found.path))
    return Line(label, tell(found), found.path, time)


def lines_of(entry: Found, labels: dict[str, str]) -> Iterator[Line]:
    """A line for each member of `labels` (its name, people's marked word for it) that stands in `entry`."""
    for key, label in labels.items():
        found = scalar(entry, key)
        if found is not None:
            yield line(_(label), found)


def extras(entry: Found, known: Collection[str]) -> tuple[Line, ...]:
    """Every other member of `entry` as it was sent, under its own name; nothing of an answer is lost."""
    read = {found.path for key in known if (found := member(entry, key)) is not None}
    return tuple(_extra(key, child) for key, child in members(entry) if child.path not in read)


def _extra(key: str, child: Found) -> Line:
    text = shown(child) or raw(child)
    return Line(visible(redact.mask_text(key)) or '""', text, child.path, read_time(child.value, key))


def _key(path: Path) -> object:
    return next((step for step in reversed(path) if isinstance(step, str)), None)


def html_words(found: Found, longest: int = LONGEST_HTML) -> str:
    """The string at `found`, which may be HTML, as people read it; what is no string as `shown`. Read up to
    `longest` characters, without half a tag, link or word at the end; words say so where it is cut."""
    if not isinstance(found.value, str):
        return shown(found)
    html = _up_to(found.value, longest)
    return words(found, plain_text(html)) or shown(Found(html, found.path))


def _up_to(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    start = text[:longest]
    opened, closed = start.rfind("<"), start.rfind(">") + 1
    whole = start[: opened if opened >= closed else max(start.rfind(" "), closed, 0)]
    return whole + _("… (cut here; {count} characters were sent)").format(count=len(text))


def on_one_line(text: str) -> str:
    """`text` with its line ends and tabs as blanks."""
    return " ".join(text.split())


def yes_or_no(found: Found) -> str:
    """True and false (and 1, "0", …) in words; anything else as it was sent."""
    value = found.value
    if isinstance(value, (dict, list)):
        return raw(found)
    return _("yes") if value in _YES else _("no") if value in _NO else shown(found)
