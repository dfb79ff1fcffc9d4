"""What a part of the bundle is, and parts.json, in which a bundle says what is in it.

licences.py finds the parts and writes them with `write`; sbom.py asks the finished bundle with `read`.
Another fact about a part: a field of `Part`, and its line in `_row` and `_part`. Knows no installed package.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from steps import Failure

# Where the texts stand in the bundle, a folder a part; the program finds them there through resources.py.
PLACE = "tallyfy_inspector/resources/licences"
# Beside that folder, not in it: there it would be a text for people.
FILE = "tallyfy_inspector/resources/parts.json"


@dataclass(frozen=True, slots=True)
class Part:
    """Something that is bundled: name, version, licence in words (SPDX where known), `kind` as package URLs
    have it, the texts of its licences by their names, and the parts that are compiled in or come in it."""

    name: str
    version: str
    licence: str
    kind: str = "generic"
    texts: Mapping[str, str] = field(default_factory=dict)
    inside: tuple[Part, ...] = ()

    @property
    def purl(self) -> str:
        """The package URL, the one way to name a part that every tool understands."""
        return f"pkg:{self.kind}/{quote(self.name, safe='')}@{quote(self.version, safe=':')}"


def write(parts: Sequence[Part], file: Path) -> None:
    """Write what `parts` are into `file`; of their texts only the names, as the texts stand in PLACE."""
    file.parent.mkdir(parents=True, exist_ok=True)
    told = json.dumps([_row(part) for part in parts], ensure_ascii=False, indent=1)
    file.write_text(f"{told}\n", encoding="utf-8", newline="\n")


def read(inner: Path) -> tuple[Part, ...]:
    """The parts that a bundle says it holds, `inner` being where its data lie.

    Raises Failure when it does not say, names none, or a text that it names is not there.
    """
    try:
        rows = json.loads((inner / FILE).read_text(encoding="utf-8"))
        found = tuple(_part(row, inner / PLACE) for row in rows)
    except OSError as error:
        raise Failure(f"{error.filename} cannot be read.") from error
    except (ValueError, TypeError, KeyError) as error:
        raise Failure(f"{inner / FILE} does not say what is in the bundle.") from error
    if not found:
        raise Failure(f"{inner / FILE} names no part.")
    return found


def _row(part: Part) -> dict[str, Any]:
    return {
        "name": part.name,
        "version": part.version,
        "licence": part.licence,
        "kind": part.kind,
        "texts": sorted(part.texts),
        "inside": [_row(each) for each in part.inside],
    }


def _part(row: Mapping[str, Any], texts: Path) -> Part:
    name = row["name"]
    return Part(
        name,
        row["version"],
        row["licence"],
        row["kind"],
        {file: (texts / name / file).read_text(encoding="utf-8") for file in row["texts"]},
        tuple(_part(each, texts) for each in row["inside"]),
    )
