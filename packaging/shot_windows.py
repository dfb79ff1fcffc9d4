"""The pictures of the windows about the program itself, of keyrings that do not help, and of tokens and links
that leave a question open.

Each scene is one function, listed in `SCENES`; to add one, write it and its name there. The doctor examines
the healthy computer of the tests and the demo, the log is a made-up file, no real keyring is asked.
"""

from __future__ import annotations

import asyncio
import base64
import json
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from keyring.backends.fail import Keyring as NoKeyring
from keyring.errors import KeyringLocked
from PySide6.QtGui import QTextCursor

from shot_connections import three
from shot_flow import PROCESS, UNKNOWN, quiet
from shot_stage import NOON, ORGANIZATION, Stage
from tallyfy_inspector.api.routes import origin
from tallyfy_inspector.api.tls_probe import Certificate
from tallyfy_inspector.doctor.doctor import Doctor
from tallyfy_inspector.ports import StoredToken, Vault
from tallyfy_inspector.store.logs import FILE
from tallyfy_inspector.store.memory import MemoryVault
from tallyfy_inspector.store.vault import KeyringVault
from tallyfy_inspector.ui.connection import Connection
from tests.support.certificates import authority
from tests.support.fake_keyring import FakeBackend
from tests.support.faults import FAULTS
from tests.support.patients import instruments

LOG = (
    "2026-11-23T12:00:58+0100 INFO tallyfy_inspector.app: Started 0.1.0, Python 3.11.7, Qt 6.11.3",
    "2026-11-23T12:00:59+0100 INFO tallyfy_inspector.app: Ready at 1795431659.204",
    "2026-11-23T12:01:03+0100 INFO tallyfy_inspector.ui.state_log: Answered 200: a task, 54 keys",
    "2026-11-23T12:04:17+0100 WARNING tallyfy_inspector.ui.state_log: Answered 404: NotFound",
    "2026-11-23T12:06:40+0100 ERROR tallyfy_inspector.ui.jobs: Unexpected error: KeyError",
    "  tallyfy_inspector.ui.session:218 _arrived",
    "  tallyfy_inspector.task.reading:41 included",
    "2026-11-23T12:07:41+0100 INFO tallyfy_inspector.ui.state_log: Answered 401: SignIn",
)
ANSWER_WITHIN = 0.2
"""Seconds for a keyring that never answers."""


# The windows about the program itself


async def doctor_all_well(stage: Stage) -> None:
    """Every check is good."""

    async def token() -> StoredToken | None:
        return await stage.vault.get()

    known = {"base_url": stage.access.base_url, "organization": ORGANIZATION, "token": token}
    stage.doctor = Doctor(instruments(**known))
    await _examine(stage)


async def doctor_in_trouble(stage: Stage) -> None:
    """The certificate is of nobody that this computer knows, so the rest is not tried."""

    def served(_der: bytes) -> Certificate:
        return Certificate("Corp Proxy CA", "127.0.0.1", datetime(2027, 6, 1, tzinfo=UTC))

    inspected = next(fault for fault in FAULTS if fault.name == "inspected")
    with tempfile.TemporaryDirectory() as folder, inspected.serving(authority(Path(folder))) as wire:
        stage.doctor = Doctor(instruments(base_url=wire.url, decode=served))
        await _examine(stage)


async def _examine(stage: Stage) -> None:
    stage.window.use(_northwind(stage, stage.vault))
    await stage.fetch(stage.access.first_task)
    stage.window.help_windows.check_connection()
    dialog = stage.window.help_windows.doctor
    while dialog is not None and not dialog.again.isEnabled():  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    if dialog is not None:
        bad = [row for row, each in enumerate(dialog.model.rows) if each.state == "bad"]
        dialog.view.selectRow(bad[0] if bad else 0)


async def network_window(stage: Stage) -> None:
    """What may be set of the network, with a proxy kept and its password in the keyring."""
    await stage.fetch(stage.access.first_task)
    stage.window.use(Connection("Northwind", "https://go.tallyfy.com/api", stage.client, MemoryVault()))
    stage.window.help_windows.set_network()
    dialog = stage.window.help_windows.network
    if dialog is not None:
        dialog.proxy.setText("http://proxy.northwind.example:3128")
        dialog.user.setText("m.okafor")
        dialog.password.setText("made up")
        dialog.save.click()
        await _until_said(dialog.said.text)


async def network_refused(stage: Stage) -> None:
    """What was typed is no proxy that can be used."""
    await stage.fetch(stage.access.first_task)
    stage.window.help_windows.set_network()
    dialog = stage.window.help_windows.network
    if dialog is not None:
        dialog.proxy.setText("socks5://proxy.northwind.example:1080")
        dialog.save.click()
        await _until_said(dialog.said.text)


async def log_window(stage: Stage) -> None:
    """The program's log."""
    stage.logs.mkdir()
    (stage.logs / FILE).write_text("\n".join(LOG), encoding="utf-8")
    await stage.fetch(stage.access.first_task)
    stage.window.help_windows.show_logs()
    dialog = stage.window.help_windows.logs
    while dialog is not None and not dialog.model.rowCount():  # noqa: ASYNC110
        await asyncio.sleep(0.01)


async def crash_window(stage: Stage) -> None:
    """Two errors of the program's own, one after the other."""
    await stage.fetch(stage.access.first_task)
    for _time in range(2):
        try:
            json.loads("{")
        except ValueError as error:
            stage.crashes.tell(error)
        await stage.settle()
    dialog = stage.window.help_windows.crash
    if dialog is not None:
        dialog.report.moveCursor(QTextCursor.MoveOperation.Start)


# Tokens and where they are kept


def _northwind(stage: Stage, vault: Vault) -> Connection:
    return Connection("Northwind", stage.access.base_url, stage.client, vault, ORGANIZATION)


async def _sign_in(stage: Stage, vault: Vault) -> None:
    await stage.fetch(stage.access.first_task)
    stage.window.use(_northwind(stage, vault))
    await stage.settle()
    stage.window.sign_in()
    dialog = stage.window.account.dialog
    if dialog is not None:
        await _until_said(dialog.kept.text)


async def _until_said(text: Callable[[], str]) -> None:
    while not text():  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    await asyncio.sleep(0.05)


async def keyring_locked(stage: Stage) -> None:
    """Nobody unlocked it."""
    backend = FakeBackend()
    backend.fail = lambda _step, _service: KeyringLocked()
    await _sign_in(stage, KeyringVault(load_backend=lambda: backend))


async def keyring_absent(stage: Stage) -> None:
    """There is none on this computer."""
    await _sign_in(stage, KeyringVault(load_backend=NoKeyring))


async def keyring_refused(stage: Stage) -> None:
    """The computer is set up to write passwords into a readable file."""
    made: Any = type("PlaintextKeyring", (), {"__module__": "keyrings.alt.file"})
    await _sign_in(stage, KeyringVault(load_backend=made))


async def keyring_hanging(stage: Stage) -> None:
    """It does not answer."""
    backend = FakeBackend()
    backend.hang_at = ("get", "Tallyfy Inspector/default")
    await _sign_in(stage, KeyringVault(load_backend=lambda: backend, timeout=ANSWER_WITHIN))
    backend.release()


def _nearly_over(stage: Stage) -> MemoryVault:
    """A token that says itself to end in nine days."""
    ends = (NOON + timedelta(days=9)).timestamp()
    claims = base64.urlsafe_b64encode(json.dumps({"exp": int(ends)}).encode()).decode().rstrip("=")
    return MemoryVault(StoredToken(origin(stage.access.base_url), f"e30.{claims}.made-up", "keyring"))


async def token_nearly_over(stage: Stage) -> None:
    """The window says so by itself."""
    good = _northwind(stage, stage.vault)
    stage.window.use(good)
    await stage.fetch(stage.access.first_task)
    stage.window.use(replace(good, vault=_nearly_over(stage)))


async def token_nearly_over_sign_in(stage: Stage) -> None:
    """And so does the dialog in which the next one is pasted."""
    await _sign_in(stage, _nearly_over(stage))


# Questions on the way to a task


async def which_connection(stage: Stage) -> None:
    """A process link names no organization, and three connections may be meant."""
    three(stage)
    await stage.fetch(stage.access.first_task)
    stage.window.open_task(f"{stage.access.base_url}/tracker/{PROCESS}")


async def try_next(stage: Stage) -> None:
    """This organization does not have the task; another may."""
    three(stage)
    await stage.fetch(UNKNOWN)
    await quiet(stage)


async def link_asks(stage: Stage) -> None:
    """A link from elsewhere asks to open a task."""
    await stage.fetch(stage.access.first_task)
    stage.window.links.start(f"tallyfy-inspector:task/{ORGANIZATION}/{UNKNOWN}", link=True)


async def process_failed(stage: Stage) -> None:
    """A process that is not there."""
    await stage.fetch(stage.access.first_task)
    stage.window.open_task(f"https://go.tallyfy.com/{ORGANIZATION}/process/{UNKNOWN}")
    dialog = stage.window.guide.processes.dialog
    while dialog is not None and dialog.retry.isHidden():  # noqa: ASYNC110
        await asyncio.sleep(0.01)


SCENES = (
    doctor_all_well,
    doctor_in_trouble,
    network_window,
    network_refused,
    log_window,
    crash_window,
    keyring_locked,
    keyring_absent,
    keyring_refused,
    keyring_hanging,
    token_nearly_over,
    token_nearly_over_sign_in,
    which_connection,
    try_next,
    link_asks,
    process_failed,
)
