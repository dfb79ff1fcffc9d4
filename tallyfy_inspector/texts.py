"""Every word a person reads goes through here: `_` and `ngettext`, over the standard library's gettext.

English stands in the source. A table that is built at import time (includes, problems, field types) marks
its texts with `N_` and translates where it shows them, with `_`. Placeholders are named and filled after
the translation: `_("{count} members").format(count=3)`, never an f-string inside the call.

Knows nothing of the program: a leaf that every room may import.
"""

from __future__ import annotations

import gettext as _gettext

_translations: _gettext.NullTranslations = _gettext.NullTranslations()


def use(translations: _gettext.NullTranslations) -> None:
    """Answer from `translations` from now on. Called once at start (and by the pseudo-locale test)."""
    global _translations
    _translations = translations


def _(message: str) -> str:
    """`message` in the person's language."""
    return _translations.gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """The form of the sentence that goes with `count`; the caller fills in the placeholders."""
    return _translations.ngettext(singular, plural, count)


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for it
    """Mark `message` for translation without translating it yet."""
    return message
