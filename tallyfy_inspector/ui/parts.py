"""What the window is handed by the composition root: ports and callables, each made once.

Another thing that a widget needs from outside: a field here, optional where the window can do without it,
and its line in `app`. Knows no class that meets the ports, and loads next to nothing by itself.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tallyfy_inspector.ports import FIRST_CONNECTION

if TYPE_CHECKING:
    from tallyfy_inspector.ports import (
        Clock,
        ConnectionBook,
        ConnectionRecord,
        Files,
        SettingsStore,
        TaskHistory,
        TokenImports,
    )
    from tallyfy_inspector.ui.connection import Connection
    from tallyfy_inspector.ui.help_windows import Help
    from tallyfy_inspector.ui.panels.panel import Mask


@dataclass(frozen=True, slots=True)
class Parts:
    """What the window is handed. `account` makes the connection for an address ("": where this run is meant
    to go), `demo` starts the demo, `remember` is told each token so that no log ever holds it. `connect`
    makes the connection of a record of `book`: the same vault and client each time for the same ID."""

    clock: Clock
    settings: SettingsStore
    files: Files
    mask: Mask
    mask_raw: Callable[[str], str]
    account: Callable[[str], Connection]
    demo: Callable[[], Connection]
    remember: Callable[[str], None]
    book: ConnectionBook | None = None
    connect: Callable[[ConnectionRecord], Connection] | None = None
    history: TaskHistory | None = None
    imports: TokenImports | None = None
    help: Help | None = None

    def keep_organization(self, connection: Connection, organization: str) -> bool:
        """Remember `organization`, which the person said, as that of `connection`, and say whether it was
        done: one that is known already stays. That of a connection of this run is never written."""
        records = () if self.book is None else self.book.records()
        record = next((each for each in records if each.id == connection.id), None)
        if record is None and connection.id == FIRST_CONNECTION:
            self.settings.set("organization", organization)
            return True
        if self.book is None or record is None or record.organization:
            return False
        with contextlib.suppress(ValueError):  # another window removed the connection
            self.book.replace(replace(record, organization=organization))
            return True
        return False
