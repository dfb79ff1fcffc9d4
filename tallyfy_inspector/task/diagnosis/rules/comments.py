"""Where is my comment? What guests may see of the comments, and which comments the answer does not list.

A comment's `state` says whether guests see it ("hide-for-guests" is what Tallyfy sets by itself), and
`prevent_guest_comment` takes all comments of the task from them. `threads_count` comes as a number or as
`{"total": 4, "problems": 1}`; neither shape is documented.
"""

from __future__ import annotations

from collections.abc import Iterator

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.task.diagnosis.case import Case
from tallyfy_inspector.task.diagnosis.finding import Finding, cannot_tell
from tallyfy_inspector.task.reading import Found, part
from tallyfy_inspector.texts import _, ngettext

CODE = "comments"
_TASKS = "https://tallyfy.com/products/pro/tracking-and-tasks/tasks/"
DOC = _TASKS + "how-can-i-manage-comments-in-tallyfy/"
DOC_PREVENT = _TASKS + "how-can-i-utilize-tallyfys-advanced-tab-features/"


def rule(case: Case) -> Iterator[Finding]:
    """Certain where the fields say it; likely by the step's present setting, and for a count that nobody
    documents; cannot tell where comments exist but are not listed, or the step's setting is not there."""
    on, place, from_step = case.setting("prevent_guest_comment")
    prevented = (place,) if on else ()
    listed = case.listed("threads")
    gone = tuple(each for each in listed if _is_gone(case, each))
    if prevented and case.owners.guests:
        yield _none_for_guests(prevented, sure=not from_step)
    elif case.owners.guests:
        yield from _hidden(case, listed)
        if case.stepless("prevent_guest_comment"):
            yield _setting_unknown(case)
    yield from _gone(gone)
    yield from _unmentioned(case, listed)
    yield from _differ(case, {len(listed), len(listed) - len(gone)})
    yield from _unlisted(case, asked_for=bool(case.owners.guests) and not prevented)


def _is_gone(case: Case, comment: Found) -> bool:
    return case.told("archived_at", comment) and case.dated("archived_at", comment)


def _none_for_guests(places: tuple[Path, ...], *, sure: bool) -> Finding:
    return Finding(
        CODE,
        "info",
        "certain" if sure else "likely",
        _("Guests neither see nor write comments here"),
        _(
            "The step has “Prevent guests from making or seeing comments” on. "
            "It is switched off in the step's Advanced tab, for processes launched after that."
        ),
        places,
        DOC_PREVENT,
        _(
            "On this task, guests can neither see nor write comments. "
            "That is a setting of the step, which an editor of the template can change."
        )
        if sure
        else _(
            "On this task, guests most likely can neither see nor write comments. "
            "That is a setting of the step, which an editor of the template can change."
        ),
    )


def _setting_unknown(case: Case) -> Finding:
    return cannot_tell(
        CODE,
        "info",
        DOC_PREVENT,
        _("May guests see and write comments here?"),
        _("The step of the template can prevent it, and this answer does not hold the step."),
        case.missing("step"),
    )


def _hidden(case: Case, listed: tuple[Found, ...]) -> Iterator[Finding]:
    hidden = [each for each in listed if case.text("state", each) == "hide-for-guests"]
    hidden = [each for each in hidden if not _is_gone(case, each)]
    if hidden:
        count = len(hidden)
        yield Finding(
            CODE,
            "info",
            "certain",
            ngettext(
                "{count} comment is hidden from guests", "{count} comments are hidden from guests", count
            ).format(count=count),
            _(
                "Guests do not see what members write unless it is made visible to them. "
                "Each comment has a switch for it, the eye."
            ),
            tuple(each.path for each in hidden),
            DOC,
            _(
                "Guests do not see comments of members unless those are made visible to them. "
                "On each comment, the eye symbol switches that."
            ),
        )


def _gone(gone: tuple[Found, ...]) -> Iterator[Finding]:
    if gone:
        count = len(gone)
        yield Finding(
            CODE,
            "info",
            "certain",
            ngettext(
                "{count} comment was deleted or archived",
                "{count} comments were deleted or archived",
                count,
            ).format(count=count),
            _("The answer still lists what the web application no longer shows."),
            tuple(each.path for each in gone),
            DOC,
        )


def _unmentioned(case: Case, listed: tuple[Found, ...]) -> Iterator[Finding]:
    """Where the comments mention nobody at all, nobody was told of them."""
    live = []
    for each in listed:
        content = case.text("content", each)
        if not content or _is_gone(case, each):
            continue
        if _mentions(case, each, content):
            return
        live.append(each)
    if live:
        yield Finding(
            CODE,
            "info",
            "likely",
            _("No comment mentions anybody"),
            _(
                "Only those who are mentioned with “@” are told of a comment, says the documentation; "
                "everybody else sees it when they open the task."
            ),
            tuple(each.path for each in live),
            DOC,
            _(
                "Most likely nobody was told of the comments, because none of them mentions anybody. "
                "Please mention whoever is to be told with “@”."
            ),
        )


def _mentions(case: Case, comment: Found, content: str) -> bool:
    """Whether the comment may mention somebody: Tallyfy answers a mention as a name in bold, which bold words
    look like, too."""
    lowered = content.lower()
    signs = "@" in lowered or "mention" in lowered or "<strong" in lowered
    return signs or case.told("mentions", comment) or case.told("sent_to", comment)


def _differ(case: Case, counts: set[int]) -> Iterator[Finding]:
    """`counts`: how many are listed, with the archived ones and without; which is counted nobody says."""
    counted, listed = _count(case), part(case.task, "threads")
    if counted is None or listed is None or not isinstance(listed.value, (list, dict)):
        return
    place, total = counted
    if total in counts:
        return
    yield Finding(
        CODE,
        "info",
        "likely",
        ngettext(
            "The count of comments is {total}, but {listed} is listed",
            "The count of comments is {total}, but {listed} are listed",
            max(counts),
        ).format(total=total, listed=max(counts)),
        _(
            "Most likely some are left out, or others are counted: the documentation does not say what is. "
            "Compare with the comments that the task shows in Tallyfy."
        ),
        (place, listed.path),
        DOC,
    )


def _unlisted(case: Case, *, asked_for: bool) -> Iterator[Finding]:
    """Comments that are there, or may be hidden from a guest, and are not in the answer."""
    counted = _count(case)
    some = counted is not None and counted[1] > 0
    nothing = counted is not None and counted[1] == 0
    if case.returned("threads") or nothing or not (some or asked_for):
        return
    yield Finding(
        CODE,
        "info",
        "cannot_tell",
        _("Which comments do guests see?") if asked_for else _("Which comments are there?"),
        _("This answer does not list the comments."),
        () if counted is None else (counted[0],),
        DOC,
        needs=case.missing("threads"),
    )


def _count(case: Case) -> tuple[Path, int] | None:
    """How many comments the answer says there are, and where; None when it does not say."""
    found = part(case.task, "threads_count")
    if found is None:
        return None
    total = part(found, "total") if isinstance(found.value, dict) else found
    if total is None or isinstance(total.value, bool) or not isinstance(total.value, int):
        return None
    return total.path, total.value
