"""What to include: the fifteen boxes, their presets, and a field for others.

Reads the table in `api.includes`; a new row there is a new box here. Remembers the choice. Each box is told
what came of its include; how that is read from an answer is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from tallyfy_inspector.api.includes import INCLUDES, PRESETS, parse_other
from tallyfy_inspector.ports import SettingsStore
from tallyfy_inspector.task.got import Got
from tallyfy_inspector.texts import N_, _
from tallyfy_inspector.ui import plain, theme
from tallyfy_inspector.ui.controls import ComboBox, LineEdit, scrolled
from tallyfy_inspector.ui.include_box import IncludeBox

_PRESET_NAMES = {"minimal": N_("Minimal"), "support": N_("Support"), "everything": N_("Everything")}
_OWN = "own"
_DEFAULT = "support"
_LONGEST_NAME = 60


class IncludeList(QWidget):
    """The choice of includes."""

    changed = Signal()

    def __init__(self, settings: SettingsStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._remembers = True
        self.preset = ComboBox(self)
        self.boxes: dict[str, IncludeBox] = {}
        self.other = LineEdit(self)
        self._make_preset()
        self._make_other()
        self._lay_out()
        self._restore()
        self.preset.activated.connect(self._on_preset)
        self.other.textChanged.connect(self._on_changed)

    def _make_preset(self) -> None:
        self.preset.setObjectName("preset")
        self.preset.setAccessibleName(_("Preset"))
        for key, name in _PRESET_NAMES.items():
            self.preset.addItem(_("Preset: {name}").format(name=_(name)), key)
        self.preset.addItem(_("Own choice"), _OWN)

    def _make_other(self) -> None:
        self.other.setObjectName("other_includes")
        self.other.setAccessibleName(_("Other includes"))
        self.other.setPlaceholderText(_("for example run.checklist"))
        plain.set_tooltip(
            self.other,
            _("More names for with=, separated by commas. Tallyfy ignores those it does not know."),
        )

    def _lay_out(self) -> None:
        title = plain.label(_("&Include"), self)
        title.setBuddy(self.preset)
        bold = title.font()
        bold.setBold(True)
        title.setFont(bold)
        other_label = plain.label(_("Othe&r"), self)
        other_label.setBuddy(self.other)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.OUTER, theme.GAP, theme.GAP, theme.GAP)
        column.setSpacing(theme.GAP)
        column.addWidget(title)
        column.addWidget(self.preset)
        column.addWidget(self._scrolled_boxes(), 1)
        column.addWidget(other_label)
        column.addWidget(self.other)
        self.setTabOrder(list(self.boxes.values())[-1], self.other)

    def _scrolled_boxes(self) -> QScrollArea:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        for include in INCLUDES:
            box = IncludeBox(include, inner)
            box.toggled.connect(self._on_changed)
            self.boxes[include.key] = box
            column.addWidget(box)
        column.addStretch(1)
        area = scrolled(inner)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inner, self._area = inner, area
        self._fit()
        return area

    def _fit(self) -> None:
        """No box is ever cut off: the list is as wide as the widest."""
        width = self._inner.sizeHint().width()
        self._inner.setMinimumWidth(width)
        self._area.setMinimumHeight(theme.row_height(self.font()))  # in a low window one box is seen
        self._area.setMinimumWidth(width + self._area.verticalScrollBar().sizeHint().width())

    def show_got(self, told: Mapping[str, Got], *, older: bool = False) -> None:
        """Say beside each box what the answer holds of it; nothing beside those that are not in `told`."""
        before = [box.note for box in self.boxes.values()]
        for key, box in self.boxes.items():
            box.show_got(told.get(key), older=older)
        if before != [box.note for box in self.boxes.values()]:
            if (layout := self._inner.layout()) is not None:
                layout.invalidate()
            self._fit()

    def keys(self) -> tuple[str, ...]:
        """What is ticked and typed, in the table's order, without repeats. ValueError with a sentence when
        the field for others cannot be sent."""
        ticked = [key for key, box in self.boxes.items() if box.isChecked()]
        return tuple(dict.fromkeys([*ticked, *parse_other(self.other.text())]))

    def tick(self, keys: frozenset[str]) -> None:
        """Tick exactly `keys`."""
        for key, box in self.boxes.items():
            with QSignalBlocker(box):
                box.setChecked(key in keys)
        self._on_changed()

    def add(self, keys: Iterable[str]) -> None:
        """Tick `keys` too; those that have no box are written into the field for others."""
        wanted = tuple(keys)
        written = self.other.text().strip()
        others = [key for key in wanted if key not in self.boxes and key not in written.split(", ")]
        if others:
            self.other.setText(", ".join(filter(None, (written, *others))))
        ticked = {key for key, box in self.boxes.items() if box.isChecked()}
        self.tick(frozenset(ticked.union(wanted)))

    def keep_choice(self, keep: bool) -> None:
        """Remember what is ticked from now on, or (in the demo) leave what is remembered as it is."""
        if keep and not self._remembers:
            self._remembers = True
            self._restore()
        self._remembers = keep

    def use_for_this_run(self, keys: tuple[str, ...]) -> None:
        """Ask for `keys` without remembering them: they came with the command line."""
        self._remembers = False
        self.other.setText(", ".join(key for key in keys if key not in self.boxes))
        self.tick(frozenset(keys))

    def count(self) -> int:
        """How many boxes are ticked."""
        return sum(box.isChecked() for box in self.boxes.values())

    def _restore(self) -> None:
        kept = self._settings.get("includes.keys", list(PRESETS[_DEFAULT]))
        with QSignalBlocker(self.other):
            self.other.setText(self._settings.get("includes.other", ""))
        self.tick(frozenset(key for key in kept if isinstance(key, str)))

    def _on_preset(self, index: int) -> None:
        key = self.preset.itemData(index)
        if key != _OWN:
            self.tick(frozenset(PRESETS[key]))

    def _on_changed(self) -> None:
        ticked = frozenset(key for key, box in self.boxes.items() if box.isChecked())
        match = next((key for key in _PRESET_NAMES if frozenset(PRESETS[key]) == ticked), _OWN)
        self.preset.setCurrentIndex(self.preset.findData(match))
        if self._remembers:
            self._settings.set("includes.keys", sorted(ticked))
            self._settings.set("includes.other", _worth_keeping(self.other.text()))
        self.changed.emit()


def _worth_keeping(text: str) -> str:
    """`text` when it is names of includes; what was pasted by mistake may be a link or a token, and is not
    written to a file."""
    try:
        names = parse_other(text)
    except ValueError:
        return ""
    return text if all(len(name) <= _LONGEST_NAME for name in names) else ""
