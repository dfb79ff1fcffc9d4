from __future__ import annotations

import asyncio
import io
import logging
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tallyfy_inspector.redact import Redactor
from tallyfy_inspector.store import logs
from tests.support.logfail import ExpectLog

CANARY = "canary-" + "0a1b2c" * 8
VALUE = "Jane Doe of Example Ltd"
OURS = logging.getLogger("tallyfy_inspector.test")
CHANGED = ("", "tallyfy_inspector", "httpx", "httpcore", "keyring", "asyncio", "qasync")


@pytest.fixture(autouse=True)
def levels_as_before() -> Iterator[None]:
    before = {name: logging.getLogger(name).level for name in CHANGED}
    yield
    logs.stop_logging()
    for name, level in before.items():
        logging.getLogger(name).setLevel(level)


@pytest.fixture
def redactor() -> Redactor:
    made = Redactor()
    made.add(CANARY)
    return made


@pytest.fixture
def file(tmp_path: Path, redactor: Redactor) -> Path:
    started = logs.start_logging(tmp_path / "logs", redactor, debug=False)
    assert started is not None
    return started


def written(file: Path) -> str:
    """Every byte of the log."""
    return "".join(each.read_text(encoding="utf-8") for each in file.parent.glob("*"))


def test_a_line_has_time_level_and_logger(file: Path) -> None:
    OURS.info("Started with %d parts", 3)
    assert written(file).endswith(" INFO tallyfy_inspector.test: Started with 3 parts\n")
    assert written(file)[:4].isdecimal()


def test_nothing_is_set_up_by_importing() -> None:
    formatters = [handler.formatter for handler in logging.getLogger().handlers]
    assert not any(isinstance(each, logs.RedactingFormatter) for each in formatters)


def test_message_and_arguments_are_redacted(file: Path) -> None:
    OURS.info("The token is %s", CANARY)
    OURS.info(f"The token is {CANARY}")
    OURS.info("https://go.tallyfy.com/guest/%s", "0123456789abcdef0123456789abcdef")
    assert CANARY not in written(file)
    assert "0123456789abcdef" not in written(file)
    assert written(file).count("\n") == 3


def test_exceptions_are_redacted_and_quote_no_answer(file: Path, expect_log: ExpectLog) -> None:
    expect_log("tallyfy_inspector.test", "went wrong")
    try:
        raise ValueError(f"{VALUE} {CANARY}")
    except ValueError:
        OURS.exception("Something went wrong")
    try:
        raise TypeError(f"no such name: {CANARY}")
    except TypeError:
        OURS.exception("Something else went wrong")
    text = written(file)
    assert "ValueError (message not logged)" in text
    assert "TypeError: no such name" in text
    assert VALUE not in text
    assert CANARY not in text


def test_what_another_handler_noted_down_is_not_used(file: Path, redactor: Redactor) -> None:
    record = logging.LogRecord("x", logging.ERROR, "f", 1, "m", None, (ValueError, ValueError(VALUE), None))
    logging.Formatter().format(record)
    assert VALUE in str(record.exc_text)
    assert VALUE not in logs.RedactingFormatter(redactor).format(record)
    assert VALUE in str(record.exc_text)


@pytest.mark.parametrize("debug", [False, True])
@pytest.mark.parametrize("name", ["httpx", "httpcore", "httpcore.connection", "keyring.backend", "somebody"])
def test_other_packages_are_heard_from_warning_on(
    tmp_path: Path, redactor: Redactor, name: str, debug: bool, expect_log: ExpectLog
) -> None:
    expect_log(name, "^warning$")
    file = logs.start_logging(tmp_path, redactor, debug=debug)
    assert file is not None
    logging.getLogger(name).info("info")
    logging.getLogger(name).debug("debug")
    logging.getLogger(name).warning("warning")
    assert [line.rpartition(" ")[2] for line in written(file).splitlines()] == ["warning"]


@pytest.mark.parametrize(("debug", "lines"), [(False, ["info"]), (True, ["debug", "info"])])
def test_debug_tells_more_of_this_program(
    tmp_path: Path, redactor: Redactor, debug: bool, lines: list[str]
) -> None:
    file = logs.start_logging(tmp_path, redactor, debug=debug)
    assert file is not None
    OURS.debug("debug")
    OURS.info("info")
    assert [line.rpartition(" ")[2] for line in written(file).splitlines()] == lines


def test_debug_speaks_to_the_terminal_redacted(
    tmp_path: Path, redactor: Redactor, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = io.StringIO()
    monkeypatch.setattr(sys, "stderr", terminal)
    logs.start_logging(tmp_path, redactor, debug=True)
    OURS.debug("with %s", CANARY)
    logs.stop_logging()
    assert "tallyfy_inspector.test: with " in terminal.getvalue()
    assert CANARY not in terminal.getvalue()


def test_without_a_terminal_debug_works(
    tmp_path: Path, redactor: Redactor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    assert logs.start_logging(tmp_path, redactor, debug=True) == tmp_path / logs.FILE


async def _a_callback_and_a_task_fail() -> None:
    def fails(argument: str) -> None:
        raise ValueError(argument)

    async def task_fails() -> None:
        raise ValueError(VALUE)

    loop = asyncio.get_running_loop()
    loop.call_soon(fails, VALUE)
    task = asyncio.create_task(task_fails(), name="fetch 7")
    await asyncio.sleep(0.01)
    del task


def test_asyncios_reports_quote_nothing(file: Path, expect_log: ExpectLog) -> None:
    expect_log("asyncio", "Exception in callback")
    expect_log("asyncio", "never retrieved")
    asyncio.run(_a_callback_and_a_task_fail())
    text = written(file)
    assert "ERROR asyncio: Exception in callback _a_callback_and_a_task_fail.\n" in text
    assert "ERROR asyncio: Task exception was never retrieved [fetch 7]" in text
    assert text.count("ValueError (message not logged)") == 2
    assert VALUE not in text


def test_asyncio_is_quiet_unless_debug(tmp_path: Path, redactor: Redactor, expect_log: ExpectLog) -> None:
    expect_log("asyncio", "slow", required=False)
    for debug, expected in ((False, 0), (True, 1)):
        file = logs.start_logging(tmp_path / str(debug), redactor, debug=debug)
        assert file is not None
        logging.getLogger("asyncio").warning("slow")
        assert written(file).count("slow") == expected


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such modes")
def test_every_file_is_private(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _fill(3)
    found = sorted(file.parent.iterdir())
    assert len(found) > 2
    assert {each.stat().st_mode & 0o777 for each in found} == {0o600}
    assert file.parent.stat().st_mode & 0o777 == 0o700


def test_five_files_of_one_megabyte(file: Path) -> None:
    _fill(7)
    sizes = [each.stat().st_size for each in file.parent.iterdir()]
    assert len(sizes) == 5
    assert max(sizes) <= 1_000_000


def _fill(megabytes: int) -> None:
    for _ in range(megabytes * 10):
        OURS.info("x. " * 34_000)


def test_files_older_than_a_fortnight_are_deleted_at_start(tmp_path: Path, redactor: Redactor) -> None:
    for name, days in ((logs.FILE, 15), (f"{logs.FILE}.1", 13), (f"{logs.FILE}.2", 15), ("other", 99)):
        each = tmp_path / name
        each.write_text(f"{days} days\n", encoding="utf-8")
        os.utime(each, (time.time() - days * 86_400,) * 2)
    logs.start_logging(tmp_path, redactor, debug=False)
    OURS.info("new")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["other", logs.FILE, f"{logs.FILE}.1"]
    assert "15 days" not in (tmp_path / logs.FILE).read_text(encoding="utf-8")


def test_a_folder_that_cannot_be_written_is_no_error_and_leaks_nothing(
    tmp_path: Path, redactor: Redactor, capfd: pytest.CaptureFixture[str], expect_log: ExpectLog
) -> None:
    expect_log("tallyfy_inspector.test", "with")
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert logs.start_logging(tmp_path / "file" / "logs", redactor, debug=False) is None
    OURS.warning("with %s", CANARY)
    assert "".join(capfd.readouterr()) == ""
    # Else Python's handler of last resort would print it.
    assert any(isinstance(each, logging.NullHandler) for each in logging.getLogger().handlers)


def test_starting_again_writes_each_line_once(tmp_path: Path, redactor: Redactor) -> None:
    logs.start_logging(tmp_path, redactor, debug=False)
    file = logs.start_logging(tmp_path, redactor, debug=False)
    assert file is not None
    OURS.info("once")
    assert written(file).count("once") == 1


def test_a_line_that_cannot_be_written_is_dropped_without_a_word(
    file: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    record = logging.LogRecord("x", logging.INFO, "f", 1, "%d", (CANARY,), None)
    for handler in logging.getLogger().handlers:
        if isinstance(handler.formatter, logs.RedactingFormatter):
            handler.handle(record)
    assert "".join(capfd.readouterr()) == ""
    assert written(file) == ""


def test_a_file_that_cannot_be_rotated_is_written_on(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def in_use(*_arguments: object) -> None:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(os, "rename", in_use)
    _fill(2)
    OURS.info("the end")
    assert [each.name for each in file.parent.iterdir()] == [logs.FILE]
    assert written(file).endswith("the end\n")


def test_kept_quiet_nothing_is_written_or_printed(
    tmp_path: Path, redactor: Redactor, capsys: pytest.CaptureFixture[str], expect_log: ExpectLog
) -> None:
    expect_log("tallyfy_inspector.test", "went wrong")
    logs.keep_quiet(redactor)
    OURS.error("Something went wrong with %s", CANARY)
    assert capsys.readouterr() == ("", "")
    assert list(tmp_path.iterdir()) == []
    logs.stop_logging()
