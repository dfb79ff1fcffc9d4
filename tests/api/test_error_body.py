from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallyfy_inspector.api.error_body import MOST_CHARACTERS, MOST_FIELD_ERRORS, ErrorBody, plain, read
from tallyfy_inspector.api.exchange import Exchange
from tests.support.exchanges import exchange, parsed, samples

TOKEN = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIiwiY2FuYXJ5IjoxfQ.c2lnbmF0dXJlLWNhbmFyeQ"


def said(body: object) -> ErrorBody:
    answer = exchange(400, body)
    return read(answer, parsed(answer))


@pytest.mark.parametrize(
    ("body", "message", "code"),
    [
        (
            {"error": {"code": "SEAT", "message": "Full."}, "message": "outer", "code": "OUTER"},
            "Full.",
            "SEAT",
        ),
        ({"error": {"code": 1042}, "message": "outer"}, "outer", "1042"),
        ({"error": True, "message": "unauthenticated"}, "unauthenticated", ""),
        ({"message": "gone", "code": "RESOURCE_NOT_FOUND"}, "gone", "RESOURCE_NOT_FOUND"),
        (
            {"error": "invalid_request", "error_description": "A parameter."},
            "A parameter.",
            "invalid_request",
        ),
        ({"error": "invalid_client"}, "invalid_client", "invalid_client"),
        ({"error": "Something went wrong"}, "Something went wrong", ""),
        ({"error": [], "message": None, "code": {}}, "", ""),
        ({"message": ["a", "b"]}, "", ""),
        ({"message": "  "}, "", ""),
        ({"code": "not a code, but a sentence with blanks"}, "", ""),
        ({}, "", ""),
        ([], "", ""),
        ("just words", "just words", ""),
        (None, "", ""),
        (7, "", ""),
    ],
)
def test_every_shape_gives_its_message_and_code(body: object, message: str, code: str) -> None:
    found = said(body)
    assert (found.message, found.code, found.is_page) == (message, code, False)


@pytest.mark.parametrize(
    ("errors", "lines"),
    [
        ({"per_page": ["Must be an integer."]}, ("per_page: Must be an integer.",)),
        ({"a": "one", "b": ["two", "three"]}, ("a: one", "b: two", "b: three")),
        (
            {"tasks": [{"de61": ["Invalid choice."]}, {"x": "y"}]},
            ("tasks.de61: Invalid choice.", "tasks.x: y"),
        ),
        (["no field"], ("no field",)),
        ("only words", ("only words",)),
        ({"a": None, "b": [], "c": {}, "d": True, "e": 7}, ("e: 7",)),
    ],
)
def test_errors_by_field_are_flattened_in_order(errors: object, lines: tuple[str, ...]) -> None:
    assert said({"error": True, "errors": errors}).fields == lines


def test_errors_inside_the_error_object_are_found_too() -> None:
    assert said({"error": {"message": "m", "errors": {"a": "b"}}}).fields == ("a: b",)
    assert said({"error": {"message": "m", "details": {"pool_type": "full"}}}).fields == ("pool_type: full",)


def test_many_errors_end_in_words() -> None:
    lines = said({"errors": {f"f{n}": ["bad"] for n in range(1000)}}).fields
    assert len(lines) == MOST_FIELD_ERRORS + 1
    assert "Show the answer" in lines[-1]


def test_errors_nested_without_end_do_not_break_it() -> None:
    body = b'{"errors":' + b'[{"k":' * 400 + b'"deep"' + b"}]" * 400 + b"}"
    assert said(body).fields == ("k.k.k.k: deep",)


@pytest.mark.parametrize(
    ("body", "content_type", "title"),
    [
        (b"<html><title> Sign in &amp; go </title></html>", "text/html", "Sign in & go"),
        (b"<html><title lang='x'>\nBlocked\n</title>", "text/html; charset=UTF-8", "Blocked"),
        (b"\n <!DOCTYPE html>\n<p>no title</p>", "application/octet-stream", "<!DOCTYPE html>"),
        (b"", "text/html", ""),
        (b"<title>" + b"x" * 100_000, "text/html", "x" * 1000),
    ],
)
def test_a_page_is_known_and_named_by_its_title(body: bytes, content_type: str, title: str) -> None:
    found = read(exchange(200, body, {"content-type": content_type}), None)
    assert (found.is_page, found.message) == (True, title)


def test_plain_text_gives_its_first_line_and_broken_json_nothing() -> None:
    assert said(b"404 page not found\nmore").message == "404 page not found"
    assert said(b'{"message": "half').message == ""
    assert said(b"\xff\xfe").message == "\ufffd\ufffd"
    assert said(b"") == ErrorBody()


@pytest.mark.parametrize(("name", "answer"), list(samples()))
def test_every_collected_answer_is_read(name: str, answer: Exchange) -> None:
    found = read(answer, parsed(answer))
    assert found.message or found.fields or found.is_page, name
    assert found.is_page is (b"<" in answer.body[:1])


# What may be shown


def test_secrets_are_masked() -> None:
    shown = plain(f"Bearer {TOKEN} at https://go.tallyfy.com/guest/CODE123456789/x?access_token=abcdefghijk")
    for secret in (TOKEN, "CODE123456789", "abcdefghijk"):
        assert secret not in shown


def test_a_secret_cut_in_half_by_the_limit_is_not_shown_either() -> None:
    text = " " * 7_980 + TOKEN
    assert "eyJ" not in plain(text)
    assert "eyJ" not in said(text.encode() + b" " * 50_000).shown


def test_it_is_one_visible_line_of_bounded_length() -> None:
    assert plain("a\r\n\tb  c") == "a b c"
    assert plain("x\u202ey\u200bz\x00") == "x\\u202ey\\u200bz\\u0000"
    assert len(plain("word " * 5000)) <= MOST_CHARACTERS
    assert plain("word " * 5000).endswith("…")
    assert plain("<img src=x>") == "<img src=x>"  # PlainText: shown as it is, never rendered


@pytest.mark.parametrize(
    "text",
    [
        "SQLSTATE[42703]: Undefined column (Connection: pgsql, SQL: select * from core.example)",
        "select * from users where id = 1",
        "Traceback (most recent call last): x",
        "Stack trace: #0 {main}",
        "#12 /srv/app/Http/Kernel.php(123): handle()",
        "Undefined index: owner",
        "Call to a member function toArray() on null",
        "Illuminate\\Database\\QueryException: x",
        "No query results for model [App\\Models\\Task]",
        "Error in /srv/www/releases/7/app.py",
    ],
)
def test_server_internals_are_left_out(text: str) -> None:
    assert plain(text) == "The server's message is about its own insides and is left out here."


@pytest.mark.parametrize(
    "text",
    [
        "You've reached the hourly limit for Guest Invite (30 per hour). Please try again later.",
        "Please select a user from the list.",
        "Cannot disable guest with incomplete tasks",
        "An exception to this rule is needed.",
        "Order #0 is invalid",
        "The per_page must be an integer.",
    ],
)
def test_ordinary_messages_are_shown_as_they_are(text: str) -> None:
    assert plain(text) == text


@given(st.text(max_size=2000))
def test_any_text_can_be_shown(text: str) -> None:
    shown = plain(text)
    assert len(shown) <= MOST_CHARACTERS
    assert all(c.isprintable() or c == " " for c in shown) or not shown.isascii()
    assert "\n" not in shown


@pytest.mark.parametrize("piece", ["select * ", "/a", "a.php", "\\A", "xException ", "a" * 8000, "<title "])
def test_no_text_takes_long(piece: str) -> None:
    text = (piece * 40_000)[:40_000]
    began = time.perf_counter()
    plain(text)
    read(exchange(200, text.encode(), {"content-type": "text/html"}), None)
    assert time.perf_counter() - began < 0.5
