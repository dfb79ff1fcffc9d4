"""A token that another program keeps on this computer, taken when the person asks for it by name.

Two places: TALLYFY_ACCESS_TOKEN, which was read at start, and the entry that the official command-line tool
makes in the keyring. Never asked at start and never by the diagnostics; nothing is saved here, and nothing
sent: the caller shows whose token it is first, and may do so at Tallyfy's own addresses alone.

The tool is written in Go. Its library puts a token into the Secret Service as keyring does; on macOS it packs
it (`_PACKED`), on Windows it names the entry otherwise and writes other bytes: those are read as well as they
can be. Another place: a row in `sources`, and a way to take it. Knows no keyring package and no window.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable

from tallyfy_inspector.api.hosts import is_official
from tallyfy_inspector.api.routes import check_base_url, origin
from tallyfy_inspector.api.token import clean_token
from tallyfy_inspector.ports import ImportedToken, ImportFrom, ImportSource, StoredToken, VaultError
from tallyfy_inspector.store import keyring_errors
from tallyfy_inspector.store.environment import TOKEN
from tallyfy_inspector.store.keyring_thread import Check, KeyringThread
from tallyfy_inspector.store.vault import offered_keyring, usable_keyring
from tallyfy_inspector.texts import _

SERVICE = "com.tallyfy.cli"
ACCOUNT = "default"
# The first is what Secret Service, KWallet and macOS know it by, the second what Windows does.
_SERVICES = (SERVICE, f"{SERVICE}:{ACCOUNT}")
_TOKEN = re.compile(r"[A-Za-z0-9._~+/=|-]+")
_PACKED: dict[str, Callable[[str], bytes]] = {
    "go-keyring-base64:": lambda text: base64.b64decode(text, validate=True),
    "go-keyring-encoded:": binascii.unhexlify,
}


class Imports:
    """Meets `ports.TokenImports`. `environment` is the token of TALLYFY_ACCESS_TOKEN with the origin that
    this run bound it to. `load_backend` is called in the keyring's thread; `timeout` in seconds."""

    def __init__(
        self,
        environment: StoredToken | None = None,
        *,
        load_backend: Callable[[], object] = offered_keyring,
        timeout: float = 10.0,
    ) -> None:
        self._environment = environment
        self._load_backend = load_backend
        self._thread = KeyringThread(timeout)

    def sources(self) -> tuple[ImportSource, ...]:
        """What may be asked for: the variable where it was set, and the tool's entry."""
        tool = ImportSource("command_line_tool", f"{SERVICE} ({ACCOUNT})")
        return (tool,) if self._environment is None else (ImportSource("environment", TOKEN), tool)

    async def take(self, kind: ImportFrom, base_url: str) -> ImportedToken:
        """The token of that source for `base_url`. Raises ValueError and VaultError with a sentence."""
        address = check_base_url(base_url)
        if not is_official(address):
            sentence = _(
                "A token from another program is tried with Tallyfy's own addresses only, such as "
                "go.tallyfy.com, and not with {address}. Paste the token yourself if it belongs there."
            )
            raise ValueError(sentence.format(address=address))
        source = next((each for each in self.sources() if each.kind == kind), None)
        if source is None:
            raise ValueError(_("{item} is not set.").format(item=TOKEN))
        text = await self._kept_by_the_tool() if kind == "command_line_tool" else self._of_this_run(address)
        return ImportedToken(origin(address), _token(text, source.item), source.item)

    def _of_this_run(self, address: str) -> str:
        held = self._environment
        if held is None or held.origin != origin(address):
            sentence = _("{item} belongs to another address in this run, and is not sent to {address}.")
            raise ValueError(sentence.format(item=TOKEN, address=address))
        return held.token

    async def _kept_by_the_tool(self) -> str:
        try:
            return await self._thread.run(self._read) or ""
        except Exception as error:
            raise VaultError(keyring_errors.sentence(error)) from error

    def _read(self, check: Check) -> str | None:
        backend = usable_keyring(self._load_backend).backend
        for service in _SERVICES:
            check()
            found = backend.get_password(service, ACCOUNT)
            if found is not None:
                return found
        return None


def _token(text: str, item: str) -> str:
    """The token in `text`, as its keeper wrote it; raises ValueError with a sentence that quotes nothing."""
    if not text:
        raise ValueError(_("Nothing is kept under {item}.").format(item=item))
    try:
        token = clean_token(_unpacked(text))
    except ValueError:
        token = ""
    if not _TOKEN.fullmatch(token):  # perhaps a later version keeps more than the token there
        raise ValueError(_("What is kept under {item} is no access token.").format(item=item))
    return token


def _unpacked(text: str) -> str:
    """Without what Go's library does to it; raises ValueError when that cannot be undone."""
    for opening, unpack in _PACKED.items():
        if text.startswith(opening):
            return unpack(text.removeprefix(opening)).decode("ascii")
    if not text.isascii():  # its bytes, taken for UTF-16
        return text.encode("utf-16-le").decode("ascii")
    return text
