"""The two kinds of value that Python's own types would change: a number's digits and a repeated key.

Knows only how they are held; who reads them from bytes is `parse.py` and `reader.py`.
"""

from __future__ import annotations

from collections.abc import Iterable


class Number(float):
    """A number as it was sent: a float for counting and comparing, `text` for showing.

    Every number with a fraction or an exponent is one ("1.10", "1e400", whose value is infinite), and
    of the integers those which `int` would change or refuse: "-0", and more digits than Python reads.
    """

    __slots__ = ("text",)

    text: str

    def __init__(self, text: str) -> None:
        self.text = text


class RepeatedObject(dict[str, object]):
    """An object in which a key stands more than once.

    As a dict it holds the last value of each key, as most programs would read it; `pairs` holds all
    that was sent, in order.
    """

    __slots__ = ("pairs",)

    pairs: tuple[tuple[str, object], ...]

    def __init__(self, pairs: Iterable[tuple[str, object]]) -> None:
        self.pairs = tuple(pairs)
        super().__init__(self.pairs)

    def __repr__(self) -> str:
        """Without content: a log line or a crash report may come by."""
        return f"<RepeatedObject, {len(self.pairs)} members>"
