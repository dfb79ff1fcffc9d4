"""A row under the fields that asks: a sentence, perhaps a choice, and at most two things to do about it.

Hidden while nothing is asked. Esc, or Cancel, asks no more. Knows nothing of what is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tallyfy_inspector.document.shown import visible
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import plain, theme
from tallyfy_inspector.ui.controls import Button, ComboBox, PrimaryButton
from tallyfy_inspector.ui.speech import Speech


@dataclass(frozen=True, slots=True)
class Choice:
    """What a button says, and does."""

    label: str
    act: Callable[[], None]


class Question(QWidget):
    """One at a time; a new one takes the place of the one before."""

    dismissed = Signal()

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("question")
        self._speech = speech
        self._choices: dict[str, Choice] = {}
        self._label = plain.selectable(plain.label("", self, wrap=True, role="warning"))
        self._label.setObjectName("question_text")
        self.options = ComboBox(self)
        self.options.setObjectName("question_options")
        self.options.setAccessibleName(_("Which connection"))
        self.first = PrimaryButton("", self)
        self.second = Button("", self)
        self.cancel = Button(_("Cancel"), self)
        for name, button in (("first", self.first), ("second", self.second)):
            button.setObjectName(f"question_{name}")
            button.clicked.connect(lambda _checked=False, name=name: self._on_clicked(name))
        self.cancel.setObjectName("question_cancel")
        self.cancel.clicked.connect(self.dismiss)
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.GAP)
        for each in (self.options, self.first, self.second, self.cancel):
            buttons.addWidget(each)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.OUTER, theme.GRID, theme.OUTER, theme.GRID)
        column.setSpacing(theme.GAP)
        column.addWidget(self._label)
        column.addLayout(buttons)

    @property
    def text(self) -> str:
        """What is asked now; "" for nothing."""
        return "" if self.isHidden() else self._label.text()

    def ask(
        self, sentence: str, first: Choice, second: Choice | None = None, options: Sequence[str] = ()
    ) -> None:
        """Say `sentence`, and offer what can be done; with `options`, the first of them chosen."""
        self._choices = {"first": first} if second is None else {"first": first, "second": second}
        plain.set_text(self._label, sentence)
        self._label.setAccessibleName(self._label.text())
        self.first.setText(_button_words(first.label))
        self.second.setText("" if second is None else _button_words(second.label))
        self.second.setVisible(second is not None)
        self.options.clear()
        self.options.addItems([visible(each) for each in options])
        self.options.setVisible(bool(options))
        self.show()
        self._speech.say(sentence, urgent=True)

    def take_keyboard(self) -> None:
        """Put the keyboard on what is to be chosen first."""
        (self.options if self.options.isVisible() else self.first).setFocus()

    def dismiss(self) -> None:
        """Ask no more, and give the keyboard back."""
        if not self.isHidden():
            self.forget()
            self.dismissed.emit()

    def forget(self) -> None:
        """Ask no more; something else is meant."""
        self._choices = {}
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on the choice does the first thing."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.options.hasFocus():
            self._on_clicked("first")
            return
        super().keyPressEvent(event)

    def _on_clicked(self, name: str) -> None:
        choice = self._choices.get(name)
        if choice is not None:
            self.forget()
            choice.act()


def _button_words(text: str) -> str:
    """As a button takes them: an ampersand is one."""
    return visible(text).replace("&", "&&")
