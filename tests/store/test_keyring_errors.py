from __future__ import annotations

import keyring.errors
import pytest

from tallyfy_inspector.store.backends import MissingKeyringError
from tallyfy_inspector.store.chunks import DamagedError
from tallyfy_inspector.store.keyring_errors import Kind, kind, sentence
from tallyfy_inspector.store.keyring_thread import HangingError
from tallyfy_inspector.store.parts import LostError, ReadBackError
from tests.support.fake_keyring import TooLongError
from tests.support.vault_contract import CANARY


class WindowsError(Exception):
    """Shaped like pywintypes.error."""

    __module__ = "pywintypes"


class OwnLockedError(keyring.errors.KeyringLocked):
    """A back end's own, below one that is known."""


CASES: list[tuple[Exception, Kind, str]] = [
    (keyring.errors.KeyringLocked(CANARY), "locked", "locked. Unlock it"),
    (OwnLockedError(CANARY), "locked", "locked. Unlock it"),
    (keyring.errors.PasswordSetError(CANARY), "denied", "refused. Allow"),
    (keyring.errors.PasswordDeleteError(CANARY), "denied", "refused. Allow"),
    (PermissionError(13, CANARY), "denied", "refused. Allow"),
    (WindowsError(5, "CredWrite", CANARY), "denied", "refused. Allow"),
    (keyring.errors.NoKeyringError(CANARY), "absent", "no keyring"),
    (keyring.errors.InitError(CANARY), "absent", "no keyring"),
    (MissingKeyringError(), "absent", "no keyring"),
    (MissingKeyringError("keyrings.alt.file.Keyring"), "refused", "“keyrings.alt.file.Keyring”"),
    (HangingError(), "hanging", "does not answer"),
    (TooLongError(), "too_long", "too long for this computer"),
    (DamagedError(CANARY), "changed", "changed or damaged"),
    (ReadBackError(CANARY), "changed", "changed or damaged"),
    (RuntimeError(CANARY), "unknown", "failed (RuntimeError)"),
    (OSError(5, CANARY), "unknown", "failed (OSError)"),
]


@pytest.mark.parametrize(("error", "expected", "words"), CASES)
def test_each_failure_has_its_sentence(error: Exception, expected: Kind, words: str) -> None:
    assert kind(error) == expected
    assert words in sentence(error)


@pytest.mark.parametrize("error", [error for error, _, _ in CASES])
def test_no_sentence_repeats_what_the_error_says(error: Exception) -> None:
    assert CANARY not in sentence(error)


def test_a_lost_token_is_said_beside_what_came_first() -> None:
    lost = LostError()
    lost.__cause__ = keyring.errors.PasswordSetError(CANARY)
    assert kind(lost) == "denied"
    assert sentence(lost).endswith("The token that was saved before may be lost.")
