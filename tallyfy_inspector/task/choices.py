"""Answers picked from options: radio (Multiple Choice), dropdown and multiselect (Multi-Select).

Where the options come from a list kept elsewhere, `options` is empty although there is an answer, so an
answer is never refused for them; one that is not among them is told.
Shapes: "Update task" in Tallyfy's API documentation (code-samples/tasks/update-task). What an option is
stands in `options`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tallyfy_inspector.task.options import (
    KnownOptions,
    Picked,
    is_option,
    is_selected,
    kept_elsewhere,
    option_text,
    picked,
    sent_options,
)
from tallyfy_inspector.task.readable import NOTHING, Readable, is_blank, raw, shown
from tallyfy_inspector.task.reading import Found, elements, member, part
from tallyfy_inspector.texts import _, ngettext


@dataclass(frozen=True, slots=True, repr=False)
class Chosen:
    """What there is to say of the options: "2 of 3: Contract on file, Insurance", "0 of 3" where nothing is
    chosen and "" where it is not known of how many; and remarks on what is chosen."""

    options: str = ""
    remarks: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"Chosen({len(self.remarks)})"  # never content


def choice(field: Found, value: Found) -> Readable:
    """The text of one option; "ID 2" where only the ID was sent and the field's options do not know it."""
    return _choice(KnownOptions(field), value)


def _choice(known: KnownOptions, value: Found) -> Readable:
    if isinstance(value.value, dict):
        return _option_words(known, value)
    if isinstance(value.value, list):
        return Readable(", ".join(_texts(known, [entry for entry in elements(value) if is_selected(entry)])))
    option = known.named_by(value)
    if option is None:
        return Readable(shown(value))
    return Readable(option_text(option), (_("only the option's ID was sent: {id}").format(id=shown(value)),))


def several(field: Found, value: Found) -> Readable:
    """ "Contract on file, Insurance (2 of 3)": the options that are selected, and of how many.

    An option without `selected` counts as selected, which a note says. Blank when nothing is selected.
    """
    chosen = [entry for entry in sent_options(value) if is_selected(entry)]
    known = KnownOptions(field)
    texts = _texts(known, chosen)
    if not texts:
        return NOTHING
    listed, what = ", ".join(texts), picked(field, value, known)
    if what.total:
        form = _("{chosen} ({count} of {total})")
        listed = form.format(chosen=listed, count=len(what.kept), total=what.total)
    return Readable(listed, _unsaid(chosen))


def one_chosen(field: Found, value: Found | None) -> Chosen:
    """Of the one option that is chosen: whether it is none of the field's options, or renamed."""
    known = KnownOptions(field)
    what = picked(field, value, known)
    return Chosen(_chosen_of(known, what), _gone(known, what))


def several_chosen(field: Found, value: Found | None) -> Chosen:
    """Of several options: whether all must be checked, and how many are none of the options now."""
    known = KnownOptions(field)
    what = picked(field, value, known)
    return Chosen(_chosen_of(known, what), (*_all_checked(field, what), *_several_gone(what)))


def _chosen_of(known: KnownOptions, what: Picked) -> str:
    """What is none of the options is not counted."""
    if not what.total:
        return ""
    texts = _texts(known, what.kept)
    form = _("{count} of {total}: {chosen}") if texts else _("{count} of {total}")
    return form.format(count=len(texts), total=what.total, chosen=", ".join(texts))


def _gone(known: KnownOptions, what: Picked) -> tuple[str, ...]:
    if not known:
        return ()
    if len(what.kept) < len(what.chosen):
        return (_("not among its options"),)
    renamed = (known.new_text(entry) for entry in what.chosen)
    return tuple(_("the option is called “{text}” now").format(text=text) for text in renamed if text)


def _several_gone(what: Picked) -> tuple[str, ...]:
    count = len(what.chosen) - len(what.kept)
    if not count:
        return ()
    sentence = ngettext(
        "{count} chosen is not among its options",
        "{count} chosen are not among its options",
        count,
    )
    return (sentence.format(count=count),)


def _all_checked(field: Found, what: Picked) -> tuple[str, ...]:
    """Where the answer keeps `must_all_checked` is not documented: in the field, or in its settings."""
    settings = part(field, "settings")
    places = (field,) if settings is None else (field, settings)
    flags = (member(place, "must_all_checked") for place in places)
    if not any(flag is not None and flag.value in (True, 1, "1", "true") for flag in flags):
        return ()
    if not what.total or kept_elsewhere(field):
        return (_("all must be checked"),)
    counted = _("all must be checked: {count} of {total} are")
    return (counted.format(count=len(what.kept), total=what.total),)


def _texts(known: KnownOptions, chosen: Iterable[Found]) -> list[str]:
    return [text for entry in chosen if (text := _entry_text(known, entry))]


def _entry_text(known: KnownOptions, entry: Found) -> str:
    return shown(entry) if isinstance(entry.value, list) else _choice(known, entry).text


def _unsaid(chosen: list[Found]) -> tuple[str, ...]:
    count = sum(isinstance(entry.value, dict) and "selected" not in entry.value for entry in chosen)
    if not count:
        return ()
    sentence = ngettext(
        "{count} option was sent without “selected” and is counted as chosen",
        "{count} options were sent without “selected” and are counted as chosen",
        count,
    )
    return (sentence.format(count=count),)


def _option_words(known: KnownOptions, option: Found) -> Readable:
    text = option_text(option)
    if text:
        return Readable(text)
    identity = member(option, "id")
    if identity is None or is_blank(identity.value):
        return NOTHING if is_option(option) else Readable(raw(option))
    named = known.named_by(option)
    words = option_text(named) if named is not None else ""
    note = _("the option's text was not sent, only its ID")
    return Readable(words or _("ID {id}").format(id=shown(identity)), (note,))
