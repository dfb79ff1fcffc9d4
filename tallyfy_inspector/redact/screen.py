"""What of an answer stays when somebody else looks at the screen: its structure, and how things stand.

An allow list: under names that are known for them IDs, times, counts, zones and known words (`screen_words`)
stay; so do the labels and aliases of form fields, true, false, null and ""; of everything else no more is
seen than that there is something. Something new that Tallyfy sends is therefore hidden until it is listed
here: a member in `_RULES`, an ending that says what it is in `_ENDINGS`, one that holds form values in
`_VALUES`.

In a kick-off form (API "prerun") answers and definitions may stand under the same names. What an object there
holds is a value unless one of `DEFINING` is among its members.

A leaf: knows member names and texts, no bytes (`screen_json` reads those), no window and no language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from tallyfy_inspector.redact.screen_words import is_known
from tallyfy_inspector.redact.values import kind_of

HIDDEN = "•••••"
"""Stands for whatever is hidden, however long it is. Not the sign for secrets (`looks.MASK`): that one can be
revealed."""

DEFINING = frozenset(("field_type", "field_value"))
"""What only a form field has, not the answer to one."""

Region = Literal["answer", "form", "member", "kickoff", "judged", "values", "timing", "activity"]
"""Where in an answer one is: anywhere, in a list of form fields, at a known member of one, in a kick-off
form, at what would be a known member if the object around it were a form field, in form values, in a rule for
a deadline or start, in the history."""

Rule = Literal[
    "hide", "id", "small", "word", "known", "time", "count", "zone", "colour", "format", "role", "label"
]
"""What of the texts and numbers under a name stays: nothing; IDs; IDs of options and objects; known words and
IDs; known words alone, since a code that lets somebody in looks like an ID; times; numbers and 0 or 1; a time
zone; a colour; how dates are written; a member's kind; all but addresses."""

_VALUES = frozenset(
    (
        *("value", "values", "taskdata", "custom_fields", "options", "list", "settings", "statement"),
        *("old_values", "new_values"),
    )
)
_FORMS = frozenset(("form_fields", "ko-form-fields", "ko_form_fields", "captures"))
_WITHIN = frozenset(("data", "columns"))
_TIMING = frozenset(("deadline", "start_date", "duration", "delay", "due_date"))
_HISTORY = frozenset(("activities", "activity"))
_IN_HISTORY = frozenset(("data", "actor", "verb", "source", "type", "field", "id", "created", "undoable"))
_NOT_A_TIME = "birth"

_RULES: dict[str, Rule] = {
    **dict.fromkeys(("id", "users", "groups", "members", "assignees", "collaborators", "watchers"), "id"),
    **dict.fromkeys(("sent_to", "owner", "owners", "roles", "tags", "folders", "steps", "parent"), "id"),
    **dict.fromkeys(("actor", "author", "watcher"), "id"),
    **dict.fromkeys(("status", "status_label", "verb", "field", "source", "system", "type"), "word"),
    **dict.fromkeys(("label", "step", "unit", "option", "logic", "operation", "operator"), "word"),
    **dict.fromkeys(("uploaded_from", "permissions", "working_days"), "word"),
    **dict.fromkeys(("code", "error_code", "state"), "known"),
    **dict.fromkeys(("created", "updated", "started", "date", "deadline", "start_date", "due_date"), "time"),
    **dict.fromkeys(("created_on", "disabled_on", "deadline_on"), "time"),
    **dict.fromkeys(
        ("position", "version", "progress", "total", "complete", "completed", "percent"), "count"
    ),
    **dict.fromkeys(("approved", "rejected", "count", "per_page", "current_page", "total_pages"), "count"),
    **dict.fromkeys(("open", "problem", "problems", "max_assignable", "tasks_due_soon", "duration"), "count"),
    **dict.fromkeys(("starred", "active", "required", "selected", "top_secret", "undoable"), "count"),
    **dict.fromkeys(("tasks_within_process", "everyone_must_complete", "delay"), "count"),
    **dict.fromkeys(("timezone", "utc_offset"), "zone"),
    **dict.fromkeys(("role", "user_role"), "role"),
    "color": "colour",
    "date_format": "format",
}
_ENDINGS: tuple[tuple[tuple[str, ...], Rule], ...] = (
    (("_id", "_ids", "_by"), "small"),
    (("_type", "_status", "_state", "_verb"), "word"),
    (("_at", "_until", "_deadline", "_updated", "_accessed"), "time"),
    (
        ("_position", "_count", "_progress", "_length", "_tasks", "_template", "_process", "_processes"),
        "count",
    ),
    (("_timezone",), "zone"),
    (("_date_field_format", "_date_format"), "format"),
)
_FLAGS = ("is_", "has_", "can_", "allow_", "use_", "skip_", "prevent_")
_MEMBERS: dict[str, Rule] = {
    "id": "id",
    "label": "label",
    "alias": "label",
    **dict.fromkeys(("field_type", "field_validation"), "word"),
    **dict.fromkeys(("position", "version", "required", "collect_time", "must_all_checked"), "count"),
    **dict.fromkeys(("use_wysiwyg_editor", "default_value_enabled"), "count"),
    "last_updated": "time",
}
_OF_VALUES = frozenset(
    (
        *(
            "data",
            "id",
            "text",
            "value",
            "values",
            "label",
            "title",
            "name",
            "selected",
            "required",
            "position",
        ),
        *("filename", "version", "url", "full_url", "source", "system", "uploaded_from", "uploaded_at"),
        *(
            "uploaded_to_s3",
            "step_id",
            "task_id",
            "checklist_id",
            "subject",
            "type",
            "users",
            "guests",
            "groups",
        ),
        *("columns", "options", "email", "full_name", "field_value", "guidance", "old", "new", *_MEMBERS),
        *("created_at", "updated_at", "archived_at", "deleted_at", "prefix", "suffix", "settings", "list"),
        *("default_value", "unique_id", "custom_fields", "run_id", "status", "state"),
    )
)
_ROLES = frozenset(("admin", "standard", "light", "member", "guest", "owner", "support", "bot"))

_HEX = r"[0-9a-f]{32}|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
_LONG_ID = re.compile(_HEX)
_INDEX = re.compile(r"[0-9]{1,6}")
_NAMED_ID = re.compile(rf"[0-9]{{1,6}}|{_HEX}")
_ID = re.compile(rf"[0-9]{{1,20}}|{_HEX}")
_TIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_COUNT = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,4})?|true|false")
_ZONE = re.compile(
    r"UTC|GMT|Z|[+-][0-9]{2}:?[0-9]{2}|(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Canada|Etc|"
    r"Europe|Indian|Pacific|US)(?:/[A-Z][A-Za-z0-9_+-]{1,20}){1,2}"
)
_COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}")
_FORMAT = re.compile(r"(?:([A-Za-z])\1{0,3}(?:[-/. :,]{1,3}|$)){2,8}")
_NOTHING = re.compile(r"(?:\s|&nbsp;|</?(?:p|br|div|span|[uo]l|li|[bius]|em|strong|h[1-6]) ?/?>)++")
# No telephone number, no token, no Jane.Doe.
_STRUCTURE = re.compile(r"(?![0-9]{7})(?![^_]{41})(?:[A-Za-z0-9_:$-]{1,64}|[a-z0-9_.:$-]{1,64})")
_AT = re.compile(r"[@＠﹫]|%(?:25)*40|&#0*64;|&#x0*40;|&commat;", re.IGNORECASE)
_SHAPES: dict[Rule, re.Pattern[str]] = {
    "id": _ID,
    "small": _NAMED_ID,
    "word": _LONG_ID,
    "time": _TIME,
    "count": _COUNT,
    "zone": _ZONE,
    "colour": _COLOUR,
    "format": _FORMAT,
}
_NUMBERS: dict[Rule, re.Pattern[str]] = {
    "id": re.compile(r"[0-9]{1,20}"),
    "small": re.compile(r"[0-9]{1,6}"),
    **dict.fromkeys(("word", "known"), re.compile(r"[0-9]{1,3}")),
    "time": re.compile(r"[0-9]{1,13}"),
    "count": re.compile(r"-?[0-9]{1,6}|-?[0-9]{1,3}\.[0-9]{1,20}"),
}

# What the servers on the way say of an answer, not of anybody.
_HEADERS = frozenset(
    (
        *("content-type", "content-length", "content-encoding", "transfer-encoding", "connection", "date"),
        *("age", "cache-control", "expires", "pragma", "vary", "server", "via", "retry-after", "allow"),
        *("x-request-id", "x-tallyfy-version", "x-ratelimit-limit", "x-ratelimit-remaining", "cf-ray"),
        *("cf-cache-status", "strict-transport-security", "last-modified", "etag", "keep-alive"),
    )
)


def mask_leaf(path: Sequence[str | int], value: object, *, defined: bool = False) -> object:
    """What stands at `path` of an answer, as others may see it: a text or number as it is, or `HIDDEN`.
    `defined` tells of a kick-off form whether the object around it is a form field. True, false, null and ""
    are returned as they are; of containers it knows nothing."""
    if value is None or isinstance(value, bool) or value == "":
        return value
    region: Region = "answer"
    for name in path:
        if isinstance(name, str):
            region = region_under(region, name)
    name = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    rule = rule_for("member" if defined and region == "judged" else region, name)
    if isinstance(value, str):
        return mask_string(rule, value)
    return value if keeps_number(rule, str(value)) else HIDDEN


@lru_cache(maxsize=4096)
def region_under(region: Region, name: str) -> Region:
    """Where one is in what stands under the member `name` of an object in `region`."""
    name = name.lower()
    if region in ("form", "kickoff"):
        return _region_in_form(region, name)
    if region in ("values", "member", "judged"):
        return "values"
    if region == "timing" and name == "value":
        return region
    if name in _VALUES or name.endswith("_value"):
        return "values"
    if region == "activity":
        known = name in _IN_HISTORY or name.endswith(("_id", "_type", "_at")) or _INDEX.fullmatch(name)
        return region if known else "values"
    if name in _FORMS:
        return "form"
    if name == "prerun":
        return "kickoff"
    if name in _HISTORY:
        return "activity"
    return "timing" if name in _TIMING else region


def _region_in_form(region: Region, name: str) -> Region:
    if name in _WITHIN or (_NAMED_ID if region == "kickoff" else _INDEX).fullmatch(name):
        return region
    if name in _MEMBERS or name.endswith(("_id", "_at")):
        return "member" if region == "form" else "judged"
    return "values"


@lru_cache(maxsize=4096)
def rule_for(region: Region, name: str) -> Rule:
    """What stays of a text or number under the member `name`, which stands in `region` (that of its own
    name)."""
    name = name.lower()
    if region in ("values", "judged"):
        return "small" if name == "id" else "hide"
    if region in ("form", "kickoff") or kind_of(name) is not None:
        return "hide"
    if region == "member":
        return _MEMBERS.get(name) or ("id" if name.endswith("_id") else "time")
    if region == "timing" and name == "value":
        return "count"
    return _RULES.get(name) or _rule_by_looks(name)


def _rule_by_looks(name: str) -> Rule:
    if _NOT_A_TIME in name:
        return "hide"
    for endings, rule in _ENDINGS:
        if name.endswith(endings):
            return rule
    return "count" if name.startswith(_FLAGS) else "hide"


def keeps_number(rule: Rule, digits: str) -> bool:
    """Whether a number, as it is spelled, stays under a name with that rule; the numbers of people do, as
    IDs."""
    kind = _NUMBERS.get(rule)
    return kind is not None and kind.fullmatch(digits) is not None


def mask_string(rule: Rule, text: str) -> str:
    """A text under a name with that rule, as others may see it; the same object when it stays."""
    if not text or _stays(rule, text) or holds_nothing(text):
        return text
    return hide_addresses(text) if rule == "label" else HIDDEN


def holds_nothing(text: str) -> bool:
    """Whether `text` is blanks, and what an editor leaves of a text that was emptied: "<p><br></p>"."""
    return _NOTHING.fullmatch(text) is not None


def _stays(rule: Rule, text: str) -> bool:
    if rule == "hide":
        return False
    if rule == "label":
        return _AT.search(text) is None
    if rule == "role":
        return text.lower() in _ROLES
    if rule in ("word", "known") and is_known(text):
        return True
    return rule != "known" and _SHAPES[rule].fullmatch(text) is not None


def hide_addresses(text: str) -> str:
    """A text that stays, without the e-mail addresses in it; the same object when it has none."""
    if _AT.search(text) is None:
        return text
    parts = re.split(r"(\s+)", text)  # words, and what stands between them
    hidden: set[int] = set()
    for place in range(0, len(parts), 2):
        signs = list(_AT.finditer(parts[place]))
        if signs:  # what it stands beside may be apart from it
            before, after = signs[0].start() == 0, signs[-1].end() == len(parts[place])
            hidden.update((place, place - 2 * before, place + 2 * after))
    return "".join(HIDDEN if place in hidden and part else part for place, part in enumerate(parts))


def name_stays(region: Region, name: str) -> bool:
    """Whether the name of a member of an object in `region` stays: one that a program gave. Others are
    addresses or people's words. Among form values only known names and IDs are taken for a program's."""
    if region in ("values", "member", "judged", "kickoff"):
        return name in _OF_VALUES or _NAMED_ID.fullmatch(name) is not None
    return _STRUCTURE.fullmatch(name) is not None


def mask_header(name: str, value: str) -> str:
    """The value of an answer's header, as others may see it."""
    return hide_addresses(value) if name.lower() in _HEADERS or not value.strip() else HIDDEN
