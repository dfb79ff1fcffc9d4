"""--diagnostics: what somebody who helps with this program has to know, and nothing about any account.

Prints versions, the platform, the folders and the keyring in use; of the environment only whether a
variable is set; then what the doctor finds on the way to Tallyfy, the sign-in included. Saves nothing. In
English for everybody: it is for those who help.
"""

from __future__ import annotations

import asyncio
import platform
import sys
from collections.abc import Awaitable, Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from PySide6.QtCore import qVersion

from tallyfy_inspector import __version__
from tallyfy_inspector.ports import VaultError
from tallyfy_inspector.ports_help import Doctor
from tallyfy_inspector.store.environment import EnvironmentSettings
from tallyfy_inspector.store.vault import KeyringVault
from tallyfy_inspector.ui import doctor_words

_LIBRARIES = ("PySide6-Essentials", "httpx", "keyring", "qasync", "truststore")

_UNCHECKED = (
    "Not checked: the way to Tallyfy. TALLYFY_BASE_URL is no address that can be asked: it has to begin with "
    "https:// and to hold neither name nor password."
)


def run(
    config: Path,
    state: Path,
    environment: EnvironmentSettings,
    doctor: Doctor | None = None,
    close: Callable[[], Awaitable[None]] | None = None,
    *,
    damaged: bool = False,
) -> int:
    """Print the report, then each check of `doctor` as it ends, and `close` what it opened; 1 when one of
    the checks failed, else 0. Without a doctor nothing is connected to: there is no address that can be
    asked, and that is said. `damaged`: the settings could not be read."""
    return asyncio.run(
        _run(lambda keyring: report(config, state, environment, keyring, damaged=damaged), doctor, close)
    )


async def _run(
    report_with: Callable[[str], list[str]],
    doctor: Doctor | None,
    close: Callable[[], Awaitable[None]] | None,
) -> int:
    for line in report_with(await _keyring()):
        _print(line)
    failed = False
    try:
        if doctor is None:
            _print(_UNCHECKED)
        else:
            async for checked in doctor.examine():
                failed |= checked.state == "bad"
                _print(doctor_words.line(checked))
    finally:
        if close is not None:
            await close()
    return 1 if failed else 0


def _print(line: str) -> None:
    if sys.stdout is not None:  # a windowed program on Windows has none
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


def versions() -> tuple[str, ...]:
    """Which program this is and what it runs on: what a report of an error needs, and no folder."""
    return (
        f"Tallyfy Inspector {__version__}",
        f"Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}",
    )


async def _keyring() -> str:
    try:
        status = await KeyringVault("default").keyring_status()
    except VaultError as error:
        return str(error)
    return status.name or status.reason or "none"


def report(
    config: Path, state: Path, environment: EnvironmentSettings, keyring: str, *, damaged: bool = False
) -> list[str]:
    """The lines, each "what: how"."""
    lines = [
        f"Tallyfy Inspector: {__version__}",
        f"Python: {platform.python_version()} ({platform.python_implementation()})",
        f"Qt: {qVersion()}",
        *(f"{name}: {_version(name)}" for name in _LIBRARIES),
        f"Platform: {platform.platform()}",
        f"Settings folder: {config}",
        *(["Settings file: damaged; the program will set it aside at its next start"] if damaged else []),
        f"State folder: {state}",
        f"Keyring: {keyring}",
    ]
    refused = environment.problem is not None
    token = "set, but not used: it is no token" if refused else _set(environment.token)
    return [
        *lines,
        f"TALLYFY_ACCESS_TOKEN: {token}",
        f"TALLYFY_ORG_ID: {_set(environment.organization)}",
        f"TALLYFY_BASE_URL: {_set(environment.base_url)}",
    ]


def _set(value: str | None) -> str:
    return "not set" if value is None else "set"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
