"""Which proxy stands between this computer and an address: the one that was set, else the system's.

This computer itself is never reached through a proxy, whatever is set: a demo's or a test's token would
leave it. Opens nothing; asked anew at each request, since a VPN changes the answer while the program runs
(GNOME's settings alone are asked once); what takes a process to find out is handed in (`asks_system`). Of
the kinds of proxy only plain ones are used; each other kind has its sentence in `_KINDS` (what it is told
by) or in `api.no_answer` (what shows only when it is asked). The user name and password stand in nothing that
is shown: `host_and_port` is the one form for people.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from urllib.parse import SplitResult, quote, urlsplit

from tallyfy_inspector.api import system_proxy
from tallyfy_inspector.api.routes import is_loopback
from tallyfy_inspector.api.system_proxy import SystemProxy
from tallyfy_inspector.texts import N_, _

_SCRIPT = N_(
    "The proxy's address leads to a script (PAC), which this program cannot run. Ask IT which proxy the "
    "script leads to, and set that one under “Network…”."
)
_SOCKS = N_(
    "The proxy is of the kind SOCKS, which this program cannot use. Ask IT for an HTTP proxy, and set it "
    "under “Network…”."
)
_OTHER = N_("The proxy set up on this computer is of a kind this program cannot use.")
_KINDS = {"socks": _SOCKS, "socks4": _SOCKS, "socks4a": _SOCKS, "socks5": _SOCKS, "socks5h": _SOCKS}
_DEFAULT_PORTS = {"http": 80, "https": 443}


class UnusableProxyError(ValueError):
    """A proxy is set that this program cannot use; `str(error)` is a sentence without any part of it that
    may be secret."""


@dataclass(frozen=True, slots=True)
class ProxySetting:
    """A proxy that the person set: `address` as `check_address` gives it, and who signs in there."""

    address: str
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)


def check_address(text: str) -> str:
    """`http://host:port` of a proxy as typed, where `http://` may be left out.

    Raises UnusableProxyError with a sentence: for other kinds of proxies, one that holds a user name, a path,
    or no host.
    """
    text = text.strip()
    if any(character.isspace() or not character.isprintable() for character in text) or "\\" in text:
        raise UnusableProxyError(_("The proxy's address must not hold blanks or backslashes."))
    parts = _usable(text)
    if parts.username is not None or parts.password is not None:
        raise UnusableProxyError(_("Leave user name and password out of the address: they have fields."))
    if parts.path not in ("", "/") or parts.query or parts.fragment:
        raise UnusableProxyError(_("The proxy's address is a host and a port, with nothing behind them."))
    return f"{parts.scheme}://{_host_and_port(parts)}"


def is_systems(url: str, setting: ProxySetting | None = None) -> bool:
    """Whether the way to `url` is left to this computer's settings: it leads elsewhere, and no proxy is set
    here or in the environment."""
    return not is_loopback(url) and setting is None and not _named_by_environment()


def asks_system(url: str, setting: ProxySetting | None = None) -> bool:
    """Whether `proxy_for` is to be handed what `system_proxy.now` finds, which may take a process."""
    if not is_systems(url, setting):
        return False
    import urllib.request

    # On macOS it knows nothing more of a way than which names a proxy is not for.
    return sys.platform != "darwin" or bool(urllib.request.getproxies())


def proxy_for(
    url: str, setting: ProxySetting | None = None, system: SystemProxy = system_proxy.NOTHING
) -> str | None:
    """The address of the proxy for `url`, with its scheme, or None for the straight way: `setting` when there
    is one, else the environment's, else the system's, where `system` holds what urllib does not know of it.
    It may hold a password: it is for the connection alone.

    Raises UnusableProxyError with a sentence for a proxy that is set and cannot be used.
    """
    if is_loopback(url):
        return None
    if setting is not None:
        return _with_user(check_address(setting.address), setting)
    proxy = _of_system(url, system)
    if proxy is not None:
        _usable(proxy)
    return proxy


def host_and_port(proxy: str) -> str:
    """A proxy for people: `proxy.example:3128`, whatever else its address holds."""
    try:
        return _host_and_port(_usable(proxy))
    except UnusableProxyError:
        return _("an unknown proxy")


def proxy_words(proxy: str) -> str:
    """What the status line says of a request that went through `proxy`, an address or host and port."""
    return _("through proxy {proxy}").format(proxy=host_and_port(proxy))


def system_words(url: str, system: SystemProxy = system_proxy.NOTHING) -> str:
    """What this computer's own settings say for `url`, for the dialog; never raises."""
    try:
        proxy = proxy_for(url, None, system)
    except UnusableProxyError as error:
        return str(error)
    except ValueError:
        proxy = None
    if proxy is None and system.script:
        return _("The settings of this computer name a script (PAC) for its proxy, which cannot be run here.")
    if proxy is None:
        return _("The settings of this computer name no proxy.")
    return _("The settings of this computer name the proxy {proxy}.").format(proxy=host_and_port(proxy))


def _of_system(url: str, system: SystemProxy) -> str | None:
    import urllib.request  # loads a good part of the standard library: not at start

    parts = urlsplit(url)
    proxies = urllib.request.getproxies()
    proxy = proxies.get(parts.scheme) or proxies.get("all") or _socks_of_system(proxies)
    if not _named_by_environment():
        proxy = proxy or system.proxy(parts.scheme)
        if system_proxy.exempts(system, (parts.hostname or "").lower()):
            return None
    if not proxy or _is_exempt(parts, proxies.get("no", "")):
        return None
    return proxy if "://" in proxy else f"http://{proxy}"


def _socks_of_system(proxies: dict[str, str]) -> str | None:
    """A SOCKS proxy that is the only one set; its scheme is not always named so."""
    proxy = proxies.get("socks")
    return None if not proxy else f"socks://{proxy.rpartition('://')[2]}"


def _is_exempt(parts: SplitResult, no_proxy: str) -> bool:
    """Whether `no_proxy` (host names, also as endings, separated by commas; `*` for all) names the host."""
    host, netloc = (parts.hostname or "").lower(), parts.netloc.lower()
    names = (name.strip().lower().removeprefix("*.").lstrip(".") for name in no_proxy.split(","))
    return any(name in ("*", host, netloc) or (name and host.endswith(f".{name}")) for name in names if name)


def _named_by_environment() -> bool:
    """Whether it names a proxy for anything; exceptions alone are none."""
    import urllib.request

    return any(scheme != "no" for scheme in urllib.request.getproxies_environment())


def _with_user(address: str, setting: ProxySetting) -> str:
    if not setting.user:
        return address
    scheme, _mark, rest = address.partition("://")
    return f"{scheme}://{quote(setting.user, safe='')}:{quote(setting.password, safe='')}@{rest}"


def _usable(proxy: str) -> SplitResult:
    """`proxy` in parts, once it is known to be of a kind that can be used."""
    text = proxy if "://" in proxy else f"http://{proxy}"
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise UnusableProxyError(_("The proxy's address cannot be read.")) from None
    if parts.scheme.startswith("pac+") or parts.path.lower().endswith((".pac", "/wpad.dat")):
        raise UnusableProxyError(_(_SCRIPT))
    if parts.scheme not in _DEFAULT_PORTS:
        raise UnusableProxyError(_(_KINDS.get(parts.scheme, _OTHER)))
    if not parts.hostname or port == 0:
        raise UnusableProxyError(_("The proxy's address cannot be read."))
    return parts


def _host_and_port(parts: SplitResult) -> str:
    host = parts.hostname or ""
    host = f"[{host}]" if ":" in host else host
    return f"{host}:{parts.port or _DEFAULT_PORTS.get(parts.scheme, 80)}"
