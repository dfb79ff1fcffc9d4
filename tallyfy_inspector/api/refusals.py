"""Why a pasted text gives no task, in a sentence: what it is, and what to paste or ask for instead.

Of the text it knows only what it names (`linkforms.Named`) and the hosts of links that lead elsewhere; no
sentence repeats anything else of it. A new reason is one function, and a line in `nothing_named`.
"""

from __future__ import annotations

from collections.abc import Sequence

from tallyfy_inspector.api.hosts import spelled_out
from tallyfy_inspector.api.linkforms import Named
from tallyfy_inspector.texts import _


def empty() -> str:
    """Nothing was pasted."""
    return _("There is no ID in it. Paste a task's link or ID.")


def json(place: tuple[int, int] | None = None) -> str:
    """A part of a saved answer was pasted; a whole one is opened. `place` is the line and the column in
    which it stops being JSON, where that is known."""
    if place is None:
        return _(
            "This looks like JSON and cannot be read as JSON: perhaps not all of it was copied. Copy all of "
            "it, or save it as a file and open that (Ctrl+O). Or paste a task's link or ID."
        )
    return _(
        "This looks like JSON and cannot be read as JSON from line {line}, column {column} on: perhaps not "
        "all of it was copied. Copy all of it, or save it as a file and open that (Ctrl+O). Or paste a "
        "task's link or ID."
    ).format(line=f"{place[0]:,}", column=f"{place[1]:,}")


def token() -> str:
    """An access token was pasted into the wrong box."""
    return _("This looks like an access token. It was not kept. Paste a task's link or ID here.")


def own_address() -> str:
    """An address that this program itself makes."""
    return _("This address is for Tallyfy Inspector itself. Paste a task's link or ID.")


def no_id() -> str:
    """One word that cannot stand in a request."""
    return _(
        "This cannot be a task's ID: an ID has only letters, digits, - and _, at most 255 of them. "
        "Paste the task's link or ID."
    )


def nothing_named(parts: Sequence[Named], foreign: Sequence[str]) -> str:
    """Why these parts of a text name no task. `foreign` are the hosts of links to other places."""
    if any(named.guest for named in parts):
        return _guest()
    if any(named.all("run") for named in parts):
        return process()
    if any(named.all("template") or named.launch for named in parts):
        return _("This names a template (the API says checklist), not a task. Paste a task's link or ID.")
    if any(named.all("file") for named in parts):
        return _("This is the link of a file, not of a task. Paste a task's link or ID.")
    if any(named.magic for named in parts):
        return _("This is a magic link without a task in it. It was not opened. Paste a task's link or ID.")
    if foreign:
        return _foreign(foreign[0])
    if any(named.all("organization") for named in parts):
        return _("This names an organization, but no task. Paste a task's link or ID.")
    return _("There is no task ID in it. Paste a task's link, or its ID of 32 characters.")


def _guest() -> str:
    return _(
        "This is a guest's sign-in link, and it does not say which task it is for. It was not opened or "
        "kept. Ask the customer for the task's own link or its ID."
    )


def process() -> str:
    """A process was named, and no task."""
    return _(
        "This names a process (the API says run), not a task. "
        "Paste the link or ID of the task you want to see."
    )


def _foreign(host: str) -> str:
    return _("This link points to {host}, which is not Tallyfy. Paste a task's link or ID.").format(
        host=spelled_out(host) or _("another place")
    )
