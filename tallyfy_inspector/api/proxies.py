"""Which proxy stands between this computer and an address, by environment or system, with one exception.

This computer itself is never reached through a proxy, whatever is set: a demo's or a test's token would leave
it. Opens nothing; asked anew at each request, since a VPN changes the answer while the program runs.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from tallyfy_inspector.api.routes import is_loopback


def proxy_for(url: str) -> str | None:
    """The address of the proxy for `url`, with its scheme, or None for the straight way. It may hold a
    password: it is for the connection alone."""
    if is_loopback(url):
        return None
    import urllib.request  # loads a good part of the standard library: not at start

    parts = urlsplit(url)
    proxies = urllib.request.getproxies()
    proxy = proxies.get(parts.scheme) or proxies.get("all")
    if not proxy or _is_exempt(parts.netloc, proxies.get("no", "")):
        return None
    return proxy if "://" in proxy else f"http://{proxy}"


def _is_exempt(netloc: str, no_proxy: str) -> bool:
    """Whether `no_proxy` (host names, also as endings, separated by commas; `*` for all) names `netloc`."""
    host = netloc.partition(":")[0]
    names = (name.strip().lower().removeprefix("*.").lstrip(".") for name in no_proxy.split(","))
    return any(name in ("*", host, netloc) or (name and host.endswith(f".{name}")) for name in names)
