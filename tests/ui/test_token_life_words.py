from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from tallyfy_inspector.api.token_life import UNTOLD, TokenLife
from tallyfy_inspector.ui import token_life_words

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
BERLIN = timezone(timedelta(hours=1), "CET")
AUCKLAND = timezone(timedelta(hours=13), "NZDT")


def ending(**away: float) -> TokenLife:
    return TokenLife(None, NOW + timedelta(**away))


def test_a_token_that_says_nothing_is_not_spoken_of() -> None:
    for life in (UNTOLD, TokenLife(issued=NOW)):
        assert token_life_words.told(life, NOW, UTC) == ""
        assert token_life_words.warning(life, NOW, UTC) == ""
        assert token_life_words.role(life, NOW) is None


def test_a_long_life_is_told_and_no_reason_to_warn() -> None:
    life = TokenLife(NOW, datetime(2027, 5, 3, 12, tzinfo=UTC))
    said = "It is valid until 3 May 2027 at the latest; logging out of Tallyfy ends it sooner."
    assert token_life_words.told(life, NOW, BERLIN) == said
    assert token_life_words.warning(life, NOW, BERLIN) == ""
    assert token_life_words.role(life, NOW) is None


@pytest.mark.parametrize(
    ("away", "left"),
    [
        ({"days": 14}, "14 days are left."),
        ({"days": 13, "hours": 23}, "13 days are left."),
        ({"days": 1}, "1 day is left."),
        ({"hours": 23}, "Less than a day is left."),
        ({"seconds": 1}, "Less than a day is left."),
    ],
)
def test_fourteen_days_ahead_the_window_warns(away: dict[str, float], left: str) -> None:
    life = ending(**away)
    assert token_life_words.warning(life, NOW, UTC).startswith(f"{left} Your token ends on ")
    assert token_life_words.told(life, NOW, UTC).startswith(f"{left} It is valid until ")
    assert token_life_words.role(life, NOW) == "warning"


def test_a_second_before_that_it_does_not() -> None:
    life = ending(days=14, seconds=1)
    assert token_life_words.warning(life, NOW, UTC) == ""
    assert not token_life_words.nearly_over(life, NOW)


@pytest.mark.parametrize("away", [{"seconds": 0}, {"days": -9}])
def test_an_expired_one_is_said_to_be(away: dict[str, float]) -> None:
    life = ending(**away)
    assert token_life_words.told(life, NOW, UTC).startswith("By its own words it has expired, on ")
    assert token_life_words.warning(life, NOW, UTC).startswith("Your token expired on ")
    assert token_life_words.role(life, NOW) == "warning"


def test_the_day_is_that_of_the_persons_zone() -> None:
    life = TokenLife(None, datetime(2027, 5, 3, 12, tzinfo=UTC))
    assert "4 May 2027" in token_life_words.told(life, NOW, AUCKLAND)
