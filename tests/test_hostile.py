"""Text that a server sends stays text: every string of a task turns hostile, and a listener hears nothing.

Project-wide: it mirrors no source. Shown in the whole window: tree, table, details, raw text, banner,
tooltips and copies.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent, QTextDocument
from PySide6.QtGui import Qt as Guess
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QTextEdit,
    QToolTip,
    QWidget,
)

from tallyfy_inspector.demo.catalogue import ORGANIZATION, TASKS
from tallyfy_inspector.options import Options
from tallyfy_inspector.store.environment import EnvironmentSettings
from tallyfy_inspector.ui.main_window import MainWindow
from tallyfy_inspector.ui.panels.form_fields import FormFields
from tallyfy_inspector.ui.panels.json_tree import JsonTree
from tests.support import seen
from tests.support.running import fetched, in_window, settled
from tests.support.samples import task_full
from tests.support.wire import Wire, as_json, response

TASK = TASKS[0].id
Turn = Callable[[str], str]

TURNS: dict[str, Turn] = {
    "pictures": lambda url: (
        f'<img src="{url}/x.png"><style>body{{background:url({url}/y)}}</style>'
        f"<link rel=stylesheet href='{url}/z'><script src={url}/s.js></script><iframe src={url}></iframe>"
    ),
    "share": lambda url: "\\\\127.0.0.1\\share\\x.png",
    "out of it": lambda url: (
        f'</span></p></td>--><img src="{url}/o">&lt;img src={url}&gt;'
        f"<a href='{url}/c'>click</a> <a href='file://127.0.0.1/share'>here</a> ![x]({url}/m.png)"
    ),
    "controls": lambda url: "a\u202eb\u200bc\x00d\x1b[31me\ud800",
}
# What the program reads to know what it has before it; anything else may be of any kind.
KEPT = {"id", "field_type", "type"}


def turned(value: Any, text: str, key: str = "") -> Any:
    """`value` with every string in it, but for what tells its kind, replaced by `text`."""
    if isinstance(value, dict):
        return {name: turned(inner, text, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [turned(inner, text, key) for inner in value]
    return text if isinstance(value, str) and key not in KEPT else value


def task(text: str) -> dict[str, Any]:
    """A task with every include, all of whose strings are `text`; also names of members."""
    made: dict[str, Any] = turned(json.loads(json.dumps(task_full())), text)
    made["data"][text] = text
    return made


def answers(text: str) -> Callable[[bytes], list[bytes | float | str]]:
    """Tallyfy, compromised: the good task, and an error that says the same."""
    error = {"message": text, "code": text, "errors": {text: [text]}}
    return lambda head: [
        response(as_json(error), "422 Unprocessable Entity")
        if TASKS[1].id.encode() in head
        else response(as_json(task(text)))
    ]


def shown_on(qapp: QApplication, folder: Path, text: str, look: Callable[[MainWindow], object]) -> None:
    """Fetch the task and then the error, everything open, and `look` at the window in between."""

    async def body(window: MainWindow) -> None:
        await fetched(window, TASK)
        assert not failed(window)
        panel(window, JsonTree).actions_by_id["expand_all"].trigger()
        await settled()
        look(window)
        window._open("raw")
        await settled()
        look(window)
        await fetched(window, TASKS[1].id)
        assert failed(window)
        look(window)

    with Wire(answers(text)) as tallyfy:
        environment = EnvironmentSettings("token", ORGANIZATION, tallyfy.url)
        assert in_window(qapp, folder, body, Options(), environment) == 0


def failed(window: MainWindow) -> bool:
    """Whether a problem is shown."""
    return window.session.view.problem is not None


def panel(window: MainWindow, kind: type[Any]) -> Any:
    """The panel of that kind."""
    return next(slot.load() for slot in window.panes.slots if isinstance(slot.load(), kind))


@pytest.mark.parametrize("turn", TURNS.values(), ids=TURNS)
def test_nothing_is_loaded_whatever_is_shown_copied_or_hovered(
    qapp: QApplication, tmp_path: Path, turn: Turn
) -> None:
    with Wire() as listener:
        text = turn(listener.url)

        def look(window: MainWindow) -> None:
            assert_nothing_is_rich(window, text)
            hover_everywhere(window)
            copy_everything(window)
            window.grab()

        shown_on(qapp, tmp_path, text, look)
        assert listener.connections == 0


def hover_everywhere(window: MainWindow) -> None:
    """Rest the pointer on every widget and on rows of every table, so that Qt draws the tooltips."""
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and widget.toolTip():
            QToolTip.showText(QPoint(1, 1), widget.toolTip(), widget)
            draw_what_stands_before(window)
    for view in cell_views(window):
        model, viewport = view.model(), view.viewport()
        for row in range(min(model.rowCount(), 12) if view.isVisible() else 0):
            for column in range(model.columnCount()):
                at = view.visualRect(model.index(row, column)).center()
                event = QHelpEvent(QEvent.Type.ToolTip, at, viewport.mapToGlobal(at))
                QApplication.sendEvent(viewport, event)
                draw_what_stands_before(window)
    QToolTip.hideText()


def draw_what_stands_before(window: MainWindow) -> None:
    """Let Qt lay out and draw the tooltip that is up."""
    for other in QApplication.topLevelWidgets():
        if other is not window and other.isVisible():
            other.grab()


def copy_everything(window: MainWindow) -> None:
    """Each panel's copies; what lands on the clipboard is text and nothing but text."""
    for kind in (JsonTree, FormFields):
        shown = panel(window, kind)
        for row in range(min(shown.model.rowCount(), 15)):
            shown.view.setCurrentIndex(shown.model.index(row, 0))
            for name, action in shown.actions_by_id.items():
                if name.startswith("copy_") and action.isEnabled():
                    action.trigger()
                    assert QGuiApplication.clipboard().mimeData().formats() == ["text/plain"]
    for edit in window.findChildren(QPlainTextEdit):
        edit.selectAll()
        QTest.keyClick(edit, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        assert set(QGuiApplication.clipboard().mimeData().formats()) <= {"text/plain"}


def assert_nothing_is_rich(window: MainWindow, text: str) -> None:
    """No label guesses, no text widget reads markup, no tooltip holds any, and what hides is spelled out."""
    shown = list(seen.labelled())
    assert any(text[:8] in words or "\\u202e" in words for _where, words in shown)
    assert [where for where, words in shown if "\u202e" in words or "\x1b" in words] == []
    for label in window.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText, label.objectName()
        assert not label.openExternalLinks()
    assert window.findChildren(QTextEdit) == []  # QTextBrowser is one, too
    assert [where for where, words in tooltips(window) if not plainly_read(words)] == []


def tooltips(window: MainWindow) -> list[tuple[str, str]]:
    """Every tooltip of widgets and cells."""
    found = [(each.objectName(), each.toolTip()) for each in window.findChildren(QWidget)]
    for view in cell_views(window):
        model = view.model()
        for row in range(model.rowCount()):
            for column in range(model.columnCount()):
                words = model.index(row, column).data(Qt.ItemDataRole.ToolTipRole)
                found.append((f"{view.objectName()} {row},{column}", words or ""))
    return found


def cell_views(window: MainWindow) -> list[QAbstractItemView]:
    """The views with cells; a header is one to Qt, of the same model."""
    views = window.findChildren(QAbstractItemView)
    return [view for view in views if not isinstance(view, QHeaderView) and view.model() is not None]


def plainly_read(words: str) -> bool:
    """Whether Qt shows a tooltip letter by letter: our own <span> is all the markup that is left in it."""
    if not Guess.mightBeRichText(words):
        return True
    inner = words.removeprefix("<span>").removeprefix('<span style="white-space:pre-wrap">')
    document = QTextDocument()
    document.setHtml(words)
    formats = document.allFormats()
    return "<" not in inner.removesuffix("</span>") and not any(
        each.isImageFormat() or each.toCharFormat().isAnchor() for each in formats
    )
