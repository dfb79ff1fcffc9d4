"""Keeps a connection and its token together, and removes both: never one without the other.

The order is what this is about: a new connection is in the book before its token is in the keyring, since the
book gives the ID that names the token's place; where the token is kept nowhere, the book is put back. No
new connection gets a place that holds the token of another one, of which the book may know nothing any more.
The token goes before the connection when one is removed. Knows no widget, and says nothing by itself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from tallyfy_inspector.api.routes import origin
from tallyfy_inspector.ports import FIRST_CONNECTION, ConnectionRecord, StoredToken, VaultError
from tallyfy_inspector.ui.connection import Connection
from tallyfy_inspector.ui.parts import Parts


@dataclass(frozen=True, slots=True)
class Kept:
    """What was kept: the connection as it is now, where its token is, and a sentence where the keyring did
    not take the token, which is then in memory."""

    connection: Connection
    stored: StoredToken | None
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Removed:
    """What came of removing a connection: the name of the `keyring` in which it was read back that the token
    is gone, None where there is none to read; `left` is a sentence where recent tasks may still be there."""

    keyring: str | None = None
    left: str = ""


class Keeper:
    """The connections of `parts`. Without a book one connection is kept, in the settings."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def records(self) -> tuple[ConnectionRecord, ...]:
        """All connections; () where there is no book."""
        return () if self._parts.book is None else self._parts.book.records()

    def record(self, connection: Connection) -> ConnectionRecord:
        """The record of `connection`: the kept one, else one that could be kept."""
        kept = next((each for each in self.records() if each.id == connection.id), None)
        return kept or ConnectionRecord(
            connection.id,
            connection.name,
            connection.base_url,
            connection.organization,
            connection.organization_name,
            connection.colour,
            connection.production,
            saved=False,
        )

    async def keep(
        self, record: ConnectionRecord, target: Connection, token: str | None, *, choose: bool = True
    ) -> Kept:
        """Keep `record`, and `token` in its place (None: the one there stays). One that the book does not
        have becomes a new connection, and is looked at at the next start if `choose`. Raises ValueError and
        VaultError, each with a sentence; then nothing is kept that was not there before, nor when the person
        no longer waits for the keyring."""
        book, connect = self._parts.book, self._parts.connect
        if book is None or connect is None:
            connection = replace(
                target, name=record.name, base_url=record.base_url, organization=record.organization
            )
            kept = await _store(connection, token)
            self._parts.settings.set("base_url", record.base_url)
            return kept
        before = next((each for each in book.records() if each.saved and each.id == record.id), None)
        if before is None:
            fresh = token is not None and await self._is_taken(record, target)
            record = book.add(record, fresh=fresh)
        else:
            book.replace(record)
        try:
            kept = await _store(connect(self._found(record)), token)
        except BaseException:  # also where the dialog was closed meanwhile
            if before is None:
                book.remove(record.id)
            else:
                book.replace(before)
            raise
        if choose:
            book.choose(record.id)
        return kept

    async def _is_taken(self, record: ConnectionRecord, target: Connection) -> bool:
        """Whether the place of the first connection's token, in a book that has none, may hold another one
        than the person sees in place: the file was lost perhaps, and the keyring was not."""
        if self._parts.connect is None or any(each.saved for each in self.records()):
            return False
        try:
            stored = await self._parts.connect(replace(record, id=FIRST_CONNECTION)).vault.get()
        except VaultError:
            return True
        if stored is None:
            return False
        return target.id != FIRST_CONNECTION or stored.origin != origin(record.base_url)

    def change(self, record: ConnectionRecord) -> Connection | None:
        """Keep what was changed of a connection, but for its token. Raises ValueError with a sentence."""
        book, connect = self._parts.book, self._parts.connect
        if book is None or connect is None:
            return None
        book.replace(record)
        return connect(self._found(record))

    def _found(self, record: ConnectionRecord) -> ConnectionRecord:
        """`record` as the book keeps it, which may have shortened its name."""
        return next((each for each in self.records() if each.id == record.id), record)

    async def remove(self, record: ConnectionRecord) -> Removed:
        """Remove the token, then the connection, then its recent tasks. Raises VaultError with a sentence:
        the token may still be there, and the connection stays."""
        book, connect = self._parts.book, self._parts.connect
        if book is None or connect is None:
            return Removed()
        vault = connect(record).vault
        await vault.delete()
        book.remove(record.id)
        history = self._parts.history
        left = "" if history is None else history.forget(record.id)
        try:
            return Removed(await vault.keyring_name(), left)
        except VaultError:
            return Removed(None, left)


async def _store(connection: Connection, token: str | None) -> Kept:
    if token is None:
        return Kept(connection, await connection.vault.get())
    vault = connection.vault
    try:
        return Kept(connection, await vault.set(token, origin(connection.base_url)))
    except VaultError as error:
        stored = await vault.get()
        if stored is None or stored.token != token:
            raise
        return Kept(connection, stored, str(error))
