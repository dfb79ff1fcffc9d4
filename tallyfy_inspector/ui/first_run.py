"""What a newcomer sees: three steps, two buttons, and the promise. Knows nothing of tasks."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import plain, theme
from tallyfy_inspector.ui.by_name import set_by_name
from tallyfy_inspector.ui.controls import Button, PrimaryButton

_WIDTH_IN_LETTERS = 78


class FirstRun(QWidget):
    """The page that stands where the answer will be."""

    sign_in_wanted = Signal()
    demo_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._signed_in = False
        title = plain.label(_("See what Tallyfy holds about a task"), self)
        title.setObjectName("first_run_title")
        title.setFont(theme.title_font(theme.title_font(self.font())))
        set_by_name(title, alignment="AlignCenter")
        title.setWordWrap(True)
        self._first_step = plain.label("", self, wrap=True)
        self.sign_in = PrimaryButton(_("Sign &in"), self)
        self.sign_in.setObjectName("first_run_sign_in")
        self.sign_in.clicked.connect(self.sign_in_wanted)
        self.demo = Button(_("Try the &demo"), self)
        self.demo.setObjectName("first_run_demo")
        self.demo.clicked.connect(self.demo_wanted)
        self._promise = plain.label(
            _(
                "Only reads. Never downloads files, which Tallyfy would record. No account with us, no "
                "telemetry: requests go only to the host you set. Tallyfy may still log that you looked."
            ),
            self,
            wrap=True,
            role="dim",
        )
        set_by_name(self._promise, alignment="AlignHCenter")
        self._lay_out(title)
        self.set_signed_in(False)

    def _lay_out(self, title: QLabel) -> None:
        steps = QGridLayout()
        steps.setHorizontalSpacing(12)
        steps.setVerticalSpacing(theme.GAP)
        texts = (
            self._first_step,
            plain.label(_("Paste the link or ID that the customer sent."), self, wrap=True),
            plain.label(_("Press Enter."), self, wrap=True),
        )
        for row, text in enumerate(texts):
            number = plain.label(str(row + 1), self)
            set_by_name(number, alignment="AlignTop")
            steps.addWidget(number, row, 0)
            steps.addWidget(text, row, 1)
        steps.setColumnStretch(1, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.GAP)
        buttons.addStretch(1)
        buttons.addWidget(self.sign_in)
        buttons.addWidget(self.demo)
        buttons.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(20)
        column.addWidget(title)
        column.addLayout(steps)
        column.addLayout(buttons)
        column.addWidget(self._promise)
        middle = QWidget(self)
        middle.setLayout(column)
        middle.setMaximumWidth(self.fontMetrics().averageCharWidth() * _WIDTH_IN_LETTERS + 2 * theme.OUTER)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(middle, 100)
        across.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(theme.OUTER, theme.OUTER, theme.OUTER, theme.OUTER)
        page.addStretch(2)
        page.addLayout(across)
        page.addStretch(3)

    def set_signed_in(self, signed_in: bool) -> None:
        """With a token there is no more to do than paste and press Enter."""
        self._signed_in = signed_in
        words = (
            _("You are signed in; the token is in place.")
            if signed_in
            else _("Sign in with your own Tallyfy token. It stays in this computer's keyring.")
        )
        plain.set_text(self._first_step, words)
        self.sign_in.setVisible(not signed_in)
