from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tallyfy_inspector.ui import theme
from tallyfy_inspector.ui.panels.pieces import Piece
from tallyfy_inspector.ui.panels.rows_model import RowsModel
from tallyfy_inspector.ui.panels.rows_table import RowsTable
from tallyfy_inspector.ui.report_dialog import PiecesDelegate, ReportDialog
from tests.support.ui import ink_of, picture


def made(qtbot: QtBot) -> ReportDialog:
    dialog = ReportDialog("report", "A report")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    return dialog


def test_what_it_tells_is_written_named_and_said(qtbot: QtBot) -> None:
    dialog = made(qtbot)
    dialog.tell("<b>All</b> is well")
    assert dialog.told.text() == "<b>All</b> is well"
    assert dialog.told.textFormat() == Qt.TextFormat.PlainText
    assert dialog.told.accessibleName() == "<b>All</b> is well"
    dialog.tell("Quietly", aloud=False)
    assert [text for text, _urgent in dialog.speech.said] == ["<b>All</b> is well"]


def test_enter_presses_the_button_that_has_the_keyboard(qtbot: QtBot) -> None:
    dialog, pressed = made(qtbot), list[str]()
    one = dialog.button("one", "&One", lambda: pressed.append("one"))
    two = dialog.button("two", "&Two", lambda: pressed.append("two"), primary=True)
    dialog.lay_out((), (one, two))
    two.setDefault(True)
    dialog.show()
    one.setFocus()
    QTest.keyClick(one, Qt.Key.Key_Return)
    QTest.keyClick(two, Qt.Key.Key_Return)
    assert pressed == ["one", "two"]
    assert one.accessibleName() == "One"


def test_the_table_gets_the_room_and_its_cells_their_colour(qapp: QApplication, qtbot: QtBot) -> None:
    class Model(RowsModel[str]):
        def cell(self, row: str, column: int, role: int) -> object:
            return row if role == Qt.ItemDataRole.DisplayRole else None

    dialog = made(qtbot)
    model = Model(("Word",), dialog)
    table = RowsTable("Words", str, lambda _said: None, dialog)
    table.setModel(model)
    table.setItemDelegate(PiecesDelegate(lambda row, _column: Piece(row, "bad"), table))
    model.show(("████",))
    dialog.lay_out((table,), ())
    dialog.show()
    assert table.height() > dialog.height() / 2
    area = table.visualRect(model.index(0, 0))
    image = picture(table.viewport())
    inks = {ink_of(image, x, area.center().y()) for x in range(area.left(), area.right())}
    assert theme.roles(table.palette()).bad in inks
    dialog.hide()  # before it goes: what is about to be deleted must not be given the keyboard


def test_it_is_no_larger_than_the_screen(qtbot: QtBot) -> None:
    dialog = made(qtbot)
    font = dialog.font()
    font.setPointSizeF(font.pointSizeF() * 4)
    dialog.setFont(font)
    dialog.lay_out((), ())
    room = dialog.screen().availableSize()
    assert dialog.width() <= room.width()
    assert dialog.height() <= room.height()
