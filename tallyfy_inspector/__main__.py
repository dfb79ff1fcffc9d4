"""The command line: understood and checked before Qt is imported, then handed to `app`.

Exit codes: 0; 1 when it cannot start or a check failed; 2 for a command line that makes no sense. What is
wrong is said in a sentence that repeats nothing of what was given: on the terminal, and where the program was
started from a menu or by a link in a small window (`is_unread`).
"""

from __future__ import annotations

import contextlib
import faulthandler
import gc
import io
import os
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from tallyfy_inspector import __version__
from tallyfy_inspector.store.environment import BASE_URL, ORGANIZATION
from tallyfy_inspector.texts import _

if TYPE_CHECKING:
    import argparse

_OPEN_LINK = "--open-link"
_SENSELESS = 2
_EXAMPLES = """\
examples:
  tallyfy-inspector --demo
  tallyfy-inspector d005715eb72c17884e4e3f904d9e01bf --org 3d53f2fd6326517fb1b431b539292029
  tallyfy-inspector saved-answer.json
  TALLYFY_ACCESS_TOKEN=… TALLYFY_ORG_ID=… tallyfy-inspector

Only reads. A token from the environment is used for this run and never saved.
"""


def parser() -> argparse.ArgumentParser:
    """The options, as `--help` lists them."""
    import argparse

    made = argparse.ArgumentParser(
        prog="tallyfy-inspector",
        description="See what Tallyfy holds about a task. Only reads.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument(
        "task",
        nargs="?",
        metavar="FILE_OR_TASK_OR_LINK",
        help="a saved answer, which is opened; or a task's ID or link, which is fetched",
    )
    made.add_argument("--org", metavar="ID", dest="organization", help="the organization's ID")
    made.add_argument(
        "--base-url", metavar="URL", help="the API's address (default: https://go.tallyfy.com/api)"
    )
    made.add_argument("--with", metavar="a,b", dest="includes", help="what to include, for this run")
    made.add_argument("--demo", action="store_true", help="look at made-up tasks; no account is needed")
    made.add_argument(
        "--screen-share", action="store_true", help="start with people, values and titles hidden"
    )
    made.add_argument(
        _OPEN_LINK,
        action="store_true",
        help="ask about the task of a tallyfy-inspector: address, as in: --open-link -- ADDRESS",
    )
    profile = made.add_mutually_exclusive_group()
    profile.add_argument("--profile-dir", metavar="DIR", help="keep settings and logs in DIR")
    profile.add_argument("--temp-profile", action="store_true", help="keep nothing after this run")
    made.add_argument(
        "--selftest", action="store_true", help="fetch a demo task in a hidden window, and exit 0 or 1"
    )
    made.add_argument(
        "--diagnostics", action="store_true", help="print versions and folders, and check the way to Tallyfy"
    )
    made.add_argument(
        "--debug", action="store_true", help="write more into the log (still nothing of an answer)"
    )
    made.add_argument("--version", action="version", version=f"tallyfy-inspector {__version__}")
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; the exit code."""
    if sys.stderr is not None:  # a windowed program on Windows has none
        faulthandler.enable()
    try:
        options = read_arguments(sys.argv[1:] if arguments is None else arguments)
    except SystemExit as end:
        if end.code == _SENSELESS:
            _show(_("Tallyfy Inspector was started with options that it does not know. Nothing was opened."))
        raise
    given = {option: options.get(name) for option, name in _CHECKED.items()}
    if (sentence := wrong_word(given) or no_address(options)) is not None:
        return _refuse(sentence, _SENSELESS)
    if not (options.get("selftest") or options.get("diagnostics")):
        set_ = {name: os.environ.get(name, "").strip() or None for name in (BASE_URL, ORGANIZATION)}
        if (sentence := wrong_word(set_) or no_screen(os.environ)) is not None:
            return _refuse(sentence, 1)
    # Until the window takes it, Ctrl+C ends the program at once. As an exception it may come while Qt's types
    # are being made, is lost there, and leaves half of them: the window then neither works nor closes.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    gc.disable()  # nothing of what is loaded now becomes garbage; `front` turns it on again
    from tallyfy_inspector.ui.imports import import_without_search

    import_without_search()
    from tallyfy_inspector import front
    from tallyfy_inspector.options import Options

    return front.run(Options(**options))


def read_arguments(arguments: Sequence[str]) -> dict[str, Any]:
    """The options by their names in `options.Options`; without arguments, as from a menu, there are none."""
    if not arguments:
        return {}
    out, err = sys.stdout or io.StringIO(), sys.stderr or io.StringIO()  # argparse writes, come what may
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        return vars(parser().parse_args(_up_to_address(arguments)))


def _up_to_address(arguments: Sequence[str]) -> Sequence[str]:
    """`arguments` up to the address of a link: whoever made the link may have had more put behind it."""
    for number, argument in enumerate(arguments):
        if argument == _OPEN_LINK and arguments[number + 1 : number + 2] == ["--"]:
            return arguments[: number + 3]
    return arguments


def no_address(options: Mapping[str, Any]) -> str | None:
    """A sentence when a link is to be opened and there is none, or None."""
    if options.get("open_link") and not options.get("task"):
        return _("--open-link: after it comes “--” and an address, and there is none.")
    return None


def _organization(text: str) -> object:
    from tallyfy_inspector.api.routes import check_segment

    return check_segment("organization", text)


def _base_url(text: str) -> object:
    from tallyfy_inspector.api.routes import check_base_url

    return check_base_url(text)


def _includes(text: str) -> object:
    from tallyfy_inspector.api.includes import parse_other

    return parse_other(text)


_CHECKED = {"--base-url": "base_url", "--with": "includes", "--org": "organization"}
_CHECKS: Mapping[str, Callable[[str], object]] = {
    "--base-url": _base_url,
    "--with": _includes,
    "--org": _organization,
    BASE_URL: _base_url,
    ORGANIZATION: _organization,
}


def wrong_word(given: Mapping[str, str | None]) -> str | None:
    """A sentence about the first of `given` (value by option or variable) that cannot be used, or None."""
    for name, text in given.items():
        try:
            if text is not None:
                _CHECKS[name](text)
        except ValueError as refusal:
            return f"{name}: {refusal}"
    return None


def no_screen(environ: Mapping[str, str]) -> str | None:
    """Why there is no screen to open a window on, found out before Qt would abort; None when there is one."""
    elsewhere = environ.get("WAYLAND_DISPLAY") or environ.get("QT_QPA_PLATFORM") not in (None, "", "xcb")
    if elsewhere or not sys.platform.startswith("linux"):
        return None
    how = _("Start it from a desktop session, or under xvfb-run.")
    if not environ.get("DISPLAY"):
        return _("There is no screen here: neither DISPLAY nor WAYLAND_DISPLAY is set.") + " " + how
    if not _x11_answers():
        return _("The screen that DISPLAY names does not answer, or does not let you in.") + " " + how
    return None


def _x11_answers() -> bool:
    import ctypes

    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # Qt names what it lacks
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    failed = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return not failed


def _refuse(sentence: str, code: int) -> int:
    if sys.stderr is not None:
        sys.stderr.write(sentence + "\n")
    _show(sentence)
    return code


def _show(sentence: str) -> None:
    streams = (sys.stdin, sys.stdout, sys.stderr)
    terminal = any(stream is not None and stream.isatty() for stream in streams)
    if is_unread(is_windowed(), os.environ, terminal=terminal):
        from tallyfy_inspector.ui.refusal import show_refusal

        show_refusal(sentence)


def is_windowed() -> bool:
    """Whether this is the packaged program itself, neither its twin for the console nor run from source."""
    return getattr(sys, "frozen", False) and not PurePath(sys.executable).stem.endswith("-console")


def is_unread(windowed: bool, environ: Mapping[str, str], *, terminal: bool) -> bool:
    """Whether nobody would read what is printed, but could look at a window: the windowed program, started
    away from any terminal, on a screen that is there."""
    unseen = environ.get("QT_QPA_PLATFORM") in ("offscreen", "minimal", "vnc")
    return windowed and not terminal and not unseen and no_screen(environ) is None


if __name__ == "__main__":
    sys.exit(main())
