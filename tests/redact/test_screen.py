from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.redact.screen import (
    HIDDEN,
    Region,
    hide_addresses,
    mask_header,
    mask_leaf,
    name_stays,
)
from tests.support.samples import LEAVES

ID = "d005715eb72c17884e4e3f904d9e01bf"
ANYWHERE = ("data", "anything")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("data", "id"), ID),
        (("data", "id"), "4711"),
        (("data", "run_id"), "8b3e244f-4314-1754-41c7-58baa1b37308"),
        (("data", "owners", "groups", 0), ID),
        (("data", "owners", "users", 0), 20391),
        (("data", "status"), "in-progress"),
        (("data", "status_label"), "In progress"),
        (("data", "task_type"), "expiring_email"),
        (("data", "deadline"), "2026-11-20T17:00:00.000Z"),
        (("data", "completed_at"), "2026-11-20 17:00"),
        (("data", "increment_id"), 1205),
        (("data", "threads_count", "data", "problems"), 1),
        (("meta", "pagination", "total_pages"), 3),
        (("data", "tags", "data", 0, "color"), "#e74c3c"),
        (("data", "date_format"), "dd/mm/yyyy"),
        (("data", "webhook_date_field_format"), "d/m/Y h:i A T"),
        (("data", "step", "deadline", "step"), ID),
        (("data", "step", "deadline", "value"), "5"),
        (("data", "assets", "data", 0, "uploaded_from"), "ko_field"),
        (("data", "assets", "data", 0, "uploaded_from"), ID),
        (("data", "activities", "data", 0, "field", 0), "deadline"),
        (("data", "activities", "data", 0, "actor", 0, "id"), 20391),
        (("data", "form_fields", 0, "field_validation", 1), "max:200"),
        (("data", "form_fields", 0, "position"), 3),
        (("data", "position"), 5),
        (("data", "completion_progress"), 0.33),
        (("data", "step", "deadline", "value"), 5),
        (("data", "step", "deadline", "unit"), "days"),
        (("data", "step", "deadline", "step"), "start_run"),
        (("data", "timezone"), "Europe/Berlin"),
        (("data", "threads", "data", 0, "label"), "problem"),
        (("data", "threads", "data", 0, "state"), "hide-for-guests"),
        (("data", "activities", 0, "verb", 0), "issue-reported"),
        (("data", "activities", 0, "actor_type", 0), "App\\Models\\User"),
        (("data", "form_fields", "data", 0, "label"), "PO number (as ordered)"),
        (("data", "form_fields", "data", 0, "alias"), "po-number-4100001"),
        (("data", "form_fields", "data", 0, "field_type"), "text"),
        (("data", "form_fields", "data", 0, "columns", 1, "label"), "Quantity"),
        (("data", "form_fields", "data", 0, "field_value", "id"), 2),
        (("data", "form_fields", "data", 0, "options", 0, "id"), 2),
        (("data", "member_watchers", "data", 0, "role"), "Admin"),
        (("code",), "RESOURCE_NOT_FOUND"),
        (("data", "is_visible"), "1"),
    ],
)
def test_structure_and_how_things_stand_stay(path: tuple[str | int, ...], value: object) -> None:
    assert mask_leaf(path, value) is value


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("data", "title"), "Call Sam Lindqvist"),
        (("data", "title"), ID),
        (("data", "alias"), "call-sam-lindqvist"),
        (("data", "run", "data", "name"), "Onboarding"),
        (("data", "owners", "guests", 0), "sam@acme.example"),
        (("data", "status"), "sam@acme.example"),
        (("data", "source"), "https://acme.example"),
        (("data", "id"), "sam"),
        (("data", "completer_guest_id"), "sam-lindqvist"),
        (("data", "threads", "data", 0, "content"), "please"),
        (("data", "threads", "data", 0, "label"), "Sam Lindqvist"),
        (("data", "webhook"), "https://hooks.example"),
        (("data", "taskUrls", 0), ID),
        (("data", "guest_id"), ID),
        (("data", "anything"), "no"),
        (("data", "anything"), 4711),
        (("data", "anything"), ID),
        (("data", "anything"), "2026-11-20"),
        (("data", "birth_date"), "1990-11-20"),
        (("data", "phone_number"), 491701234567),
        (("data", "status"), "Waiting for John Smith"),
        (("data", "status_label"), "Jane Doe to sign"),
        (("data", "status"), 4711000),
        (("data", "timezone"), "Jane/Doe"),
        (("data", "color"), "url(https://acme.example)"),
        (("data", "date_format"), "Daisy"),
        (("data", "threads", "data", 0, "label"), "layoffs"),
        (("data", "activities", 0, "source", 0), "Jane Doe"),
        (("data", "activities", 0, "field", 0), "salary"),
        (("data", "activities", 0, "field", 0), 4000),
        (("data", "activities", 0, "old", 0), 4000),
        (("data", "activities", 0, "old", "status"), "approved"),
        (("data", "step", "deadline", "value"), "Sam"),
        (("data", "conditions", 0, "statement"), 4711),
        (("data", "form_fields", "data", 0, "list", 0, "label"), "Acme Merger"),
        (("data", "form_fields", "data", 0, "settings", "label"), "Acme Merger"),
        (("data", "form_fields", "data", 0, "label", "label"), "Acme Merger"),
        (("data", "form_fields", "data", 0, "prefix"), "2026-11-20"),
        (("data", "form_fields", "data", 0, "field_value", "id"), 491701234567),
        (("data", "run", "checklist", "prerun", 0, "label"), "Customer name"),
        (("data", "run", "prerun", ID, "label"), "Dismissal of Jane Doe"),
        (("data", "run", "prerun", ID, 0, "Type"), "Acquisition of Acme"),
        (("data", "run", "prerun", ID, 0, "Step"), "open"),
        (("data", "run", "prerun", ID, 0, "created_at"), "2026-11-20"),
        (("code",), "JANE_DOE"),
        (("data", "form_fields", "data", 0, "field_value"), "2026-11-20"),
        (("data", "form_fields", "data", 0, "field_value"), 4711),
        (("data", "form_fields", "data", 0, "field_value"), ID),
        (("data", "form_fields", "data", 0, "field_value", 0, "label"), "Gold"),
        (("data", "form_fields", "data", 0, "default_value"), "x"),
        (("data", "form_fields", "data", 0, "guidance"), "Ask Sam"),
        (("data", "form_fields", "data", 0, "options", 0, "text"), "Gold"),
        (("data", "form_fields", "data", 0, "options", 0, "label"), "Gold"),
        (("data", "taskdata", ID), "Gold"),
        (("data", "custom_fields", "sla_hours"), 48),
        (("data", "run", "prerun", ID), "Gold"),
        (("data", "run", "prerun", ID), 12),
        (("data", "run", "prerun", ID, "text"), "Gold"),
        (("data", "activities", 0, "old_value", 0), "2026-11-20T17:00:00Z"),
        (("data", "member", "phone"), 491701234567),
        (("data", "member", "role"), "Accountant of Sam"),
        (("message",), "No such user"),
        (("code",), "sam-lindqvist"),
        ((), "all of it"),
    ],
)
def test_what_is_private_is_hidden_whatever_its_length(path: tuple[str | int, ...], value: object) -> None:
    assert mask_leaf(path, value) == HIDDEN


@pytest.mark.parametrize("value", [None, True, False, "", " ", "<p></p>", "<p><br></p>\n", "&nbsp;\t"])
@pytest.mark.parametrize("path", [("data", "title"), ("data", "taskdata", ID), ("data", "form_fields", 0)])
def test_what_is_empty_stays_empty(path: tuple[str | int, ...], value: object) -> None:
    assert mask_leaf(path, value) is value


def test_a_label_loses_the_addresses_in_it_and_nothing_else() -> None:
    path = ("form_fields", "data", 0, "label")
    assert mask_leaf(path, "Name for sam@acme.example (if known)") == f"Name for {HIDDEN} (if known)"
    assert mask_leaf(path, "Name for sam%40acme.example") == f"Name for {HIDDEN}"


@given(st.lists(st.sampled_from(["data", "value", "form_fields", "id", "label", "x"]) | st.integers(0, 9)))
def test_nothing_but_structure_is_ever_told_of_an_address(path: list[str | int]) -> None:
    assert "sam" not in str(mask_leaf(path, "sam@acme.example"))


@given(st.lists(st.text(max_size=8) | st.integers(0, 3), max_size=6), LEAVES)
def test_any_path_and_any_value_is_answered(path: list[str | int], value: object) -> None:
    masked = mask_leaf(path, value)
    assert masked is value or HIDDEN in str(masked)


@pytest.mark.parametrize("name", ["id", "form_fields", "ko-form-fields", "0", ID, "a.b", "$ref", "sla_hours"])
def test_names_that_a_program_gave_stay(name: str) -> None:
    assert name_stays("answer", name)


@pytest.mark.parametrize("name", ["sam@acme.example", "sam%40acme", "Sam Lindqvist", "Ü", "", "a" * 65])
def test_other_names_do_not(name: str) -> None:
    assert not name_stays("answer", name)


@pytest.mark.parametrize("region", ["values", "kickoff", "judged"])
def test_among_form_values_only_known_names_and_ids_are_a_programs(region: Region) -> None:
    assert all(name_stays(region, name) for name in ("text", "selected", "users", "0", ID))
    assert not any(name_stays(region, name) for name in ("Acme", "bankrupt", "491701234567", "Status"))


def test_a_label_in_a_kick_off_form_stays_where_it_is_that_of_a_field() -> None:
    path = ("data", "run", "checklist", "prerun", 0, "label")
    assert mask_leaf(path, "Customer name", defined=True) == "Customer name"
    assert mask_leaf((*path[:-1], "guidance"), "As on the order", defined=True) == HIDDEN
    assert mask_leaf((*path[:-1], "options", 0, "label"), "Gold", defined=True) == HIDDEN


def test_headers_of_servers_stay_and_others_do_not() -> None:
    assert mask_header("Content-Type", "application/json") == "application/json"
    assert mask_header("X-Request-ID", "req-1 of sam@acme.example") == f"req-1 of {HIDDEN}"
    assert mask_header("X-Debug", "Sam") == HIDDEN
    assert mask_header("X-Debug", "") == ""


def test_a_text_without_an_address_is_the_same_object() -> None:
    text = "x" * 200_000
    assert hide_addresses(text) is text
