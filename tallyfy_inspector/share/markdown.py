"""Text that stands in Markdown as it is: nothing of it becomes a link, a picture, a mention or markup.

The result is one line, to be put after words of our own (a line of its own could still be taken for a list
or a heading). To disarm one more sign: into _MARKUP. What is secret is masked before; see `task.readable`.
"""

from __future__ import annotations

import re

_LINES = re.compile(r"\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
# Each gets a backslash: what Markdown reads as markup, or as the number of an issue, and "://", "www." and
# "&lt;", which it reads too.
_MARKUP = re.compile(r"[\\`*_~#\[\]!@<>|]|:(?=//)|(?<=www)\.|&(?=#?\w+;)", re.IGNORECASE)


def escape(text: str) -> str:
    """`text` without any meaning for Markdown, also in a table's cell; line breaks become " / ", tabs blanks,
    and blanks at both ends go."""
    return _MARKUP.sub(r"\\\g<0>", _LINES.sub(" / ", text.strip()).replace("\t", " "))
