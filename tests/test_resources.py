from __future__ import annotations

from pathlib import Path

import pytest

from tallyfy_inspector import resources


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """The folder inside the package and the one beside it, both empty."""
    inside, beside = tmp_path / "package" / "resources", tmp_path / "resources"
    for place in (inside, beside):
        place.mkdir(parents=True)
    monkeypatch.setattr(resources, "_PLACES", (inside, beside))
    return inside, beside


def test_this_installation_has_its_demo() -> None:
    assert resources.path("demo").is_dir()
    assert any(resources.path("demo").iterdir())


def test_a_wheels_own_file_goes_before_one_beside_the_package(places: tuple[Path, Path]) -> None:
    inside, beside = places
    (beside / "a.txt").write_text("a checkout's", encoding="utf-8")
    assert resources.path("a.txt") == beside / "a.txt"
    (inside / "a.txt").write_text("a wheel's", encoding="utf-8")
    assert resources.text("a.txt") == "a wheel's"


def test_a_file_in_a_folder_is_text_in_utf_8(places: tuple[Path, Path]) -> None:
    (places[0] / "demo").mkdir()
    (places[0] / "demo" / "b.json").write_bytes("Ünïcode › …".encode())
    assert resources.text("demo/b.json") == "Ünïcode › …"


def test_what_was_not_shipped_is_said_by_its_name(places: tuple[Path, Path]) -> None:
    with pytest.raises(
        FileNotFoundError, match=r"^resources/demo/none\.json is not part of this installation$"
    ):
        resources.path("demo/none.json")
