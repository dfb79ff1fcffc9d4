"""A log line at WARNING or above that a test did not expect fails that test.

Say beforehand what is expected, and it has to come; with `required=False` it may come:

    def test_a_broken_settings_file_is_reported(expect_log):
        expect_log("tallyfy_inspector.store.settings", r"could not be read")

Set-up, call and tear-down are watched; a line that a thread writes between tests counts for the next one.
Knows nothing of the program but the name of its loggers.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import pytest


class ExpectLog(Protocol):
    """The shape of the fixture `expect_log`."""

    def __call__(self, logger: str, pattern: str, *, required: bool = True) -> None:
        """A line from `logger` (or one below it) with `pattern` in it is no fault of this test."""
        ...


# Where a handler must hang to hear everything, also if the program keeps its lines from the root logger.
HEARD = ("", "tallyfy_inspector")


@dataclass(frozen=True, slots=True)
class Expected:
    """A line that may come: from `logger` or one below it, with `pattern` found in its message."""

    logger: str
    pattern: str
    required: bool = True

    def matches(self, record: logging.LogRecord) -> bool:
        """Whether `record` is such a line."""
        named = record.name == self.logger or record.name.startswith(f"{self.logger}.")
        return named and re.search(self.pattern, record.getMessage()) is not None


# A busy machine is no fault of a test: the debug modes of asyncio and qasync time every callback.
ALWAYS = tuple(
    Expected(logger, r"^Executing .+ took [\d.]+ seconds$", required=False)
    for logger in ("asyncio", "qasync._SimpleTimer")
)


class LogWatch(logging.Handler):
    """Collects the lines at WARNING or above, and what a test says of them."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []
        self.expected: list[Expected] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep `record`; one that reaches this handler by two loggers counts once."""
        if not any(record is known for known in self.records):
            self.records.append(record)

    def complaints(self) -> list[str]:
        """A line of text for each record that nobody expected."""
        allowed = (*ALWAYS, *self.expected)
        stray = [r for r in self.records if not any(e.matches(r) for e in allowed)]
        return [f"unexpected log line: {r.levelname} {r.name}: {r.getMessage()}" for r in stray]

    def never_came(self) -> list[str]:
        """A line of text for each line that was expected, was required and did not come."""
        absent = [e for e in self.expected if e.required and not any(e.matches(r) for r in self.records)]
        return [f"expected log line did not come: {e.logger}: {e.pattern}" for e in absent]

    def attach(self) -> None:
        """Begin to listen."""
        for name in HEARD:
            logging.getLogger(name).addHandler(self)

    def detach(self) -> None:
        """Stop listening."""
        for name in HEARD:
            logging.getLogger(name).removeHandler(self)


class LogFail:
    """The pytest plugin: one watch for the whole run, emptied after each test."""

    def __init__(self) -> None:
        self.watch = LogWatch()

    def pytest_sessionstart(self) -> None:
        """Listen from before the first test."""
        self.watch.attach()

    def pytest_sessionfinish(self) -> None:
        """Listen until after the last."""
        self.watch.detach()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self) -> Iterator[None]:
        """Fail the test itself for what was heard in its set-up and its call."""
        yield
        # After a test that failed by itself none of this is reached: its own reason says more.
        heard = self.watch.complaints() + self.watch.never_came()
        self.watch.records.clear()
        if heard:
            pytest.fail("\n".join(heard), pytrace=False)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_teardown(self) -> Iterator[None]:
        """Make an error of what was heard while the test was cleared away."""
        self.watch.records.clear()
        yield
        heard = self.watch.complaints()
        self.watch.records.clear()
        self.watch.expected.clear()
        if heard:
            pytest.fail("\n".join(heard), pytrace=False)

    @pytest.fixture
    def expect_log(self) -> ExpectLog:
        """`expect_log(logger, pattern, required=True)`: that line is no fault of this test."""

        def expect(logger: str, pattern: str, *, required: bool = True) -> None:
            self.watch.expected.append(Expected(logger, pattern, required))

        return expect
