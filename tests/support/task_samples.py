"""A made-up task for tests of the panels: an envelope, owners with a guest link, and fields of several types.

Knows no panel.
"""

from __future__ import annotations

from typing import Any

CODE = "67a466a7d8374750922f9d46349cd3ae"
GUEST_LINK = f"https://go.tallyfy.com/guest-all-task/3d53f2fd6326517fb1b431b539292029/{CODE}"
NOTES = "<p>Before <b>noon</b>.</p><p>Gate code changes daily.</p>"


def form_field(number: int, kind: str, label: str, value: object, **more: Any) -> dict[str, Any]:
    """One entry of `form_fields`."""
    return {
        "id": f"{number:032x}",
        "field_type": kind,
        "label": label,
        "alias": f"alias-{number}",
        "position": number,
        "required": False,
        "field_value": value,
        **more,
    }


FIELDS = [
    form_field(1, "text", "PO number", "PO-2026-00917", required=True),
    form_field(2, "textarea", "Site notes", NOTES, use_wysiwyg_editor=True),
    form_field(3, "radio", "Service tier", None, required=True),
    form_field(4, "dropdown", "Region", None),
    form_field(5, "text", "Cost centre", "", required=True),
]

TASK: dict[str, Any] = {
    "data": {
        "id": "d005715eb72c17884e4e3f904d9e01bf",
        "title": "Collect sign-off",
        "owners": {
            "users": [20391, 20417],
            "guests": ["buyer@customer.example"],
            "groups": [],
            "taskUrls": [GUEST_LINK],
        },
        "status": "in-progress",
        "completion_progress": 0.33,
        "problem": True,
        "archived_at": None,
        "form_fields": {"data": FIELDS},
    }
}
