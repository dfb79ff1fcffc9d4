from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from tallyfy_inspector.redact import MASK
from tallyfy_inspector.task.assets import Asset, assets, field_labels
from tests.support.samples import ANY_JSON, parsed, task_full


def only(asset: dict[str, Any], **members: Any) -> Asset:
    (found,) = assets(parsed({"data": {"id": "d0", "assets": {"data": [asset]}, **members}})).entries
    return found


def labels(found: Asset) -> dict[str, str]:
    return {line.label: line.text for line in found.lines}


def test_the_sample_task() -> None:
    found = assets(task_full())
    assert [(each.name, each.version, each.origin, each.kept) for each in found.entries] == [
        ("signed-quote-7741.pdf", "1", "Signed quote", "local, uploaded to S3"),
        ("site-photo.png", "1", "Signed quote", "local, uploaded to S3"),
    ]
    assert [each.path for each in found.entries] == [("data", "assets", "data", n) for n in range(2)]
    belongs = [labels(each)["Belongs to"] for each in found.entries]
    assert belongs[0].startswith("process (API: Run) 0b75")
    assert belongs[1].startswith("task d005")
    when = found.entries[0].when
    assert when is not None
    assert when.time is not None


@pytest.mark.parametrize(
    ("origin", "words"),
    [
        ("f1", "Contract"),
        ("k1", "Customer (kick-off form)"),
        ("c1", "Step field"),
        ("ko_field", "kick-off form"),
        ("gone", "form field gone (not in this answer)"),
        (None, ""),
        (["f1"], "Contract"),
    ],
)
def test_which_form_field_it_comes_from(origin: Any, words: str) -> None:
    members = {
        "form_fields": [{"id": "f1", "label": "Contract"}],
        "run": {"data": {"checklist": {"data": {"prerun": [{"id": "k1", "label": "Customer"}]}}}},
        "step": {"captures": {"data": [{"id": "c1", "label": "Step field"}, {"id": "f1", "label": "Old"}]}},
    }
    assert only({"filename": "a", "uploaded_from": origin}, **members).origin == words


@pytest.mark.parametrize("key", ["ko-form-fields", "ko_form_fields"])
def test_kick_off_fields_in_both_spellings(key: str) -> None:
    fields = {key: {"data": [{"id": 5, "label": "Customer\nname"}, {"id": "x"}, None]}}
    assert field_labels({"data": {"id": "d", **fields}}) == {"5": "Customer name (kick-off form)"}


@pytest.mark.parametrize(
    ("asset", "kept"),
    [
        ({"source": "local", "uploaded_to_s3": True}, "local, uploaded to S3"),
        ({"source": "url", "system": "Dropbox"}, "url, Dropbox"),
        ({"uploaded_to_s3": 0}, "not uploaded to S3"),
        ({}, ""),
    ],
)
def test_where_it_is_kept(asset: dict[str, Any], kept: str) -> None:
    assert only({"filename": "a", **asset}).kept == kept


@pytest.mark.parametrize(
    ("asset", "name"),
    [
        ({"filename": "a.pdf", "name": "b.pdf"}, "a.pdf"),
        ({"id": "1", "name": "b\n.pdf"}, "b .pdf"),
        ({"id": "1"}, "(no name)"),
        ({"filename": "gnp\u202e.exe"}, "gnp\\u202e.exe"),
    ],
)
def test_its_name(asset: dict[str, Any], name: str) -> None:
    assert only(asset).name == name


def test_an_address_of_a_file_gives_nothing_away() -> None:
    url = "https://files.example/a.pdf?signature=abcdef"
    found = labels(only({"filename": "a.pdf", "url": url, "full_url": url}))
    assert found["url"] == found["full_url"] == f"https://files.example/a.pdf?{MASK}"


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        ({"id": "1", "type": "App\\Models\\Checklist"}, "template (API: Checklist) 1"),
        ({"type": "Moon"}, "Moon"),
        ({"x": 1}, '{"x": 1}'),
        ("task", '"task"'),
        (None, "null"),
    ],
)
def test_what_it_belongs_to(subject: Any, words: str) -> None:
    assert labels(only({"filename": "a", "subject": subject}))["Belongs to"] == words


def test_something_in_the_list_that_is_no_file() -> None:
    (found,) = assets({"data": {"id": "d", "assets": [7]}}).entries
    assert (found.readable, found.name, list(found.lines)) == (False, "7", [])


def test_what_is_not_known_is_kept_and_a_repr_has_no_content() -> None:
    assert labels(only({"filename": "a", "size": 12}))["size"] == "12"
    assert repr(assets(task_full())) == "Assets(present, 2)"
    assert repr(only({"filename": "secret"})) == "<Asset>"


@given(ANY_JSON)
def test_nothing_is_too_odd(value: Any) -> None:
    every = dict.fromkeys(
        ("id", "filename", "name", "version", "uploaded_from", "uploaded_at", "source", "system",
         "uploaded_to_s3", "subject", "step_id"), value
    )  # fmt: skip
    for listed in (value, [value, every]):
        found = assets({"data": {"id": "d", "assets": listed, "form_fields": [every], "step": value}})
        for each in found.entries:
            assert "\n" not in each.origin + each.kept + each.version
            assert each.name
            list(each.lines)
    field_labels(
        {"data": {"id": "d", "form_fields": value, "run": {"checklist": value}, "ko_form_fields": value}}
    )
