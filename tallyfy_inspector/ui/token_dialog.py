"""Sign in: paste a token, try it, choose the organization, keep it in the keyring; or remove it.

The token stands only in the masked field and is handed to the vault and to the two questions of Test; what is
said about it never holds any part of it. One that was imported is tried before it may be saved, at the
address it was taken for. Knows no keyring and no network, only their ports; what is kept in which order is
for `keeping`, and how the window looks for `token_form`.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tallyfy_inspector.api.exchange import TransportError
from tallyfy_inspector.api.routes import check_base_url, origin
from tallyfy_inspector.api.token import clean_token
from tallyfy_inspector.api.token_life import life
from tallyfy_inspector.ports import (
    RUN_CONNECTION,
    Clock,
    ConnectionRecord,
    ImportedToken,
    StoredToken,
    VaultError,
)
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui import token_life_words, token_words
from tallyfy_inspector.ui.connection import Connection
from tallyfy_inspector.ui.jobs import Jobs
from tallyfy_inspector.ui.keeping import Keeper, Kept
from tallyfy_inspector.ui.token_checks import RefusedTokenError, check
from tallyfy_inspector.ui.token_form import TokenForm

_JOB = "token"
_PLACE_JOB = "where is the token"
Work = Callable[[], Coroutine[Any, Any, None]]
Field = Literal["address", "token"]


@dataclass(frozen=True, slots=True)
class Target:
    """What is signed in to: `record` is changed where it is saved, else it becomes a new connection, which is
    `fresh` when it shares nothing with `connection`, whose fetcher asks. `imported` is a token that was taken
    from another program; `hidden` says that others look on. `helps`: a problem asks for it, and once it is
    saved the dialog is done."""

    connection: Connection
    record: ConnectionRecord
    fresh: bool = False
    imported: ImportedToken | None = None
    hidden: bool = False
    helps: bool = False


class TokenDialog(TokenForm):
    """One connection's address, token and organization. `remember` is told each token before anything is done
    with it."""

    saved = Signal(object)  # the Connection as it is now
    removed = Signal()

    def __init__(
        self,
        target: Target,
        keeper: Keeper,
        jobs: Jobs,
        remember: Callable[[str], None],
        clock: Clock,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(target.record, hidden=target.hidden, parent=parent)
        self.target = target
        self._connection = target.connection
        self._fresh = target.fresh
        self._keeper = keeper
        self._jobs = jobs
        self._remember = remember
        self._clock = clock
        self._pressed: QWidget | None = None
        self._busy = False
        self._tested: str | None = None  # the text in the field that Tallyfy accepted
        self.has_saved = False
        self.parting = ""  # what is to be said once it is closed, where it closes by itself
        self._connect()
        if target.imported is not None:
            self._remember(target.imported.token)
            self.token.setText(target.imported.token)
            self.address.setReadOnly(True)
            self.token.setReadOnly(True)
        self._rest()

    def _connect(self) -> None:
        self.test.clicked.connect(lambda: self._start(self._test))
        self.save.clicked.connect(lambda: self._start(self._save))
        self.remove.clicked.connect(lambda: self._start(self._remove))
        self.close_button.clicked.connect(self.reject)
        self.clear_clipboard.cleared.connect(self._on_cleared)
        self.token.textChanged.connect(lambda _text: self._rest())
        self.address.textChanged.connect(lambda _text: self._forget_test())
        self.finished.connect(self._on_finished)

    def open_at(self, field: Field) -> None:
        """Open with the keyboard in `field`, and find out where a token is kept. An imported one is tried."""
        self.remove.hide()
        self.open()
        {"address": self.address, "token": self.token}[field].setFocus()
        self._jobs.start(_PLACE_JOB, self._tell_place())
        if self.target.imported is not None:
            self._start(self._test)

    def _on_finished(self) -> None:
        self._jobs.cancel(_JOB)
        self._jobs.cancel(_PLACE_JOB)
        self.clear_clipboard.forget()
        self._tested = None
        self.token.setText("")

    def _on_cleared(self, sentence: str) -> None:
        # What had it is hidden now.
        (self.save if self.token.text() else self.close_button).setFocus()
        self.tell(sentence, "good")

    def _start(self, work: Work) -> None:
        self._set_busy(True)
        self._jobs.start(_JOB, self._guarded(work))

    async def _guarded(self, work: Work) -> None:
        # A cancelled job touches nothing any more: the dialog is closed, perhaps gone.
        try:
            await work()
        except VaultError as error:
            self.tell(str(error), "bad")
        except (ValueError, TransportError, RefusedTokenError) as error:
            self.tell(token_words.why_not(error), "bad")
        except Exception:
            self.tell(_("Something went wrong here. The log file says more."), "bad")
            self._set_busy(False)
            raise
        self._set_busy(False)
        if self.parting:
            self.accept()

    def _set_busy(self, busy: bool) -> None:
        """The buttons rest while one of them works. The keyboard waits in the token's field: Qt would pass
        it on to the next button, which is Close."""
        buttons = (self.test, self.save, self.remove)
        self._busy = busy
        if busy:
            self._pressed = next((each for each in buttons if each.hasFocus()), None)
            if self._pressed is not None:
                self.token.setFocus()
        self._rest()
        if not busy and self._pressed is not None and self.token.hasFocus():
            self._pressed.setFocus()

    def _rest(self) -> None:
        """Which buttons can be pressed, and which one Enter does: Test until the token was tried."""
        for button in (self.test, self.remove):
            button.setEnabled(not self._busy)
        typed = self.token.text().strip()
        tried = self._tested is not None and typed == self._tested
        self.save.setEnabled(not self._busy and (tried or self.target.imported is None or self.has_saved))
        (self.test if typed and not tried else self.save).setDefault(True)

    def _forget_test(self) -> None:
        self._tested = None
        self._rest()

    async def _tell_place(self) -> None:
        """Say where the token is kept, and which one is in place."""
        try:
            name = await self._connection.vault.keyring_name()
            stored = None if self._fresh else await self._connection.vault.get()
        except VaultError as error:
            self.tell_kept(str(error))
            self.remove.setVisible(not self._fresh and self._own)  # what cannot be read may be removed
            return
        told = self._life(stored.token) if stored is not None else ()
        self.tell_kept(" ".join((token_words.place(name, stored), *told)))
        self.remove.setVisible(stored is not None and stored.where != "environment" and self._own)

    @property
    def _own(self) -> bool:
        """Whether the token in place is this connection's own: that of this run may be another's, too."""
        return self._connection.id != RUN_CONNECTION or not any(r.saved for r in self._keeper.records())

    async def _given(self, base_url: str) -> str:
        """The token in the field, or the one in place for this address."""
        if self.token.text().strip():
            token = clean_token(self.token.text())
        else:
            token = (await self._in_place(base_url)).token
        self._remember(token)
        return token

    async def _in_place(self, base_url: str) -> StoredToken:
        stored = None if self._fresh else await self._connection.vault.get()
        if stored is None:
            raise ValueError(_("Paste a token first."))
        if stored.origin != origin(base_url):
            sentence = _("The token in place belongs to {origin}. Paste one for this address.")
            raise ValueError(sentence.format(origin=stored.origin))
        return stored

    async def _test(self) -> None:
        base_url = check_base_url(self.address.text())
        typed, token = self.token.text().strip(), await self._given(base_url)
        self.tell(_("Asking {host} whose token this is…").format(host=origin(base_url)))
        pasted = bool(typed) and self.target.imported is None
        unaccepted = token_words.unaccepted(len(token)) if pasted else ""
        found = await check(self._connection.fetcher, base_url, token, unaccepted=unaccepted)
        self._tested = typed or None
        self.clear_clipboard.watch(token)
        self.fields.offer(found.organizations)
        role = token_life_words.role(life(token), self._clock.now())
        said = token_words.checked(found, self._life(token), hidden=self.target.hidden)
        self.tell(said, role or "good")
        if self.fields.to_choose:
            self._pressed = self.fields.offered
            self.token.setFocus()
        elif self.target.imported is not None:
            self._pressed = self.save

    def _life(self, token: str) -> tuple[str, ...]:
        """What `token` says of its own end, if anything; never a part of it."""
        told = token_life_words.told(life(token), self._clock.now(), self._clock.zone)
        return (told,) if told else ()

    async def _save(self) -> None:
        base_url = check_base_url(self.address.text())
        record = self.fields.record(base_url)
        token = await self._given(base_url) if self.token.text().strip() else None
        if token is None:
            await self._check_in_place(base_url)
        kept = await self._keeper.keep(record, self._connection, token)
        self._adopt(kept)
        if token is not None:
            self.clear_clipboard.watch(token)
        await self._tell_place()
        self._tell_saved(kept, *_words(kept, base_url, is_new=token is not None))
        self._pressed = self.close_button
        self.has_saved = True
        self.saved.emit(kept.connection)

    def _tell_saved(self, kept: Kept, told: str, role: str) -> None:
        """Say it here; where the dialog is done with that and nothing is to be read first, in the window."""
        if not self.target.helps or kept.trouble:
            self.tell(told, role)
        elif self.clear_clipboard.isHidden():
            self.parting = told
        else:
            self.parting = " ".join((told, _("The clipboard still holds it.")))

    async def _check_in_place(self, base_url: str) -> None:
        """Raises ValueError where the token that stays is none of this connection's."""
        stored = await self._in_place(base_url)
        if stored.where == "environment":
            raise ValueError(_("Paste a token first: the one from the environment is not saved."))
        if not self._own:
            raise ValueError(_("Paste a token first."))

    def _adopt(self, kept: Kept) -> None:
        """From now on this is about the connection that was kept."""
        self._connection, self._fresh = kept.connection, False
        if self.fields.offered.hasFocus():  # it is hidden now
            self.token.setFocus()
        self.token.setText("")
        self.address.setText(kept.connection.base_url)
        self.fields.fill(self._keeper.record(kept.connection))

    async def _remove(self) -> None:
        await self._connection.vault.delete()
        self._pressed = self.token
        await self._tell_place()
        self.tell(_("Removed: this program holds no token any more."), "good")
        self.removed.emit()


def _words(kept: Kept, base_url: str, *, is_new: bool) -> tuple[str, str]:
    """What to say once it is kept, and in which colour."""
    if kept.trouble:
        return kept.trouble, "warning"
    if is_new and kept.stored is not None:
        return token_words.saved(kept.stored), "good"
    return _("Saved. The token in place is used for {address}.").format(address=base_url), "good"
