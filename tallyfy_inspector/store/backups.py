"""Copies of a file that cannot be used as it is: beside it, each kind once, and no more than a few.

The first is `settings.json.bak`, then `.bak.2` to `.bak.5`; what comes later takes the place of the last one.
Knows nothing of what is in the file.
"""

from __future__ import annotations

import filecmp
import shutil
from pathlib import Path

MOST = 5
_ENDS = (".bak", *(f".bak.{number}" for number in range(2, MOST + 1)))


def move(file: Path) -> str:
    """Put `file` aside; the name that it has now. Raises OSError."""
    place = _place(file)
    file.replace(place)
    return place.name


def copy(file: Path) -> str:
    """Keep what is in `file` beside it as well; the name of the copy. Raises OSError."""
    place = _place(file)
    if not _are_alike(file, place):
        shutil.copy2(file, place)
    return place.name


def _place(file: Path) -> Path:
    """Where the same is kept already, else where nothing is, else that of the last one."""
    places = [file.with_name(file.name + end) for end in _ENDS]
    kept = next((each for each in places if _are_alike(file, each)), None)
    return kept or next((each for each in places if not each.exists()), places[-1])


def _are_alike(file: Path, other: Path) -> bool:
    return other.is_file() and filecmp.cmp(file, other, shallow=False)
