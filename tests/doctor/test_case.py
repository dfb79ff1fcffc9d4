from __future__ import annotations

import asyncio
import threading

from tests.support.patients import ORGANIZATION, TOKEN, case, instruments


def test_blocking_work_is_done_in_another_thread() -> None:
    async def body() -> str:
        return await case().blocking(lambda: threading.current_thread().name)

    assert asyncio.run(body()) != threading.main_thread().name


def test_no_record_tells_what_it_holds() -> None:
    told = f"{instruments()!r} {case()!r}"
    assert TOKEN not in told
    assert ORGANIZATION not in told
