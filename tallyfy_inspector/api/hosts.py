"""Which hosts are one and the same Tallyfy, so that a link is only read for the service one is signed in to.

The web application and the API have hosts of their own: a customer's link names the first, requests go to the
second. To add a pair: one row in `_SERVICES`, the web application's host first. Knows no request.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from tallyfy_inspector.document.shown import visible

_MOST_SHOWN = 100

# https://tallyfy.com/products/pro/integrations/open-api/ names both; staging has the same two halves.
_SERVICES = (
    ("go.tallyfy.com", "api.tallyfy.com", "account.tallyfy.com", "tallyfy.com", "www.tallyfy.com"),
    ("staging.go.tallyfy.com", "staging-api.tallyfy.com"),
)


def host_of(base_url: str) -> str:
    """The lower-case host of an address, with its port when that is not its scheme's own; an IPv6 address in
    brackets."""
    parts = urlsplit(base_url)
    host = (parts.hostname or "").lower()
    if ":" in host:
        host = f"[{host}]"
    own = {"https": 443, "http": 80}.get(parts.scheme)
    return f"{host}:{parts.port}" if parts.port and parts.port != own else host


def host_named(url: str) -> str:
    """The host of an address without its port, to name it in a sentence; "" where there is none, also in what
    is no address."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def same_service(host: str, base_url: str) -> bool:
    """Whether a link to `host` speaks of the Tallyfy behind `base_url`."""
    own, other = host_of(base_url), host.lower()
    return own == other or any(own in service and other in service for service in _SERVICES)


def spelled_out(host: str) -> str:
    """`host`, which may come from anywhere, for a sentence: no letter that looks like another may pass for a
    trusted name, so all but plain ASCII is spelled out (\\u043e). At most 100 characters."""
    return visible(host).encode("ascii", "backslashreplace").decode("ascii")[:_MOST_SHOWN]


def is_official(base_url: str) -> bool:
    """Whether `base_url` leads to Tallyfy itself: one of its own hosts, over https on the usual port."""
    own = host_of(base_url)
    return urlsplit(base_url).scheme == "https" and any(own in service for service in _SERVICES)


def web_host(host: str) -> str | None:
    """The web application's host of the Tallyfy that has `host`; None where that is no known one."""
    return next((service[0] for service in _SERVICES if host.lower() in service), None)
