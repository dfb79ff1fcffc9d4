"""The rows of the panel Timing: how long each phase of an answer took, and what happens in it.

Pure functions. A phase is a row of `_phases`; one that did not happen says why.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import tzinfo

from tallyfy_inspector.api.exchange import Exchange
from tallyfy_inspector.texts import N_, _
from tallyfy_inspector.ui import words

COLUMNS = (N_("Phase"), N_("Time"), N_("Share"), N_("What happens"))


@dataclass(frozen=True, slots=True)
class PhaseRow:
    """A phase: `ms` is None when it did not happen or was not measured, `share` of all is 0 to 1; `note` is
    what happens in it, or why it did not."""

    name: str
    ms: float | None
    share: float
    note: str
    total: bool = False


def rows(exchange: Exchange | None, parse_ms: float | None, paint_ms: float | None) -> tuple[PhaseRow, ...]:
    """The phases in their order, then all together."""
    if exchange is None and parse_ms is None and paint_ms is None:
        return ()
    phases = [*_asked(exchange), *_here(parse_ms, paint_ms)]
    here = (parse_ms or 0.0) + (paint_ms or 0.0)
    whole = (0.0 if exchange is None else exchange.timings.total) + here
    other = whole - sum(ms or 0.0 for _name, ms, _note in phases)
    if other >= 1:
        phases.append((_("Other"), other, _("what lies between the phases")))
    return (
        *(PhaseRow(name, ms, _share(ms, whole), note) for name, ms, note in phases),
        PhaseRow(_("Total"), whole, 1.0, _("all phases together"), total=True),
    )


def _asked(exchange: Exchange | None) -> list[tuple[str, float | None, str]]:
    if exchange is None:
        return []
    took = exchange.timings
    no_connect = no_tls = _("none: the connection was open already")
    if not exchange.url.startswith("https:"):
        no_tls = _("none: this address is not encrypted")
    return [
        (_("Connect"), took.connect, no_connect if took.connect is None else _("reaching the server")),
        (_("TLS"), took.tls, no_tls if took.tls is None else _("agreeing on encryption")),
        (_("First byte"), took.first_byte, _("from asking until the answer begins")),
        (_("Body"), took.body, _("receiving the rest of the answer")),
    ]


def _here(parse_ms: float | None, paint_ms: float | None) -> list[tuple[str, float | None, str]]:
    not_read = _("none: the answer was not read")
    not_painted = _("none: Task JSON has not shown this answer")
    return [
        (_("Parse"), parse_ms, not_read if parse_ms is None else _("reading it as JSON, on this computer")),
        (_("Paint"), paint_ms, not_painted if paint_ms is None else _("until the tree is on screen")),
    ]


def _share(ms: float | None, whole: float) -> float:
    return 0.0 if ms is None or whole <= 0 else min(1.0, max(0.0, ms / whole))


def time(row: PhaseRow) -> str:
    """ "0.4 ms", "142 ms", "3.2 s"; a dash where there is none."""
    if row.ms is None:
        return "–"
    if row.ms < 9.95:
        return _("{count} ms").format(count=f"{row.ms:.1f}")
    return words.milliseconds(row.ms)


def share(row: PhaseRow) -> str:
    """ "8 %"; nothing for a phase that did not happen."""
    if row.ms is None:
        return ""
    percent = row.share * 100
    return _("under 1 %") if 0 < percent < 1 else _("{count} %").format(count=round(percent))


def text(row: PhaseRow, column: int) -> str:
    """A cell's words."""
    return (row.name, time(row), share(row), row.note)[column]


def spoken(row: PhaseRow) -> str:
    """The row for a screen reader, and as it is copied: "Connect: 12 ms, 8 %, finding the server"."""
    told = [time(row), share(row), row.note] if row.ms is not None else [row.note]
    return f"{row.name}: {', '.join(told)}"


def sizes(exchange: Exchange | None, zone: tzinfo, size: int | None = None) -> str:
    """When it was asked and how much came: "Asked at 12:01:03. 4.1 KB received, which unpack to 33.1 KB: 8.1
    times as much.". `size` is that of the body where it stands for another."""
    if exchange is None:
        return ""
    unpacked = len(exchange.body) if size is None else size
    asked = _("Asked at {time}.").format(time=words.clock_time(exchange.started_at, zone))
    return f"{asked} {_received(exchange.wire_bytes, unpacked, exchange.header('content-encoding'))}"


def _received(wire: int, body: int, encoding: str | None) -> str:
    if (encoding or "identity").strip().lower() == "identity" or not wire:
        return _("{size} received, not compressed.").format(size=words.size(wire))
    return _("{wire} received, which unpack to {body}: {times} times as much.").format(
        wire=words.size(wire), body=words.size(body), times=f"{body / wire:.1f}"
    )
