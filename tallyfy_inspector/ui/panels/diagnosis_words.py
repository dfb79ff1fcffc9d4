"""What the panel Diagnosis says around the findings: its tab, what was not checked, and the evidence.

Pure functions, tested without a display. What a finding itself says is made by its rule. To say more of a
kind of value, extend `value_words`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tallyfy_inspector.document.path import Path, value_at
from tallyfy_inspector.document.shown import visible
from tallyfy_inspector.task.diagnosis.finding import Finding, front_words
from tallyfy_inspector.task.html_text import looks_like_html, plain_text
from tallyfy_inspector.task.naming import named
from tallyfy_inspector.task.readable import is_blank, raw
from tallyfy_inspector.task.reading import Found
from tallyfy_inspector.texts import N_, _, ngettext
from tallyfy_inspector.ui.path_words import Mask, place_words

COLUMNS = (N_("How sure"), N_("Finding"))
_LONGEST = 200  # characters of a value; the tree has all of it
_LOOKED_AT = 8_192


def counted(findings: Iterable[Finding]) -> int:
    """How many of them are blockers and warnings that are more than a question."""
    serious = ("blocker", "warning")
    return sum(each.severity in serious and each.confidence != "cannot_tell" for each in findings)


def tab_title(count: int) -> str:
    """The tab's text, with the number of blockers and warnings."""
    return _("Diagnosis ({count})").format(count=count) if count else _("Diagnosis")


def role(finding: Finding) -> str:
    """The role of `theme.Roles` for the words in front; "" is the palette's own ink."""
    if finding.confidence == "cannot_tell":
        return "dim"
    return {"blocker": "bad", "warning": "warning", "info": ""}[finding.severity]


def line(finding: Finding) -> str:
    """A finding on one line, as it is heard and copied: "Blocker, certain: 1 issue is open"."""
    return _("{sure}: {title}").format(sure=front_words(finding), title=visible(finding.title))


def rest(
    findings: Sequence[Finding], unchecked: Sequence[str], has_task: bool, *, opened: bool = False
) -> str:
    """What stands under the findings. No finding never reads as fine: it says what nobody looked at; nor does
    an answer that was `opened` read as the present."""
    if not has_task:
        return _("There is no task in this answer.")
    told = [] if findings else [_("Nothing found.")]
    if opened:
        told.append(_("This was opened and not fetched: it tells how the task stood when it was saved."))
    if unchecked:
        told.append(_("Not checked: {what}.").format(what="; ".join(unchecked)))
    return " ".join(told)


def fetch_words(needs: Sequence[str]) -> str:
    """What the button says that fetches them too: "Fetch issues too"."""
    return _("Fetch {includes} too").format(includes=", ".join(needs))


def basis(finding: Finding) -> str:
    """What is read above the evidence."""
    count = len(finding.because)
    return ngettext("It rests on {count} place:", "It rests on {count} places:", count).format(count=count)


def evidence(root: object, path: Path, mask: Mask) -> str:
    """A place and what stands there: "data › deadline: 2026-11-20T17:00:00.000Z"; secrets masked."""
    return _("{where}: {value}").format(where=place_words(path, mask), value=value_words(root, path, mask))


def value_words(root: object, path: Path, mask: Mask) -> str:
    """The value at `path` on one line; an object by the name it has, else as JSON."""
    try:
        found = Found(value_at(root, path), path)
    except LookupError:
        return _("not returned")
    if isinstance(found.value, dict):
        found = named(found) or found
    text = _text(found, mask)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _text(found: Found, mask: Mask) -> str:
    if found.value is not None and is_blank(found.value):
        return _("empty")
    if not isinstance(found.value, str):
        return raw(found)
    # Masked before it is cut: half a link might not be recognised as a secret.
    text = mask(found.path, found.value[:_LOOKED_AT])
    readable = plain_text(text) if looks_like_html(text) else text
    return visible(" ".join(readable.split())) or _("empty")
