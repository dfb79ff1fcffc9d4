"""The table as people read it and as `latest.json` keeps it. Knows rows and results, and measures nothing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from benchmarks.rows import Result

Told = dict[str, Any]
_HEADS = ("what", "size", "ours", "reference", "ratio", "target", "held", "against")
_NOT_THERE = "–"
_RIGHT = ("ours", "reference", "ratio")


def record(result: Result, note: str) -> Told:
    """One row for the file. `note` says why a value is not there, or is empty: then what was tried is told
    of a target that is missed."""
    row = result.row
    told: Told = {
        "what": row.what,
        "size": row.size,
        "unit": row.unit,
        "ours": _rounded(result.ours),
        "reference": _rounded(result.reference),
        "against": row.against,
        "ratio": None if result.ratio is None else round(result.ratio, 3),
        "target": row.target,
        "held": result.held,
    }
    if result.slices is not None:
        told["longest_slice_ms"] = _rounded(result.slices)
    note = note or ("" if result.held is not False else row.tried)
    return told | ({"note": note} if note else {})


def report(machine: Told, runs: int, records: Sequence[Told]) -> str:
    """The file."""
    return (
        json.dumps({"machine": machine, "runs": runs, "rows": records}, indent=2, ensure_ascii=False) + "\n"
    )


def lines(records: Sequence[Told]) -> list[str]:
    """The table in columns, with what there is to say of single rows below."""
    cells = [dict(zip(_HEADS, _HEADS, strict=True)), *map(_cells, records)]
    widths = {head: max(len(row[head]) for row in cells) for head in _HEADS}
    table = ["  ".join(_aligned(row, head, widths[head]) for head in _HEADS).rstrip() for row in cells]
    table.insert(1, "  ".join("-" * widths[head] for head in _HEADS))
    return table + [f"{told['what']}, {told['size']}: {told['note']}" for told in records if "note" in told]


def summary(records: Sequence[Told]) -> str:
    """How many targets are held, of those that could be judged."""
    judged = [told["held"] for told in records if told["held"] is not None]
    return f"{sum(judged)} of {len(judged)} targets held"


def _aligned(row: dict[str, str], head: str, width: int) -> str:
    return row[head].rjust(width) if head in _RIGHT else row[head].ljust(width)


def _cells(told: Told) -> dict[str, str]:
    slices = told.get("longest_slice_ms")
    ratio = told["ratio"]
    return {
        "what": told["what"],
        "size": told["size"],
        "ours": _amount(told["ours"], told["unit"]),
        "reference": _amount(told["reference"], told["unit"]),
        "ratio": _NOT_THERE if ratio is None else f"{ratio:.2f}",
        "target": told["target"],
        "held": {True: "yes", False: "NO", None: _NOT_THERE}[told["held"]]
        + (f" (slice {slices:g} ms)" if slices is not None else ""),
        "against": told["against"],
    }


def _amount(value: float | None, unit: str) -> str:
    return _NOT_THERE if value is None else f"{value:,.1f} {unit}"


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)
