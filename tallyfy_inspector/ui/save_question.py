"""The question before an answer is saved that holds secrets: without them, or exactly as received?

Knows counts of secrets and no answer. The words for a kind of secret (`redact.counting.SecretKind`) are here.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from tallyfy_inspector.redact.counting import SecretKind
from tallyfy_inspector.texts import _, ngettext
from tallyfy_inspector.ui import plain, theme
from tallyfy_inspector.ui.controls import Button, PrimaryButton

_WIDTH = 62  # letters

Counts = Mapping[SecretKind, int]


def secrets_words(counts: Counts) -> str:
    """ "1 guest sign-in link", "2 guest sign-in links and 1 token or password"."""
    told = [_counted(kind, count) for kind, count in counts.items()]
    if len(told) < 2:
        return "".join(told)
    return _("{others} and {last}").format(others=", ".join(told[:-1]), last=told[-1])


def _counted(kind: SecretKind, count: int) -> str:
    match kind:
        case "guest_link":
            text = ngettext("{count} guest sign-in link", "{count} guest sign-in links", count)
        case "magic_link":
            text = ngettext("{count} magic sign-in link", "{count} magic sign-in links", count)
        case "address":
            text = ngettext(
                "{count} address with a secret in it", "{count} addresses with a secret in them", count
            )
        case "token":
            text = ngettext("{count} token or password", "{count} tokens or passwords", count)
    return text.format(count=count)


class SaveQuestion(QDialog):
    """Two ways to save, and not to. The way without secrets is what Enter does."""

    chosen = Signal(bool)  # whether to save without the secrets

    def __init__(self, counts: Counts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("save_question")
        self.setWindowTitle(_("Save the answer"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        total = sum(counts.values())
        told = _("This answer holds {secrets}.").format(secrets=secrets_words(counts))
        self._told = plain.label(told, self, wrap=True)
        self._told.setObjectName("save_told")
        self._told.setFont(theme.title_font(self.font()))
        why = _("Whoever gets the file could use what is in it: to sign in as a guest, or to reach a file.")
        without = ngettext("Save &without it", "Save &without them", total)
        self.without = self._button(PrimaryButton(without, self), "save_without", masked=True)
        self.exactly = self._button(
            Button(_("Save &exactly as received"), self), "save_exactly", masked=False
        )
        self.cancel = Button(_("Cancel"), self)
        self.cancel.setObjectName("save_cancel")
        self.cancel.clicked.connect(self.reject)
        self._lay_out((self._told, plain.label(why, self, wrap=True)))
        self.setAccessibleName(told)
        self.without.setAccessibleDescription(told)
        self.without.setDefault(True)
        self.without.setFocus()

    def _button(self, button: Button | PrimaryButton, name: str, *, masked: bool) -> Button | PrimaryButton:
        button.setObjectName(name)
        button.setAccessibleName(button.text().replace("&", ""))
        button.clicked.connect(lambda: self._on_chosen(masked))
        return button

    def _lay_out(self, words: tuple[plain.Words, ...]) -> None:
        buttons = QVBoxLayout()  # one below the other: their words are long, and a small screen narrow
        buttons.setSpacing(theme.GAP)
        for button in (self.without, self.exactly, self.cancel):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.OUTER, theme.OUTER, theme.OUTER, theme.OUTER)
        column.setSpacing(12)
        width = self.fontMetrics().averageCharWidth() * _WIDTH
        for label in words:
            label.resize(width, label.heightForWidth(width))  # or it would ask for the height of a narrow one
            column.addWidget(label)
        column.addLayout(buttons)
        self.setFixedWidth(width + 2 * theme.OUTER)

    def _on_chosen(self, masked: bool) -> None:
        self.accept()
        self.chosen.emit(masked)
