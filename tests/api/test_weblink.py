from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.api.weblink import process_url

ORGANIZATION, RUN = "3d53f2fd6326517fb1b431b539292029", "0b75b7a9c8dfad7ba54cd2998d9ec254"
TALLYFY = "https://go.tallyfy.com/api"


@pytest.mark.parametrize(
    ("base_url", "web"),
    [
        (TALLYFY, "go.tallyfy.com"),
        ("https://api.tallyfy.com", "go.tallyfy.com"),
        ("https://API.tallyfy.com/", "go.tallyfy.com"),
        ("https://staging.go.tallyfy.com/api", "staging.go.tallyfy.com"),
        ("https://staging-api.tallyfy.com/v2", "staging.go.tallyfy.com"),
        ("https://tallyfy.example/api", "tallyfy.example"),
        ("https://tallyfy.example:8443", "tallyfy.example:8443"),
        ("tallyfy.example", "tallyfy.example"),
    ],
)
def test_the_process_on_the_connections_own_web_host(base_url: str, web: str) -> None:
    assert process_url(base_url, ORGANIZATION, RUN) == f"https://{web}/{ORGANIZATION}/processes/{RUN}"


@pytest.mark.parametrize(
    ("base_url", "says"),
    [
        ("http://127.0.0.1:8000", "on your computer"),
        ("https://localhost/api", "on your computer"),
        ("http://[::1]:8000", "on your computer"),
        ("https://proxy.example/tallyfy/api", "not known"),
        ("https://api.tallyfy.com.example.net/v2", "not known"),
        ("http://go.tallyfy.com/api", "https://"),
        ("https://user@go.tallyfy.com/api", "user name"),
        ("https://go.tallyfy.com/api?x", "before any"),
        ("", "cannot be read"),
        ("file:///etc/passwd", "https://"),
    ],
)
def test_other_addresses_are_refused_in_words(base_url: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        process_url(base_url, ORGANIZATION, RUN)


@pytest.mark.parametrize(
    "bad", ["", "..", "a/b", "a b", "a?b", "a#b", "x" * 256, "••••••", "ä", "a\n", "%2e"]
)
def test_what_is_no_id_is_refused(bad: str) -> None:
    with pytest.raises(ValueError, match="process ID"):
        process_url(TALLYFY, ORGANIZATION, bad)
    with pytest.raises(ValueError, match="organization ID"):
        process_url(TALLYFY, bad, RUN)


@given(st.text(max_size=30), st.text(max_size=30))
def test_no_id_leads_to_another_host(organization: str, run: str) -> None:
    try:
        url = urlsplit(process_url(TALLYFY, organization, run))
    except ValueError:
        return
    assert (url.scheme, url.netloc, url.query, url.fragment) == ("https", "go.tallyfy.com", "", "")
    assert url.path == f"/{organization}/processes/{run}"
