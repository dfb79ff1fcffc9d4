from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout
from pytestqt.qtbot import QtBot

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.ui.panels import PanelSpec
from tallyfy_inspector.ui.panels.panel import Panel, PanelContext
from tallyfy_inspector.ui.slot import Slot
from tallyfy_inspector.ui.view import View
from tests.support.views import Surroundings, good


class Seen(Panel):
    """A panel that remembers what it was given."""

    def __init__(self, context: PanelContext) -> None:
        super().__init__(context)
        self.views: list[View] = []
        self.paths: list[Path] = []
        self.field = QLineEdit(self)
        QVBoxLayout(self).addWidget(self.field)
        self.setFocusProxy(self.field)

    def paint_view(self, view: View) -> None:
        self.views.append(view)

    def select_path(self, path: Path) -> None:
        self.paths.append(path)

    def current_path(self) -> Path | None:
        return ("data",)


def slot_for(qtbot: QtBot) -> tuple[Slot, list[Seen]]:
    made: list[Seen] = []

    def load(context: PanelContext) -> Panel:
        made.append(Seen(context))
        return made[-1]

    slot = Slot(PanelSpec("seen", "Seen", "left", load), Surroundings().context())
    qtbot.addWidget(slot)
    return slot, made


def test_the_panel_is_made_once_when_it_is_first_seen(qapp: QApplication, qtbot: QtBot) -> None:
    slot, made = slot_for(qtbot)
    loaded: list[bool] = []
    slot.loaded.connect(lambda: loaded.append(True))
    first, last = good({"data": {"id": "1"}}), good({"data": {"id": "2"}})
    slot.show_view(first)
    slot.show_view(last)
    slot.select_together((("data", "id"),))
    assert made == []
    assert slot.current_path() is None
    slot.show()
    slot.hide()
    slot.show()
    assert len(made) == 1
    assert loaded == [True]
    assert slot.panel is made[0]
    assert made[0].isVisible()  # at once, so that it can take the keyboard
    assert made[0].views == [last]
    assert made[0].paths == []
    assert slot.load() is made[0]


def test_what_comes_and_goes_passes_through(qtbot: QtBot) -> None:
    slot, made = slot_for(qtbot)
    slot.show()
    panel = made[0]
    view = good({"data": {}})
    slot.show_view(view)
    slot.select_together((("data", 0), ("data", 1)))
    assert panel.views == [view]
    assert panel.paths == [("data", 0)], "the first, in a panel that has one row selected"
    assert slot.current_path() == ("data",)
    chosen: list[object] = []
    titles: list[tuple[str, str]] = []
    slot.places_selected.connect(lambda *args: chosen.append(args))
    slot.title_changed.connect(lambda: titles.append((slot.title, slot.told)))
    panel.path_selected.emit(("data", "x"))
    panel.places_selected.emit((("data", "x"), ("data", "y")))
    panel.title_changed.emit("Q & A (3)", "Q & A: three")
    assert chosen == [((("data", "x"),), slot), ((("data", "x"), ("data", "y")), slot)]
    assert titles == [("Q && A (3)", "Q & A: three")]  # a tab would make a mnemonic of it


def test_a_hidden_panel_asks_for_no_room(qtbot: QtBot) -> None:
    slot, _made = slot_for(qtbot)
    slot.load()
    assert slot.minimumSizeHint() == QSize(0, 0)
    slot.show()
    assert slot.minimumSizeHint().height() > 0


def test_a_hidden_panel_tells_no_place(qtbot: QtBot) -> None:
    slot, _made = slot_for(qtbot)
    slot.show()
    slot.hide()
    assert slot.current_path() is None


def test_only_what_takes_keys_is_a_stop_of_tab(qtbot: QtBot) -> None:
    slot, made = slot_for(qtbot)
    slot.show()
    assert made[0].focusProxy() is None
    assert slot.focusProxy() is None
