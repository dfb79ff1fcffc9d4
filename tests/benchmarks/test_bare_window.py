from __future__ import annotations

import time

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from benchmarks.bare_window import Window


def test_it_tells_once_when_it_was_painted(qtbot: QtBot, capsys: pytest.CaptureFixture[str]) -> None:
    before = time.time()
    window = Window()
    qtbot.addWidget(window)
    window.setCentralWidget(QLabel("A window"))
    window.show()
    qtbot.waitUntil(lambda: window.told)
    qtbot.wait(20)
    window.repaint()
    qtbot.wait(20)
    (line,) = capsys.readouterr().out.splitlines()
    assert before - 0.001 <= float(line) <= time.time()
