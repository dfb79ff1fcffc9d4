"""Secrets are searched for in every byte that the whole program wrote, showed, said, copied or tells.

Project-wide: it mirrors no source. Three canaries go through everything that can happen to them
(support/tour.py): a token, a guest's sign-in link, and what a customer wrote. The last may be seen on the
screen and in what a person copies, and nowhere else. Then a token is kept in a real keyring, and strangers
wait for it.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import signal
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.keyring_session import BUS, private_session
from tests.support.program import Ended, started
from tests.support.wire import CLOSE, RESET, Step, Wire, free_port, response, self_signed

TOKEN = "canarytokenq7f3a9c41d8e60b2"
CODE = "c0dec0dec0dec0de4711471147114711"
LINK = f"https://go.tallyfy.com/guest/task/{CODE}?guest_code={CODE}"
VALUE = "Canarina Vogelsang of Cage & Co"
MAIL = "canarina@cage.example"
ORG = "3d53f2fd6326517fb1b431b539292029"
GOOD, DENIED, LEAKY, HALF, PAGE = (f"{number}" * 32 for number in range(1, 6))
PROCESS, LOST = "7" * 32, "8" * 32
PROXY = "canaryproxy5d11f07a"
SIGNED_IN = base64.b64encode(f"someone:{PROXY}".encode()).decode()

TASK = {
    "id": GOOD,
    "title": f"Call {VALUE}",
    "summary": f'<p>Ask <a href="{LINK}">{VALUE}</a></p>',
    "owners": {"users": [1], "guests": [MAIL], "taskUrls": [{"email": MAIL, "url": LINK}]},
    "guests": {"data": [{"email": MAIL, "link": LINK, "last_name": VALUE}]},
    "webhook": f"https://hooks.example/in?token={CODE}",
    "taskdata": {"f1": VALUE},
    "form_fields": {
        "data": [
            {
                "id": "f1",
                "label": f"Name for {MAIL}",
                "field_type": "text",
                "required": True,
                "field_value": VALUE,
            },
            {
                "id": "f2",
                "label": "Notes",
                "field_type": "textarea",
                "field_value": f"<p>{VALUE}: {LINK}</p>",
            },
            {"id": "f3", "label": LINK, "field_type": "text", "field_value": LINK, "alias": "link-1"},
            {"id": "f4", "label": "Mail", "field_type": "email", "field_value": MAIL},
        ]
    },
    "threads": {"data": [{"id": n, "content": f"{VALUE} wrote {LINK}"} for n in range(6)]},
}
BODY = json.dumps({"data": TASK}).encode()
RUN = {"data": {"id": PROCESS, "name": f"{VALUE} with {LINK}", "status": "active", "owner": MAIL}}
LISTED = {"data": [{**TASK, "run_id": PROCESS}], "meta": {"pagination": {"total_pages": 1}}}
LEAK = f"SQLSTATE[42]: insert into calls values ('Bearer {TOKEN}', '{LINK}', '{VALUE}', '{MAIL}')"
FIELDS = {"title": [f"{VALUE} is too long"], "link": [LINK], "authorization": f"Bearer {TOKEN}"}


def answer(head: bytes) -> list[Step]:
    """Tallyfy on a bad day: whatever goes wrong repeats what it was told."""
    path = head.split()[1].decode()
    headers = {"Set-Cookie": f"session={TOKEN}", "X-Debug": f"{VALUE} {LINK}"}
    told = {"message": f"Bearer {TOKEN} of {MAIL} has expired, see {LINK}", "errors": FIELDS}
    if path == "/me" or DENIED in path:
        return [response(json.dumps(told).encode(), "401 Unauthorized", headers)]
    if path.partition("?")[0].endswith((f"/runs/{PROCESS}", f"/runs/{PROCESS}/tasks")):
        return [response(json.dumps(LISTED if "tasks" in path else RUN).encode(), headers=headers)]
    if LEAKY in path or LOST in path:
        return [response(json.dumps({"error": LEAK}).encode(), "500 Internal Server Error", headers)]
    if HALF in path:
        return [response(BODY[: len(BODY) // 2], "200 OK", headers, length=len(BODY)), RESET]
    if PAGE in path:
        return [response(f"<html>{LEAK}</html>".encode(), "502 Bad Gateway", {"Content-Type": "text/html"})]
    return [response(BODY, headers=headers)]


def refusing_proxy(_head: bytes) -> list[Step]:
    """A proxy that does not know who asks."""
    wants = {"Proxy-Authenticate": 'Basic realm="corp"'}
    return [response(b"", "407 Proxy Authentication Required", wants), CLOSE]


@dataclass(frozen=True)
class Toured:
    """What is left after the tour."""

    report: Mapping[str, list[str]]
    ended: Ended
    files: Mapping[str, str]
    heard: str
    saved: str
    through: str

    def all(self, name: str) -> str:
        """One list of the report as one text."""
        return "\n".join(self.report[name])


def written(folder: Path) -> dict[str, str]:
    """Every file under `folder`, each byte a character."""
    return {str(file): file.read_bytes().decode("latin-1") for file in folder.rglob("*") if file.is_file()}


@pytest.fixture(scope="module")
def toured(tmp_path_factory: pytest.TempPathFactory) -> Toured:
    folder = tmp_path_factory.mktemp("tour")
    profile, report = folder / "profile", folder / "report.json"
    kept = {"whole.json": BODY, "half.json": BODY[: len(BODY) // 2], "page.json": LEAK.encode()}
    for name, content in kept.items():
        (folder / name).write_bytes(content)
    with (
        Wire(answer) as wire,
        Wire(tls=self_signed(folder / "certificate.pem")) as mistrusted,
        Wire(refusing_proxy) as proxy,
    ):
        plan = {
            "address": wire.url,
            "good": GOOD,
            "bad": [DENIED, LEAKY, HALF, PAGE],
            "pasted": [LINK, f"Please look:\n{LINK}\nRegards, {VALUE}", f"Bearer {TOKEN}"],
            "files": [str(folder / name) for name in kept],
            "json": BODY.decode(),
            "saved": str(folder / "saved.json"),
            "organization": ORG,
            "token": TOKEN,
            "value": VALUE,
            "process": PROCESS,
            "lost": LOST,
            "proxy": proxy.url,
            "password": PROXY,
            "unreachable": ["https://nobody.invalid", mistrusted.url, f"http://127.0.0.1:{free_port()}"],
        }
        environment = {
            "TALLYFY_ACCESS_TOKEN": TOKEN,
            "TALLYFY_ORG_ID": ORG,
            "TALLYFY_BASE_URL": wire.url,
            "TOUR": json.dumps(plan),
            "TOUR_REPORT": str(report),
        }
        with started(
            "--debug", profile=profile, inside="through_everything", environment=environment
        ) as program:
            ended = program.end(patience=90)
        assert ended.code == 0, ended.err
        heard, through = (b"".join(each.heard).decode("latin-1") for each in (wire, proxy))
    saved = (folder / "saved.json").read_text(encoding="utf-8")
    told = json.loads(report.read_text(encoding="utf-8"))
    return Toured(told, ended, written(profile), heard, saved, through)


PROBLEMS = (
    *("Token not accepted", "Tallyfy's server failed", "The answer broke off"),
    *("Tallyfy is not available right now", "Address not found", "Certificate vouches for itself"),
    *("This JSON is not whole", "This is not JSON"),
    "Connection refused",
    "The proxy wants a password",
)
WINDOWS = ("Process tasks", "Connections", "Import a token", "Network")
FOUND_THERE = (
    f"text: Call {VALUE.replace('&', '&&')}  ·  {GOOD[:8]}  ·  Kept",  # in the menu of recent tasks
    f"process_rows' cell 0,0: Call {VALUE}",
    "question_options' spoken: 1. Kept",
    "process_told' text: Tallyfy's server failed",
    "token_result' text: Address not found",  # the imported token is tried at Tallyfy's own address
    "network_result' text: Saved.",
)
FILES = ["history.json", "settings.json", "tallyfy-inspector.log"]


def test_the_tour_went_where_it_should(toured: Toured) -> None:
    assert toured.heard.count(f"Bearer {TOKEN}") >= 6
    shown, copied = toured.all("seen"), toured.all("copied")
    for text in (VALUE, MAIL, "guest/••••••"):
        assert text in shown
        assert text in copied
    assert [title for title in PROBLEMS if f"Problem: {title}" not in shown] == []
    assert "The keyring failed" in shown
    crash, log, doctor, behind_proxy = toured.report["help"]
    assert "ValueError\n  tests.support.tour:" in crash
    assert "Unexpected error" in log
    assert "Failed: Sign-in (/me): Token not accepted (401)." in doctor
    assert "Proxy: Through the proxy 127.0.0.1:" in behind_proxy
    assert f"Basic {SIGNED_IN}" in toured.through
    assert [title for title in WINDOWS if f"window title: {title}" not in shown] == []
    assert [text for text in FOUND_THERE if text not in shown] == []
    assert VALUE in toured.saved
    assert toured.ended.log.count("Opened: a document, ") == 3
    assert toured.ended.log.count("Opened: BadFile, ") == 2
    assert "problem=None" in toured.all("reprs")
    assert "NoConnection(" in toured.all("reprs")
    assert toured.ended.log.count("message not logged") == 3
    assert "ERROR tallyfy_inspector.tour: Token ••••••" in toured.ended.err
    assert sorted(Path(file).name for file in toured.files) == FILES


def test_recent_tasks_are_on_disk_by_their_ids_alone(toured: Toured) -> None:
    (file,) = (name for name in toured.files if name.endswith("history.json"))
    kept = json.loads(toured.files[file])
    assert {each["task"]: each["run"] for each in kept["tasks"]} == {GOOD: PROCESS}
    for entry in kept["tasks"]:
        assert sorted(entry) == ["at", "connection", "organization", "run", "task"]
        assert entry["organization"] == ORG
    if os.name == "posix":
        assert Path(file).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("secret", [TOKEN, CODE, PROXY, SIGNED_IN])
def test_a_secret_is_nowhere(toured: Toured, secret: str) -> None:
    everywhere = {
        **{name: toured.all(name) for name in toured.report},
        **toured.files,
        "stdout": toured.ended.out,
        "stderr": toured.ended.err,
        "saved without secrets": toured.saved,
    }
    assert [name for name, text in everywhere.items() if secret in text] == []


@pytest.mark.parametrize("told", [VALUE, "Canarina", MAIL])
def test_what_a_customer_wrote_is_on_the_screen_alone(toured: Toured, told: str) -> None:
    elsewhere = {
        "titles": toured.all("titles"),
        "reprs": toured.all("reprs"),
        "doctor, log and crash report": toured.all("help"),
        **toured.files,
        "stdout": toured.ended.out,
        "stderr": toured.ended.err,
    }
    assert [name for name, text in elsewhere.items() if told in text] == []


@dataclass(frozen=True)
class SignedIn:
    """A profile that somebody signed in with, the real keyring behind it, and Tallyfy."""

    profile: Path
    environment: dict[str, str | None]
    tallyfy: Wire
    said: str

    def own_profile(self, folder: Path) -> Path:
        """A copy of the profile that a test may change."""
        return Path(shutil.copytree(self.profile, folder / "profile"))


@pytest.fixture(scope="module")
def signed_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SignedIn]:
    profile = tmp_path_factory.mktemp("signed-in")
    with private_session(tmp_path_factory.mktemp("k")) as session, Wire(answer) as tallyfy:
        environment: dict[str, str | None] = {
            "DBUS_SESSION_BUS_ADDRESS": session.environment[BUS],
            "PYTHON_KEYRING_BACKEND": None,
            "TALLYFY_ORG_ID": ORG,
        }
        more = {"INSIDE_TOKEN": TOKEN, "INSIDE_BASE_URL": tallyfy.url}
        with started(profile=profile, inside="signs_in", environment=environment | more) as program:
            ended = program.end()
        assert (ended.code, ended.err) == (0, "")
        yield SignedIn(profile, environment, tallyfy, ended.out)


def test_a_token_is_saved_in_the_keyring_and_in_no_file(signed_in: SignedIn) -> None:
    assert signed_in.said.startswith("Saved in the keyring.")
    files = written(signed_in.profile)
    assert any("base_url" in text for text in files.values())
    assert [name for name, text in files.items() if TOKEN in text] == []


def test_the_next_start_uses_it_and_writes_it_nowhere(signed_in: SignedIn, tmp_path: Path) -> None:
    profile = signed_in.own_profile(tmp_path)
    before = len(signed_in.tallyfy.heard)
    with started(GOOD, "--debug", profile=profile, environment=signed_in.environment) as program:
        program.await_log("Answered 200: a task")
        ended = program.end(signal.SIGTERM)
    assert f"Bearer {TOKEN}".encode() in signed_in.tallyfy.heard[before]
    assert TOKEN not in ended.out + ended.err + "".join(written(profile).values())


@pytest.mark.parametrize("way", ["option", "variable", "settings"])
def test_a_stranger_never_gets_it_and_the_window_asks_to_sign_in(
    signed_in: SignedIn, tmp_path: Path, way: str
) -> None:
    profile = signed_in.own_profile(tmp_path)
    options, environment = [GOOD], dict(signed_in.environment)
    with Wire() as stranger:
        if way == "option":
            options += ["--base-url", stranger.url]
        elif way == "variable":
            environment["TALLYFY_BASE_URL"] = stranger.url
        else:
            file = profile / "settings.json"
            text = file.read_text(encoding="utf-8")
            assert signed_in.tallyfy.url in text
            file.write_text(text.replace(signed_in.tallyfy.url, stranger.url), encoding="utf-8")
        with started(*options, profile=profile, environment=environment) as program:
            program.await_log("No answer: SignIn")
            program.end(signal.SIGTERM).assert_clean()
        assert stranger.connections == 0
