from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tallyfy_inspector.document.path import Path, breadcrumb
from tallyfy_inspector.ui.panels.json_places import PlaceButton, Places
from tests.support.ui import in_font

PATHS: tuple[Path, ...] = (("data", "a&b"), ("data", "<i>"), ("data", 3), ("data", "\u202e"))


@pytest.fixture
def line(qtbot: QtBot) -> Places:
    made = Places("Also at", breadcrumb)
    qtbot.addWidget(made)
    made.resize(900, 30)
    made.show()
    return made


def test_it_is_hidden_while_it_leads_nowhere(line: Places) -> None:
    line.show_paths(())
    assert not line.isVisible()
    line.show_paths(PATHS[:1])
    assert line.isVisible()
    line.show_paths(())
    assert not line.isVisible()


def test_buttons_and_the_menu_lead_to_their_places(line: Places) -> None:
    chosen: list[Path] = []
    line.jump_wanted.connect(chosen.append)
    line.show_paths(PATHS)
    for button in line.buttons:
        button.click()
    for action in line.more.menu().actions():
        action.trigger()
    assert chosen == list(PATHS)
    assert line.more.text() == "2 more"


def test_fewer_places_need_fewer_buttons(line: Places) -> None:
    line.show_paths(PATHS)
    line.show_paths(PATHS[:1])
    assert [button.isVisible() for button in (*line.buttons, line.more)] == [True, False, False]
    line.show_paths(PATHS, more=True)
    assert line.more.text() == "2+ more"


def test_paths_are_shown_letter_by_letter(line: Places) -> None:
    line.show_paths(PATHS)
    first, second = line.buttons
    assert first.text() == "data › a&&b"
    assert first.accessibleName() == "Also at data › a&b"
    assert second.text() == "data › <i>"
    assert "&lt;i&gt;" in second.toolTip()
    assert line.more.menu().actions()[1].text() == "data › \\u202e"


@pytest.mark.parametrize("times", [1, 2])
def test_a_long_path_shows_its_end(qapp: QApplication, qtbot: QtBot, times: int) -> None:
    with in_font(qapp, times):
        line = Places("Also at", breadcrumb)
        qtbot.addWidget(line)
        line.show_paths([("data", *("step",) * 40, "end"), ("data", *("step",) * 40, "other")])
        line.resize(500, 60)
        line.show()
        assert [button.text()[-3:] for button in line.buttons] == ["end", "her"]
        for button in line.buttons:
            assert isinstance(button, PlaceButton)
            assert button.fontMetrics().horizontalAdvance(button.text()) <= button.width()
            assert button.geometry().right() <= line.width()
        line.resize(20_000, 60)
        assert line.buttons[0].text().startswith("data › step")
