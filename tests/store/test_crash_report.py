from __future__ import annotations

import pytest

from tallyfy_inspector.ports import VaultError
from tallyfy_inspector.store.crash_report import report

VALUE = "Canarina Vogelsang"


def caught(*words: str) -> BaseException:
    """An error that quotes `VALUE`, raised while another one was handled."""
    try:
        try:
            raise VaultError(VALUE, *words)
        except VaultError as first:
            raise ValueError(f"could not convert {VALUE!r}") from first
    except ValueError as error:
        return error


def test_it_tells_types_modules_and_lines_and_no_word_of_it() -> None:
    told = report(caught(), ("Tallyfy Inspector 1.2.3", "Python 3.11")).splitlines()
    assert told[:4] == ["Tallyfy Inspector 1.2.3", "Python 3.11", "", "ValueError"]
    assert told[4].startswith("  tests.store.test_crash_report:")
    assert told[4].endswith(" caught")
    assert told[6] == "caused by tallyfy_inspector.ports.VaultError"
    for never in (VALUE, "could not", __file__, ".py"):
        assert never not in "\n".join(told)


def test_what_was_being_handled_is_told_apart() -> None:
    try:
        try:
            raise KeyError(VALUE)
        except KeyError:
            raise LookupError(VALUE)  # noqa: B904 - it is what is tried here
    except LookupError as error:
        told = report(error)
    assert "while handling KeyError" in told
    assert VALUE not in told


def test_an_error_that_was_never_raised_has_no_place() -> None:
    assert report(ValueError(VALUE)) == "ValueError\n"


def test_a_deep_one_shows_its_end() -> None:
    def deeper(levels: int) -> None:
        if not levels:
            raise LookupError(VALUE)
        deeper(levels - 1)

    with pytest.raises(LookupError) as raised:
        deeper(100)
    lines = report(raised.value).splitlines()
    assert lines[1] == "  …"
    assert len(lines) == 42


def test_a_ring_of_causes_ends() -> None:
    one, other = ValueError(VALUE), KeyError(VALUE)
    one.__cause__, other.__cause__ = other, one
    assert report(one).splitlines() == ["ValueError", "", "caused by KeyError"]
