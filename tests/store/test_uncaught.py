from __future__ import annotations

import logging
import sys
import threading

import pytest

from tallyfy_inspector.store.uncaught import log_unexpected, logging_what_nobody_caught
from tests.support.logfail import ExpectLog

LOGGER = "tallyfy_inspector.store.uncaught"


def hooks() -> tuple[object, object, object]:
    return sys.excepthook, threading.excepthook, sys.unraisablehook


def fail() -> None:
    raise LookupError("canary")


class Fails:
    def __del__(self) -> None:
        fail()


def fails_in_a_thread() -> None:
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()


def fails_in_a_destructor() -> None:
    Fails()


def fails_in_a_slot() -> None:
    try:
        fail()
    except LookupError as error:
        sys.excepthook(type(error), error, error.__traceback__)


@pytest.mark.parametrize("way", [fails_in_a_thread, fails_in_a_destructor, fails_in_a_slot])
def test_it_goes_to_the_log_and_not_to_the_terminal(
    way: object,
    expect_log: ExpectLog,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    expect_log(LOGGER, "^Unexpected error$")
    with logging_what_nobody_caught():
        way()  # type: ignore[operator]
    (record,) = caplog.records
    assert record.exc_info is not None
    assert record.exc_info[0] is LookupError
    assert record.levelno == logging.ERROR
    assert capsys.readouterr() == ("", "")


def test_the_hooks_are_put_back_whatever_happens() -> None:
    before = hooks()

    def inside() -> None:
        with logging_what_nobody_caught():
            assert not set(hooks()) & set(before)
            raise LookupError

    with pytest.raises(LookupError):
        inside()
    assert hooks() == before


def test_an_error_without_an_instance_is_told_all_the_same(
    expect_log: ExpectLog, caplog: pytest.LogCaptureFixture
) -> None:
    expect_log(LOGGER, "^Unexpected error$")
    log_unexpected(LookupError, None, None)
    assert "LookupError" in caplog.text


def test_a_thread_that_ends_itself_is_no_error() -> None:
    with logging_what_nobody_caught():
        thread = threading.Thread(target=sys.exit)
        thread.start()
        thread.join()
