from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.api import open_link
from tallyfy_inspector.api.routes import is_id
from tallyfy_inspector.api.taskref import Reference

ORG, TASK = "3d53f2fd6326517fb1b431b539292029", "d005715eb72c17884e4e3f904d9e01bf"
GOOD = f"tallyfy-inspector:task/{ORG}/{TASK}"


def test_it_names_a_task_and_its_organization() -> None:
    reading = open_link.read(GOOD)
    assert reading.refusal is None
    assert reading.references == (Reference(TASK, organization=ORG),)


@pytest.mark.parametrize(
    "address", [f"tallyfy-inspector:task/{ORG}/abc_-9", "tallyfy-inspector:task/o/" + TASK]
)
def test_an_id_of_an_unusual_form_is_taken_with_a_warning(address: str) -> None:
    (reference,) = open_link.read(address).references
    assert reference.warning is not None
    assert address == f"tallyfy-inspector:task/{reference.organization}/{reference.task}"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "tallyfy-inspector:",
        "tallyfy-inspector:task/",
        f"tallyfy-inspector:task/{TASK}",
        f"tallyfy-inspector:run/{ORG}/{TASK}",
        f"tallyfy-inspector://task/{ORG}/{TASK}",
        f"tallyfy-inspector:/task/{ORG}/{TASK}",
        f"Tallyfy-Inspector:task/{ORG}/{TASK}",
        f"tallyfy-inspector:Task/{ORG}/{TASK}",
        f" {GOOD}",
        f"{GOOD} ",
        f"{GOOD}\n",
        f"{GOOD}\0",
        f"{GOOD}/",
        f"{GOOD}?with=run",
        f"{GOOD}#x",
        f"{GOOD}/../..",
        f"{GOOD} --base-url https://elsewhere.example",
        f"tallyfy-inspector:task/{ORG}/{'a' * 256}",
        f"tallyfy-inspector:task/{ORG}/%2e%2e",
        f"tallyfy-inspector:task/../{TASK}",
        f"tallyfy-inspector:task/{ORG}/caf\u00e9",
        f"tallyfy-inspector:task/{ORG}/\u0661\u0662",
        f"https://go.tallyfy.com/{ORG}/tasks/{TASK}",
        f"file:{GOOD}",
        TASK,
    ],
)
def test_anything_else_is_refused_in_words_that_repeat_nothing(address: str) -> None:
    reading = open_link.read(address)
    assert reading.references == ()
    assert reading.refusal is not None
    assert reading.refusal.startswith("A link was to be opened")
    assert ORG not in reading.refusal
    assert TASK not in reading.refusal


@given(
    st.one_of(
        st.text(), st.text().map(lambda end: f"tallyfy-inspector:task/{end}"), st.text().map(GOOD.__add__)
    )
)
def test_whatever_it_takes_can_be_sent(address: str) -> None:
    reading = open_link.read(address)
    assert (reading.refusal is None) == bool(reading.references)
    for reference in reading.references:
        assert reference.task is not None
        assert reference.organization is not None
        assert is_id(reference.task)
        assert is_id(reference.organization)
        assert address == f"tallyfy-inspector:task/{reference.organization}/{reference.task}"


@pytest.mark.parametrize(
    ("text", "meant"),
    [(GOOD, True), ("Tallyfy-Inspector:x", True), (" tallyfy-inspector:", True), (TASK, False), ("", False)],
)
def test_what_is_meant_as_such_an_address(text: str, meant: bool) -> None:
    assert open_link.is_address(text) is meant
