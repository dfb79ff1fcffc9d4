from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tallyfy_inspector.redact.counting import KINDS
from tallyfy_inspector.ui.save_question import Counts, SaveQuestion, secrets_words
from tests.support.ui import in_font, pseudo_language, untranslated


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ({"guest_link": 1}, "1 guest sign-in link"),
        ({"guest_link": 2}, "2 guest sign-in links"),
        ({"magic_link": 1, "address": 1}, "1 magic sign-in link and 1 address with a secret in it"),
        (
            {"guest_link": 3, "address": 2, "token": 1},
            "3 guest sign-in links, 2 addresses with a secret in them and 1 token or password",
        ),
        ({}, ""),
    ],
)
def test_the_secrets_in_words(counts: Counts, told: str) -> None:
    assert secrets_words(counts) == told


def test_every_kind_has_words() -> None:
    assert len({secrets_words({kind: 1}) for kind in KINDS}) == len(KINDS)


def asked(qtbot: QtBot, counts: Counts) -> tuple[SaveQuestion, list[bool]]:
    question = SaveQuestion(counts)
    question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(question)
    chosen: list[bool] = []
    question.chosen.connect(chosen.append)
    with qtbot.waitActive(question):
        question.open()
    return question, chosen


@pytest.mark.parametrize(
    ("keys", "masked"),
    [
        ((Qt.Key.Key_Return,), [True]),
        ((Qt.Key.Key_Tab, Qt.Key.Key_Return), [False]),
        ((Qt.Key.Key_Tab, Qt.Key.Key_Space), [False]),
        ((Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Return), []),
        ((Qt.Key.Key_Escape,), []),
    ],
)
def test_it_is_answered_by_keyboard(qtbot: QtBot, keys: tuple[Qt.Key, ...], masked: list[bool]) -> None:
    question, chosen = asked(qtbot, {"guest_link": 1})
    for key in keys:
        QTest.keyClick(QApplication.focusWidget() or question, key)
    assert chosen == masked
    assert not question.isVisible()


def test_what_it_says_and_what_is_heard(qtbot: QtBot) -> None:
    question, _chosen = asked(qtbot, {"guest_link": 1})
    assert question.accessibleName() == "This answer holds 1 guest sign-in link."
    assert question.without.text() == "Save &without it"
    assert question.exactly.text() == "Save &exactly as received"
    assert question.without.isDefault()
    assert question.without.hasFocus()
    more, _chosen = asked(qtbot, {"guest_link": 1, "token": 1})
    assert more.without.text() == "Save &without them"


@pytest.mark.parametrize("times", [1, 2])
def test_its_words_fit(qapp: QApplication, qtbot: QtBot, times: float) -> None:
    with in_font(qapp, times), pseudo_language():
        question, _chosen = asked(qtbot, dict.fromkeys(KINDS, 2))
        assert untranslated(question) == []
        for button in question.findChildren(QPushButton):
            assert button.width() >= button.sizeHint().width()
