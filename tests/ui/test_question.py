from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tallyfy_inspector.ui.question import Choice, Question
from tallyfy_inspector.ui.speech import Speech


@pytest.fixture
def question(qtbot: QtBot) -> Question:
    window = QWidget()
    qtbot.addWidget(window)
    made = Question(Speech(window), window)
    window.show()
    return made


def test_it_asks_and_does_what_is_said(question: Question) -> None:
    done: list[str] = []
    first, second = Choice("A & B", lambda: done.append("first")), Choice("No", lambda: done.append("second"))
    assert question.isHidden()
    question.ask("Which <b>one</b>\u202e?", first, second)
    assert question.text == "Which <b>one</b>\\u202e?"
    assert question.first.text() == "A && B"
    assert question.options.isHidden()
    question.second.click()
    assert done == ["second"]
    assert question.text == ""
    question.ask("Again?", first)
    assert question.second.isHidden()
    question.first.click()
    assert done == ["second", "first"]


def test_esc_and_cancel_ask_no_more(question: Question, qtbot: QtBot) -> None:
    done: list[str] = []
    question.ask("Which?", Choice("Do", lambda: done.append("x")))
    with qtbot.waitSignal(question.dismissed):
        question.cancel.click()
    assert question.isHidden()
    question.first.click()
    assert done == []
    with qtbot.assertNotEmitted(question.dismissed):
        question.dismiss()


def test_enter_on_the_choice_takes_it(question: Question) -> None:
    chosen: list[int] = []
    question.ask(
        "Which?", Choice("This", lambda: chosen.append(question.options.currentIndex())), options=("a", "b")
    )
    question.options.setCurrentIndex(1)
    question.options.setFocus()
    QTest.keyClick(question.options, Qt.Key.Key_Return)
    assert chosen == [1]
