"""Runs blocking calls in threads that never hold up the end of the program.

The event loop looks host names up in its default executor, and the ordinary one waits at exit for every
thread: a hung resolver would keep a closed program alive. Knows nothing of what is called.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class DaemonExecutor(Executor):
    """One daemon thread a call; fit for the few, rare calls that a window's loop makes."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Call `fn` in a new thread."""
        future: Future[T] = Future()

        def work() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                future.set_result(fn(*args, **kwargs))
            except BaseException as error:  # noqa: BLE001 - the caller awaits it, whatever it is
                future.set_exception(error)

        threading.Thread(target=work, name="blocking call", daemon=True).start()
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Nothing to wait for: that is what it is made for."""
