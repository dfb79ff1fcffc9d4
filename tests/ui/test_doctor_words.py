from __future__ import annotations

import pytest

from tallyfy_inspector.ports_help import Checked, State
from tallyfy_inspector.ui import doctor_words
from tallyfy_inspector.ui.theme import LIGHT
from tests.support.aid import CHECKED


@pytest.mark.parametrize(
    ("checked", "line"),
    [
        (CHECKED[0], "Good: Python: 3.11.7 (under 1 ms)"),
        (CHECKED[1], "Warning: Keyring: This computer has no keyring that can be used now. (12 ms)"),
        (
            CHECKED[2],
            "Failed: Encryption (TLS): The certificate is not trusted: <b>self-signed</b>. (1,234 ms)",
        ),
        (CHECKED[3], "Skipped: Sign-in (/me): Not tried: it builds on “Encryption (TLS)”."),
    ],
)
def test_a_line_has_the_state_in_a_word_first(checked: Checked, line: str) -> None:
    assert doctor_words.line(checked) == line


def test_every_state_has_a_colour_of_the_theme() -> None:
    assert all(getattr(LIGHT, role) for role in doctor_words.ROLES.values())
    assert set(doctor_words.ROLES) == {each.state for each in CHECKED}


def of(*states: State) -> list[Checked]:
    return [Checked(str(number), "", state, "") for number, state in enumerate(states)]


@pytest.mark.parametrize(
    ("results", "told"),
    [
        (CHECKED, "1 check failed. 1 warning. 1 of 4 are good. 1 was skipped."),
        (of("bad", "bad", "warning", "warning"), "2 checks failed. 2 warnings. 0 of 4 are good."),
        (of("ok", "ok", "skipped", "skipped"), "2 of 4 are good. 2 were skipped."),
        (of("ok", "ok", "ok", "ok"), "4 of 4 are good."),
    ],
)
def test_all_of_it_in_a_sentence(results: list[Checked], told: str) -> None:
    assert doctor_words.summary(results, 4) == told
