"""A link from elsewhere asks to open a task: the question, and what follows from the answer.

Whoever made the link chose the moment too, perhaps while the person types something else. So nothing is asked
of Tallyfy before Open is pressed, the keyboard goes to Dismiss, and for half a second no key does anything.
The task stands in the fields meanwhile, to be looked at: who asks for it from there is led to the buttons.
Dismiss puts back what stood there, and so does a paste, before it is read: nothing of a link mixes with what
the person means. Knows no form of links (`api.open_link` reads them) and no network.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QWindow
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tallyfy_inspector.api import open_link
from tallyfy_inspector.api.taskref import Reference
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import plain, theme
from tallyfy_inspector.ui.controls import Button, PrimaryButton, draw_wash
from tallyfy_inspector.ui.request_bar import RequestBar
from tallyfy_inspector.ui.speech import Speech

NO_KEYS_FOR = 500  # milliseconds
_KEYS = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride, QEvent.Type.Shortcut)
_LETTERS_OF_ID = 8


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
        plain.set_text(self._title, question)
        plain.set_text(self._hint, _("Nothing has been asked of Tallyfy yet."))
        for widget in (self, self._title):
            widget.setAccessibleName(self._title.text())
        self._dismiss.setAccessibleDescription(self._title.text())
        self.show()
        self._take_keyboard()
        self._speech.say(self._title.text(), urgent=True)

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


class Links(QObject):
    """Asks in one window; `connection` answers the name of the one that a reference would be asked over."""

    def __init__(self, banner: LinkBanner, bar: RequestBar, connection: Callable[[Reference], str]) -> None:
        super().__init__(banner)
        self._banner = banner
        self._bar = bar
        self._connection = connection
        self._asked: Reference | None = None
        self._before = ("", "")
        banner.opened.connect(self._on_opened)
        banner.dismissed.connect(self._on_dismissed)
        bar.held, bar.make_way = self._holds, self._make_way

    def start(self, text: str, *, link: bool) -> bool:
        """Ask about what the address `text` names, or say why it names nothing; False when it is not meant as
        one. `link`: it came as a link, and is nothing else."""
        if not (link or open_link.is_address(text)):
            return False
        reading = open_link.read(text)
        if reading.refusal is not None:
            self._bar.refused.emit(reading.refusal)
        elif reading.references:
            self.ask(reading.references[0])
        return True

    def ask(self, reference: Reference) -> None:
        """Fill the fields from `reference`, and ask whether it is to be opened."""
        bar = self._bar
        if self._asked is None:
            self._before = (bar.organization.text(), bar.task.text())
        self._asked = reference
        bar.organization.show_id(reference.organization or "")
        bar.task.show_id(reference.task or "")
        bar.warned.emit(reference.warning or "")
        self._banner.ask(question(reference, self._connection(reference)))

    def _holds(self) -> bool:
        """Whether what stands in the fields is of the link, if only in part; the person is told then."""
        if self._asked is None:
            return False
        own_organization = self._before[0] == self._asked.organization
        organization = self._bar.organization.text() == self._asked.organization and not own_organization
        if not (organization or self._bar.task.text() == self._asked.task):
            return False
        self._banner.insist()
        return True

    def _make_way(self) -> None:
        """Something else is asked for, or pasted: the question is of the past, with what it left."""
        self._put_back()
        self._banner.hide()

    def _put_back(self) -> None:
        """What stood in the fields, where they were not changed by hand since."""
        asked, self._asked = self._asked, None
        if asked is None:
            return
        boxes = (self._bar.organization, self._bar.task)
        for box, of_link, before in zip(boxes, (asked.organization, asked.task), self._before, strict=True):
            if box.text() == of_link:
                box.show_id(before)
        if asked.warning:
            self._bar.warned.emit("")

    def _on_opened(self) -> None:
        asked, self._asked = self._asked, None
        self._bar.focus_task()
        if asked is not None:
            self._bar.ask(asked)

    def _on_dismissed(self) -> None:
        self._put_back()
        self._bar.focus_task()


def question(reference: Reference, connection: str) -> str:
    """What is asked of the person: which task of which organization, and who would be asked for it."""
    return _("A link asks to open task {task} of organization {organization} in {connection}.").format(
        task=_short(reference.task), organization=_short(reference.organization), connection=connection
    )


def _short(identifier: str | None) -> str:
    text = identifier or ""
    return text if len(text) <= _LETTERS_OF_ID else f"{text[:_LETTERS_OF_ID]}…"
