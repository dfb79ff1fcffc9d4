"""What is copied out of the tree: the exact text of a value, with every secret in it masked.

A container is masked value by value, each by its own path, before it becomes JSON text. Knows no widget; the
masking rule is handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

from tallyfy_inspector.document.node import to_text
from tallyfy_inspector.document.parse import RepeatedObject
from tallyfy_inspector.document.path import Path
from tallyfy_inspector.document.spans import slice_of

Mask = Callable[[Path, str], str]
How = Literal["received", "masked", "anew"]

# A container and its copy, which is still to be filled.
_Task = tuple[object, object, Path]


def value_text(value: object, path: Path, mask: Mask) -> str:
    """`value`, which stands at `path`, as text for the clipboard: a string without quotes, a number's digits
    as sent, a container as indented JSON."""
    return to_text(masked(value, path, mask))


def unmasked(_path: Path, text: str) -> str:
    """The rule for what the person had shown to them: nothing is hidden."""
    return text


def as_json(body: bytes, value: object, path: Path, mask: Mask) -> tuple[str, How]:
    """`value`, which stands at `path` of the received `body`, as JSON.

    "received": the bytes as they came, with their escapes and blanks. "masked": written anew, because it
    holds a secret. "anew": written anew, because the bytes are not at hand.
    """
    secret = holds_secret(value, path, mask)
    if not secret:
        try:
            return slice_of(body, path).decode(), "received"
        except (LookupError, UnicodeDecodeError):
            pass
    anew = masked(value, path, mask)
    text = _quoted(anew) if isinstance(anew, str) else to_text(anew)
    return text, "masked" if secret else "anew"


def holds_secret(value: object, path: Path, mask: Mask) -> bool:
    """Whether anything in `value`, which stands at `path`, would be masked; its names count as well."""
    tasks: list[tuple[object, Path]] = [(value, path)]
    while tasks:
        one, here = tasks.pop()
        if isinstance(one, str):
            if mask(here, one) != one:
                return True
        elif isinstance(one, dict):
            if any(_key(key, mask) != key for key in one):
                return True
            tasks += [(member, (*here, key)) for key, member in _pairs(one)]
        elif isinstance(one, list):
            tasks += [(item, (*here, index)) for index, item in enumerate(one)]
    return False


def masked(value: object, path: Path, mask: Mask) -> object:
    """A copy of `value` with its secret strings masked. Walks without recursion, however deep it nests."""
    tasks: list[_Task] = []
    copy = _begun(value, path, mask, tasks)
    while tasks:
        _fill(*tasks.pop(), mask, tasks)
    return copy


def beginning(value: object, path: Path, mask: Mask, limit: int) -> tuple[str, bool]:
    """The first `limit` characters of what `value_text` makes of the container `value`, and whether that is
    all. Costs what is shown, however large the rest is."""
    pieces: list[str] = []
    length = 0
    for piece in _pieces(value, path, mask, limit):
        pieces.append(piece)
        length += len(piece)
        if length > limit:
            break
    return "".join(pieces)[:limit], length <= limit


def _pieces(root: object, path: Path, mask: Mask, limit: int) -> Iterator[str]:
    """JSON with two spaces a level, as `document.node.to_text` writes it, piece by piece."""
    yield _signs(root)[0] if root else "".join(_signs(root))
    opened = [(path, root, _steps(root))] if root else []
    comma = ""
    while opened:
        here, container, steps = opened[-1]
        for step, member in steps:
            name = "" if isinstance(container, list) else f"{_quoted(_key(str(step), mask))}: "
            before = f"{comma}\n{'  ' * len(opened)}{name}"
            if isinstance(member, dict | list) and member:
                yield before + _signs(member)[0]
                opened.append(((*here, step), member, _steps(member)))
                comma = ""
                break
            yield before + _scalar(member, (*here, step), mask, limit)
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
    return iter(_pairs(container)) if isinstance(container, dict) else iter(())


def _scalar(value: object, path: Path, mask: Mask, limit: int) -> str:
    if not isinstance(value, str):
        return to_text(value)
    shown = mask(path, value)
    return _quoted(shown if len(shown) <= limit else shown[: limit + 1])


def _begun(value: object, path: Path, mask: Mask, tasks: list[_Task]) -> object:
    """A scalar's copy; for a container an empty one, noted down to be filled."""
    if isinstance(value, str):
        return mask(path, value)
    if not isinstance(value, dict | list):
        return value
    copy: object = (
        [] if isinstance(value, list) else RepeatedObject(()) if isinstance(value, RepeatedObject) else {}
    )
    tasks.append((value, copy, path))
    return copy


def _fill(source: object, copy: object, path: Path, mask: Mask, tasks: list[_Task]) -> None:
    if isinstance(source, list) and isinstance(copy, list):
        copy.extend(_begun(item, (*path, index), mask, tasks) for index, item in enumerate(source))
    elif isinstance(source, dict) and isinstance(copy, dict):
        pairs = tuple(
            (_key(key, mask), _begun(item, (*path, key), mask, tasks)) for key, item in _pairs(source)
        )
        copy.update(pairs)
        if isinstance(copy, RepeatedObject):
            copy.pairs = pairs


def _quoted(text: str) -> str:
    """A JSON string, written as `to_text` writes those in a container."""
    return to_text([text])[len("[\n  ") : -len("\n]")]


def _key(key: str, mask: Mask) -> str:
    return mask((), key)


def _pairs(source: dict[str, object]) -> Iterator[tuple[str, object]]:
    return iter(source.pairs if isinstance(source, RepeatedObject) else source.items())
