"""A keyring back end in memory that behaves like the narrowest real one: 1,280 UTF-16 characters a secret.

It passes for keyring's Windows back end, since back ends are known by their module. A test can make its
steps fail (`fail = lambda step, service: error or None`) or hang (`hang_at = ("get", service)`) until
`release()`.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

CAP = 1_280


class TooLongError(Exception):
    """What the Windows back end raises for a secret that is over its cap."""

    def __init__(self) -> None:
        super().__init__(1783, "CredWrite", "The stub received bad data")


class FakeBackend:
    """Secrets by service, for one user name a service."""

    __module__ = "keyring.backends.Windows"

    def __init__(self) -> None:
        self.secrets: dict[str, str] = {}
        self.steps: list[tuple[str, str]] = []
        self.threads: set[threading.Thread] = set()
        self.fail: Callable[[str, str], Exception | None] = lambda _step, _service: None
        self.hang_at: tuple[str, str] | None = None
        self.hanging = threading.Event()
        self._released = threading.Event()

    def release(self) -> None:
        """Let what hangs go on."""
        self.hang_at = None
        self._released.set()

    def get_password(self, service: str, username: str) -> str | None:
        self._step("get", service, username)
        return self.secrets.get(service)

    def set_password(self, service: str, username: str, password: str) -> None:
        self._step("set", service, username)
        if len(password.encode("utf-16-le")) > 2 * CAP:
            raise TooLongError
        self.secrets[service] = password

    def delete_password(self, service: str, username: str) -> None:
        self._step("delete", service, username)
        if service not in self.secrets:
            raise KeyError("there is none")
        del self.secrets[service]

    def _step(self, step: str, service: str, username: str) -> None:
        assert username == "token"
        self.threads.add(threading.current_thread())
        self.steps.append((step, service))
        if self.hang_at == (step, service):
            self.hanging.set()
            self._released.wait(20)
        error = self.fail(step, service)
        if error is not None:
            raise error
