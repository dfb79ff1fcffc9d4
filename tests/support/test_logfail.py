"""The watch on the log lets nothing through, and nothing but what was asked for."""

from __future__ import annotations

import logging

import pytest

from tests.support.logfail import Expected, ExpectLog, LogFail, LogWatch

pytest_plugins = ["pytester"]


def record(name: str, message: str, level: int = logging.WARNING) -> logging.LogRecord:
    return logging.LogRecord(name, level, __file__, 1, message, None, None)


def watch_of(*heard: logging.LogRecord) -> LogWatch:
    watch = LogWatch()
    for line in heard:
        watch.emit(line)
    return watch


def test_a_line_that_nobody_expected_is_a_complaint() -> None:
    (complaint,) = watch_of(record("tallyfy_inspector.store", "the disk is full")).complaints()
    assert "tallyfy_inspector.store" in complaint
    assert "the disk is full" in complaint


@pytest.mark.parametrize(
    ("logger", "pattern", "allowed"),
    [
        ("a.b", "disk", True),
        ("a", "disk is f.ll", True),
        ("a.b", "network", False),
        ("a.bb", "disk", False),
        ("b", "disk", False),
    ],
)
def test_what_is_expected_is_told_by_logger_and_pattern(logger: str, pattern: str, allowed: bool) -> None:
    watch = watch_of(record("a.b", "the disk is full"))
    watch.expected.append(Expected(logger, pattern))
    assert (watch.complaints() == []) is allowed
    assert (watch.never_came() == []) is allowed


def test_a_slow_machine_is_no_complaint() -> None:
    assert watch_of(record("asyncio", "Executing <Task …> took 0.250 seconds")).complaints() == []
    assert watch_of(record("asyncio", "Task exception was never retrieved", logging.ERROR)).complaints()


def test_what_need_not_come_may_stay_away() -> None:
    watch = watch_of()
    watch.expected.append(Expected("a", "x", required=False))
    assert watch.never_came() == []


def test_a_line_is_counted_once_by_whichever_loggers_it_comes() -> None:
    line = record("tallyfy_inspector", "twice")
    assert len(watch_of(line, line).complaints()) == 1


def test_the_fixture_lets_its_line_through(expect_log: ExpectLog) -> None:
    expect_log("tallyfy_inspector.made_up", r"^heard \d$")
    logging.getLogger("tallyfy_inspector.made_up").warning("heard %d", 1)


def test_the_plugin_fails_tests_of_a_run(pytester: pytest.Pytester, expect_log: ExpectLog) -> None:
    expect_log("made.up", "in ")  # the watch of this run hears those of the run within it
    pytester.makepyfile(
        """
        import logging, pytest
        log = logging.getLogger("made.up")

        @pytest.fixture
        def noisy():
            log.error("in set-up")
            yield

        @pytest.fixture
        def noisy_after():
            yield
            log.error("in tear-down")

        def test_quiet(): log.info("nothing")
        def test_noisy(): log.warning("in the call")
        def test_noisy_set_up(noisy): pass
        def test_noisy_tear_down(noisy_after): pass
        def test_expected(expect_log):
            expect_log("made.up", "in the call")
            log.warning("in the call")
        def test_never_came(expect_log): expect_log("made.up", "x")
        def test_failed_itself():
            log.warning("in the call")
            assert False, "its own reason"
        def test_quiet_again(): pass
        """
    )
    result = pytester.runpytest_inprocess("-p", "no:cacheprovider", plugins=[LogFail()])
    result.assert_outcomes(passed=4, failed=4, errors=1)
    result.stdout.fnmatch_lines(["*unexpected log line: ERROR made.up: in set-up*"])
    result.stdout.fnmatch_lines(["*unexpected log line: ERROR made.up: in tear-down*"])
    result.stdout.fnmatch_lines(["*expected log line did not come: made.up: x*"])
    result.stdout.fnmatch_lines(["*its own reason*"])
