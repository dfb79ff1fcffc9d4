"""A certificate authority for one test run, and server certificates of every fault, made with `cryptography`.

    made = authority(tmp_path)
    with Wire(tls=made.server(days=(-30, -1))) as wire: …

Skips the test where that library is not installed. Nothing of it is trusted by the system: a test hands
`made.file` to the client as its extra CA file.
"""

from __future__ import annotations

import ipaddress
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

NAME = "Corp Proxy CA"
HERE = "127.0.0.1"


@dataclass(frozen=True)
class Authority:
    """`file` holds its certificate as PEM, and nothing secret."""

    file: Path
    folder: Path
    key: Any
    certificate: Any

    def server(
        self, name: str = HERE, days: tuple[int, int] = (-1, 30), *, signs_itself: bool = False
    ) -> ssl.SSLContext:
        """A server's context with a certificate for `name`, valid from and until that many days from now."""
        key = _key()
        issuer = (key, _name(name)) if signs_itself else (self.key, self.certificate.subject)
        made = _certificate(name, key.public_key(), issuer, days, is_authority=False)
        pair = self.folder / f"{made.serial_number}.pem"
        pair.write_bytes(_pem(key) + _pem(made))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(pair)
        return context


def authority(folder: Path, name: str = NAME) -> Authority:
    """A new authority, its certificate in `folder`."""
    pytest.importorskip("cryptography.x509")
    key = _key()
    made = _certificate(name, key.public_key(), (key, _name(name)), (-1, 365), is_authority=True)
    file = folder / "authority.pem"
    file.write_bytes(_pem(made))
    return Authority(file, folder, key, made)


def der(file: Path) -> bytes:
    """The first certificate of a PEM file."""
    text = file.read_text("ascii")
    start = text.index("-----BEGIN CERTIFICATE-----")
    end = "-----END CERTIFICATE-----"
    return ssl.PEM_cert_to_DER_cert(text[start : text.index(end) + len(end)])


def _key() -> Any:
    from cryptography.hazmat.primitives.asymmetric import ec

    return ec.generate_private_key(ec.SECP256R1())


def _name(name: str) -> Any:
    from cryptography import x509

    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])


def _alternative(name: str) -> Any:
    from cryptography import x509

    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name.replace(" ", "-"))


def _certificate(
    name: str, public: Any, issuer: tuple[Any, Any], days: tuple[int, int], *, is_authority: bool
) -> Any:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes

    now, (key, issuer_name) = datetime.now(UTC), issuer
    builder = x509.CertificateBuilder(issuer_name, _name(name), public, x509.random_serial_number())
    builder = builder.not_valid_before(now + timedelta(days[0]))
    builder = builder.not_valid_after(now + timedelta(days[1]))
    builder = builder.add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
    builder = builder.add_extension(x509.SubjectAlternativeName([_alternative(name)]), critical=False)
    return builder.sign(key, hashes.SHA256())


def _pem(made: Any) -> bytes:
    from cryptography.hazmat.primitives import serialization

    if hasattr(made, "private_bytes"):
        plain = (serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        return bytes(made.private_bytes(serialization.Encoding.PEM, *plain))
    return bytes(made.public_bytes(serialization.Encoding.PEM))
