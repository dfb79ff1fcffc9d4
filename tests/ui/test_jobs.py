from __future__ import annotations

import asyncio
import gc

import pytest
from PySide6.QtWidgets import QApplication

from tallyfy_inspector.ui.jobs import Jobs
from tests.support.logfail import ExpectLog
from tests.support.ui import drive, until


class Work:
    """Something that goes on until it is told, and remembers how it ended."""

    def __init__(self) -> None:
        self.told = asyncio.Event()
        self.started = False
        self.ended = ""

    async def run(self) -> None:
        self.started = True
        try:
            await self.told.wait()
            self.ended = "done"
        except asyncio.CancelledError:
            await asyncio.sleep(0.02)  # whoever waits for the end has to wait for this
            self.ended = "cancelled"
            raise


def test_a_job_runs_until_its_end_though_nobody_holds_it(qapp: QApplication) -> None:
    async def body() -> None:
        jobs, ended = Jobs(), []

        async def rest() -> None:
            await asyncio.sleep(0.03)
            ended.append(True)

        jobs.start("rest", rest())
        for _ in range(3):
            gc.collect()
            await asyncio.sleep(0)
        assert jobs.running("rest")
        await until(lambda: ended)
        await until(lambda: not jobs.running("rest"))

    drive(qapp, body)


def test_one_that_fails_is_told_and_one_that_is_cancelled_is_not(
    qapp: QApplication, expect_log: ExpectLog
) -> None:
    expect_log("tallyfy_inspector.ui.jobs", "^The job fails failed$")

    async def body() -> None:
        told: list[BaseException] = []
        jobs = Jobs(told.append)

        async def fails() -> None:
            raise LookupError

        jobs.start("fails", fails())
        jobs.start("rests", asyncio.sleep(60))
        await until(lambda: told)
        await jobs.aclose()
        assert [type(each) for each in told] == [LookupError]

    drive(qapp, body)


def test_another_job_of_the_name_takes_its_place(qapp: QApplication) -> None:
    async def body() -> None:
        jobs, first, second, other = Jobs(), Work(), Work(), Work()
        jobs.start("fetch", first.run())
        jobs.start("sign in", other.run())
        await until(lambda: first.started and other.started)
        jobs.start("fetch", second.run())
        await until(lambda: first.ended)
        assert first.ended == "cancelled"
        assert jobs.running("fetch")  # the first one's end says nothing of the second
        second.told.set()
        await until(lambda: second.ended)
        assert (second.ended, other.ended) == ("done", "")
        await until(lambda: not jobs.running("fetch"))
        await jobs.aclose()
        assert other.ended == "cancelled"

    drive(qapp, body)


def test_a_job_can_be_cancelled_by_name(qapp: QApplication) -> None:
    async def body() -> None:
        jobs, work = Jobs(), Work()
        jobs.cancel("nothing of that name")
        jobs.start("fetch", work.run())
        await until(lambda: work.started)
        jobs.cancel("fetch")
        assert not jobs.running("fetch")
        await until(lambda: work.ended)
        assert work.ended == "cancelled"

    drive(qapp, body)


def test_a_job_may_be_cancelled_before_it_began(qapp: QApplication) -> None:
    async def body() -> None:
        jobs, work = Jobs(), Work()
        jobs.start("fetch", work.run())
        jobs.cancel("fetch")
        await jobs.aclose()
        assert not work.started

    drive(qapp, body)


def test_a_job_that_fails_is_written_to_the_log_once(
    qapp: QApplication, expect_log: ExpectLog, caplog: pytest.LogCaptureFixture
) -> None:
    expect_log("tallyfy_inspector.ui.jobs", "The job sign in failed")

    async def fail() -> None:
        await asyncio.sleep(0)
        raise LookupError("nobody expected this")

    async def body() -> None:
        jobs = Jobs()
        jobs.start("sign in", fail())
        await until(lambda: not jobs.running("sign in"))
        await jobs.aclose()

    drive(qapp, body)
    (record,) = caplog.records
    assert record.exc_info is not None
    assert isinstance(record.exc_info[1], LookupError)


def test_closing_waits_for_all_jobs_also_for_those_that_were_cancelled(qapp: QApplication) -> None:
    async def body() -> None:
        jobs, replaced, running = Jobs(), Work(), Work()
        jobs.start("fetch", replaced.run())
        await until(lambda: replaced.started)
        jobs.start("fetch", running.run())
        await until(lambda: running.started)
        assert replaced.ended == ""
        await jobs.aclose()
        assert (replaced.ended, running.ended) == ("cancelled", "cancelled")
        assert not jobs.running("fetch")
        await jobs.aclose()

    drive(qapp, body)
