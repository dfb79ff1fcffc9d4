from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tallyfy_inspector.api.includes import INCLUDES
from tallyfy_inspector.task.got import Got
from tallyfy_inspector.ui.include_box import IncludeBox
from tests.support.ui import picture

LACKING = Got("not_returned", "not returned", "Perhaps it is empty.")


@pytest.fixture
def box(qtbot: QtBot) -> IncludeBox:
    made = IncludeBox(INCLUDES[0])
    qtbot.addWidget(made)
    made.resize(250, 24)
    return made


def test_the_name_stays_and_the_description_tells(box: IncludeBox) -> None:
    answers = box.accessibleDescription()
    box.show_got(Got("returned", "12"))
    assert box.accessibleName() == box.text() == "run"
    assert box.accessibleDescription() == f"{answers} In this answer: 12."
    assert "In this answer: 12." in box.toolTip()
    box.show_got(LACKING, older=True)
    assert box.accessibleDescription() == f"{answers} In the older answer: not returned. Perhaps it is empty."
    box.show_got(None)
    assert (box.accessibleDescription(), box.note) == (answers, "")


def test_the_note_is_seen_and_has_its_room(box: IncludeBox) -> None:
    before, width = picture(box), box.sizeHint().width()
    box.show_got(LACKING)
    assert picture(box) != before
    words = box.fontMetrics().horizontalAdvance("not returned")
    assert box.minimumSizeHint().width() >= width + words
