from __future__ import annotations

import asyncio
import io
import json
import time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tallyfy_inspector import selftest
from tallyfy_inspector.demo.catalogue import TASKS
from tallyfy_inspector.options import Options
from tallyfy_inspector.store.environment import EnvironmentSettings
from tallyfy_inspector.ui.main_window import MainWindow
from tests.support.running import fetched, in_window
from tests.support.wire import Answer, Wire, response


def outcome(qapp: QApplication, folder: Path, answer: Answer) -> tuple[int, list[str]]:
    """What the self-test of a window says whose Tallyfy answers like this."""
    out, codes = io.StringIO(), []

    async def body(window: MainWindow) -> None:
        codes.append(await selftest.run(window, out, patience=5, settling=0.5))

    with Wire(answer) as wire:
        environment = EnvironmentSettings("token", "organization", wire.url)
        in_window(qapp, folder, body, Options(task=TASKS[0].id), environment)
    return codes[0], out.getvalue().splitlines()


def task(fields: int) -> bytes:
    made = [{"id": str(n), "label": f"Field {n}", "field_type": "text"} for n in range(fields)]
    return json.dumps({"data": {"id": TASKS[0].id, "title": "T", "form_fields": {"data": made}}}).encode()


def test_it_passes_on_the_demo(qapp: QApplication, tmp_path: Path) -> None:
    out, codes = io.StringIO(), []

    async def body(window: MainWindow) -> None:
        codes.append(await selftest.run(window, out))

    in_window(qapp, tmp_path, body)
    lines = out.getvalue().splitlines()
    assert codes == [0]
    assert lines[-1] == "Self-test passed"
    assert all(line.startswith("ok: ") for line in lines[:-1])
    assert len(lines) == 8


def test_each_check_can_fail_by_itself(qapp: QApplication, tmp_path: Path) -> None:
    code, lines = outcome(qapp, tmp_path, lambda _head: [response(task(9))])
    assert code == 1
    assert [line for line in lines if not line.startswith("ok: ")] == [
        "FAILED: the table has a row for each form field",
        "Self-test failed",
    ]


def test_it_passes_on_any_task_with_enough_fields(qapp: QApplication, tmp_path: Path) -> None:
    assert outcome(qapp, tmp_path, lambda _head: [response(task(10))])[0] == 0


@pytest.mark.parametrize("status", ["500 Internal Server Error", "401 Unauthorized"])
def test_it_fails_on_a_bad_answer_and_says_what_the_window_says(
    qapp: QApplication, tmp_path: Path, status: str
) -> None:
    code, lines = outcome(qapp, tmp_path, lambda _head: [response(b"{}", status)])
    assert code == 1
    assert lines[0].startswith("The window says: ")
    assert sum(line.startswith("FAILED: ") for line in lines) == 4


def test_no_answer_at_all_does_not_keep_it_waiting(qapp: QApplication, tmp_path: Path) -> None:
    code, lines = outcome(qapp, tmp_path, lambda _head: ["reset"])
    assert code == 1
    assert lines[-1] == "Self-test failed"


def test_an_answer_that_does_not_come_fails_in_the_end(qapp: QApplication, tmp_path: Path) -> None:
    out, codes = io.StringIO(), []

    async def body(window: MainWindow) -> None:
        await fetched(window)
        window.open_task(next(each.id for each in TASKS if each.wait))
        codes.append(await selftest.run(window, out, patience=0.2, settling=0.1))

    in_window(qapp, tmp_path, body)
    assert codes == [1]


def test_what_a_bundle_may_lack_is_missed(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selftest, "ICON", "icons/none.svg")
    monkeypatch.setattr(
        selftest, "_CERTIFICATE", b"-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n"
    )
    code, lines = outcome(qapp, tmp_path, lambda _head: [response(task(10))])
    assert code == 1
    assert [line for line in lines if line.startswith("FAILED")] == [
        "FAILED: a certificate is read",
        "FAILED: the files that come along are found",
    ]


def test_what_is_made_a_little_later_is_waited_for() -> None:
    looked = iter([False, False, True])

    async def body() -> tuple[bool, bool]:
        later = await selftest._comes_to_hold(lambda: next(looked), time.monotonic() + 5)
        return later, await selftest._comes_to_hold(lambda: False, time.monotonic() + 0.05)

    assert asyncio.run(body()) == (True, False)
