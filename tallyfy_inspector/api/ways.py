"""How a request gets to its server: through which proxy, and with whom its certificate is checked. And why
it did not get there, when the transport's own error says too little.

What the person set comes from a callable (`Network`), since a proxy's password waits in the keyring. One more
thing to find out after a failure: a step in `why_not`, with a kind of its own in `api.no_answer`. Knows no
httpx; opens nothing before something has failed.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from tallyfy_inspector.api import failures, system_proxy, tls_probe
from tallyfy_inspector.api.exchange import TransportError
from tallyfy_inspector.api.hosts import host_named
from tallyfy_inspector.api.proxies import ProxySetting, UnusableProxyError, asks_system, is_systems, proxy_for
from tallyfy_inspector.api.proxy_answer import ProxyAnswer
from tallyfy_inspector.api.trust import NO_MORE, Authorities, CaFile
from tallyfy_inspector.texts import N_, _

# Not through a proxy, and it failed before anything was answered.
_UNREACHED = ("dns", "refused", "connect_timeout", "network")
_SCRIPT = N_(
    "This computer finds its proxy by a script (PAC), which this program cannot run, and “{host}” was not "
    "reached without one. Ask IT which proxy the script leads to, and set that one under “Network…”."
)
_WINDOWS_SIGN_IN = N_(
    "The proxy asks for a sign-in (NTLM or Kerberos) that this program cannot do. Ask IT for a proxy that "
    "takes a user name and password (Basic) or none, and set that one under “Network…”."
)


@dataclass(frozen=True, slots=True)
class Network:
    """What the person set: a proxy in place of the system's, and a file of more authorities ("": none)."""

    proxy: ProxySetting | None = None
    ca_file: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to a server. `proxy` is its address, perhaps with a password, None for the straight way."""

    proxy: str | None = field(default=None, repr=False)
    authorities: Authorities = NO_MORE


STRAIGHT = Way()


async def nothing_set() -> Network:
    """The Network of somebody who set nothing."""
    return Network()


class Ways:
    """Finds the way to each address. `network` is asked at every request; `read_certificate` takes a
    certificate apart, and without one no certificate is fetched either."""

    def __init__(
        self,
        network: Callable[[], Awaitable[Network]] = nothing_set,
        read_certificate: tls_probe.ReadCertificate | None = None,
    ) -> None:
        self._network = network
        self._read_certificate = read_certificate
        self._ca_file = CaFile()

    async def way_to(self, url: str) -> Way:
        """The way to `url`. Raises TransportError ("proxy_kind", "ca_file") for settings that cannot be used,
        and passes on what the network's callable raises."""
        if not url.startswith("https:"):  # this computer alone: no proxy, no certificate
            return STRAIGHT
        network = await self._network()
        try:
            asked = asks_system(url, network.proxy)
            proxy = proxy_for(url, network.proxy, await system_proxy.now() if asked else system_proxy.NOTHING)
            return Way(proxy, self._ca_file.authorities(network.ca_file))
        except UnusableProxyError as error:
            raise TransportError("proxy_kind", host_named(url), str(error)) from None
        except ValueError as error:
            raise TransportError("ca_file", host_named(url), str(error)) from None

    async def why_not(self, error: BaseException, url: str, way: Way, heard: ProxyAnswer) -> TransportError:
        """The TransportError for `error`, which the transport raised for `url` on `way`."""
        kind = failures.kind(error, through_proxy=way.proxy is not None)
        if kind == "proxy":
            return _of_proxy(url, heard)
        if kind.startswith("tls_"):
            issuer = await self._issuer(url, way)
            return TransportError(kind, host_named(url), failures.detail(error), issuer)
        if kind in _UNREACHED and way.proxy is None and url.startswith("https:") and await _has_script(url):
            return TransportError("proxy_kind", host_named(url), _(_SCRIPT).format(host=host_named(url)))
        return TransportError(kind, host_named(url), failures.detail(error))

    async def _issuer(self, url: str, way: Way) -> str:
        """Who issued the certificate that was served, "" where that cannot be told."""
        if self._read_certificate is None:
            return ""
        served = await tls_probe.served_certificate(url, way.proxy)
        certificate = None if served is None else self._read_certificate(served)
        return "" if certificate is None else certificate.issuer


def _of_proxy(url: str, heard: ProxyAnswer) -> TransportError:
    if heard.asks_for_more:
        return TransportError("proxy_kind", host_named(url), _(_WINDOWS_SIGN_IN))
    if heard.asks_for_password:
        return TransportError("proxy_auth", host_named(url))
    if heard.status is None:
        return TransportError("proxy", host_named(url))
    return TransportError(
        "proxy", host_named(url), _("The proxy answered {status}.").format(status=heard.status)
    )


async def _has_script(url: str) -> bool:
    return is_systems(url) and (await system_proxy.now()).script
