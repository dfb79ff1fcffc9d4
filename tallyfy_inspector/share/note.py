"""A note for the ticket, as Markdown: which task, from where and when, how it stands, and why it is stuck.

Holds labels of form fields and no values. Whatever an answer, a file's name or a finding says goes through
`_said`: secrets masked, control characters visible, and without any meaning for Markdown. A new section is
one function that answers lines, and its line in `note`. Never raises on any JSON; knows no display.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from tallyfy_inspector.document.shown import visible
from tallyfy_inspector.redact import mask_text
from tallyfy_inspector.share.ids import ids
from tallyfy_inspector.share.markdown import escape
from tallyfy_inspector.task import facts
from tallyfy_inspector.task.dates import moment_words
from tallyfy_inspector.task.diagnosis.finding import Finding, front_words
from tallyfy_inspector.task.diagnosis.reply import saved_words
from tallyfy_inspector.task.diagnosis.unchecked import not_checked
from tallyfy_inspector.task.fields import FieldRow, form_fields, form_fields_state
from tallyfy_inspector.task.kickoff import kickoff_fields
from tallyfy_inspector.task.reading import find_task
from tallyfy_inspector.task.verdict import verdict
from tallyfy_inspector.texts import _, ngettext

MOST = 50
"""Entries of one list; how many more there are is said."""
_LONGEST = 400  # characters of one piece of text
_LOOKED_AT = 8_192


@dataclass(frozen=True, slots=True, repr=False)
class Origin:
    """Where an answer is from. `words` name the connection or the file for people; `organization` and
    `asked` are the ID and the includes that were asked for, None where that is not known. `opened`: it was
    not received but opened then. `older`: a newer attempt did not replace it."""

    words: str
    received_at: datetime
    organization: str | None = None
    asked: frozenset[str] | None = None
    opened: bool = False
    older: bool = False

    def __repr__(self) -> str:
        return f"Origin(older={self.older})"  # never content


def note(root: object, findings: Sequence[Finding], origin: Origin, now: datetime, zone: tzinfo) -> str:
    """The note on the task in `root`; "" when there is none. Times are told in `zone`; `now` has one. The
    `findings` are the diagnosis's, in its order: it may have judged by more than `root` shows."""
    if find_task(root) is None:
        return ""
    sections = (
        [f"## {_said(facts.title(root) or _('Task without a title'))}"],
        [f"- {line}" for line in _about(root, origin, now, zone)],
        [f"**{_('Diagnosis')}**"],
        list(_diagnosis(root, findings, origin.asked)),
        [f"**{_('Form fields')}**"],
        [f"- {line}" for line in _fields(root, zone)],
    )
    return "\n\n".join("\n".join(lines) for lines in sections) + "\n"


def _about(root: object, origin: Origin, now: datetime, zone: tzinfo) -> Iterator[str]:
    for name, text in ids(root, origin.organization):
        yield _("{name}: {id}").format(name=name, id=_said(text))
    yield _said(origin.words)
    time = _said(moment_words(origin.received_at, zone))
    told = (_("Opened: {time}") if origin.opened else _("Received: {time}")).format(time=time)
    yield _("{told}, older than the last attempt").format(told=told) if origin.older else told
    if origin.opened:
        yield saved_words()
    parts = [_said(part.text) for part in verdict(root, now, zone, None, origin.opened)]
    if parts:
        yield _("State: {facts}").format(facts=" · ".join(parts))


def _diagnosis(root: object, findings: Sequence[Finding], asked: frozenset[str] | None) -> Iterator[str]:
    """No finding never reads as fine: it says what nobody looked at."""
    for finding in findings[:MOST]:
        title = _("{sure}: {title}").format(sure=front_words(finding), title=_said(finding.title))
        yield f"- **{title}**"
        yield f"  {_said(finding.text)}"
    if not findings:
        yield _("Nothing found.")
    elif len(findings) > MOST:
        yield f"- {_more(len(findings) - MOST)}"
    unchecked = not_checked(root, asked)
    if unchecked:
        what = _("Not checked: {what}.").format(what="; ".join(map(_said, unchecked)))
        yield from (("", what) if findings else (what,))


def _fields(root: object, zone: tzinfo) -> Iterator[str]:
    """Only labels: what was answered is not for a ticket."""
    rows = form_fields(root, zone)
    yield _said(_capital(facts.fields_words(form_fields_state(root), rows)))
    every = (*rows, *kickoff_fields(root, zone))
    required = [row for row in every if row.required_and_empty]
    also = [row for row in every if row.blank and not row.required_and_empty]
    if required:
        yield _("Required, empty: {labels}").format(labels=_labels(required))
    if also:
        yield _("Also empty: {labels}").format(labels=_labels(also))


def _labels(rows: Sequence[FieldRow]) -> str:
    told = [_label(row) for row in rows[:MOST]]
    if len(rows) > MOST:
        told.append(_more(len(rows) - MOST))
    return "; ".join(told)


def _label(row: FieldRow) -> str:
    remarks: Iterable[tuple[bool, str]] = (
        (row.section == "kickoff", _("kick-off")),
        (row.emptiness == "likely", _("likely")),
    )
    told = ", ".join(words for holds, words in remarks if holds)
    label = _said(row.label)
    return _("{label} ({remarks})").format(label=label, remarks=told) if told else label


def _more(count: int) -> str:
    return ngettext("and {count} more", "and {count} more", count).format(count=f"{count:,}")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _said(text: str) -> str:
    # Masked before it is cut: half a link might not be recognised as a secret.
    text = visible(mask_text(text[:_LOOKED_AT]), keep="\n\t")
    return escape(text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…")
