"""The sentences that the window makes of a `View`: title, status line, what a screen reader hears.

Pure functions, tested without a display. Times come in as UTC and are told in the person's zone.
"""

from __future__ import annotations

from datetime import datetime, tzinfo

from tallyfy_inspector.document.shown import visible
from tallyfy_inspector.task import facts, fields
from tallyfy_inspector.texts import N_, _, ngettext
from tallyfy_inspector.ui.view import Answer, Done, Failed, Idle, Loading, Source, Stopped, View

_TITLE_LIMIT = 160
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
    """ "200 OK", or the number alone when the server gave no reason."""
    return f"{answer.exchange.status} {visible(answer.exchange.reason)}".strip()


def task_title(answer: Answer) -> str:
    """The task's title as the answer has it, else the beginning of its ID."""
    title = facts.title(answer.document.root) if answer.document is not None else None
    text = visible(title or "").strip()
    if not text:
        return _("Task {id}").format(id=answer.source.request.task[:8])
    return text if len(text) <= _TITLE_LIMIT else text[: _TITLE_LIMIT - 1] + "…"


def headline(view: View, zone: tzinfo) -> str:
    """The line over the panes: the task's title, and that it is older when it is."""
    if view.last_good is None:
        return ""
    title = task_title(view.last_good)
    if isinstance(view.now, Loading) and _task_of(view.now.source) != _task_of(view.last_good.source):
        return _("Loading {id}… Still on screen: {title}").format(
            id=view.now.source.request.task[:8], title=title
        )
    if not view.older:
        return title
    time = clock_time(view.last_good.received_at, zone)
    return _("Older answer: {title}, from {time}").format(title=title, time=time)


def attempt(view: View) -> str:
    """Which task the newest outcome is about: "task d005715e", with its process where that was asked too."""
    match view.now:
        case Done(answer):
            request = answer.source.request
        case Failed(source=source):
            request = source.request
        case _:
            return ""
    if request.run is None:
        return _("task {id}").format(id=request.task[:8])
    return _("task {id} in process {run}").format(id=request.task[:8], run=request.run[:8])


def _task_of(source: Source) -> tuple[str, str, str]:
    return source.connection, source.request.organization, source.request.task


def status_line(view: View, zone: tzinfo) -> str:
    """The facts of the newest attempt."""
    match view.now:
        case Idle():
            text = _("ready")
        case Loading(reading=None):
            text = _("loading")
        case Loading(reading=count):
            text = _("reading {size}…").format(size=size(count or 0))
        case Failed(problem=problem, at=at):
            text = _("no answer: {title}, {time}").format(title=problem.title, time=clock_time(at, zone))
        case Stopped(at=at):
            text = _("stopped, {time}").format(time=clock_time(at, zone))
        case Done(answer):
            text = ", ".join(
                (
                    http_status(answer),
                    milliseconds(answer.exchange.timings.total),
                    size(len(answer.exchange.body)),
                    clock_time(answer.received_at, zone),
                )
            )
    return _("Status: {status}").format(status=text)


def spoken(view: View) -> tuple[str, bool] | None:
    """What to announce about this state, and whether it interrupts; None for nothing."""
    match view.now:
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
            return ", ".join((http_status(answer), _fields(answer))), False
    return None


def _fields(answer: Answer) -> str:
    root = answer.document.root if answer.document is not None else None
    return facts.fields_words(fields.form_fields_state(root), fields.form_fields(root))


def window_title(view: View, connection: str) -> str:
    """The ID's first eight characters and the connection; a title of a task never stands here, where it would
    show in a task switcher or a shared screen."""
    name = _("Tallyfy Inspector")
    if view.last_good is None:
        return f"{connection} – {name}"
    return f"{view.last_good.source.request.task[:8]} · {view.last_good.source.connection} – {name}"
