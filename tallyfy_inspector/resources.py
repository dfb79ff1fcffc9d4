"""Finds the files under resources/: in a checkout, in an installed wheel and in a frozen bundle.

Knows nothing of what the files mean; hands out paths only.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
# A wheel and a bundle carry resources/ inside the package, a checkout beside it.
_PLACES = (_PACKAGE / "resources", _PACKAGE.parent / "resources")


def path(name: str) -> Path:
    """The file or folder `name` (with `/` between its parts); FileNotFoundError when it was not shipped."""
    for place in _PLACES:
        found = place / name
        if found.exists():
            return found
    raise FileNotFoundError(f"resources/{name} is not part of this installation")


def text(name: str) -> str:
    """The UTF-8 text of the file `name`."""
    return path(name).read_text(encoding="utf-8")
