"""Networks that misbehave, against the whole way from a request to what the person reads.

Project-wide: each fault of support/faults.py goes through client, classifier and words, and once through the
window. What is held: its own words, within its time-out, nothing of the token at any other host, a window
that answers meanwhile.
"""

from __future__ import annotations

import asyncio
import threading
import time
import traceback
from pathlib import Path

import keyring
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel

from tallyfy_inspector.api.client import Client
from tallyfy_inspector.api.exchange import Credential, Exchange, TransportError
from tallyfy_inspector.api.problem import Problem, SignIn
from tallyfy_inspector.api.problems import from_transport
from tallyfy_inspector.api.routes import origin
from tallyfy_inspector.options import Options
from tallyfy_inspector.ports import StoredToken
from tallyfy_inspector.store import chunks
from tallyfy_inspector.store.environment import EnvironmentSettings
from tallyfy_inspector.store.memory import MemoryVault
from tallyfy_inspector.ui.connection import Connection
from tallyfy_inspector.ui.main_window import MainWindow
from tallyfy_inspector.ui.session import understand
from tallyfy_inspector.ui.view import Done, Failed
from tests.support.asking import ORG, TASK, TOKEN, ask, client_for, closing, fetch
from tests.support.certificates import NAME, Authority, authority
from tests.support.fake_keyring import FakeBackend
from tests.support.faults import FAULTS, SHORT, Fault
from tests.support.running import fetched, in_window, settled
from tests.support.stage import Stage, play
from tests.support.ui import until
from tests.support.wire import Wire, response

NAMES = {fault.name: fault for fault in FAULTS}
ALLOWANCE = 3.0
"""Seconds beyond what a fault waits of itself, for a machine that has other things to do."""


@pytest.fixture(scope="module")
def corp(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Authority:
    # Qt's reader of certificates wants an application to stand.
    with Wire() as wire:  # what the first request loads is not to be counted against the others
        assert fetch(wire.url).status == 200
    return authority(tmp_path_factory.mktemp("corp"))


def outcome(fault: Fault, wire: Wire, corp: Authority) -> tuple[Problem | None, BaseException | None]:
    """What the person is told of it, and the error it came from."""
    url = fault.base_url(wire)
    client = client_for(Credential(origin(url), TOKEN), ways=fault.ways(wire, corp), **SHORT)
    try:
        exchange: Exchange = asyncio.run(closing(client, client.fetch(ask(url))))
    except TransportError as error:
        return from_transport(error), error
    return understand(exchange)[2], None


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_each_fault_has_its_own_words_in_time(fault: Fault, corp: Authority) -> None:
    began = time.perf_counter()
    with fault.serving(corp) as wire:
        problem, error = outcome(fault, wire, corp)
        took = time.perf_counter() - began
    assert problem is not None
    assert (type(problem), problem.title) == (fault.kind, fault.title)
    assert problem.hint.endswith(".")
    assert problem.action is not None
    assert fault.waits <= took < fault.waits + ALLOWANCE
    told = (problem.title, problem.hint, *problem.details, *traceback.format_exception(error))
    assert TOKEN not in "".join(told)


def test_the_titles_tell_what_differs() -> None:
    kinds = {(fault.kind, fault.title) for fault in FAULTS}
    assert len({title for _kind, title in kinds}) == len(kinds) > 12


@pytest.mark.parametrize(
    "fault", [each for each in FAULTS if each.context or each.through], ids=lambda f: f.name
)
def test_no_token_is_sent_where_the_server_is_not_the_right_one(fault: Fault, corp: Authority) -> None:
    with fault.serving(corp) as wire:
        outcome(fault, wire, corp)
    assert all(TOKEN.encode() not in head for head in wire.heard)
    if fault.context is not None:
        assert wire.heard == []  # also the look at the certificate says no word


@pytest.mark.parametrize("name", ["expired", "wrong name", "self-signed", "inspected"])
def test_whoever_issued_what_was_served_is_named(name: str, corp: Authority) -> None:
    fault = NAMES[name]
    with fault.serving(corp) as wire:
        problem, _error = outcome(fault, wire, corp)
    assert problem is not None
    issuer = "127.0.0.1" if name == "self-signed" else NAME
    assert f"The certificate served for “127.0.0.1” was issued by “{issuer}”." in problem.hint


def test_a_good_server_of_the_extra_authority_is_asked(corp: Authority) -> None:
    good = Fault("good", Problem, "", context=lambda ca: ca.server())
    with good.serving(corp) as wire:
        assert outcome(good, wire, corp) == (None, None)
    assert TOKEN.encode() in wire.heard[0]


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See Other", "307 Temp", "308 Permanent"])
def test_where_a_redirect_leads_nobody_is_asked(status: str, corp: Authority) -> None:
    with Wire() as stranger:
        answer = response(b"", status, {"Location": f"{stranger.url}/organizations/{ORG}/tasks/{TASK}"})
        moved = Fault("moved", Problem, "", (answer,))
        with moved.serving(corp) as wire:
            problem, _error = outcome(moved, wire, corp)
    assert problem is not None
    assert problem.title == "The address leads elsewhere"
    assert stranger.connections == 0


# In the window


class Pauses:
    """How long the event loop did not come round at most, in seconds, and how long a thread of this process
    that has nothing to do did not: so much is the machine's, which has other things to do."""

    def __init__(self) -> None:
        self.longest = self.of_the_machine = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.timeout.connect(self._tick)
        self._timer.start(5)
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._idle)
        self._thread.start()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now

    def _idle(self) -> None:
        last = time.perf_counter()
        while not self._over.wait(0.005):
            now = time.perf_counter()
            self.of_the_machine, last = max(self.of_the_machine, now - last), now

    def stop(self) -> None:
        self._tick()
        self._timer.stop()
        self._over.set()
        self._thread.join()


def connected(stage: Stage, fault: Fault, wire: Wire, corp: Authority) -> tuple[Connection, Client]:
    """The window's connection to the server of `fault`, and its client, to be closed."""
    url = fault.base_url(wire)
    vault = MemoryVault(StoredToken(origin(url), TOKEN, "memory"))
    client = Client(vault.get, stage.clock.now, ways=fault.ways(wire, corp), **SHORT)
    return Connection("Tallyfy", url, client, vault, ORG), client


def shown(stage: Stage) -> str:
    """The title in the banner."""
    title = stage.widget("problem_title")
    assert isinstance(title, QLabel)
    return title.text()


async def met(stage: Stage, fault: Fault, corp: Authority) -> Pauses:
    """Fetch a task from the server of `fault`; how long the window paused over it."""
    with fault.serving(corp) as wire:
        connection, client = connected(stage, fault, wire, corp)
        stage.window.use(connection)
        await until(lambda: stage.window.account.signed_in)
        pauses = Pauses()
        try:
            await stage.fetch(TASK)
        finally:
            pauses.stop()
            await client.aclose()
            await settled()  # what was broken off is closed a turn later, and the server waits for that
    return pauses


def longest_pause(fault: Fault) -> float:
    """Seconds. While a fault keeps the client waiting, the window comes round again and again; what came at
    once is worked off in one go."""
    return fault.waits / 4 if fault.waits >= 1 else 1.0


def test_the_window_answers_while_the_network_misbehaves(qapp: QApplication, corp: Authority) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(stage.access.first_task)
        for fault in FAULTS:
            stage.window.speech.said.clear()
            pauses = await met(stage, fault, corp)
            view = stage.window.session.view
            assert isinstance(view.now, (Done, Failed)), (fault.name, view.now)
            assert view.problem is not None, fault.name
            assert view.problem.title == fault.title
            assert shown(stage).startswith(fault.title)
            assert pauses.longest < longest_pause(fault) + pauses.of_the_machine, fault.name
            assert any(fault.title in said for said in stage.said), fault.name
            assert TOKEN not in "".join(stage.said)

    play(qapp, scene)


def test_an_address_of_a_stranger_gets_no_token_from_the_keyring(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """TALLYFY_BASE_URL names another server while the keyring holds a token of Tallyfy's."""
    backend = FakeBackend()
    (part,) = chunks.pack(TOKEN, "https://go.tallyfy.com")
    backend.set_password("Tallyfy Inspector/default", "token", part)
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend)

    async def body(window: MainWindow) -> None:
        await until(lambda: window.account.signed_in is not None)
        window.request_bar.organization.setText(ORG)
        await fetched(window, TASK)
        problem = window.session.view.problem
        assert isinstance(problem, SignIn)
        assert problem.title == "The token is for another server"

    with Wire() as stranger:
        environment = EnvironmentSettings(None, ORG, f"{stranger.url}/api")
        assert in_window(qapp, tmp_path, body, Options(), environment) == 0
        assert stranger.connections == 0
    assert ("get", "Tallyfy Inspector/default") in backend.steps
