"""Every room has its place in the import contracts, and those without Qt run where there is none.

Project-wide: it mirrors no source. The contracts themselves stand in pyproject.toml and are checked by
`lint-imports` in `make test`; this file sees to it that none of them has a gap.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "tallyfy_inspector"
CONTRACTS: list[dict[str, Any]] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))[
    "tool"
]["importlinter"]["contracts"]
TOP_LEVEL = {
    path.stem
    for path in PACKAGE.iterdir()
    if (path.suffix == ".py" and path.stem != "__init__") or (path / "__init__.py").exists()
}


def contract(kind: str) -> dict[str, Any]:
    """The one contract of `kind`."""
    return next(found for found in CONTRACTS if found["type"] == kind)


LAYERS = [set(re.findall(r"\w+", layer)) for layer in contract("layers")["layers"]]
# `ui` draws, and what stands above it puts the window together.
WITH_QT = {"ui"}.union(*LAYERS[: next(number for number, layer in enumerate(LAYERS) if "ui" in layer)])
WITHOUT_QT = sorted(TOP_LEVEL & set().union(*LAYERS) - WITH_QT)


def test_every_room_has_a_layer() -> None:
    assert not TOP_LEVEL.difference(*LAYERS)


def test_the_rooms_that_draw_are_the_upper_ones() -> None:
    assert {"app", "ui"} <= WITH_QT
    assert WITH_QT.isdisjoint(
        {"api", "demo", "document", "ports", "redact", "resources", "store", "task", "texts"}
    )


def test_every_room_but_those_on_the_screen_is_kept_from_qt() -> None:
    kept = {name.removeprefix("tallyfy_inspector.") for name in contract("forbidden")["source_modules"]}
    assert not set(WITHOUT_QT) - kept
    assert {"PySide6", "qasync"} <= set(contract("forbidden")["forbidden_modules"])


@pytest.mark.parametrize(
    ("library", "importer"), [("httpx", "api.client"), ("keyring", "store.vault"), ("qasync", "app")]
)
def test_a_library_has_one_importer(library: str, importer: str) -> None:
    protected = [found for found in CONTRACTS if found.get("protected_modules") == [library]]
    assert [found["allowed_importers"] for found in protected] == [[f"tallyfy_inspector.{importer}"]]


def modules(room: str) -> list[str]:
    """The names of all modules of `room`, a file or a folder of the package; not its command."""
    files = [PACKAGE / f"{room}.py", *sorted((PACKAGE / room).rglob("*.py"))]
    names = [
        file.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".") for file in files if file.exists()
    ]
    return [name.removesuffix(".__init__") for name in names if not name.endswith(".__main__")]


def loaded_by(names: list[str]) -> set[str]:
    """The top-level modules that a fresh Python has loaded after importing `names`."""
    program = f"import {', '.join(names)}, sys; print(*{{name.partition('.')[0] for name in sys.modules}})"
    command = [sys.executable, "-X", "dev", "-W", "error", "-c", program]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return set(done.stdout.split())


@pytest.mark.parametrize("room", WITHOUT_QT)
def test_a_room_without_qt_loads_without_it(room: str) -> None:
    assert loaded_by(modules(room)).isdisjoint({"PySide6", "shiboken6", "qasync"})


def test_the_command_line_is_read_before_qt_is_loaded() -> None:
    assert loaded_by(["tallyfy_inspector.__main__"]).isdisjoint({"PySide6", "qasync", "httpx", "keyring"})
