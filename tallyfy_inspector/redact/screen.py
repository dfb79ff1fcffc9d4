"""What of an answer stays when somebody else looks at the screen: its structure, and how things stand.

An allow list: IDs, states, kinds, times, units, numbers outside of form values, the labels and aliases of
form fields, true, false, null and "" stay; of everything else no more is seen than that there is something.
Something new that Tallyfy sends is therefore hidden until it is listed here: a word for how things stand goes
into `_STATES`, a member that holds form values into `_VALUES`.

A leaf: knows member names and texts, no bytes (`screen_json` reads those), no window and no language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from tallyfy_inspector.redact.values import kind_of

HIDDEN = "•••••"
"""Stands for whatever is hidden, however long it is. Not the sign for secrets (`looks.MASK`): that one can be
revealed."""

Region = Literal["answer", "fields", "values", "kickoff", "timing"]
"""Where in an answer one is: anywhere, among form fields' definitions, in form values, in a kick-off form
(values or definitions), in a rule for a deadline or start."""

Rule = Literal["hide", "id", "state", "slug", "code", "role", "label", "any", "bare"]
"""What of the texts under a name stays: nothing; IDs; words for states; one such word, as programs write it;
error codes; a member's kind; all but addresses; IDs and times; nothing, and numbers neither."""

_VALUES = frozenset(("value", "values", "taskdata", "custom_fields", "options"))
_FIELDS = frozenset(("form_fields", "ko-form-fields", "ko_form_fields", "captures", "fields", "columns"))
_TIMING = frozenset(("deadline", "start_date", "duration", "delay", "due_date"))
_STATES = frozenset(
    (
        *("status", "status_label", "state", "verb", "field", "source", "type", "timezone", "color"),
        *("operation", "operator", "field_validation", "date_format", "working_days"),
    )
)
_STATE_ENDINGS = ("_type", "_status", "_state", "_verb", "_timezone", "_date_field_format")
_SLUGS = frozenset(("label", "step", "unit", "option", "logic", "value"))
_OWN_WORDS = frozenset(("text", "content", "title", "name", "summary", "description", "comment", "message"))
_NUMBERS_OF_PEOPLE = ("phone", "mobile", "fax", "_name", "number", "zip", "postal_code", "birthday")
_ROLES = frozenset(("admin", "standard", "light", "member", "guest", "owner", "support", "bot"))

_ID = re.compile(r"[0-9]{1,20}|[0-9a-f]{32}|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_LONG_ID = re.compile(r"[0-9a-f]{32}")
_TIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_NOTHING = re.compile(r"(?:\s|&nbsp;|</?[A-Za-z][A-Za-z0-9]{0,9} ?/?>)++")
_YES_OR_NO = frozenset(("true", "false", "0", "1"))
_STATE = re.compile(r"(?!.*//)[#A-Za-z][A-Za-z0-9 _.,:/\\+-]{0,39}")
_SLUG = re.compile(r"[a-z][a-z0-9_-]{0,39}")
_CODE = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*")
_STRUCTURE = re.compile(r"[A-Za-z0-9_.:$-]{1,64}")
_AT = ("@", "%40", "＠")

# What the servers on the way say of an answer, not of anybody.
_HEADERS = frozenset(
    (
        *("content-type", "content-length", "content-encoding", "transfer-encoding", "connection", "date"),
        *("age", "cache-control", "expires", "pragma", "vary", "server", "via", "retry-after", "allow"),
        *("x-request-id", "x-tallyfy-version", "x-ratelimit-limit", "x-ratelimit-remaining", "cf-ray"),
        *("cf-cache-status", "strict-transport-security", "last-modified", "etag", "keep-alive"),
    )
)


def mask_leaf(path: Sequence[str | int], value: object) -> object:
    """What stands at `path` of an answer, as others may see it: a text or number as it is, or `HIDDEN`.
    True, false, null and "" are returned as they are; of containers it knows nothing."""
    if value is None or isinstance(value, bool) or value == "":
        return value
    region: Region = "answer"
    for name in path:
        if isinstance(name, str):
            region = region_under(region, name)
    name = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    if isinstance(value, str):
        return mask_string(rule_for(region, name), value)
    return value if keeps_numbers(region, name) else HIDDEN


@lru_cache(maxsize=4096)
def region_under(region: Region, name: str) -> Region:
    """Where one is in what stands under the member `name` of an object in `region`."""
    name = name.lower()
    if region == "values" or (region == "timing" and name in _VALUES):
        return region
    if name in _VALUES or name.endswith("_value"):
        return "values"
    if name in _TIMING:
        return "timing"
    if name == "prerun" or region == "kickoff":
        return "kickoff"
    return "fields" if name in _FIELDS else region


@lru_cache(maxsize=4096)
def rule_for(region: Region, name: str) -> Rule:
    """What stays of a text under the member `name`, which stands in `region` (that of its own name)."""
    name = name.lower()
    if region == "values":
        return "id" if name == "id" else "hide"
    if kind_of(name) is not None:
        return "hide"
    if name == "id" or name.endswith(("_id", "_ids")):
        return "id"
    if region in ("fields", "kickoff") and name in ("label", "alias"):
        return "label"
    if name in _SLUGS:
        return "slug"
    if name in _STATES or name.endswith(_STATE_ENDINGS):
        return "state"
    if name in ("code", "error_code"):
        return "code"
    if name in ("role", "user_role"):
        return "role"
    if region == "kickoff":
        return "any" if name.endswith("_at") else "hide"
    return "bare" if name in _OWN_WORDS or name.endswith(_NUMBERS_OF_PEOPLE) else "any"


@lru_cache(maxsize=4096)
def keeps_numbers(region: Region, name: str) -> bool:
    """Whether a number under the member `name` stays; the numbers of people do, as IDs."""
    if region in ("values", "kickoff"):
        return name == "id" or (region == "kickoff" and name in ("position", "version"))
    return rule_for(region, name) not in ("bare", "label")


def mask_string(rule: Rule, text: str) -> str:
    """A text under a name with that rule, as others may see it; the same object when it stays."""
    if not text or _stays(rule, text) or holds_nothing(text):
        return text
    return hide_addresses(text) if rule == "label" else HIDDEN


def holds_nothing(text: str) -> bool:
    """Whether `text` is blanks, and what an editor leaves of a text that was emptied: "<p><br></p>"."""
    return _NOTHING.fullmatch(text) is not None


def _stays(rule: Rule, text: str) -> bool:
    match rule:
        case "any":
            return text in _YES_OR_NO or any(kind.fullmatch(text) for kind in (_LONG_ID, _TIME))
        case "id":
            return _ID.fullmatch(text) is not None
        case "state":
            return any(kind.fullmatch(text) for kind in (_STATE, _LONG_ID, _TIME))
        case "slug":
            return _SLUG.fullmatch(text) is not None
        case "code":
            return _CODE.fullmatch(text) is not None
        case "role":
            return text.lower() in _ROLES
        case "label":
            return not any(sign in text for sign in _AT)
    return False


def hide_addresses(text: str) -> str:
    """A text that stays, without the e-mail addresses in it; the same object when it has none."""
    if not any(sign in text for sign in _AT):
        return text
    parts = re.split(r"(\s+)", text)
    return "".join(HIDDEN if any(sign in part for sign in _AT) else part for part in parts)


def is_structure(name: str) -> bool:
    """Whether the name of a member stays: one that a program gave. Others are addresses or people's words."""
    return _STRUCTURE.fullmatch(name) is not None


def mask_header(name: str, value: str) -> str:
    """The value of an answer's header, as others may see it."""
    return hide_addresses(value) if name.lower() in _HEADERS or not value.strip() else HIDDEN
