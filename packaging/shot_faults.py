"""The pictures of networks that misbehave: each fault of the tests' fault server, in the real window.

    fault_expired, fault_slow_headers, fault_gzip_bomb …

The faults are those of tests/support/faults.py, served on loopback under the short time-outs of the tests; a
fault added there gets its picture by itself. Those of certificates are left out where the library that makes
the certificates is not installed.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from unittest.mock import patch

from shot_flow import at_once, quiet
from shot_stage import ORGANIZATION, Look, Stage
from tallyfy_inspector.api import system_proxy
from tallyfy_inspector.api.client import Client
from tallyfy_inspector.api.routes import origin
from tallyfy_inspector.api.system_proxy import SystemProxy
from tallyfy_inspector.api.ways import Ways
from tallyfy_inspector.ports import StoredToken
from tallyfy_inspector.store.memory import MemoryVault
from tallyfy_inspector.ui.connection import Connection
from tests.support.certificates import authority
from tests.support.faults import FAULTS, SHORT, Fault
from tests.support.wire import free_port

Scene = Callable[[Stage], Awaitable[None]]
LOOKS = (Look(), Look(dark=True), Look(width=900))


async def _met(stage: Stage, url: str, ways: Ways) -> None:
    """A task is on screen; then it is fetched again from `url`, where something is wrong."""
    stage.window.session.attempts.wait = at_once
    good = Connection("Northwind", stage.access.base_url, stage.client, stage.vault, ORGANIZATION)
    stage.window.use(good)
    await stage.fetch(stage.access.first_task)
    vault = MemoryVault(StoredToken(origin(url), stage.access.token, "memory"))
    client = Client(vault.get, stage.clock.now, ways=ways, **SHORT)
    stage.window.use(replace(good, base_url=url, fetcher=client, vault=vault))
    await stage.fetch(stage.access.first_task, wait=False)
    await quiet(stage)
    await client.aclose()
    await stage.settle()  # what was broken off is closed a turn later


def _scene(fault: Fault) -> Scene:
    async def scene(stage: Stage) -> None:
        with tempfile.TemporaryDirectory() as folder:
            made = authority(Path(folder))
            with fault.serving(made) as wire:
                await _met(stage, fault.base_url(wire), fault.ways(wire, made))

    return scene


async def _proxy_by_script(stage: Stage) -> None:
    """The computer finds its proxy by a script, and nobody answers on the straight way."""
    readers = {sys.platform: lambda: SystemProxy(script=True)}
    with patch.object(system_proxy, "_READERS", readers):
        await _met(stage, f"https://127.0.0.1:{free_port()}", Ways())


def scenes() -> dict[str, tuple[Scene, tuple[Look, ...]]]:
    """A scene for each fault, with the looks it is wanted in."""
    possible = [fault for fault in FAULTS if fault.context is None or find_spec("cryptography") is not None]
    named = {re.sub(r"[^a-z0-9]+", "_", each.name.lower()): _scene(each) for each in possible}
    named["proxy_by_script"] = _proxy_by_script
    return {f"fault_{name}": (scene, LOOKS) for name, scene in named.items()}
