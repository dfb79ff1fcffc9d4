from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tallyfy_inspector.ui.panels.diagnosis_rest import Rest


@pytest.fixture
def rest(qtbot: QtBot) -> Iterator[Rest]:
    panel = QWidget()
    qtbot.addWidget(panel)
    made = Rest(panel)
    panel.setLayout(made)
    panel.show()
    yield made
    panel.close()  # named again, or Python takes it away


def test_the_button_asks_for_what_is_lacking(rest: Rest, qtbot: QtBot) -> None:
    rest.show_rest("Not checked: issues (not fetched).", ("issues", "run"))
    rest.offer(possible=True)
    assert rest.text() == "Not checked: issues (not fetched)."
    assert rest.fetch.isVisible()
    assert rest.fetch.accessibleDescription() == "Fetch issues, run too"
    with qtbot.waitSignal(rest.fetch_wanted) as asked:
        QTest.keyClick(rest.fetch, Qt.Key.Key_Space)
    assert asked.args == [("issues", "run")]


def test_there_is_none_where_nothing_can_be_fetched(rest: Rest) -> None:
    rest.show_rest("Not checked: issues (not returned).", ("issues",))
    rest.offer(possible=False)
    assert not rest.fetch.isVisible()
    rest.show_rest("Nothing found.", ())
    rest.offer(possible=True)
    assert not rest.fetch.isVisible()
    rest.show_rest("", ())
    assert not rest.words.isVisible()
