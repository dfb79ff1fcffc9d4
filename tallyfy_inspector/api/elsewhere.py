r"""Names that lead to another computer, told by their looks: nothing is asked, opened or looked up.

On Windows it is enough to ask whether `\\server\share\x` exists to send that server the person's name and
proof of password, so a path is judged here before anything touches it. What a drive letter or a mounted
folder stands for cannot be told by its looks.
"""

from __future__ import annotations

import re
import sys
from urllib.parse import unquote, urlsplit

from tallyfy_inspector.api.hosts import host_named, spelled_out
from tallyfy_inspector.texts import _

# One letter before a colon is a drive.
_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]+):")
_MOST_SHOWN = 100


def is_address(text: str) -> bool:
    """Whether `text` is written as an address (`file:…`, `https:…`) and not as a path."""
    return _SCHEME.match(text) is not None


def is_network_path(text: str) -> bool:
    r"""Whether `text` is written as a path on another computer (`\\server\share`), or as Windows writes
    devices."""
    return _native(text).startswith("\\\\")


def _native(text: str) -> str:
    """`text` with the slashes of Windows there, which takes both kinds."""
    return text.strip().replace("/", "\\") if sys.platform == "win32" else text.strip()


def refusal(text: str) -> str | None:
    """Why the file that `text` (an address or a path) names is not opened; None for one on this computer."""
    if is_network_path(text):
        return _other_computer(_native(text).lstrip("\\").partition("\\")[0])
    scheme = _SCHEME.match(text)
    if scheme is None:
        return None
    if scheme[1].lower() in ("http", "https"):
        return _web(host_named(text.strip()))
    if scheme[1].lower() != "file":
        return _address(scheme[1])
    return _of_file_address(text.strip())


def _of_file_address(address: str) -> str | None:
    try:
        parts = urlsplit(address)
    except ValueError:
        return _other_computer("")
    if parts.netloc and parts.netloc.lower() != "localhost":
        return _other_computer(parts.hostname or parts.netloc)
    path = unquote(parts.path).replace("\\", "/")
    return _other_computer(path.lstrip("/").partition("/")[0]) if path.startswith("//") else None


def _web(host: str) -> str:
    sentence = _(
        "This is a web address ({host}), not a file. Nothing was fetched from there: save the answer as a "
        "file on this computer, then open that."
    )
    return sentence.format(host=_shown(host))


def _other_computer(host: str) -> str:
    sentence = _(
        "This file is on another computer ({host}). It was not touched: copy it to this computer, then open "
        "the copy."
    )
    return sentence.format(host=_shown(host))


def _address(scheme: str) -> str:
    sentence = _(
        "This is an address that begins with “{scheme}:”, not a file on this computer. Nothing was opened."
    )
    return sentence.format(scheme=scheme[:_MOST_SHOWN].lower())


def _shown(host: str) -> str:
    return spelled_out(host) or _("not named")
