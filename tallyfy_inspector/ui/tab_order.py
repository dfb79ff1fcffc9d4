"""The order of Tab and F6, said outright where widgets are made late, or move.

Qt's own order is that in which widgets were made or came into the window: a panel that is loaded when it is
first seen stands at its end. Knows no widget of ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from PySide6 import QtCore
from PySide6.QtWidgets import QLabel, QWidget


class FocusChain:
    """The order of Tab in the window of a widget as it stands now, walked through once for many questions."""

    def __init__(self, start: QWidget) -> None:
        self._places: dict[QWidget, int] = {}
        self._stops: list[tuple[int, QWidget]] = []
        each: QWidget | None = start
        while each is not None and each not in self._places:
            place = self._places[each] = len(self._places)
            if each.focusPolicy() & QtCore.Qt.FocusPolicy.TabFocus:
                self._stops.append((place, each))
            each = each.nextInFocusChain()

    def stops(self, within: QWidget) -> list[QWidget]:
        """What Tab stops at inside `within`, from there on, hidden and disabled ones too."""
        first = self._places.get(within, -1)
        from_there = sorted(self._stops, key=lambda stop: stop[0] < first)
        return [each for _place, each in from_there if within.isAncestorOf(each)]


def tab_stops(within: QWidget) -> list[QWidget]:
    """What Tab stops at inside `within`, in the present order, hidden and disabled ones too."""
    return FocusChain(within).stops(within)


def takes_keyboard(widget: QWidget) -> bool:
    """Whether F6 may stop at `widget`: what can be pressed or chosen from, not words that can be selected."""
    return widget.isVisible() and widget.isEnabled() and not isinstance(widget, QLabel)


def in_order(widgets: Iterable[QWidget]) -> None:
    """Let Tab go through `widgets` as they stand here."""
    for one, following in pairwise(widgets):
        QWidget.setTabOrder(one, following)


def next_stop(stops: Sequence[tuple[QWidget, QWidget]], focused: QWidget | None, step: int) -> QWidget:
    """Where the keyboard goes from `focused`, `step` panes on and round again. Each stop is a pane and what
    takes the keyboard in it; who is in none of them counts as being in the first."""
    inside = (i for i, (pane, _target) in enumerate(stops) if holds(pane, focused))
    return stops[(next(inside, 0) + step) % len(stops)][1]


def holds(pane: QWidget, widget: QWidget | None) -> bool:
    """Whether `widget` is `pane` or stands in it."""
    return widget is not None and (pane is widget or pane.isAncestorOf(widget))
