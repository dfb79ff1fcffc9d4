from __future__ import annotations

import pytest

from tests.support import keyring_session


def test_missing_programs_fail_with_the_packages_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _program, path: None)
    with pytest.raises(AssertionError, match="apt-get install gnome-keyring dbus"):
        keyring_session.require_programs()


def test_one_missing_program_names_its_package_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda program, path: None if "gnome" in program else program)
    assert keyring_session.missing_packages() == ["gnome-keyring"]
