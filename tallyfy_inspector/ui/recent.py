"""What was looked at: the recent tasks of this person, and the answers of this run to go back to.

Notes each good answer that comes of a fetch; on disk are IDs and times alone (`ports.TaskHistory`), titles
stay here in memory. Looking at an answer again fetches nothing, and its time stays. Knows no file.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from tallyfy_inspector.ports import Clock, ConnectionRecord, RecentTask, TaskHistory
from tallyfy_inspector.redact.screen import HIDDEN
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import recent_words, words
from tallyfy_inspector.ui.connection import Connection
from tallyfy_inspector.ui.recent_bar import RecentBar, RecentMenu
from tallyfy_inspector.ui.session import Session
from tallyfy_inspector.ui.trail import Trail
from tallyfy_inspector.ui.view import Answer, Done, Idle, Source, View

_MOST_TITLES = 200


class Recent(QObject):
    """`connection` gives the one in use, `records` those there are, `hidden` whether others look on."""

    wanted = Signal(object, object)  # a RecentTask, and the ConnectionRecord it is of; None: the one in use
    shown_again = Signal(object)  # an Answer
    told = Signal(str)

    def __init__(
        self,
        bar: RecentBar,
        session: Session,
        history: TaskHistory | None,
        clock: Clock,
        connection: Callable[[], Connection],
        records: Callable[[], tuple[ConnectionRecord, ...]],
        hidden: Callable[[], bool],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._bar, self._session, self._history, self._clock = bar, session, history, clock
        self._connection, self._records, self._hidden = connection, records, hidden
        self.trail = Trail()
        self._titles: dict[tuple[str, str], str] = {}  # by connection and task
        self._listed: tuple[RecentTask, ...] = ()
        bar.entries = self._menu
        bar.set_remembers(history is not None)
        bar.back_wanted.connect(lambda: self._go(-1))
        bar.forward_wanted.connect(lambda: self._go(1))
        bar.chosen.connect(self._on_chosen)
        bar.keep_wanted.connect(self._on_keep)
        bar.clear_wanted.connect(self._on_clear)
        session.state_changed.connect(self.note)

    def note(self, view: View) -> None:
        """Take in what `view` brought."""
        if isinstance(view.now, Idle) and view.last_good is None:
            self.trail.clear()  # the session forgot: what was there belongs to another Tallyfy
        elif isinstance(view.now, Done) and view.now.answer.good:
            self.trail.add(view.now.answer)
            if not (view.now.again or view.now.kept):
                self._remember(view.now.answer)
        self._bar.show_places(back=self.trail.can_back, forward=self.trail.can_forward)

    def _remember(self, answer: Answer) -> None:
        connection = self._connection()
        source = answer.source
        if self._history is None or connection.demo or not isinstance(source, Source):
            return
        if not source.is_over(connection):
            return
        request = source.request
        self._history.add(connection.id, request.organization, request.task, request.run)
        if self._history.keeps:
            self._titles[connection.id, request.task] = recent_words.short(words.task_title(answer))
            while len(self._titles) > _MOST_TITLES:
                del self._titles[next(iter(self._titles))]

    # Back and forward

    def _go(self, step: int) -> None:
        answer = self.trail.go(step)
        if answer is not None:
            self._session.show_again(answer)
            self.shown_again.emit(answer)

    # The menu

    def _menu(self) -> RecentMenu | None:
        if self._history is None:
            return None
        known = {each.id: each for each in self._records()}
        own = self._connection().id
        self._listed = tuple(
            each for each in self._history.entries() if each.connection in known or each.connection == own
        )
        lines = [(self._line(each, known.get(each.connection)), n) for n, each in enumerate(self._listed)]
        return RecentMenu(lines, self._history.keeps, self._history.problem)

    def _line(self, task: RecentTask, record: ConnectionRecord | None) -> str:
        connection, hidden = self._connection(), self._hidden()
        if task.connection == connection.id or record is None:
            name = connection.name
        else:
            name = HIDDEN if hidden else record.name
        title = self._titles.get((task.connection, task.task), "")
        return recent_words.entry(task, title, name, self._clock.zone, hidden=hidden)

    def _on_chosen(self, key: int) -> None:
        if not 0 <= key < len(self._listed):
            return
        task = self._listed[key]
        here = task.connection == self._connection().id
        record = next((each for each in self._records() if each.id == task.connection), None)
        if here or record is not None:
            self.wanted.emit(task, None if here else record)

    def _on_keep(self, on: bool) -> None:
        if self._history is not None:
            self._history.keep(on)
            if not on:
                self._titles.clear()
            self._tell(
                _("Recent tasks are remembered.")
                if on
                else _("Recent tasks are remembered no more, and gone.")
            )

    def _on_clear(self) -> None:
        if self._history is not None:
            self._history.clear()
            self._titles.clear()
            self._tell(_("Recent tasks cleared."))

    def _tell(self, sentence: str) -> None:
        problem = None if self._history is None else self._history.problem
        self.told.emit(problem or sentence)
