"""The sentences of the token dialog: where a token is kept, and why something did not work.

Pure functions; none of them is handed a token to repeat, at the most how long one is. A place to keep tokens
is one more case in `place`.
"""

from __future__ import annotations

from tallyfy_inspector.api.exchange import TransportError
from tallyfy_inspector.api.problems import from_transport
from tallyfy_inspector.document.shown import visible
from tallyfy_inspector.ports import StoredToken
from tallyfy_inspector.redact import mask_text
from tallyfy_inspector.texts import _, ngettext
from tallyfy_inspector.ui.token_checks import Checked

_USUAL = 800  # characters: hardly any of Tallyfy's is shorter


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


def checked(found: Checked, life: tuple[str, ...], *, hidden: bool = False) -> str:
    """What Test found: whose token it is (not where others look on), how long it lives, where it leads."""
    if hidden:
        works = _("It works. Whose token it is stays hidden in screen-share mode.")
    else:
        works = _("It works: this is the token of {person}.").format(person=visible(mask_text(found.owner)))
    return " ".join((works, *life, _organizations(found)))


def _organizations(found: Checked) -> str:
    count = len(found.organizations)
    if not found.listed and not count:
        return _("Tallyfy did not list your organizations: type the ID, or leave it to the first link.")
    if not count:
        return _("Tallyfy lists no organization for it.")
    told = ngettext(
        "It opens {count} organization.", "It opens {count} organizations: choose one.", count
    ).format(count=count)
    return told if found.listed else " ".join((told, _("There may be more, which did not come.")))


def unaccepted(length: int) -> str:
    """Why Tallyfy does not accept a token of `length` characters that was pasted a moment ago."""
    size = ngettext("{count} character", "{count} characters", length).format(count=f"{length:,}")
    if length < _USUAL:
        told = _("Most likely it was not copied whole: it has {size}, and most tokens have about 1,000.")
    else:
        told = _("Perhaps it was not copied whole: it has {size}.")
    others = _(
        "Or its owner has logged out of Tallyfy since, which ends personal tokens. Copy one there again."
    )
    return " ".join((told.format(size=size), others))


def why_not(error: Exception) -> str:
    """Why it did not work: no answer, or what the person can mend."""
    if isinstance(error, TransportError):
        problem = from_transport(error)
        return f"{problem.title}. {problem.hint}"
    return str(error)
