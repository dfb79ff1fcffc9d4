from __future__ import annotations

from dataclasses import replace

from pytestqt.qtbot import QtBot

from tallyfy_inspector.ui.panels.panel import Panel
from tallyfy_inspector.ui.view import Idle, View
from tests.support import views


class Painted(Panel):
    """Notes what it was told to paint."""

    def __init__(self) -> None:
        super().__init__(views.Surroundings().context())
        self.views: list[View] = []

    def paint_view(self, view: View) -> None:
        self.views.append(view)


def test_a_hidden_panel_paints_only_the_newest_view_when_it_is_shown(qtbot: QtBot) -> None:
    panel = Painted()
    qtbot.addWidget(panel)
    first, second = views.good({"data": 1}), views.good({"data": 2})
    panel.show_view(first)
    panel.show_view(second)
    assert panel.views == []
    panel.show()
    assert panel.views == [second]


def test_a_visible_panel_paints_at_once_and_each_view_once(qtbot: QtBot) -> None:
    panel = Painted()
    qtbot.addWidget(panel)
    panel.show()
    view = views.good({"data": 1})
    panel.show_view(view)
    assert panel.views == [view]
    panel.hide()
    panel.show()
    assert panel.views == [view]


def test_a_hidden_panel_gives_up_what_it_shows_as_soon_as_that_is_masked(qtbot: QtBot) -> None:
    panel = Painted()
    qtbot.addWidget(panel)
    panel.show()
    panel.show_view(views.good({"data": 1}))
    panel.hide()
    masked = replace(views.good({"data": 2}), masked=True)
    panel.show_view(masked)
    assert panel.views[1:] == [masked]
    panel.show_view(replace(masked, now=Idle()))  # the next one waits again
    assert panel.views[1:] == [masked]


class Written(Painted):
    """Notes the size of the font that it adopted; it has nothing to write in it before it is `ready`."""

    def __init__(self) -> None:
        super().__init__()
        self.ready = False
        self.sizes: list[float] = []

    def adopt_font(self) -> None:
        assert self.ready
        self.sizes.append(self.font().pointSizeF())


def in_size(panel: Panel, size: float) -> None:
    font = panel.font()
    font.setPointSizeF(size)
    panel.setFont(font)


def test_a_panel_follows_the_font_once_its_widgets_are_there(qtbot: QtBot) -> None:
    panel = Written()
    qtbot.addWidget(panel)
    in_size(panel, 11)
    assert panel.sizes == []
    panel.ready = True
    panel.follow_font()
    assert panel.sizes == [11]
    in_size(panel, 22)
    assert panel.sizes == [11, 22]
