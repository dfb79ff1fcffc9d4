from __future__ import annotations

from tallyfy_inspector.api.taskref import Reference
from tallyfy_inspector.ui.links import question


def test_long_ids_are_cut_and_the_connection_is_named() -> None:
    told = question(Reference("t" * 255, organization="o" * 255), "Northwind")
    assert told == "A link asks to open task tttttttt… of organization oooooooo… in Northwind."
