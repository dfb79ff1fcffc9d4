"""What the window wears, at its first paint, of the connection that it starts with: name, colour, production.

Read straight from the settings, since `connections` and all that it checks would have to be loaded before
anything is seen. A word that this cannot vouch for is not shown: the real one follows a moment later, from
`connections`, which alone decides where anything goes. Something more to wear: a field here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeGuard

from tallyfy_inspector.texts import _

if TYPE_CHECKING:
    from tallyfy_inspector.ports import SettingsStore

_KEPT, _LAST = "connections", "connections.last"  # as `connections` has them; a test compares
_FIRST_COLOUR = "blue"
_LONGEST_NAME = 100
_LONGEST_WORD = 24  # what is longer may be a token in a wrong place


@dataclass(frozen=True, slots=True)
class FirstLook:
    """`colour` is one of `ports.CONNECTION_COLOURS`, "" for none, or any word that somebody wrote there."""

    name: str
    colour: str = ""
    production: bool = False


def first_look(settings: SettingsStore, *, demo: bool, own: bool) -> FirstLook:
    """What to wear. `own`: this run has an address or a token of its own."""
    if demo:
        return FirstLook(_("Demo"))
    kept = [each for each in settings.get(_KEPT, []) if isinstance(each, dict)]
    if own:
        return FirstLook(_("This run") if kept else _("Tallyfy"))
    last = settings.get(_LAST, "")
    entry = next((each for each in kept if each.get("id") == last), kept[0] if kept else {})
    name, colour = entry.get("name"), entry.get("colour")
    if not _can_be_shown(name):
        return FirstLook(_("Tallyfy"), "" if kept else _FIRST_COLOUR)
    return FirstLook(name, colour if isinstance(colour, str) else "", entry.get("production") is True)


def _can_be_shown(name: object) -> TypeGuard[str]:
    words = name.split() if isinstance(name, str) and name.isprintable() else []
    told = " ".join(words)
    return (
        0 < len(told) <= _LONGEST_NAME and told == name and all(len(each) <= _LONGEST_WORD for each in words)
    )
