from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QTableView
from pytestqt.qtbot import QtBot

from tallyfy_inspector.api.exchange import CutOff
from tallyfy_inspector.ui import theme
from tallyfy_inspector.ui.panels import PANELS, PanelSpec
from tallyfy_inspector.ui.panels.json_view import JsonView
from tallyfy_inspector.ui.view import Done, View
from tests.support import views
from tests.support.task_samples import TASK
from tests.support.ui import in_font, pseudo_language, untranslated, wearing

HOSTILE = (
    '<img src="{url}">',
    "\\\\127.0.0.1\\share\\picture.png",
    '<a href="{url}">here</a>',
    "‮gnp.exe\x07\u200b",
    "",
)

DATA = Path(__file__).resolve().parents[2] / "data"
FULL = json.loads((DATA / "task_full.json").read_bytes())
VARIANTS = json.loads((DATA / "task_variants.json").read_bytes())
DEMO = Path(__file__).resolve().parents[3] / "resources" / "demo"
INCLUDES = ("run", "step", "threads", "issues", "assets", "activities", "ko-form-fields", "member_watchers")
ODD: tuple[object, ...] = (
    *(None, False, 0, 3, "", "text", [], {}, [None, 1, "x", [], {}], {"data": None}, {"data": []}),
    *({"data": {"data": [{"id": {}, "content": [1]}]}}, {"0": {"id": "1"}, "7": None}, {"a": {"b": 1}}),
)


def with_includes(value: object) -> dict[str, Any]:
    """A task all of whose includes are `value`."""
    return {"data": {**FULL["data"], **dict.fromkeys(INCLUDES, value), "threads_count": value}}


def many_comments() -> dict[str, Any]:
    """More than 1 MB of comments and events."""
    comment, event = FULL["data"]["threads"]["data"][1], FULL["data"]["activities"]["data"][1]
    return {"data": {**FULL["data"], "threads": [comment] * 3000, "activities": {"data": [event] * 1000}}}


VIEWS: dict[str, View] = {
    "every include": views.good(FULL),
    **{f"variant {name}": views.good(VARIANTS[name]) for name in VARIANTS},
    **{f"demo {file.stem}": views.good(file.read_bytes()) for file in sorted(DEMO.glob("*.json"))},
    **{f"includes {number}": views.good(with_includes(value)) for number, value in enumerate(ODD)},
    "1 MB": views.good(many_comments()),
    "nothing": View(),
    "a task": views.good(TASK),
    "no fields": views.good({"data": {"id": "1", "form_fields": []}}),
    "fields are a number": views.good({"data": {"form_fields": 3, "owners": []}}),
    "fields are odd": views.good({"data": {"form_fields": [None, 1, "x", {}, {"label": None}]}}),
    "people are odd": views.good(
        {
            "data": {
                "owners": {"users": {"0": [7]}, "guests": 3},
                "threads": [7, None],
                "run": "x",
                "step": [[]],
            }
        }
    ),
    "a list": views.good([1, [2, {"a": None}]]),
    "a number": views.good("1.10"),
    "a string": views.good('"text"'),
    "null": views.good("null"),
    "repeated": views.good('{"data": {"a": 1, "a": {"b": 2}, "a": []}}'),
    "deep": views.good("[" * 900 + "]" * 900),
    "problem": views.bad({"error": True, "message": "unauthenticated"}, 401, "Unauthorized"),
    "not JSON": views.bad(b"<html>\xff\x00", 502, "Bad Gateway"),
    "empty": views.bad(b"", 500, ""),
    "older": views.bad("{}", 404, "Not Found", views.good(TASK)),
    "no answer": views.failed(),
    "older, no answer": views.failed(views.good(TASK)),
    "loading": views.loading(views.good(TASK)),
    "cut off": View(now=Done(views.answer('{"data": {"id', cut_off=CutOff("connection")))),
}


@pytest.fixture(params=PANELS, ids=lambda spec: spec.id)
def spec(request: pytest.FixtureRequest) -> PanelSpec:
    found: PanelSpec = request.param
    return found


def test_their_order_and_names() -> None:
    assert [(spec.id, spec.title, spec.side) for spec in PANELS] == [
        ("json", "Task JSON", "left"),
        ("raw", "Raw", "left"),
        ("headers", "Headers", "left"),
        ("timing", "Timing", "left"),
        ("fields", "Form fields", "right"),
        ("diagnosis", "Diagnosis", "right"),
        ("people", "People", "right"),
        ("threads", "Threads", "right"),
        ("activity", "Activity", "right"),
        ("files", "Files", "right"),
        ("process", "Process", "right"),
        ("step", "Step", "right"),
    ]


def test_every_panel_takes_every_view_in_any_order(qtbot: QtBot, spec: PanelSpec) -> None:
    panel = spec.load(views.Surroundings().context())
    qtbot.addWidget(panel)
    panel.resize(400, 300)
    panel.show()
    for name in (*VIEWS, *reversed(VIEWS)):
        panel.show_view(VIEWS[name])
        panel.select_path(("data", "form_fields", "data", 1, "label"))
        panel.select_path(("nowhere", 7))
        assert not panel.grab().isNull(), name


def test_a_panel_takes_a_path_before_it_was_ever_shown(qtbot: QtBot, spec: PanelSpec) -> None:
    panel = spec.load(views.Surroundings().context())
    qtbot.addWidget(panel)
    panel.select_path(("data",))
    panel.show_view(VIEWS["a task"])
    panel.select_path(("data", "id"))
    panel.show()
    assert panel.isVisible()


def test_all_words_go_through_the_translation(qtbot: QtBot, spec: PanelSpec) -> None:
    with pseudo_language():
        panel = spec.load(views.Surroundings().context())
        qtbot.addWidget(panel)
        panel.show()
        panel.show_view(VIEWS["no fields"])
        assert untranslated(panel) == []
        for table in panel.findChildren(QTableView):
            model = table.model()
            for column in range(model.columnCount()):
                assert "⟦" in model.headerData(column, Qt.Orientation.Horizontal)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("times", [1.0, 2.0])
def test_every_table_paints_in_light_and_dark_and_doubled(
    qtbot: QtBot, spec: PanelSpec, dark: bool, times: float, qapp: Any
) -> None:
    with wearing(qapp, theme.palette(dark)), in_font(qapp, times):
        panel = spec.load(views.Surroundings().context())
        qtbot.addWidget(panel)
        panel.resize(900, 500)
        panel.show()
        panel.show_view(VIEWS["every include"])
        image = panel.grab().toImage()
    inks = {image.pixelColor(x, y).name() for x in range(900) for y in range(0, 500, 2)}
    assert theme.palette(dark).base().color().name() in inks
    assert len(inks) > 10


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as made:
        made.settimeout(0.2)
        yield made


def replaced(value: object, url: str, count: list[int]) -> object:
    """`value` with every string of it replaced by the next hostile one."""
    if isinstance(value, dict):
        return {key: replaced(item, url, count) for key, item in value.items()}
    if isinstance(value, list):
        return [replaced(item, url, count) for item in value]
    if not isinstance(value, str) or value in KEPT:
        return value
    count[0] += 1
    return HOSTILE[count[0] % len(HOSTILE)].format(url=url)


KEPT = {field["field_type"] for field in FULL["data"]["form_fields"]["data"]}


@pytest.mark.qt_log_ignore("does not support raise")  # a tooltip, on a display without windows
def test_hostile_text_is_shown_letter_by_letter(
    qtbot: QtBot, spec: PanelSpec, listener: socket.socket
) -> None:
    url = f"http://127.0.0.1:{listener.getsockname()[1]}/x.png"
    body = json.dumps(replaced(FULL, url, [0]))
    panel = spec.load(views.Surroundings().context())
    qtbot.addWidget(panel)
    panel.resize(900, 600)
    panel.show()
    panel.show_view(views.good(body))
    panel.select_path(("data", "form_fields", "data", 1))
    for view in panel.findChildren(QTableView):
        if isinstance(view, JsonView):
            view.expand_all()
        touch_all(view)
    qtbot.wait(50)
    with pytest.raises(TimeoutError):
        listener.accept()


def touch_all(view: QTableView) -> None:
    """Read all that a cell says, and ask for its tooltip as the pointer does."""
    model = view.model()
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            index = model.index(row, column)
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                text = str(model.data(index, role))
                assert "‮" not in text
                assert "\u200b" not in text
                assert "\n" not in text
            told = str(model.data(index, Qt.ItemDataRole.ToolTipRole))
            assert "<img" not in told
            assert "<a " not in told
            ask_for_tooltip(view, row, column)


def ask_for_tooltip(view: QAbstractItemView, row: int, column: int) -> None:
    option = QStyleOptionViewItem()
    view.initViewItemOption(option)
    option.rect = QRect(0, 0, 40, 20)
    event = QHelpEvent(QHelpEvent.Type.ToolTip, QPoint(1, 1), view.mapToGlobal(QPoint(1, 1)))
    delegate = view.itemDelegate()
    delegate.helpEvent(event, view, option, view.model().index(row, column))
