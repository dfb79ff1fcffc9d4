"""What the panels of one include say: a fact in words, a time in every zone that counts, why there is no row.

Pure functions over `task.included`, whose texts are masked already. Knows no include and no widget.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from tallyfy_inspector.document.shown import visible
from tallyfy_inspector.task.dates import Zones
from tallyfy_inspector.task.included import Line, State, on_one_line
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui.moments_words import in_zones, told

CELL = 300
_CUT = 4 * CELL
_LONGEST = 50_000


@dataclass(frozen=True, slots=True)
class Now:
    """The present moment, and the zones that times are told in."""

    moment: datetime
    zones: Zones


@dataclass(frozen=True, slots=True, repr=False)
class Cell:
    """What a cell says, from the fullest form to the shortest, in the colour of a role ("": the text's)."""

    forms: tuple[str, ...]
    role: str = ""

    @property
    def text(self) -> str:
        """The fullest form."""
        return self.forms[0]


@dataclass(frozen=True, slots=True, repr=False)
class Detail:
    """A paragraph of the entry in full. `role`: "" plain, "bold", or a colour of `theme.Roles`."""

    text: str
    role: str = ""


def cell(text: str, role: str = "") -> Cell:
    """`text` on one line and no longer than a cell can use; "" is a dash, which is dim."""
    short = visible(on_one_line(text[:_CUT]))
    if not short:
        return Cell(("—",), "dim")
    return Cell((short if len(short) <= CELL else short[: CELL - 1] + "…",), role)


def time_cell(line: Line | None, now: Now) -> Cell:
    """A time: in the person's zone with how long ago, or that alone where there is less room."""
    if line is None or line.time is None:
        return cell("" if line is None else line.text)
    return Cell(told(line.time, now.moment, now.zones.mine).forms, "")


def value_words(line: Line, now: Now) -> str:
    """The fact's value: a time in words, "empty" for what is blank."""
    if line.time is not None:
        return in_zones(line.time, now.moment, now.zones)
    return line.text or _("empty")


def value_cell(line: Line, now: Now) -> Cell:
    """The value in a cell."""
    if line.time is not None:
        words = told(line.time, now.moment, now.zones.mine).forms
        return Cell((in_zones(line.time, now.moment, now.zones), *words), "")
    return cell(line.text) if line.text else Cell((_("empty"),), "dim")


def line_detail(line: Line, now: Now) -> Detail:
    """ "Changed: Fri 20 Nov 2026, 18:00 CET · 2 days 18 hours ago", with the raw text of a time."""
    words = value_words(line, now)
    if line.time is not None:
        words = _("{time} (sent: {raw})").format(time=words, raw=line.text)
    said = _("{label}: {value}").format(label=visible(line.label), value=words)
    return Detail(said, "" if line.text else "dim")


def line_details(lines: Iterable[Line], now: Now) -> list[Detail]:
    """All of `lines`, those that hold nothing at the end."""
    return [line_detail(line, now) for line in sorted(lines, key=lambda line: not line.text)]


def long_text(text: str) -> str:
    """`text` as far as a widget bears it, and how much is left."""
    left = len(text) - _LONGEST
    if left <= 0:
        return text
    more = _("… ({count} more characters; “Copy value” takes them all)").format(count=f"{left:,}")
    return text[:_LONGEST] + more


def why_none(state: State, include: str, asked: bool | None, means: str) -> str:
    """Why there is nothing to list. `asked` whether for `include`, None when that is not known (a file);
    `means` says what not returned can mean, and what empty means."""
    match state:
        case "empty":
            return _("Returned, and empty: {means}").format(means=means)
        case "unreadable":
            return _("This part cannot be read as it should be. It is shown as it was sent.")
        case "present":
            return ""
    if asked:
        return _(
            "Not returned, though asked for. Perhaps {means} Or Tallyfy does not show “{include}” to this "
            "account."
        ).format(means=means, include=include)
    if asked is None:
        return _("Not returned: this answer does not hold “{include}”.").format(include=include)
    return _(
        "Not returned: it was not asked for. Tick “{include}” under the includes and fetch again."
    ).format(include=include)


def spoken(cells: list[Cell]) -> str:
    """A row for a screen reader: its cells one after the other."""
    return ", ".join(each.text for each in cells if each.text != "—")


def copied(cells: list[str]) -> str:
    """A row for the clipboard, its cells parted by tabs."""
    return "\t".join(on_one_line(each) for each in cells)
