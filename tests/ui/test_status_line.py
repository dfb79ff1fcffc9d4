from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.ui.status_line import StatusLine
from tests.support.ui import in_font, picture

DEEP: Path = ("data", "run", "checklist", "steps", 12, "form_fields", 3, "possible_values", 0, "text")


@pytest.fixture
def line(qtbot: QtBot) -> StatusLine:
    made = StatusLine()
    qtbot.addWidget(made)
    return made


def words(line: StatusLine, name: str) -> QLabel:
    found = line.findChild(QLabel, name)
    assert isinstance(found, QLabel)
    return found


def test_it_tells_the_status(line: StatusLine) -> None:
    line.show_status("Status: 200 OK, 142 ms")
    assert line.text == "Status: 200 OK, 142 ms"
    assert words(line, "status").accessibleName() == "Status: 200 OK, 142 ms"
    line.show_status("Status: 500 <b>\u202e")
    assert line.text == words(line, "status").accessibleName() == "Status: 500 <b>\\u202e"
    assert words(line, "status").textFormat() is Qt.TextFormat.PlainText


def test_it_tells_the_place(line: StatusLine) -> None:
    path = words(line, "path")
    assert path.text() == ""
    line.show_path(())
    assert path.text() == "whole answer"
    line.show_path(None)
    assert path.text() == path.accessibleDescription() == path.toolTip() == ""
    line.show_path(("data", "owners", 0, "<b>\u202e"))
    assert path.text() == "data › owners › [0] › <b>\\u202e"
    assert path.accessibleName() == "Path"
    assert path.accessibleDescription() == path.text()
    assert "&lt;b&gt;" in path.toolTip()
    assert path.textFormat() is Qt.TextFormat.PlainText


def test_the_path_gives_way_and_keeps_its_end(line: StatusLine) -> None:
    line.show_status("Status: 200 OK, 142 ms, 33.1 KB, 10:12:13")
    line.show_path(DEEP)
    assert line.minimumSizeHint().width() < 450
    line.resize(600, 30)
    line.show()
    path = words(line, "path")
    assert path.text().startswith("data › run")  # all of it can be copied
    cut = picture(path)
    line.show_path(("data", "another", *DEEP[2:]))
    assert picture(path) == cut  # what differs is what gave way
    line.show_path((*DEEP[:-1], "other"))
    assert picture(path) != cut


def test_a_path_with_room_is_shown_whole(line: StatusLine) -> None:
    line.resize(1400, 30)
    line.show()
    line.show_path(DEEP)
    whole = picture(words(line, "path"))
    line.show_path(("atad", *DEEP[1:]))
    assert picture(words(line, "path")) != whole


def test_a_selection_in_the_path_can_be_seen(line: StatusLine) -> None:
    line.resize(500, 30)
    line.show()
    line.show_path(DEEP)
    path = words(line, "path")
    before = picture(path)
    path.setSelection(0, 10)
    assert path.selectedText() == "data › run"
    assert picture(path) != before


def test_a_large_font_has_room(qapp: QApplication, qtbot: QtBot) -> None:
    with in_font(qapp, 2):
        line = StatusLine()
        qtbot.addWidget(line)
        line.show_status("Status: ready")
        line.show()
        assert words(line, "status").height() >= words(line, "status").fontMetrics().height()
        assert words(line, "path").height() >= words(line, "path").fontMetrics().height()
