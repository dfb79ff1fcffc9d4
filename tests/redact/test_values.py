"""Secrets by the member they stand in."""

from __future__ import annotations

import pytest

from tallyfy_inspector.redact import MASK, mask_value

CODE = "67a466a7d8374750922f9d46349cd3ae"
HOOK = "https://u:p@hooks.example.com/in/1?key=abc#x"


@pytest.mark.parametrize(
    ("path", "value", "shown"),
    [
        (("webhook",), HOOK, f"https://{MASK}@hooks.example.com/in/1?{MASK}#x"),
        (("data", "step", "data", "webhook"), "https://h.example/x?a=b", f"https://h.example/x?{MASK}"),
        (("full_url",), "https://f.example/a?b=c?d#e=f", f"https://f.example/a?{MASK}#{MASK}"),
        (("urls", 3), "https://f.example/a?b", f"https://f.example/a?{MASK}"),
        (("owners", "taskUrls", 0), "https://x.example/sign/abc", f"https://x.example/{MASK}"),
        (("owners", "taskUrls", 0), "abc", MASK),
        (
            ("guests", 0, "link"),
            f"https://go.tallyfy.com/guest/{CODE}/",
            f"https://go.tallyfy.com/guest/{MASK}",
        ),
        (("guests", 0, "link"), f"https://c.example/in/{CODE}?token=a", f"https://c.example/{MASK}"),
        (("access_token",), "abc", MASK),
        (("guestCode",), CODE, MASK),
        (("guests", 0, "links", 1), "https://x.example/sign/abc", f"https://x.example/{MASK}"),
        (("webhook",), "//u:p@h.example/x", f"//{MASK}@h.example/x"),
        (("file_url",), "u:p@h.example/x", f"{MASK}@h.example/x"),
        (("guest_code",), CODE, MASK),
        (("field_value",), f"go to https://a.example/guest/{CODE}", f"go to https://a.example/guest/{MASK}"),
    ],
)
def test_what_a_member_hides(path: tuple[str | int, ...], value: str, shown: str) -> None:
    assert mask_value(path, value) == shown
    assert mask_value(path, shown) is shown


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("webhook",), "https://hooks.example.com/tallyfy/step-5"),
        (("full_url",), "https://api.tallyfy.com/organizations/a/file/b/dl"),
        (("url",), "https://h.example:443/a@b"),
        (("url",), "somebody@h.example"),
        (("link",), ""),
        (("link",), "https://a.example/"),
        (("token",), " "),
        (("title",), "https://a.example/x?y=z"),
        (("completer_guest_id",), "7"),
        ((), "plain"),
        ((0,), "plain"),
    ],
)
def test_what_is_no_secret_stays_the_same_object(path: tuple[str | int, ...], value: str) -> None:
    assert mask_value(path, value) is value
