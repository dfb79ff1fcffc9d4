"""Takes PySide6's search for features out of Python's imports.

PySide6 puts itself before every import, reads the whole source of each new module and looks for its own name
in it, for the sake of `from __feature__ import …`, which is used nowhere here. That is a tenth of the time
until the window takes what is typed, and 12 MB of sources in memory. Knows no module of ours.
"""

from __future__ import annotations

import builtins

_SEARCHING = "__feature_import__"
_BEFORE = "__orig_import__"
"""Where PySide6 keeps the import that it stands before, and that it ends with itself."""


def import_without_search() -> None:
    """Import from here on as before that; a PySide6 that does not search is left alone."""
    import PySide6.QtCore  # noqa: F401 - with the first of its modules the search begins

    before = getattr(builtins, _BEFORE, None)
    if before is not None and getattr(builtins.__import__, "__name__", "") == _SEARCHING:
        builtins.__import__ = before
