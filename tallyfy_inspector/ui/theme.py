"""Colours that carry meaning, and the few sizes the window is built on.

Everything else comes from the palette's own roles. A widget asks `roles(widget.palette())` when it paints, so
that a change between light and dark needs no message. To add a role: one field in `Roles`, one value in
`LIGHT` and `DARK`, and the contrast test tells whether it can be read on every ground.

Knows no task and no widget.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from functools import lru_cache

from PySide6 import QtCore
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QGuiApplication, QPalette

FOR_TEXT, FOR_EDGES = 4.5, 3.0
"""The least contrast of words and of edges with what they stand on (WCAG 2.2, 1.4.3 and 1.4.11)."""
_EDGES = ("edge", "focus")
_NO_INK = ("primary", "on_primary", "hairline", "bad_wash", "warning_wash", "found")

BARE_GROUNDS = ("#efefef", "#323232")
"""The ground of a window in Qt's own style (Fusion), light and dark, where no desktop gave it a palette. To
ask the style for it would hold the first paint up: PySide makes a dozen enumerations before it hands the
style out."""
GRID = 4
OUTER = 14
GAP = 8
ROW = 24


@dataclass(frozen=True, slots=True)
class Roles:
    """One set of role colours, as `#rrggbb`.

    `edge` draws the edges of fields and boxes and `focus` the ring of what has the keyboard; the `*_wash`
    colours are grounds for a line of words (banner, chip, found row).
    """

    key: str
    string: str
    number: str
    dim: str
    good: str
    warning: str
    bad: str
    primary: str
    on_primary: str
    edge: str
    hairline: str
    focus: str
    bad_wash: str
    warning_wash: str
    found: str


LIGHT = Roles(
    key="#0b4fb3", string="#22702a", number="#9a4a00", dim="#5c646e",
    good="#1a7f37", warning="#8a5a00", bad="#b3261e",
    primary="#2a63c8", on_primary="#ffffff", edge="#7f868e", hairline="#d5d8dc", focus="#2a63c8",
    bad_wash="#ffeeeb", warning_wash="#fff4d6", found="#fdf2c8",
)  # fmt: skip

DARK = Roles(
    key="#9cc4ff", string="#b5d99c", number="#f0b27a", dim="#9aa2ac",
    good="#7bd88f", warning="#ffcc66", bad="#ff8a80",
    primary="#2a63c8", on_primary="#ffffff", edge="#7c848e", hairline="#3a3f46", focus="#9cc4ff",
    bad_wash="#3c2220", warning_wash="#3a3019", found="#403812",
)  # fmt: skip


_CONNECTIONS = {
    "blue": ("#2a63c8", "#6ea3ff"),
    "teal": ("#0f7b83", "#4fc3c9"),
    "purple": ("#7a3fb0", "#c59bf0"),
    "pink": ("#b5307c", "#f08cc0"),
    "brown": ("#7a5230", "#c9a27e"),
    "grey": ("#5c646e", "#9aa2ac"),
}
"""The colours of connections by name, on light and on dark: none that says good, warning or bad."""


def connection_colour(palette: QPalette, name: str) -> str:
    """The colour `name` of a connection on this palette's window, as `#rrggbb`; "" for no such name."""
    if name not in _CONNECTIONS:
        return ""
    text = palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.WindowText).name()
    if wants_contrast():
        return text
    ground = palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.Window).name()
    return _moved("edge", _CONNECTIONS[name][is_dark(palette)], (ground,), text)


def is_dark(palette: QPalette) -> bool:
    """Whether the palette writes light words on a dark ground."""
    return (
        palette.color(QPalette.ColorRole.Window).lightness()
        < palette.color(QPalette.ColorRole.WindowText).lightness()
    )


def wants_contrast() -> bool:
    """Whether the person asked the system for high contrast (told by Qt from 6.10 on)."""
    if _unasked:
        return False
    hints = QGuiApplication.styleHints()
    accessibility = getattr(hints, "accessibility", None)
    if accessibility is None:
        return False
    return bool(accessibility().contrastPreference() == QtCore.Qt.ContrastPreference.HighContrast)


_unasked = False


@contextlib.contextmanager
def contrast_unasked() -> Iterator[None]:
    """Within it nobody asks the system for contrast: PySide answers with one of `Qt`'s enumerations, which
    the first paint does not wait for (`by_name`). `desktop.heed_contrast` comes right after."""
    global _unasked
    _unasked = True
    try:
        yield
    finally:
        _unasked = False


def roles(palette: QPalette) -> Roles:
    """The set that can be read on this palette; in high contrast every role is the palette's own text.

    On the program's own palettes it is `LIGHT` or `DARK` as they stand. A desktop's palette may be greyer:
    what could not be read there is moved towards the palette's text.
    """
    high = wants_contrast()
    key = (palette.cacheKey(), palette.currentColorGroup(), high)
    found = _ROLES.get(key)
    if found is None:
        if len(_ROLES) >= _ROLES_KEPT:
            _ROLES.clear()
        found = _ROLES[key] = _of_palette(palette) if high else _on_its_grounds(palette)
    return found


# By the palette's own number, which every change of it changes: a tree asks for each word that it draws.
_ROLES: dict[tuple[int, QPalette.ColorGroup, bool], Roles] = {}
_ROLES_KEPT = 64


def _on_its_grounds(palette: QPalette) -> Roles:
    role = QPalette.ColorRole
    grounds = (role.Window, role.Base, role.AlternateBase, role.Button)
    names = tuple(palette.color(QPalette.ColorGroup.Active, ground).name() for ground in grounds)
    text = palette.color(QPalette.ColorGroup.Active, role.WindowText).name()
    return _readable(DARK if is_dark(palette) else LIGHT, names, text)


def contrast(one: str, other: str) -> float:
    """How much two opaque colours stand out from each other: 1 (not at all) to 21 (WCAG's contrast ratio)."""
    darker, lighter = sorted((_luminance(QColor(one)), _luminance(QColor(other))))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@lru_cache(maxsize=16)
def _readable(set_: Roles, grounds: tuple[str, ...], text: str) -> Roles:
    inks = [field.name for field in fields(Roles) if field.name not in _NO_INK]
    return replace(set_, **{ink: _moved(ink, getattr(set_, ink), grounds, text) for ink in inks})


def _moved(ink: str, colour: str, grounds: tuple[str, ...], text: str) -> str:
    least = FOR_EDGES if ink in _EDGES else FOR_TEXT
    for percent in range(0, 101, 5):
        tried = blend(text, colour, percent / 100).name()
        if all(contrast(tried, ground) >= least for ground in grounds):
            return tried
    return text


def _of_palette(palette: QPalette) -> Roles:
    text = palette.color(QPalette.ColorRole.WindowText).name()
    ground = palette.color(QPalette.ColorRole.Window).name()
    chosen = palette.color(QPalette.ColorRole.Highlight).name()
    on_chosen = palette.color(QPalette.ColorRole.HighlightedText).name()
    return Roles(
        key=text, string=text, number=text, dim=text, good=text, warning=text, bad=text,
        primary=chosen, on_primary=on_chosen, edge=text, hairline=text, focus=chosen,
        bad_wash=ground, warning_wash=ground, found=ground,
    )  # fmt: skip


def blend(top: str, bottom: str, share: float) -> QColor:
    """`share` (0 to 1) of `top` over `bottom`."""
    a, b = QColor(top), QColor(bottom)
    mixed = [
        round(getattr(a, part)() * share + getattr(b, part)() * (1 - share))
        for part in ("red", "green", "blue")
    ]
    return QColor(*mixed)


def palette(dark: bool) -> QPalette:
    """The program's own palette, for a desktop that brings none and for pictures."""
    window, base, alternate, text, button, chosen = (
        ("#1f2226", "#17191c", "#1c1f22", "#e6e8ea", "#30353b", "#2a63c8")
        if dark
        else ("#f4f5f7", "#ffffff", "#f7f8fa", "#1c1e21", "#fafbfc", "#2a63c8")
    )
    set_ = DARK if dark else LIGHT
    made = QPalette()
    role = QPalette.ColorRole
    for which, colour in {
        role.Window: window, role.WindowText: text, role.Base: base, role.AlternateBase: alternate,
        role.Text: text, role.Button: button, role.ButtonText: text, role.ToolTipBase: base,
        role.ToolTipText: text, role.PlaceholderText: set_.dim, role.Highlight: chosen,
        role.HighlightedText: "#ffffff", role.Link: set_.key, role.LinkVisited: set_.key,
        role.BrightText: "#ffffff", role.Accent: chosen,
        role.Light: blend("#ffffff", button, 0.1).name(), role.Midlight: blend("#ffffff", button,
        0.05).name(), role.Mid: set_.hairline, role.Dark: set_.edge, role.Shadow: "#000000",
    }.items():  # fmt: skip
        made.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, which, blend(text, window, 0.45))
    return made


def fixed_font(base: QFont) -> QFont:
    """The fixed-width font for JSON, IDs and paths, in the size of `base`."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setStyleHint(QFont.StyleHint.Monospace)
    if base.pointSizeF() > 0:
        font.setPointSizeF(base.pointSizeF())
    else:
        font.setPixelSize(base.pixelSize())
    return font


def title_font(base: QFont) -> QFont:
    """One step larger and bold: the task's title."""
    font = QFont(base)
    if base.pointSizeF() > 0:
        font.setPointSizeF(base.pointSizeF() * 1.3)
    else:
        font.setPixelSize(round(base.pixelSize() * 1.3))
    font.setBold(True)
    return font


def row_height(font: QFont, least: int = ROW) -> int:
    """Pixels of a row that is clicked: never under 24, and tall enough for a doubled font."""
    return max(least, QFontMetrics(font).height() + GAP)
