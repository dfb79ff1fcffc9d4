from __future__ import annotations

import gc

import pytest

from tallyfy_inspector.document.collector import collector_at_rest, freeze, tidy


@pytest.mark.parametrize("enabled", [True, False])
def test_the_collector_rests_and_is_left_as_it_was(enabled: bool) -> None:
    was = gc.isenabled()
    try:
        (gc.enable if enabled else gc.disable)()
        with pytest.raises(KeyError), collector_at_rest():
            raise KeyError(gc.isenabled())
        with collector_at_rest():
            assert not gc.isenabled()
        assert gc.isenabled() is enabled
    finally:
        (gc.enable if was else gc.disable)()


def test_what_is_frozen_is_looked_at_again_by_a_full_round() -> None:
    class Ring:
        def __init__(self) -> None:
            self.me = self

    Ring()
    try:
        freeze()
        assert gc.get_freeze_count() > 0
        assert any(type(one) is Ring for one in _everything())
        tidy(over_all=False)
        assert any(type(one) is Ring for one in _everything())
        tidy(over_all=True)
        assert gc.get_freeze_count() > 0
        assert not any(type(one) is Ring for one in _everything())
    finally:
        gc.unfreeze()


def _everything() -> list[object]:
    frozen = gc.get_freeze_count() > 0
    if frozen:
        gc.unfreeze()
    found = gc.get_objects()
    if frozen:
        gc.freeze()
    return found
