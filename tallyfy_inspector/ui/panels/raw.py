"""The panel Raw: the newest answer's body as it was received, good or not, with its secrets masked.

A text widget is the slow part of a large answer, so it gets the beginning only until the person asks for
more. Knows nothing of what the text means.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tallyfy_inspector.api.exchange import CutOff
from tallyfy_inspector.document.shown import visible
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import plain, theme, words
from tallyfy_inspector.ui.controls import Button
from tallyfy_inspector.ui.panels.panel import Panel, PanelContext
from tallyfy_inspector.ui.panels.raw_text import RawText
from tallyfy_inspector.ui.view import Answer, View

FIRST = 200_000
MOST = 20 * 2**20
# Read beyond what is shown and left out again after masking: a secret that the end of the piece cuts in two
# may not be recognised, and must then not be shown.
_MARGIN = 16_384
_TAIL = 8_192


def beginning(body: bytes, first: int, mask: Callable[[str], str]) -> tuple[str, bool]:
    """About the first `first` characters of `body` as they may be shown, and whether that is all of it.

    Bytes that are not UTF-8 read as `\\udcXX`, control characters in the same style.
    """
    whole = len(body) <= first + _MARGIN
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    masked = mask(decoder.decode(body if whole else body[: first + _MARGIN], whole))
    if not whole:
        masked = masked[: max(0, min(first, len(masked) - _TAIL))]
    return visible(masked, keep="\n\t"), whole


def headline(answer: Answer) -> str:
    """What the text is: "Answer to d005715e, 401 Unauthorized, 52 bytes"."""
    told = _("Answer to {task}, {status}, {size}").format(
        task=answer.source.request.task[:8],
        status=words.http_status(answer),
        size=words.size(len(answer.exchange.body)),
    )
    cut = answer.exchange.cut_off
    return told if cut is None else _("{answer}, {reason}").format(answer=told, reason=_why(cut))


def _why(cut: CutOff) -> str:
    match cut.kind:
        case "too_large":
            return _("cut off at the limit of {size}").format(size=words.size(cut.limit or 0))
        case "inflates":
            return _("cut off: it unpacks to more than 200 times its size")
        case "timeout":
            return _("cut off: the rest did not come in time")
        case "encoding":
            return _("cut off: the rest could not be unpacked")
    return _("cut off: the connection ended early")


class Raw(Panel):
    """A line that says what the text is, and the text."""

    def __init__(self, context: PanelContext) -> None:
        super().__init__(context)
        self._answer: Answer | None = None
        self._headline = plain.label("", self, wrap=True)
        self._headline.setObjectName("raw_headline")
        self._notice = plain.label("", self, wrap=True, role="dim")
        self._notice.setObjectName("raw_notice")
        self._more = Button("", self)
        self._more.setObjectName("raw_show_all")
        self._more.clicked.connect(self._on_more_clicked)
        self.text = RawText(self)
        self._lay_out()
        self._adopt_font()
        self._fill(None, FIRST)

    def _lay_out(self) -> None:
        notice = QHBoxLayout()
        notice.setSpacing(theme.GAP)
        notice.addWidget(self._notice, 1)
        notice.addWidget(self._more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.GAP, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(self._headline)
        column.addLayout(notice)
        column.addWidget(self.text, 1)
        QWidget.setTabOrder(self._more, self.text)
        self.setFocusProxy(self.text)

    def paint_view(self, view: View) -> None:
        """Show the newest answer's body; the same answer is left as it stands."""
        if view.newest is not self._answer:
            self._fill(view.newest, FIRST)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the program's font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "text"):
            self._adopt_font()

    def _adopt_font(self) -> None:
        self.text.setFont(theme.fixed_font(self.font()))

    def _on_more_clicked(self) -> None:
        self._fill(self._answer, MOST)
        self.text.setFocus()

    def _fill(self, answer: Answer | None, first: int) -> None:
        self._answer = answer
        body = b"" if answer is None else answer.exchange.body
        text, whole = beginning(body, first, self.context.mask_raw) if body else ("", True)
        plain.set_text(self._headline, _("No answer yet.") if answer is None else headline(answer))
        self.text.fill(text)
        self._tell_of_more(len(text), whole, len(body))

    def _tell_of_more(self, shown: int, whole: bool, total: int) -> None:
        plain.set_text(self._notice, _("The first {count} characters.").format(count=f"{shown:,}"))
        all_fits = total <= MOST
        offer = _("Show all {size}") if all_fits else _("Show the first {size}")
        self._more.setText(offer.format(size=words.size(total if all_fits else MOST)))
        self._notice.setVisible(not whole)
        self._more.setVisible(not whole and shown < MOST - _MARGIN)
