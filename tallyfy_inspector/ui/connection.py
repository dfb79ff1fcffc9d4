"""Which Tallyfy the window talks to: a name for people, an address, and the two ports behind it.

A connection is frozen: another address or another token store is another connection, so an answer can
never be shown under a name that it does not belong to.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tallyfy_inspector.ports import FIRST_CONNECTION, Fetcher, Vault

DEMO = "demo"
"""The ID of the server in this program."""


@dataclass(frozen=True, slots=True)
class Connection:
    """`base_url` as `api.routes.check_base_url` gives it. `organization` fills the empty field. `demo` is
    true for the server in this program, whose made-up tasks are `tasks` (ID and what it shows). `notices`
    are sentences that the window keeps on screen, such as that the token is for this run only.

    `id`, `colour`, `production` and `organization_name` are those of its `ports.ConnectionRecord`; the demo
    has the ID DEMO and is in no book.
    """

    name: str
    base_url: str
    fetcher: Fetcher = field(repr=False)
    vault: Vault = field(repr=False)
    organization: str = ""
    demo: bool = False
    tasks: tuple[tuple[str, str], ...] = ()
    notices: tuple[str, ...] = ()
    id: str = FIRST_CONNECTION
    colour: str = ""
    production: bool = False
    organization_name: str = field(default="", repr=False)

    def is_where(self, other: Connection) -> bool:
        """Whether `other` has the same token at the same address, whatever else is known of it."""
        return (self.id, self.base_url) == (other.id, other.base_url)
