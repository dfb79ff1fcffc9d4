"""A 2xx answer is good only when it holds `data` and says of no error: here stands every way it may not be.

Tallyfy's envelope is `{"data": …}` (documentation page "Get task"). None of the shapes below is documented;
they come from what stands between: captive portals, single sign-on, proxies, broken connections.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from tallyfy_inspector.api.error_body import ErrorBody
from tallyfy_inspector.api.exchange import CutOff, Exchange
from tallyfy_inspector.api.problem import CutShort, Intercepted, NotATask, Problem, Refused
from tallyfy_inspector.document.parse import Document, ParseError
from tallyfy_inspector.texts import _

_TASK_KEYS = ("title", "owners", "taskdata", "form_fields")


def of_success(
    exchange: Exchange, parsed: Document | ParseError | None, said: ErrorBody, details: tuple[str, ...]
) -> Problem | None:
    """The Problem of a 2xx answer, or None when it is good. With `parsed` None (a body not parsed yet) only
    what shows without parsing is found."""
    if exchange.cut_off is not None:
        return _cut_short(exchange.cut_off)
    if not exchange.body.strip():
        hint = _("The server said it went well but sent nothing. Fetch again; if it stays so, ask IT.")
        return NotATask(_("Empty answer"), hint, "retry")
    if said.is_page:
        return _page(details)
    if isinstance(parsed, ParseError):
        return _unreadable(parsed)
    return _of_root(exchange, parsed.root, details) if parsed is not None else None


def says_error(parsed: Document | ParseError | None) -> bool:
    """Whether a JSON answer declares itself an error, whatever its status."""
    root = parsed.root if isinstance(parsed, Document) else None
    return isinstance(root, Mapping) and bool(root.get("error"))


def asks_for_task(url: str) -> bool:
    """Whether `url` is one of the task routes."""
    return "/tasks/" in urlsplit(url).path


def asks_for_process(url: str) -> bool:
    """Whether `url` is that of a process, or of the list of its tasks."""
    return re.search(r"/runs/[^/]+(/tasks)?$", urlsplit(url).path) is not None


def _of_root(exchange: Exchange, root: object, details: tuple[str, ...]) -> Problem | None:
    if isinstance(root, Mapping) and root.get("error"):
        hint = _("Tallyfy's own words are below; “Show the answer” has all of it.")
        return Refused(_("Tallyfy reports an error"), hint, "show_answer", details)
    if not isinstance(root, Mapping) or "data" not in root:
        return _without_data(root, details)
    data = root["data"]
    if isinstance(data, Mapping) or (isinstance(data, list) and (data or not asks_for_task(exchange.url))):
        return None
    hint = _(
        "“data” is empty, so there is no task to show. Check the organization and the ID, then fetch again."
    )
    return NotATask(_("The answer holds no task"), hint, "show_answer", details)


def _without_data(root: object, details: tuple[str, ...]) -> Problem:
    if isinstance(root, Mapping) and "id" in root and any(key in root for key in _TASK_KEYS):
        hint = _(
            "It looks like a task, but not wrapped in “data” as Tallyfy sends it: perhaps a proxy changed "
            "it, or the Tallyfy address is another program's. “Show the answer” has it."
        )
        return NotATask(_("A task, but not as Tallyfy sends it"), hint, "show_answer", details, "warning")
    hint = _(
        "It has no “data”, as Tallyfy's answers do. Most likely the Tallyfy address is another server's."
    )
    return NotATask(_("Not an answer of Tallyfy"), hint, "show_answer", details)


def _page(details: tuple[str, ...]) -> Problem:
    hint = _(
        "Most likely a sign-in page of your network or proxy stands before Tallyfy: open any web page in a "
        "browser, sign in there, then fetch again. Otherwise check the Tallyfy address."
    )
    return Intercepted(_("A web page came instead of data"), hint, "retry", details)


def _unreadable(error: ParseError) -> Problem:
    place = (_("Line {line}, column {column}.").format(line=error.line, column=error.column),)
    if error.reason == "too_deep":
        hint = _("Its parts stand inside one another too deeply for a tree. “Show the answer” has the text.")
        return NotATask(_("Too deeply nested to show"), hint, "show_answer", place)
    if error.reason == "cut_off":
        hint = _(
            "It stops in the middle. Most likely a proxy cut it: fetch again, perhaps with fewer includes."
        )
        return CutShort(_("The answer is not whole"), hint, "retry", place)
    hint = _("It is not correct JSON. “Show the answer” has the text; a proxy may have changed it.")
    return NotATask(_("The answer cannot be read"), hint, "show_answer", place)


def _cut_short(cut: CutOff) -> Problem:
    if cut.kind == "too_large":
        hint = _("It was stopped at {size} MB. Untick some includes and fetch again, or look at what came.")
        size = f"{(cut.limit or 0) / 2**20:.4g}"
        return CutShort(_("The answer is too large"), hint.format(size=size), "show_answer")
    if cut.kind == "inflates":
        hint = _("Unpacked, it grew more than 200 times, which no task does, so it was stopped. Tell IT.")
        return CutShort(_("The answer grows without end"), hint, "show_answer")
    if cut.kind == "encoding":
        hint = _("It is compressed in a way that cannot be read. Most likely a proxy changed it: tell IT.")
        return CutShort(_("The answer cannot be unpacked"), hint, "retry")
    if cut.kind == "timeout":
        hint = _("The rest did not come in time. Fetch again, perhaps with fewer includes.")
        return CutShort(_("The answer came to a halt"), hint, "retry")
    hint = _("The connection closed before all of it had come. Fetch again.")
    return CutShort(_("The answer broke off"), hint, "retry")
