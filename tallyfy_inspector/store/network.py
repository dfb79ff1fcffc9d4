"""What the person set of the network: a proxy and a CA file in the settings, its password in the vault.

    "network.proxy": "http://proxy.example:3128", "network.proxy_user": "…", "network.ca_file": "…"

The password is bound to the proxy's address, as a token to its server: after an edit of the settings file it
goes nowhere else. Whether a proxy or a file can be used is for `api.proxies` and `api.trust`. Knows no window
and opens no connection.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote, unquote

from tallyfy_inspector.api.proxies import ProxySetting, check_address
from tallyfy_inspector.api.trust import check_ca_file
from tallyfy_inspector.api.ways import Network
from tallyfy_inspector.ports import SettingsStore, Vault
from tallyfy_inspector.ports_help import NetworkChoice
from tallyfy_inspector.texts import _

PROXY_VAULT = "proxy"
"""The part of the keyring's service that names the proxy's password: `Tallyfy Inspector/proxy`."""

_LONGEST = 2_000


class NetworkSettings:
    """Meets `ports_help.NetworkBook`; `read` is what `api.ways` asks at every request. `vault` is the proxy
    password's own; `remember` is told each password so that no log ever holds it."""

    def __init__(self, settings: SettingsStore, vault: Vault, remember: Callable[[str], None]) -> None:
        self._settings = settings
        self._vault = vault
        self._remember = remember

    def chosen(self) -> NetworkChoice:
        """What is set; "" where nothing is."""
        return NetworkChoice(*(self._settings.get(f"network.{name}", "") for name in _NAMES))

    async def read(self) -> Network:
        """What is set, with the proxy's password. Raises VaultError when that cannot be read."""
        choice = self.chosen()
        if not choice.proxy:
            return Network(None, choice.ca_file)
        password = await self._password(choice.proxy) if choice.user else ""
        return Network(ProxySetting(choice.proxy, choice.user, password or ""), choice.ca_file)

    async def password_kept(self) -> bool:
        """Whether there is a password for the proxy that is set. Raises VaultError."""
        choice = self.chosen()
        return bool(choice.proxy and choice.user) and await self._password(choice.proxy) is not None

    async def choose(self, choice: NetworkChoice, password: str | None) -> NetworkChoice:
        """Check `choice` and keep it; `password` None leaves the one in place. Answers it as it is kept.

        Raises ValueError with a sentence, and then nothing is changed. Raises VaultError when all is kept but
        what was to happen to the password.
        """
        choice = _checked(choice)
        if password is None and choice.user and await self._is_of_another(choice.proxy):
            raise ValueError(_("The password in place belongs to another proxy. Type it again."))
        had_user = bool(self.chosen().user)
        for name, value in zip(_NAMES, (choice.proxy, choice.user, choice.ca_file), strict=True):
            self._settings.set(f"network.{name}", value or None)
        if choice.user and password is not None:
            self._remember(password)
            await self._vault.set(quote(password, safe=""), choice.proxy)
        elif had_user and not choice.user:
            await self._vault.delete()
        return choice

    async def _password(self, proxy: str) -> str | None:
        stored = await self._vault.get()
        if stored is None or stored.origin != proxy:
            return None
        password = unquote(stored.token)
        self._remember(password)
        return password

    async def _is_of_another(self, proxy: str) -> bool:
        stored = await self._vault.get()
        return stored is not None and stored.origin != proxy


_NAMES = ("proxy", "proxy_user", "ca_file")


def _checked(choice: NetworkChoice) -> NetworkChoice:
    proxy = check_address(choice.proxy) if choice.proxy.strip() else ""
    user, ca_file = choice.user.strip(), choice.ca_file.strip()
    if user and not proxy:
        raise ValueError(_("A user name without a proxy says nothing. Give the proxy's address too."))
    if max(len(proxy), len(user), len(ca_file)) > _LONGEST or not user.isprintable() or ":" in user:
        raise ValueError(_("The user name is too long, or holds a colon or characters that cannot be seen."))
    if ca_file:
        check_ca_file(ca_file)
    return NetworkChoice(proxy, user, ca_file)
