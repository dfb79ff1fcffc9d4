"""Whom a server's certificate is checked with: this computer's authorities, and one more file of them.

There is no way to check less. The extra file is for a company that inspects traffic and whose authority is
not among the system's: it adds to those and replaces none. Opens no connection; a file is read again when it
has changed.
"""

from __future__ import annotations

import ssl
from dataclasses import dataclass, field
from pathlib import Path

from tallyfy_inspector.api import elsewhere
from tallyfy_inspector.texts import _

MOST_BYTES = 2**20
_BEGIN = "-----BEGIN CERTIFICATE-----"


@dataclass(frozen=True, slots=True)
class Authorities:
    """Certificates of authorities as PEM text; "" for none beyond the system's. `count` is how many."""

    pem: str = field(default="", repr=False)
    count: int = 0


NO_MORE = Authorities()


class CaFile:
    """Reads the extra file, and reads it again only when it has changed."""

    def __init__(self) -> None:
        self._stamp: tuple[str, int, int] | None = None
        self._read = NO_MORE

    def authorities(self, path: str) -> Authorities:
        """What the file at `path` holds, NO_MORE for "". Raises ValueError with a sentence."""
        if not path:
            return NO_MORE
        stamp = _stamp(path)
        if stamp != self._stamp:
            self._read = check_ca_file(path)
            self._stamp = stamp
        return self._read


def check_ca_file(path: str) -> Authorities:
    """What the file at `path` adds to the system's authorities.

    Raises ValueError with a sentence: not there, on another computer, too large, no PEM, or none of an
    authority's certificates in it.
    """
    if (refusal := elsewhere.refusal(path)) is not None:
        raise ValueError(refusal)
    pem = _certificates(_text(Path(path)))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    try:
        context.load_verify_locations(cadata=pem)
    except (ssl.SSLError, ValueError, TypeError):  # the last for what is not ASCII
        raise ValueError(_("The CA file holds a certificate that cannot be read.")) from None
    count = context.cert_store_stats()["x509_ca"]
    if not count:
        raise ValueError(
            _("The CA file holds a server's certificate, not an authority's. Ask IT for the CA certificate.")
        )
    return Authorities(pem, count)


def context(authorities: Authorities) -> ssl.SSLContext:
    """What every connection is checked with: the system's authorities and `authorities`."""
    import truststore

    made = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if authorities.pem:
        made.load_verify_locations(cadata=authorities.pem)
    return made


def _stamp(path: str) -> tuple[str, int, int]:
    if (refusal := elsewhere.refusal(path)) is not None:
        raise ValueError(refusal)
    try:
        status = Path(path).stat()
    except (OSError, ValueError) as error:
        raise ValueError(_not_read(error)) from None
    return path, status.st_mtime_ns, status.st_size


def _text(file: Path) -> str:
    try:
        if not file.is_file():  # a pipe or device would be read for ever
            raise FileNotFoundError(2, _("no such file"))
        with file.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise ValueError(_not_read(error)) from None
    if len(data) > MOST_BYTES:
        raise ValueError(_("The CA file is larger than 1 MB, so it is none. Choose another one."))
    return data.decode("ascii", "replace")


def _certificates(text: str) -> str:
    """The certificates in `text`, without what stands between them: comments, perhaps a private key."""
    end = _BEGIN.replace("BEGIN", "END")
    found = [part.partition(end)[0] for part in text.split(_BEGIN)[1:] if end in part]
    if not found:
        raise ValueError(
            _("The CA file holds no certificate in PEM form (“BEGIN CERTIFICATE”). Ask IT for a PEM file.")
        )
    return "".join(f"{_BEGIN}{part}{end}\n" for part in found)


def _not_read(error: Exception) -> str:
    reason = (error.strerror if isinstance(error, OSError) else None) or _("no such file")
    return _("The CA file cannot be read ({reason}). Choose it again under “Network…”.").format(
        reason=reason.lower()
    )
