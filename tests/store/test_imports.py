from __future__ import annotations

import asyncio
import base64
import subprocess
import sys
import threading
import traceback
from pathlib import Path

import keyring.errors
import pytest

from tallyfy_inspector.ports import ImportFrom, ImportSource, StoredToken, VaultError
from tallyfy_inspector.store import imports
from tallyfy_inspector.store.imports import Imports
from tests.support.vault_contract import CANARY, LONG

TALLYFY = "https://go.tallyfy.com/api"
ORIGIN = "https://go.tallyfy.com"
HELD = StoredToken(ORIGIN, CANARY, "environment")
NOTHING_AT_IMPORT = """
import sys
from tallyfy_inspector.store.imports import Imports
Imports().sources()
print([name for name in sys.modules if name.partition(".")[0] == "keyring"])
"""


class Holding:
    """An operating system's keyring with what other programs keep in it; knows no way to change it."""

    __module__ = "keyring.backends.SecretService"

    def __init__(self, **kept: str) -> None:
        self.kept = kept
        self.asked: list[tuple[str, str]] = []
        self.error: Exception | None = None

    def get_password(self, service: str, username: str) -> str | None:
        self.asked.append((service, username))
        if self.error is not None:
            raise self.error
        return self.kept.get(service)


def keyring_with(text: str, service: str = "com.tallyfy.cli") -> Holding:
    """A keyring that holds `text` for the tool."""
    return Holding(**{service: text})


def taken(backend: object, base_url: str = TALLYFY) -> str:
    """The token that is found in `backend` for the tool."""
    of_the_tool = Imports(load_backend=lambda: backend)
    return asyncio.run(of_the_tool.take("command_line_tool", base_url)).token


def test_what_may_be_asked_for_is_named_and_nothing_is_touched() -> None:
    backend = keyring_with(CANARY)
    tool = ImportSource("command_line_tool", "com.tallyfy.cli (default)")
    variable = ImportSource("environment", "TALLYFY_ACCESS_TOKEN")
    assert Imports(load_backend=lambda: backend).sources() == (tool,)
    assert Imports(HELD, load_backend=lambda: backend).sources() == (variable, tool)
    assert backend.asked == []


def test_keyring_is_not_imported_before_it_is_asked() -> None:
    command = [sys.executable, "-c", NOTHING_AT_IMPORT]
    assert subprocess.run(command, capture_output=True, text=True, timeout=20).stdout == "[]\n"


def test_only_the_services_have_it_and_they_ask_for_nothing() -> None:
    """Neither the start nor the diagnostics take a token: nobody but a dialog calls `take`."""
    package = Path(imports.__file__).parents[1]
    sources = {
        file.relative_to(package).as_posix(): file.read_text("utf-8") for file in package.rglob("*.py")
    }
    assert [name for name, text in sources.items() if "store.imports" in text] == ["services.py"]
    taking = [name for name, text in sources.items() if "imports.take(" in text]
    assert [name for name in taking if not name.startswith("ui/")] == []


def test_the_tools_token_is_bound_to_the_address_and_says_where_it_was() -> None:
    backend = keyring_with(f"{CANARY}\n")
    found = asyncio.run(Imports(load_backend=lambda: backend).take("command_line_tool", TALLYFY))
    assert (found.token, found.origin, found.item) == (CANARY, ORIGIN, "com.tallyfy.cli (default)")
    assert backend.asked == [("com.tallyfy.cli", "default")]


def test_so_is_that_of_the_environment_and_no_keyring_is_asked() -> None:
    backend = keyring_with("another")
    found = asyncio.run(Imports(HELD, load_backend=lambda: backend).take("environment", TALLYFY))
    assert (found.token, found.origin, found.item) == (CANARY, ORIGIN, "TALLYFY_ACCESS_TOKEN")
    assert backend.asked == []


def test_a_token_is_in_no_repr() -> None:
    held = Imports(HELD)
    found = asyncio.run(held.take("environment", TALLYFY))
    assert CANARY not in f"{found!r} {found} {held!r} {held.sources()!r}"


@pytest.mark.parametrize("kind", ["environment", "command_line_tool"])
@pytest.mark.parametrize(
    "base_url",
    [
        "https://tallyfy.example/api",
        "https://go.tallyfy.com.evil.example/api",
        "https://evil.example/go.tallyfy.com",
        "https://go.tallyfy.com:8443/api",
        "http://127.0.0.1:8080",
        "http://localhost/api",
    ],
)
def test_at_any_other_address_nothing_is_taken(kind: ImportFrom, base_url: str) -> None:
    backend = keyring_with(CANARY)
    with pytest.raises(ValueError, match="Tallyfy's own addresses only"):
        asyncio.run(Imports(HELD, load_backend=lambda: backend).take(kind, base_url))
    assert backend.asked == []


@pytest.mark.parametrize("base_url", ["http://go.tallyfy.com/api", "https://me@go.tallyfy.com", "", "x y"])
def test_what_is_no_address_is_refused(base_url: str) -> None:
    backend = keyring_with(CANARY)
    with pytest.raises(ValueError, match="address"):
        taken(backend, base_url)
    assert backend.asked == []


def test_an_environments_token_for_another_host_is_not_sent_here() -> None:
    with pytest.raises(ValueError, match="belongs to another address"):
        asyncio.run(Imports(HELD).take("environment", "https://staging.go.tallyfy.com/api"))


def test_a_variable_that_is_not_set_is_said() -> None:
    with pytest.raises(ValueError, match="TALLYFY_ACCESS_TOKEN is not set"):
        asyncio.run(Imports().take("environment", TALLYFY))


@pytest.mark.parametrize("kept", [Holding(), keyring_with("")])
def test_nothing_there_is_said_by_its_name(kept: Holding) -> None:
    with pytest.raises(ValueError, match=r"Nothing is kept under com\.tallyfy\.cli \(default\)"):
        taken(kept)


def packed(token: str) -> str:
    """As Go's library writes it on macOS."""
    return "go-keyring-base64:" + base64.b64encode(token.encode()).decode()


@pytest.mark.parametrize("token", [CANARY, LONG, "eyJ0.eyJh-_.c2ln", "1|abc"])
@pytest.mark.parametrize(
    "backend",
    [
        lambda token: keyring_with(f"Bearer {token}"),
        lambda token: keyring_with(packed(token)),
        lambda token: keyring_with("go-keyring-encoded:" + token.encode().hex()),
        lambda token: keyring_with(token, "com.tallyfy.cli:default"),
    ],
)
def test_it_is_read_as_the_tool_writes_it(backend: object, token: str) -> None:
    assert taken(backend(token)) == token  # type: ignore[operator]


def test_bytes_that_were_taken_for_utf_16_are_put_right() -> None:
    mistaken = ("ab" * 500).encode("ascii").decode("utf-16-le")
    assert taken(keyring_with(mistaken, "com.tallyfy.cli:default")) == "ab" * 500


@pytest.mark.parametrize(
    "text",
    [
        f'{{"access_token":"{CANARY}"}}',
        f"{CANARY} {CANARY}",
        "go-keyring-base64:****",
        "go-keyring-base64:" + base64.b64encode(b"\xff\xfe").decode(),
        "go-keyring-encoded:abc",
        "YOUR_PERSONAL_ACCESS_TOKEN",
        "x" * 16_001,
        "Tökén",
        "\ud800",
    ],
)
def test_what_is_no_token_is_said_without_quoting_it(text: str) -> None:
    with pytest.raises(
        ValueError, match=r"kept under com\.tallyfy\.cli \(default\) is no access token"
    ) as caught:
        taken(keyring_with(text))
    told = "".join(traceback.format_exception(caught.value))
    assert CANARY not in told
    assert "UnicodeEncodeError" not in told


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (keyring.errors.KeyringLocked(CANARY), "keyring is locked"),
        (PermissionError(CANARY), "refused"),
        (keyring.errors.NoKeyringError(CANARY), "no keyring"),
        (RuntimeError(CANARY), "failed"),
    ],
)
def test_a_keyring_that_does_not_do_it_is_said(error: Exception, said: str) -> None:
    backend = keyring_with(CANARY)
    backend.error = error
    with pytest.raises(VaultError, match=said) as caught:
        taken(backend)
    assert CANARY not in str(caught.value)


def test_a_keyring_that_may_write_a_readable_file_is_not_asked() -> None:
    stranger = type("Keyring", (Holding,), {"__module__": "keyrings.alt.file"})(**{"com.tallyfy.cli": CANARY})
    with pytest.raises(VaultError, match=r"keyrings\.alt\.file"):
        taken(stranger)
    assert stranger.asked == []


def test_a_back_end_that_does_not_start_is_none() -> None:
    def broken() -> object:
        raise ImportError(CANARY)

    with pytest.raises(VaultError, match="no keyring that can be used now"):
        asyncio.run(Imports(load_backend=broken).take("command_line_tool", TALLYFY))


def test_a_keyring_that_hangs_is_given_up_and_the_window_lives_on() -> None:
    let_go = threading.Event()

    def hanging() -> object:
        let_go.wait(20)
        return keyring_with(CANARY)

    async def ask() -> int:
        slow = Imports(load_backend=hanging, timeout=0.2)
        asked = asyncio.create_task(slow.take("command_line_tool", TALLYFY))
        turns = 0
        while not asked.done():
            await asyncio.sleep(0.01)
            turns += 1
        with pytest.raises(VaultError, match="does not answer"):
            await asked
        return turns

    try:
        assert asyncio.run(ask()) >= 5
    finally:
        let_go.set()
