from __future__ import annotations

import asyncio
import logging
import sys
import threading

import pytest

from tallyfy_inspector.store.uncaught import (
    log_unexpected,
    logging_what_nobody_caught,
    tell_of_the_loop,
    tell_safely,
)
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


def test_a_slot_and_a_thread_are_told_and_a_destructor_is_not(expect_log: ExpectLog) -> None:
    expect_log(LOGGER, "^Unexpected error$")
    told: list[BaseException] = []
    with logging_what_nobody_caught(told.append):
        for way in (fails_in_a_thread, fails_in_a_slot, fails_in_a_destructor):
            way()
    assert [type(each) for each in told] == [LookupError, LookupError]


@pytest.mark.parametrize("ending", [KeyboardInterrupt, SystemExit, GeneratorExit, asyncio.CancelledError])
def test_that_somebody_ends_it_is_told_to_nobody(ending: type[BaseException], expect_log: ExpectLog) -> None:
    expect_log(LOGGER, "^Unexpected error$", required=False)
    told: list[BaseException] = []
    with logging_what_nobody_caught(told.append):
        sys.excepthook(ending, ending(), None)
    assert told == []


def test_a_teller_that_fails_is_logged_and_goes_no_further(expect_log: ExpectLog) -> None:
    expect_log(LOGGER, "^An error could not be shown$")

    def tell(_error: BaseException) -> None:
        raise RuntimeError

    tell_safely(tell, LookupError())


def test_what_fails_in_the_loop_is_logged_and_told(
    expect_log: ExpectLog, caplog: pytest.LogCaptureFixture
) -> None:
    expect_log("asyncio", "")
    told: list[BaseException] = []

    async def body() -> None:
        loop = asyncio.get_running_loop()
        tell_of_the_loop(loop, told.append)
        loop.call_soon(fail)
        loop.call_exception_handler({"message": "nothing was raised"})
        await asyncio.sleep(0.01)

    asyncio.run(body())
    assert [type(each) for each in told] == [LookupError]
    assert len(caplog.records) == 2
