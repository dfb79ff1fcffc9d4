"""What this computer's own settings say of proxies beyond what urllib reads: scripts (PAC) and exceptions.

Windows keeps them in the registry, macOS shows them to `scutil --proxy`; elsewhere the environment says all,
and urllib reads that. The readers of either form are pure, so that every system tests them. Another system:
a reader and its row in `_READERS`. Opens no connection and resolves no name, unlike urllib's own look at the
exceptions on Windows.
"""

from __future__ import annotations

import contextlib
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass

_KEY = r"Software\Microsoft\Windows\CurrentVersion\Internet Settings"
_SCUTIL = ("/usr/sbin/scutil", "--proxy")
_PATIENCE = 3.0  # seconds
_LINE = re.compile(r"^\s*(\w+)\s*:\s*(.*?)\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class SystemProxy:
    """`script`: the computer finds its proxy by a script, named or found by itself. `exceptions`: host
    names with `*` for any letters; `simple` exempts every name without a dot."""

    script: bool = False
    exceptions: tuple[str, ...] = ()
    simple: bool = False


NOTHING = SystemProxy()


def read() -> SystemProxy:
    """What is set now. May take a moment on macOS; never raises."""
    try:
        return _READERS.get(sys.platform, _nothing)()
    except (OSError, ValueError, subprocess.SubprocessError):
        return NOTHING


def may_tell() -> bool:
    """Whether there is anything to read on this system."""
    return sys.platform in _READERS


def of_registry(values: Mapping[str, object]) -> SystemProxy:
    """From the values of Windows' Internet Settings; one of another type counts as unset."""
    script, override = values.get("AutoConfigURL"), values.get("ProxyOverride")
    names = [name.strip().lower() for name in override.split(";")] if isinstance(override, str) else []
    return SystemProxy(
        script=isinstance(script, str) and bool(script.strip()),
        exceptions=tuple(name for name in names if name and name != "<local>"),
        simple="<local>" in names,
    )


def of_scutil(text: str) -> SystemProxy:
    """From the words of `scutil --proxy`; those that are not understood count as unset."""
    head, _brace, rest = text.partition("ExceptionsList")
    listed, _end, tail = rest.partition("}")
    said = dict(_LINE.findall(head + tail))
    on = {name for name in said if said[name] == "1"}
    return SystemProxy(
        script=bool(on & {"ProxyAutoConfigEnable", "ProxyAutoDiscoveryEnable"}),
        exceptions=tuple(name.lower() for number, name in _LINE.findall(listed) if number.isdigit() and name),
        simple="ExcludeSimpleHostnames" in on,
    )


def exempts(settings: SystemProxy, host: str) -> bool:
    """Whether `settings` take `host`, a name in small letters, out of the proxy."""
    if settings.simple and "." not in host and ":" not in host:
        return True
    return any(_matches(name, host) for name in settings.exceptions)


def _matches(pattern: str, host: str) -> bool:
    # Not fnmatch: its brackets mean something else than an IPv6 address.
    parts = pattern.split("*")
    if len(parts) == 1:
        return pattern == host
    if not host.startswith(parts[0]) or not host[len(parts[0]) :].endswith(parts[-1]):
        return False
    at, end = len(parts[0]), len(host) - len(parts[-1])
    for part in parts[1:-1]:
        found = host.find(part, at, end)
        if found < 0:
            return False
        at = found + len(part)
    return True


def _nothing() -> SystemProxy:
    return NOTHING


def _of_windows() -> SystemProxy:
    values: dict[str, object] = {}
    if sys.platform == "win32":
        import winreg

        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _KEY) as key:
            for name in ("AutoConfigURL", "ProxyOverride"):
                with contextlib.suppress(FileNotFoundError):
                    values[name] = winreg.QueryValueEx(key, name)[0]
    return of_registry(values)


def _of_macos() -> SystemProxy:
    done = subprocess.run(  # noqa: S603 - a tool of the system by its full path, nothing of ours in it
        _SCUTIL, stdin=subprocess.DEVNULL, capture_output=True, timeout=_PATIENCE, check=True
    )
    return of_scutil(done.stdout.decode("utf-8", "replace"))


_READERS: Mapping[str, Callable[[], SystemProxy]] = {"win32": _of_windows, "darwin": _of_macos}
