from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.redact import mask_json
from tallyfy_inspector.redact.counting import KINDS, count_secrets

CODE, OTHER = "c0dec0dec0dec0de4711471147114711", "af980983e1b8977de7181e619463ec48"
ORG = "3d53f2fd6326517fb1b431b539292029"
LINK = f"https://go.tallyfy.com/guest-all-task/{ORG}/{CODE}"
JWT = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJlc2lnbmF0dXJl"


@pytest.mark.parametrize(
    ("value", "counts"),
    [
        ({}, {}),
        ({"title": "A member/guest/group"}, {}),
        ({"owners": {"taskUrls": [LINK]}}, {"guest_link": 1}),
        ({"owners": {"taskUrls": [LINK, LINK]}, "guests": [{"link": LINK}]}, {"guest_link": 1}),
        ({"owners": {"taskUrls": [LINK, LINK.replace(CODE, OTHER)]}}, {"guest_link": 2}),
        ({"taskUrls": [{"url": LINK}]}, {"guest_link": 1}),
        ({"guests": [{"link": "https://short.example/x7Kq"}]}, {"guest_link": 1}),
        ({"summary": f'<p><a href="{LINK}">{LINK}</a></p>'}, {"guest_link": 1}),
        ({"summary": f"{LINK} or {LINK.replace(CODE, OTHER)}"}, {"guest_link": 2}),
        ({"note": f"https://go.tallyfy.com/magic-link/{CODE}"}, {"magic_link": 1}),
        ({"webhook": f"https://me:pass@hooks.example/in?token={CODE}#x=1"}, {"address": 1}),
        (
            {"webhook": f"https://hooks.example/in?token={CODE}", "note": LINK},
            {"guest_link": 1, "address": 1},
        ),
        ({"url": "https://files.example.com/brief.pdf?token=made-up"}, {"address": 1}),
        ({"note": "see https://files.example.com/brief.pdf?token=made-up"}, {"address": 1}),
        ({"token": "abc"}, {"token": 1}),
        ({"note": f"Bearer {JWT}"}, {"token": 1}),
        ({"note": JWT, "more": [JWT]}, {"token": 1}),
        ({"a": {"password": "one"}, "b": {"password": "two"}}, {"token": 2}),
    ],
)
def test_each_kind_is_counted_once_for_each_secret(value: object, counts: dict[str, int]) -> None:
    assert count_secrets(json.dumps(value)) == counts
    assert count_secrets(json.dumps({"data": value}, indent=2).replace("/", "\\/")) == counts


def test_what_is_no_json_is_counted_as_well() -> None:
    text = f"<html><a href='{LINK}'>go</a>"
    assert count_secrets(text) == {"guest_link": 1}
    assert count_secrets('{"taskUrls": ["' + LINK) == {"guest_link": 1}
    assert count_secrets("") == {}


def test_a_secret_behind_escapes_counts() -> None:  # it is shown with them undone
    text = json.dumps({"next": "https%3A%2F%2Fgo.tallyfy.com%2Fguest%2Ftask%2F" + CODE})
    assert mask_json(text) != text
    assert sum(count_secrets(text).values()) == 1


VALUES = st.recursive(
    st.sampled_from([LINK, f"x {JWT} y", "https://a.example/?token=1", "plain", "guest/pass", "%2Fguest%2F"])
    | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["taskUrls", "link", "webhook", "token", "note", "url"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@given(VALUES)
def test_there_is_something_to_count_exactly_where_something_is_masked(value: object) -> None:
    text = json.dumps(value)
    counts = count_secrets(text)
    assert bool(counts) == (mask_json(text) != text)
    assert set(counts) <= set(KINDS)
    assert all(count > 0 for count in counts.values())
