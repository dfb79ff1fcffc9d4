"""Files: what a form field holds against the files of the task (the include `assets`).

A file in a field is known by its ID among the assets; one with `source: "url"` is a link and has no asset.
An asset says in `uploaded_from` which field it came through ("ko_field": the kick-off form). The shape of
the include is documented nowhere; that of one asset is on "Get file metadata". Nothing is downloaded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from tallyfy_inspector.document.node import to_text
from tallyfy_inspector.task.diagnosis.case import Case
from tallyfy_inspector.task.diagnosis.finding import Confidence, Finding
from tallyfy_inspector.task.diagnosis.labels import labels
from tallyfy_inspector.task.fields import FieldRow
from tallyfy_inspector.task.readable import is_blank
from tallyfy_inspector.task.reading import Found, items, part
from tallyfy_inspector.texts import _, ngettext

CODE = "file_missing"
DOC = "https://tallyfy.com/products/pro/integrations/open-api/code-samples/files/get-file-metadata/"
_HERE = ("local", "tallyfy", "s3", "aws")  # words for Tallyfy's own storage, alone or in another one
_OWN_HOST = "tallyfy.com"


@dataclass(frozen=True, slots=True, repr=False)
class _File:
    """One file of a form field."""

    row: FieldRow
    found: Found
    id: str
    outside: Confidence | None


def rule(case: Case) -> Iterator[Finding]:
    """Likely where the fields and the list of files differ; cannot tell where there is no such list."""
    files = tuple(_files(case))
    kept = tuple(file for file in files if file.id and not file.outside and not _is_link(case, file.found))
    assets = part(case.task, "assets")
    if assets is not None and isinstance(assets.value, (list, dict)):
        yield from _lost(kept, {_id(case, each) for each in items(assets)})
        yield from _loose(case, items(assets), {file.id for file in files})
    elif kept:
        yield _unknown(case, kept)
    yield from _elsewhere(tuple(file for file in files if file.outside))


def _files(case: Case) -> Iterator[_File]:
    for row in case.rows:
        if row.type != "file" or row.blank or row.value_path is None:
            continue
        value = case.node(row.value_path)
        for each in items(value) or (value,):
            if not is_blank(each.value):
                yield _File(row, each, _id(case, each), _outside(case, each))


def _id(case: Case, found: Found) -> str:
    """The ID of a file, bare or in an object; "" for a link and for what has none."""
    if isinstance(found.value, str):
        return "" if "/" in found.value else found.value.strip()
    identity = case.value("id", found)
    return "" if identity is None or isinstance(identity, (bool, dict, list)) else to_text(identity).strip()


def _outside(case: Case, found: Found) -> Confidence | None:
    """How sure it is that Tallyfy holds only a link to the file; None where nothing says so."""
    if isinstance(found.value, str):
        return "likely" if _is_foreign(found.value) else None
    if _is_link(case, found):
        address = case.text("url", found)
        return "certain" if _is_foreign(address) else None if address else "likely"
    system = case.text("system", found).lower()
    return "likely" if system and not any(word in system for word in _HERE) else None


def _is_link(case: Case, found: Found) -> bool:
    return case.text("source", found) == "url"


def _is_foreign(text: str) -> bool:
    """Whether it is the address of a page that is none of Tallyfy's."""
    try:
        parts = urlsplit(text.strip())
        host = (parts.hostname or "").lower() if parts.scheme in ("http", "https") else ""
    except ValueError:
        return False
    return host != "" and host != _OWN_HOST and not host.endswith(f".{_OWN_HOST}")


def _rows(files: Sequence[_File]) -> list[FieldRow]:
    """The fields that hold the files, each once."""
    return list({file.row.path: file.row for file in files}.values())


def _lost(kept: tuple[_File, ...], known: set[str]) -> Iterator[Finding]:
    lost = [file for file in kept if file.id not in known]
    if lost:
        count = len(lost)
        yield Finding(
            CODE,
            "warning",
            "likely",
            ngettext(
                "{count} file of a form field is not among the task's files",
                "{count} files of form fields are not among the task's files",
                count,
            ).format(count=count),
            _(
                "In {labels}. The field still names it, but the list of files does not: "
                "most likely it was deleted. Ask for it to be uploaded again, at most 100 MB each."
            ).format(labels=labels(_rows(lost))),
            tuple(file.found.path for file in lost),
            DOC,
            _(
                "A file that belongs to this task most likely was deleted. "
                "Please upload it again; a file may have up to 100 MB."
            ),
        )


def _loose(case: Case, assets: tuple[Found, ...], named: set[str]) -> Iterator[Finding]:
    if not case.holds_list("form_fields"):
        return  # then no field is known to name it
    loose = [each for each in assets if (known := _id(case, each)) and known not in named]
    loose = [each for each in loose if case.text("uploaded_from", each) != "ko_field"]
    if loose:
        count = len(loose)
        yield Finding(
            CODE,
            "info",
            "likely",
            ngettext(
                "{count} file is in no form field",
                "{count} files are in no form field",
                count,
            ).format(count=count),
            _(
                "Such a file belongs to the task, but no form field names it. Most likely it was attached "
                "to a comment or a description, or was taken out of its field again."
            ),
            tuple(each.path for each in loose),
            DOC,
        )


def _elsewhere(outside: tuple[_File, ...]) -> Iterator[Finding]:
    if outside:
        count, sure = len(outside), all(file.outside == "certain" for file in outside)
        yield Finding(
            CODE,
            "info",
            "certain" if sure else "likely",
            ngettext(
                "{count} file is stored outside Tallyfy",
                "{count} files are stored outside Tallyfy",
                count,
            ).format(count=count),
            _(
                "In {labels}. Tallyfy holds only a link. "
                "Whether it opens depends on the other place, and on who may see it there."
            ).format(labels=labels(_rows(outside))),
            tuple(file.found.path for file in outside),
            DOC,
            _elsewhere_reply(sure),
        )


def _elsewhere_reply(sure: bool) -> str:
    if sure:
        return _(
            "A file of this task is stored outside Tallyfy, which holds only a link to it. "
            "Please check whether the file still exists there and who may open it."
        )
    return _(
        "A file of this task most likely is stored outside Tallyfy, which holds only a link to it then. "
        "Please check whether the file still exists there and who may open it."
    )


def _unknown(case: Case, kept: tuple[_File, ...]) -> Finding:
    return Finding(
        CODE,
        "warning",
        "cannot_tell",
        _("Are the files of the form fields still there?"),
        _("This answer does not list the task's files."),
        tuple(file.found.path for file in kept),
        DOC,
        needs=case.missing("assets"),
    )
