from __future__ import annotations

from dataclasses import fields
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from tallyfy_inspector.ports import CONNECTION_COLOURS
from tallyfy_inspector.ui import theme

Ink = QPalette.ColorRole
TEXT = ("key", "string", "number", "dim", "good", "warning", "bad")
PALETTES = ("light", "dark", "fusion")
# look.md's table: these are given, and only the grounds may move.
TABLE = {
    "key": ("#0b4fb3", "#9cc4ff"),
    "string": ("#22702a", "#b5d99c"),
    "number": ("#9a4a00", "#f0b27a"),
    "dim": ("#5c646e", "#9aa2ac"),
    "good": ("#1a7f37", "#7bd88f"),
    "warning": ("#8a5a00", "#ffcc66"),
    "bad": ("#b3261e", "#ff8a80"),
    "primary": ("#2a63c8", "#2a63c8"),
    "on_primary": ("#ffffff", "#ffffff"),
}


def made(name: str, app: QApplication) -> QPalette:
    """One of the palettes the program may stand in."""
    return app.style().standardPalette() if name == "fusion" else theme.palette(name == "dark")


def ratio(one: str, other: str) -> float:
    """WCAG 2.2's contrast ratio, written down a second time."""

    def luminance(name: str) -> float:
        parts = [int(name[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def grounds(palette: QPalette) -> dict[str, str]:
    """Everything that words, edges and the ring stand on."""
    roles = theme.roles(palette)
    own = {
        kind.name: palette.color(kind).name()
        for kind in (Ink.Window, Ink.Base, Ink.AlternateBase, Ink.Button)
    }
    return own | {name: getattr(roles, name) for name in ("bad_wash", "warning_wash", "found")}


def too_faint(inks: dict[str, str], on: dict[str, str], least: float) -> list[str]:
    return [
        f"{ink} on {ground}: {ratio(colour, under):.2f}"
        for ink, colour in inks.items()
        for ground, under in on.items()
        if ratio(colour, under) < least
    ]


@pytest.mark.parametrize("name", PALETTES)
def test_words_in_every_role_can_be_read_on_every_ground(name: str, qapp: QApplication) -> None:
    palette = made(name, qapp)
    inks = {role: getattr(theme.roles(palette), role) for role in TEXT}
    assert not too_faint(inks, grounds(palette), 4.5)


@pytest.mark.parametrize("name", PALETTES)
def test_the_palettes_own_words_can_be_read_on_every_ground(name: str, qapp: QApplication) -> None:
    palette = made(name, qapp)
    kinds = (Ink.WindowText, Ink.Text, Ink.ButtonText, Ink.Link)
    inks = {kind.name: palette.color(kind).name() for kind in kinds}
    assert not too_faint(inks, grounds(palette), 4.5)
    tips = ratio(palette.color(Ink.ToolTipText).name(), palette.color(Ink.ToolTipBase).name())
    assert tips >= 4.5


@pytest.mark.parametrize("name", PALETTES)
def test_edges_and_the_ring_can_be_seen_on_every_ground(name: str, qapp: QApplication) -> None:
    palette = made(name, qapp)
    roles = theme.roles(palette)
    assert not too_faint({"edge": roles.edge, "focus": roles.focus}, grounds(palette), 3.0)


@pytest.mark.parametrize("dark", [False, True])
def test_a_selected_row_and_a_placeholder_can_be_read(dark: bool) -> None:
    palette = theme.palette(dark)
    for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
        chosen = palette.color(group, Ink.Highlight).name()
        assert ratio(palette.color(group, Ink.HighlightedText).name(), chosen) >= 4.5
        assert ratio(palette.color(group, Ink.PlaceholderText).name(), palette.color(Ink.Base).name()) >= 4.5
    # The bar itself stands out from the rows, beside the words that turn white on it.
    assert ratio(palette.color(Ink.Highlight).name(), palette.color(Ink.Base).name()) >= 3.0


@pytest.mark.parametrize("set_", [theme.LIGHT, theme.DARK])
def test_the_primary_buttons_words_can_be_read_also_under_the_pointer_and_pressed(set_: theme.Roles) -> None:
    face = QColor(set_.primary)
    for shade in (face, face.lighter(112), face.darker(120)):
        assert ratio(set_.on_primary, shade.name()) >= 4.5


@pytest.mark.parametrize(("set_", "column"), [(theme.LIGHT, 0), (theme.DARK, 1)])
def test_the_given_colours_are_the_given_ones(set_: theme.Roles, column: int) -> None:
    assert {role: getattr(set_, role) for role in TABLE} == {
        role: pair[column] for role, pair in TABLE.items()
    }


def test_on_its_own_palettes_the_program_wears_its_own_colours() -> None:
    assert theme.roles(theme.palette(False)) == theme.LIGHT
    assert theme.roles(theme.palette(True)) == theme.DARK
    assert not theme.is_dark(theme.palette(False))
    assert theme.is_dark(theme.palette(True))


@pytest.mark.parametrize(
    ("window", "text"), [("#d4d0c8", "#000000"), ("#4a4f55", "#ffffff"), ("#8a8a8a", "#000000")]
)
def test_on_a_greyer_desktop_a_colour_moves_until_it_can_be_read(window: str, text: str) -> None:
    palette = QPalette(QColor(window))
    for kind in (Ink.Window, Ink.Base, Ink.AlternateBase, Ink.Button):
        palette.setColor(kind, QColor(window))
    for kind in (Ink.WindowText, Ink.Text, Ink.ButtonText):
        palette.setColor(kind, QColor(text))
    roles = theme.roles(palette)
    assert not too_faint({role: getattr(roles, role) for role in TEXT}, {"window": window}, 4.5)
    assert not too_faint({"edge": roles.edge, "focus": roles.focus}, {"window": window}, 3.0)
    assert roles.key != roles.bad


def test_a_disabled_window_keeps_the_colours_of_its_kind() -> None:
    palette = theme.palette(True)
    palette.setCurrentColorGroup(QPalette.ColorGroup.Disabled)
    assert theme.roles(palette) == theme.DARK


def test_contrast_is_wcags() -> None:
    assert theme.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert theme.contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)
    assert theme.contrast("#123456", "#123456") == 1


@pytest.mark.parametrize("name", PALETTES)
def test_the_colours_of_connections_can_be_seen_and_say_nothing_else(name: str, qapp: QApplication) -> None:
    palette = made(name, qapp)
    found = {each: theme.connection_colour(palette, each) for each in CONNECTION_COLOURS}
    assert len(set(found.values())) == len(CONNECTION_COLOURS)
    ground = {"window": palette.color(Ink.Window).name()}
    assert too_faint(found, ground, 3) == []
    roles = theme.roles(palette)
    assert not {roles.good, roles.warning, roles.bad} & set(found.values())
    assert theme.connection_colour(palette, "red") == ""


@pytest.mark.parametrize("dark", [False, True])
def test_in_high_contrast_every_role_is_the_palettes_own(dark: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(theme, "wants_contrast", lambda: True)
    palette = theme.palette(dark)
    roles = theme.roles(palette)
    allowed = {
        palette.color(kind).name()
        for kind in (Ink.WindowText, Ink.Window, Ink.Highlight, Ink.HighlightedText)
    }
    assert {getattr(roles, field.name) for field in fields(roles)} <= allowed
    assert roles.bad == palette.color(Ink.WindowText).name()
    assert roles.bad_wash == palette.color(Ink.Window).name()


@pytest.mark.parametrize(
    ("preference", "wanted"),
    [(Qt.ContrastPreference.HighContrast, True), (Qt.ContrastPreference.NoPreference, False)],
)
def test_a_wish_for_contrast_is_heard(
    preference: Qt.ContrastPreference, wanted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    hints = SimpleNamespace(accessibility=lambda: SimpleNamespace(contrastPreference=lambda: preference))
    monkeypatch.setattr(theme, "QGuiApplication", SimpleNamespace(styleHints=lambda: hints))
    assert theme.wants_contrast() is wanted


def test_a_qt_that_cannot_tell_and_a_screen_that_does_not_ask(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert theme.wants_contrast() is False
    monkeypatch.setattr(theme, "QGuiApplication", SimpleNamespace(styleHints=SimpleNamespace))
    assert theme.wants_contrast() is False


@pytest.mark.parametrize(("share", "expected"), [(0, "#000000"), (1, "#ffffff"), (0.5, "#808080")])
def test_a_blend_lies_between(share: float, expected: str) -> None:
    assert theme.blend("#ffffff", "#000000", share).name() == expected


def in_points(size: float) -> QFont:
    font = QFont()
    font.setPointSizeF(size)
    return font


def in_pixels(size: int) -> QFont:
    font = QFont()
    font.setPixelSize(size)
    return font


def test_the_fixed_font_has_the_size_of_the_words_beside_it(qapp: QApplication) -> None:
    assert theme.fixed_font(in_points(17)).styleHint() == QFont.StyleHint.Monospace
    assert theme.fixed_font(in_points(17)).pointSizeF() == 17
    assert theme.fixed_font(in_pixels(31)).pixelSize() == 31


def test_the_title_is_a_step_larger_and_bold(qapp: QApplication) -> None:
    assert theme.title_font(in_points(10)).pointSizeF() == 13
    assert theme.title_font(in_pixels(20)).pixelSize() == 26
    assert theme.title_font(in_points(10)).bold()


def test_a_row_is_never_too_low_to_be_hit_or_to_be_read(qapp: QApplication) -> None:
    assert theme.row_height(in_pixels(6)) == 24
    assert theme.row_height(in_pixels(6), least=17) >= 17
    assert theme.row_height(in_pixels(40)) > 40


def test_roles_are_worked_out_once_for_a_palette_and_anew_when_it_changes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    palette = theme.palette(False)
    assert theme.roles(palette) is theme.roles(QPalette(palette))
    assert theme.roles(palette).string == theme.LIGHT.string
    for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Base, QPalette.ColorRole.AlternateBase):
        palette.setColor(role, QColor("#202020"))
    palette.setColor(QPalette.ColorRole.Button, QColor("#202020"))
    palette.setColor(QPalette.ColorRole.WindowText, QColor("#f0f0f0"))
    assert theme.roles(palette).string == theme.DARK.string
    monkeypatch.setattr(theme, "wants_contrast", lambda: True)
    assert theme.roles(palette).string == "#f0f0f0"


def test_few_palettes_are_remembered() -> None:
    for shade in range(200):
        palette = theme.palette(False)
        palette.setColor(QPalette.ColorRole.Mid, QColor(shade, shade, shade))
        theme.roles(palette)
    assert len(theme._ROLES) <= theme._ROLES_KEPT
