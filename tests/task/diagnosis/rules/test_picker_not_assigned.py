from __future__ import annotations

from typing import Any

import pytest

from tallyfy_inspector.task.diagnosis.rules.picker_not_assigned import rule
from tests.support.cases import LEFT_OUT, case, kinds, never_asks, owners, places

PICKER: dict[str, Any] = {
    "label": "Next reviewer",
    "field_type": "assignees_form",
    "field_value": {"users": [7], "guests": [], "groups": []},
}
GUEST = {**PICKER, "field_value": {"guests": ["Buyer@Customer.example"]}}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"form_fields": [PICKER], "owners": owners(1)}, ["info likely"]),
        ({"form_fields": [PICKER], "owners": owners()}, ["warning likely"]),
        ({"form_fields": [PICKER], "owners": owners({"id": 7, "full_name": "x"})}, []),
        ({"form_fields": [PICKER], "owners": owners("7")}, []),
        ({"form_fields": [GUEST], "owners": owners(1, guests=["buyer@customer.example"])}, []),
        ({"form_fields": [PICKER], "owners": "x"}, []),
        ({"form_fields": [PICKER], "owners": owners(1), "status": "completed"}, []),
        ({"form_fields": [{**PICKER, "field_type": "text"}], "owners": owners(1)}, []),
        ({"form_fields": [{**PICKER, "field_value": [7]}], "owners": owners(1)}, []),
        (
            {
                "form_fields": [{**PICKER, "field_value": {"users": [{"name": "x"}, None, {}]}}],
                "owners": owners(1),
            },
            [],
        ),
    ],
)
def test_when_it_speaks(changes: dict[str, Any], expected: list[str]) -> None:
    assert kinds(rule(case(**changes))) == expected


def test_it_leads_to_who_was_picked() -> None:
    of = case(form_fields=[PICKER], owners=owners(1))
    (finding,) = rule(of)
    assert finding.title == "1 picked in “Next reviewer” is not assigned"
    assert places(finding, of) == [7, PICKER, owners(1)]


def test_without_form_fields_or_assignees_it_is_silent_and_the_fields_are_named_as_not_checked() -> None:
    never_asks(rule, "form fields", form_fields=LEFT_OUT, owners=owners(1))
    never_asks(rule, None, form_fields=[PICKER], owners=LEFT_OUT)


def test_it_says_that_picking_does_not_assign() -> None:
    picker = {"id": "f", "label": "Who", "field_type": "assignees_form", "field_value": {"users": [99]}}
    (finding,) = rule(case(form_fields=[picker]))
    assert "only records who was picked" in finding.text
