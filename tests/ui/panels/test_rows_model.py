from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from tallyfy_inspector.ui.panels.rows_model import RowsModel


class Words(RowsModel[str]):
    def cell(self, row: str, column: int, role: int) -> Any:
        return f"{row}{column}" if role == Qt.ItemDataRole.DisplayRole else None


def test_it_has_a_row_a_record_and_a_column_a_name(qapp: QApplication) -> None:
    model = Words(("One", "Two"))
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert (model.rowCount(), model.columnCount()) == (0, 2)
    model.show(("a", "b", "c"))
    assert (model.rowCount(), model.columnCount()) == (3, 2)
    assert model.index(1, 1).data() == "b1"
    assert model.headerData(0, Qt.Orientation.Horizontal) == "One"
    assert model.headerData(0, Qt.Orientation.Vertical) is None
    assert model.rowCount(model.index(0, 0)) == model.columnCount(model.index(0, 0)) == 0
    assert model.data(QModelIndex()) is None
