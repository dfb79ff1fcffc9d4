from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from tallyfy_inspector.ui import imports
from tests.support.program import ROOT

# Prints whether the source of a module that is imported now was read, and whether PySide6 still works.
PROBE = """
import linecache, sys
{before}
import PySide6.QtCore
sys.path.insert(0, {folder!r})
import fresh
from PySide6.QtWidgets import QLabel
print(fresh.__file__ in linecache.cache, QLabel.__name__)
"""


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ("", "True QLabel"),  # when this says False, `ui.imports` has nothing left to do
        ("from tallyfy_inspector.ui import imports; imports.import_without_search()", "False QLabel"),
    ],
)
def test_no_source_is_searched(before: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "fresh.py").write_text("NAME = 'fresh'\n", encoding="utf-8")
    code = PROBE.format(before=before, folder=str(tmp_path))
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, timeout=60, check=True
    )
    assert done.stdout.strip() == said


def __feature_import__() -> None:  # noqa: N807 - its name is what it is known by
    """Stands for PySide6's."""


def another() -> None:
    """Stands for the import of somebody who came after PySide6."""


@pytest.mark.parametrize(
    ("present", "kept", "then"),
    [
        (__feature_import__, {"__orig_import__": print}, print),
        (another, {"__orig_import__": print}, another),
        (__feature_import__, {}, __feature_import__),
        (another, {}, another),
    ],
)
def test_only_pysides_search_is_taken_out(
    present: object, kept: dict[str, object], then: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = SimpleNamespace(**{"__import__": present, **kept})
    monkeypatch.setattr(imports, "builtins", names)
    imports.import_without_search()
    assert names.__import__ is then
