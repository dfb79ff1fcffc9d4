"""Files of form fields against the files of the task."""

from __future__ import annotations

from typing import Any

import pytest

from tallyfy_inspector.task.diagnosis.rules.file_missing import rule
from tests.support.findings import Said, findings, said

LOST = ("warning", "likely", "1 file of a form field is not among the task's files")
LOOSE = ("info", "likely", "1 file is in no form field")
OUTSIDE = ("info", "certain", "1 file is stored outside Tallyfy")
PERHAPS = ("info", "likely", OUTSIDE[2])
UNKNOWN = ("warning", "cannot_tell", "Are the files of the form fields still there?")
OWN = {"id": "a1", "filename": "plan.pdf", "source": "local", "system": None}
LINK = {"filename": "x.pdf", "source": "url", "url": "https://files.example/x?key=1"}


def field(value: object, **more: Any) -> dict[str, Any]:
    one = {"id": "f1", "label": "Floor plan", "field_type": "file", "field_value": value, **more}
    return {"form_fields": {"data": [one]}}


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({**field([OWN]), "assets": {"data": [{"id": "a1", "uploaded_from": "f1"}]}}, []),
        ({**field(OWN), "assets": [{"id": "a1"}]}, []),
        ({**field({"0": OWN}), "assets": {"0": {"id": "a1"}}}, []),
        ({**field(["a1"]), "assets": ["a1"]}, []),
        ({**field([{**OWN, "id": 12}]), "assets": [{"id": "12"}]}, []),
        ({**field([OWN]), "assets": []}, [LOST]),
        ({**field([OWN]), "assets": {"data": [{"id": "a2"}]}}, [LOST, LOOSE]),
        ({**field([OWN, {**OWN, "id": "a3"}]), "assets": []},
         [("warning", "likely", "2 files of form fields are not among the task's files")]),
        ({**field([LINK]), "assets": []}, [OUTSIDE]),
        ({**field([{**OWN, "system": "gdrive"}]), "assets": []}, [PERHAPS]),
        ({**field([{**OWN, "system": "aws_s3"}]), "assets": [{"id": "a1"}]}, []),
        ({**field([{**LINK, "url": "https://go.tallyfy.com/x"}]), "assets": []}, []),
        ({**field([{**LINK, "url": "/uploads/x.pdf"}]), "assets": []}, []),
        ({**field([{**LINK, "id": "a9", "url": "https://go.tallyfy.com/x"}]), "assets": []}, []),
        ({**field([{"source": "url"}]), "assets": []}, [PERHAPS]),
        ({**field([LINK, {**OWN, "system": "gdrive"}]), "assets": []},
         [("info", "likely", "2 files are stored outside Tallyfy")]),
        (field("uploads/abc.pdf"), []),
        (field("https://[broken/x"), []),
        (field("https://nottallyfy.com/x"), [PERHAPS]),
        ({**field([{**OWN, "system": "local"}]), "assets": [{"id": "a1"}]}, []),
        (field("https://files.example/x"), [PERHAPS]),
        (field([OWN]), [UNKNOWN]),
        ({**field([OWN]), "assets": None}, [UNKNOWN]),
        (field([LINK]), [OUTSIDE]),
        (field([]), []),
        (field(None), []),
        (field([{"filename": "no-id.pdf"}]), []),
        ({**field([OWN], field_type="text"), "assets": []}, []),
        ({"form_fields": [], "assets": [{"id": "a2", "uploaded_from": "f9"}]}, [LOOSE]),
        ({"form_fields": [], "assets": [{"id": "a2", "uploaded_from": "ko_field"}]}, []),
        ({"assets": [{"id": "a2", "uploaded_from": "f9"}]}, []),  # the fields were not returned
        ({"assets": [None, 7, {}, {"id": None}, {"id": []}], "form_fields": []}, []),
        ({"assets": [{"id": "a2", "uploaded_from": "f9"}], "form_fields": None}, []),
        ({"assets": [{"id": "a2", "uploaded_from": "f9"}], "form_fields": {"error": "x"}}, []),
        ({"assets": "x", "form_fields": 5}, []),
        ({}, []),
    ],
)  # fmt: skip
def test_files(members: dict[str, Any], expected: list[Said]) -> None:
    assert said(rule, **members) == expected


def test_the_list_of_files_is_asked_for_only_where_a_field_holds_one() -> None:
    assert [each.needs for each in findings(rule, asked=(), **field([OWN]))] == [("assets",)]
    assert findings(rule, asked=(), **field([])) == []


def test_the_words_hold_the_label_and_no_name_of_a_file() -> None:
    (found,) = findings(rule, **field([OWN]), assets=[])
    assert "“Floor plan”" in found.text
    assert "plan.pdf" not in found.text
    assert "Floor" not in str(found.reply)
    assert found.because == (("data", "form_fields", "data", 0, "field_value", 0),)


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({**field([OWN]), "assets": []}, "most likely it was deleted"),
        ({"form_fields": [], "assets": [{"id": "a2"}]}, "no form field names it"),
        (field([LINK]), "Tallyfy holds only a link"),
        (field([OWN]), "does not list the task's files"),
    ],
)
def test_each_says_its_own(members: dict[str, Any], words: str) -> None:
    (found,) = findings(rule, **members)
    assert words in found.text
