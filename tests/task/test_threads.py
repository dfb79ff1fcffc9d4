from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given

from tallyfy_inspector.task.threads import Comment, threads
from tests.support.samples import ANY_JSON, parsed, task_full
from tests.support.task_samples import CODE, GUEST_LINK


def comment(**members: Any) -> dict[str, Any]:
    return {"id": "c1", "label": "comment", "content": "<p>Hello</p>", "author_id": 7, **members}


def root(*comments: Any, **members: Any) -> Any:
    return parsed({"data": {"id": "d0", "threads": list(comments), **members}})


def only(**members: Any) -> Comment:
    (found,) = threads(root(comment(**members))).comments
    return found


def labels(found: Comment) -> dict[str, str]:
    return {line.label: line.text for line in found.lines}


def test_the_sample_task() -> None:
    found = threads(task_full())
    assert [(each.author, each.kind, each.state, each.excerpt) for each in found.comments] == [
        ("Sam Lindqvist", "Comment", "not hidden from guests",
         "Called the customer, waiting on the budget code. Mira Okafor please chase."),
        ("Mira Okafor", "Issue, open", "hidden from guests", "ERP rejects the PO number."),
        ("Sam Lindqvist", "Issue, resolved", "not hidden from guests",
         "Wrong address on quote."),
        ("Mira Okafor", "Resolves an issue", "not hidden from guests", "Address corrected."),
    ]  # fmt: skip
    assert [each.path for each in found.comments] == [("data", "threads", "data", n) for n in range(4)]
    assert [each.open_issue for each in found.comments] == [False, True, False, False]
    assert found.comments[1].also == ("data", "issues", "data", 0)
    assert found.notes == ()


def test_what_resolved_an_issue_is_told() -> None:
    resolved = labels(threads(task_full()).comments[2])["Resolved by"]
    assert resolved.endswith("(Mira Okafor: Address corrected.)")
    assert labels(only(label="problem", resolve_id="elsewhere"))["Resolved by"] == "elsewhere"
    assert labels(only(label="problem", resolve_id="c1"))["Resolved by"] == "c1"


@pytest.mark.parametrize(
    ("members", "kind", "is_open"),
    [
        ({"label": "problem"}, "Issue, open", True),
        ({"label": "problem", "resolve_id": "x"}, "Issue, resolved", False),
        ({"label": "problem", "resolved_at": "2026-01-01T00:00:00Z"}, "Issue, resolved", False),
        ({"label": "problem", "archived_at": "2026-01-01T00:00:00Z"}, "Issue, archived", False),
        ({"label": ["problem"]}, "Issue, open", True),
        ({"label": "shout"}, "shout", False),
        ({"label": None}, "", False),
        ({"label": {"a": 1}}, '{"a": 1}', False),
    ],
)
def test_what_kind_of_comment_it_is(members: dict[str, Any], kind: str, is_open: bool) -> None:
    found = only(**members)
    assert (found.kind, found.open_issue) == (kind, is_open)


@pytest.mark.parametrize(
    ("members", "state"),
    [
        ({"state": "hide-for-guests"}, "hidden from guests"),
        ({"state": "open", "archived_at": "2026-01-01T00:00:00Z"}, "not hidden from guests, archived"),
        ({"state": "whispered"}, "whispered"),
        ({}, ""),
    ],
)
def test_who_may_see_it(members: dict[str, Any], state: str) -> None:
    assert only(**members).state == state


def test_who_may_see_it_in_a_narrow_column() -> None:
    states = ("open", "hide-for-guests", "collapsed", None)
    assert [only(state=state).for_guests for state in states] == ["not hidden", "hidden", "collapsed", ""]
    archived = only(state="open", archived_at="2026-01-01T00:00:00Z")
    assert archived.for_guests == "not hidden from guests, archived"


@pytest.mark.parametrize(
    ("members", "author"),
    [
        ({"author_id": 7}, "member 7"),
        ({"author": {"data": {"first_name": "Ada", "last_name": "L"}}}, "Ada L"),
        ({"author_id": 3, "author_type": "App\\Models\\Guest"}, "guest 3"),
        ({"author_id": None, "sent_by": 9}, "member 9"),
        ({"author_id": None, "author": "g@x.example"}, "guest g@x.example"),
        ({"author_id": None}, ""),
    ],
)
def test_who_wrote_it(members: dict[str, Any], author: str) -> None:
    assert only(**members).author == author


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<p>One</p><ul><li>two</li></ul>", "One\n• two"),
        ("a < b &amp; c", "a < b & c"),
        ("<p></p>", "<p></p>"),
        ('<img src="http://x.example/y.png" alt="Map">', "[image: Map]"),
        (None, ""),
        (5, "5"),
        ({"a": "b"}, '{"a": "b"}'),
        ("\u202egnp", "\\u202egnp"),
    ],
)
def test_what_was_written(content: Any, text: str) -> None:
    assert only(content=content).text == text


def test_a_guest_link_in_a_comment_is_hidden() -> None:
    found = only(content=f"<p>Use {GUEST_LINK}</p>", odd=GUEST_LINK)
    assert CODE not in found.text + found.excerpt + str(labels(found))


def test_the_excerpt_is_one_short_line() -> None:
    assert only(content="<p>a</p><p>b</p>").excerpt == "a b"
    assert len(only(content="word " * 5000).excerpt) == 300
    assert only(content="<p>a</p>" + "<b></b>" * 5000).excerpt.startswith("a … (cut")
    assert only(content=3).excerpt == "3"


def test_a_megabyte_is_cut_where_no_word_ends_in_the_middle() -> None:
    text = only(content="<p>word</p>" * 100_000).text
    assert text.endswith("word\n… (cut here; 1100000 characters were sent)")
    assert len(text) < 40_000
    link = "https://go.tallyfy.com/guest-all-task/3d53f2fd6326517fb1b431b539292029/"
    cut = only(content="a " * 1_980 + link + CODE)
    assert CODE[:4] not in cut.excerpt + cut.text


def test_answers_to_answers_stand_below_what_they_answer() -> None:
    inner = comment(id="c3", content="third")
    reply = comment(id="c2", content="second", children={"data": [inner]})
    found = threads(root(comment(replies=[reply]), comment(id="c4", content="fourth"))).comments
    assert [(each.depth, each.text) for each in found] == [
        (0, "Hello"), (1, "second"), (2, "third"), (0, "fourth"),
    ]  # fmt: skip
    assert found[2].path == ("data", "threads", 0, "replies", 0, "children", "data", 0)


def test_very_deep_answers_are_walked() -> None:
    deep: Any = comment()
    for _ in range(20_000):
        deep = {"id": "x", "replies": [deep]}
    assert len(threads({"data": {"id": "d", "threads": [deep]}}).comments) == 20_001


def test_issues_that_stand_among_no_comments_are_listed() -> None:
    issue = comment(id="i1", label="problem")
    alone = threads(parsed({"data": {"id": "d0", "issues": {"data": [issue]}}}))
    assert (alone.state, len(alone.comments)) == ("present", 1)
    assert alone.notes == ("Only issues were returned; the other comments were not.",)
    both = threads(root(comment(), issues=[issue]))
    assert [each.path for each in both.comments] == [("data", "threads", 0), ("data", "issues", 0)]
    assert both.notes == ("1 issue stands in “issues” alone.",)


@pytest.mark.parametrize("count", [5, "5", {"total": 5, "problems": 1}, {"data": {"total": 5}}])
def test_a_count_that_differs_is_told(count: Any) -> None:
    assert threads(root(comment(), threads_count=count)).notes == (
        "Tallyfy counts 5 comments (threads_count); listed: 1.",
    )


@pytest.mark.parametrize("count", [1, "1", None, "many", True, [], {"total": None}, 1.5])
def test_a_count_that_agrees_or_says_nothing_is_not_told(count: Any) -> None:
    assert threads(root(comment(), threads_count=count)).notes == ()


def test_a_step_that_keeps_guests_from_comments_is_told() -> None:
    (note,) = threads(root(comment(), prevent_guest_comment=True)).notes
    assert "prevent_guest_comment" in note


def test_what_is_not_known_is_kept() -> None:
    found = labels(only(mood="bright", task_id=None, sent_to=[7, 8]))
    assert (found["mood"], found["task_id"], found["Told to"]) == ("bright", "null", "member 7, member 8")


def test_something_in_the_list_that_is_no_comment() -> None:
    found = threads(root(3, None)).comments
    assert [(each.readable, each.text, list(each.lines)) for each in found] == [
        (False, "3", []), (False, "null", []),
    ]  # fmt: skip


def test_a_repr_has_no_content() -> None:
    found = threads(task_full())
    assert repr(found) == "Threads(present, 4)"
    assert repr(found.comments[0]) == "<Comment>"


def test_thousands_are_read_when_they_are_asked_for() -> None:
    many = [comment(id=str(number), content="<p>x</p>" * 50) for number in range(5000)]
    answer = root(*many)
    took = []
    for _ in range(5):
        start = time.perf_counter()
        assert len(threads(answer).comments) == 5000
        took.append(time.perf_counter() - start)
    one = time.perf_counter()
    texts = [each.text for each in threads(answer).comments[:500]]
    assert len(texts) == 500
    assert min(took) < 10 * (time.perf_counter() - one)  # far less than reading what they all say


@given(ANY_JSON, ANY_JSON)
def test_nothing_is_too_odd(value: Any, other: Any) -> None:
    every = dict.fromkeys(
        ("id", "content", "author", "author_id", "author_type", "sent_by", "sent_to", "label", "state",
         "resolve_id", "created_at", "updated_at", "archived_at", "replies"), value
    )  # fmt: skip
    for members in ({"threads": value}, {"threads": [value, every]}, {"issues": [every], "threads": other}):
        found = threads(
            {"data": {"id": "d", "threads_count": other, "prevent_guest_comment": value, **members}}
        )
        for each in found.comments:
            assert isinstance(each.author + each.kind + each.state + each.text + each.excerpt, str)
            assert "\n" not in each.excerpt + each.kind + each.state
            assert isinstance(each.open_issue, bool)
            assert each.when is None or each.when.path
            list(each.lines)
