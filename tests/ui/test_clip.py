from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

import tallyfy_inspector.ui
from tallyfy_inspector.ui.clip import to_clipboard


def test_nothing_is_dropped_on_the_way(qapp: QApplication) -> None:
    for text, copied in (("a\tb\nc", "a\tb\nc"), ("😀 \ud83d!", "😀 \\ud83d!"), ("", "")):
        to_clipboard(text)
        assert QGuiApplication.clipboard().text() == copied


def test_it_is_the_only_way_there() -> None:
    folder = Path(tallyfy_inspector.ui.__file__).parent
    ways = re.compile(r"clipboard\(\)\.set|setMimeData\(")
    found = [file.name for file in folder.rglob("*.py") if ways.search(file.read_text(encoding="utf-8"))]
    assert found == ["clip.py"]
