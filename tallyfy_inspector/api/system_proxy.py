"""What this computer's own settings say of proxies beyond what urllib reads: scripts (PAC) and exceptions,
and on Linux the proxies themselves.

Windows keeps them in the registry, macOS shows them to `scutil --proxy`, GNOME to `gsettings`, which is
asked once in a run; what the environment says is urllib's to read. The readers of each form are pure, so
that every system tests them. Another system: a reader and its row in `_READERS`. Opens no connection and
resolves no name, unlike urllib's own look at the exceptions on Windows and macOS.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from ipaddress import ip_address, ip_network

_KEY = r"Software\Microsoft\Windows\CurrentVersion\Internet Settings"
_SCUTIL = ("/usr/sbin/scutil", "--proxy")
_PATIENCE = 3.0  # seconds
_GSETTINGS = ("list-recursively", "org.gnome.system.proxy")
_GNOME_PATIENCE = 2.0  # seconds
_SETTING = re.compile(r"^org\.gnome\.system\.proxy(\.\w+)? ([\w-]+) (.*?)\s*$", re.MULTILINE)
_QUOTED = re.compile(r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"")
_LINE = re.compile(r"^\s*(\w+)\s*:\s*(.*?)\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class SystemProxy:
    """`script`: the computer finds its proxy by a script, named or found by itself. `exceptions`: host
    names with `*` for any letters, or networks as `10.0.0.0/8`; `simple` exempts every name without a dot.
    `proxies`: addresses by the scheme of what is asked ("socks" for anything), where urllib does not know."""

    script: bool = False
    exceptions: tuple[str, ...] = ()
    simple: bool = False
    proxies: tuple[tuple[str, str], ...] = ()

    def proxy(self, scheme: str) -> str | None:
        """The proxy for addresses of `scheme`. GNOME's programs take that of http for https, too, where
        there is no other."""
        known = dict(self.proxies)
        return known.get(scheme) or known.get("http") or known.get("socks")


NOTHING = SystemProxy()


def read() -> SystemProxy:
    """What is set now. Blocks where it takes a process, up to three seconds on macOS and Linux: see `now`.
    Never raises."""
    try:
        return _READERS.get(sys.platform, _nothing)()
    except (OSError, ValueError, subprocess.SubprocessError):
        return NOTHING


async def now() -> SystemProxy:
    """The same, read beside the event loop."""
    return await asyncio.to_thread(read) if may_tell() else NOTHING


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


def of_gsettings(text: str) -> SystemProxy:
    """From the words of `gsettings list-recursively`, a line "schema key value" each. The password that may
    be among them is not taken."""
    said = {(schema, key): value for schema, key, value in _SETTING.findall(text)}
    mode = _string(said.get(("", "mode"), ""))
    if mode != "manual":
        return SystemProxy(script=mode == "auto")
    proxies = []
    for kind in ("http", "https", "socks"):
        host = _string(said.get((f".{kind}", "host"), "")).strip()
        port = said.get((f".{kind}", "port"), "0")
        if host:
            host = f"[{host}]" if ":" in host and "[" not in host else host
            scheme = "socks" if kind == "socks" else "http"
            proxies.append((kind, f"{scheme}://{host}" + (f":{port}" if port not in ("", "0") else "")))
    ignored = (name.strip().lower() for name in _strings(said.get(("", "ignore-hosts"), "")))
    names = [name.removeprefix("*").lstrip(".") for name in ignored]
    return SystemProxy(
        exceptions=tuple(each for name in names for each in ((name, f"*.{name}") if name else ("*",))),
        proxies=tuple(proxies),
    )


def _strings(value: str) -> list[str]:
    return [re.sub(r"\\(.)", r"\1", single or double) for single, double in _QUOTED.findall(value)]


def _string(value: str) -> str:
    return next(iter(_strings(value)), "")


def exempts(settings: SystemProxy, host: str) -> bool:
    """Whether `settings` take `host`, a name in small letters, out of the proxy."""
    if settings.simple and "." not in host and ":" not in host:
        return True
    return any(_matches(name, host) or _is_in(name, host) for name in settings.exceptions)


def _is_in(network: str, host: str) -> bool:
    if "/" not in network:
        return False
    try:
        return ip_address(host) in ip_network(network, strict=False)
    except ValueError:  # a name, or no network
        return False


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


@cache
def _of_gnome() -> SystemProxy:
    """Once in a run: other desktops have none, and where it hangs nobody is to wait twice."""
    tool = shutil.which("gsettings")
    if tool is None:
        return NOTHING
    try:
        done = subprocess.run(  # noqa: S603 - as above
            (tool, *_GSETTINGS),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_GNOME_PATIENCE,
            check=True,
            env=_own_libraries(os.environ),
        )
    except (OSError, subprocess.SubprocessError):
        return NOTHING
    return of_gsettings(done.stdout.decode("utf-8", "replace"))


def _own_libraries(environment: Mapping[str, str]) -> dict[str, str]:
    """`environment` for a program of the system's: where we are packed, our libraries are named in it."""
    name = "LD_LIBRARY_PATH"
    if not getattr(sys, "frozen", False):
        return dict(environment)
    kept = {key: value for key, value in environment.items() if key != name}
    original = environment.get(f"{name}_ORIG")
    return kept if original is None else {**kept, name: original}


_READERS: Mapping[str, Callable[[], SystemProxy]] = {
    "win32": _of_windows,
    "darwin": _of_macos,
    "linux": _of_gnome,
}
