from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QGridLayout, QWidget
from pytestqt.qtbot import QtBot

from tallyfy_inspector.ports import ConnectionRecord
from tallyfy_inspector.task.organizations import Organization
from tallyfy_inspector.ui.connection_fields import ConnectionFields

TALLYFY = "https://go.tallyfy.com/api"
NEW = ConnectionRecord("", "", TALLYFY, colour="teal", saved=False)
KEPT = ConnectionRecord("default", "Mine", TALLYFY, "3d53", "Northwind Ltd", "pink", production=True)
OFFERED = (Organization("3d53", "Northwind Ltd", "admin"), Organization("aaaa", "Southwind Ltd"))


def made(qtbot: QtBot, *, hidden: bool = False) -> ConnectionFields:
    window = QWidget()
    fields = ConnectionFields(window, hidden=hidden)
    fields.add_to(QGridLayout(window), 0)
    window.fields = fields  # type: ignore[attr-defined]
    qtbot.addWidget(window)
    window.show()
    return fields


@pytest.fixture
def fields(qtbot: QtBot) -> ConnectionFields:
    return made(qtbot)


def test_a_kept_one_comes_out_as_it_went_in(fields: ConnectionFields) -> None:
    fields.fill(KEPT)
    assert fields.record(TALLYFY) == KEPT
    assert not fields.offered.isVisible()


def test_choosing_an_organization_fills_in_its_id_and_name(fields: ConnectionFields) -> None:
    fields.fill(NEW)
    fields.offer(OFFERED)
    assert fields.to_choose
    fields.offered.setFocus()
    assert (fields.organization.text(), fields.name.text()) == ("3d53", "Northwind Ltd")
    QTest.keyClick(fields.offered, Qt.Key.Key_Down)
    record = fields.record(TALLYFY)
    assert record == replace(
        NEW, organization="aaaa", organization_name="Southwind Ltd", name="Southwind Ltd"
    )
    assert record.id == ""


def test_the_only_one_is_chosen_and_so_is_one_that_stood_there(fields: ConnectionFields) -> None:
    fields.fill(NEW)
    fields.offer(OFFERED[:1])
    assert fields.organization.text() == "3d53"
    assert not fields.to_choose
    fields.fill(NEW)
    fields.offer((replace(OFFERED[0], disabled=True), OFFERED[1]))
    assert fields.organization.text() == "aaaa"
    fields.fill(replace(KEPT, organization="aaaa"))
    fields.offer(OFFERED)
    assert fields.offered.currentRow() == 1
    assert fields.name.text() == "Mine"  # that the person gave


def test_an_id_can_be_typed_and_has_the_name_that_is_known(fields: ConnectionFields) -> None:
    fields.fill(NEW)
    fields.offer(OFFERED)
    fields.organization.clear()
    QTest.keyClicks(fields.organization, "aaaa")
    assert fields.offered.currentRow() == 1
    QTest.keyClicks(fields.organization, "b")
    assert fields.offered.currentRow() == -1
    record = fields.record(TALLYFY)
    assert (record.organization, record.organization_name) == ("aaaab", "")


def test_a_name_is_found_where_none_is_given(fields: ConnectionFields) -> None:
    fields.fill(NEW)
    assert fields.record(TALLYFY).name == "Tallyfy"
    fields.offer(OFFERED[:1])
    fields.name.clear()
    assert fields.record(TALLYFY).name == "Northwind Ltd"


def test_colours_are_told_in_words_and_production_is_a_tick(fields: ConnectionFields) -> None:
    fields.fill(NEW)
    assert fields.colour.currentText() == "Teal"
    assert [fields.colour.itemText(n) for n in range(fields.colour.count())] == [
        *("Blue", "Teal", "Purple", "Pink", "Brown", "Grey")
    ]
    fields.colour.setCurrentIndex(4)
    fields.production.click()
    record = fields.record(TALLYFY)
    assert (record.colour, record.production) == ("brown", True)


def test_who_looks_on_reads_no_name(qtbot: QtBot) -> None:
    fields = made(qtbot, hidden=True)
    fields.fill(NEW)
    fields.offer(OFFERED[:1])
    assert "Northwind" not in fields.offered.item(0).text() + fields.name.text()
    assert fields.record(TALLYFY).name == "Tallyfy"
    assert fields.record(TALLYFY).organization == "3d53"
