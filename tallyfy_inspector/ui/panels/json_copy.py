"""What is copied out of the tree: the exact text of a value, with every secret in it masked.

A container is masked value by value, each by its own path, as it becomes JSON text. That takes its time for
one of megabytes, so it is done in slices: each `next()` does a little, and what is returned is the text
(`finished` does all at once). Knows no widget; the masking rule is handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from json.encoder import encode_basestring
from typing import Literal, TypeVar

from tallyfy_inspector.document.node import to_text
from tallyfy_inspector.document.parse import RepeatedObject
from tallyfy_inspector.document.path import Path
from tallyfy_inspector.document.shown import encodable
from tallyfy_inspector.document.spans import slice_of

Mask = Callable[[Path, str], str]
How = Literal["received", "masked", "anew"]
_T = TypeVar("_T")
Slices = Generator[None, None, _T]
_AT_ONCE = 100  # values


def value_text(value: object, path: Path, mask: Mask) -> Slices[str]:
    """`value`, which stands at `path`, as text for the clipboard: a string without quotes, a number's digits
    as sent, a container as indented JSON."""
    if isinstance(value, dict | list):
        return (yield from _json(value, path, mask))
    return to_text(mask(path, value) if isinstance(value, str) else value)


def unmasked(_path: Path, text: str) -> str:
    """The rule for what the person had shown to them: nothing is hidden."""
    return text


def as_json(body: bytes, value: object, path: Path, mask: Mask) -> Slices[tuple[str, How]]:
    """`value`, which stands at `path` of the received `body`, as JSON.

    "received": the bytes as they came, with their escapes and blanks. "masked": written anew, because it
    holds a secret. "anew": written anew, because the bytes are not at hand.
    """
    secret = yield from holds_secret(value, path, mask)
    if not secret:
        try:
            return slice_of(body, path).decode(), "received"
        except (LookupError, UnicodeDecodeError):
            pass
    return (yield from _json(value, path, mask)), "masked" if secret else "anew"


def holds_secret(value: object, path: Path, mask: Mask) -> Slices[bool]:
    """Whether anything in `value`, which stands at `path`, would be masked; its names count as well."""
    for looked, (here, text) in enumerate(_texts(value, path)):
        if looked % _AT_ONCE == _AT_ONCE - 1:
            yield
        if mask(here, text) != text:
            return True
    return False


def _texts(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    """Each string in `value` with its place, and each name once, which has none."""
    if isinstance(value, str):
        yield path, value
        return
    names: set[str] = set()
    tasks = [(value, path)]
    while tasks:
        one, here = tasks.pop()
        if isinstance(one, dict) and not names.issuperset(one):
            yield from (((), name) for name in one if name not in names)
            names.update(one)
        for step, member in _steps(one):
            if isinstance(member, str):
                yield (*here, step), member
            elif isinstance(member, dict | list):
                tasks.append((member, (*here, step)))


def beginning(value: object, path: Path, mask: Mask, limit: int) -> tuple[str, bool]:
    """The first `limit` characters of what `value_text` makes of the container `value`, and whether that is
    all. Costs what is shown, however large the rest is."""
    pieces: list[str] = []
    length = 0
    for piece in _pieces(value, path, _shortened(mask, limit)):
        pieces.append(encodable(piece))
        length += len(pieces[-1])
        if length > limit:
            break
    return "".join(pieces)[:limit], length <= limit


def _shortened(mask: Mask, limit: int) -> Mask:
    def shortened(path: Path, text: str) -> str:
        shown = mask(path, text)
        return shown if not path or len(shown) <= limit else shown[: limit + 1]

    return shortened


def _json(value: object, path: Path, mask: Mask) -> Slices[str]:
    pieces: list[str] = []
    for piece in _pieces(value, path, mask):
        pieces.append(piece)
        if len(pieces) % _AT_ONCE == 0:
            yield
    return encodable("".join(pieces))


def _pieces(root: object, path: Path, mask: Mask) -> Iterator[str]:
    """JSON with two spaces a level, as `document.node.to_text` writes it, piece by piece; half a surrogate
    pair is left in it."""
    if not isinstance(root, dict | list) or not root:
        yield _scalar(root, path, mask)
        return
    names: dict[str | int, str] = {}  # the same few stand in each object, and to mask one takes its time
    opened = [(path, root, _steps(root))]
    yield _signs(root)[0]
    comma = ""
    while opened:
        here, container, steps = opened[-1]
        line = f"\n{'  ' * len(opened)}"
        is_list = isinstance(container, list)
        for step, member in steps:
            name = "" if is_list else names.get(step)
            if name is None:
                name = names[step] = f"{encode_basestring(mask((), str(step)))}: "
            if isinstance(member, dict | list) and member:
                yield f"{comma}{line}{name}{_signs(member)[0]}"
                opened.append(((*here, step), member, _steps(member)))
                comma = ""
                break
            yield f"{comma}{line}{name}{_scalar(member, (*here, step), mask)}"
            comma = ","
        else:
            opened.pop()
            yield "\n" + "  " * len(opened) + _signs(container)[1]
            comma = ","


def _signs(container: object) -> str:
    return "[]" if isinstance(container, list) else "{}"


def _steps(container: object) -> Iterator[tuple[str | int, object]]:
    if isinstance(container, list):
        return enumerate(container)
    if isinstance(container, RepeatedObject):
        return iter(container.pairs)
    return iter(container.items()) if isinstance(container, dict) else iter(())


def _scalar(value: object, path: Path, mask: Mask) -> str:
    return encode_basestring(mask(path, value)) if isinstance(value, str) else to_text(value)
