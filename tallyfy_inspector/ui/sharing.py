"""What is taken from the window to a ticket or to Tallyfy: a note, the IDs, the process in the browser.

Everything is made of the view that the window shows, so what is masked there is masked here. The actions
stand in the menu of a button in the status line, and their keys hold in the whole window. To add one: an
`_action` in `__init__`, and what it does. What a note or an address is made of is said in `share` and in
`api.weblink`; the opener is handed in by tests.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QAction, QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from tallyfy_inspector.api.weblink import process_url
from tallyfy_inspector.ports import Clock
from tallyfy_inspector.task import facts
from tallyfy_inspector.task.reading import task
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import plain, words
from tallyfy_inspector.ui.clip import to_clipboard
from tallyfy_inspector.ui.low_button import LowButton
from tallyfy_inspector.ui.status_line import StatusLine
from tallyfy_inspector.ui.view import Answer, Opened, View

NOTE_KEYS, IDS_KEYS, OPEN_KEYS = "Ctrl+Shift+C", "Ctrl+I", "Ctrl+Shift+O"


def open_in_browser(address: str) -> bool:
    """Open `address` in the person's browser; whether that was possible."""
    return QDesktopServices.openUrl(QUrl(address))


def process_address(answer: Answer | None) -> str:
    """The process of the answer's task in the web application of the connection that it came from.

    Raises ValueError with a sentence where there is none.
    """
    if answer is None or _root(answer) is None:
        raise ValueError(_("There is no task yet."))
    if isinstance(answer.source, Opened):
        raise ValueError(_("This was not fetched, so nobody knows which Tallyfy it is from."))
    request = answer.source.request
    run = facts.run_id(_root(answer)) or request.run
    if run is None:
        raise ValueError(_without_process(answer))
    return process_url(request.base_url, request.organization, run)


class Sharing(QObject):
    """The actions of one window, and their button in its `status` line."""

    def __init__(
        self,
        window: QWidget,
        status: StatusLine,
        clock: Clock,
        opener: Callable[[str], object] = open_in_browser,
    ) -> None:
        super().__init__(window)
        self._window, self._status, self._clock = window, status, clock
        self.opener = opener
        self._view = View()
        self.button = LowButton(_("S&hare"), status)
        self.button.setObjectName("share")
        self.button.setAccessibleName(_("Share"))
        self._menu = QMenu(self.button)
        self.copy_note = self._action("copy_note", _("Copy note for a ticket"), NOTE_KEYS, self._copy_note)
        self.copy_ids = self._action("copy_ids", _("Copy IDs"), IDS_KEYS, self._copy_ids)
        self.open_process = self._action("open_process", "", OPEN_KEYS, self._open_process)
        self._refuse = QShortcut(QKeySequence(OPEN_KEYS), window, self._open_process)
        self.button.setMenu(self._menu)
        status.add(self.button)
        self.show_view(self._view)

    def _action(self, name: str, text: str, keys: str, do: Callable[[], None]) -> QAction:
        action = QAction(text, self)
        action.setObjectName(name)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutVisibleInContextMenu(True)
        action.triggered.connect(do)
        self._window.addAction(action)  # its key holds while the button is hidden too
        self._menu.addAction(action)
        return action

    def show_view(self, view: View) -> None:
        """Offer what can be done with the answer in `view`."""
        self._view = view
        self.button.setVisible(self._task() is not None)
        text, refusal = _("Open process in Tallyfy"), self._refusal()
        if refusal:
            text = _("{action}: {reason}").format(action=text, reason=refusal)
        self.open_process.setText(text)
        self.open_process.setEnabled(not refusal)
        self._refuse.setEnabled(bool(refusal))  # a disabled action would not say why
        plain.set_tooltip(self.button, _("A note for a ticket, IDs, the process in Tallyfy"))
        self.button.setAccessibleDescription(text if refusal else "")

    def _refusal(self) -> str:
        try:
            process_address(self._view.last_good)
        except ValueError as error:
            return str(error)
        return ""

    def _task(self) -> Answer | None:
        """The answer on screen, when it holds a task."""
        answer = self._view.last_good
        return None if answer is None or task(_root(answer)) is None else answer

    # What they do

    def _copy_note(self) -> None:
        answer = self._task()
        self._copy("" if answer is None else self._note(answer), _("Note copied"))

    def _copy_ids(self) -> None:
        from tallyfy_inspector.share.ids import ids_text

        answer = self._task()
        text = "" if answer is None else ids_text(_root(answer), _organization(answer))
        self._copy(text, _("IDs copied"))

    def _copy(self, text: str, done: str) -> None:
        if not text:
            self._status.say_briefly(_("There is no task to copy from."))
            return
        to_clipboard(text)
        self._status.say_briefly(done)

    def _note(self, answer: Answer) -> str:
        # Here, since it brings all rules with it, and the window knows this file before its first paint.
        from tallyfy_inspector.share.note import Origin, note
        from tallyfy_inspector.task.diagnosis import diagnose
        from tallyfy_inspector.ui.masked_answer import masked_findings

        now, zone, asked = self._clock.now(), self._clock.zone, _asked(answer)
        findings = masked_findings(
            diagnose(answer.judged, asked, now, zone, answer.judged_fields(zone)), answer
        )
        origin = Origin(
            _origin_words(answer),
            answer.received_at,
            _organization(answer),
            asked,
            opened=isinstance(answer.source, Opened),
            older=self._view.older,
        )
        return note(_root(answer), findings, origin, now, zone)

    def _open_process(self) -> None:
        try:
            address = process_address(self._view.last_good)
        except ValueError as error:
            self._status.say_briefly(str(error))
            return
        opened = self.opener(address)
        self._status.say_briefly(
            _("Process opened in the browser") if opened else _("The browser could not be started.")
        )


def _root(answer: Answer) -> object:
    return None if answer.document is None else answer.document.root


def _organization(answer: Answer) -> str | None:
    return None if isinstance(answer.source, Opened) else answer.source.request.organization


def _asked(answer: Answer) -> frozenset[str] | None:
    """The includes that were asked for; None where that is not known."""
    return None if isinstance(answer.source, Opened) else frozenset(answer.source.request.includes)


def _origin_words(answer: Answer) -> str:
    if isinstance(answer.source, Opened):
        return words.from_file(answer.source)
    return _("Connection: {name}").format(name=words.origin(answer))


def _without_process(answer: Answer) -> str:
    """Why there is none: such a task has one, or the answer does not tell."""
    found = task(_root(answer))
    if found is None:
        return _("There is no task in this answer.")
    oneoff = found.get("is_oneoff_task") in (True, 1, "1", "true")
    if oneoff or ("run_id" in found and not found["run_id"]):
        return _("This is a one-off task, outside any process.")
    return _("The answer does not tell the process.")
