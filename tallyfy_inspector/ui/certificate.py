"""Takes a certificate apart with Qt's reader, so that no library for X.509 is needed.

Qt's network part is loaded at the first certificate, never at start; it wants a Qt
application to stand (a QCoreApplication will do). Knows no server; another fact of a
certificate is a field of `api.tls_probe.Certificate`, filled here.
"""

from __future__ import annotations

from datetime import UTC, datetime

from tallyfy_inspector.api.tls_probe import Certificate

_LONGEST = 65_536  # bytes; nothing a server shows comes near


def read_certificate(der: bytes) -> Certificate | None:
    """What stands in the certificate `der`; None for what is none, or where Qt has no reader."""
    if not der or len(der) > _LONGEST:
        return None
    from PySide6.QtNetwork import QSsl, QSslCertificate

    read = QSslCertificate(der, QSsl.EncodingFormat.Der)
    if read.isNull():
        return None
    info = QSslCertificate.SubjectInfo
    order = (info.CommonName, info.Organization, info.OrganizationalUnitName)
    issuer = next((name for kind in order for name in read.issuerInfo(kind) if name.strip()), "")
    subject = next((name for kind in order for name in read.subjectInfo(kind) if name.strip()), "")
    return Certificate(issuer, subject, _moment(read.expiryDate().toSecsSinceEpoch()))


def _moment(seconds: int) -> datetime | None:
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, OSError, ValueError):
        return None
