from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.api import routes
from tallyfy_inspector.api.exchange import DEFAULT_BASE_URL
from tallyfy_inspector.api.includes import PRESETS

ORG = "3d53f2fd6326517fb7dc6e1bbfa9a0e3"
TASK = "d005715eb72c17884e4e3f904d9e01bf"
RUN = "0a9e5ff3c9b3d3a6b1b5a3c7f9cbb1f2"


def test_the_routes_are_these_and_no_others() -> None:
    assert [route.name for route in routes.ROUTES] == [
        "task",
        "run_task",
        "me",
        "me_organizations",
        "users_list",
        "groups",
        "run",
        "run_tasks",
    ]


def test_a_task_with_includes() -> None:
    made = routes.url(
        DEFAULT_BASE_URL, "task", {"organization": ORG, "task": TASK}, ["run", "ko-form-fields"]
    )
    assert made == f"https://go.tallyfy.com/api/organizations/{ORG}/tasks/{TASK}?with=run,ko-form-fields"


def test_a_task_of_a_process() -> None:
    segments = {"organization": ORG, "run": RUN, "task": TASK}
    made = routes.url("https://api.tallyfy.com", "run_task", segments)
    assert made == f"https://api.tallyfy.com/organizations/{ORG}/runs/{RUN}/tasks/{TASK}"


def test_the_routes_about_oneself() -> None:
    assert routes.url("https://x.example/a/b/", "me", {}) == "https://x.example/a/b/me"
    assert routes.url("https://x.example", "me_organizations", {}) == "https://x.example/me/organizations"


def test_the_query_is_read_back_as_sent() -> None:
    everything = PRESETS["everything"]
    made = routes.url(DEFAULT_BASE_URL, "task", {"organization": ORG, "task": TASK}, everything)
    assert parse_qs(urlsplit(made).query) == {"with": [",".join(everything)]}
    assert "+" not in made


@pytest.mark.parametrize(
    "segment",
    ["", "..", ".", "a/b", "a%2Fb", "a?b", "a#b", "a b", "x" * 256, "é", "a\n", "a;b", "a@b", "a\x00", "１"],
)
@pytest.mark.parametrize("name", ["organization", "task", "run"])
def test_a_segment_that_is_no_id_is_refused_in_words(name: str, segment: str) -> None:
    segments = {"organization": ORG, "run": RUN, "task": TASK, name: segment}
    with pytest.raises(ValueError, match=r"^The .*ID") as refusal:
        routes.url(DEFAULT_BASE_URL, "run_task", segments)
    assert len(segment) < 2 or segment not in str(refusal.value)


@pytest.mark.parametrize("segment", ["a", "x" * 255, "A-b_9", "12345"])
def test_a_segment_need_not_be_hexadecimal(segment: str) -> None:
    assert routes.check_segment("task", segment) == segment


@pytest.mark.parametrize("name", ["delete_task", "", "organizations/x/file/y/dl", "Task"])
def test_a_route_outside_the_table_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="not one this program makes"):
        routes.url(DEFAULT_BASE_URL, name, {})


@pytest.mark.parametrize("segments", [{}, {"task": TASK}, {"organization": ORG, "task": TASK, "file": "x"}])
def test_left_out_and_unknown_segments_are_refused(segments: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="other parts"):
        routes.url(DEFAULT_BASE_URL, "task", segments)


@pytest.mark.parametrize(("name", "path"), [("users_list", "users-list"), ("groups", "groups")])
def test_the_lists_of_an_organization_come_page_by_page(name: str, path: str) -> None:
    asked = routes.url(DEFAULT_BASE_URL, name, {"organization": ORG}, page=3)
    assert asked == f"{DEFAULT_BASE_URL}/organizations/{ORG}/{path}?page=3&per_page=100"


@pytest.mark.parametrize(("name", "page"), [("me", 1)])
def test_a_page_of_what_is_no_list_is_refused(name: str, page: int) -> None:
    with pytest.raises(ValueError, match="no such page"):
        routes.url(DEFAULT_BASE_URL, name, {}, page=page)


def test_ones_own_organizations_come_page_by_page_too() -> None:
    asked = routes.url(DEFAULT_BASE_URL, "me_organizations", {}, page=2)
    assert asked == f"{DEFAULT_BASE_URL}/me/organizations?page=2&per_page=100"


def test_pages_count_from_one() -> None:
    with pytest.raises(ValueError, match="no such page"):
        routes.url(DEFAULT_BASE_URL, "groups", {"organization": ORG}, page=0)


def test_a_process_and_its_tasks_page_by_page() -> None:
    segments = {"organization": ORG, "run": "a" * 32}
    path = f"{DEFAULT_BASE_URL}/organizations/{ORG}/runs/{'a' * 32}"
    assert routes.url(DEFAULT_BASE_URL, "run", segments) == path
    assert routes.url(DEFAULT_BASE_URL, "run_tasks", segments, page=2) == f"{path}/tasks?page=2&per_page=100"
    with pytest.raises(ValueError, match="no such page"):
        routes.url(DEFAULT_BASE_URL, "run", segments, page=1)
    with pytest.raises(ValueError, match="process ID"):
        routes.url(DEFAULT_BASE_URL, "run_tasks", {**segments, "run": "../me"}, page=1)


@pytest.mark.parametrize("page", [-1, True, 1.0, "1", "1&with=x", None.__class__])
def test_a_page_is_a_whole_number_and_nothing_else(page: Any) -> None:
    with pytest.raises(ValueError, match="no such page"):
        routes.url(DEFAULT_BASE_URL, "groups", {"organization": ORG}, page=page)


def test_includes_are_checked_again() -> None:
    for key in ("a&b=c", "", "a,b", "a b", "a+b"):
        with pytest.raises(ValueError, match="include"):
            routes.url(DEFAULT_BASE_URL, "task", {"organization": ORG, "task": TASK}, [key])
    with pytest.raises(ValueError, match="takes no includes"):
        routes.url(DEFAULT_BASE_URL, "me", {}, ["run"])


@pytest.mark.parametrize(
    ("text", "normalised"),
    [
        ("https://go.tallyfy.com/api", "https://go.tallyfy.com/api"),
        ("  HTTPS://GO.Tallyfy.com:443/api//  ", "https://go.tallyfy.com/api"),
        ("go.tallyfy.com/api", "https://go.tallyfy.com/api"),
        ("https://go.tallyfy.com:8443/Api/V2", "https://go.tallyfy.com:8443/Api/V2"),
        ("http://localhost:8080", "http://localhost:8080"),
        ("http://LOCALHOST:80/", "http://localhost"),
        ("http://127.0.0.1:1", "http://127.0.0.1:1"),
        ("http://127.9.8.7:99/api", "http://127.9.8.7:99/api"),
        ("http://[::1]:5000/", "http://[::1]:5000"),
        ("http://[0:0:0:0:0:0:0:1]:5000", "http://[::1]:5000"),
        ("https://10.0.0.7", "https://10.0.0.7"),
        ("localhost:8080", "https://localhost:8080"),
    ],
)
def test_a_base_address_has_one_spelling(text: str, normalised: str) -> None:
    assert routes.check_base_url(text) == normalised
    assert routes.check_base_url(normalised) == normalised


@pytest.mark.parametrize(
    "text",
    [
        "",
        "https://",
        "http://go.tallyfy.com/api",
        "http://10.0.0.7",
        "http://0.0.0.0",
        "http://127.0.0.1.evil.example",
        "http://localhost.evil.example",
        "http://127.1",
        "http://2130706433",
        "http://evil.example#@127.0.0.1",
        "http://[::ffff:8.8.8.8]",
        "ftp://127.0.0.1",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https://user@go.tallyfy.com",
        "https://user:pass@go.tallyfy.com",
        "https://@go.tallyfy.com",
        "https://go.tallyfy.com@evil.example",
        "https://go.tallyfy.com/api?x=1",
        "https://go.tallyfy.com/api?",
        "https://go.tallyfy.com/api#x",
        "https://go.tallyfy.com/../x",
        "https://go.tallyfy.com/a//b",
        "https://go.tallyfy.com/a%2fb",
        "https://go.tallyfy.com\\@evil.example",
        "https://go.tallyfy.com/a b",
        "https://go.tall\nyfy.com",
        "https://go.tallyfy.com:0",
        "https://go.tallyfy.com:99999",
        "https://go.tallyfy.com:x",
        "https://gо.tallyfy.com",  # a Cyrillic letter
        "https://go..tallyfy.com",
        "https://[::1",
        "https://[fe80::1%eth0]",
        "https://" + "a" * 300,
    ],
)
def test_anything_else_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"^(The|An) .*\.$"):
        routes.check_base_url(text)


@given(st.text(max_size=80))
def test_whatever_is_typed_ends_at_https_or_at_this_computer(text: str) -> None:
    try:
        base = routes.check_base_url(text)
    except ValueError:
        return
    assert base.startswith("https://") or routes.is_loopback(base)
    assert "@" not in base


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://go.tallyfy.com/api", "HTTPS://GO.TALLYFY.COM:443/", True),
        ("http://127.0.0.1:80", "http://127.0.0.1", True),
        ("https://go.tallyfy.com", "http://go.tallyfy.com", False),
        ("https://go.tallyfy.com", "https://go.tallyfy.com:8443", False),
        ("https://go.tallyfy.com", "https://api.tallyfy.com", False),
        ("http://127.0.0.1:1", "http://localhost:1", False),
        ("http://[::1]:1", "http://[0:0::1]:1", True),
    ],
)
def test_origins_are_compared_in_one_spelling(one: str, other: str, same: bool) -> None:
    assert (routes.origin(one) == routes.origin(other)) is same


def test_an_origin_has_no_path_and_no_user() -> None:
    assert routes.origin("https://u:p@go.tallyfy.com/api?x#y") == "https://go.tallyfy.com"
    assert routes.origin("http://127.0.0.1:8080/api") == "http://127.0.0.1:8080"
    with pytest.raises(ValueError, match="https://"):
        routes.origin("go.tallyfy.com")


@pytest.mark.parametrize(
    ("url", "is_loopback"),
    [
        ("http://localhost:1", True),
        ("https://127.255.0.1", True),
        ("http://[::1]/x", True),
        ("https://go.tallyfy.com", False),
        ("https://128.0.0.1", False),
        ("https://localhost.example", False),
    ],
)
def test_this_computer_is_recognised(url: str, is_loopback: bool) -> None:
    assert routes.is_loopback(url) is is_loopback
