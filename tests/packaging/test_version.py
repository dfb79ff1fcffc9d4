"""The version in its one place, and the section of the changes that goes with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import version
from steps import Failure
from tallyfy_inspector import __version__

CHANGES = """# Changes

Words before.

## Unreleased

### Added

* One thing.

## 0.1.0 - 2026-01-02

### Added

* The first.
"""
DAY = date(2026, 3, 4)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout at version 0.1.0 with something unreleased."""
    (tmp_path / "tallyfy_inspector").mkdir()
    written(tmp_path, source='"""Words."""\n\n__version__ = "0.1.0"\n', changes=CHANGES)
    return tmp_path


def written(root: Path, *, source: str | None = None, changes: str | None = None) -> None:
    """Write either file below `root`."""
    if source is not None:
        (root / "tallyfy_inspector" / "__init__.py").write_text(source, encoding="utf-8")
    if changes is not None:
        (root / "CHANGELOG.md").write_text(changes, encoding="utf-8")


def refused(does: Callable[[], object]) -> str:
    """The sentence with which `does` is refused."""
    with pytest.raises(Failure) as caught:
        does()
    return str(caught.value)


def test_it_reads_the_programs_own() -> None:
    assert version.read() == __version__
    assert len(version.numbers(__version__)) == 3


@pytest.mark.parametrize(
    "text",
    ["", "1", "1.2", "1.2.3.4", "v1.2.3", "1.2.3rc1", "1.2.-3", "01.2.3", " 1.2.3", "1.2.3\n", "1.٢.3"],
)
def test_a_version_is_three_numbers(text: str) -> None:
    assert "three numbers" in refused(lambda: version.numbers(text))


def test_versions_are_compared_as_numbers() -> None:
    assert version.numbers("0.10.0") > version.numbers("0.9.12")


@pytest.mark.parametrize("source", ["", '__version__ = "1.0.0"\n__version__ = "2.0.0"\n'])
def test_none_or_two_are_refused(checkout: Path, source: str) -> None:
    written(checkout, source=source)
    assert "not one" in refused(lambda: version.read(checkout))


def test_a_bump_writes_both_files_and_is_then_fit_for_release(checkout: Path) -> None:
    version.bump("0.2.0", DAY, checkout)
    assert version.read(checkout) == "0.2.0"
    assert (checkout / "tallyfy_inspector" / "__init__.py").read_text("utf-8").startswith('"""Words."""\n\n')
    changes = (checkout / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## Unreleased\n\n## 0.2.0 - 2026-03-04\n\n### Added\n\n* One thing.\n\n## 0.1.0" in changes
    assert changes.startswith("# Changes\n\nWords before.\n")
    assert version.notes(checkout) == "### Added\n\n* One thing."
    assert version.check("v0.2.0", checkout) == "0.2.0"


def test_the_first_release_keeps_the_version_that_is_set(checkout: Path) -> None:
    written(checkout, changes="# Changes\n\n## Unreleased\n\n* All of it.")
    version.bump("0.1.0", DAY, checkout)
    assert version.check("v0.1.0", checkout) == "0.1.0"
    assert version.notes(checkout) == "* All of it."


def test_what_cannot_be_bumped_changes_nothing(checkout: Path) -> None:
    assert "is older" in refused(lambda: version.bump("0.0.9", DAY, checkout))
    assert "it was released" in refused(lambda: version.bump("0.1.0", DAY, checkout))
    assert "three numbers" in refused(lambda: version.bump("0.2", DAY, checkout))
    assert (checkout / "CHANGELOG.md").read_text(encoding="utf-8") == CHANGES
    assert version.read(checkout) == "0.1.0"
    written(checkout, changes="# Changes\n\n## Unreleased\n\n## 0.1.0 - 2026-01-02\n\n* The first.\n")
    assert "Nothing stands under" in refused(lambda: version.bump("0.2.0", DAY, checkout))
    written(checkout, changes="# Changes\n")
    assert "0 headings" in refused(lambda: version.bump("0.2.0", DAY, checkout))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ("## Unreleased\n", "has no section"),
        ("## Unreleased\n\n## 0.1.1 - 2026-01-02\n\n* Another's.\n", "has no section"),
        ("## Unreleased\n\n## 0.1.0 - soon\n\n* x\n", "“soon” for its date"),
        ("## Unreleased\n\n## 0.1.0 - 2026-02-30\n\n* x\n", "for its date"),
        (
            "## Unreleased\n\n## 0.1.0 - 2026-01-02\n\n## 0.0.9 - 2025-01-01\n\n* x\n",
            "nothing of what changed",
        ),
        (CHANGES, "still has something under"),
    ],
)
def test_what_is_not_fit_is_refused_in_words(checkout: Path, changes: str, words: str) -> None:
    written(checkout, changes=changes)
    assert words in refused(lambda: version.check(None, checkout))


@pytest.mark.parametrize("tag", ["0.1.0", "v0.1.1", "v0.1.0-rc1", ""])
def test_another_tag_is_refused(checkout: Path, tag: str) -> None:
    written(checkout, changes=CHANGES.replace("* One thing.", "").replace("### Added\n\n\n\n", ""))
    assert version.check("v0.1.0", checkout) == "0.1.0"
    assert "v0.1.0 is wanted" in refused(lambda: version.check(tag, checkout))


def test_dots_in_a_version_are_dots() -> None:
    assert version.section("## 0x1y0 - 2026-01-02\n\n* x\n", "0.1.0") is None


def test_the_commands(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert version.main(["show"]) == 0
    assert capsys.readouterr().out == f"{__version__}\n"
    assert version.main([]) == version.main(["forget"]) == 2
    assert version.main(["set"]) == 1
    assert version.main(["check", "v0.0.0"]) == 1
    assert "usage" in capsys.readouterr().err


def test_the_projects_own_changes_can_become_a_section(checkout: Path) -> None:
    own = (version.ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    written(checkout, changes=own)
    if version.unreleased(own):
        version.bump("99.0.0", DAY, checkout)
        assert version.check("v99.0.0", checkout) == "99.0.0"
    else:
        assert version.section(own, __version__) is not None
