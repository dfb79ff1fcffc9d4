"""A server that sends the token back: it is masked in the answer before anybody sees, copies or saves that.

All else of an answer stays as it came. Knows a token only while it is asked.
"""

from __future__ import annotations

from dataclasses import replace

from tallyfy_inspector.api.exchange import Exchange
from tallyfy_inspector.redact import MASK

_SHORTEST = 8  # what is shorter is no token, and would be found where nobody meant it


def without_token(exchange: Exchange, token: str) -> Exchange:
    """`exchange` with `token` masked in reason, header values and body, also as PHP writes its slashes; the
    same object when it holds none."""
    if len(token) < _SHORTEST:
        return exchange
    for form in {token, token.replace("/", "\\/")}:
        exchange = _without(exchange, form)
    return exchange


def _without(exchange: Exchange, form: str) -> Exchange:
    told = exchange.reason + "".join(value for _name, value in exchange.response_headers)
    if form not in told and form.encode() not in exchange.body:
        return exchange
    return replace(
        exchange,
        reason=exchange.reason.replace(form, MASK),
        response_headers=tuple(
            (name, value.replace(form, MASK)) for name, value in exchange.response_headers
        ),
        body=exchange.body.replace(form.encode(), MASK.encode()),
    )
