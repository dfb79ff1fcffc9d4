from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tallyfy_inspector.ui.panels.assets import KEPT, NAME, ORIGIN, VERSION, WHEN, Assets
from tests.support import views
from tests.support.samples import _DATA

FULL = (_DATA / "task_full.json").read_bytes()


@pytest.fixture
def panel(qtbot: QtBot) -> Assets:
    made = Assets(views.Surroundings().context())
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    made.show_view(views.good(FULL))
    return made


def test_a_row_a_file(panel: Assets) -> None:
    first = panel.model.rows[0]
    assert [panel.cell(first, column).text for column in (NAME, VERSION, ORIGIN, KEPT)] == [
        "signed-quote-7741.pdf", "1", "Signed quote", "local, uploaded to S3",
    ]  # fmt: skip
    assert panel.cell(first, WHEN).forms[-1] == "5 days ago"
    assert panel.value(first) == "signed-quote-7741.pdf"


def test_a_file_in_full_is_no_link(panel: Assets) -> None:
    panel.view.selectRow(0)
    lines = panel.details.toPlainText().split("\n")
    assert lines[0] == "signed-quote-7741.pdf"
    assert lines[1].startswith("Uploaded: Tue 17 Nov 2026, 13:02:11 UTC · 5 days 22 hours ago")
    assert lines[2:6] == [
        "Version: 1", "From: Signed quote", "Kept: local, uploaded to S3",
        "The file itself is never downloaded.",
    ]  # fmt: skip
    assert not any(label.openExternalLinks() for label in panel.findChildren(QLabel))
    formats = panel.details.document().allFormats()
    assert not any(each.toCharFormat().isAnchor() for each in formats)


def test_an_address_hides_what_gives_access(panel: Assets) -> None:
    asset = {"id": "1", "filename": "a", "url": "https://f.example/a?signature=abc123"}
    panel.show_view(views.good({"data": {"id": "d", "assets": [asset]}}))
    panel.view.selectRow(0)
    assert "https://f.example/a" in panel.details.toPlainText()
    assert "abc123" not in panel.details.toPlainText()
