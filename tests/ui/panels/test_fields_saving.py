from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QApplication, QWidget

from tallyfy_inspector.ports import FileError
from tallyfy_inspector.share.table_text import BOM
from tallyfy_inspector.store.local_files import LocalFiles
from tallyfy_inspector.ui.jobs import Jobs
from tallyfy_inspector.ui.panels.fields_saving import FieldsSaving, saved, suggested_name, with_guard
from tests.support import file_dialog
from tests.support.stage import Stage, play
from tests.support.ui import drive, until

ROWS = [["Label", "Value"], ["Name", "Ünal"], ["Sum", "=1+1"]]


class Full:
    """A disk without room."""

    def read(self, path: Path) -> bytes:
        raise NotImplementedError

    def write(self, path: Path, data: bytes) -> None:
        raise FileError("full")


def test_the_name_of_the_file() -> None:
    assert suggested_name("d005715eb72c17884e4e3f904d9e01bf") == "fields-d005715e.csv"
    assert suggested_name(None) == suggested_name("") == "fields.csv"


def test_what_is_said() -> None:
    assert saved("a.csv", ROWS) == (
        "Saved as a.csv, 2 fields. A cell that begins like a formula got an apostrophe."
    )
    assert saved("a\u202e.csv", ROWS[:2]) == "Saved as a\\u202e.csv, 1 field."
    assert with_guard("Copied.", ROWS[:2]) == "Copied."


def test_it_is_saved_by_keyboard_for_this_person_alone(qapp: QApplication, tmp_path: Path) -> None:
    file = tmp_path / "out.csv"

    async def body() -> None:
        window, jobs = QWidget(), Jobs()
        window.show()
        window.activateWindow()
        saving = FieldsSaving(window, jobs, LocalFiles())
        told: list[str] = []
        saving.told.connect(told.append)
        saving.save(ROWS, "d005715eb72c")
        dialog = await file_dialog.opened(window, "fields_save_dialog")
        assert Path(dialog.selectedFiles()[0]).name == "fields-d005715e.csv"
        await file_dialog.answer(window, "fields_save_dialog", file)
        await until(lambda: told)
        assert told == [saved("out.csv", ROWS)]
        window.close()
        window.deleteLater()
        await jobs.aclose()

    drive(qapp, body)
    assert file.read_bytes() == f"{BOM}Label,Value\r\nName,Ünal\r\nSum,'=1+1\r\n".encode()
    if sys.platform != "win32":
        assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("urls", "says"),
    [
        ([], ""),
        (["file://elsewhere.example/share/a.csv"], "elsewhere.example"),
        (["file:///tmp/fields.csv"], "Not saved: there is no room left on the disk."),
    ],
)
def test_what_cannot_be_written_is_said(qapp: QApplication, urls: list[str], says: str) -> None:
    async def body() -> list[str]:
        window, jobs = QWidget(), Jobs()
        saving = FieldsSaving(window, jobs, Full())
        failed: list[str] = []
        saving.failed.connect(failed.append)
        saving._place._on_chosen([QUrl(url) for url in urls], lambda path: saving._put(path, ROWS))
        await until(lambda: failed or not says)
        await jobs.aclose()
        window.deleteLater()
        return failed

    found = drive(qapp, body)
    assert says in "".join(found)
    assert len(found) == bool(says)


def test_the_window_saves_the_list_it_shows(qapp: QApplication, tmp_path: Path) -> None:
    file = tmp_path / "fields.csv"

    async def scene(stage: Stage) -> None:
        await stage.fetch(stage.access.first_task)
        stage.table("Form fields").setFocus()
        stage.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        await file_dialog.answer(stage.window, "fields_save_dialog", file)
        await until(lambda: any(said.startswith("Saved as fields.csv, ") for said in stage.said))

    play(qapp, scene)
    lines = file.read_text(encoding="utf-8").splitlines()
    assert lines[0].endswith("Label,Type,Required,Value")
    assert len(lines) > 10
