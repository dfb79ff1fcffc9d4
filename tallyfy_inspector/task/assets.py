"""The files uploaded to a task: name, version, when, from which form field, and where they are kept.

An asset is `{"id", "filename", "version", "uploaded_from", "uploaded_at", "source", "system", "subject"}`;
`uploaded_from` is a form field's ID or "ko_field". A file is never downloaded, and its address, which may
give access, is only told as text with its secret parts hidden. A new member: its place in `_IDS` or `_KEPT`.

Knows no display. Never raises on any JSON.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from tallyfy_inspector.task.included import (
    Entry,
    Line,
    State,
    extras,
    first,
    flag,
    line,
    lines_of,
    listed,
    on_one_line,
    told,
)
from tallyfy_inspector.task.readable import raw
from tallyfy_inspector.task.reading import Found, find_task, items, part
from tallyfy_inspector.texts import N_, _

_WHEN = ("uploaded_at", "created_at")
_IDS = {"id": N_("ID"), "uploaded_from": N_("Uploaded from"), "step_id": N_("Step ID")}
_KEPT = ("source", "system", "uploaded_to_s3")
_KNOWN = frozenset(("filename", "name", "version", "subject", *_WHEN, *_IDS, *_KEPT))
_KICK_OFF = frozenset({"ko_field", "ko-field"})
_SUBJECTS = {
    "Run": N_("process (API: Run)"),
    "Checklist": N_("template (API: Checklist)"),
    "Task": N_("task"),
    "Organization": N_("organization"),
}


@dataclass(frozen=True, repr=False)
class Asset(Entry):
    """One file. `labels` are the form fields' labels by their IDs."""

    labels: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The file's name on one line; what it is instead where none was sent."""
        if not self.readable:
            return raw(self.entry)
        return on_one_line(told(self.entry, "filename", "name")) or _("(no name)")

    @property
    def version(self) -> str:
        """The version as sent; ""."""
        return on_one_line(told(self.entry, "version"))

    @cached_property
    def when(self) -> Line | None:
        """When it was uploaded."""
        found = first(self.entry, _WHEN)
        return None if found is None else line(_("Uploaded"), found)

    @property
    def origin(self) -> str:
        """Where it was uploaded: the form field's label, the kick-off form, or the ID as sent; ""."""
        identity = on_one_line(told(self.entry, "uploaded_from"))
        if identity in _KICK_OFF:
            return _("kick-off form")
        if not identity or identity in self.labels:
            return self.labels.get(identity, "")
        return _("form field {id} (not in this answer)").format(id=identity)

    @property
    def kept(self) -> str:
        """Where it is kept, in the API's own words: source, system, uploaded to S3 or not; ""."""
        words = [on_one_line(text) for key in _KEPT[:2] if (text := told(self.entry, key))]
        stored = {True: _("uploaded to S3"), False: _("not uploaded to S3"), None: ""}
        return ", ".join(filter(None, (*words, stored[flag(self.entry, "uploaded_to_s3")])))

    @property
    def subject(self) -> Line | None:
        """What it belongs to: "process (API: Run) 0b75…"; None where it was not sent."""
        found = part(self.entry, "subject")
        return None if found is None else line(_("Belongs to"), found, _subject_words)

    @property
    def lines(self) -> Iterator[Line]:
        """What else there is to say of it, and whatever is not known, as it was sent."""
        if not self.readable:
            return
        if (subject := self.subject) is not None:
            yield subject
        yield from lines_of(self.entry, _IDS)
        yield from extras(self.entry, _KNOWN)


def _subject_words(found: Found) -> str:
    kind, identity = told(found, "type"), told(found, "id")
    short = kind.rpartition("\\")[2]
    name = _(_SUBJECTS[short]) if short in _SUBJECTS else on_one_line(kind)
    return " ".join(filter(None, (name, on_one_line(identity)))) or raw(found)


@dataclass(frozen=True, slots=True, repr=False)
class Assets:
    """The files in the order sent."""

    state: State
    entries: tuple[Asset, ...] = ()
    whole: Found | None = None

    def __repr__(self) -> str:
        return f"Assets({self.state}, {len(self.entries)})"  # never content


def assets(root: object) -> Assets:
    """The task's files from `assets`."""
    found = listed(root, "assets")
    labels = field_labels(root) if found.entries else {}
    return Assets(found.state, tuple(Asset(entry, labels) for entry in found.entries), found.whole)


def field_labels(root: object) -> dict[str, str]:
    """The labels of form fields and kick-off fields that the answer defines, by ID."""
    task = find_task(root)
    labels: dict[str, str] = {}
    for fields, told_as in () if task is None else _definitions(task):
        for each in () if fields is None else items(fields):
            identity, label = told(each, "id"), on_one_line(told(each, "label"))
            if identity and label:
                labels.setdefault(identity, told_as.format(label=label))
    return labels


def _definitions(task: Found) -> Iterator[tuple[Found | None, str]]:
    """Every place where the answer defines fields, and how a label from there is told."""
    run = part(task, "run")
    template = None if run is None else part(run, "checklist")
    step = part(task, "step")
    kick_off = _("{label} (kick-off form)")
    yield part(task, "form_fields"), "{label}"
    yield (None if step is None else part(step, "captures")), "{label}"
    yield part(task, "ko-form-fields"), kick_off
    yield part(task, "ko_form_fields"), kick_off
    yield (None if template is None else part(template, "prerun")), kick_off
