"""Compares two builds file by file: `compare_builds.py ONE OTHER` names every difference.

ONE and OTHER are folders, or two files of any kind. Exits 1 when there is any. Compared are which files
there are, their bytes, their links and whether they may be run; times are not. It knows nothing of what it
compares.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

_CHUNK = 1 << 20


def differences(one: Path, other: Path) -> Iterator[str]:
    """A line for each file that is not the same in the folders (or files) `one` and `other`.

    Raises FileNotFoundError when either is not there: two builds that failed are not equal.
    """
    ours, theirs = _files(one), _files(other)
    for name in sorted(ours.keys() | theirs.keys()):
        if name not in theirs:
            yield f"{name}: only in the first"
        elif name not in ours:
            yield f"{name}: only in the second"
        elif (told := _difference(ours[name], theirs[name])) is not None:
            yield f"{name}: {told}"


def _files(place: Path) -> dict[str, Path]:
    if not place.exists():
        raise FileNotFoundError(f"{place} is not there")
    if not place.is_dir():
        return {"the file": place}
    found = (path for path in place.rglob("*") if path.is_symlink() or not path.is_dir())
    return {path.relative_to(place).as_posix(): path for path in found}


def _difference(one: Path, other: Path) -> str | None:
    if one.is_symlink() or other.is_symlink():
        same = one.is_symlink() and other.is_symlink() and one.readlink() == other.readlink()
        return None if same else "one is another link"
    modes = [path.stat().st_mode & 0o111 for path in (one, other)]
    if modes[0] != modes[1]:
        return "only one may be run"
    sizes = [path.stat().st_size for path in (one, other)]
    place = first_difference(one, other)
    return None if place is None else f"differs from byte {place} on ({sizes[0]} and {sizes[1]} bytes)"


def first_difference(one: Path, other: Path) -> int | None:
    """Where the bytes of two files begin to differ, counted from 0; None when they are the same."""
    place = 0
    with one.open("rb") as ours, other.open("rb") as theirs:
        while True:
            left, right = ours.read(_CHUNK), theirs.read(_CHUNK)
            if left != right:
                pairs = enumerate(zip(left, right, strict=False))
                return place + next((n for n, (a, b) in pairs if a != b), min(len(left), len(right)))
            if not left:
                return None
            place += len(left)


def main(arguments: Sequence[str]) -> int:
    """Compare the two that `arguments` name; 0 same, 1 different, 2 for anything else."""
    if len(arguments) != 2:
        print("usage: compare_builds.py ONE OTHER", file=sys.stderr)
        return 2
    try:
        found = list(differences(*map(Path, arguments)))
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 2
    for line in found:
        print(line)
    print(f"{len(found)} differences" if found else "The same, file by file")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
