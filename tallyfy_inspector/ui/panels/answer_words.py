"""What Raw, Headers and Timing say of the newest answer: which one it is, and where it stops being JSON.

Pure functions. A reason why a body is not JSON (`document.refusal.Reason`) has its sentence here.
"""

from __future__ import annotations

from tallyfy_inspector.api.exchange import CutOff, Exchange
from tallyfy_inspector.document.parse import ParseError
from tallyfy_inspector.texts import N_, _
from tallyfy_inspector.ui import words
from tallyfy_inspector.ui.view import Answer, Opened

_STOPS = {
    "not_json": N_("Stops being JSON at {place}"),
    "cut_off": N_("Ends in the middle of the JSON, at {place}"),
    "too_deep": N_("Nests too deeply to be read, from {place} on"),
    "nan": N_("Holds NaN or Infinity, which JSON does not have, at {place}"),
    "encoding": N_("Stops being text in UTF-8 at {place}"),
}


def exchange_of(answer: Answer | None) -> Exchange | None:
    """What was asked and came back; None without an answer, and for one that no request was made for."""
    return None if answer is None else answer.exchange


def headline(answer: Answer | None) -> str:
    """What is shown: "Answer to d005715e, 401 Unauthorized, 52 bytes"."""
    if answer is None:
        return _("No answer yet.")
    exchange = exchange_of(answer)
    if exchange is None or isinstance(answer.source, Opened):
        told = _("{origin}, {size}. No request was made for it.")
        return told.format(origin=words.origin(answer), size=words.size(answer.size))
    told = _("Answer to {task}, {status}, {size}").format(
        task=answer.source.request.task[:8],
        status=words.http_status(answer),
        size=words.size(answer.size),
    )
    cut = exchange.cut_off
    return told if cut is None else _("{answer}, {reason}").format(answer=told, reason=_why(cut))


def _why(cut: CutOff) -> str:
    match cut.kind:
        case "too_large":
            return _("cut off at the limit of {size}").format(size=words.size(cut.limit or 0))
        case "inflates":
            return _("cut off: it unpacks to more than 200 times its size")
        case "timeout":
            return _("cut off: the rest did not come in time")
        case "encoding":
            return _("cut off: the rest could not be unpacked")
    return _("cut off: the connection ended early")


def stops(error: ParseError) -> str:
    """Where a body stops being JSON: "Stops being JSON at line 3, column 17 (byte 204)"."""
    if error.reason == "empty":
        return _("There is no JSON in it: it is empty")
    place = _("line {line}, column {column} (byte {byte})").format(
        line=f"{error.line:,}", column=f"{error.column:,}", byte=f"{error.byte:,}"
    )
    return _(_STOPS[error.reason]).format(place=place)
