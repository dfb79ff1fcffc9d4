"""THE list of the demo's tasks: which IDs there are, what each one shows, and where its answer comes from.

Knows nothing of HTTP. To add a task: put its answer into resources/demo/NAME.json (dates as they would be
on `templates.REFERENCE_DAY`), and a row into TASKS. An error answer goes into resources/demo/errors.json.
IDs are stable: people, pictures and tests name them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tallyfy_inspector.texts import N_

ORGANIZATION = "3d53f2fd6326517fb1b431b539292029"
# The processes of the stuck task (and of the error answers), and of the healthy one.
PROCESS = "0b75b7a9c8dfad7ba54cd2998d9ec254"
HEALTHY_PROCESS = "8b3e244f4314175441c758baa1b37308"

Kind = Literal["template", "made", "error"]


@dataclass(frozen=True, slots=True)
class DemoTask:
    """One ID and what it shows.

    `title` is the task's own or, where that says nothing, a few words for it; data, never translated.
    `what` is a sentence marked for translation. `source` names a file of resources/demo/ ("template"), a
    function of `made` ("made") or a member of errors.json ("error"). `run` is the process it answers for,
    None for a one-off. `packed` answers with gzip where the client takes it; `wait` and `dribble` are
    seconds before the headers and over the body.
    """

    id: str
    title: str
    what: str
    source: str
    run: str | None = PROCESS
    kind: Kind = "template"
    packed: bool = False
    wait: float = 0.0
    dribble: float = 0.0


TASKS: tuple[DemoTask, ...] = (
    DemoTask(
        "7c1f0b5e2a9d4c83b6e4f1a08d27c95e",
        "Schedule the installation for Harbourline Dental",
        N_("A healthy task: everything filled in, all ten field types, comments, files and watchers"),
        "healthy",
        HEALTHY_PROCESS,
    ),
    DemoTask(
        "d005715eb72c17884e4e3f904d9e01bf",
        "Collect sign-off for Northwind Traders",
        N_("A stuck task: overdue, an open issue, required fields still empty"),
        "stuck",
    ),
    DemoTask(
        "55f4580e8e7de5647976f735eaa7e717",
        "Order the signal booster for Alder & Finch Bakery",
        N_("A task that a rule has hidden"),
        "hidden",
        "3828b93d12ead8228f4aa55c1b3b4b40",
    ),
    DemoTask(
        "9ad25e6b0c7f48d1a3625fb84e10d7c3",
        "Prepare the quarterly review with Brightmoor Logistics",
        N_("A one-off task with form fields of its own"),
        "oneoff_fields",
        None,
    ),
    DemoTask(
        "838a8b8559605381592e156393a4c5f7",
        "Review Proposal",
        N_("The example on Tallyfy's documentation page: other status words, answers under 'value'"),
        "docs_example",
    ),
    DemoTask(
        "daea6805faabc96b682d571848b79a7b",
        "Plan meeting",
        N_("A one-off approval, confidential and archived, with empty lists where objects belong"),
        "oneoff",
        None,
    ),
    DemoTask(
        "e0f4b7a19c2d4d6e8f50a1b2c3d4e5f6",
        "(no title)",
        N_("An empty task: no title, no fields, nothing filled in"),
        "empty",
        None,
    ),
    DemoTask(
        "5f0c9e3b7a1d42c6b8e90d1f2a3b4c5d",
        "Inspect the returned equipment",
        N_("Form fields in every awkward shape, and a type that nobody knows"),
        "field_shapes",
        "2a9fdd47e544085b6e9a2a4230e49ca8",
    ),
    DemoTask(
        "c4a7e1d09b5f4368a2d17f3e6c80b95d",
        "Exact values",
        N_("Values that must be shown as sent: long numbers, null and empty, a repeated key, odd characters"),
        "exact",
        kind="made",
    ),
    DemoTask(
        "bad0c0de5a1f4e7c92d83b6f07a4e1c9",
        "Hostile text",
        N_("Hostile text in every place: images, scripts, links to files"),
        "hostile",
        "d847561a9d0d8f331542250191a1368a",
    ),
    DemoTask(
        "1a96e0000d3b4f7c8a5e62c1b79f04de",
        "Equipment register of Harbourline Dental",
        N_("A task of 1 MB"),
        "large",
        HEALTHY_PROCESS,
        kind="made",
    ),
    DemoTask(
        "5107e0a1c3d24b6f9e8a7d50b4c6f213",
        "Survey the roof for Northwind Traders",
        N_("A slow answer: 3 seconds until it begins"),
        "stuck",
        wait=3.0,
    ),
    DemoTask(
        "d21bb1e0a7c54f3896e0b2d4a51c7f38",
        "Label the cabinets for Northwind Traders",
        N_("A slow answer: it begins at once and trickles in for 6 seconds"),
        "stuck",
        dribble=6.0,
    ),
    DemoTask(
        "921be0a5d4f14c7e8b3a60d9c2e7f415",
        "Hand over to Northwind Traders",
        N_("An answer sent gzip-compressed"),
        "stuck",
        packed=True,
    ),
    DemoTask(
        "921b1a96e0c84d3fa57b10e6d94c2f83",
        "Equipment register of Harbourline Dental, compressed",
        N_("A task of 1 MB sent gzip-compressed"),
        "large",
        HEALTHY_PROCESS,
        kind="made",
        packed=True,
    ),
    DemoTask(
        "1be0c4d28f6a4e0f9b7d35a2c81e6f40",
        "Call back Fenwick & Daughters",
        N_("A task sent without its 'data' envelope"),
        "bare",
        None,
    ),
    DemoTask(
        "e4010000a5c84b7f9d20e1f3b6a7c801",
        "401 Unauthorized",
        N_("Error 401: the token is not accepted"),
        "unauthenticated",
        kind="error",
    ),
    DemoTask(
        "e4030000a5c84b7f9d20e1f3b6a7c802",
        "403 Forbidden",
        N_("Error 403: no permission"),
        "permission",
        kind="error",
    ),
    DemoTask(
        "e4030001a5c84b7f9d20e1f3b6a7c803",
        "403 Forbidden",
        N_("Error 403: a rule of Tallyfy forbids it"),
        "business_rule",
        kind="error",
    ),
    DemoTask(
        "e4040000a5c84b7f9d20e1f3b6a7c804",
        "404 Not Found",
        N_("Error 404: no such task, or no access to it"),
        "resource",
        kind="error",
    ),
    DemoTask(
        "e4040001a5c84b7f9d20e1f3b6a7c805",
        "404 Not Found",
        N_("Error 404: no such address in the API"),
        "endpoint",
        kind="error",
    ),
    DemoTask(
        "e4040002a5c84b7f9d20e1f3b6a7c806",
        "404 Not Found",
        N_("Error 404: a required header was lost on the way"),
        "header_lost",
        kind="error",
    ),
    DemoTask(
        "e4090000a5c84b7f9d20e1f3b6a7c807",
        "409 Conflict",
        N_("Error 409: a conflict"),
        "conflict",
        kind="error",
    ),
    DemoTask(
        "e4220000a5c84b7f9d20e1f3b6a7c808",
        "422 Unprocessable Entity",
        N_("Error 422: the request is not valid, field by field"),
        "validation",
        kind="error",
    ),
    DemoTask(
        "e4290000a5c84b7f9d20e1f3b6a7c809",
        "429 Too Many Requests",
        N_("Error 429: too many requests, try again in 17 seconds"),
        "rate_limit",
        kind="error",
    ),
    DemoTask(
        "e5000000a5c84b7f9d20e1f3b6a7c810",
        "500 Internal Server Error",
        N_("Error 500: a message that gives away the server's insides"),
        "server_error",
        kind="error",
    ),
    DemoTask(
        "e5020000a5c84b7f9d20e1f3b6a7c811",
        "502 Bad Gateway",
        N_("Error 502: a web page instead of an answer"),
        "bad_gateway",
        kind="error",
    ),
    DemoTask(
        "e5030000a5c84b7f9d20e1f3b6a7c812",
        "503 Service Unavailable",
        N_("Error 503: not available for the moment"),
        "unavailable",
        kind="error",
    ),
    DemoTask(
        "e3020000a5c84b7f9d20e1f3b6a7c813",
        "302 Found",
        N_("A redirect to a sign-in page"),
        "redirect",
        kind="error",
    ),
    DemoTask(
        "e2000001a5c84b7f9d20e1f3b6a7c814",
        "200 OK",
        N_("200 OK, but a web page: a network's sign-in page"),
        "sign_in_page",
        kind="error",
    ),
    DemoTask(
        "e2000002a5c84b7f9d20e1f3b6a7c815",
        "200 OK",
        N_("200 OK, but the answer says error"),
        "error_in_ok",
        kind="error",
    ),
    DemoTask(
        "e2000003a5c84b7f9d20e1f3b6a7c816", "200 OK", N_("200 OK, but without data"), "no_data", kind="error"
    ),
    DemoTask(
        "e2000004a5c84b7f9d20e1f3b6a7c817", "200 OK", N_("200 OK, but not JSON"), "not_json", kind="error"
    ),
    DemoTask(
        "e2000005a5c84b7f9d20e1f3b6a7c818",
        "200 OK",
        N_("200 OK, but the answer breaks off in the middle"),
        "cut_off",
        HEALTHY_PROCESS,
        kind="made",
    ),
    DemoTask(
        "e2000006a5c84b7f9d20e1f3b6a7c819",
        "200 OK",
        N_("200 OK, a small compressed answer that unpacks to 64 MB"),
        "bomb",
        kind="made",
    ),
    DemoTask(
        "e2000007a5c84b7f9d20e1f3b6a7c820",
        "200 OK",
        N_("200 OK, nested 100,000 levels deep"),
        "deep",
        kind="made",
    ),
)

_BY_ID = {task.id: task for task in TASKS}


def find(task_id: str) -> DemoTask | None:
    """The task with this ID, or None."""
    return _BY_ID.get(task_id)
