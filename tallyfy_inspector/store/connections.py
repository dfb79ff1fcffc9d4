"""The connections of this person, in the settings under `connections`: names, addresses, organizations,
colours. Never a token: each connection's is in the keyring, under its ID.

    "connections": [{"id": "default", "name": "Northwind", "base_url": "https://go.tallyfy.com/api",
                     "organization": "3d53…", "organization_name": "…", "colour": "blue", "production": true}]

Settings of a version before connections (`base_url`, `organization`) are read as the first connection, and
become it with the first change; its token stays where it was, under the ID "default". An entry that cannot
be read is left out and told, and stays in the file unless a secret is in it, as does what a later version
wrote beside an entry.
Something more to keep of a connection: a field of `ports.ConnectionRecord`, its line in `_record` and
`_entry`. Knows no keyring and no window.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from tallyfy_inspector.api.exchange import DEFAULT_BASE_URL
from tallyfy_inspector.api.routes import check_base_url, is_id
from tallyfy_inspector.ports import (
    CONNECTION_COLOURS,
    FIRST_CONNECTION,
    RUN_CONNECTION,
    ConnectionRecord,
    free_colour,
)
from tallyfy_inspector.redact import mask_text
from tallyfy_inspector.store.settings import Settings, looks_secret
from tallyfy_inspector.texts import _, ngettext

KEPT = "connections"
LAST = "connections.last"
MOST = 50
_LONGEST_NAME = 100
_SAVED_ID = re.compile(rf"{FIRST_CONNECTION}|[0-9a-f]{{8}}")
_EARLIER = ("base_url", "organization")


def is_saved_id(connection_id: str) -> bool:
    """Whether a kept connection may have this ID; it becomes a part of names in the keyring."""
    return _SAVED_ID.fullmatch(connection_id) is not None


class Connections:
    """Meets `ports.ConnectionBook`. `of_this_run` stands first and is never written. Two windows may share
    the settings: what is on disk is read again before it is changed."""

    def __init__(self, settings: Settings, of_this_run: ConnectionRecord | None = None) -> None:
        self._settings = settings
        self._of_this_run = of_this_run

    @property
    def problem(self) -> str | None:
        """A sentence when some of what was kept could not be read."""
        left_out = len(self._unreadable())
        if not left_out:
            return None
        return ngettext(
            "{count} kept connection could not be read and is left out. It is still in settings.json.",
            "{count} kept connections could not be read and are left out. They are still in settings.json.",
            left_out,
        ).format(count=left_out)

    def records(self) -> tuple[ConnectionRecord, ...]:
        """All of them, that of this run first; () before the first sign-in."""
        first = () if self._of_this_run is None else (self._of_this_run,)
        return (*first, *self.saved())

    def saved(self) -> tuple[ConnectionRecord, ...]:
        """Those that are kept, in their order."""
        found: dict[str, ConnectionRecord] = {}
        for record in map(_record, self._entries()):
            if record is not None:
                found.setdefault(record.id, record)
        return tuple(found.values()) or self._of_an_earlier_version()

    def add(self, record: ConnectionRecord, *, fresh: bool = False) -> ConnectionRecord:
        """Keep a new one, last in the list; answers it with its ID and colour, see `ports.ConnectionBook`.
        Raises ValueError."""
        self._settings.refresh()
        before = self.saved()
        if len(before) >= MOST:
            raise ValueError(_("There are {count} connections already. Remove one first.").format(count=MOST))
        made = _new_id(self._used(before), fresh=fresh)
        colour = record.colour or free_colour(before)
        new = _checked(replace(record, id=made, colour=colour, saved=True))
        self._write((*before, new))
        return new

    def replace(self, record: ConnectionRecord) -> None:
        """Keep `record` in place of the one with its ID. Raises ValueError."""
        if self._of_this_run is not None and record.id == self._of_this_run.id:
            self._of_this_run = _checked(replace(record, saved=False))
            return
        self._settings.refresh()
        before, new = self.saved(), _checked(replace(record, saved=True))
        if new.id not in {each.id for each in before}:
            raise ValueError(_("This connection was removed meanwhile, perhaps in another window."))
        self._write(tuple(new if each.id == new.id else each for each in before))

    def remove(self, connection_id: str) -> None:
        """Forget it; none of that ID is no error."""
        if self._of_this_run is not None and connection_id == self._of_this_run.id:
            self._of_this_run = None
            return
        self._settings.refresh()
        before = self.saved()
        if connection_id in {each.id for each in before}:
            self._write(tuple(each for each in before if each.id != connection_id))

    def order(self, ids: Sequence[str]) -> None:
        """Put those named in this order, the others after them as they were."""
        self._settings.refresh()
        places = {connection_id: place for place, connection_id in enumerate(ids)}
        self._write(tuple(sorted(self.saved(), key=lambda each: places.get(each.id, len(places)))))

    def choose(self, connection_id: str) -> None:
        """Remember which one is looked at; one that is not kept is not remembered."""
        if is_saved_id(connection_id):
            self._settings.set(LAST, connection_id)

    def chosen(self) -> ConnectionRecord | None:
        """That of this run, else the one chosen last, else the first; None when there is none."""
        return self._of_this_run or self.last_saved()

    def last_saved(self) -> ConnectionRecord | None:
        """Of those that are kept: the one chosen last, else the first; None when there is none."""
        last, saved = self._settings.get(LAST, ""), self.saved()
        return next((each for each in saved if each.id == last), saved[0] if saved else None)

    def _entries(self) -> list[object]:
        found: list[object] = self._settings.get(KEPT, [])
        return found

    def _unreadable(self) -> list[object]:
        """The entries that are no record, and those whose ID stood in an earlier one."""
        seen: set[str] = set()
        left_out = []
        for entry in self._entries():
            record = _record(entry)
            if record is None or record.id in seen:
                left_out.append(entry)
            else:
                seen.add(record.id)
        return left_out

    def _used(self, records: Sequence[ConnectionRecord]) -> set[str]:
        """The IDs under which the keyring may hold a token: those of entries that cannot be read as well."""
        unread = (_text(each, "id") for each in self._unreadable() if isinstance(each, dict))
        return {record.id for record in records}.union(unread)

    def _of_an_earlier_version(self) -> tuple[ConnectionRecord, ...]:
        base_url, organization = (self._settings.get(name, "") for name in _EARLIER)
        if not base_url and not organization:
            return ()
        kept = {"id": FIRST_CONNECTION, "name": _("Tallyfy"), "organization": organization}
        for address in (base_url, DEFAULT_BASE_URL):  # somebody may have edited the file
            record = _record({**kept, "base_url": address, "colour": CONNECTION_COLOURS[0]})
            if record is not None:
                return (record,)
        return ()

    def _write(self, records: Iterable[ConnectionRecord]) -> None:
        before = {
            _text(entry, "id"): entry
            for entry in reversed(self._entries())
            if isinstance(entry, dict) and not looks_secret(KEPT, entry)
        }
        entries = [{**before.get(record.id, {}), **_entry(record)} for record in records]
        left = [entry for entry in self._unreadable() if not looks_secret(KEPT, entry)]
        self._settings.set(KEPT, [*entries, *left])
        for name in _EARLIER:
            self._settings.set(name, None)
        self._settings.flush()


def _new_id(used: set[str], *, fresh: bool) -> str:
    if not used and not fresh:
        return FIRST_CONNECTION
    return next(made for made in iter(lambda: secrets.token_hex(4), "") if made not in used)


def _checked(record: ConnectionRecord) -> ConnectionRecord:
    """`record` as it may be kept; raises ValueError with a sentence."""
    if record.id != RUN_CONNECTION and not is_saved_id(record.id):
        raise ValueError(_("This connection cannot be kept."))
    if record.organization and not is_id(record.organization):
        raise ValueError(_("The organization ID may hold only letters, digits, “-” and “_”."))
    if record.colour not in CONNECTION_COLOURS:
        raise ValueError(_("This colour is not one of those a connection may have."))
    name, base_url = _short(record.name), check_base_url(record.base_url)
    if not name:
        raise ValueError(_("Give the connection a name."))
    if any(mask_text(text) != text for text in (name, base_url, record.organization)):
        raise ValueError(_("The name or address looks like a token or a secret link. Choose another."))
    organization_name = _short(record.organization_name)
    if mask_text(organization_name) != organization_name:
        organization_name = ""
    return replace(record, name=name, base_url=base_url, organization_name=organization_name)


def _short(text: str) -> str:
    """In one line, without what no screen shows."""
    words = " ".join(text.split())
    return "".join(each for each in words if each.isprintable())[:_LONGEST_NAME].strip()


def _record(entry: object) -> ConnectionRecord | None:
    """The record that `entry` of the file stands for; None for anything else."""
    if not isinstance(entry, dict):
        return None
    colour = _text(entry, "colour")
    try:
        found = ConnectionRecord(
            id=_text(entry, "id"),
            name=_text(entry, "name"),
            base_url=_text(entry, "base_url"),
            organization=_text(entry, "organization"),
            organization_name=_text(entry, "organization_name"),
            colour=colour if colour in CONNECTION_COLOURS else CONNECTION_COLOURS[-1],
            production=entry.get("production") is True,
        )
        return _checked(found) if is_saved_id(found.id) else None
    except ValueError:
        return None


def _text(entry: Mapping[str, object], name: str) -> str:
    value = entry.get(name)
    return value if isinstance(value, str) else ""


def _entry(record: ConnectionRecord) -> dict[str, object]:
    return {
        "id": record.id,
        "name": record.name,
        "base_url": record.base_url,
        "organization": record.organization,
        "organization_name": record.organization_name,
        "colour": record.colour,
        "production": record.production,
    }
