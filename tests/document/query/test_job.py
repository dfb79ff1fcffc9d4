from __future__ import annotations

import re
import subprocess
import sys
import threading
import time
from typing import Any

import pytest

from tallyfy_inspector.document.matching import Matches, TooSlowError
from tallyfy_inspector.document.path import Path
from tallyfy_inspector.document.query import Outcome, Query, Subject


def regexp(pattern: str) -> Matches:
    compiled = re.compile(pattern.replace(r"\z", r"\Z"))
    return lambda text: compiled.search(text) is not None


def subject(root: object) -> Subject:
    return Subject(root, lambda path, text: "•••" if path[-1:] == ("secret",) else text)


class Asked:
    """A query's outcome, waited for."""

    def __init__(self, expression: str, root: Any, **options: Any) -> None:
        self.outcomes: list[Outcome] = []
        self.threads: list[threading.Thread] = []
        self._done = threading.Event()
        of = root if isinstance(root, Subject) else subject(root)
        options.setdefault("regexp", regexp)
        self.query = Query(expression, of, self.on_done, **options)

    def on_done(self, outcome: Outcome) -> None:
        self.outcomes.append(outcome)
        self.threads.append(threading.current_thread())
        self._done.set()

    def wait(self) -> Outcome:
        self.query.start()
        assert self._done.wait(20)
        assert self.query.join(20)
        return self.outcomes[0]


BIG = [[{"a": [number]}] for number in range(300_000)]


def test_paths_come_from_another_thread_that_nobody_has_to_wait_for() -> None:
    asked = Asked("$..a", {"a": [{"a": 1}]})
    assert asked.wait() == Outcome((("a",), ("a", 0, "a")), 2)
    assert asked.threads[0] is not threading.main_thread()
    assert asked.threads[0].daemon


def test_the_count_goes_on_when_no_more_paths_are_kept() -> None:
    assert Asked("$[*]", list(range(10)), kept=3).wait() == Outcome(((0,), (1,), (2,)), 10)


def test_a_secrets_hidden_part_cannot_be_asked_for() -> None:
    root = [{"secret": "s3cret", "x": "s3cret"}]
    assert Asked("$[?@.secret == 's3cret']", root).wait().count == 0
    assert Asked("$..[?search(@, 's3')]", root).wait().paths == ((0, "x"),)


@pytest.mark.parametrize(
    ("expression", "sentence", "column"),
    [
        ("$[?@.a = 1]", "This is no JSONPath query: what stands at character 8 does not fit.", 8),
        ("$.data[", "This is no JSONPath query yet: it ends too early.", 8),
        ("$[?foo(@)]", "JSONPath has no function foo.", 4),
        ("$[?length(@)]", "At character 3 something is compared, or given to a function,", 3),
        ("$[99999999999999999999]", "The number at character 3 is too large for an index.", 3),
        ("$[1e2]", "This is no JSONPath query.", None),
        ("$[?" + "(" * 3000, "The query is nested too deep.", None),
    ],
)
def test_a_mistake_is_a_sentence_with_its_place(expression: str, sentence: str, column: int | None) -> None:
    outcome = Asked(expression, BIG).wait()
    assert outcome.error is not None
    assert outcome.error.startswith(sentence)
    assert (outcome.column, outcome.paths, outcome.count) == (column, (), 0)


def test_a_pattern_that_takes_too_long_is_a_sentence() -> None:
    def slow(_pattern: str) -> Matches:
        def matches(_text: str) -> bool:
            raise TooSlowError

        return matches

    outcome = Asked("$[?search(@, 'x')]", ["x"], regexp=slow).wait()
    assert outcome.error == "The pattern takes too long on a text in this document."


def test_what_nobody_thought_of_is_a_sentence_without_content() -> None:
    def broken(_pattern: str) -> Matches:
        raise KeyError("content")

    outcome = Asked("$[?search(@, 'x')]", ["x"], regexp=broken).wait()
    assert outcome.error == "The query failed (KeyError)."


def test_values_nested_too_deep_to_compare_are_a_sentence() -> None:
    deep: Any = 0
    other: Any = 0
    for _level in range(20_000):
        deep, other = [deep], [other]
    outcome = Asked("$[?@.x == $[0].y]", [{"x": deep, "y": other}]).wait()
    assert outcome.error == "The document is nested too deep for this query."


def test_after_its_time_it_is_given_up() -> None:
    asked = Asked("$..*", BIG, time_out=0.1)
    started = time.monotonic()
    assert asked.wait().error == "The query was stopped after 0 seconds."
    assert time.monotonic() - started < 2
    assert len(asked.outcomes) == 1


@pytest.mark.parametrize("expression", ["$..*", "$..nope", "$[*][*][?@.a == 1]"])
def test_a_cancelled_query_says_nothing_and_ends_soon(expression: str) -> None:
    asked = Asked(expression, BIG)
    asked.query.start()
    time.sleep(0.1)
    asked.query.cancel()
    assert asked.query.join(1)
    assert asked.outcomes == []


def test_cancelling_afterwards_changes_nothing() -> None:
    asked = Asked("$", 1)
    asked.wait()
    asked.query.cancel()
    assert len(asked.outcomes) == 1


def test_a_query_on_a_document_that_is_still_made_ready_ends_too() -> None:
    def slow(_path: Path, text: str) -> str:
        time.sleep(0.0001)
        return text

    ready = Subject([str(number) for number in range(50_000)], slow)
    asked = Asked("$[0]", ready)
    asked.query.start()
    time.sleep(0.05)
    asked.query.cancel()
    assert asked.query.join(2)


def test_nothing_is_told_of_query_or_content() -> None:
    query = Query("$.customer", subject(["value"]), lambda _outcome: None, regexp=regexp)
    assert repr(query) == "<Query, running>"
    assert repr(Outcome((("customer",),), 1)) == "<Outcome, 1 nodes, error: False>"


def test_the_library_is_loaded_with_the_first_query() -> None:
    program = "import sys, tallyfy_inspector.document.query; print('jsonpath' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_query_may_be_as_long_as_it_likes() -> None:
    root: Any = "end"
    for _level in range(900):
        root = {"a": root}
    for levels, hits in ((900, 1), (901, 0), (20_000, 0)):
        outcome = Asked("$" + ".a" * levels, root).wait()
        assert (outcome.error, outcome.count) == (None, hits)


def test_a_query_inside_a_query_may_be_too_long() -> None:
    outcome = Asked("$[?@" + ".a" * 20_000 + "]", [{"a": 1}]).wait()
    assert outcome.error == "The query is too long, or the document nested too deep for it."
