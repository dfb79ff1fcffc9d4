from __future__ import annotations

import pytest

from tallyfy_inspector.task.diagnosis.labels import LONGEST, label, labels
from tallyfy_inspector.task.fields import FieldRow, form_fields
from tests.support.samples import task_with


def rows(*names: str) -> tuple[FieldRow, ...]:
    return form_fields(task_with(*({"label": name, "field_type": "text"} for name in names)))


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ((), ""),
        (("A",), "“A”"),
        (("A", "B", "C", "D", "E"), "“A”, “B”, “C”, “D”, “E”"),
        (("A", "B", "C", "D", "E", "F"), "“A”, “B”, “C”, “D”, “E” and 1 more"),
        (tuple("ABCDEFGH"), "“A”, “B”, “C”, “D”, “E” and 3 more"),
    ],
)
def test_the_first_five_are_named(names: tuple[str, ...], told: str) -> None:
    assert labels(rows(*names)) == told


def test_a_long_one_is_cut_and_stays_on_one_line() -> None:
    (row,) = rows("a\n" + "b" * 200)
    assert label(row) == "“a " + "b" * (LONGEST - 3) + "…”"


def test_braces_in_a_label_are_no_placeholder() -> None:
    assert labels(rows("{count} {labels} {0}")) == "“{count} {labels} {0}”"
