"""Which connection a link is for: the one in use, another one that is signed in already, or none.

    decide(reference, current, records) -> Stay | Switch | Ask | Refuse

A link never makes a new destination: where no connection has its organization and host, nothing is sent.
Pure: who switches, asks and says so is `ui.deciding`. Another case: a branch, and a row in its test.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tallyfy_inspector.api.hosts import host_of, same_service, spelled_out, web_host
from tallyfy_inspector.api.taskref import Reference
from tallyfy_inspector.ports import ConnectionRecord
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui.connection import Connection

_SHOWN_OF_ID = 8


@dataclass(frozen=True, slots=True)
class Stay:
    """The connection in use takes it."""


@dataclass(frozen=True, slots=True)
class Switch:
    """`record` has its organization and host."""

    record: ConnectionRecord


@dataclass(frozen=True, slots=True)
class Ask:
    """It does not say its organization, and more than one connection may be meant: those in `records`, the
    one in use first."""

    records: tuple[ConnectionRecord, ...]


@dataclass(frozen=True, slots=True)
class Refuse:
    """No connection is for it, so nothing is sent. `anyway`: it is of the same Tallyfy as the connection in
    use, whose token may be sent there if the person says so. `why` is a sentence."""

    why: str
    anyway: bool = False


Decision = Stay | Switch | Ask | Refuse


def decide(reference: Reference, current: Connection, records: Sequence[ConnectionRecord]) -> Decision:
    """Where `reference` may go. The demo takes everything: nothing of a link leads out of it."""
    if current.demo:
        return Stay()
    others = [each for each in records if each.id != current.id and _is_of(each.base_url, reference)]
    here = _is_of(current.base_url, reference)
    if reference.organization is None:
        return _by_host(reference, current, here, others, records)
    return _by_organization(reference, reference.organization.lower(), current, here, others)


def known_hosts(current: Connection, records: Sequence[ConnectionRecord]) -> tuple[str, ...]:
    """The hosts, with their ports, that some connection has."""
    return tuple({host_of(each): None for each in (current.base_url, *(r.base_url for r in records))})


def is_known(reference: Reference, current: Connection, records: Sequence[ConnectionRecord]) -> bool:
    """Whether some connection is of the Tallyfy that the link names; the demo is of every one."""
    return current.demo or any(
        _is_of(each, reference) for each in (current.base_url, *(r.base_url for r in records))
    )


def address_of(host: str | None, known: Sequence[str]) -> str:
    """The API's address of the Tallyfy that has `host`: one of `known` where it is, else as Tallyfy's own are
    written; "" for a stranger, whose address the person has to say."""
    if not host:
        return known[0] if known else ""
    found = next((each for each in known if same_service(host, each)), None)
    web = web_host(host)
    return found or (f"https://{web}/api" if web else "")


def _is_of(base_url: str, reference: Reference) -> bool:
    return not reference.host or same_service(reference.host, base_url)


def _by_organization(
    reference: Reference, wanted: str, current: Connection, here: bool, others: Sequence[ConnectionRecord]
) -> Decision:
    if here and current.organization.lower() == wanted:
        return Stay()
    matches = [each for each in others if each.organization.lower() == wanted]
    # Of words without a link, which name no host, those of the same Tallyfy are meant first.
    matches.sort(key=lambda each: not same_service(host_of(each.base_url), current.base_url))
    if matches:
        return Switch(matches[0])
    if here and not current.organization and not reference.host:
        return Stay()  # IDs that somebody wrote by hand, for a connection whose organization nobody said
    return Refuse(_why(reference), anyway=here)


def _by_host(
    reference: Reference,
    current: Connection,
    here: bool,
    others: Sequence[ConnectionRecord],
    records: Sequence[ConnectionRecord],
) -> Decision:
    if here and (reference.task is not None or not others):
        return Stay()  # the field says of which organization
    if here:
        own = next((each for each in records if each.id == current.id), _as_record(current))
        return Ask((own, *others))
    if not others:
        return Refuse(_why(reference))
    return Switch(others[0]) if len(others) == 1 else Ask(tuple(others))


def _as_record(current: Connection) -> ConnectionRecord:
    """The connection in use where it is in no book yet."""
    return ConnectionRecord(current.id, current.name, current.base_url, current.organization, saved=False)


def _why(reference: Reference) -> str:
    host = spelled_out(reference.host or "")
    if reference.organization is None:
        told = _("This link belongs to {host}, which you have not connected. Nothing was sent.")
        return told.format(host=host)
    organization = short_id(reference.organization)
    if not host:
        told = _("This belongs to organization {id}, which you have not connected. Nothing was sent.")
        return told.format(id=organization)
    told = _(
        "This link belongs to organization {id} on {host}, which you have not connected. Nothing was sent."
    )
    return told.format(id=organization, host=host)


def short_id(identifier: str) -> str:
    """As much of an ID as one tells apart by."""
    return identifier if len(identifier) <= _SHOWN_OF_ID else f"{identifier[:_SHOWN_OF_ID]}…"
