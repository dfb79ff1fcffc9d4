from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tallyfy_inspector.ui.panels.diagnosis_detail import FindingDetail, Scrolled
from tests.ui.panels.test_diagnosis_words import finding

FULL = finding(because=(("data", "deadline"), ("data", "id")), needs=("issues",), reply="One. Two.")


class Browser:
    """Opens nothing, and remembers what it was told to."""

    works = True

    def __init__(self) -> None:
        self.opened: list[str] = []

    def open(self, address: str) -> bool:
        self.opened.append(address)
        return self.works


@pytest.fixture
def browser() -> Browser:
    return Browser()


@pytest.fixture
def detail(qtbot: QtBot, browser: Browser) -> FindingDetail:
    made = FindingDetail(browser.open)
    qtbot.addWidget(made)
    made.resize(500, 500)
    made.show()
    made.show_finding(FULL, lambda path: f"{path[-1]}!", "")
    return made


def seen(*widgets: QWidget) -> list[bool]:
    return [widget.isVisible() for widget in widgets]


def test_all_of_a_finding(detail: FindingDetail) -> None:
    assert detail.sure.text() == "Blocker, certain"
    assert (detail.title.text(), detail.text.text()) == ("A title", "A text.")
    assert [detail.evidence.item(row).text() for row in range(2)] == ["deadline!", "id!"]
    assert detail.reply.toPlainText() == "One. Two."
    assert all(seen(detail.evidence, detail.fetch, detail.page, detail.reply, detail.copy))


def test_what_there_is_not_is_not_shown(detail: FindingDetail) -> None:
    detail.show_finding(finding(), str, "Sign in to Tallyfy first.")
    hidden = (detail.evidence, detail.fetch, detail.reply, detail.copy, detail.refusal)
    assert not any(seen(*hidden))
    detail.show_finding(None, str, "")
    assert not detail.isVisible()
    assert (detail.title.text(), detail.reply.toPlainText(), detail.evidence.count()) == ("", "", 0)


def test_the_page_is_opened_where_the_tooltip_says(detail: FindingDetail, browser: Browser) -> None:
    assert "https://a.example" in detail.page.toolTip()
    assert detail.page.accessibleDescription() == "Opens https://a.example"
    detail.page.click()
    assert browser.opened == ["https://a.example"]


def test_without_a_browser_the_address_is_copied(detail: FindingDetail, browser: Browser) -> None:
    said: list[str] = []
    detail.did.connect(said.append)
    browser.works = False
    detail.page.click()
    assert QGuiApplication.clipboard().text() == "https://a.example"
    assert said == ["No browser opened. The page's address is copied."]


def test_fetching_more_is_asked_for_or_refused_in_words(detail: FindingDetail) -> None:
    wanted: list[object] = []
    detail.fetch_wanted.connect(wanted.append)
    assert (detail.fetch.text(), detail.fetch.isEnabled()) == ("Fetch issues too", True)
    detail.fetch.click()
    assert wanted == [("issues",)]
    detail.show_finding(FULL, str, "Sign in to Tallyfy first.")
    assert not detail.fetch.isEnabled()
    assert detail.refusal.text() == "Sign in to Tallyfy first."
    assert detail.fetch.accessibleDescription() == "Sign in to Tallyfy first."
    assert detail.refusal.isVisible()


def test_the_reply_is_copied_as_it_is_shown(detail: FindingDetail) -> None:
    said: list[str] = []
    detail.did.connect(said.append)
    detail.copy.click()
    assert QGuiApplication.clipboard().text() == "One. Two." == detail.reply.toPlainText()
    assert said == ["Copied"]


def test_a_reply_for_all_is_shown_before_it_is_copied(detail: FindingDetail) -> None:
    said: list[str] = []
    detail.did.connect(said.append)
    offered = (detail.reply_all, detail.copy_all)
    assert not any(seen(*offered))
    detail.show_finding(FULL, str, "", "All. Of it.")
    assert all(seen(*offered, detail.reply, detail.copy))
    assert detail.copy_all.text() == "Copy reply for all"
    detail.copy_all.click()
    assert QGuiApplication.clipboard().text() == "All. Of it." == detail.reply_all.toPlainText()
    assert said == ["Copied"]
    detail.show_finding(FULL, str, "")
    assert not any(seen(*offered))
    detail.show_finding(None, str, "")
    assert detail.reply_all.toPlainText() == ""


def test_each_place_leads_on(detail: FindingDetail) -> None:
    chosen: list[object] = []
    detail.place_chosen.connect(chosen.append)
    detail.evidence.itemActivated.emit(detail.evidence.item(1))
    assert chosen == [("data", "id")]


def test_a_long_one_scrolls(qtbot: QtBot) -> None:
    detail = FindingDetail(lambda _address: True)
    area = Scrolled(detail)
    qtbot.addWidget(area)
    area.resize(300, 120)
    area.show()
    detail.show_finding(FULL, str, "")
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    assert area.minimumSizeHint().height() < 120
    assert detail.width() <= area.viewport().width()


def in_use(qtbot: QtBot, height: int, for_all: str) -> tuple[FindingDetail, Scrolled]:
    """A detail in an area of that height that has the keyboard, too low for all of it."""
    detail = FindingDetail(lambda _address: True)
    area = Scrolled(detail)
    qtbot.addWidget(area)
    area.resize(300, height)
    area.show()
    area.activateWindow()
    qtbot.waitUntil(area.isActiveWindow)
    detail.show_finding(FULL, str, "", for_all)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    return detail, area


def test_what_gets_the_keyboard_comes_into_sight(qtbot: QtBot) -> None:
    detail, area = in_use(qtbot, 120, "For all of them.")
    for stop in (detail.evidence, detail.page, detail.reply, detail.copy, detail.reply_all, detail.copy_all):
        stop.setFocus()
        qtbot.waitUntil(stop.hasFocus)
        place = stop.rect().translated(stop.mapTo(area, QPoint()))
        assert area.viewport().rect().intersects(place), stop.objectName()


def test_the_whole_of_it_comes_into_sight_where_it_fits(qtbot: QtBot) -> None:
    detail, area = in_use(qtbot, 260, "One line.\n" * 7)
    qtbot.waitUntil(lambda: detail.reply_all.height() > 4 * detail.fontMetrics().height())
    for stop in (detail.reply_all, detail.evidence, detail.reply_all):
        stop.setFocus()
        qtbot.waitUntil(stop.hasFocus)
        place = stop.rect().translated(stop.mapTo(area.viewport(), QPoint()))
        assert area.viewport().rect().contains(place), stop.objectName()
