from __future__ import annotations

from collections import Counter

from e2e import around, names, scene, story
from e2e.names import Thing, says

THINGS = {name: value for name, value in vars(names).items() if isinstance(value, Thing)}


def test_name_and_role_both_count() -> None:
    button = Thing("push button", "Save")
    assert button.is_called("Save", "push button")
    assert not button.is_called("Save", "label")
    assert not button.is_called("Save as", "push button")
    assert not button.is_called("", "")


def test_a_beginning_is_enough_where_it_is_said() -> None:
    assert says("Status: 200").is_called("Status: 200 OK, 12 ms", "label")
    assert not says("Status: 200", begins=False).is_called("Status: 200 OK, 12 ms", "label")
    assert str(says("Status: 200")) == "label “Status: 200…”"
    assert str(Thing("push button", "Save")) == "push button “Save”"
    assert str(Thing("push button", "Connection", state="in place")) == "push button “Connection”, in place"


def test_no_thing_stands_there_twice_or_for_nothing() -> None:
    assert [thing for thing, count in Counter(THINGS.values()).items() if count > 1] == []
    steps = [step for module in (story, around, scene) for step in vars(module).values() if callable(step)]
    used = {name for step in steps for name in names_in(step)}
    assert set(THINGS) - used == set()


def names_in(step: object) -> set[str]:
    """The names that a function looks up, also inside what is made in it."""
    found: set[str] = set()
    waiting = [getattr(step, "__code__", None)]
    waiting += (
        [getattr(each, "__code__", None) for each in vars(step).values()] if isinstance(step, type) else []
    )
    while waiting:
        code = waiting.pop()
        if code is not None:
            found |= set(code.co_names)
            waiting += [each for each in code.co_consts if hasattr(each, "co_names")]
    return found
