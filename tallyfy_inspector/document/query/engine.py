"""The one place that knows the JSONPath library: strict queries, compiled and walked so that they can stop.

What is done beside what the library does, each for a reason:

* descendants are visited without recursion, so that depth is no limit, and without writing out paths;
* every place of a repeated key is selected, and compared;
* integers in a query are exact, and control characters may be spelled out in a text;
* true is not 1, within arrays and objects too;
* `match` and `search` use an engine that is handed in, since Python's can hang and cannot be interrupted;
* a check is made wherever the library lets one in: it raises when the query is to end.

It takes 60 ms to load, so only the query's thread imports it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import jsonpath
from jsonpath.filter import BaseExpression, FilterQuery, FloatLiteral, IntegerLiteral, walk
from jsonpath.function_extensions import ExpressionType, FilterFunction
from jsonpath.match import JSONPathMatch, NodeList
from jsonpath.parse import Parser
from jsonpath.segments import JSONPathRecursiveDescentSegment, JSONPathSegment
from jsonpath.selectors import Filter, JSONPathSelector, NameSelector
from jsonpath.stream import TokenStream
from jsonpath.token import Token

from tallyfy_inspector.document.matching import BadPatternError, Matches
from tallyfy_inspector.document.path import Member, Path

Check = Callable[[], None]
Regexp = Callable[[str], Matches]
"""Makes of a pattern what says whether it occurs in a text. Raises BadPatternError; what it makes may raise
TooSlowError."""

_HIGHEST_EXPONENT = 400
_SEGMENTS_AT_ONCE = 50
_LEADING_ZERO = re.compile("-?0[0-9]")


class SyntaxFault(Exception):  # noqa: N818 - it is the query's, not the program's
    """The expression is no query. `column` is the place in it, from 1; `kind` says what is wrong."""

    def __init__(self, kind: str, column: int | None, name: str = "") -> None:
        super().__init__(kind)
        self.kind = kind
        self.column = column
        self.name = name


class Compiled:
    """A query that can be put to a document. Raises SyntaxFault."""

    def __init__(self, expression: str, regexp: Regexp, check: Check) -> None:
        self._environment = _Environment(regexp, check)
        query = _compiled(self._environment, expression)
        _adapt(query)
        self._segments = query.segments

    def paths(self, root: Any) -> Iterator[Path]:
        """Where the nodes are that it selects in `root` (see `Subject.root`). Raises RecursionError,
        TooSlowError, and what `check` raises."""
        nodes: Iterable[JSONPathMatch] = [_Node(root, (), self._environment)]
        for number, segment in enumerate(self._segments, 1):
            nodes = segment.resolve(nodes)
            if number % _SEGMENTS_AT_ONCE == 0:
                nodes = list(nodes)  # each segment calls the one before, and Python goes only so deep
        return (node.parts for node in nodes)


def _compiled(environment: _Environment, expression: str) -> jsonpath.JSONPath:
    try:
        query = environment.compile(expression)
    except jsonpath.JSONPathNameError as error:
        name = error.token.value if error.token else ""
        raise SyntaxFault("name", _column(error, expression), name) from None
    except jsonpath.JSONPathTypeError as error:
        raise SyntaxFault("type", _column(error, expression)) from None
    except jsonpath.JSONPathIndexError as error:
        raise SyntaxFault("index", _column(error, expression)) from None
    except RecursionError:
        raise SyntaxFault("nested", None) from None
    except jsonpath.JSONPathError as error:
        column = _column(error, expression)
        kind = "end" if column is not None and column > len(expression) else "syntax"
        raise SyntaxFault(kind, column) from None
    except (ValueError, OverflowError, AssertionError):
        raise SyntaxFault("syntax", None) from None  # a number that the library trips over
    if not isinstance(query, jsonpath.JSONPath):
        raise SyntaxFault("syntax", None)
    return query


def _column(error: jsonpath.JSONPathError, expression: str) -> int | None:
    token = error.token
    if token is None:
        return None
    return len(expression) + 1 if token.index < 0 else token.index + 1


class _Node(JSONPathMatch):
    """A node that keeps no record of its children, and no path but in parts."""

    __slots__ = ("environment",)

    def __init__(self, value: Any, parts: Path, environment: _Environment, root: Any = None) -> None:
        super().__init__(
            filter_context={}, obj=value, parent=None, path="", parts=parts, root=root if parts else value
        )
        self.environment = environment

    def new_child(self, obj: object, key: int | str) -> JSONPathMatch:
        self.environment.check()
        return _Node(obj, (*self.parts, key), self.environment, self.root)

    def add_child(self, *children: JSONPathMatch) -> None:
        pass


class _Name(NameSelector):
    """Selects every place of a repeated key."""

    def resolve(self, node: JSONPathMatch) -> Iterable[JSONPathMatch]:
        members = node.obj
        if isinstance(members, dict) and self.name in members:
            yield node.new_child(members[self.name], self.name)
            occurrence = 1
            while (later := Member(self.name, occurrence)) in members:
                yield node.new_child(members[later], later)
                occurrence += 1


class _Descent(JSONPathRecursiveDescentSegment):
    """Visits in the same order, an object or array before what is in it, with a list instead of calls."""

    def _visit(self, node: JSONPathMatch, _depth: int = 1) -> Iterable[JSONPathMatch]:
        yield node
        waiting = [_containers(node)]
        while waiting:
            inner = next(waiting[-1], None)
            if inner is None:
                waiting.pop()
            else:
                yield inner
                waiting.append(_containers(inner))


def _containers(node: JSONPathMatch) -> Iterator[JSONPathMatch]:
    members = node.obj
    if isinstance(members, dict | list):
        pairs = enumerate(members) if isinstance(members, list) else members.items()
        for step, value in pairs:
            if isinstance(value, dict | list):
                yield node.new_child(value, step)


def _adapt(query: jsonpath.JSONPath) -> None:
    """Put our own parts into a compiled query and into those in its filters."""
    query.segments = tuple(_adapted(segment) for segment in query.segments)


def _adapted(segment: JSONPathSegment) -> JSONPathSegment:
    segment.selectors = tuple(_adapted_selector(selector) for selector in segment.selectors)
    if isinstance(segment, JSONPathRecursiveDescentSegment):
        return _Descent(env=segment.env, token=segment.token, selectors=segment.selectors)
    return segment


def _adapted_selector(selector: JSONPathSelector) -> JSONPathSelector:
    if isinstance(selector, Filter):
        for expression in walk(selector.expression):
            if isinstance(expression, FilterQuery):
                _adapt(expression.path)
    if isinstance(selector, NameSelector):
        return _Name(env=selector.env, token=selector.token, name=selector.name)
    return selector


# A control character that is spelled out, or another escape.
_ESCAPE = re.compile(r"\\(?:u00([01][0-9A-Fa-f])|.)", re.DOTALL)


class _Parser(Parser):
    """Reads integers exactly: the library goes by way of a float. And control characters that are spelled out
    in a text, as the standard has it: the library refuses them."""

    def _decode_string_literal(self, token: Token) -> str:
        pieces = []
        start = 0
        for found in _ESCAPE.finditer(token.value):
            if found[1]:
                pieces.append(super()._decode_string_literal(_part(token, start, found.start())))
                pieces.append(chr(int(found[1], 16)))
                start = found.end()
        return "".join(pieces) + super()._decode_string_literal(_part(token, start, len(token.value)))

    def parse_integer_literal(self, stream: TokenStream) -> BaseExpression:
        token = stream.next()
        text = token.value
        if _LEADING_ZERO.match(text):
            raise jsonpath.JSONPathSyntaxError("leading zero", token=token)
        digits, _e, exponent = text.lower().partition("e")
        if not exponent:
            return IntegerLiteral(value=int(digits))
        power = int(exponent)
        if power > _HIGHEST_EXPONENT:
            return FloatLiteral(value=float(text))
        return IntegerLiteral(value=int(digits) * 10**power)


def _part(token: Token, start: int, end: int) -> Token:
    return Token(token.kind, token.value[start:end], token.index + start, token.path)


class _Environment(jsonpath.JSONPathEnvironment):
    """Strict, and with a check at every comparison and every member."""

    parser_class = _Parser

    def __init__(self, regexp: Regexp, check: Check) -> None:
        self.check = check
        self._regexp = regexp
        super().__init__(strict=True)

    def setup_function_extensions(self) -> None:
        """The five functions of the standard, two of them with our engine."""
        super().setup_function_extensions()
        self.function_extensions["match"] = _Regular(self._regexp, whole=True)
        self.function_extensions["search"] = _Regular(self._regexp, whole=False)

    def is_truthy(self, obj: object) -> bool:
        """As the library says."""
        self.check()
        return super().is_truthy(obj)

    def compare(self, left: object, operator: str, right: object) -> bool:
        """As the library says, but for equality, and for each place of a repeated key."""
        self.check()
        if operator in ("&&", "||"):
            return super().compare(left, operator, right)
        return any(self._compared(one, operator, other) for one in _places(left) for other in _places(right))

    def _compared(self, left: object, operator: str, right: object) -> bool:
        if operator in ("==", "!="):
            same = super().compare(left, "==", right) and _same_kinds(left, right)
            return same == (operator == "==")
        if operator in ("<=", ">=") and super().compare(left, operator[0], right):
            return True
        if operator in ("<=", ">="):
            return self._compared(left, "==", right)
        return super().compare(left, operator, right)


def _places(value: object) -> list[object]:
    several = isinstance(value, NodeList) and len(value) > 1
    return [node.obj for node in value] if several and isinstance(value, NodeList) else [value]


def _same_kinds(one: object, other: object) -> bool:
    """Whether values that Python takes for equal are so in JSON: to Python [true] is [1]."""
    waiting = [(one, other)]
    while waiting:
        left, right = waiting.pop()
        if isinstance(left, bool) != isinstance(right, bool):
            return False
        if isinstance(left, list) and isinstance(right, list) and not isinstance(left, NodeList):
            waiting += zip(left, right, strict=True)
        elif isinstance(left, dict) and isinstance(right, dict):
            waiting += ((value, right[key]) for key, value in left.items())
    return True


class _Regular(FilterFunction):
    """`match` and `search`. A pattern that is none selects nothing, as the standard says."""

    arg_types = [ExpressionType.VALUE, ExpressionType.VALUE]  # noqa: RUF012 - as the library has it
    return_type = ExpressionType.LOGICAL

    def __init__(self, regexp: Regexp, *, whole: bool) -> None:
        self._regexp = regexp
        self._whole = whole
        self._made: dict[str, Matches | None] = {}

    def __call__(self, value: object, pattern: object) -> bool:
        """Whether `pattern` fits the whole of the text `value`, or occurs in it."""
        if not isinstance(value, str) or not isinstance(pattern, str):
            return False
        if pattern not in self._made:
            self._made[pattern] = self._compiled(pattern)
        matches = self._made[pattern]
        return matches is not None and matches(value)

    def _compiled(self, pattern: str) -> Matches | None:
        try:
            inner = _DOT.sub(_dot, pattern)
            return self._regexp(rf"\A(?:{inner})\z" if self._whole else inner)
        except BadPatternError:
            return None


# A dot is anything but a line end in RFC 9485; in brackets it is a dot.
_DOT = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|\.", re.DOTALL)


def _dot(found: re.Match[str]) -> str:
    return r"[^\n\r]" if found[0] == "." else found[0]
