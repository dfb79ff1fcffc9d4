"""Asks a demo server with urllib: no redirect is followed, and an error answer is an answer."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message
from typing import Any

from tallyfy_inspector.demo.server import DemoAccess


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Message
    body: bytes


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


# No proxy: loopback is asked directly, whatever the environment says.
_opener = urllib.request.build_opener(_NoRedirect, urllib.request.ProxyHandler({}))


def headers_for(access: DemoAccess, **changes: str | None) -> dict[str, str]:
    """The three headers of a proper request; a change of None leaves one out (names with `_` for `-`)."""
    headers: dict[str, str | None] = {
        "Authorization": f"Bearer {access.token}",
        "Accept": "application/json",
        "X-Tallyfy-Client": "tests",
    }
    headers.update({name.replace("_", "-"): value for name, value in changes.items()})
    return {name: value for name, value in headers.items() if value is not None}


def ask(
    access: DemoAccess, path: str, headers: Mapping[str, str] | None = None, method: str = "GET"
) -> Answer:
    request = urllib.request.Request(
        access.base_url + path, headers=dict(headers or headers_for(access)), method=method
    )
    try:
        with _opener.open(request, timeout=10) as response:
            return Answer(response.status, response.headers, response.read())
    except urllib.error.HTTPError as error:
        with error:
            return Answer(error.code, error.headers, error.read())


def task_path(access: DemoAccess, task: str, with_: str = "") -> str:
    query = f"?with={with_}" if with_ else ""
    return f"/organizations/{access.organization}/tasks/{task}{query}"
