from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path

import keyring
import pytest

from tallyfy_inspector.api.exchange import DEFAULT_BASE_URL, FetchRequest, TransportError
from tallyfy_inspector.demo.catalogue import ORGANIZATION, TASKS
from tallyfy_inspector.options import Options
from tallyfy_inspector.ports import ConnectionRecord, StoredToken, Vault, VaultError
from tallyfy_inspector.services import Services, SystemClock
from tallyfy_inspector.store.environment import EnvironmentSettings
from tallyfy_inspector.store.settings import FILE, Settings
from tests.support.fake_keyring import FakeBackend
from tests.support.wire import Wire

TOKEN = "canarytokenq7f3a9c41d8e60b2"
ELSEWHERE = "https://eu.tallyfy.example/api"
STRANGE = "https://third.tallyfy.example"
NO_OPTIONS = Options()
NORTH = ConnectionRecord(
    "", "Northwind", DEFAULT_BASE_URL, "3d53f2fd6326517fb1b431b539292029", "Northwind Ltd"
)
SOUTH = ConnectionRecord("", "Southwind", ELSEWHERE, production=True)


def services(folder: Path, options: Options = NO_OPTIONS, **said: str | None) -> Services:
    environment = EnvironmentSettings(said.get("token"), said.get("organization"), said.get("base_url"))
    return Services(options, environment, Settings(folder), folder)


def kept(vault: Vault) -> StoredToken | None:
    """What the vault answers."""
    return asyncio.run(vault.get())


def test_the_address_is_that_of_the_command_line_then_of_the_environment_then_of_last_time(
    tmp_path: Path,
) -> None:
    assert services(tmp_path).account().base_url == DEFAULT_BASE_URL
    Settings(tmp_path).set("base_url", STRANGE)
    assert services(tmp_path).account().base_url == STRANGE
    assert services(tmp_path, base_url=ELSEWHERE).account().base_url == ELSEWHERE
    asked = Options(base_url="https://one.example/")
    assert services(tmp_path, asked, base_url=ELSEWHERE).account().base_url == "https://one.example"
    assert services(tmp_path, asked).account("https://dialog.example").base_url == "https://dialog.example"


def test_so_is_the_organization(tmp_path: Path) -> None:
    Settings(tmp_path).set("organization", "last")
    assert services(tmp_path).account().organization == "last"
    assert services(tmp_path, organization="said").account().organization == "said"
    options = Options(organization="asked")
    assert services(tmp_path, options, organization="said").account().organization == "asked"


@pytest.mark.parametrize("edited", ["http://tallyfy.example", "no address", 7, None])
def test_an_address_in_the_settings_that_cannot_be_used_is_passed_over(
    tmp_path: Path, edited: object
) -> None:
    (tmp_path / FILE).write_text(json.dumps({"version": 1, "base_url": edited}), encoding="utf-8")
    assert services(tmp_path).account().base_url == DEFAULT_BASE_URL


def test_a_token_of_this_run_is_bound_to_the_address_of_this_run_not_to_one_in_a_file(tmp_path: Path) -> None:
    Settings(tmp_path).set("base_url", STRANGE)
    for base_url, origin in ((None, "https://go.tallyfy.com"), (ELSEWHERE, "https://eu.tallyfy.example")):
        stored = kept(services(tmp_path, token=TOKEN, base_url=base_url).account().vault)
        assert stored == StoredToken(origin, TOKEN, "environment")


def test_a_token_of_this_run_is_known_to_the_redactor_before_anything_is_logged(tmp_path: Path) -> None:
    assert services(tmp_path, token=TOKEN).redactor.text(f"<{TOKEN}>") == "<••••••>"


def test_the_demo_is_a_connection_of_its_own(tmp_path: Path) -> None:
    made = services(tmp_path, token=TOKEN, organization="said", base_url=ELSEWHERE)
    try:
        demo = made.demo()
        assert (demo.demo, demo.id) == (True, "demo")
        assert demo.base_url.startswith("http://127.0.0.1:")
        assert (demo.organization, demo.tasks[0][0]) == (ORGANIZATION, TASKS[0].id)
        stored = kept(demo.vault)
        assert stored is not None
        assert TOKEN not in stored.token
        assert made.demo() == demo
        assert "demo" not in {record.id for record in made.book.records()}
    finally:
        asyncio.run(made.aclose())


def test_before_the_first_sign_in_there_is_a_connection_to_sign_in_to(tmp_path: Path) -> None:
    made = services(tmp_path)
    assert made.book.records() == ()
    first = made.account()
    assert (first.id, first.name, first.colour, first.organization) == ("default", "Tallyfy", "blue", "")


def test_what_an_earlier_version_kept_is_the_first_connection_with_its_token(tmp_path: Path) -> None:
    Settings(tmp_path).set("base_url", ELSEWHERE)
    Settings(tmp_path).set("organization", "last")
    made = services(tmp_path)
    (record,) = made.book.records()
    assert (record.id, record.base_url, record.organization) == ("default", ELSEWHERE, "last")
    assert made.connection(record).vault is made.account().vault


def test_a_connection_is_as_its_record_says(tmp_path: Path) -> None:
    made = services(tmp_path)
    record = made.book.add(SOUTH)
    connection = made.connection(record)
    assert (connection.id, connection.name, connection.base_url) == ("default", "Southwind", ELSEWHERE)
    assert (connection.colour, connection.production) == (record.colour, True)
    assert (connection.organization, connection.organization_name, connection.demo) == ("", "", False)
    assert ELSEWHERE in connection.notices[0]


def test_each_connection_has_a_token_and_a_client_of_its_own_for_the_whole_run(tmp_path: Path) -> None:
    made = services(tmp_path)
    north, south = made.book.add(NORTH), made.book.add(SOUTH)
    asyncio.run(made.connection(north).vault.set(TOKEN, "https://go.tallyfy.com"))
    assert kept(made.connection(south).vault) is None
    renamed = made.connection(replace(north, name="North"))
    assert (kept(renamed.vault), renamed.name) == (StoredToken("https://go.tallyfy.com", TOKEN), "North")
    assert renamed.fetcher is made.connection(north).fetcher
    assert renamed.fetcher is not made.connection(south).fetcher


def test_it_starts_with_the_connection_that_was_looked_at_last(tmp_path: Path) -> None:
    made = services(tmp_path)
    made.book.add(NORTH)
    south = made.book.add(SOUTH)
    assert services(tmp_path).account().name == "Northwind"
    made.book.choose(south.id)
    assert services(tmp_path).account().name == "Southwind"


@pytest.mark.parametrize(
    "how",
    [
        {"options": Options(base_url="https://go.tallyfy.com/api/")},
        {"base_url": DEFAULT_BASE_URL},
        {"token": TOKEN},
    ],
)
def test_what_this_run_was_told_is_a_connection_that_is_not_kept(
    tmp_path: Path, how: dict[str, object]
) -> None:
    north = services(tmp_path).book.add(NORTH)
    before = (tmp_path / FILE).read_bytes()
    made = services(tmp_path, **how)  # type: ignore[arg-type]
    first, second = made.book.records()
    assert (first.id, first.name, first.saved, first.base_url) == ("run", "This run", False, DEFAULT_BASE_URL)
    assert (first.organization, second) == (NORTH.organization, north)
    assert first.colour != north.colour
    assert made.account().id == "run"
    assert (tmp_path / FILE).read_bytes() == before


def test_an_address_of_this_run_uses_the_token_of_the_connection_there(tmp_path: Path) -> None:
    north = services(tmp_path).book.add(NORTH)
    made = services(tmp_path, base_url="https://go.tallyfy.com/other")
    assert made.account().vault is made.connection(north).vault
    first = services(tmp_path / "new", base_url=STRANGE)
    assert first.account().vault is first.connection(replace(north, id="default")).vault


def test_what_is_saved_for_this_run_never_replaces_the_token_of_a_connection(tmp_path: Path) -> None:
    services(tmp_path).book.add(NORTH)
    for made in (services(tmp_path, base_url=STRANGE), services(tmp_path, token="a-token-of-this-run")):
        asyncio.run(made.account().vault.set(TOKEN, STRANGE))
        assert kept(made.account().vault) == StoredToken(STRANGE, TOKEN)
        assert kept(made.connection(made.book.saved()[0]).vault) is None
        asyncio.run(made.account().vault.delete())
        assert kept(made.account().vault) is None


def test_the_token_of_a_connection_is_sent_to_its_own_address_alone(tmp_path: Path) -> None:
    with Wire() as own, Wire() as stranger:
        made = services(tmp_path)
        record = made.book.add(replace(NORTH, base_url=own.url))

        async def ask(base_url: str) -> None:
            connection = made.connection(replace(record, base_url=base_url))
            await connection.vault.set(TOKEN, own.url)
            await connection.fetcher.fetch(FetchRequest(connection.base_url, ORGANIZATION, TASKS[0].id))

        async def both() -> None:
            await ask(own.url)
            with pytest.raises(TransportError, match="origin"):
                await ask(stranger.url)
            await made.aclose()

        asyncio.run(both())
        assert f"Bearer {TOKEN}".encode() in own.heard[0]
        assert stranger.connections == 0
    assert made.redactor.text(TOKEN) == "••••••"


def test_what_could_not_be_read_is_told_with_every_connection(tmp_path: Path) -> None:
    content = {"version": 1, "connections": [{"id": "../../x"}, 7]}
    (tmp_path / FILE).write_text(json.dumps(content), encoding="utf-8")
    told = services(tmp_path).account().notices
    assert any("2 kept connections could not be read" in sentence for sentence in told)


def test_the_token_of_this_run_may_be_imported_for_the_address_of_this_run_alone(tmp_path: Path) -> None:
    made = services(tmp_path, token=TOKEN)
    found = asyncio.run(made.imports.take("environment", DEFAULT_BASE_URL))
    assert (found.token, found.item) == (TOKEN, "TALLYFY_ACCESS_TOKEN")
    made = services(tmp_path, token=TOKEN, base_url=ELSEWHERE)
    with pytest.raises(ValueError, match="belongs to another address"):
        asyncio.run(made.imports.take("environment", DEFAULT_BASE_URL))
    assert "environment" not in {source.kind for source in services(tmp_path).imports.sources()}


def test_recent_tasks_lie_in_the_state_folder(tmp_path: Path) -> None:
    environment = EnvironmentSettings(None, None, None)
    made = Services(NO_OPTIONS, environment, Settings(tmp_path / "config"), tmp_path / "state")
    made.history.add("default", ORGANIZATION, TASKS[0].id)
    assert (tmp_path / "state" / "history.json").exists()


def test_the_clock_tells_utc_and_the_zone_of_this_computer() -> None:
    clock = SystemClock()
    assert clock.now().utcoffset() == timedelta(0)
    assert clock.now().astimezone(clock.zone) - clock.now().astimezone(UTC) < timedelta(seconds=5)


ASKED: dict[str, Callable[[Services], Awaitable[object]]] = {
    "a token": lambda made: made.account().vault.get(),
    "a connection's token": lambda made: made.connection(NORTH).vault.get(),
    "the proxy's password": lambda made: made.network.password_kept(),
    "another program's token": lambda made: made.imports.take("command_line_tool", DEFAULT_BASE_URL),
}


@pytest.mark.parametrize("asked", ASKED)
def test_a_keyring_that_hangs_is_given_up_after_ten_seconds(
    asked: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_go, real, limits = threading.Event(), asyncio.timeout, list[float | None]()

    def hanging() -> object:
        let_go.wait(20)
        return FakeBackend()

    def shortened(seconds: float | None) -> asyncio.Timeout:
        limits.append(seconds)
        return real(0.2)

    made = services(tmp_path)
    monkeypatch.setattr(keyring, "get_keyring", hanging)
    monkeypatch.setattr(asyncio, "timeout", shortened)
    settings = made._settings
    settings.set("network.proxy", "http://proxy.example:3128")
    settings.set("network.proxy_user", "someone")
    try:
        with pytest.raises(VaultError, match="does not answer"):
            asyncio.run(_awaited(ASKED[asked](made)))
    finally:
        let_go.set()
    assert limits == [10.0]


async def _awaited(work: Awaitable[object]) -> object:
    return await work
