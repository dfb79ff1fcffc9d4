from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from hypothesis import given

from tallyfy_inspector.task.org_zone import organization_zone
from tests.support.samples import ANY_JSON, task_full


@pytest.mark.parametrize(
    "members",
    [
        {"organization": {"timezone": "Europe/Paris"}},
        {"organization": {"data": {"timezone": "Europe/Paris"}}},
        {"org": {"timezone": "Europe/Paris"}},
        {"organization_timezone": "Europe/Paris"},
        {"run": {"data": {"organization": {"timezone": "Europe/Paris"}}}},
        {"organization": {"timezone": "Nowhere/At_all"}, "run": {"org_timezone": "Europe/Paris"}},
    ],
)
def test_where_the_zone_stands(members: dict[str, Any]) -> None:
    zone = organization_zone({"data": {"id": "d", **members}})
    assert zone is not None
    assert datetime(2026, 1, 1, tzinfo=zone).tzname() == "CET"


@pytest.mark.parametrize(
    "name", ["", "Nowhere/At_all", "../../etc/passwd", "/etc/localtime", "Europe", "a\0b", 5, None, ["UTC"],
             "x" * 9000]
)  # fmt: skip
def test_what_names_no_zone(name: Any) -> None:
    assert organization_zone({"data": {"id": "d", "organization_timezone": name}}) is None


def test_a_persons_own_zone_is_not_the_organizations() -> None:
    assert organization_zone({"data": {"id": "d", "timezone": "Europe/Paris"}}) is None
    assert organization_zone(task_full()) is None
    assert organization_zone([1]) is None


@given(ANY_JSON)
def test_nothing_is_too_odd(value: Any) -> None:
    organization_zone(value)
    for key in ("organization", "org", "organization_timezone", "run"):
        organization_zone({"data": {"id": "d", key: value}})
    organization_zone({"data": {"id": "d", "organization": {"timezone": value}}})
