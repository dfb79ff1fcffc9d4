"""The sentences of the network dialog: what is in use now. Pure functions; none is handed a password.

Another thing that can be set: one more sentence in `in_use`.
"""

from __future__ import annotations

from pathlib import PurePath

from tallyfy_inspector.api import proxies, trust
from tallyfy_inspector.api.routes import is_loopback
from tallyfy_inspector.api.system_proxy import NOTHING, SystemProxy
from tallyfy_inspector.ports_help import NetworkChoice
from tallyfy_inspector.texts import _, ngettext


def in_use(choice: NetworkChoice, url: str, system: SystemProxy = NOTHING) -> str:
    """By which proxy `url` is reached, and by whom its certificate is checked; `system`: what this computer's
    own settings say."""
    return " ".join((proxy_in_use(choice, url, system), authorities_in_use(choice)))


def proxy_in_use(choice: NetworkChoice, url: str, system: SystemProxy = NOTHING) -> str:
    """By which proxy `url` is reached."""
    if is_loopback(url):
        return _("In use now: no proxy, since the server is on this computer.")
    if choice.proxy:
        return _("In use now: the proxy {proxy}, set here.").format(proxy=proxies.host_and_port(choice.proxy))
    return proxies.system_words(url, system)


def authorities_in_use(choice: NetworkChoice) -> str:
    """By whom a certificate is checked."""
    if not choice.ca_file:
        return _("Certificates are checked with this computer's authorities.")
    try:
        count = trust.check_ca_file(choice.ca_file).count
    except ValueError as error:
        return str(error)
    told = ngettext(
        "Certificates are checked with this computer's authorities and {count} from {file}.",
        "Certificates are checked with this computer's authorities and {count} from {file}.",
        count,
    )
    return told.format(count=count, file=PurePath(choice.ca_file).name)


def saved(choice: NetworkChoice) -> str:
    """That it was kept, and from when it holds."""
    if choice == NetworkChoice():
        return _("Saved: this computer's own settings are used from the next fetch on.")
    return _("Saved. It is used from the next fetch on.")
