"""The sentences that the window makes of a `View`: title, status line, what a screen reader hears.

Pure functions, tested without a display. Times come in as UTC and are told in the person's zone.
"""

from __future__ import annotations

from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from tallyfy_inspector.api.exchange import Exchange
from tallyfy_inspector.api.proxies import proxy_words
from tallyfy_inspector.document.shown import visible
from tallyfy_inspector.redact import mask_text
from tallyfy_inspector.redact.screen import HIDDEN
from tallyfy_inspector.task import facts, fields, reading
from tallyfy_inspector.texts import N_, _, ngettext
from tallyfy_inspector.ui import waiting_words
from tallyfy_inspector.ui.view import (
    Answer,
    AnySource,
    Done,
    Failed,
    Hiding,
    Idle,
    Loading,
    Opened,
    Stopped,
    View,
    Waiting,
    same_task,
)

if TYPE_CHECKING:
    from tallyfy_inspector.ui.connection import Connection

_TITLE_LIMIT = 160
_NAME_LIMIT = 60
_REASON_LIMIT, _REASON_READ = 60, 4_096
_UNITS = (N_("{number} KB"), N_("{number} MB"), N_("{number} GB"))


def size(count: int) -> str:
    """A number of bytes for people: "812 bytes", "33.1 KB"."""
    if count < 1024:
        return ngettext("{count} byte", "{count} bytes", count).format(count=count)
    value = float(count)
    for unit in _UNITS:
        value = value / 1024
        if round(value, 1) < 1024 or unit == _UNITS[-1]:
            break
    return _(unit).format(number=f"{value:.1f}")


def clock_time(moment: datetime, zone: tzinfo) -> str:
    """The time of day, as the status line tells it."""
    return moment.astimezone(zone).strftime("%H:%M:%S")


def milliseconds(value: float) -> str:
    """A duration of a request: "142 ms", "3.2 s"."""
    return (
        _("{count} ms").format(count=round(value))
        if round(value) < 1000
        else _("{count} s").format(count=f"{value / 1000:.1f}")
    )


def http_status(answer: Answer) -> str:
    """ "200 OK", or the number alone when the server gave no reason; nothing for what was opened."""
    if answer.exchange is None:
        return ""
    return f"{answer.exchange.status} {reason(answer.exchange)}".strip()


def reason(exchange: Exchange) -> str:
    """What the server wrote beside the status, as it may be shown: masked before it is cut."""
    words = visible(mask_text(exchange.reason[:_REASON_READ]))
    return words if len(words) <= _REASON_LIMIT else words[: _REASON_LIMIT - 1] + "…"


def file_name(source: Opened, limit: int = _NAME_LIMIT) -> str:
    """The name of what was opened, for the middle of a sentence; a long one without its middle."""
    if source.path is None:
        return _("pasted JSON")
    if source.hidden:
        return HIDDEN
    name = visible(source.path.name or str(source.path))
    return name if len(name) <= limit else f"{name[: limit - limit // 3 - 1]}…{name[-(limit // 3) :]}"


def from_file(source: Opened, limit: int = _NAME_LIMIT) -> str:
    """Where it comes from, as it stands where else the connection does: "From file: task.json"."""
    if source.path is None:
        return _("Pasted JSON")
    return _("From file: {name}").format(name=file_name(source, limit))


def origin(answer: Answer) -> str:
    """Where an answer comes from: a file's name, or the connection's, which others who look on do not see."""
    if isinstance(answer.source, Opened):
        return from_file(answer.source)
    return HIDDEN if answer.unmasked is not None else answer.source.connection


def opened_source(view: View) -> Opened | None:
    """Where that what tree and table show was opened; with nothing to show, what was tried. None when it
    is an answer of Tallyfy's."""
    match view:
        case View(last_good=Answer(source=Opened() as source)):
            return source
        case View(last_good=None, now=Done(Answer(source=Opened() as source))):
            return source
    return None


def task_title(answer: Answer) -> str:
    """The task's title as the answer has it, else the beginning of its ID; "" for an opened document that
    has none."""
    title = facts.title(answer.document.root) if answer.document is not None else None
    text = visible(title or "").strip()
    if not text:
        return "" if answer.task is None else _("Task {id}").format(id=answer.task[:8])
    return text if len(text) <= _TITLE_LIMIT else text[: _TITLE_LIMIT - 1] + "…"


def headline(view: View, zone: tzinfo) -> str:
    """The line over the panes: the task's title, the file it is from, and that it is older when it is."""
    if isinstance(view.now, Hiding):
        return _("Hiding what is private…")
    if view.last_good is None:
        return ""
    title = _title_and_file(view.last_good)
    on_its_way = view.now.source if isinstance(view.now, (Loading, Waiting)) else None
    if on_its_way is not None and (loading := _other_task(on_its_way, view.last_good.source)):
        return _("Loading {id}… Still on screen: {title}").format(id=loading[:8], title=title)
    if isinstance(view.now, Done) and view.now.kept:
        time = clock_time(view.last_good.received_at, zone)
        return _("{title}, from {time}").format(title=title, time=time)
    if not view.older:
        return title
    time = clock_time(view.last_good.received_at, zone)
    return _("Older answer: {title}, from {time}").format(title=title, time=time)


def _title_and_file(answer: Answer) -> str:
    title = task_title(answer)
    if not isinstance(answer.source, Opened):
        return title
    if not title:
        return from_file(answer.source)
    return _("{title} ({origin})").format(title=title, origin=_in_a_sentence(answer.source))


def attempt(view: View, connection: str = "") -> str:
    """Which task the newest outcome is about: "task d005715e", with its process where that was asked too, and
    where it came over another `connection` than the one in use: "task d005715e from Northwind". Of what was
    opened the name of the file, "" where that is not told."""
    match view.now:
        case Done(answer):
            source = answer.source
        case Failed(source=source) | Waiting(source=source):
            pass
        case _:
            return ""
    if isinstance(source, Opened):
        return "" if source.hidden else file_name(source)
    task, run = source.request.task[:8], source.request.run
    told = _("task {id}").format(id=task)
    if run is not None:
        told = _("task {id} in process {run}").format(id=task, run=run[:8])
    return _("{task} from {connection}").format(task=told, connection=connection) if connection else told


def _other_task(asked: AnySource, shown: AnySource) -> str | None:
    """The task that is asked for, when it is another than the one on screen."""
    if isinstance(asked, Opened) or same_task(asked, shown):
        return None
    return asked.request.task


def status_line(view: View, zone: tzinfo) -> str:
    """The facts of the newest attempt."""
    match view.now:
        case Idle():
            text = _("ready")
        case Hiding():
            text = _("hiding what is private")
        case Loading():
            text = _loading(view.now)
        case Waiting():
            text = _waiting(view.now)
        case Failed(source=Opened(), problem=problem, at=at):
            text = _("not opened: {title}, {time}").format(title=problem.title, time=clock_time(at, zone))
        case Failed(problem=problem, at=at):
            text = _("no answer: {title}, {time}").format(title=problem.title, time=clock_time(at, zone))
        case Stopped(at=at):
            text = _("stopped, {time}").format(time=clock_time(at, zone))
        case Done(answer):
            text = ", ".join((*_came(answer), size(answer.size), clock_time(answer.received_at, zone)))
    return _("Status: {status}").format(status=text)


def _loading(now: Loading) -> str:
    if now.reading is not None:
        return _("reading {size}…").format(size=size(now.reading))
    return _("opening") if isinstance(now.source, Opened) else waiting_words.asking(now.attempt)


def _waiting(now: Waiting) -> str:
    """That it is asked again by itself, with the whole time: what counts down is `ui.countdown`'s."""
    return waiting_words.again(now.status, now.attempt, waiting_words.seconds_left(now.until, now.since))


def _came(answer: Answer) -> tuple[str, ...]:
    """How the answer came."""
    if isinstance(answer.source, Opened):
        return (_in_a_sentence(answer.source),)
    exchange = answer.exchange
    if exchange is None:
        return (http_status(answer),)
    through = () if exchange.proxy is None else (proxy_words(exchange.proxy),)
    return (http_status(answer), milliseconds(exchange.timings.total), *through)


def _in_a_sentence(source: Opened) -> str:
    name = file_name(source)
    return name if source.path is None else _("from file {name}").format(name=name)


def spoken(view: View) -> tuple[str, bool] | None:
    """What to announce about this state, and whether it interrupts; None for nothing."""
    match view.now:
        case Done(again=True) | Hiding() | Loading(reading=None, attempt=2 | 3):
            return None
        case Waiting():
            return _waiting(view.now), False
        case Loading(source=Opened(), reading=None):
            return _("Opening"), False
        case Loading(reading=None):
            return _("Loading"), False
        case Loading(reading=count):
            return _("Reading {size}").format(size=size(count or 0)), False
        case Stopped():
            return _("Stopped"), False
        case Failed(problem=problem):
            return _("Problem: {title}").format(title=problem.title), True
        case Done(answer) if answer.problem is not None:
            return _("Problem: {title}").format(title=answer.problem.title), True
        case Done(answer):
            kept = (_("Shown again"),) if view.now.kept else ()
            return ", ".join((*kept, *_result(answer))), False
    return None


def _result(answer: Answer) -> tuple[str, str]:
    """What came, and what is in it."""
    root = answer.document.root if answer.document is not None else None
    counted = facts.fields_words(fields.form_fields_state(root), answer.fields())
    if not isinstance(answer.source, Opened):
        return http_status(answer), counted
    opened = _("Opened {name}").format(name=file_name(answer.source))
    return opened, size(answer.size) if reading.find_task(root) is None else counted


def window_title(view: View, connection: Connection) -> str:
    """The ID's first eight characters and the connection, or the file's name; a title of a task never stands
    here, where it would show in a task switcher or a shared screen."""
    name = _("Tallyfy Inspector")
    if view.last_good is None:
        return f"{connection.name} – {name}"
    source = view.last_good.source
    if isinstance(source, Opened):
        return f"{file_name(source)} – {name}"
    then = HIDDEN if view.masked else source.connection
    shown = connection.name if source.is_over(connection) else then
    return f"{source.request.task[:8]} · {shown} – {name}"
