from __future__ import annotations

import asyncio

import pytest

from tallyfy_inspector.api.exchange import TransportError
from tallyfy_inspector.ports import VaultError
from tallyfy_inspector.store.exception_text import describe, summary

CANARY = "Jane Doe of Example Ltd"


def caught(error: BaseException) -> BaseException:
    """`error` as it is after it was raised."""
    try:
        raise error
    except BaseException as raised:  # noqa: BLE001 - any
        return raised


def test_place_and_type_are_told() -> None:
    text = describe(caught(ValueError(CANARY)))
    assert "test_exception_text.py" in text
    assert "in caught" in text
    assert text.endswith("ValueError (message not logged)")


@pytest.mark.parametrize(
    "error",
    [ValueError(CANARY), KeyError(CANARY), RuntimeError(CANARY), OSError(CANARY), UnicodeError(CANARY)],
)
def test_a_message_that_may_quote_an_answer_is_left_out(error: BaseException) -> None:
    assert CANARY not in describe(caught(error))


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (
            AttributeError("'X' object has no attribute 'y'"),
            "AttributeError: 'X' object has no attribute 'y'",
        ),
        (VaultError("The keyring is locked."), "VaultError: The keyring is locked."),
        (FileNotFoundError(2, "No such file", CANARY), "FileNotFoundError: [2] No such file"),
        (TransportError("dns", "tallyfy.example", CANARY), "TransportError: dns"),
        (asyncio.CancelledError(CANARY), "CancelledError (message not logged)"),
    ],
)
def test_messages_that_name_the_programs_own_things_stand(error: BaseException, expected: str) -> None:
    assert summary(error) == expected


def chained() -> BaseException:
    """A VaultError whose cause has a context."""
    try:
        try:
            try:
                raise KeyError(CANARY)
            except KeyError:
                raise ValueError(CANARY)  # noqa: B904 - the context is what is looked at
        except ValueError as error:
            raise VaultError("said") from error
    except VaultError as error:
        return error


def test_what_led_to_it_comes_first() -> None:
    text = describe(chained())
    order = ["KeyError", "while that was handled", "ValueError", "which caused", "VaultError: said"]
    places = [text.index(word) for word in order]
    assert places == sorted(places)
    assert CANARY not in text


def test_a_suppressed_context_is_not_told() -> None:
    error = chained()
    error.__cause__ = None
    assert "KeyError" not in describe(error)


def test_a_ring_of_causes_ends() -> None:
    one, two = ValueError(), ValueError()
    one.__cause__, two.__cause__ = two, one
    assert describe(one).count("Traceback") == 2


def test_the_members_of_a_group_are_named() -> None:
    text = describe(ExceptionGroup(CANARY, [ValueError(CANARY), TypeError("a name")]))
    assert "holds ValueError (message not logged)" in text
    assert "holds TypeError: a name" in text
    assert CANARY not in text
