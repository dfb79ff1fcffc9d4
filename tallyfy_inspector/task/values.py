"""What the answer to a form field says to a person: one renderer a field type.

A new type: its row in TYPES (people's name, renderer) and a renderer, which is handed the field and an answer
that holds something, never raises on any JSON, and gives Readable("") only when that answer is blank in the
way of its type. A type that is not in the table is shown as sent. What is to be said of a type also where
there is no answer (options, remarks) is a second function in the same row.

Knows no order of fields and no place of answers (`fields` does). The ten types and their shapes are those of
"Update task" and "Launch process" in Tallyfy's API documentation, the names those of its web application.
"""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import dataclass

from tallyfy_inspector.task.assignees import assignees
from tallyfy_inspector.task.choices import Chosen, choice, one_chosen, several, several_chosen
from tallyfy_inspector.task.dates import Zones, day_words, moment_words, read_day, read_moment
from tallyfy_inspector.task.files import files
from tallyfy_inspector.task.html_text import looks_like_html, plain_text
from tallyfy_inspector.task.readable import LONGEST, NOTHING, Readable, is_blank, shown, words
from tallyfy_inspector.task.reading import Found, member
from tallyfy_inspector.task.tables import table
from tallyfy_inspector.texts import N_, _

Renderer = Callable[[Found, Found, Zones], Readable]
# Takes the field, its answer (None when none was sent), and whether that holds anything.
About = Callable[[Found, Found | None, bool], Chosen]


def _nothing(_field: Found, _answer: Found | None, _holds: bool) -> Chosen:
    return Chosen()


@dataclass(frozen=True, slots=True)
class FieldType:
    """`name` is marked for translation; `render` takes the field, its answer, which is not blank,
    and the zones in which times are told. `about` says what there is to say with or without an
    answer."""

    name: str
    render: Renderer
    about: About = _nothing


def type_name(api_type: str) -> str:
    """People's word for a `field_type`; "" stands for one that was not returned."""
    known = TYPES.get(api_type)
    if known is not None:
        return _(known.name)
    return _("Unknown type") if api_type else _("Not returned")


def read_value(api_type: str, field: Found, value: Found, zones: Zones) -> Readable:
    """The answer at `value` to `field`, read as its type asks; Readable("") when it is blank."""
    if is_blank(value.value):
        return NOTHING
    known = TYPES.get(api_type)
    return Readable(shown(value)) if known is None else known.render(field, value, zones)


def read_about(api_type: str, field: Found, answer: Found | None, holds: bool) -> Chosen:
    """The options and remarks of the field by its type; `answer` is None when none was sent, and `holds`
    tells whether there is anything in it."""
    known = TYPES.get(api_type)
    return Chosen() if known is None else known.about(field, answer, holds)


def text(_field: Found, value: Found) -> Readable:
    """As sent: a string, and a number or true/false where one was stored."""
    spaces = isinstance(value.value, str) and value.value.isspace()
    return Readable(shown(value), (_("only spaces"),) if spaces else ())


def textarea(field: Found, value: Found) -> Readable:
    """The words of a text kept as HTML; the text as sent where it is none."""
    if not isinstance(value.value, str):
        return text(field, value)
    sent = value.value
    if looks_like_html(sent[:LONGEST]):
        return _from_html(value, sent)
    if _flag(field, "use_wysiwyg_editor"):
        return text(field, Found(html.unescape(sent), value.path))
    return text(field, value)


def prose(found: Found) -> str:
    """The words of a text that may be HTML, such as a field's guidance; "" when it holds none."""
    sent = found.value
    if not isinstance(sent, str) or not looks_like_html(sent[:LONGEST]):
        return shown(found)
    return words(found, plain_text(sent[:LONGEST]))


def _from_html(value: Found, sent: str) -> Readable:
    plain = plain_text(sent[:LONGEST])
    if not plain:
        return Readable(words(value, sent), (_("formatting without any text"),))
    cut = (_("a long text: only its beginning is shown"),) if len(sent) > LONGEST else ()
    return Readable(words(value, plain), cut)


def date(field: Found, value: Found, zones: Zones) -> Readable:
    """1 Dec 2026, as sent and never shifted; with its time where the field collects one, in the person's zone
    and, as a remark, in the organization's.

    The time part means something only under `collect_time`; what cannot be read is shown as sent.
    """
    sent = value.value
    if not isinstance(sent, str) or (day := read_day(sent)) is None:
        return Readable(shown(value))
    if not _flag(field, "collect_time"):
        return Readable(day_words(day))
    moment = read_moment(sent)
    if moment is None:
        return Readable(day_words(day) if _is_day_alone(sent) else shown(value))
    notes = () if moment.tzinfo else (_("sent without a time zone, read as UTC"),)
    theirs = zones.theirs(moment)
    there = (_("{time} in the organization's zone").format(time=theirs),) if theirs else ()
    return Readable(moment_words(moment, zones.mine), (*there, *notes))


def _is_day_alone(sent: str) -> bool:
    return len(sent.strip()) == len("2026-12-01")


def email(_field: Found, value: Found) -> Readable:
    """The address; also where a client stored it inside `{"value": …}`."""
    inner = member(value, "value")
    if inner is None:
        return Readable(shown(value))
    note = _("stored inside an object, {shape}").format(shape='{"value": …}')
    return NOTHING if is_blank(inner.value) else Readable(shown(inner), (note,))


def _flag(field: Found, key: str) -> bool:
    found = member(field, key)
    return found is not None and found.value in (True, 1, "1", "true")


def _timeless(render: Callable[[Found, Found], Readable]) -> Renderer:
    return lambda field, value, _zones: render(field, value)


def _choosing(about: Callable[[Found, Found | None], Chosen]) -> About:
    return lambda field, answer, _holds: about(field, answer)


def _unseen(_field: Found, _answer: Found | None, _holds: bool) -> Chosen:
    return Chosen(remarks=(_("the web app does not draw this field"),))


def _assigns_nobody(_field: Found, _answer: Found | None, holds: bool) -> Chosen:
    return Chosen(remarks=(_("picking does not assign"),) if holds else ())


TYPES: dict[str, FieldType] = {
    "text": FieldType(N_("Short Text"), _timeless(text)),
    "textarea": FieldType(N_("Large Text"), _timeless(textarea)),
    "radio": FieldType(N_("Multiple Choice"), _timeless(choice), _choosing(one_chosen)),
    "dropdown": FieldType(N_("Dropdown"), _timeless(choice), _choosing(one_chosen)),
    "multiselect": FieldType(N_("Multi-Select"), _timeless(several), _choosing(several_chosen)),
    "date": FieldType(N_("Date"), date),
    "email": FieldType(N_("Email"), _timeless(email), _unseen),
    "file": FieldType(N_("File Upload"), _timeless(files)),
    "table": FieldType(N_("Table"), _timeless(table)),
    "assignees_form": FieldType(N_("Assignee Picker"), _timeless(assignees), _assigns_nobody),
}
