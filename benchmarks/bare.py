"""What the window is measured against: the same work in a Python process without any window.

Each function answers milliseconds (or megabytes) under the names that the rows of `rows.py` ask for. The
collector is off while anything is timed, which is the best that plain Python can do.
Run as `python -m benchmarks.bare NAME FOLDER`; prints one JSON object.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from benchmarks import documents

_STATM = Path("/proc/self/statm")
_MB = 1_000_000
_PAGE = 4096
Values = dict[str, float]
ABSENT = "no such text in any of them"


def resident_mb() -> float | None:
    """The memory this process holds now, in MB; None where the system does not tell."""
    if not _STATM.exists():
        return None
    return int(_STATM.read_text(encoding="ascii").split()[1]) * _PAGE / _MB


def nodes(root: object) -> Iterator[tuple[int, object, object]]:
    """Depth, key and value of `root` and of each node in it, in document order."""
    yield 0, None, root
    walks: list[Iterator[tuple[object, object]]] = [_members(root)]
    while walks:
        for key, value in walks[-1]:
            yield len(walks), key, value
            if value.__class__ in (dict, list):
                walks.append(_members(value))
                break
        else:
            walks.pop()


def list_of_rows(root: object) -> list[tuple[int, object, object]]:
    """The plain loop that makes the rows of a tree with everything open: `nodes`, without a generator."""
    rows: list[tuple[int, object, object]] = [(0, None, root)]
    walks = [_members(root)]
    while walks:
        depth = len(walks)
        for key, value in walks[-1]:
            rows.append((depth, key, value))
            if value.__class__ in (dict, list):
                walks.append(_members(value))
                break
        else:
            walks.pop()
    return rows


def hits(root: object, wanted: str) -> int:
    """The plain walk that looks for `wanted` in every key and value, in any case, and counts."""
    found = 0
    walks = [_members(root)]
    while walks:
        for key, value in walks[-1]:
            if key.__class__ is str and wanted in str(key).lower():
                found += 1
            if value.__class__ in (dict, list):
                walks.append(_members(value))
                break
            if wanted in str(value).lower():
                found += 1
        else:
            walks.pop()
    return found


def _members(value: object) -> Iterator[tuple[object, object]]:
    if isinstance(value, dict):
        return iter(value.items())
    return enumerate(value) if isinstance(value, list) else iter(())


def _decoder() -> Callable[[bytes], object]:
    import msgspec

    from tallyfy_inspector.document.values import Number

    return msgspec.json.Decoder(float_hook=Number).decode


def _timed(work: Callable[[], object]) -> float:
    """Milliseconds until `work()` is done; letting go of what it made does not count."""
    start = time.perf_counter()
    made = work()
    taken = (time.perf_counter() - start) * 1000
    del made
    return taken


def decode(folder: Path, size: str) -> Values:
    """msgspec's decoder with the same hook."""
    decoder = _decoder()
    decoder(documents.task(documents.KB))
    body = documents.file_of(folder, size).read_bytes()
    return {f"decode {size}": _timed(partial(decoder, body))}


def rows_of(folder: Path, size: str) -> Values:
    """The plain loop over a decoded document."""
    root = _decoder()(documents.file_of(folder, size).read_bytes())
    return {f"loop {size}": _timed(partial(list_of_rows, root))}


def walk(folder: Path, size: str) -> Values:
    """The plain search in a decoded document."""
    root = _decoder()(documents.file_of(folder, size).read_bytes())
    return {f"walk {size}": _timed(partial(hits, root, ABSENT))}


def judge(folder: Path, size: str) -> Values:
    """The plain loop over a task, beside `scenes.diagnosis`."""
    return {f"walk {size}": rows_of(folder, size)[f"loop {size}"]}


def hold(folder: Path, size: str) -> Values:
    """What bytes and decoded document take, over the same process without them."""
    decoder = _decoder()
    decoder(documents.task(documents.KB))
    before = resident_mb()
    body = documents.file_of(folder, size).read_bytes()
    root = decoder(body)
    after = resident_mb()
    del root, body
    return {} if before is None or after is None else {f"held {size}": after - before}


def get(_folder: Path, server: str = "") -> Values:
    """httpx, loaded and asked for the first time, and the answer decoded."""

    def work() -> object:
        import httpx

        with httpx.Client(trust_env=False) as client:
            return json.loads(client.get(f"{server}/33-KB", headers={"Accept-Encoding": "gzip"}).content)

    return {"get 33 KB": _timed(work)}


BARE: dict[str, Callable[[Path], Values]] = {
    "get-33": get,
    "decode-10": partial(decode, size="10 MB"),
    "decode-100": partial(decode, size="100 MB"),
    "rows-1": partial(rows_of, size="1 MB"),
    "rows-10": partial(rows_of, size="10 MB"),
    "walk-10": partial(walk, size="10 MB"),
    "judge-1": partial(judge, size="1 MB, whole task"),
    "hold-10": partial(hold, size="10 MB"),
}


def main(arguments: list[str]) -> int:
    """Do what `arguments` name, in a folder of documents."""
    name, folder, *server = arguments
    gc.disable()
    work = partial(get, server=server[0]) if name == "get-33" else BARE[name]
    print(json.dumps(work(Path(folder))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
