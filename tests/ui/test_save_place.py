from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from tallyfy_inspector.ui.save_place import SavePlace


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def asked(window: QWidget, place: SavePlace, said: list[Path]) -> QFileDialog:
    place.ask(window, "fields-d005715e.csv", said.append)
    dialog = window.findChild(QFileDialog, "place")
    assert isinstance(dialog, QFileDialog)
    return dialog


def test_the_dialog_offers_the_name_and_its_kind(window: QWidget) -> None:
    dialog = asked(window, SavePlace("place", "Save it", "CSV (*.csv)", window), [])
    assert dialog.windowTitle() == "Save it"
    assert dialog.nameFilters() == ["CSV (*.csv)", "All files (*)"]
    assert dialog.defaultSuffix() == "csv"
    assert Path(dialog.selectedFiles()[0]).name == "fields-d005715e.csv"


def test_what_was_chosen_is_told_and_its_folder_remembered(window: QWidget, tmp_path: Path) -> None:
    said: list[Path] = []
    place = SavePlace("place", "Save it", "CSV (*.csv)", window)
    place._on_chosen([QUrl.fromLocalFile(str(tmp_path / "a.csv"))], said.append)
    place._on_chosen([], said.append)
    assert said == [tmp_path / "a.csv"]
    assert asked(window, place, said).directory().path() == str(tmp_path)


def test_another_computer_is_no_place(window: QWidget) -> None:
    said: list[Path] = []
    refused: list[str] = []
    place = SavePlace("place", "Save it", "CSV (*.csv)", window)
    place.refused.connect(refused.append)
    place._on_chosen([QUrl("file://elsewhere.example/share/a.csv")], said.append)
    assert said == []
    assert len(refused) == 1
