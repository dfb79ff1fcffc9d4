from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from tallyfy_inspector.__main__ import parser
from tallyfy_inspector.options import Options, folders


def test_each_option_of_the_command_line_has_its_field() -> None:
    assert set(vars(parser().parse_args([]))) == {field.name for field in fields(Options)}
    assert Options(**vars(parser().parse_args([]))) == Options()


@pytest.mark.parametrize("options", [Options(temp_profile=True), Options(selftest=True)])
def test_a_temporary_profile_is_gone_at_the_end(options: Options) -> None:
    with folders(options) as places:
        assert places.config == places.state
        assert places.config.is_dir()
    assert not places.config.exists()


def test_a_folder_that_was_named_is_the_profile(tmp_path: Path, home: Path) -> None:
    with folders(Options(profile_dir=str(tmp_path))) as places:
        assert places.config == places.state == tmp_path
    with folders(Options(profile_dir="~/mine")) as places:
        assert places.config == home / "mine"


def test_else_they_are_where_the_system_keeps_such_things(home: Path) -> None:
    with folders(Options()) as places:
        assert home in places.config.parents
        assert home in places.state.parents
        assert places.config != places.state
