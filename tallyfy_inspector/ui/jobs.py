"""Named, cancellable asynchronous work for widgets: the one place where `ui` starts a task.

The event loop keeps only weak references to tasks, and an error in a forgotten one surfaces late or never; a
`Jobs` keeps every task until it ends and says in the log when one failed that nobody expected to fail. A
second job of the same name cancels the first.

Knows nothing of what the work is.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

_log = logging.getLogger(__name__)


class Jobs:
    """The running jobs of one window. `failed` is told of a job that nobody expected to fail, once the log
    was."""

    def __init__(self, failed: Callable[[BaseException], None] | None = None) -> None:
        self._failed = failed
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._alive: set[asyncio.Task[None]] = set()  # with those that were cancelled and have not ended yet

    def start(self, name: str, work: Coroutine[Any, Any, None]) -> None:
        """Run `work` under `name`, in the running event loop, instead of what runs under that name now."""
        self.cancel(name)
        task = asyncio.get_running_loop().create_task(work, name=name)
        self._tasks[name] = task
        self._alive.add(task)
        task.add_done_callback(self._ended)

    def cancel(self, name: str) -> None:
        """End the job `name` at its next await; nothing happens when there is none."""
        task = self._tasks.pop(name, None)
        if task is not None:
            task.cancel()

    def running(self, name: str) -> bool:
        """Whether a job of that name runs."""
        return name in self._tasks

    async def aclose(self) -> None:
        """Cancel all jobs and wait until they have ended, also for those that were cancelled before."""
        for name in list(self._tasks):
            self.cancel(name)
        await asyncio.gather(*self._alive, return_exceptions=True)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._alive.discard(task)
        if self._tasks.get(task.get_name()) is task:
            del self._tasks[task.get_name()]
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.error("The job %s failed", task.get_name(), exc_info=error)
            if self._failed is not None:
                self._failed(error)
