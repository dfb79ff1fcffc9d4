"""File fields, a line a file: "signed-quote-7741.pdf (version 2, source local, ID aa5f…)".

A file is `{"id", "filename", "version", "url", "full_url", "source", "system", …}`; one that is only a link
elsewhere has `source: "url"` and no ID, and is told by its host, since the rest of such a link may open it.
Nothing is ever downloaded, and no address is shown as one.
Shape: "Update task" in Tallyfy's API documentation.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from tallyfy_inspector.document.shown import visible
from tallyfy_inspector.task.readable import NOTHING, Readable, is_blank, raw, shown
from tallyfy_inspector.task.reading import Found, items, member, members
from tallyfy_inspector.texts import _

_MOST = 500


def files(_field: Found, value: Found) -> Readable:
    """A line a file with all there is to tell of it; in short the names, versions above 1 and hosts."""
    entries = [entry for entry in items(value) or (value,) if not _says_nothing(entry)]
    if not entries:
        return NOTHING
    lines = [_file(entry, _in_full(entry)) for entry in entries[:_MOST]]
    left = len(entries) - _MOST
    if left > 0:
        lines.append(_("… and {count} more files").format(count=left))
    short = ", ".join(_file(entry, _in_short(entry)) for entry in entries[:_MOST])
    return Readable("\n".join(lines), line=short)


def _says_nothing(entry: Found) -> bool:
    """Whether all that stands in the entry is blank, as in `{"id": null, "filename": ""}`."""
    if not isinstance(entry.value, dict):
        return is_blank(entry.value)
    return all(is_blank(found.value) for _key, found in members(entry))


def _file(entry: Found, remarks: list[str]) -> str:
    if not isinstance(entry.value, dict):
        return _bare(entry)
    name = _of(entry, "filename") or _of(entry, "name")
    if not name:
        return _nameless(entry, _external_host(entry))
    if not remarks:
        return name
    return _("{file} ({remarks})").format(file=name, remarks=", ".join(remarks))


def _in_short(entry: Found) -> list[str]:
    version = "" if _of(entry, "version") in {"0", "1"} else _version(entry)
    return [remark for remark in (version, _link(_external_host(entry))) if remark]


def _in_full(entry: Found) -> list[str]:
    """Version, where it is from, and the ID."""
    host = _external_host(entry)
    source, system, identity = (_of(entry, key) for key in ("source", "system", "id"))
    told = (
        _version(entry),
        _link(host) if host else source and _("source {name}").format(name=source),
        system and _("system {name}").format(name=system),
        identity and _("ID {id}").format(id=identity),
    )
    return [remark for remark in told if remark]


def _bare(entry: Found) -> str:
    host = _host(entry)
    return _link(host) if host else shown(entry)


def _nameless(entry: Found, host: str) -> str:
    if host:
        return _link(host)
    identity = _of(entry, "id")
    return _("file {id} (its name was not sent)").format(id=identity) if identity else raw(entry)


def _link(host: str) -> str:
    return _("link to {host}").format(host=host) if host else ""


def _version(entry: Found) -> str:
    version = _of(entry, "version")
    return "" if not version else _("version {number}").format(number=version)


def _of(entry: Found, key: str) -> str:
    found = member(entry, key)
    return "" if found is None else " ".join(shown(found).split("\n"))


def _external_host(entry: Found) -> str:
    if _of(entry, "source") != "url" and _of(entry, "id"):
        return ""
    links = (member(entry, key) for key in ("url", "full_url"))
    return next((host for link in links if link is not None and (host := _host(link))), "")


def _host(link: Found) -> str:
    """The host that a web link names, or ""."""
    if not isinstance(link.value, str):
        return ""
    try:
        parts = urlsplit(link.value.strip())
        return visible(parts.hostname or "") if parts.scheme in {"http", "https"} else ""
    except ValueError:
        return ""
