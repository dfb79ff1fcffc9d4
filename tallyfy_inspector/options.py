"""What was asked for at the start, and the folders that follow from it.

A new option is a field here, an argument in `__main__.parser`, and its use in `front` or `app`. Loads next to
nothing: it stands before the first paint. Knows no window.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStandardPaths

NAME = "tallyfy-inspector"


@dataclass(frozen=True, slots=True)
class Options:
    """The command line, see `__main__`. `open_link`: `task` is an address that came as a link."""

    task: str | None = None
    organization: str | None = None
    base_url: str | None = None
    includes: str | None = None
    demo: bool = False
    screen_share: bool = False
    open_link: bool = False
    profile_dir: str | None = None
    temp_profile: bool = False
    selftest: bool = False
    diagnostics: bool = False
    debug: bool = False


@dataclass(frozen=True, slots=True)
class Folders:
    """Where this computer keeps things for the program."""

    config: Path
    state: Path


@contextlib.contextmanager
def folders(options: Options) -> Iterator[Folders]:
    """The folders of this run; those of a temporary profile are gone at the end."""
    if options.temp_profile or options.selftest:
        import tempfile

        with tempfile.TemporaryDirectory(prefix=f"{NAME}-", ignore_cleanup_errors=True) as folder:
            yield Folders(Path(folder), Path(folder))
    elif options.profile_dir:
        folder_ = Path(options.profile_dir).expanduser()
        yield Folders(folder_, folder_)
    else:
        places = QStandardPaths.StandardLocation
        yield Folders(_place(places.AppConfigLocation), _place(places.StateLocation))


def _place(location: QStandardPaths.StandardLocation) -> Path:
    return Path(QStandardPaths.writableLocation(location))
