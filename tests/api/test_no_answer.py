from __future__ import annotations

import re

import pytest

from tallyfy_inspector.api import exchange as exchange_module
from tallyfy_inspector.api.exchange import TransportError
from tallyfy_inspector.api.no_answer import _BY_KIND, from_transport
from tallyfy_inspector.api.problem import Intercepted, NoConnection, Problem, Refused, SignIn, WrongAddress

HOST = "go.tallyfy.com"


@pytest.mark.parametrize(
    ("kind", "expected", "action"),
    [
        ("dns", WrongAddress, "open_doctor"),
        ("refused", NoConnection, "open_doctor"),
        ("tls", Intercepted, "retry"),
        ("tls_expired", Intercepted, "retry"),
        ("tls_name", WrongAddress, "edit_base_url"),
        ("tls_self_signed", Intercepted, "network"),
        ("tls_issuer", Intercepted, "network"),
        ("proxy_auth", Intercepted, "network"),
        ("proxy_kind", Intercepted, "network"),
        ("ca_file", Intercepted, "network"),
        ("connect_timeout", NoConnection, "retry"),
        ("read_timeout", NoConnection, "retry"),
        ("proxy", Intercepted, "retry"),
        ("protocol", WrongAddress, "edit_base_url"),
        ("network", NoConnection, "retry"),
        ("origin", SignIn, "sign_in"),
        ("no_token", SignIn, "sign_in"),
        ("route", Refused, "edit_task"),
        ("something new", NoConnection, "retry"),
    ],
)
def test_each_kind_says_what_and_what_next(kind: str, expected: type[Problem], action: str) -> None:
    problem = from_transport(TransportError(kind, HOST))
    assert type(problem) is expected
    assert problem.action == action
    assert 5 < len(problem.title) <= 40
    assert problem.hint.endswith(".")
    assert "{" not in problem.title + problem.hint


def test_every_kind_of_the_docstring_has_its_own_words() -> None:
    kinds = re.findall(r'"(\w+)"', (exchange_module.TransportError.__doc__ or "").partition("`host`")[0])
    assert set(_BY_KIND) == set(kinds)
    assert len({from_transport(TransportError(kind, HOST)).title for kind in kinds}) == len(kinds)


@pytest.mark.parametrize(
    "kind", ["dns", "refused", "tls", "connect_timeout", "read_timeout", "proxy", "network", "origin"]
)
def test_the_host_is_named(kind: str) -> None:
    assert HOST in from_transport(TransportError(kind, HOST)).hint
    assert "the server" in from_transport(TransportError(kind, "")).hint


@pytest.mark.parametrize("kind", ["dns", "refused"])
def test_an_address_of_ones_own_may_be_mistyped(kind: str) -> None:
    assert from_transport(TransportError(kind, "tallyfy.internal.example")).action == "edit_base_url"
    assert from_transport(TransportError(kind, "nottallyfy.com")).action == "edit_base_url"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_a_demo_that_has_ended_is_thought_of(host: str) -> None:
    assert "demo" in from_transport(TransportError("refused", host)).hint


def test_the_certificates_fault_is_in_the_details() -> None:
    problem = from_transport(TransportError("tls_issuer", HOST, "certificate has expired"))
    assert problem.details == ("certificate has expired",)
    assert "IT" in problem.hint


def test_a_token_that_is_none_is_told_from_none_at_all() -> None:
    none = from_transport(TransportError("no_token", HOST))
    unusable = from_transport(TransportError("no_token", HOST, "The token holds blanks."))
    assert none.title != unusable.title
    assert unusable.details == ("The token holds blanks.",)


def test_the_route_tables_own_sentence_is_the_hint() -> None:
    problem = from_transport(TransportError("route", HOST, "The task ID is empty."))
    assert problem.hint == "The task ID is empty."
