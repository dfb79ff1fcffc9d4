"""The sentences of the token dialog: where a token is kept, and why something did not work.

Pure functions; none of them is handed a token to repeat. A place to keep tokens is one more case in `place`.
"""

from __future__ import annotations

from tallyfy_inspector.api.exchange import TransportError
from tallyfy_inspector.api.problems import from_transport
from tallyfy_inspector.ports import StoredToken
from tallyfy_inspector.texts import _


def place(keyring: str | None, stored: StoredToken | None) -> str:
    """Where the token is kept, and which one is in place."""
    if stored is not None and stored.where == "environment":
        return _("A token comes from TALLYFY_ACCESS_TOKEN, for this run only; it is not saved.")
    if keyring is None:
        where = _("No keyring was found on this computer: the token is kept in memory until you quit.")
    elif stored is not None and stored.where == "memory":
        where = _("It is kept in memory until you quit.")
    else:
        where = _("The token is kept in {keyring}, the keyring of this computer, and nowhere else.")
        where = where.format(keyring=keyring)
    if stored is not None:
        return " ".join((_("A token for {origin} is in place.").format(origin=stored.origin), where))
    return where


def saved(stored: StoredToken) -> str:
    """That the token was saved, where, and for whom."""
    said = (
        _("Saved in the keyring. It is only ever sent to {origin}.")
        if stored.where == "keyring"
        else _("Kept in memory until you quit; it is only sent to {origin}.")
    )
    return said.format(origin=stored.origin)


def why_not(error: Exception) -> str:
    """Why it did not work: no answer, or what the person can mend."""
    if isinstance(error, TransportError):
        problem = from_transport(error)
        return f"{problem.title}. {problem.hint}"
    return str(error)
