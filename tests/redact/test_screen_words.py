from __future__ import annotations

import pytest

from tallyfy_inspector.redact.screen_words import is_known
from tallyfy_inspector.task import activity, facts, process, step, threads

SAID = sorted(
    {
        *activity._VERBS, *facts._STATUSES, *process._STATUSES, *threads._LABELS, *threads._STATES,
        *step._UNITS,
        # tallyfy-api: kinds of tasks, fields, sources, validations, who did it, who it is about, error codes
        "expiring_email", "accept_decline", "assignees_form", "multiselect", "alpha_dash", "max:200",
        "min:3,12",
        "Member", "Webhook", "local", "url", "ko_field", "start_run", "days", "from", "procedure", "global",
        "App\\Models\\User", "Organization", "In progress", "Active", "is_not_empty", "RESOURCE_NOT_FOUND",
        "SEAT_POOL_EXHAUSTED", "PROCESS_READ", "issue-reported", "watcher-added", "auto-skipped", "Mon",
    }
)  # fmt: skip


@pytest.mark.parametrize("text", SAID)
def test_what_the_program_knows_as_a_word_of_tallyfys_is_known(text: str) -> None:
    assert is_known(text)


@pytest.mark.parametrize(
    "text",
    ["", " ", "-", "4000", "open 4000", "Waiting for John Smith", "Jane", "in:Jane,Doe", "max:Jane",
     "bankrupt",
     "open@acme.example", "completed by Sam", "open " * 40, "Grant", "May", "max:1234567"],
)  # fmt: skip
def test_anything_else_is_not(text: str) -> None:
    assert not is_known(text)
