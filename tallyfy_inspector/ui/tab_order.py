"""The order of Tab and F6, said outright where widgets are made late, or move.

Qt's own order is that in which widgets were made or came into the window: a panel that is loaded when it is
first seen stands at its end. Knows no widget of ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from PySide6 import QtCore
from PySide6.QtWidgets import QLabel, QWidget


def tab_stops(within: QWidget) -> list[QWidget]:
    """What Tab stops at inside `within`, in the present order, hidden and disabled ones too."""
    found = []
    each = within.nextInFocusChain()
    while each is not None and each is not within:
        if within.isAncestorOf(each) and each.focusPolicy() & QtCore.Qt.FocusPolicy.TabFocus:
            found.append(each)
        each = each.nextInFocusChain()
    return found


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
