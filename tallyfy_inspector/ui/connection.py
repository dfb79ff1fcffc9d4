"""Which Tallyfy the window talks to: a name for people, an address, and the two ports behind it.

A connection is frozen: another address or another token store is another connection, so an answer can
never be shown under a name that it does not belong to.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tallyfy_inspector.ports import Fetcher, Vault


@dataclass(frozen=True, slots=True)
class Connection:
    """`base_url` as `api.routes.check_base_url` gives it. `organization` fills the empty field. `demo` is
    true for the server in this program, whose made-up tasks are `tasks` (ID and what it shows). `notices`
    are sentences that the window keeps on screen, such as that the token is for this run only."""

    name: str
    base_url: str
    fetcher: Fetcher = field(repr=False)
    vault: Vault = field(repr=False)
    organization: str = ""
    demo: bool = False
    tasks: tuple[tuple[str, str], ...] = ()
    notices: tuple[str, ...] = ()
