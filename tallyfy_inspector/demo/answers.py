"""What the demo answers: one request in, one reply out, with the checks and envelopes of Tallyfy's API.

The order of the checks: GET alone, the client header (the edge looks at it before the API does), the token,
the address, the organization, the task. Sources: Tallyfy's documentation, Integrations > Open API, pages
"Introduction", "Get task" and "Troubleshooting". Knows nothing of sockets or threads.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from hmac import compare_digest
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote

from tallyfy_inspector.demo import catalogue, envelope, made, processes, templates
from tallyfy_inspector.demo.catalogue import DemoTask

JSON = "application/json"
_HTML = "text/html; charset=UTF-8"
_PER_PAGE = "The {name} must be an integer."


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked. `target` is the path with its query; header names are lower-case."""

    method: str
    target: str
    headers: Mapping[str, str] = field(repr=False)

    def header(self, name: str) -> str:
        """The header `name` (lower-case), "" when it is absent."""
        return self.headers.get(name, "").strip()

    @property
    def segments(self) -> tuple[str, ...]:
        """The path's parts, decoded, without a leading `api`."""
        path = self.target.partition("?")[0].strip("/")
        parts = tuple(unquote(part) for part in path.split("/"))
        return parts[1:] if parts[0] == "api" else parts

    @property
    def parameters(self) -> dict[str, str]:
        """The query's parameters."""
        return envelope.query(self.target.partition("?")[2])


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer. `wait` and `dribble` are seconds before the headers and over the body; after `cut_at`
    bytes of the body the connection is closed, though Content-Length promised all of it."""

    status: int
    body: bytes = field(repr=False)
    content_type: str = JSON
    headers: tuple[tuple[str, str], ...] = ()
    wait: float = 0.0
    dribble: float = 0.0
    cut_at: int | None = None


class Answers:
    """Answers for one token. `now` is asked at each request, so that dates stay relative to it."""

    def __init__(self, token: str, now: Callable[[], datetime]) -> None:
        self._token = token
        self._now = now

    def reply(self, request: Request) -> Reply:
        """The answer to `request`, whatever it is."""
        name = self._refusal(request)
        return self._error(name, request) if name else self._route(request)

    def _refusal(self, request: Request) -> str | None:
        if request.method != "GET":
            return "method"
        if not request.header("x-tallyfy-client"):
            return "header_lost"
        if not self._signed_in(request):
            return "unauthenticated"
        return None

    def _signed_in(self, request: Request) -> bool:
        given = request.header("authorization").encode()
        return compare_digest(given, f"Bearer {self._token}".encode())

    def _route(self, request: Request) -> Reply:
        match request.segments:
            case ("me",):
                return _json(self._account()["me"])
            case ("me", "organizations"):
                return self._organizations(request)
            case ("organizations", organization, "users-list" | "groups" as name):
                return self._list(request, organization, name)
            case ("organizations", organization, "tasks", task):
                return self._task(request, organization, task, None)
            case ("organizations", organization, "runs", run, "tasks", task):
                return self._task(request, organization, task, run)
            case ("organizations", organization, "runs", run, *rest) if rest in ([], ["tasks"]):
                return self._process(request, organization, run, is_list=bool(rest))
        return self._error("endpoint", request)

    def _account(self) -> dict[str, Any]:
        return templates.load("account", self._now())

    def _organizations(self, request: Request) -> Reply:
        return self._paged(request, self._account()["organizations"])

    def _process(self, request: Request, organization: str, run: str, *, is_list: bool) -> Reply:
        """A process of the catalogue's tasks, or the list of them."""
        process = processes.process(run, self._now())
        if process is None or organization != catalogue.ORGANIZATION:
            return self._error("resource", request)
        if is_list:
            return self._paged(request, processes.tasks(run, self._now()))
        return _json({"data": process})

    def _list(self, request: Request, organization: str, name: str) -> Reply:
        """The people of the organization that the tasks are in. The account's others hold none, and where it
        is no administrator it may not ask."""
        known = {each["id"]: each["user_role"] for each in self._account()["organizations"]}
        if organization not in known:
            return self._error("resource", request)
        if known[organization] != "admin":
            return self._error("may_not_list", request)
        people = templates.load("people", self._now())[name]
        return self._paged(request, people if organization == catalogue.ORGANIZATION else [])

    def _paged(self, request: Request, items: Sequence[Any]) -> Reply:
        try:
            page = envelope.Page.of(request.parameters)
        except envelope.PageNumberError as error:
            message = _PER_PAGE.format(name=error)
            return _json({"error": True, "errors": {str(error): [message]}}, status=422)
        address = f"http://{request.header('host')}{request.target.partition('?')[0]}"
        return _json(page.cut(items, address))

    def _task(self, request: Request, organization: str, task_id: str, run: str | None) -> Reply:
        task = catalogue.find(task_id)
        if task is None or organization != catalogue.ORGANIZATION or (run is not None and run != task.run):
            return self._error("resource", request)
        if task.kind == "error":
            return self._error(task.source, request)
        return _packed(self._content(task, envelope.asked(request.parameters)), task, request)

    def _content(self, task: DemoTask, includes: frozenset[str]) -> Reply:
        if task.kind == "template":
            reply = Reply(200, self._from_template(task, includes))
        else:
            reply = self._made(task, includes)
        return replace(reply, wait=task.wait, dribble=task.dribble)

    def _from_template(self, task: DemoTask, includes: frozenset[str]) -> bytes:
        root = templates.load_as(task.source, self._now(), task.id, task.title)
        if "data" not in root:
            return envelope.encode(envelope.leave_out(root, includes))
        return envelope.encode({"data": envelope.leave_out(root["data"], includes)})

    def _made(self, task: DemoTask, includes: frozenset[str]) -> Reply:
        match task.source:
            case "exact":
                return Reply(200, made.exact(task, includes, self._now()))
            case "large":
                return Reply(200, made.large(task, includes, self._now()))
            case "deep":
                return Reply(200, made.deep(task))
            case "bomb":
                return Reply(200, made.bomb(task), headers=(("Content-Encoding", "gzip"),))
            case "cut_off":
                whole = self._from_template(replace(task, source="healthy"), includes)
                return Reply(200, whole, cut_at=len(whole) // 2)
        raise LookupError(f"nothing makes {task.source}")

    def _error(self, name: str, request: Request) -> Reply:
        """An error of errors.json. Without `Accept: application/json` the API sends a page instead. Its edge,
        which misses the client header, does not look at Accept; nor does the demo's own refusal."""
        error = templates.load("errors", self._now())[name]
        headers = tuple(error.get("headers", {}).items())
        wants_page = error["status"] >= 400 and JSON not in request.header("accept")
        if wants_page and name not in ("header_lost", "method"):
            return Reply(error["status"], _page(error["status"]), _HTML, headers)
        body = error["body"]
        data = body.encode() if isinstance(body, str) else envelope.encode(body)
        return Reply(error["status"], data, error.get("content_type", JSON), headers)


def _json(value: object, status: int = 200) -> Reply:
    return Reply(status, envelope.encode(value))


def _packed(reply: Reply, task: DemoTask, request: Request) -> Reply:
    if not task.packed or "gzip" not in request.header("accept-encoding").lower():
        return reply
    headers = (*reply.headers, ("Content-Encoding", "gzip"), ("Vary", "Accept-Encoding"))
    return replace(reply, body=gzip.compress(reply.body, mtime=0), headers=headers)


def _page(status: int) -> bytes:
    title = f"{status} {HTTPStatus(status).phrase}"
    return f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{title}</body></html>".encode()


def malformed(status: int) -> Reply:
    """The answer to what is no proper HTTP request."""
    return _json({"error": True, "message": HTTPStatus(status).phrase}, status=status)
