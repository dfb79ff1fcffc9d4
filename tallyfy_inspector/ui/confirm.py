"""A question before something is done that cannot be undone, or that touches what is another program's.

Not to do it is what Enter and Esc do. Knows nothing of what is asked.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import plain, theme
from tallyfy_inspector.ui.controls import Button

_WIDTH = 62  # letters


class Confirm(QDialog):
    """`accepted` when the person presses the button `yes`."""

    def __init__(self, title: str, text: str, yes: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("confirm")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        told = plain.label(text, self, wrap=True)
        told.setObjectName("confirm_text")
        self.setAccessibleName(told.text())
        self.yes, self.no = Button(yes, self), Button(_("Cancel"), self)
        self.yes.setObjectName("confirm_yes")
        self.no.setObjectName("confirm_no")
        self.yes.setAccessibleName(yes.replace("&", ""))
        self.no.setAccessibleDescription(told.text())
        self.yes.clicked.connect(self.accept)
        self.no.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.GAP)
        buttons.addStretch(1)
        buttons.addWidget(self.yes)
        buttons.addWidget(self.no)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.OUTER, theme.OUTER, theme.OUTER, theme.OUTER)
        column.setSpacing(12)
        width = self.fontMetrics().averageCharWidth() * _WIDTH
        told.resize(width, told.heightForWidth(width))  # or it would ask for the height of a narrow one
        column.addWidget(told)
        column.addLayout(buttons)
        self.setFixedWidth(width + 2 * theme.OUTER)
        self.no.setDefault(True)
        self.no.setFocus()
