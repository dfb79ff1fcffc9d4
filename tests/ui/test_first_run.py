from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tallyfy_inspector.ui.first_run import FirstRun
from tests.support.ui import in_font


@pytest.fixture
def page(qtbot: QtBot) -> FirstRun:
    made = FirstRun()
    qtbot.addWidget(made)
    return made


def texts(page: FirstRun) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel)]


def test_three_steps_and_the_promise(page: FirstRun) -> None:
    told = texts(page)
    assert "See what Tallyfy holds about a task" in told
    assert {"1", "2", "3"} <= set(told)
    assert any(text.startswith("Sign in with your own Tallyfy token.") for text in told)
    assert any(text.startswith("Paste the link or ID") for text in told)
    (promise,) = (text for text in told if "Only reads." in text)
    for part in (
        "Never downloads files, which Tallyfy would record.",
        "Tallyfy may still log that you looked.",
    ):
        assert part in promise
    assert "no telemetry" in promise


def test_the_two_buttons(page: FirstRun, qtbot: QtBot) -> None:
    page.show()
    with qtbot.waitSignal(page.sign_in_wanted):
        QTest.mouseClick(page.sign_in, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(page.demo_wanted):
        QTest.mouseClick(page.demo, Qt.MouseButton.LeftButton)
    assert (page.sign_in.text(), page.demo.text()) == ("Sign &in", "Try the &demo")


def test_who_is_signed_in_is_not_asked_to_sign_in(page: FirstRun) -> None:
    page.set_signed_in(True)
    assert page.sign_in.isHidden()
    assert not page.demo.isHidden()
    assert "You are signed in; the token is in place." in texts(page)
    page.set_signed_in(False)
    assert not page.sign_in.isHidden()
    assert any(text.startswith("Sign in with") for text in texts(page))


@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("width", [1360, 640, 380])
def test_nothing_is_cut_off_and_numbers_stand_by_their_step(
    width: int, times: int, qapp: QApplication, qtbot: QtBot
) -> None:
    with in_font(qapp, times):
        page = FirstRun()
        qtbot.addWidget(page)
        page.resize(width * times, 100)
        page.show()
        labels = page.findChildren(QLabel)
        wrapping = [label for label in labels if label.wordWrap()]
        qtbot.waitUntil(lambda: all(lb.height() >= lb.heightForWidth(lb.width()) for lb in wrapping))
        assert len(wrapping) == 5
        for label in labels:
            corner = label.mapTo(page, QPoint(label.width() - 1, label.height() - 1))
            assert page.rect().contains(corner)
        tops = {label.text(): label.mapTo(page, QPoint()).y() for label in labels}
        paste = next(top for text, top in tops.items() if text.startswith("Paste"))
        assert abs(tops["2"] - paste) <= 2


def test_lines_are_not_too_long_to_read(page: FirstRun) -> None:
    page.resize(2500, 900)
    page.show()
    widest = max(label.width() for label in page.findChildren(QLabel))
    assert widest <= page.fontMetrics().averageCharWidth() * 85
