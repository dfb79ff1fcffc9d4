"""`python -m tallyfy_inspector.demo`: the demo server alone, so that any client can be pointed at it.

What it prints is an interface: one fact a line, `Address:`, `Organization:`, `Token:`, then a line
`Task: <id>  <what it shows>` for each task, a good one first, all of it once connections are accepted.
"""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from collections.abc import Sequence
from types import FrameType

from tallyfy_inspector.demo.server import Demo, DemoAccess
from tallyfy_inspector.texts import N_, _

_ABOUT = N_("Serve made-up Tallyfy tasks on this computer, for trying out any client without an account.")
_EXAMPLE = N_("""\
example, with the lines this command prints put into variables:
  curl -H "Authorization: Bearer $TOKEN" -H "Accept: application/json" -H "X-Tallyfy-Client: APIClient" \\
       "$ADDRESS/organizations/$ORGANIZATION/tasks/$TASK?with=run,form_fields"

Ctrl+C ends it. Each start makes a new token.""")


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until SIGINT or SIGTERM; the exit status, 1 when the port cannot be had."""
    port = _parser().parse_args(arguments).port
    ended = _ended_by_signal()
    demo = Demo(port=port)
    try:
        access = demo.start()
    except OSError as error:
        sys.stderr.write(_refused(port, error) + "\n")
        return 1
    try:
        _say(access)
        # In steps: on Windows a wait without an end keeps Ctrl+C from being heard.
        while not ended.wait(0.5):
            pass
    finally:
        demo.stop()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tallyfy_inspector.demo",
        description=_(_ABOUT),
        epilog=_(_EXAMPLE),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--port",
        type=_port,
        default=0,
        metavar="N",
        help=_("the port to listen on, at 127.0.0.1 alone (0, the default: any free one)"),
    )
    return parser


def _port(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and int(text) < 65_536):
        raise argparse.ArgumentTypeError(_("a port is a number from 0 to 65535"))
    return int(text)


def _ended_by_signal() -> threading.Event:
    ended = threading.Event()

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        ended.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, on_signal)
    return ended


def _refused(port: int, error: OSError) -> str:
    return _("Port {port} cannot be used: {reason}. Choose another one with --port, or 0 for any.").format(
        port=port, reason=error.strerror or error
    )


def _say(access: DemoAccess) -> None:
    lines = [
        f"Address: {access.base_url}",
        f"Organization: {access.organization}",
        f"Token: {access.token}",
        *(f"Task: {task}  {what}" for task, what in access.tasks),
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
