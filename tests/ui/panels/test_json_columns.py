from __future__ import annotations

from pytestqt.qtbot import QtBot

from tallyfy_inspector.redact import mask_value
from tallyfy_inspector.ui.panels.json_model import KEY, JsonModel
from tallyfy_inspector.ui.panels.json_view import JsonView
from tests.support.task_samples import TASK


def test_the_keys_have_their_share_until_the_person_sets_it(qtbot: QtBot) -> None:
    model = JsonModel(mask_value)
    view = JsonView(model)
    model.setParent(view)
    qtbot.addWidget(view)
    view.show()
    model.show(TASK)
    widths: list[int] = []
    view.key_column.width_changed.connect(widths.append)
    view.resize(400, 300)
    narrow = view.columnWidth(KEY)
    view.resize(600, 300)
    assert view.columnWidth(KEY) > narrow
    assert widths == []
    view.horizontalHeader().resizeSection(KEY, 222)
    assert widths == [222]
    view.resize(500, 300)
    assert view.columnWidth(KEY) == 222
    view.key_column.set_width(333)
    assert view.columnWidth(KEY) == 333
    assert widths == [222]
    view.key_column.set_width(None)
    assert narrow < view.columnWidth(KEY) < 333
