"""THE table of what may be asked of Tallyfy: templates with named, checked segments, and nothing else.

To ask for something new, write one row into `ROUTES` (a GET that changes nothing and starts no download),
and a name for people into `_SEGMENT_NAMES` when it has a new segment.

Also decides where anything may be sent at all: which base addresses are allowed, and what counts as one
origin. Knows no token and opens no connection.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urlsplit

from tallyfy_inspector.texts import N_, _

PER_PAGE = 100
"""Entries of a list to ask for at once; Tallyfy's command line says that the server gives no more."""

_SEGMENT = re.compile(r"[A-Za-z0-9_-]{1,255}")
_INCLUDE = re.compile(r"[A-Za-z0-9._-]+")
_HOST = re.compile(r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*")
_PATH = re.compile(r"(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_DEFAULT_PORTS = {"https": 443, "http": 80}


@dataclass(frozen=True, slots=True)
class Route:
    """One thing to ask: `template` follows the Tallyfy address; `includes` says whether it takes `with=`,
    `pages` whether it is a list that is read page by page."""

    name: str
    template: str
    includes: bool = False
    pages: bool = False

    @property
    def segments(self) -> tuple[str, ...]:
        """The names of the segments to fill in."""
        return tuple(_PLACEHOLDER.findall(self.template))


ROUTES: tuple[Route, ...] = (
    Route("task", "organizations/{organization}/tasks/{task}", includes=True),
    Route("run_task", "organizations/{organization}/runs/{run}/tasks/{task}", includes=True),
    Route("me", "me"),
    Route("me_organizations", "me/organizations", pages=True),
    Route("users_list", "organizations/{organization}/users-list", pages=True),
    Route("groups", "organizations/{organization}/groups", pages=True),
    Route("run", "organizations/{organization}/runs/{run}"),
    Route("run_tasks", "organizations/{organization}/runs/{run}/tasks", pages=True),
)

_SEGMENT_NAMES = {
    "organization": N_("organization ID"),
    "task": N_("task ID"),
    "run": N_("process ID (API: run)"),
}


def url(
    base_url: str,
    route_name: str,
    segments: Mapping[str, str],
    with_: Sequence[str] = (),
    page: int | None = None,
) -> str:
    """The address to ask: base address, its own path, the route, `with=` when there are includes, and which
    page of a list, from 1.

    Raises ValueError with a sentence: for a base address that is not allowed, a route that is not in the
    table, a segment that is left out, unknown or not an ID, an include with other characters, or a page of
    what is no list.
    """
    route = _route(route_name)
    if set(segments) != set(route.segments):
        raise ValueError(_("The request “{route}” needs other parts.").format(route=route.name))
    checked = {name: check_segment(name, value) for name, value in segments.items()}
    path = _PLACEHOLDER.sub(lambda found: checked[found.group(1)], route.template)
    query = _query(route, with_) if page is None else _page(route, page)
    return f"{check_base_url(base_url)}/{path}{query}"


def check_segment(name: str, value: str) -> str:
    """`value` when it may stand as the segment `name` of a path; ValueError with a sentence otherwise."""
    people = _(_SEGMENT_NAMES.get(name, name))
    if not value:
        raise ValueError(_("The {name} is empty.").format(name=people))
    if not _SEGMENT.fullmatch(value):
        raise ValueError(
            _("The {name} may hold only letters, digits, “-” and “_”, at most 255 of them.").format(
                name=people
            )
        )
    return value


def is_id(text: str) -> bool:
    """Whether `text` may stand as an ID in a path."""
    return _SEGMENT.fullmatch(text) is not None


def check_base_url(text: str) -> str:
    """The Tallyfy address in its one spelling: scheme and host in small letters, no default port, no slash at
    its end; `https://` is put before an address without a scheme.

    Raises ValueError with a sentence unless it is https (http for this computer only) without user name,
    query and fragment.
    """
    parts = _split(_with_scheme(text.strip()))
    if parts.username is not None or parts.password is not None:
        raise ValueError(_("The Tallyfy address must not hold a user name or password."))
    if parts.query or parts.fragment or text.strip().endswith(("?", "#")):
        raise ValueError(_("The Tallyfy address must end before any “?” or “#”."))
    if parts.scheme != "https" and not _is_loopback(parts.hostname or ""):
        raise ValueError(
            _("The Tallyfy address must start with https://, so that nobody can read the token.")
        )
    path = parts.path.rstrip("/")
    if not _PATH.fullmatch(path):
        raise ValueError(_("The path of the Tallyfy address may hold only plain names between slashes."))
    return _origin(parts) + path


def origin(url: str) -> str:
    """What a token is bound to: `scheme://host` in small letters, with `:port` unless it is the scheme's own.

    Raises ValueError with a sentence when `url` is no http or https address.
    """
    return _origin(_split(url))


def is_loopback(url: str) -> bool:
    """Whether `url` names this computer itself: `localhost`, 127.0.0.0/8 or ::1, in their usual spelling."""
    return _is_loopback(_split(url).hostname or "")


def _route(name: str) -> Route:
    for route in ROUTES:
        if route.name == name:
            return route
    raise ValueError(_("The request “{route}” is not one this program makes.").format(route=name))


def _query(route: Route, with_: Sequence[str]) -> str:
    if not with_:
        return ""
    if not route.includes:
        raise ValueError(_("The request “{route}” takes no includes.").format(route=route.name))
    if not all(_INCLUDE.fullmatch(key) for key in with_):
        raise ValueError(_("An include's name may hold only letters, digits, “.”, “_” and “-”."))
    return "?with=" + quote(",".join(with_), safe=",")


def _page(route: Route, page: int) -> str:
    if not route.pages or type(page) is not int or page < 1:
        raise ValueError(_("The request “{route}” has no such page.").format(route=route.name))
    return f"?page={page}&per_page={PER_PAGE}"


def _with_scheme(text: str) -> str:
    return text if "://" in text else f"https://{text}"


def _split(text: str) -> SplitResult:
    """`text` in parts, once its scheme, host and port are known to be sound."""
    # urlsplit drops line breaks and tabs without a word; so they are refused before.
    if any(character.isspace() or not character.isprintable() for character in text) or "\\" in text:
        raise ValueError(_("An address must not hold blanks, line breaks or backslashes."))
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise ValueError(_("The host or port of this address cannot be read.")) from None
    if parts.scheme not in _DEFAULT_PORTS:
        raise ValueError(_("An address must start with https://."))
    if not _is_host(parts) or port == 0:
        raise ValueError(_("The host or port of this address cannot be read."))
    return parts


def _is_host(parts: SplitResult) -> bool:
    host = parts.hostname or ""
    if "[" in parts.netloc:
        return _ip(host) is not None and "%" not in host
    return len(host) <= 253 and _HOST.fullmatch(host) is not None


def _ip(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _is_loopback(host: str) -> bool:
    address = _ip(host)
    return host == "localhost" if address is None else address.is_loopback


def _origin(parts: SplitResult) -> str:
    address = _ip(parts.hostname or "")
    host = f"[{address.compressed}]" if isinstance(address, ipaddress.IPv6Address) else parts.hostname
    port = "" if parts.port in (None, _DEFAULT_PORTS[parts.scheme]) else f":{parts.port}"
    return f"{parts.scheme}://{host}{port}"
