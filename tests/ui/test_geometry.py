from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QStyle, QWidget

from tallyfy_inspector.ui import geometry, theme
from tests.support.views import MemorySettings


def test_a_new_window_fits_the_screen_but_is_never_tiny(qapp: QApplication) -> None:
    window = QWidget()
    room = window.screen().availableSize()
    geometry.restore(window, MemorySettings())
    assert window.width() == max(1280, min(1360, room.width()))
    assert window.height() == max(680, min(820, room.height() - title(window)))


def title(window: QWidget) -> int:
    height = theme.row_height(window.font())
    assert height >= window.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight) > 10
    return height


def test_where_all_is_enlarged_it_keeps_to_the_screen(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = SimpleNamespace(availableSize=lambda: QSize(960, 520), devicePixelRatio=lambda: 2.0)
    window = QWidget()
    monkeypatch.setattr(window, "screen", lambda: screen)
    geometry.restore(window, MemorySettings())
    assert window.size() == QSize(960, 520 - title(window)), "its title has room above it"
    screen.availableSize = lambda: QSize(300, 200)
    geometry.restore(window, MemorySettings())
    assert window.size() == QSize(720, 480)


def test_the_place_is_remembered(qapp: QApplication) -> None:
    settings = MemorySettings()
    window = QWidget()
    window.resize(700, 500)
    window.show()
    geometry.keep(window, settings)
    window.close()
    other = QWidget()
    geometry.restore(other, settings)
    assert (other.width(), other.height()) == (700, 500)


def test_what_is_no_geometry_is_passed_over(qapp: QApplication) -> None:
    settings = MemorySettings()
    settings.set("window.geometry", "no geometry ü")
    window = QWidget()
    geometry.restore(window, settings)
    assert window.width() >= 1280


def test_a_window_that_was_never_shown_changes_nothing(qapp: QApplication) -> None:
    settings = MemorySettings()
    settings.set("window.geometry", "kept")
    geometry.keep(QWidget(), settings)
    assert settings.get("window.geometry", "") == "kept"
