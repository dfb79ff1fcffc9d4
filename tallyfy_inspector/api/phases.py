"""How long each phase of one request took, from what the transport tells while it works.

Knows the names of the transport's steps and a clock: no address, no header, no body. To measure another
step: its name in `_STEPS`, and what it is part of in `timings`.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from tallyfy_inspector.api.exchange import Timings

_STEPS = frozenset(
    (
        "connect_tcp.started",
        "start_tls.started",
        "start_tls.complete",
        "send_request_headers.started",
        "receive_response_headers.complete",
    )
)


class Phases:
    """The stop-watch of one request; it runs from the moment it is made. `now` answers in seconds."""

    def __init__(self, now: Callable[[], float] = time.perf_counter) -> None:
        self._now = now
        self._begun = now()
        self._connecting: float | None = None
        self._last: dict[str, float] = {}
        self._tls: float | None = None

    async def note(self, event: str, _info: object) -> None:
        """The transport's `trace`: called at each step's start and end, as `connection.connect_tcp.started`
        or `http11.receive_response_headers.complete`. What comes with a step is not looked at."""
        step = event.partition(".")[2]
        if step not in _STEPS:
            return
        moment = self._last[step] = self._now()
        if step == "connect_tcp.started" and self._connecting is None:
            self._connecting = moment
        elif step == "start_tls.complete":
            self._tls = (self._tls or 0.0) + moment - self._last.get("start_tls.started", moment)

    def timings(self) -> Timings:
        """The phases, for an answer that ends now.

        A proxy's own answer comes before ours, so that the last time of each step counts; what a proxy
        takes is part of connecting.
        """
        end = self._now()
        sent = self._last.get("send_request_headers.started", self._begun)
        answered = self._last.get("receive_response_headers.complete", end)
        return Timings(
            first_byte=(answered - sent) * 1000,
            total=(end - self._begun) * 1000,
            connect=self._connect(sent),
            tls=None if self._tls is None else self._tls * 1000,
            body=(end - answered) * 1000,
        )

    def _connect(self, sent: float) -> float | None:
        if self._connecting is None:
            return None
        return max(0.0, sent - self._connecting - (self._tls or 0.0)) * 1000
