from __future__ import annotations

import asyncio
import time

import pytest

from tallyfy_inspector.doctor.case import Case, Outcome
from tallyfy_inspector.doctor.doctor import CHECKS, Check, Doctor
from tallyfy_inspector.ports_help import Checked
from tests.support.logfail import ExpectLog
from tests.support.patients import OWNER, TOKEN, instruments
from tests.support.wire import Wire


def examined(doctor: Doctor) -> list[Checked]:
    async def body() -> list[Checked]:
        return [checked async for checked in doctor.examine()]

    return asyncio.run(body())


def check(name: str, state: str, *needs: str) -> Check:
    async def look(_case: Case) -> Outcome:
        return Outcome(state, f"{name} {TOKEN}")  # type: ignore[arg-type]

    return Check(name, name.upper(), look, needs)


def test_every_check_is_told_in_its_order_with_its_time() -> None:
    with Wire() as wire:
        doctor = Doctor(instruments(base_url=wire.url))
        found = examined(doctor)
    assert tuple(each.title for each in found) == doctor.planned()
    assert [each.name for each in found] == [each.name for each in CHECKS]
    assert all(each.words and each.milliseconds >= 0 for each in found)
    assert not {each.state for each in found} & {"bad", "warning"}
    assert OWNER not in " ".join(each.words for each in found)


def test_names_are_used_once_and_needs_stand_before() -> None:
    names = [each.name for each in CHECKS]
    assert len(set(names)) == len(names)
    for number, each in enumerate(CHECKS):
        assert set(each.needs) <= set(names[:number])


def test_what_builds_on_a_failed_check_is_skipped_and_the_rest_goes_on() -> None:
    checks = (
        *(check("a", "bad"), check("b", "ok", "a"), check("c", "ok", "b")),
        *(check("d", "warning"), check("e", "ok", "d"), check("f", "skipped"), check("g", "ok", "f")),
    )
    found = examined(Doctor(instruments(), checks))
    assert [each.state for each in found] == [
        "bad",
        "skipped",
        "skipped",
        "warning",
        "ok",
        "skipped",
        "skipped",
    ]
    assert found[1].words == "Not tried: it builds on “A”."


def test_the_words_are_redacted() -> None:
    assert examined(Doctor(instruments(), (check("a", "ok"),)))[0].words == "a •"
    assert TOKEN not in repr(examined(Doctor(instruments(mask=str), (check("a", "ok"),))))


def test_one_that_takes_too_long_is_ended() -> None:
    async def hang(_case: Case) -> Outcome:
        await asyncio.sleep(60)
        return Outcome("ok", "")

    began = time.monotonic()
    found = examined(Doctor(instruments(patience=0.1), (Check("a", "A", hang), check("b", "ok"))))
    assert [each.state for each in found] == ["bad", "ok"]
    assert found[0].words == "No answer within 0.1 seconds."
    assert time.monotonic() - began < 5


def test_one_that_hangs_in_its_thread_is_left_behind() -> None:
    async def hang(case: Case) -> Outcome:
        await case.blocking(lambda: time.sleep(2))
        return Outcome("ok", "")

    began = time.monotonic()
    assert examined(Doctor(instruments(patience=0.1), (Check("a", "A", hang),)))[0].state == "bad"
    assert time.monotonic() - began < 1.5


def test_a_fault_of_a_check_ends_no_other_and_quotes_nothing(
    expect_log: ExpectLog, caplog: pytest.LogCaptureFixture
) -> None:
    expect_log("tallyfy_inspector.doctor.doctor", "^The check a failed$")

    async def fail(_case: Case) -> Outcome:
        raise LookupError(OWNER)

    found = examined(Doctor(instruments(), (Check("a", "A", fail), check("b", "ok"))))
    assert [each.state for each in found] == ["bad", "ok"]
    assert found[0].words == "This check itself failed (LookupError). The log says where."


def test_who_stops_listening_stops_it() -> None:
    looked: list[str] = []

    async def look(_case: Case) -> Outcome:
        looked.append("b")
        return Outcome("ok", "")

    async def body() -> None:
        examination = Doctor(instruments(), (check("a", "ok"), Check("b", "B", look))).examine()
        async for _checked in examination:
            break
        await asyncio.sleep(0.02)

    asyncio.run(body())
    assert looked == []
