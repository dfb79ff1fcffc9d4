from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QClipboard,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tallyfy_inspector.ui import task_box
from tallyfy_inspector.ui.task_box import TaskBox

LINK = "https://go.tallyfy.com/guest/0123/tasks/abcd/secretcode"
TASK = "d005715eb72c17884e4e3f904d9e01bf"
# More than a QLineEdit takes, with a line end and an end that tells whether all of it came.
LARGE = "x" * 500_000 + "\n" + "y" * 500_000 + " the end"


@pytest.fixture
def box(qtbot: QtBot) -> TaskBox:
    made = TaskBox()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def pasted(box: TaskBox) -> list[str]:
    seen: list[str] = []
    box.pasted.connect(seen.append)
    return seen


@pytest.fixture
def clipboard(qapp: QApplication) -> QClipboard:
    board = QGuiApplication.clipboard()
    board.clear()
    return board


def untouched(box: TaskBox, text: str = "") -> bool:
    """Whether neither the field nor its undo holds anything of a paste."""
    held = box.text() == text and not box.isUndoAvailable() and not box.isRedoAvailable()
    box.undo()
    return held and box.text() == text


@pytest.mark.parametrize("text", [LINK, LARGE, "line one\nline two"], ids=["link", "1 MB", "lines"])
@pytest.mark.parametrize(
    ("key", "held"),
    [
        (Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Insert, Qt.KeyboardModifier.ShiftModifier),
    ],
)
def test_a_paste_by_keyboard_leaves_whole(
    key: Qt.Key, held: Qt.KeyboardModifier, text: str, box: TaskBox, pasted: list[str], clipboard: QClipboard
) -> None:
    clipboard.setText(text)
    QTest.keyClick(box, key, held)
    assert pasted == [text]
    assert untouched(box)


@pytest.mark.qt_log_ignore(
    "This plugin does not support", extend=True
)  # a menu on a screen that is not there
@pytest.mark.parametrize("text", [LINK, LARGE], ids=["link", "1 MB"])
def test_paste_in_the_menu_leaves_whole(
    text: str, box: TaskBox, pasted: list[str], clipboard: QClipboard, qtbot: QtBot
) -> None:
    clipboard.setText(text)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(5, 5), box.mapToGlobal(QPoint(5, 5)))
    QApplication.sendEvent(box, event)
    (menu,) = box.findChildren(QMenu)
    actions = {action.objectName(): action for action in menu.actions()}
    assert {"edit-copy", "edit-cut", "select-all"} <= set(actions)
    assert actions["edit-paste"].isEnabled()
    actions["edit-paste"].trigger()
    assert pasted == [text]
    assert untouched(box)
    menu.close()
    qtbot.waitUntil(lambda: not box.findChildren(QMenu))


class Board:
    """A clipboard as on X11, which also holds what is selected somewhere."""

    Mode = QClipboard.Mode

    def __init__(self, selected: str) -> None:
        self._data = QMimeData()
        self._data.setText(selected)

    def supportsSelection(self) -> bool:  # noqa: N802 - Qt's name
        return True

    def mimeData(self, mode: QClipboard.Mode) -> QMimeData | None:  # noqa: N802 - Qt's name
        return self._data if mode is QClipboard.Mode.Selection else None


@pytest.mark.parametrize("text", [LINK, LARGE], ids=["link", "1 MB"])
def test_a_middle_click_takes_the_selection(
    text: str, box: TaskBox, pasted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Application:
        board = Board(text)

        @classmethod
        def clipboard(cls) -> Board:
            return cls.board

    monkeypatch.setattr(task_box, "QGuiApplication", Application)
    QTest.mouseClick(box, Qt.MouseButton.MiddleButton)
    assert pasted == [text]
    assert untouched(box)


def test_a_middle_click_is_nothing_where_nothing_can_be_selected(
    box: TaskBox, pasted: list[str], clipboard: QClipboard
) -> None:
    assert not clipboard.supportsSelection()
    clipboard.setText(LINK)
    QTest.mouseClick(box, Qt.MouseButton.MiddleButton)
    assert pasted == []
    assert untouched(box)


def drop(box: TaskBox, data: QMimeData, proposed: Qt.DropAction = Qt.DropAction.CopyAction) -> QDropEvent:
    """What Qt sends while something is dragged into the field and let go."""
    at, left, none = QPoint(5, 5), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    both = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    enter = QDragEnterEvent(at, both, data, left, none)
    enter.setDropAction(proposed)
    QApplication.sendEvent(box, enter)
    if enter.isAccepted():
        QApplication.sendEvent(box, QDragMoveEvent(at, both, data, left, none))
    event = QDropEvent(QPointF(at), both, data, left, none)
    event.setDropAction(proposed)
    event.setAccepted(False)
    if enter.isAccepted():
        QApplication.sendEvent(box, event)
    return event


@pytest.mark.parametrize("text", [LINK, LARGE], ids=["link", "1 MB"])
def test_a_dropped_text_leaves_whole(text: str, box: TaskBox, pasted: list[str]) -> None:
    data = QMimeData()
    data.setText(text)
    assert drop(box, data).isAccepted()
    assert pasted == [text]
    assert untouched(box)


def test_a_dropped_link_counts_as_its_address(box: TaskBox, pasted: list[str]) -> None:
    data = QMimeData()
    data.setUrls([QUrl(LINK)])
    assert drop(box, data).isAccepted()
    assert pasted == [LINK]
    assert untouched(box)


def test_a_drop_takes_nothing_away_from_where_it_came_from(box: TaskBox) -> None:
    data = QMimeData()
    data.setText(LINK)
    event = drop(box, data, Qt.DropAction.MoveAction)
    assert event.isAccepted()
    assert event.dropAction() is Qt.DropAction.CopyAction


def test_a_picture_is_not_taken(box: TaskBox, pasted: list[str]) -> None:
    data = QMimeData()
    data.setData("image/png", b"\x89PNG")
    assert not drop(box, data).isAccepted()
    assert pasted == []


@pytest.mark.parametrize("text", ["", " \n\t "])
def test_an_empty_paste_is_no_paste(
    text: str, box: TaskBox, pasted: list[str], clipboard: QClipboard
) -> None:
    clipboard.setText(text)
    QTest.keyClick(box, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert not box.take(None)
    assert pasted == []


def test_a_paste_leaves_what_was_typed_before(box: TaskBox, pasted: list[str], clipboard: QClipboard) -> None:
    QTest.keyClicks(box, "typed")
    clipboard.setText(LINK)
    QTest.keyClick(box, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert box.text() == "typed"
    box.undo()
    assert LINK not in box.text()
    box.redo()
    assert box.text() == "typed"


def test_an_id_that_is_shown_cannot_be_undone(box: TaskBox) -> None:
    QTest.keyClicks(box, LINK)
    box.show_id(TASK)
    assert untouched(box, TASK)
    assert box.cursorPosition() == 0


def test_everything_else_is_typing(box: TaskBox, pasted: list[str]) -> None:
    QTest.keyClicks(box, "abc")
    QTest.keyClick(box, Qt.Key.Key_Backspace)
    QTest.mouseClick(box, Qt.MouseButton.LeftButton)
    assert box.text() == "ab"
    assert pasted == []


@pytest.mark.parametrize(
    ("urls", "text", "files"),
    [
        (["file:///tmp/a.json"], "/tmp/a.json", 1),
        (["file:///tmp/a.json", "file:///tmp/b.json"], None, 2),
        (["smb://server/a.json"], None, 1),
        (["smb://server/a.json"], "smb://server/a.json", 1),
        (["imap-message://me/INBOX;UID=7"], "Dear all, see below", 0),
        ([LINK], None, 0),
        ([LINK], "a title", 0),
        ([], "text", 0),
    ],
)
def test_files_are_told_from_texts_and_links(urls: list[str], text: str | None, files: int) -> None:
    data = QMimeData()
    if urls:
        data.setUrls([QUrl(url) for url in urls])
    if text is not None:
        data.setText(text)
    assert len(task_box.files_in(data)) == files


def test_a_copied_file_leaves_as_an_address_and_a_dropped_one_is_left_to_the_window(
    box: TaskBox, pasted: list[str]
) -> None:
    brought: list[list[QUrl]] = []
    box.files_pasted.connect(brought.append)
    data = QMimeData()
    data.setUrls([QUrl("file:///tmp/a.json")])
    assert not drop(box, data).isAccepted()
    assert brought == []
    assert box.take(data)
    assert brought == [[QUrl("file:///tmp/a.json")]]
    assert pasted == []
    assert untouched(box)
