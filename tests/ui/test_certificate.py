from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from tallyfy_inspector.ui.certificate import read_certificate
from tests.support.certificates import NAME, authority, der


@pytest.fixture(autouse=True)
def _application(qapp: QApplication) -> None:
    """Qt's reader wants one."""


def test_issuer_subject_and_end(tmp_path: Path) -> None:
    made = authority(tmp_path)
    made.server("tallyfy.example", (-1, 30))
    (pair,) = [file for file in tmp_path.iterdir() if file.name != "authority.pem"]
    found = read_certificate(der(pair))
    assert found is not None
    assert (found.issuer, found.subject) == (NAME, "tallyfy.example")
    assert found.until is not None
    assert abs(found.until - datetime.now(UTC) - timedelta(30)) < timedelta(hours=1)


@given(st.binary(max_size=300))
def test_what_is_no_certificate_is_none(data: bytes) -> None:
    assert read_certificate(data) is None


def test_a_broken_or_endless_one_is_none(tmp_path: Path) -> None:
    good = der(authority(tmp_path).file)
    assert read_certificate(good) is not None
    for bad in (good[:-20], good[20:], good + b"\0" * 70_000, b""):
        assert read_certificate(bad) is None


def test_qts_network_part_is_not_loaded_at_start() -> None:
    loading = (
        "import sys, tallyfy_inspector.ui.main_window, tallyfy_inspector.ui.certificate\n"
        "print('PySide6.QtNetwork' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", loading], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
