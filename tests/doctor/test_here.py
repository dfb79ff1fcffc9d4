from __future__ import annotations

import asyncio

import pytest

from tallyfy_inspector.doctor import here
from tallyfy_inspector.ports import VaultError
from tests.support.patients import case


@pytest.mark.parametrize(
    ("version", "state"),
    [
        *(("3.11.0", "ok"), ("3.13.9+", "ok"), ("3.10.4", "warning"), ("3.14.0", "warning")),
        *(("", "warning"), ("x", "warning")),
    ],
)
def test_a_python_that_was_not_tried_is_a_warning(version: str, state: str) -> None:
    assert asyncio.run(here.python(case(python=version))).state == state


def test_qt_and_platform_are_told() -> None:
    assert asyncio.run(here.qt(case(qt="6.11.3"))).words == "6.11.3"
    assert asyncio.run(here.this_platform(case(platform="Linux-6"))).words.startswith("Linux-6 (")


@pytest.mark.parametrize(
    ("found", "state", "words"),
    [
        (("KWallet", ""), "ok", "KWallet"),
        (
            (None, "x.y.Plain is refused."),
            "warning",
            "x.y.Plain is refused. A token is kept in memory until you quit.",
        ),
        ((None, ""), "warning", "A token is kept in memory until you quit."),
    ],
)
def test_the_keyring_by_name_or_why_there_is_none(
    found: tuple[str | None, str], state: str, words: str
) -> None:
    async def keyring() -> tuple[str | None, str]:
        return found

    outcome = asyncio.run(here.keyring(case(keyring=keyring)))
    assert (outcome.state, outcome.words) == (state, words)


def test_a_keyring_that_hangs_is_bad() -> None:
    async def keyring() -> tuple[str | None, str]:
        raise VaultError("The keyring did not answer.")

    outcome = asyncio.run(here.keyring(case(keyring=keyring)))
    assert (outcome.state, outcome.words) == ("bad", "The keyring did not answer.")
