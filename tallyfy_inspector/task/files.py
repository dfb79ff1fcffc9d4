"""File fields: "signed-quote-7741.pdf, site-photo.png", from the answer alone.

A file is `{"id", "filename", "version", "url", "full_url", "source", …}`; one that is only a link elsewhere
has `source: "url"` and no ID, and is told by its host, since the rest of such a link may open it. Nothing
is ever downloaded. Shape: "Update task" in Tallyfy's API documentation.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from tallyfy_inspector.document.shown import visible
from tallyfy_inspector.task.readable import NOTHING, Readable, is_blank, raw, shown
from tallyfy_inspector.task.reading import Found, items, member
from tallyfy_inspector.texts import _


def files(_field: Found, value: Found) -> Readable:
    """The names of the files, with the version above 1 and the host of an external link."""
    entries = [entry for entry in items(value) or (value,) if not is_blank(entry.value)]
    return Readable(", ".join(_file(entry) for entry in entries)) if entries else NOTHING


def _file(entry: Found) -> str:
    if not isinstance(entry.value, dict):
        return _bare(entry)
    name = _of(entry, "filename") or _of(entry, "name")
    host = _external_host(entry)
    if not name:
        return _nameless(entry, host)
    remarks = [remark for remark in (_version(entry), _link(host)) if remark]
    if not remarks:
        return name
    return _("{file} ({remarks})").format(file=name, remarks=", ".join(remarks))


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
    return "" if version in {"", "0", "1"} else _("version {number}").format(number=version)


def _of(entry: Found, key: str) -> str:
    found = member(entry, key)
    return "" if found is None else shown(found)


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
