from __future__ import annotations

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pytestqt.qtbot import QtBot

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.redact import mask_value
from tallyfy_inspector.ui.panels.json_decoded import Beside, Decoder
from tests.support.task_samples import CODE, GUEST_LINK
from tests.support.views import FixedClock

RUN = "a" * 32
ROOT: dict[str, Any] = {
    "data": {
        "id": "d" * 32,
        "deadline": "2026-11-20T17:00:00.000Z",
        "run_id": RUN,
        "run": {"data": {"id": RUN, "name": "Onboarding"}},
        "taskdata": {"f" * 32: "2026-12-01T00:00:00.000Z"},
        "form_fields": [{"id": "f" * 32, "field_type": "date", "value": "2026-12-01T00:00:00.000Z"}],
    }
}


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(zone=ZoneInfo("America/New_York"))


@pytest.fixture
def decoder(qapp: object, clock: FixedClock) -> Decoder:
    made = Decoder(clock, mask_value)
    made.show_document(ROOT)
    return made


def beside(decoder: Decoder, value: object, path: Path) -> Beside:
    told = decoder.beside(value, path)
    assert told is not None
    return told


def learn(decoder: Decoder, qtbot: QtBot) -> None:
    with qtbot.waitSignal(decoder.learned):
        decoder.beside(RUN, ("data", "run_id"))


def test_a_time_is_told_in_the_persons_zone(decoder: Decoder) -> None:
    told = beside(decoder, "2026-11-20T17:00:00.000Z", ("data", "deadline"))
    assert told.full == "Fri 20 Nov 2026, 12:00 EST · 2 days 19 hours ago"
    assert told.spoken == "2 days 19 hours ago"
    assert told.link is None


def test_how_long_ago_moves_on_with_the_clock(decoder: Decoder, clock: FixedClock) -> None:
    clock.moment += timedelta(days=1)
    assert beside(decoder, "2026-11-20T17:00:00Z", ("x",)).spoken == "3 days 19 hours ago"


def test_a_time_without_a_zone_says_so(decoder: Decoder) -> None:
    assert "read as UTC" in beside(decoder, "2026-11-20 17:00:00", ("x",)).full


def test_numbers_are_times_under_a_key_for_one(decoder: Decoder) -> None:
    assert beside(decoder, 1795194000, ("created_at",)).spoken == "2 days 19 hours ago"
    assert decoder.beside(1795194000, ("count",)) is None


@pytest.mark.parametrize(
    "path", [("data", "form_fields", 0, "value"), ("data", "taskdata", "f" * 32), ("data", "due")]
)
def test_a_calendar_day_is_not_shifted_into_a_zone(decoder: Decoder, path: Path) -> None:
    told = beside(decoder, "2026-12-01T00:00:00.000Z", path)
    day = "Mon 30 Nov 2026, 19:00 EST" if path[-1] == "due" else "Tue 1 Dec 2026 · in 8 days"
    assert told.full.startswith(day)


def test_an_id_leads_to_what_it_names_once_the_document_was_read(decoder: Decoder, qtbot: QtBot) -> None:
    assert decoder.beside(RUN, ("data", "run_id")) is None
    learn(decoder, qtbot)
    told = beside(decoder, RUN, ("data", "run_id"))
    assert told.link == ("data", "run", "data")
    assert told.forms == ("→ data › run › data", "→ run › data")
    assert told.spoken == "defined at data › run › data"


def test_the_id_of_an_object_does_not_lead_to_itself(decoder: Decoder, qtbot: QtBot) -> None:
    learn(decoder, qtbot)
    assert decoder.beside(RUN, ("data", "run", "data", "id")) is None
    assert decoder.beside("d" * 32, ("data", "id")) is None
    assert decoder.beside("e" * 32, ("data", "step_id")) is None


@pytest.mark.parametrize("value", [None, True, {}, [], "", "x", "text", 5, 0.33])
def test_other_values_have_nothing_beside_them(decoder: Decoder, value: object) -> None:
    assert decoder.beside(value, ("data", "created_at")) is None


def test_ids_are_not_read_before_one_is_met(decoder: Decoder, qtbot: QtBot) -> None:
    decoder.beside("text", ("data", "title"))
    assert not decoder._reading.isActive()
    decoder.beside(RUN, ("data", "run_id"))
    assert decoder._reading.isActive()


def test_another_document_forgets_the_last(decoder: Decoder, qtbot: QtBot) -> None:
    learn(decoder, qtbot)
    decoder.show_document({"run_id": RUN})
    learn(decoder, qtbot)
    assert decoder.beside(RUN, ("run_id",)) is None
    decoder.show_document(None)
    assert not decoder._minute.isActive()


def test_a_secret_in_a_name_is_masked(qapp: object, clock: FixedClock, qtbot: QtBot) -> None:
    decoder = Decoder(clock, lambda path, text: text if path else text.replace("secret", "•"))
    decoder.show_document({"secret": {"id": RUN}, "run_id": RUN})
    learn(decoder, qtbot)
    told = beside(decoder, RUN, ("run_id",))
    assert "secret" not in told.spoken + "".join(told.forms)


def test_the_organizations_zone_is_told_where_there_is_room(decoder: Decoder) -> None:
    decoder.show_document({"data": {**ROOT["data"], "organization_timezone": "Europe/Berlin"}})
    told = beside(decoder, "2026-11-20T17:00:00.000Z", ("data", "deadline"))
    own = "Fri 20 Nov 2026, 12:00 EST · 2 days 19 hours ago"
    assert told.forms[:2] == (f"{own} · organization: 20 Nov 2026, 18:00 CET", own)
    day = beside(decoder, "2026-12-01T00:00:00.000Z", ("data", "taskdata", "f" * 32))
    assert "organization" not in day.full


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ({"id": "x", "label": "Budget code"}, "Budget code"),
        ({"content": "<p>Please <b>chase</b></p>\n<p>today</p>"}, "Please chase today"),
        ({"title": "a\u202eb"}, "a\\u202eb"),
        ({"title": "x" * 200}, "x" * 71 + "…" + "x" * 8),
        ({"title": "<b></b>"}, None),
        ({"status": "active"}, None),
        ([{"title": "x"}], None),
    ],
)
def test_an_object_is_called_by_its_name(decoder: Decoder, value: Any, name: str | None) -> None:
    told = decoder.beside(value, ("data", "form_fields", 3))
    assert (told and (told.kind, told.spoken, told.forms)) == (name and ("name", name, (name,)))


def test_a_name_that_gives_access_is_masked(qapp: object, clock: FixedClock) -> None:
    told = beside(Decoder(clock, mask_value), {"title": GUEST_LINK}, ("data", "guests", 0))
    assert CODE not in told.full
