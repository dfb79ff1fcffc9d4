from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tallyfy_inspector.ports import CONNECTION_COLOURS
from tallyfy_inspector.ui import theme
from tallyfy_inspector.ui.connection_strip import ConnectionStrip
from tests.support.ui import ink_of, picture, wearing


@pytest.mark.parametrize("dark", [False, True])
def test_it_wears_the_colour_and_is_empty_without_one(dark: bool, qapp: QApplication, qtbot: QtBot) -> None:
    with wearing(qapp, theme.palette(dark)):
        strip = ConnectionStrip()
        qtbot.addWidget(strip)
        strip.resize(40, strip.height())
        assert strip.height() == 4
        empty = ink_of(picture(strip), 5, 2)
        seen = set()
        for name in CONNECTION_COLOURS:
            strip.show_colour(name)
            seen.add(ink_of(picture(strip), 5, 2))
            assert name in strip.accessibleName().lower()
        assert len(seen | {empty}) == 7
        strip.show_colour("")
        assert ink_of(picture(strip), 5, 2) == empty
