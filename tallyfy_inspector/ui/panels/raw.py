"""The panel Raw: the newest answer's body as it was received, good or not, with its secrets masked.

A text widget is the slow part of a large answer, so it gets the beginning only until the person asks for
more, and then fills in turns. "Pretty" sets the document out over lines instead. Knows nothing of what the
text means.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tallyfy_inspector.document.shown import visible
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import plain, theme, words
from tallyfy_inspector.ui.controls import Button, CheckBox
from tallyfy_inspector.ui.panels import answer_words
from tallyfy_inspector.ui.panels.panel import Panel, PanelContext
from tallyfy_inspector.ui.panels.raw_filler import Filler, first
from tallyfy_inspector.ui.panels.raw_pretty import pretty
from tallyfy_inspector.ui.panels.raw_slices import MARGIN, PLACE, beginning, common, decoded, pieces
from tallyfy_inspector.ui.panels.raw_text import RawText
from tallyfy_inspector.ui.view import Answer, View

FIRST = 200_000
FIRST_PRETTY = 100_000  # in many short lines, which cost more
MOST = 20 * 2**20
# What is no JSON is masked in one go, so that only so much of it is shown behind the place.
AFTER = 2**18
Pieces = Iterator[str | None]


class Raw(Panel):
    """A line that says what the text is, one that says where it stops being JSON, and the text."""

    def __init__(self, context: PanelContext) -> None:
        super().__init__(context)
        self._answer: Answer | None = None
        self._rest: Pieces | None = None  # what follows the text on screen; None: it is to be made anew
        self._whole = self._all_offered = True
        self._goes_to_place = False
        self._headline = self._words("raw_headline")
        self._place = self._words("raw_place", "warning")
        self._notice = self._words("raw_notice", "dim")
        self.pretty = CheckBox(_("Pretty"), self)
        self.pretty.setObjectName("raw_pretty")
        self.pretty.setAccessibleName(_("Pretty"))
        plain.set_tooltip(self.pretty, _("Over several lines, with digits as they were sent."))
        self.pretty.toggled.connect(self._fill)
        self._more = self._button("raw_show_all", "", self._on_more_clicked)
        self._stop = self._button("raw_stop", _("Stop filling"), lambda: self._filler.stop())
        self.text = RawText(self)
        self._filler = Filler(self.text)
        self._filler.progressed.connect(self._tell_of_more)
        self._filler.finished.connect(self._on_finished)
        self._lay_out()
        self.follow_font()
        self._fill()

    def _words(self, name: str, role: str | None = None) -> plain.Words:
        made = plain.label("", self, wrap=True, role=role)
        made.setObjectName(name)
        return made

    def _button(self, name: str, text: str, act: Callable[[], None]) -> Button:
        made = Button(text, self)
        made.setObjectName(name)
        made.clicked.connect(act)
        return made

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.GAP, 0, 0)
        column.setSpacing(theme.GAP)
        column.addLayout(_row(self._headline, self.pretty))
        column.addWidget(self._place)
        column.addLayout(_row(self._notice, self._more, self._stop))
        column.addWidget(self.text, 1)
        # Who comes by keyboard comes for the text.
        for one, next_ in pairwise((self.text, self.pretty, self._more, self._stop)):
            QWidget.setTabOrder(one, next_)
        self.setFocusProxy(self.text)

    def paint_view(self, view: View) -> None:
        """Show the newest answer's body; the same answer is left as it stands."""
        before, self._answer = self._answer, view.newest
        if self._answer is before:
            return
        if self._answer is None or self._is_pretty() or not self._answer.rereads(before):
            self._fill()

    def showEvent(self, event: QShowEvent) -> None:
        """Go on with what was being filled in."""
        super().showEvent(event)
        self._filler.resume()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is filled in that nobody sees."""
        super().hideEvent(event)
        self._filler.pause()

    def adopt_font(self) -> None:
        """Write in the program's font."""
        self.text.setFont(theme.fixed_font(self.font()))

    # The beginning

    def _fill(self) -> None:
        """Begin anew with the answer."""
        self._filler.forget()
        plain.set_text(self._headline, answer_words.headline(self._answer))
        self._tell_of_place()
        shown, self._whole, self._rest = self._beginning()
        self._all_offered = self._whole
        self.text.fill(shown)
        self.text.go_to_place()
        self._filler.shown = sum(len(piece or "") for piece in shown)
        self._tell_of_more()

    def _beginning(self) -> tuple[list[str | None], bool, Pieces | None]:
        """The first pieces, whether they are all, and what follows them if it is known."""
        answer = self._answer
        if answer is None or not answer.body:
            return [], True, None
        if self.pretty.isChecked() and answer.document is not None:
            rest: Pieces = iter(pretty(answer.document.root, self.context.mask))
            return *first(rest, FIRST_PRETTY), rest
        mask = self.context.mask_raw
        text, whole = beginning(answer.body, FIRST, mask)
        byte = _place(answer)
        if byte is not None and byte <= FIRST + MARGIN:
            at = common(text, visible(mask(decoded(answer.body[:byte])), keep="\n\t"))
            if whole or at < len(text):
                return [text[:at], PLACE, text[at:]], whole, None
        return [text], whole, None

    def _tell_of_place(self) -> None:
        answer = self._answer
        told = [] if answer is None or answer.unread is None else [answer_words.stops(answer.unread)]
        if answer is not None and answer.document is None and self.pretty.isChecked():
            told.append(_("shown as it was received"))
        plain.set_text(self._place, "; ".join(told))
        self._place.setVisible(bool(told))

    # The rest

    def _on_more_clicked(self) -> None:
        answer = self._answer
        if answer is None:
            return
        self._goes_to_place = self.text.place is None
        instead_of = None
        if self._rest is None:
            sound, place, instead_of = _sound(answer), _place(answer), self._filler.shown
            mask, end = self.context.mask_raw, _reach(answer)
            self._rest = pieces(answer.body, mask, sound=sound, end=end, place=place)
        self._filler.start(self._rest, MOST, instead_of=instead_of)
        self._tell_of_more()
        self._stop.setFocus()

    def _on_finished(self, exhausted: bool) -> None:
        reached = self._is_pretty() or self._answer is None or _reach(self._answer) == len(self._answer.body)
        self._whole = exhausted and reached
        self._all_offered = exhausted or self._filler.shown >= MOST
        if self._goes_to_place:
            self.text.go_to_place()
        had_focus = self._stop.hasFocus()
        self._tell_of_more()
        if had_focus:
            self.text.setFocus()
        self.context.announce(_("Shown to its end") if self._whole else self._notice.text())

    def _is_pretty(self) -> bool:
        return self.pretty.isChecked() and self._answer is not None and self._answer.document is not None

    def _tell_of_more(self) -> None:
        running = self._filler.running
        told = _("The first {count} characters so far.") if running else _("The first {count} characters.")
        plain.set_text(self._notice, told.format(count=f"{self._filler.shown:,}"))
        self._more.setText(self._offer())
        self._notice.setVisible(running or not self._whole)
        self._stop.setVisible(running)
        self._more.setVisible(not running and not self._all_offered)

    def _offer(self) -> str:
        if self._answer is None or self._is_pretty():
            return _("Show all")
        reach = _reach(self._answer)
        offer = _("Show all {size}") if reach == len(self._answer.body) else _("Show the first {size}")
        return offer.format(size=words.size(reach))


def _place(answer: Answer) -> int | None:
    """The byte where the body stops being JSON."""
    return None if answer.unread is None else answer.unread.byte


def _reach(answer: Answer) -> int:
    """How much of the body may be shown, in bytes."""
    size, limit = len(answer.body), min(MOST, _sound(answer) + AFTER)
    return size if size <= limit + MARGIN else limit


def _sound(answer: Answer) -> int:
    """How many bytes of the body are JSON as far as strings and brackets go."""
    if answer.unread is None or answer.unread.reason in ("cut_off", "nan", "too_deep"):
        return len(answer.body)
    return answer.unread.byte


def _row(words_: QWidget, *controls: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.GAP)
    row.addWidget(words_, 1)
    for control in controls:
        row.addWidget(control)
    return row
