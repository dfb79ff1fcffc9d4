from __future__ import annotations

import json
import threading
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.document.shown import visible
from tallyfy_inspector.redact import mask_json
from tallyfy_inspector.ui.panels import raw_slices
from tallyfy_inspector.ui.panels.raw_slices import (
    MARGIN,
    PLACE,
    beginning,
    common,
    cuts,
    decoded,
    pieces,
    visible_pieces,
)
from tests.support.task_samples import GUEST_LINK

JWT = "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9." + "QUJD" * 60 + "." + "c2ln" * 60
PASSWORD = "https://someone:hunter2hunter2hunter2hunter2hunter2@x.example"

_STRINGS = st.sampled_from(
    [
        "",
        "a",
        "a, ",
        ", ",
        '":',
        '"',
        "\\",
        "][",
        "ü😀",
        GUEST_LINK,
        "https://x.example/?a=b",
        "Bearer abc",
        "1,2",
    ]
)
_NAMES = st.sampled_from(["a", "data", "webhook", "taskUrls", "guest_id", "urls", 'odd "url', "link", ""])
_VALUES = st.recursive(
    _STRINGS | st.integers() | st.none() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(_NAMES, inner, max_size=5),
    max_leaves=30,
)


def joined(body: bytes, **how: Any) -> str:
    told = {"sound": len(body), "end": len(body), **how}
    return "".join(piece or "" for piece in pieces(body, mask_json, **told))


@given(_VALUES, st.integers(min_value=1, max_value=40), st.sampled_from([None, 1]), st.booleans())
def test_slices_are_masked_as_the_whole_is(
    value: object, size: int, indent: int | None, escaped: bool
) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=escaped)
    body = (text.replace("/", "\\/") if escaped else text).encode()
    places = [0, *cuts(body, len(body), mask_json, size), len(body)]
    assert places == sorted(set(places) | {0, len(body)})
    slices = [decoded(body[a:b]) for a, b in pairwise(places)]
    assert "".join(slices).encode() == body
    assert "".join(map(mask_json, slices)) == mask_json(body.decode())


def test_there_are_cuts_enough_in_everything_but_one_long_value() -> None:
    keys = {f"key {n}": "v" for n in range(1_000)}
    values: tuple[object, ...] = (list(range(3_000)), ["word"] * 2_000, keys, [[]] * 4_000)
    for value in values:
        body = json.dumps({"data": value}).encode()
        found = list(cuts(body, len(body), mask_json, 1_000))
        steps = [b - a for a, b in zip([0, *found], [*found, len(body)], strict=True)]
        assert max(steps) < 1_100
    long = json.dumps({"data": "x, y" * 3_000, "urls": ["a"] * 3_000}).encode()
    assert list(cuts(long, len(long), mask_json, 1_000)) == [long.index(b'"urls"') - 1]


def test_an_array_in_a_secret_member_is_never_cut() -> None:
    body = json.dumps({"a": 1, "tokens_list": [{"token": [[["secret, word"] * 50], {}, 3] * 9}] * 9}).encode()
    for cut in cuts(body, len(body), mask_json, 10):
        before, after = decoded(body[:cut]), decoded(body[cut:])
        assert mask_json(before) + mask_json(after) == mask_json(body.decode())
    assert "secret" not in joined(body)


def test_what_cannot_be_seen_is_spelled_out() -> None:
    body = b'caf\xe9 \xe2\x80\xae \x00\r\n"\xc3\xbc"\t.'
    assert joined(body) == 'caf\\udce9 \\u202e \\u0000\\r\n"ü"\t.'


@given(
    st.text(alphabet="a\ufe0f\ufe00\u200b\U000e0100\n❤", max_size=30), st.integers(min_value=1, max_value=5)
)
def test_pieces_spell_out_what_the_whole_spells_out(text: str, size: int) -> None:
    assert "".join(visible_pieces(text, size)) == visible(text, keep="\n\t")


@given(st.text(alphabet="ab", max_size=20), st.text(alphabet="ab", max_size=20))
def test_what_two_texts_have_in_common(one: str, other: str) -> None:
    length = common(one, other)
    assert one[:length] == other[:length]
    assert one[length : length + 1] != other[length : length + 1] or length == min(len(one), len(other))


def around(body: bytes, place: int, **how: Any) -> tuple[str, str] | None:
    """What stands before and behind the marked place."""
    told = {"sound": len(body), "end": len(body), **how}
    found = list(pieces(body, mask_json, place=place, **told))
    if PLACE not in found:
        return None
    at = found.index(PLACE)
    assert found.count(PLACE) == 1
    return "".join(p or "" for p in found[:at]), "".join(p or "" for p in found[at:])


def test_the_place_of_a_byte_is_marked() -> None:
    body = '{"ü": 1, \u202e oops}'.encode()
    assert around(body, body.index(b"\xe2")) == ('{"ü": 1, ', "\\u202e oops}")
    assert around(body, 0) == ("", '{"ü": 1, \\u202e oops}')
    assert around(body, len(body)) == ('{"ü": 1, \\u202e oops}', "")


def test_the_place_of_a_byte_far_inside_is_marked() -> None:
    body = json.dumps([{"n": number, "link": GUEST_LINK} for number in range(2_000)]).encode()
    place = body.index(b'"n": 1500')
    found = around(body, place)
    assert found is not None
    assert found[1].startswith('"n": 1500')
    assert found[0] + found[1] == mask_json(body.decode())


def test_a_place_inside_of_what_is_hidden_moves_to_its_edge() -> None:
    body = f'{{"a": "{GUEST_LINK}"}}'.encode()
    found = around(body, body.index(GUEST_LINK.encode()) + len(GUEST_LINK) - 5)
    assert found is not None
    assert GUEST_LINK[-12:] not in found[0] + found[1]
    assert found[0].endswith("•") or found[1].startswith("•")


def test_a_place_behind_what_is_shown_is_not_marked() -> None:
    body = b'{"a": "' + b"x" * 100_000
    assert around(body, 90_000, end=5_000) is None


@pytest.mark.parametrize("secret", [GUEST_LINK, JWT, PASSWORD])
def test_a_secret_at_the_end_of_the_piece_is_never_shown(secret: str) -> None:
    """The piece ends before, in the middle of, and after the secret, wherever that stands."""
    for before in range(-len(secret) - 20, 40, 7):
        body = ("x" * (3_000 + before) + '", "note": "' + secret + '"' + "y" * 60_000).encode()
        shown, whole = beginning(body, 3_000, mask_json)
        assert not whole
        for text in (shown, joined(body, end=3_000), joined(body, sound=0, end=3_000)):
            assert secret[-32:] not in text
            assert secret[-40:-8] not in text


def test_masking_may_not_pull_a_cut_secret_into_view() -> None:
    """Long secrets become short masks, so that what is shown could reach to the cut; and a password in an
    address is known by the @ behind it alone, which the cut takes away."""
    password = '"https://someone:hunter2'
    room = 1_000 + MARGIN - len(password)
    head = "[" + f'"{JWT}", ' * ((room - 1) // (len(JWT) + 4))
    head += " " * (room - len(head))
    body = (head + password + '@files.example.com/x"]' + " " * 50_000).encode()
    assert "hunter2" in mask_json(body[: 1_000 + MARGIN].decode())[:1_000]
    assert "hunter2" not in beginning(body, 1_000, mask_json)[0]
    assert "hunter2" not in joined(body, end=1_000)


def test_a_body_that_is_cut_inside_a_character_is_shown_to_its_end() -> None:
    assert beginning("aü".encode()[:2], 100, str) == ("a\\udcc3", True)


def test_one_value_of_megabytes_is_masked_in_a_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raw_slices, "_MUCH", 1_000)
    threads: set[str] = set()

    def mask(text: str) -> str:
        threads.add(threading.current_thread().name)
        return mask_json(text)

    body = json.dumps({"a": "x" * 5_000, "link": GUEST_LINK}).encode()
    shown = "".join(piece or "" for piece in pieces(body, mask, sound=len(body), end=len(body)))
    assert shown == mask_json(body.decode())
    assert threads == {"mask"}
