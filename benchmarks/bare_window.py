"""The least that PySide6 can show: a main window with a label. What a start is held against.

Prints the time of its first paint (`time.time()`) and stays until it is told to end. Run as a file.
"""

from __future__ import annotations

import sys
import time

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow


class Window(QMainWindow):
    """A window that tells when it was painted."""

    told = False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell of the first time, when it is over."""
        super().paintEvent(event)
        if not self.told:
            self.told = True
            QTimer.singleShot(0, self.tell)

    def tell(self) -> None:
        """Say the time."""
        sys.stdout.write(f"{time.time():.4f}\n")
        sys.stdout.flush()


def main() -> int:
    """Show it."""
    app = QApplication(sys.argv[:1])
    window = Window()
    window.setCentralWidget(QLabel("A window", window))
    window.resize(1360, 820)
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
