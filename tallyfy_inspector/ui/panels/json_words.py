"""What the tree says of one row: the words of its cells, and what a screen reader hears of it.

Pure functions over the rows of `document.node`. Every string of the answer comes through the masking rule
that is handed in, and is spelled out where it could not be seen. Knows no widget.
"""

from __future__ import annotations

from collections.abc import Callable

from tallyfy_inspector.document.node import Row, child_count, kind, preview
from tallyfy_inspector.document.path import Path
from tallyfy_inspector.document.shown import visible
from tallyfy_inspector.texts import N_, _, ngettext

Mask = Callable[[Path, str], str]

KEY_LIMIT = 300
TOOLTIP_LIMIT = 2_000
BEGINNING = 10_000
_MARGIN = 16_384
LONG = BEGINNING + _MARGIN

_KINDS = {
    "object": N_("object"),
    "array": N_("array"),
    "string": N_("string"),
    "number": N_("number"),
    "boolean": N_("true or false"),
    "null": N_("null"),
}


def key_text(key: str | int | None, mask: Mask, limit: int = KEY_LIMIT) -> str:
    """A row's key on one line: `status`, `[0]`; the root has none and is called the whole answer."""
    if key is None:
        return _("whole answer")
    if isinstance(key, int):
        return f"[{key}]"
    text = visible(mask((), str(key))) or '""'
    return text if len(text) <= limit else text[: limit - 1] + "…"


def shown_value(value: object, path: Path, mask: Mask) -> object:
    """`value` as it may be shown: a string with its secrets masked, anything else as it is."""
    return mask(path, value) if isinstance(value, str) else value


def shown_beginning(value: object, path: Path, mask: Mask) -> object:
    """The same for what shows the first `BEGINNING` characters at most: a string of megabytes is not
    searched for secrets whole at each paint. What the end of a piece may cut in two is left out again."""
    if not isinstance(value, str) or len(value) <= LONG:
        return shown_value(value, path, mask)
    return mask(path, value[:LONG])[:BEGINNING]


def counted(value: object) -> str:
    """How much a container holds: "4 members", "3 items"."""
    count = child_count(value)
    if kind(value) == "array":
        return ngettext("{count} item", "{count} items", count).format(count=f"{count:,}")
    return ngettext("{count} member", "{count} members", count).format(count=f"{count:,}")


def spoken(row: Row, shown: object, mask: Mask, time: str = "", link: str = "") -> str:
    """The row for a screen reader: "owners, object, 4 members, level 2, collapsed", "status, string,
    in-progress, level 2". `shown` is the row's value with its secrets masked; `time` stands for the kind
    of a value that tells one, and `link` says where an ID leads, or what an object is called."""
    parts = [key_text(row.key, mask)]
    if row.repeated:
        parts.append(_("repeated key"))
    if not time:
        parts.append(_(_KINDS[kind(shown)]))
    parts += _said_value(row, shown)
    parts += [text for text in (time, link) if text]
    parts.append(_("level {level}").format(level=row.depth))
    if row.expandable:
        parts.append(_("expanded") if row.expanded else _("collapsed"))
    return ", ".join(parts)


def _said_value(row: Row, shown: object) -> list[str]:
    if isinstance(shown, dict | list):
        return [counted(row.value)]
    if isinstance(shown, str):
        return [preview(shown)[1:-1] or _("empty")]
    return [] if shown is None else [preview(shown)]


def toggled(row: Row) -> str:
    """What to say when a row was opened or closed: "expanded, 4 members"."""
    if not row.expanded:
        return _("collapsed")
    return _("expanded, {members}").format(members=counted(row.value))


def kind_and_size(value: object) -> str:
    """ "string, 312 characters", "object, 4 members", "number", "null"."""
    named = _(_KINDS[kind(value)])
    if isinstance(value, dict | list):
        return _("{kind}, {size}").format(kind=named, size=counted(value))
    if not isinstance(value, str):
        return named
    size = ngettext("{count} character", "{count} characters", len(value)).format(count=f"{len(value):,}")
    return _("{kind}, {size}").format(kind=named, size=size)


def tooltip(shown: object, masked: bool, beside: str = "") -> str:
    """More of a value than its cell holds, what stands beside it, and why a part of it is hidden."""
    if isinstance(shown, str):
        text = visible(shown[:TOOLTIP_LIMIT], keep="\n") + ("…" if len(shown) > TOOLTIP_LIMIT else "")
    else:
        text = preview(shown, TOOLTIP_LIMIT)
    hidden = _("Masked: this value can give access to somebody. “Reveal this value” shows it.")
    return "\n\n".join([text, *([beside] if beside else []), *([hidden] if masked else [])])
