"""Says in a small window why the program does not start: to who started it from a menu or by a link, where
nobody reads what it prints.

`__main__` decides when; it comes before there is anything else of the program. Knows no option.
"""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import desktop, plain


def show_refusal(sentence: str) -> None:
    """Show `sentence` until the person closes it."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication([])
        desktop.adopt(app)
    box = plain.message_box(sentence)
    box.setWindowTitle(_("Tallyfy Inspector"))
    box.exec()
