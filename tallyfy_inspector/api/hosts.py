"""Which hosts are one and the same Tallyfy, so that a link is only read for the service one is signed in to.

The web application and the API have hosts of their own: a customer's link names the first, requests go to the
second. To add a pair: one row in `_SERVICES`, the web application's host first. Standard library only; knows
no request.
"""

from __future__ import annotations

from urllib.parse import urlsplit

# https://tallyfy.com/products/pro/integrations/open-api/ names both; staging has the same two halves.
_SERVICES = (
    ("go.tallyfy.com", "api.tallyfy.com", "account.tallyfy.com", "tallyfy.com", "www.tallyfy.com"),
    ("staging.go.tallyfy.com", "staging-api.tallyfy.com"),
)
_MOST_SHOWN = 100


def host_of(base_url: str) -> str:
    """The lower-case host of an address, with its port when it names one; an IPv6 address in brackets."""
    parts = urlsplit(base_url)
    host = (parts.hostname or "").lower()
    if ":" in host:
        host = f"[{host}]"
    return f"{host}:{parts.port}" if parts.port else host


def host_named(url: str) -> str:
    """The host of an address without its port, to name it in a sentence; "" where there is none, also in what
    is no address."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def spelled_out(host: str) -> str:
    """A host as a sentence may name it: a look-alike letter does not pass for one of Tallyfy's name."""
    try:
        return host.encode("idna").decode("ascii")[:_MOST_SHOWN]
    except UnicodeError:
        return host.encode("ascii", "backslashreplace").decode("ascii")[:_MOST_SHOWN]


def same_service(host: str, base_url: str) -> bool:
    """Whether a link to `host` speaks of the Tallyfy behind `base_url`."""
    own, other = host_of(base_url), host.lower()
    return own == other or any(own in service and other in service for service in _SERVICES)


def is_official(base_url: str) -> bool:
    """Whether `base_url` leads to Tallyfy itself: one of its own hosts, over https on the usual port."""
    own = host_of(base_url)
    return urlsplit(base_url).scheme == "https" and any(own in service for service in _SERVICES)


def web_host(host: str) -> str | None:
    """The web application's host of the Tallyfy that has `host`; None where that is no known one."""
    return next((service[0] for service in _SERVICES if host.lower() in service), None)
