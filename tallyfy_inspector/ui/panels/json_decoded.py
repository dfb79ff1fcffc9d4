"""What stands beside a raw value in the tree: a time in words, where the object is that an ID names, or what
people call an object.

Asked only for rows that are painted, spoken or selected. Times are worked out each time, since "3 days ago"
moves on. IDs are read from the document when the first is met, a few milliseconds at a time; `learned` says
that there is more to draw. To add a kind: a function beside `_time`, `_link` and `_name`. Knows no view.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, QTimer, Signal

from tallyfy_inspector.document.ids import ID, Definitions, identity
from tallyfy_inspector.document.moments import Moment, read_time
from tallyfy_inspector.document.path import Path
from tallyfy_inspector.document.shown import shortened, visible
from tallyfy_inspector.ports import Clock
from tallyfy_inspector.task.calendar_days import CalendarDays
from tallyfy_inspector.task.html_text import looks_like_html, plain_text
from tallyfy_inspector.task.naming import named
from tallyfy_inspector.task.org_zone import zones
from tallyfy_inspector.task.reading import Found
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui.moments_words import in_zones, told
from tallyfy_inspector.ui.path_words import Mask, place_words, short_place

_BUSY = 0.008
_SHORTEST = 2
_READ, _LONGEST_NAME = 8_192, 80
_AFTER_THE_PAINT = 60  # milliseconds
_MINUTE = 60_000


@dataclass(frozen=True, slots=True, repr=False)
class Beside:
    """`spoken` for a screen reader, `forms` for the eye from the fullest to the shortest, and the place that
    a `link` leads to."""

    kind: Literal["time", "link", "name"]
    spoken: str
    forms: tuple[str, ...]
    link: Path | None = None

    @property
    def full(self) -> str:
        """All that there is to say."""
        return self.forms[0]


class Decoder(QObject):
    """Decodes values of one document."""

    learned = Signal()

    def __init__(self, clock: Clock, mask: Mask, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock, self._mask = clock, mask
        self._reading = QTimer(self)
        self._reading.timeout.connect(self._read_on)
        self._minute = QTimer(self)
        self._minute.setInterval(_MINUTE)
        self._minute.timeout.connect(self.learned)
        self.show_document(None)

    def show_document(self, root: object) -> None:
        """Decode values of `root` from now on; None: of nothing."""
        self._reading.stop()
        self._definitions = Definitions(root)
        self._days = CalendarDays(root)
        self._zones = zones(root, self._clock.zone)
        if root is None:
            self._minute.stop()
        else:
            self._minute.start()

    def beside(self, value: object, path: Path) -> Beside | None:
        """What to show beside `value`, which stands at `path`; None for nothing."""
        if isinstance(value, dict):
            return self._name(value, path)
        if isinstance(value, str):
            if len(value) < _SHORTEST:
                return None
        elif not isinstance(value, int | float) or isinstance(value, bool):
            return None
        return self._time(value, path) or self._link(value, path)

    def definition(self, value: object, path: Path) -> Path | None:
        """The object that `value` names, when that is not the object it stands in."""
        wanted = identity(value, path)
        if wanted is None:
            return None
        if not self._definitions.complete:
            self._start_reading()
        found = self._definitions.definition_of(wanted)
        return None if found is None or (*found, ID) == path else found

    def _time(self, value: object, path: Path) -> Beside | None:
        read = read_time(value, path[-1] if path else None)
        if read is None:
            return None
        if isinstance(read, Moment) and isinstance(value, str) and path in self._days:
            read = read_time(value.strip()[: len("2026-12-01")]) or read
        now = self._clock.now()
        words = told(read, now, self._zones.mine)
        return Beside(
            "time", words.spoken, tuple(dict.fromkeys((in_zones(read, now, self._zones), *words.forms)))
        )

    def _link(self, value: object, path: Path) -> Beside | None:
        found = self.definition(value, path)
        if found is None:
            return None
        where = place_words(found, self._mask)
        forms = dict.fromkeys(f"→ {text}" for text in (where, short_place(found, self._mask)))
        return Beside("link", _("defined at {place}").format(place=where), tuple(forms), found)

    def _name(self, value: object, path: Path) -> Beside | None:
        found = named(Found(value, path))
        if found is None or not isinstance(found.value, str):
            return None
        text = self._mask(found.path, found.value[:_READ])  # before it is cut: half a secret may not look so
        readable = plain_text(text) if looks_like_html(text) else text
        name = shortened(visible(" ".join(readable.split())), _LONGEST_NAME)
        return Beside("name", name, (name,)) if name else None

    def _start_reading(self) -> None:
        """The paint that asks for it ends first, and those that come with it."""
        if not self._reading.isActive():
            self._reading.start(_AFTER_THE_PAINT)

    def _read_on(self) -> None:
        self._reading.setInterval(0)
        until = time.perf_counter() + _BUSY
        while not self._definitions.advance():
            if time.perf_counter() > until:
                return
        self._reading.stop()
        self.learned.emit()
