from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.store import chunks

ORIGIN = "https://go.tallyfy.com:443"
tokens = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=4_000)


@given(tokens)
def test_what_is_packed_unpacks(token: str) -> None:
    parts = chunks.pack(token, ORIGIN)
    assert all(0 < len(part) <= chunks.PART for part in parts)
    assert chunks.unpack(parts) == (token, ORIGIN)


@given(tokens, st.data())
def test_a_set_that_was_changed_is_noticed(token: str, data: st.DataObject) -> None:
    parts = list(chunks.pack(token, ORIGIN))
    place = data.draw(st.integers(0, len(parts) - 1))
    sign = data.draw(st.integers(0, len(parts[place]) - 1))
    other = "~" if parts[place][sign] != "~" else "!"
    parts[place] = parts[place][:sign] + other + parts[place][sign + 1 :]
    with pytest.raises(chunks.DamagedError):
        chunks.unpack(parts)


def test_the_header_holds_count_checksum_and_origin() -> None:
    first = chunks.pack("x" * 2_000, ORIGIN)[0]
    header = chunks.header(first)
    assert (header.count, header.origin, len(header.checksum)) == (3, ORIGIN, 64)
    assert first.startswith(header.line())


@pytest.mark.parametrize("host", ["h", "h" * 253])
def test_the_longest_token_fits_the_most_parts_whatever_the_host(host: str) -> None:
    origin = f"https://{host}:65535"
    parts = chunks.pack("x" * 16_000, origin)
    assert len(parts) <= chunks.MAX_PARTS
    assert chunks.unpack(parts) == ("x" * 16_000, origin)


@pytest.mark.parametrize(
    ("token", "origin"),
    [
        ("", ORIGIN),
        ("x" * 16_001, ORIGIN),
        ("t\u00f6ken", ORIGIN),
        ("token", ""),
        ("token", "https://a b"),
        ("token", "https://a\nb"),
        ("token", "https://" + "h" * 500),
        ("token", "https://b\u00fccher"),
    ],
)
def test_what_cannot_be_kept_is_refused(token: str, origin: str) -> None:
    with pytest.raises(ValueError, match=r"kept\.$"):
        chunks.pack(token, origin)


def test_parts_of_two_tokens_do_not_mix() -> None:
    one, two = chunks.pack("a" * 2_000, ORIGIN), chunks.pack("b" * 2_000, ORIGIN)
    with pytest.raises(chunks.DamagedError):
        chunks.unpack((one[0], two[1], one[2]))


@pytest.mark.parametrize(
    "first",
    [
        "",
        "a token of another program",
        "tallyfy-inspector 1 1 abc https://h\nx",
        f"tallyfy-inspector 2 1 {'0' * 64} https://h\nx",
        f"tallyfy-inspector 1 0 {'0' * 64} https://h\nx",
        f"tallyfy-inspector 1 9999 {'0' * 64} https://h\nx",
        f"tallyfy-inspector 1 99999999999 {'0' * 64} https://h\nx",
        f"tallyfy-inspector 1 1 {'0' * 64} https://h",
    ],
)
def test_what_has_no_header_of_ours_is_damaged(first: str) -> None:
    with pytest.raises(chunks.DamagedError):
        chunks.header(first)


@pytest.mark.parametrize("cut", [slice(0, 0), slice(0, 2), slice(1, 3)])
def test_missing_parts_are_noticed(cut: slice) -> None:
    with pytest.raises(chunks.DamagedError):
        chunks.unpack(chunks.pack("x" * 2_000, ORIGIN)[cut])
