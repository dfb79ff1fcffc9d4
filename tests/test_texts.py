from __future__ import annotations

import gettext
from collections.abc import Iterator

import pytest

from tallyfy_inspector import texts
from tallyfy_inspector.texts import N_, _, ngettext


class German(gettext.NullTranslations):
    """Two sentences of a translation."""

    def gettext(self, message: str) -> str:
        return {"Fetch": "Abrufen", "{count} members": "{count} Mitglieder"}.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return "{count} Feld" if n == 1 else "{count} Felder"


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    yield
    texts.use(gettext.NullTranslations())


def test_english_stands_in_the_source() -> None:
    assert _("Fetch") == "Fetch"
    assert ngettext("{count} field", "{count} fields", 1) == "{count} field"
    assert ngettext("{count} field", "{count} fields", 0) == "{count} fields"


def test_a_translation_answers_from_when_it_is_used_on() -> None:
    texts.use(German())
    assert _("Fetch") == "Abrufen"
    assert _("Nobody translated this") == "Nobody translated this"
    assert _("{count} members").format(count=3) == "3 Mitglieder"
    assert ngettext("{count} field", "{count} fields", 1).format(count=1) == "1 Feld"
    assert ngettext("{count} field", "{count} fields", 2).format(count=2) == "2 Felder"


def test_a_mark_translates_where_it_is_shown_and_not_before() -> None:
    texts.use(German())
    marked = N_("Fetch")
    assert marked == "Fetch"
    assert _(marked) == "Abrufen"
