"""Files to open, and what a window says when one is open; drags, as Qt sends them."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from tallyfy_inspector.demo import catalogue
from tests.support.stage import Stage

TASK = catalogue.TASKS[0].id
SAVED = {"data": {"id": TASK, "title": "Approve the CANARY offer", "form_fields": {"data": []}}}
BODY = json.dumps(SAVED).encode()
LINK = f"https://go.tallyfy.com/{catalogue.ORGANIZATION}/task/{TASK}"


def named(folder: Path) -> Path:
    """A saved answer with a name that has to be escaped here and there."""
    file = folder / "Müller & Söhne.json"
    file.write_bytes(BODY)
    return file


def rewrite(file: Path) -> None:
    """Another answer of the same task in its place."""
    file.write_bytes(BODY.replace(b"CANARY", b"newer"))


def drag(stage: Stage, data: QMimeData, onto: QWidget | None = None) -> QDropEvent:
    """What Qt sends while something is dragged onto the window, or a part of it, and let go."""
    both = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    target: QWidget | None = onto or stage.window
    event = QDropEvent(QPointF(5, 5), both, data, left, none)
    event.setAccepted(False)
    while target is not None:  # as Qt does: up, until somebody wants it
        enter = QDragEnterEvent(event.position().toPoint(), both, data, left, none)
        enter.setAccepted(False)
        if target.acceptDrops():
            QApplication.sendEvent(target, enter)
        if enter.isAccepted():
            event.setDropAction(Qt.DropAction.MoveAction)
            QApplication.sendEvent(target, event)
            break
        target = target.parentWidget()
    return event


def files(*urls: str, text: str | None = None) -> QMimeData:
    """What is dragged or copied: addresses, and perhaps a text beside them."""
    data = QMimeData()
    data.setUrls([QUrl(url) for url in urls])
    if text is not None:
        data.setText(text)
    return data


def address(file: Path) -> str:
    """The file as an address."""
    return QUrl.fromLocalFile(str(file)).toString(QUrl.ComponentFormattingOption.FullyEncoded)


def is_shown(stage: Stage, name: str, size: str) -> None:
    """Everything that says where the answer comes from says that it is this file."""
    window = stage.window
    assert stage.answer.good
    assert stage.answer.exchange is None
    assert window.windowTitle() == f"{name} – Tallyfy Inspector"
    assert window.status.text == f"Status: from file {name}, {size}, 12:01:03"
    assert window.messages.headline.text() == f"Approve the CANARY offer (from file {name})"
    assert window.account_button.text() == f"From file: {name}".replace("&", "&&")
    assert window.account_button.accessibleDescription() == f"From file: {name}. Connection: Demo"
    assert stage.table("Task JSON").model().rowCount() > 1
