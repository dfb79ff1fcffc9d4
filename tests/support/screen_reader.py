"""Reads and presses the program's window as a screen reader does: over the accessibility bus, from outside.

Run by the system's Python, which has the bindings (Debian: python3-pyatspi), never imported by a test:

    /usr/bin/python3 tests/support/screen_reader.py names            a JSON object, roles by name
    /usr/bin/python3 tests/support/screen_reader.py press NAME       presses the button NAME
    /usr/bin/python3 tests/support/screen_reader.py write NAME TEXT  puts TEXT into the field NAME
    /usr/bin/python3 tests/support/screen_reader.py rows NAME        a JSON list, the first column of a table

`support/screen.py` makes the screen and the buses. Waits until there is something called NAME.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from collections.abc import Iterator
from typing import Any

PATIENCE = 10.0


def main() -> None:
    """Do what the arguments say."""
    what, *more = sys.argv[1:]
    if what == "names":
        json.dump({thing.name: thing.getRoleName() for thing in things()}, sys.stdout)
    elif what == "press":
        found(more[0], "push button").queryAction().doAction(0)
    elif what == "write":
        found(more[0], "text").queryEditableText().setTextContents(more[1])
    else:
        table = found(more[0], "table").queryTable()
        json.dump([table.getAccessibleAt(row, 0).name for row in range(table.nRows)], sys.stdout)


def found(name: str, role: str) -> Any:
    """The thing called `name` that is a `role`, once it is there. A label has the name of its field."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        for thing in things():
            if (thing.name, thing.getRoleName()) == (name, role):
                return thing
        time.sleep(0.1)
    sys.exit(f"no {role} is called “{name}”")


def things() -> Iterator[Any]:
    """Everything that has a name, in every window on this screen, but for the cells of tables."""
    pyatspi = importlib.import_module("pyatspi")
    waiting = [pyatspi.Registry.getDesktop(0)]
    while waiting:
        thing = waiting.pop()
        if thing is None:
            continue
        if thing.name:
            yield thing
        if thing.getRoleName() not in ("table", "tree table"):
            waiting += [thing[index] for index in range(thing.childCount)]


if __name__ == "__main__":
    main()
