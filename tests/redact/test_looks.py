"""Secrets that free text gives away, in every spelling, and prose that is none."""

from __future__ import annotations

import json
import time
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.redact import MASK, mask_json, mask_text

ORG = "3d53f2fd6326517fb1b431b539292029"
CODE = "67a466a7d8374750922f9d46349cd3ae"
GUEST = f"https://go.tallyfy.com/guest-all-task/{ORG}/{CODE}"
MAGIC = f"https://go.tallyfy.com/{ORG}/magic?action=completeTask&task_id={CODE}"
JWT = "eyJ0eXAiOiJKV1Qi.eyJzdWIiOiIxMjM0NTY3ODkwIn0.c2lnbmF0dXJl-_"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (GUEST, f"https://go.tallyfy.com/guest-all-task/{ORG}/{MASK}"),
        (f"see {GUEST}. Bye", f"see https://go.tallyfy.com/guest-all-task/{ORG}/{MASK}. Bye"),
        (f"https://go.tallyfy.com/guest/{CODE}/tasks?x=1", f"https://go.tallyfy.com/guest/{MASK}"),
        ("https://go.tallyfy.com/guest/abc", f"https://go.tallyfy.com/guest/{MASK}"),
        (f"/guest/{CODE}", f"/guest/{MASK}"),  # without a host, its looks are all there is
        ("/guest/abcdefghijklmnopqrst", f"/guest/{MASK}"),
        ("member/guest/ab12cd34", f"member/guest/{MASK}"),
        (f'<a href="{GUEST}">x</a>', f'<a href="https://go.tallyfy.com/guest-all-task/{ORG}/{MASK}">x</a>'),
        (MAGIC, f"https://go.tallyfy.com/{ORG}/magic?{MASK}"),
        ("https://go.tallyfy.com/magic-link/abc", f"https://go.tallyfy.com/magic-link/{MASK}"),
        ("https://u:p@a.example/x", f"https://{MASK}@a.example/x"),
        ("https://u:p@ss@a.example/x", f"https://{MASK}@a.example/x"),
        ("https:\\/\\/u:p@a.example", f"https:\\/\\/{MASK}@a.example"),
        ("https://a.example/file/1/dl?x=1&y=2", f"https://a.example/file/1/dl?{MASK}"),
        ("a?access_token=abc&b=c", f"a?access_token={MASK}&b=c"),
        ("a#access_token=abc", f"a#access_token={MASK}"),
        ("a?X-Amz-Signature=abc&X-Amz-Credential=d", f"a?X-Amz-Signature={MASK}&X-Amz-Credential={MASK}"),
        ("a?code=12&state=on", f"a?code={MASK}&state=on"),
        ('{"token": "abc"}', '{"token": "' + MASK + '"}'),
        ('{\\"token\\":\\"abc\\"}', '{\\"token\\":\\"' + MASK + '\\"}'),
        (f"got {JWT}!", f"got {MASK}!"),
        ("Bearer abc.def", f"Bearer {MASK}"),
        ("Authorization: Basic abc=", f"Authorization: Basic {MASK}"),
        ("(b'Authorization', b'Bearer abc')", f"(b'Authorization', b'Bearer {MASK}')"),
        ("Set-Cookie: a=b; c=d\nx", f"Set-Cookie: {MASK}\nx"),
    ],
)
def test_the_secret_goes_and_the_rest_stays(text: str, shown: str) -> None:
    assert mask_text(text) == shown
    assert mask_text(shown) is shown
    long = "no secret, " * 1_000  # which is looked through in another way
    assert mask_text(f"{long}{text}") == f"{long}{shown}"
    assert mask_text(long) is long


@pytest.mark.parametrize(
    "link", [GUEST, MAGIC.replace("completeTask", "x"), f"https://a.example/guest/{CODE}/"]
)
@pytest.mark.parametrize(
    "spell",
    [
        str.upper,
        lambda link: link.replace("/", "\\/"),
        lambda link: link.replace("/", "\\\\/"),
        lambda link: link.replace("/", "%2F"),
        lambda link: link.replace("/", "\\u002f"),
        lambda link: link.replace("/", "&#47;"),
        lambda link: link.replace("/", "&#x2F;"),
        lambda link: link.replace("guest", "%67uest").replace("magic", "m%61gic"),
        lambda link: quote(link, safe=""),
        lambda link: quote(quote(link, safe=""), safe=""),
        lambda link: "https://safe.example/?url=" + quote(link, safe="") + "&data=1",
        lambda link: link.removeprefix("https://"),
        lambda link: f"before\n{link}\nafter",
    ],
)
def test_no_spelling_defeats_it(link: str, spell: object) -> None:
    assert callable(spell)
    text = spell(link)
    assert CODE in text.lower()
    assert CODE not in mask_text(text).lower()
    assert MASK in mask_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "member/guest/group",
        "member/guest/template",  # eight letters are a word: a code has figures in it
        "member/guest/step12",  # and is not as short as that
        "black/magic/stuff",
        "the bearer of this, with Bearer token",
        "Error Code: apsh546.",
        "top_secret=true",
        "mailto:ann@a.example and 100% of https://a.example/x?y=z",
        f"https://go.tallyfy.com/{ORG}/processes/{CODE}",
        f"https://go.tallyfy.com/api/organizations/{ORG}/tasks/{CODE}?with=run",
        '"guests":[]',
    ],
)
def test_what_is_no_secret_stays_the_same_object(text: str) -> None:
    assert mask_text(text) is text


@given(st.text())
def test_it_never_raises_and_once_is_enough(text: str) -> None:
    shown = mask_text(text)
    assert mask_text(shown) == shown


@given(st.text(), st.text())
def test_a_guest_link_is_hidden_in_any_surroundings(before: str, after: str) -> None:
    assert CODE not in mask_text(f"{before} {GUEST} {after}")


@pytest.mark.parametrize(
    "piece", ["/guest/", "eyJ", "eyJ.", "%2F", "://a", "&#", "/file/a", 'token="', "\\", "://a@"]
)
def test_no_text_takes_long(piece: str) -> None:
    started = time.process_time()
    mask_text(piece * (400_000 // len(piece)))
    # A fraction of a second on any machine; the limit only tells it from a pattern that runs away.
    assert time.process_time() - started < 3


HIDDEN_CODE = "c0dec0dec0dec0de4711471147114711"
HIDING = [
    f"https://go.tallyfy.com/gu\u200best/{HIDDEN_CODE}",
    f"https://go.tallyfy.com/\u200bguest-all-task/\u200b{ORG}/\u200b{HIDDEN_CODE}",
    f"https://go.tallyfy.com/guest\u00ad/{HIDDEN_CODE}",
    f"https://go.tallyfy.com/guest/{HIDDEN_CODE[:8]}\u200b{HIDDEN_CODE[8:]}",
    f"https://go.tallyfy.com/guest/&#8203;{HIDDEN_CODE}",
    f"https://go.tallyfy.com/<wbr>guest-all-task/<wbr>{ORG}/<wbr>{HIDDEN_CODE}",
    f"https://go.tallyfy.com/guest/<mark>{HIDDEN_CODE}</mark>",
    f"https://go.tallyfy.com/guest/{HIDDEN_CODE[:8]}<wbr>{HIDDEN_CODE[8:]}",
    f"<p>Open <b>guest</b>/{HIDDEN_CODE}</p>",
    f"<span>guest-all-task/{ORG}/{HIDDEN_CODE}</span>",
    f'<a href="guest/{HIDDEN_CODE}">open</a>',
    f"guest-all-task/{ORG}/{HIDDEN_CODE}",
    f"https://go.tallyfy.com/guest-all-task/{ORG}/\n{HIDDEN_CODE}",
    f"https://go.tallyfy.com/guest-all-task/{ORG}/\r\n> {HIDDEN_CODE}",
    f"https://go.tallyfy.com/guest/{HIDDEN_CODE[:16]}=\r\n{HIDDEN_CODE[16:]}",
    f"https://go.tallyfy.com/guest/ {HIDDEN_CODE}",
    f"https://go.tallyfy.com/x?guest={HIDDEN_CODE}",
    f"https://go.tallyfy.com/x?guestCode={HIDDEN_CODE}",
    f"https://go.tallyfy.com/guest?c={HIDDEN_CODE}",
    f"https://go.tallyfy.com/x?guestId={HIDDEN_CODE}",
    f"https://go.tallyfy.com/x?a=b&guest-code={HIDDEN_CODE}",
    f"https://go.tallyfy.com/guest;x=1/{HIDDEN_CODE}",
    f"https://go.tallyfy.com/guest#{HIDDEN_CODE}",
    f"https://go.tallyfy.com/guest.html/{HIDDEN_CODE}",
    f"https://go.tallyfy.com/gu<wbr>est/{HIDDEN_CODE}",
]


@pytest.mark.parametrize("text", HIDING)
@pytest.mark.parametrize("around", ["{}", "See {} and go on.", "<p>See</p><p>{}</p>\n<p>Then go on</p>"])
def test_a_link_that_only_people_read_as_one_is_masked(text: str, around: str) -> None:
    shown = mask_text(around.format(text))
    for part in (HIDDEN_CODE[:8], HIDDEN_CODE[-12:]):
        assert part not in shown
    assert mask_text(shown) == shown
    sent = json.dumps({"x": around.format(text)}, ensure_ascii=False)
    assert json.loads(mask_json(sent)) == {"x": shown}, "raw JSON is read the same"


@pytest.mark.parametrize(
    "text",
    [
        "<p>The <b>guest</b> list is in magic/form.</p>\n<p>Regards</p>",
        "one guest/host and\nanother member/guest",
        "gu\u200best list",
    ],
)
def test_prose_about_guests_stays_as_it_is(text: str) -> None:
    assert mask_text(text) is text


def test_what_stands_behind_a_masked_link_stays() -> None:
    text = f'<p><a href="https://go.tallyfy.com/guest/{HIDDEN_CODE}">open</a></p><p>Regards</p>'
    assert mask_text(text) == text.replace(HIDDEN_CODE, MASK)
