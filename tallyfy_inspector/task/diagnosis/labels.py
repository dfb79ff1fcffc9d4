"""The labels of form fields in a finding's words: “PO number”, “Region” and 3 more.

Labels are the only words of an answer that a finding may hold, and never in its reply. They come from form
field rows, where secret values are masked already. Knows no rule.
"""

from __future__ import annotations

from collections.abc import Sequence

from tallyfy_inspector.task.fields import FieldRow
from tallyfy_inspector.texts import _, ngettext

MOST = 5
LONGEST = 60  # characters


def label(row: FieldRow) -> str:
    """The label in quotation marks, with its end cut off where it is very long."""
    text = row.label if len(row.label) <= LONGEST else row.label[: LONGEST - 1] + "…"
    return _("“{label}”").format(label=text)


def labels(rows: Sequence[FieldRow]) -> str:
    """The first five labels, and how many more there are."""
    named = ", ".join(label(row) for row in rows[:MOST])
    more = len(rows) - MOST
    if more <= 0:
        return named
    counted = ngettext("{labels} and {count} more", "{labels} and {count} more", more)
    return counted.format(labels=named, count=more)
