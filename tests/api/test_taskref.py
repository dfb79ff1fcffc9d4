"""Every form in which people paste a task, and what must never come out of it."""

from __future__ import annotations

import re
import time
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.api import taskref
from tallyfy_inspector.api.taskref import Reading, Reference, read

ORG = "3d53f2fd6326517fb1b431b539292029"
RUN = "81c2f6ae0d5b4c1f9d3e7a6b5c4d3e2f"
TASK = "d0053c1e5b2c4f6a8b9c0d1e2f3a4b5c"
OTHER = "0123456789abcdef0123456789abcdef"
CODE = "67a466a7d8374750922f9d46349cd3ae"
GO = "https://go.tallyfy.com"
API = f"https://api.tallyfy.com/organizations/{ORG}/runs/{RUN}/tasks/{TASK}"
MAGIC = f"{GO}/{ORG}/magic?action=completeTask&task_id={TASK}"
GUEST = f"{GO}/guest-all-task/{ORG}/{CODE}"
SAFE = (
    "https://nam02.safelinks.protection.outlook.com/?url={}&data=05%7C02%7Cann%40x.example%7C"
    + OTHER
    + "%7C1"
)


def ids(text: str, *hosts: str) -> list[tuple[str | None, str | None, str | None]]:
    return [(each.task, each.run, each.organization) for each in read(text, hosts).references]


TASK_FORMS = [
    (TASK, None, None),
    (TASK.upper(), None, None),
    (f"  <{TASK}>.\n", None, None),
    (f"{TASK[:8]}\u200b{TASK[8:]}", None, None),
    (API, RUN, ORG),
    (API.replace("api.tallyfy.com", "go.tallyfy.com/api"), RUN, ORG),
    (API.replace("https://api.tallyfy.com", "https://staging.go.tallyfy.com/api"), RUN, ORG),
    (API.replace("https://", ""), RUN, ORG),
    (API.upper().replace("HTTPS", "https"), RUN, ORG),
    (API + "?with=form_fields,run#top", RUN, ORG),
    (f"{GO}/api/organizations/{ORG}/tasks/{TASK}?with=run", None, ORG),
    (f"/organizations/{ORG}/tasks/{TASK}", None, ORG),
    (f"organizations/{ORG}/runs/{RUN}/tasks/{TASK}", RUN, ORG),
    (f"{GO}/{ORG}/tasks/{TASK}", None, ORG),
    (f"{GO}/{ORG}/processes/{RUN}/tasks/{TASK}", RUN, ORG),
    (f"{GO}/{ORG}/processes/{RUN}/{TASK}", RUN, ORG),
    (f"{GO}/{ORG}/processes/{RUN}?task_id={TASK}", RUN, ORG),
    (f"{GO}/{ORG}/processes/{RUN}#task={TASK}", RUN, ORG),
    (f"{GO}/#/{ORG}/processes/{RUN}/task/{TASK}", RUN, ORG),
    (f"{GO}/#!/{ORG}/tasks/{TASK}?tab=form", None, ORG),
    (f"{GO}/tracker/{RUN}/task/{TASK}", RUN, None),
    (MAGIC, None, ORG),
    (MAGIC.replace("&", "&amp;"), None, ORG),
    (MAGIC.replace("task_id=", "task_id=3D"), None, ORG),
    (f"task_id={TASK}", None, None),
    (f"tallyfy://desktop-task/{TASK}", None, None),
    (f"{GO}/guest/{CODE}/tasks/{TASK}", None, None),
    (f"{GO}/guest/{CODE}/?task_id={TASK}", None, None),
    (API.replace("/", "\\/"), RUN, ORG),
    (API.replace("/", "\\u002f"), RUN, ORG),
    (quote(API, safe=""), RUN, ORG),
    (quote(quote(API, safe=""), safe=""), RUN, ORG),
    (API.replace("/tasks/", "%2Ftasks%2F"), RUN, ORG),
    (SAFE.format(quote(API, safe="")), RUN, ORG),
    (f"https://www.google.com/url?q={API}&sa=D&usg={OTHER}", RUN, ORG),
    (f"https://urldefense.com/v3/__{API}__;!!{OTHER}", RUN, ORG),
    (
        "https://urldefense.proofpoint.com/v2/url?u="
        + API.replace(":", "-3A").replace("/", "_")
        + f"&d=DwMFaQ&c={OTHER}",
        RUN,
        ORG,
    ),
    (f"https://account.tallyfy.com/login?redirect={quote(API, safe='')}", RUN, ORG),
    (f"See [the task]({API}).", RUN, ORG),
    (f"<a href='{API}'>x</a>", RUN, ORG),
    (f"Hello,\n\nthis one: <{API}>, thanks\n-- \nhttps://customer.example/{OTHER}", RUN, ORG),
    (API.replace("/tasks", "\n/tasks"), RUN, ORG),
    (f"> {API[:60]}=\r\n> {API[60:]}", RUN, ORG),
    (f"> {API[:-20]}\n> {API[-20:]}", RUN, ORG),
    (f"Organization ID: {ORG}\nProcess: {RUN}\nTask ID: {TASK}", RUN, ORG),
    (f"{API}。", RUN, ORG),
    (f"{API} {API}", RUN, ORG),
    (f"{GO}/{ORG}/processes/{RUN} and the task is {TASK}", None, ORG),
]


@pytest.mark.parametrize(("text", "run", "organization"), TASK_FORMS)
def test_one_task_is_found(text: str, run: str | None, organization: str | None) -> None:
    reading = read(text)
    assert ids(text) == [(TASK, run, organization)]
    assert reading.refusal is None
    assert reading.references[0].warning is None


PROCESS_FORMS = [
    (f"{GO}/{ORG}/processes/{RUN}", ORG, "go.tallyfy.com"),
    (f"{GO}/tracker/{RUN}", None, "go.tallyfy.com"),
    (f"{GO}/organizations/{ORG}/runs/{RUN}", ORG, "go.tallyfy.com"),
    (f"{GO}/#/{ORG}/processes/{RUN}", ORG, "go.tallyfy.com"),
    (f"Process ID: {RUN}", None, None),
]


@pytest.mark.parametrize(("text", "organization", "host"), PROCESS_FORMS)
def test_a_process_is_no_task_but_is_kept_for_whoever_can_use_it(
    text: str, organization: str | None, host: str | None
) -> None:
    reading = read(text)
    assert reading.references == ()
    assert "names a process" in (reading.refusal or "")
    assert "link or ID of the task" in (reading.refusal or "")
    assert reading.process == Reference(None, RUN, organization, host)


REFUSED = [
    ("", "no ID"),
    (" \u200b\n", "no ID"),
    ("just some words", "no task ID"),
    (GUEST, "guest's sign-in link"),
    (f"{GO}/guest/{CODE}/", "guest's sign-in link"),
    (f"guest-all-task/{ORG}/{CODE}", "guest's sign-in link"),
    (f"{GO}/{ORG}/guest/{CODE}", "guest's sign-in link"),
    (SAFE.format(quote(GUEST, safe="")), "guest's sign-in link"),
    (f"{GO}/{ORG}/process/{OTHER}/create?x=1", "template"),
    (f"{GO}/{ORG}/public/kickoff/new-hire", "template"),
    (f"{GO}/public/library/{ORG}/blueprint/{OTHER}/kick-off", "template"),
    (f"{GO}/api/organizations/{ORG}/checklists/{OTHER}", "template"),
    (f"https://api.tallyfy.com/organizations/{ORG}/file/{OTHER}/dl", "link of a file"),
    (f"{GO}/{ORG}/magic?action=completeTask", "magic link without a task"),
    (f"{GO}/{ORG}/dashboard", "names an organization"),
    (f"{GO}/#/settings/integrations", "no task ID"),
    ("https://account.tallyfy.com/login", "no task ID"),
    (f"https://example.com/organizations/{ORG}/tasks/{TASK}", "points to example.com"),
    (f"https://go.tallyfy.com@evil.example/{ORG}/tasks/{TASK}", "points to evil.example"),
    (f"https://go.tallyfy.com.evil.example/{ORG}/tasks/{TASK}", "points to go.tallyfy.com.evil.example"),
    (f"https://nottallyfy.com/{ORG}/tasks/{TASK}", "points to nottallyfy.com"),
    (f"example.com/tasks/{TASK}", "points to example.com"),
    (f"https://go.t\u0430llyfy.com/tasks/{TASK}", "points to go.t\\u0430llyfy.com"),
    ('{"data":{"id":"' + TASK + '"}}', "JSON"),
    ('[{"id":"' + TASK + '"}]', "JSON"),
    ("eyJ0eXAiOiJKV1QiLCJhbGci.eyJ4IjoxfQ.c2ln", "access token"),
    ("Bearer eyJ0eXAiOiJKV1QiLCJhbGci.eyJ4IjoxfQ.c2ln", "access token"),
    ("ann@customer.example", "only letters"),
    ("täsk", "only letters"),
    ("a" * 256, "only letters"),
    (f"tallyfy-inspector:task/{ORG}/{TASK}", "Tallyfy Inspector itself"),
]


@pytest.mark.parametrize(("text", "words"), REFUSED)
def test_what_names_no_task_is_refused_in_words(text: str, words: str) -> None:
    reading = read(text)
    assert reading.references == ()
    assert words in (reading.refusal or "")
    assert all(secret not in repr(reading) for secret in (CODE, "c2ln", "ann@"))


def test_an_unlabelled_id_in_a_link_may_be_either() -> None:
    reading = read(f"{GO}/{ORG}/view/{TASK}")
    assert ids(f"{GO}/{ORG}/view/{TASK}") == [(TASK, None, ORG), (None, TASK, ORG)]
    assert [each.label for each in reading.references] == [f"Task {TASK}", f"Process {TASK}"]
    assert all("task or a process" in (each.warning or "") for each in reading.references)


def test_several_tasks_are_all_offered_in_order() -> None:
    two = f"{GO}/{ORG}/tasks/{TASK} or {API.replace(TASK, OTHER)}"
    assert ids(two) == [(TASK, None, ORG), (OTHER, RUN, ORG)]
    assert ids(f"{TASK}\n{OTHER}") == [(TASK, None, None), (OTHER, None, None)]
    assert read(two).references[1].label == f"Task {OTHER} in process {RUN}"


def test_the_host_is_told_without_the_link() -> None:
    assert read(API).references[0].host == "api.tallyfy.com"
    assert read(API.replace("api.", "user:pw@V2-API.")).references[0].host == "v2-api.tallyfy.com"
    assert read(f"tallyfy://desktop-task/{TASK}").references[0].host is None


def test_other_hosts_are_taken_when_they_are_known() -> None:
    local = f"http://127.0.0.1:8123/organizations/{ORG}/tasks/{TASK}"
    assert "127.0.0.1:8123" in (read(local).refusal or "")
    assert read(local, ["127.0.0.1:8123"]).references == (Reference(TASK, None, ORG, "127.0.0.1:8123"),)
    assert ids(local, "127.0.0.1") == [(TASK, None, ORG)]
    assert ids(local, "127.0.0.1:1") == []


def test_a_task_that_is_named_after_an_unfinished_guest_link_is_one() -> None:
    text = f"{GO}/guest-all-task/{ORG}/ {CODE}\nTask ID: {TASK}"
    assert [each.task for each in read(text).references] == [TASK]


@pytest.mark.parametrize("host", ["g\u043e.tallyfy.com", "\u0261o.tallyfy.com", "\uff47o.tallyfy.com"])
def test_a_host_that_only_looks_like_tallyfys_is_another(host: str) -> None:
    refusal = read(f"https://{host}/{ORG}/tasks/{TASK}").refusal
    assert host.encode("ascii", "backslashreplace").decode() in (refusal or "")


def test_an_id_beside_a_foreign_link_is_fine() -> None:
    assert ids(f"https://example.com/{OTHER} task {TASK}") == [(TASK, None, None)]


@pytest.mark.parametrize("text", ["abc-123", "d0053c1e", f"{GO}/api/organizations/{ORG}/tasks/abc-123"])
def test_an_unusual_id_is_taken_with_a_warning(text: str) -> None:
    (reference,) = read(text).references
    assert reference.task in ("abc-123", "d0053c1e")
    assert "32 characters" in (reference.warning or "")


@pytest.mark.parametrize(
    "text",
    [
        f"{GO}/guest-all-task/{ORG}/\n{CODE}",
        *(
            f"{GO}/guest-all-task/{ORG}/{blank}{CODE}"
            for blank in (" ", "\t", "\u00a0", "\u3000", "> ", "<br>")
        ),
        f"{GO}/<wbr>guest-all-task/<wbr>{ORG}/<wbr>{CODE}",
        f"{GO}/guest/\n> {CODE}",
        f"{GO}/guest/ {CODE}",
        f"{GO}/guest-all-task/{ORG[:9]}\n{ORG[9:]}/{CODE}",
        f"guest code: {CODE}",
        f"guest_code={CODE}",
        f"{GO}/{ORG}/x?guest_id={CODE}",
        f"{GO}/{ORG}/auth/handler?access_token={CODE}",
        f"{GO}/GUEST/{CODE.upper()}/",
        f"{GO}/%67uest/{CODE}",
        f"https://work.customer.example/guest/\n{CODE}",
        f"{GUEST} and again {CODE}",
        f"{GUEST} {GO}/{ORG}/tasks/{CODE}",
        f"{GO}/guest-all-task/{CODE}/view",
        f"{GO}/guest/{CODE}/{CODE}",
        f"{GO}/guest-all-task/{ORG}/ {CODE}",
        f"{GO}/guest-all-task/{ORG}/\t{CODE}",
        f"{GO}/guest-all-task/{ORG}/\u00a0{CODE}",
        f"{GO}/guest-all-task/{ORG}/\u3000{CODE}",
        f"{GO}/guest-all-task/{ORG}/>{CODE}",
        f"{GO}/guest-all-task/{ORG} /{CODE}",
        f"{GO}/guest-all-task/ {ORG}/{CODE}",
        f"{GO}/guest-all-task/ {ORG} {CODE}",
        f"{GO}/guest-all-task/{ORG}/?x=1 {CODE}",
        f"Your task: {GO}/guest-all-task/{ORG}/ {CODE}",
        f"{GO}/guest-all-task/{ORG}/<br>{CODE}",
        f"{GO}/guest-all-task/{ORG}/<wbr>{CODE}",
        f"{GO}/guest-all-task/{ORG[:9]}<br />{ORG[9:]}/{CODE}",
        f"{GO}/gu<wbr>est/{CODE}",
        f"{GO}/<b>guest</b>/{CODE}",
        f'{GO}/<span class="x">guest-all-task/{ORG}/{CODE}</span>',
        f"{GO}/&lt;wbr&gt;guest/{CODE}",
        f"{GO}/%E2%80%8Bguest/{CODE}",
        f"{GO}/{ORG}/x?guest= {CODE}",
    ],
)
def test_a_guests_code_never_comes_out(text: str) -> None:
    assert CODE not in repr(read(text))


def test_a_long_text_is_cut_and_says_so() -> None:
    reading = read(API + " x" * 2_000_000)
    assert reading.references[0].task == TASK
    assert "beginning" in (reading.references[0].warning or "")
    assert "beginning" in (read("x " * 2_000_000 + API).refusal or "")


@pytest.mark.parametrize(
    "piece",
    [
        "x",
        "a.b/",
        "a.bc/ ",
        "https://",
        "%2F",
        "&#47;",
        "\\/",
        "=\n> ",
        TASK + " ",
        "guest/",
        "a=1&",
        "f",
        "process ",
    ],
)
def test_no_text_takes_long(piece: str) -> None:
    text = piece * (3_000_000 // len(piece))
    started = time.process_time()
    read(text)
    # Milliseconds on any machine; the limit only tells them from a reading that runs away.
    assert time.process_time() - started < 2.0


@given(
    st.text()
    | st.lists(st.sampled_from(["/", "guest", "\n", "://", "tasks", TASK, CODE, "%", "?", "="])).map("".join)
)
def test_nothing_raises_and_every_id_can_stand_in_a_request(text: str) -> None:
    reading = read(text)
    assert isinstance(reading, Reading)
    assert bool(reading.references) != bool(reading.refusal)
    for each in reading.references:
        for found in (each.task, each.run, each.organization):
            assert found is None or re.fullmatch("[A-Za-z0-9_-]{1,255}", found)


WORDS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="{[/=?#%@.:\\0123456789"), max_size=60
)


@given(WORDS, WORDS, st.sampled_from([text for text, _run, _org in TASK_FORMS if text.startswith("http")]))
def test_a_link_is_found_in_any_surroundings(before: str, after: str, link: str) -> None:
    assert [each.task for each in read(f"{before} {link} {after}").references] == [TASK]


@given(
    WORDS, WORDS, st.sampled_from([GUEST, f"{GO}/guest/{CODE}/", quote(GUEST, safe="")]), st.integers(1, 120)
)
def test_a_guests_code_stays_in_wherever_the_link_breaks(before: str, after: str, link: str, at: int) -> None:
    assert CODE not in repr(read(f"{before} {link[:at]}\n{link[at:]} {after}"))


def test_what_is_read_is_not_kept() -> None:
    assert not [name for name, value in vars(taskref).items() if value == API]
