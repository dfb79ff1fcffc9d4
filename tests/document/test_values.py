from __future__ import annotations

import copy
import pickle

from tallyfy_inspector.document.values import Number, RepeatedObject


def test_a_number_counts_as_a_float_and_keeps_its_text() -> None:
    price = Number("1.10")
    assert price == 1.1
    assert price + 1 == 2.1
    assert price.text == "1.10"
    assert Number("1e400") == float("inf")
    assert str(Number("-0")) == "-0.0"


def test_a_number_survives_copies() -> None:
    for copied in (copy.deepcopy(Number("1.10")), pickle.loads(pickle.dumps(Number("1.10")))):
        assert (copied, copied.text) == (1.1, "1.10")


def test_a_repeated_object_reads_like_most_programs_and_keeps_all() -> None:
    repeated = RepeatedObject([("a", 1), ("b", 2), ("a", 3)])
    assert repeated == {"a": 3, "b": 2}
    assert repeated.pairs == (("a", 1), ("b", 2), ("a", 3))


def test_a_repeated_object_says_nothing_of_its_content() -> None:
    assert repr(RepeatedObject([("secret", "x"), ("secret", "y")])) == "<RepeatedObject, 2 members>"
