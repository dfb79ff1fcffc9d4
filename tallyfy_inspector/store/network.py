"""What the person set of the network: a proxy and a CA file in the settings, its password in the vault.

    "network.proxy": "http://proxy.example:3128", "network.proxy_user": "…", "network.ca_file": "…"

The password is bound to the proxy's address, as a token to its server: after an edit of the settings file it
goes nowhere else. Whether a proxy or a file can be used is for `api.proxies` and `api.trust`. Knows no window
and opens no connection.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable
from urllib.parse import quote, unquote

from tallyfy_inspector.api.proxies import ProxySetting, check_address
from tallyfy_inspector.api.trust import check_ca_file
from tallyfy_inspector.api.ways import Network
from tallyfy_inspector.ports import SettingsStore, Vault, VaultError
from tallyfy_inspector.ports_help import NetworkChoice
from tallyfy_inspector.store import keyring_errors
from tallyfy_inspector.store.parts import ReadBackError
from tallyfy_inspector.store.settings import looks_secret
from tallyfy_inspector.texts import N_, _

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
        what was to happen to the password, and says so.
        """
        choice = _checked(choice)
        had_user, unread = bool(self.chosen().user), None
        if password is None and choice.user:
            try:
                if await self._is_of_another(choice.proxy):
                    raise ValueError(_("The password in place belongs to another proxy. Type it again."))
            except VaultError as error:
                unread = error
        for name, value in _settings_of(choice):
            self._settings.set(name, value or None)
        if unread is not None:
            raise _but(_("Saved. Whether a password is in place is not known"), unread)
        if choice.user and password is not None:
            await self._keep(password, choice.proxy)
        elif had_user and not choice.user:
            try:
                await self._vault.delete()
            except VaultError as error:
                raise _but(_("Saved. The old password may still be in the keyring"), error) from error
        return choice

    async def _keep(self, password: str, proxy: str) -> None:
        """Raises VaultError with what became of it."""
        self._remember(password)
        token = quote(password, safe="")
        try:
            await self._vault.set(token, proxy)
        except VaultError as error:
            told = _("Saved, all but the password")
            with contextlib.suppress(VaultError):
                stored = await self._vault.get()
                if stored is not None and stored.token == token:
                    told = _("Saved, the password only until you quit")
            raise _but(told, error) from error

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
_FIELDS = (N_("The proxy's address"), N_("The user name"), N_("The name of the CA file"))


def _settings_of(choice: NetworkChoice) -> Iterable[tuple[str, str]]:
    values = (choice.proxy, choice.user, choice.ca_file)
    return ((f"network.{name}", value) for name, value in zip(_NAMES, values, strict=True))


def _but(told: str, error: VaultError) -> VaultError:
    """`told`, and why. The vault's own sentences speak of a token, so its cause is preferred."""
    cause = error.__cause__
    why = str(error)
    if isinstance(cause, Exception) and not isinstance(cause, ReadBackError):
        why = keyring_errors.sentence(cause)
    return VaultError(f"{told}. {why}")


def _checked(choice: NetworkChoice) -> NetworkChoice:
    proxy = check_address(choice.proxy) if choice.proxy.strip() else ""
    user, ca_file = choice.user.strip(), choice.ca_file.strip()
    if user and not proxy:
        raise ValueError(_("A user name without a proxy says nothing. Give the proxy's address too."))
    if max(len(proxy), len(user), len(ca_file)) > _LONGEST or not user.isprintable() or ":" in user:
        raise ValueError(_("The user name is too long, or holds a colon or characters that cannot be seen."))
    if ca_file:
        check_ca_file(ca_file)
    checked = NetworkChoice(proxy, user, ca_file)
    told = _(
        "{field} looks like a token or password, and no secret is put into the settings file. Change it."
    )
    for field, (name, value) in zip(_FIELDS, _settings_of(checked), strict=True):
        if looks_secret(name, value):
            raise ValueError(told.format(field=_(field)))
    return checked
