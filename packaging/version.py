"""The version stands in one place, tallyfy_inspector/__init__.py, and CHANGELOG.md has a section for it.

`version.py set X.Y.Z` writes both: what stood under "Unreleased" becomes the section of the new version.
`version.py check [TAG]` is what a release asks first; `version.py notes` prints the section, `version.py
show` the version alone. Another command: a function and its line in `_COMMANDS`. Knows no packages.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import steps
from steps import Failure

ROOT = Path(__file__).resolve().parent.parent
UNRELEASED = "## Unreleased"
_PLACE = Path("tallyfy_inspector") / "__init__.py"
_CHANGES = "CHANGELOG.md"
_LINE = re.compile(r'^__version__ = "([^"\n]*)"$', re.MULTILINE)
# Three numbers and no more: Windows' version resource and macOS's Info.plist take nothing else.
_VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)", re.ASCII)


def numbers(version: str) -> tuple[int, ...]:
    """The three numbers of `version`, to compare it by. Raises Failure when it is not X.Y.Z."""
    found = _VERSION.fullmatch(version)
    if found is None:
        raise Failure(f"“{version}” is no version of three numbers, such as 1.2.0.")
    return tuple(int(part) for part in found.groups())


def read(root: Path = ROOT) -> str:
    """The program's version, read without importing it. Raises Failure."""
    found = _LINE.findall((root / _PLACE).read_text(encoding="utf-8"))
    if len(found) != 1:
        raise Failure(f"{_PLACE.as_posix()} has {len(found)} lines that set __version__, not one.")
    return str(found[0])


def section(changes: str, version: str) -> tuple[str, str] | None:
    """The date (as written) and the text of the section of `version` in `changes`; None without one."""
    heading = rf"^## {re.escape(version)} - (.*)\n((?:(?!## ).*(?:\n|\Z))*)"
    found = re.search(heading, changes, re.MULTILINE)
    return None if found is None else (found[1], found[2].strip())


def unreleased(changes: str) -> str:
    """The text under "Unreleased". Raises Failure when there is no such heading, or more than one."""
    found = re.findall(rf"^{UNRELEASED}\n((?:(?!## ).*(?:\n|\Z))*)", changes, re.MULTILINE)
    if len(found) != 1:
        raise Failure(f"{_CHANGES} has {len(found)} headings “{UNRELEASED}”, not one.")
    return str(found[0]).strip()


def notes(root: Path = ROOT) -> str:
    """The section of this version. Raises Failure when it is not there, has no date, or is empty."""
    version = read(root)
    found = section((root / _CHANGES).read_text(encoding="utf-8"), version)
    if found is None:
        raise Failure(f"{_CHANGES} has no section “## {version} - YYYY-MM-DD”. Run version.py set.")
    day, text = found
    try:
        date.fromisoformat(day)
    except ValueError:
        raise Failure(f"In {_CHANGES}, {version} has “{day}” for its date.") from None
    if not text:
        raise Failure(f"In {_CHANGES}, {version} says nothing of what changed.")
    return text


def check(tag: str | None = None, root: Path = ROOT) -> str:
    """The version, when it and its section are fit for a release and `tag` is its own; or Failure."""
    version = read(root)
    numbers(version)
    notes(root)
    if tag is not None and tag != f"v{version}":
        raise Failure(f"The tag is “{tag}”, and the program's version is {version}: v{version} is wanted.")
    if unreleased((root / _CHANGES).read_text(encoding="utf-8")):
        raise Failure(f"{_CHANGES} still has something under “{UNRELEASED}”. It belongs to {version}.")
    return version


def bump(version: str, day: date, root: Path = ROOT) -> None:
    """Make `version` the program's, and what is unreleased its section, dated `day`. Raises Failure.

    The version that is set already may be given, as for a first release, as long as it has no section.
    """
    changes = (root / _CHANGES).read_text(encoding="utf-8")
    if numbers(version) < numbers(read(root)):
        raise Failure(f"{version} is older than {read(root)}, which is the version now.")
    if section(changes, version) is not None:
        raise Failure(f"{_CHANGES} has a section for {version}: it was released.")
    if not unreleased(changes):
        raise Failure(f"Nothing stands under “{UNRELEASED}” in {_CHANGES}.")
    source = (root / _PLACE).read_text(encoding="utf-8")
    (root / _PLACE).write_text(_LINE.sub(f'__version__ = "{version}"', source), "utf-8", newline="\n")
    heading = f"{UNRELEASED}\n\n## {version} - {day.isoformat()}\n"
    (root / _CHANGES).write_text(changes.replace(f"{UNRELEASED}\n", heading, 1), "utf-8", newline="\n")


def _set(arguments: Sequence[str]) -> str:
    if len(arguments) != 1:
        raise Failure("Name the new version: version.py set 1.2.0")
    bump(arguments[0], datetime.now(UTC).date())
    return f"{read()} is the version now. Look at {_CHANGES}, then commit both files."


def _check(arguments: Sequence[str]) -> str:
    return f"{check(arguments[0] if arguments else None)} is fit to be released."


# Each command by its name: what it prints for its arguments. They raise Failure.
_COMMANDS: dict[str, Callable[[Sequence[str]], str]] = {
    "show": lambda _arguments: read(),
    "check": _check,
    "notes": lambda _arguments: notes(),
    "set": _set,
}


def main(arguments: Sequence[str]) -> int:
    """Do the command that `arguments` begin with; 0 when it could be done."""
    command = _COMMANDS.get(arguments[0]) if arguments else None
    if command is None:
        print(f"usage: version.py {'|'.join(_COMMANDS)}", file=sys.stderr)
        return 2
    return steps.ended(lambda: command(arguments[1:]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
