from __future__ import annotations

import builtins
import subprocess
import sys
from pathlib import Path

import pytest

from tallyfy_inspector.ui.imports import import_without_search
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


def test_an_import_that_is_another_s_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    present = builtins.__import__

    def another(*given: object, **named: object) -> object:
        return present(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", another)
    import_without_search()
    assert builtins.__import__ is another
    monkeypatch.setattr(builtins, "__import__", present)
    monkeypatch.delattr(builtins, "__orig_import__", raising=False)
    import_without_search()
    assert builtins.__import__ is present
