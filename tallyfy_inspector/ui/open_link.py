"""The row in which a link from elsewhere asks to open a task, with Open and Dismiss.

Whoever made the link chose the moment too, perhaps while the person types something else. So the keyboard
goes to Dismiss, and for half a second no key does anything. What is asked, and what follows, is for `links`.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QWindow
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import plain, theme
from tallyfy_inspector.ui.controls import Button, PrimaryButton, draw_wash
from tallyfy_inspector.ui.speech import Speech

NO_KEYS_FOR = 500  # milliseconds
_KEYS = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride, QEvent.Type.Shortcut)


class LinkBanner(QWidget):
    """Hidden while no link asks."""

    opened = Signal()
    dismissed = Signal()

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._speech = speech
        self.setObjectName("link")
        self._title = plain.label("", self, wrap=True)
        self._title.setObjectName("link_title")
        bold = self._title.font()
        bold.setBold(True)
        self._title.setFont(bold)
        self._hint = plain.label("", self, wrap=True)
        self._hint.setObjectName("link_hint")
        self._open = Button(_("&Open"), self)
        self._open.setObjectName("link_open")
        self._open.clicked.connect(self.decide)
        self._dismiss = PrimaryButton(_("Dis&miss"), self)
        self._dismiss.setObjectName("link_dismiss")
        self._dismiss.clicked.connect(self.dismiss)
        self._rest = QTimer(self, singleShot=True, interval=NO_KEYS_FOR)
        self._rest.timeout.connect(self._stop_resting)
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.GAP)
        buttons.addWidget(self._dismiss)
        buttons.addWidget(self._open)
        buttons.addStretch(1)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(theme.OUTER, theme.GAP, theme.OUTER, theme.GAP)
        column.setSpacing(theme.GRID)
        column.addWidget(self._title)
        column.addWidget(self._hint)
        column.addLayout(buttons)

    def ask(self, question: str) -> None:
        """Put `question`, and let no key answer it by mistake."""
        self._widen()
        self._put(question)
        plain.set_text(self._hint, _("Nothing has been asked of Tallyfy yet."))
        self.show()
        self._take_keyboard()
        self._speech.say(self._title.text(), urgent=True)

    def ask_instead(self, question: str) -> None:
        """Put `question` in the place of the one that stands there, and leave the keyboard where it is."""
        if question != self._title.text():
            self._put(question)
            self._speech.say(self._title.text())

    def _put(self, question: str) -> None:
        plain.set_text(self._title, question)
        for widget in (self, self._title):
            widget.setAccessibleName(self._title.text())
        self._dismiss.setAccessibleDescription(self._title.text())

    def insist(self) -> None:
        """Lead to the buttons who wants to fetch the task without them."""
        plain.set_text(
            self._hint, _("This task comes from the link. Press Open to fetch it, or Dismiss to leave it.")
        )
        self._take_keyboard()
        self._speech.say(self._hint.text(), urgent=True)

    def _take_keyboard(self) -> None:
        self._dismiss.setFocus(Qt.FocusReason.OtherFocusReason)
        QCoreApplication.instance().installEventFilter(self)  # type: ignore[union-attr]
        self._rest.start()

    def _widen(self) -> None:
        """Take the window's width before the words: at a few pixels they would need more than its height."""
        if self.isHidden():
            self.resize(self.window().width(), self.height())
            self._column.setGeometry(self.rect())

    def decide(self) -> None:
        """Open it."""
        self.hide()
        self.opened.emit()

    def dismiss(self) -> None:
        """Do not open it."""
        if not self.isHidden():
            self.hide()
            self.dismissed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the keys of this window from whom they are meant for, as long as it rests."""
        return event.type() in _KEYS and self._is_ours(watched)

    def _is_ours(self, watched: QObject) -> bool:
        window = self.window()
        if isinstance(watched, QWidget):
            return watched.window() is window
        return watched is window.windowHandle() if isinstance(watched, QWindow) else window.isActiveWindow()

    def _stop_resting(self) -> None:
        QCoreApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc opens nothing."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground of a warning, beside the words."""
        draw_wash(self, event.rect())
