"""What is said of connections: one line of a menu, the word for production, the colours by name.

Where others look on, the name of a connection that is not in use is a customer's, and is hidden: `hidden`
says so. Pure functions; a colour is one more row in `_COLOURS`. Knows no widget and no token.
"""

from __future__ import annotations

from tallyfy_inspector.api.hosts import host_of, is_official
from tallyfy_inspector.document.shown import shortened, visible
from tallyfy_inspector.ports import ConnectionRecord, ImportSource
from tallyfy_inspector.redact import mask_text
from tallyfy_inspector.redact.screen import HIDDEN
from tallyfy_inspector.task.organizations import Organization
from tallyfy_inspector.texts import N_, _
from tallyfy_inspector.ui.connection import Connection
from tallyfy_inspector.ui.view import Source, View

_COLOURS = {
    "blue": N_("Blue"),
    "teal": N_("Teal"),
    "purple": N_("Purple"),
    "pink": N_("Pink"),
    "brown": N_("Brown"),
    "grey": N_("Grey"),
}
_SHORT = 24  # letters of a name on the button


def colour(name: str) -> str:
    """The colour `name`, one of CONNECTION_COLOURS, for people."""
    return _(_COLOURS[name]) if name in _COLOURS else ""


def line(record: ConnectionRecord, *, hidden: bool = False) -> str:
    """One connection in a list: "Northwind · production · Northwind Ltd"."""
    organization = record.organization_name or record.organization[:8]
    name = record.name
    if hidden:
        name, organization = HIDDEN, HIDDEN if organization else ""
    elif organization == name:
        organization = ""
    parts = (name, _("production") if record.production else "", organization)
    return " · ".join(visible(each) for each in parts if each)


def standing(connection: Connection, *, signed_in: bool | None) -> str:
    """The connection in use, in words: "Northwind, production, not signed in"."""
    parts = [visible(connection.name)]
    if connection.production:
        parts.append(_("production"))
    if not connection.demo and signed_in is not None:
        parts.append(_("token in place") if signed_in else _("not signed in"))
    return ", ".join(parts)


def short(connection: Connection, *, signed_in: bool | None) -> str:
    """The same for a button: "Northwind · production"; a long name is cut in its middle."""
    parts = [shortened(visible(connection.name), _SHORT)]
    if connection.production:
        parts.append(_("production"))
    if signed_in is False and not connection.demo:
        parts.append(_("not signed in"))
    return " · ".join(parts)


def proposed_name(base_url: str, organization_name: str) -> str:
    """What to call a connection that nobody named."""
    if organization_name:
        return organization_name
    return _("Tallyfy") if is_official(base_url) else host_of(base_url)


def organization(one: Organization, *, hidden: bool = False) -> str:
    """One organization in a list: "Northwind Ltd · admin · 3d53f2fd"."""
    name = HIDDEN if hidden else mask_text(one.name) or _("Organization without a name")
    parts = (name, _("switched off") if one.disabled else "", mask_text(one.role), one.id[:8])
    return " · ".join(each for each in parts if each)


def elsewhere(view: View, connection: Connection) -> str:
    """That what is on screen came over another connection than the one in use; "" when it did not."""
    answer = view.last_good
    if answer is None or not isinstance(answer.source, Source):
        return ""
    if answer.source.connection_id == connection.id or connection.demo:
        return ""
    name = HIDDEN if view.masked else visible(answer.source.connection)
    told = _("The answer on screen came over “{other}”. You now look at “{name}”.")
    return told.format(other=name, name=visible(connection.name))


def not_while_shared() -> str:
    """Why the connections are not shown to those who look on."""
    return _("Screen-share mode is on, and this window names your connections. Switch it off first.")


def import_from(source: ImportSource) -> str:
    """A place to take a token from, in a menu."""
    if source.kind == "environment":
        return _("From {item}").format(item=source.item)
    return _("From Tallyfy's command-line tool")


def import_question(source: ImportSource, address: str) -> str:
    """What is asked before a token of another program is touched: what is read, and where it goes."""
    if source.kind == "environment":
        asked = _("Use the token that this program was given in the variable {item}?")
    else:
        asked = _(
            "Read the token that Tallyfy's command-line tool keeps in the keyring of this computer, under "
            "“{item}”? The keyring may ask you to allow it."
        )
    then = _("It is tried with {address} alone. Nothing is saved before you have seen whose token it is.")
    return f"{asked.format(item=source.item)} {then.format(address=address)}"


def removed(record: ConnectionRecord, keyring: str | None, left: str = "") -> tuple[str, str]:
    """What came of removing a connection, and in which colour; `keyring` is where that was read back, `left`
    a sentence on what could not be removed."""
    if left:
        told, _role = removed(record, keyring)
        return f"{told} {left}", "warning"
    if keyring is None:
        told = _(
            "Removed “{name}”. No keyring was found on this computer, so it could not be verified that none "
            "holds the token."
        )
        return told.format(name=record.name), "warning"
    told = _("Removed “{name}”: {keyring} was read back and holds no token of it any more.")
    return told.format(name=record.name, keyring=keyring), "good"
