from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.ui.status_line import StatusLine
from tests.support.task_samples import CODE, GUEST_LINK, TASK
from tests.support.ui import in_font

DEEP: Path = ("data", "run", "checklist", "steps", 12, "form_fields", 3, "possible_values", 0, "text")
STATUS = "Status: 200 OK, 142 ms, 33.1 KB, 10:12:13"


@pytest.fixture
def line(qtbot: QtBot) -> StatusLine:
    made = StatusLine()
    qtbot.addWidget(made)
    return made


def status(line: StatusLine) -> QLabel:
    found = line.findChild(QLabel, "status")
    assert isinstance(found, QLabel)
    return found


def shown(line: StatusLine) -> list[str]:
    return [button.text() for button in line.path_bar.crumbs.stops()]


def test_it_tells_the_status(line: StatusLine) -> None:
    line.show_status("Status: 200 OK, 142 ms")
    assert line.text == "Status: 200 OK, 142 ms"
    assert status(line).accessibleName() == "Status: 200 OK, 142 ms"
    line.show_status("Status: 500 <b>\u202e")
    assert line.text == status(line).accessibleName() == "Status: 500 <b>\\u202e"
    assert status(line).textFormat() is Qt.TextFormat.PlainText


def test_what_was_done_stands_there_for_a_moment(line: StatusLine, qtbot: QtBot) -> None:
    line.show_status("Status: ready")
    said: list[str] = []
    line.said.connect(said.append)
    line._back.setInterval(30)
    line.say_briefly("Note copied\u202e")
    assert said == ["Note copied\u202e"]
    assert status(line).text() == "Note copied\\u202e"
    assert line.text == status(line).accessibleName() == "Status: ready"
    qtbot.waitUntil(lambda: status(line).text() == "Status: ready")


def test_a_new_status_is_not_held_back_by_it(line: StatusLine, qtbot: QtBot) -> None:
    line._back.setInterval(30)
    line.say_briefly("Note copied")
    line.show_status("Status: loading")
    assert status(line).text() == line.text == "Status: loading"
    line._status.setText("as it stands")
    qtbot.wait(60)
    assert status(line).text() == "as it stands", "nothing is written anew later"


def place(widget: QWidget, line: StatusLine) -> QRect:
    return widget.rect().translated(widget.mapTo(line, QPoint()))


def test_what_is_added_stays_at_the_end_level_with_the_button(line: StatusLine, qtbot: QtBot) -> None:
    more = QPushButton("More", line)
    line.add(more)
    line.show_status(STATUS)
    line.show_path(DEEP)
    for width in (900, 420):
        line.resize(width, 80)
        line.show()
        button = line.path_bar.menu_button
        qtbot.waitUntil(lambda: place(more, line).right() > line.width() - 30)
        assert place(more, line).left() > place(button, line).right()
        assert place(more, line).center().y() == place(button, line).center().y()


def test_it_tells_the_place(line: StatusLine) -> None:
    line.resize(1200, 40)
    line.show()
    path = line.findChild(QWidget, "path")
    assert path is not None
    assert path.accessibleName() == "Path"
    assert shown(line) == []
    line.show_path(())
    assert shown(line) == ["whole answer"]
    line.show_path(("data", "owners", 0, "<b>\u202e"))
    assert shown(line) == ["data", "owners", "[0]", "<b>\\u202e"]
    assert path.accessibleDescription() == "data › owners › [0] › <b>\\u202e"
    line.show_path(None)
    assert shown(line) == []


def test_what_the_person_asks_for_is_passed_on(line: StatusLine) -> None:
    wanted: list[Path] = []
    said: list[str] = []
    line.path_wanted.connect(wanted.append)
    line.said.connect(said.append)
    line.resize(1200, 40)
    line.show()
    line.show_document(TASK)
    line.show_path(("data", "owners"))
    line.path_bar.crumbs.stops()[0].click()
    line.path_bar.goto.setText("/data/title")
    line.path_bar.goto.returnPressed.emit()
    line.path_bar.goto.setText("/data/no")
    line.path_bar.goto.returnPressed.emit()
    assert wanted == [("data",), ("data", "title")]
    assert len(said) == 1


def test_secrets_in_names_are_masked_by_the_rule_it_is_handed(qtbot: QtBot) -> None:
    for line in (StatusLine(), StatusLine(None, lambda _path, text: text.replace(CODE, "…"))):
        qtbot.addWidget(line)
        line.show_path((GUEST_LINK,))
        assert CODE not in line.path_bar.accessibleDescription()


def test_the_path_gives_way_and_keeps_its_end(line: StatusLine) -> None:
    line.show_status(STATUS)
    line.show_path(DEEP)
    assert line.minimumSizeHint().width() < 450
    line.resize(900, 40)
    line.show()
    assert shown(line)[0] == "…"
    assert shown(line)[-1] == "text"
    assert line.path_bar.y() < status(line).geometry().bottom(), "beside"
    line.resize(1700, 40)
    assert len(shown(line)) == len(DEEP)


def test_where_there_is_little_room_the_path_stands_below(line: StatusLine, qtbot: QtBot) -> None:
    line.show_status(STATUS)
    line.show_path(DEEP)
    line.resize(360, 80)
    line.show()
    qtbot.waitUntil(lambda: line.path_bar.y() >= status(line).geometry().bottom())
    assert len(shown(line)) > 2


def test_a_large_font_has_room(qapp: QApplication, qtbot: QtBot) -> None:
    with in_font(qapp, 2):
        line = StatusLine()
        qtbot.addWidget(line)
        line.show_status("Status: ready")
        line.show_path(("data",))
        line.resize(900, line.sizeHint().height())
        line.show()
        part = line.path_bar.crumbs.stops()[0]
        assert status(line).height() >= status(line).fontMetrics().height()
        assert part.height() >= part.fontMetrics().height()
        assert part.width() >= part.fontMetrics().horizontalAdvance("data")


def test_a_count_down_ticks_for_the_eyes_alone(line: StatusLine) -> None:
    line.show_status("Status: again in 12 s")
    line.tick("Status: again in 11 s\u202e")
    assert line.text == "Status: again in 11 s\\u202e"
    assert status(line).accessibleName() == "Status: again in 12 s"


def test_a_long_name_does_not_hold_the_window_wide(line: StatusLine, qtbot: QtBot) -> None:
    told = "Status: opened " + "a long name " * 30 + ".json"
    line.show_status(told)
    assert line.minimumSizeHint().width() < 700
    line.resize(600, 80)
    line.show()
    qtbot.waitUntil(lambda: status(line).width() < 600)
    assert status(line).accessibleName() == told
    assert told in status(line).toolTip()
