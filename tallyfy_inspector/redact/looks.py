r"""Secrets that any free text gives away by their looks: sign-in links, tokens, secret parameters.

Knows nothing of JSON or of member names (`values` does).

A new look is a `_Rule`: the words with which it can begin (they are searched first, so that long texts
stay cheap) and a pattern that is tried where one of them stands. No pattern repeats a group whose parts
can match the same characters, so none can run away.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import unquote

from tallyfy_inspector.redact.bare import bare, without_invisible

MASK = "••••••"

_SLASH = r"(?:\\{0,4}/|%(?:25)?2F|\\{1,4}u002F)"
_URL_CHAR = r"(?:[^\s\"'<>\\`]|\\{1,4}(?:/|u00(?:2F|26|3F|3D)))"
_STARTS = r"(?<=[/#=?&!])"
_BEGINS = r"(?:(?<=[/\#=?&!\s\"'>(])|\A)"  # also without a host before it, and at the beginning of a text


def folded(text: str) -> bytes:
    """`text` for case-blind searching, one byte a character, so that positions stay the same."""
    return text.encode("ascii", "replace").lower()


def positions(haystack: bytes, words: Iterable[bytes]) -> list[int]:
    """Where any of `words` stands in the `folded` text, in order."""
    found: set[int] = set()
    for word in words:
        position = haystack.find(word)
        while position >= 0:
            found.add(position)
            position = haystack.find(word, position + len(word))
    return sorted(found)


@dataclass(frozen=True, slots=True)
class _Rule:
    """Where one of `words` (lower case) stands, `pattern` is tried; `replace` answers what to write."""

    words: tuple[bytes, ...]
    pattern: re.Pattern[str]
    replace: Callable[[re.Match[str]], str]

    def apply(self, text: str, secrets: list[str]) -> str:
        """`text` with what is hidden; `secrets` gets what that was."""
        pieces: list[str] = []
        done = 0
        for position in positions(folded(text), self.words):
            found = self.pattern.match(text, position) if position >= done else None
            if found is not None:
                shown = self.replace(found)
                if shown != found[0]:
                    secrets.append(found.groupdict().get("secret") or found[0])
                pieces += (text[done:position], shown)
                done = found.end()
        return "".join(pieces) + text[done:] if pieces else text


def _hide(found: re.Match[str]) -> str:
    secret = found["secret"]
    return found["kept"] + MASK + secret[len(secret.rstrip(".,;:!)]")) :]


def _hide_in_address(found: re.Match[str]) -> str:
    return _hide(found) if _in_address(found) else found[0]


def _in_address(found: re.Match[str]) -> bool:
    # "member/guest/group" is prose.
    before = re.split(r"[\s\"'<>]", found.string[max(0, found.start() - 400) : found.start()])[-1]
    return "." in before or ":" in before or _looks_like_code(found["secret"])


def _looks_like_code(text: str) -> bool:
    segment = re.split(r"[/\\?#&%]", text, maxsplit=1)[0]
    return len(segment) >= 20 or (len(segment) >= 8 and any(c.isdigit() for c in segment))


def _hide_jwt(found: re.Match[str]) -> str:
    return MASK if "." in found[0] and len(found[0]) >= 20 else found[0]


_AFTER_BEARER = frozenset(
    (
        "token",
        "tokens",
        "auth",
        "authentication",
        "authorization",
        "scheme",
        "header",
        "of",
        "and",
        "or",
        "is",
    )
)


def _hide_bearer(found: re.Match[str]) -> str:
    return found[0] if found["secret"].lower().strip(".,;:") in _AFTER_BEARER else _hide(found)


def _rule(words: str, pattern: str, replace: Callable[[re.Match[str]], str] = _hide) -> _Rule:
    return _Rule(
        tuple(word.encode() for word in words.split()),
        re.compile(pattern, re.IGNORECASE | re.VERBOSE),
        replace,
    )


_PARAMETERS = "token secret password passwd signature credential api_key api-key apikey guest_code guest_id"

_RULES = (
    _rule(
        "guest",
        # Only in guest-all-task does the organization come before the code.
        rf"(?P<kept>{_BEGINS}(?:guest-all-task{_SLASH}{{1,2}}(?:[0-9a-f]{{32}}{_SLASH}(?=[0-9a-z_-]{{16}}|•))?"
        rf"|guest[a-z_-]{{0,40}}(?:[.;][a-z0-9=._-]{{0,30}})?(?:{_SLASH}{{1,2}}|\#)))(?P<secret>{_URL_CHAR}+)",
        _hide_in_address,
    ),
    _rule(
        "guest",
        rf"(?P<kept>{_BEGINS}guest[a-z_-]{{0,40}}{_SLASH}?[?])(?P<secret>{_URL_CHAR}+)",
        _hide_in_address,
    ),
    _rule("magic", rf"(?P<kept>{_STARTS}magic[a-z_-]{{0,20}}{_SLASH}?[?])(?P<secret>{_URL_CHAR}+)"),
    _rule(
        "magic",
        rf"(?P<kept>{_BEGINS}magic[a-z_-]{{0,20}}{_SLASH})(?P<secret>{_URL_CHAR}+)",
        _hide_in_address,
    ),
    _rule(
        "/file",
        rf"(?P<kept>/files?(?:{_SLASH}[^\s\"'<>\\`?/\#%]{{1,200}}){{1,4}}[?])(?P<secret>{_URL_CHAR}+)",
    ),
    _rule(
        ":// :\\",
        rf"(?P<kept>:{_SLASH}{{2}})(?P<secret>[^\s\"'<>/\\?\#@]{{1,200}}(?:@[^\s\"'<>/\\?\#@]{{1,200}}){{0,3}})(?=@)",
    ),
    _Rule((b"eyj",), re.compile(r"eyJ[A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]*){0,4}"), _hide_jwt),
    _rule(
        "authorization",
        r"(?P<kept>authorization[\"']?\s{0,4}[:=,]\s{0,4}(?:b(?=[\"']))?[\"']?"
        r"(?:(?:bearer|basic|token|digest)\s{1,4})?)(?P<secret>[^\s\"',;<>]+)",
    ),
    _rule(
        "bearer",
        r"(?P<kept>(?<![a-z])bearer(?:\s{1,4}|\s{0,4}[:=+]\s{0,4}))(?P<secret>[a-z0-9._~+/=-]+)",
        _hide_bearer,
    ),
    _rule("cookie", r"(?P<kept>(?<![a-z])cookie[\"']?\s{0,4}[:=]\s{0,4}[\"']?)(?P<secret>[^\r\n\"'<>]+)"),
    _rule(
        _PARAMETERS,
        rf"(?P<kept>(?:{'|'.join(_PARAMETERS.split())})s?\]?(?<!top_secret)"
        r"(?:=|\\{0,4}[\"']\s{0,4}[:=]\s{0,4}\\{0,4}[\"']))(?P<secret>[^\s&\#\"'<>;,)}\\]+)",
    ),
    _rule(
        "code= sig= key= auth= guest= guestid= guest-id= guestcode= guest-code=",
        r"(?P<kept>(?<=[?&\#;])(?:code|sig|key|auth|guest|guest-?id|guest-?code)=)(?P<secret>[^\s&\#\"'<>;,)}\\]+)",
    ),
)

WORDS: tuple[bytes, ...] = tuple(dict.fromkeys(word for rule in _RULES for word in rule.words))
_LONG = 2_000
_LINKS = re.compile(b"guest|magic|<wbr")
_TELLING = 6  # letters: what is shorter stands anywhere
_POSSIBLE = re.compile(b"|".join(re.escape(word) for word in WORDS))

# A text may be wrapped: percent-encoded, with HTML's character references, or escaped once more as JSON.
WRAPPED = re.compile(r"%[2-7][0-9A-Fa-f]|&(?:#|[A-Za-z])|\\u00[2-7]|\\/")
_ESCAPED = re.compile(r"\\{1,4}(?:u([0-9A-Fa-f]{4})|/)")


def mask_text(text: str) -> str:
    """Any free text (a log line, an exception, a server's message) without links that sign in or act,
    tokens, and secret parameters. The same object when there is nothing to hide.

    A link that is found only after undoing percent-encoding or other escapes is shown undone, and so is one
    that only people read as one, between signs that cannot be seen and tags.
    """
    haystack = folded(text)
    masked = _by_looks(text, haystack)
    # One of the signs begins what is looked for; they are found far sooner.
    if ("%" in masked or "&" in masked or "\\" in masked) and WRAPPED.search(masked):
        plain = _unwrapped(masked)
        again = _by_looks(plain, folded(plain))
        masked = masked if again == plain else again
    if _LINKS.search(haystack) or (not text.isascii() and _hides_a_link(text)):
        masked = _seen_through(text, masked)
    return text if masked == text else masked


def _by_looks(text: str, haystack: bytes, secrets: list[str] | None = None) -> str:
    """`text`, which is `haystack` folded, by all rules; `secrets` gets what is hidden."""
    found = [] if secrets is None else secrets
    if _is_possible(haystack):
        for rule in _RULES:
            text = rule.apply(text, found)
    return text


def _hides_a_link(text: str) -> bool:
    """Whether there are signs that cannot be seen in a word with which a link begins."""
    seen = without_invisible(text)
    return seen is not text and _LINKS.search(folded(seen)) is not None


def _seen_through(text: str, masked: str) -> str:
    """`masked`; where a secret that people read in `text` can still be read in it, that reading, masked."""
    secrets: list[str] = []
    read = bare(_unwrapped(text) if WRAPPED.search(text) else text)
    if read == text:
        return masked
    shown = _by_looks(read, folded(read), secrets)
    left = bare(_unwrapped(masked) if WRAPPED.search(masked) else masked)
    rests: list[str] = []
    _by_looks(left, folded(left), rests)
    told = (rest.replace(MASK, "").strip(".,;:!)]") for rest in rests)
    seen = any(len(rest) >= _TELLING and any(rest in secret for secret in secrets) for rest in told)
    return shown if seen else masked


def _is_possible(haystack: bytes) -> bool:
    if len(haystack) < _LONG:
        return _POSSIBLE.search(haystack) is not None
    return any(word in haystack for word in WORDS)  # the pattern takes twice as long over megabytes


def _unwrapped(text: str) -> str:
    for _ in range(4):
        plain = html.unescape(unquote(_ESCAPED.sub(_unescaped, text)))
        if plain == text:
            break
        text = plain
    return text


def _unescaped(found: re.Match[str]) -> str:
    return chr(int(found[1], 16)) if found[1] else "/"
