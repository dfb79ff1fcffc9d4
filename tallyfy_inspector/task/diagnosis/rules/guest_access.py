"""A guest cannot open the task: what the answer tells of the reasons in the documentation's order.

Addresses are compared and never shown: `because` leads to them. A guest's link is a credential; it is not
read here and never opened. Whether a guest used the link stands in no task; whether one is disabled only
where guests come as objects.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.task.diagnosis import addresses
from tallyfy_inspector.task.diagnosis.case import Case
from tallyfy_inspector.task.diagnosis.finding import Finding, cannot_tell
from tallyfy_inspector.task.reading import Found, part
from tallyfy_inspector.texts import _, ngettext

CODE = "guest_access"
_SITE = "https://tallyfy.com/products/pro/"
DOC = _SITE + "documenting/guests/guest-user-guide/"
DOC_ASSIGN = _SITE + "documenting/guests/how-can-i-assign-tasks-to-guest-users-in-tallyfy/"
_MOST = 50  # guests that are compared with every other address


def rule(case: Case) -> Iterator[Finding]:
    """Likely, by the documentation's rules; cannot tell where the answer shows no member's address to compare
    with, nor how the process stands. Nothing for a task without guests; of one that waits for nobody only
    that its process is over."""
    if not case.owners.guests:
        return
    yield from _locked(case)
    if not case.waiting:
        return
    yield from _not_allowed(case)
    yield from _gone(case)
    yield from _process_unknown(case)
    yield from _malformed(case)
    known = addresses.addresses(case)
    yield from _domain(case, known.members)
    yield from _typo(case, known.members | known.others)


def _guests(case: Case) -> list[tuple[str, Found]]:
    return [(text, guest) for guest in case.owners.guests if (text := addresses.address(guest))]


def _not_allowed(case: Case) -> Iterator[Finding]:
    allowed, place, _from_step = case.setting("allow_guest_owners")
    if allowed is False:
        yield Finding(
            CODE,
            "warning",
            "likely",
            _("Guests are assigned, but this task does not allow guests"),
            _(
                "The two contradict each other, and the documentation does not say which wins. "
                "Most likely the setting was changed later; assign the guests again, or a member."
            ),
            (place, *(each.path for each in case.owners.guests)),
            DOC_ASSIGN,
            _(
                "This task most likely does not admit guests at present, although guests are assigned to it. "
                "Please check the setting of the step, or assign a member."
            ),
        )


def _locked(case: Case) -> Iterator[Finding]:
    archived, over = case.process_archived, case.process_completed
    if not archived and not over:
        return
    yield Finding(
        CODE,
        "info" if case.completed else "warning",
        "likely",
        _("The process is archived: guests are locked out")
        if archived
        else _("The process is completed: guests are locked out"),
        _(
            "“Assigning guests” says that completed processes lock everyone out; “Get a guest's unique link” "
            "says that the link stays valid throughout the task's lifecycle. "
            "Reopen or unarchive the process, then let the guest try the same link."
        ),
        archived or over,
        DOC,
        _(
            "Most likely the process of this task has ended, and guests cannot open its tasks any more. "
            "If something is still to be done, the process can be opened again."
        ),
    )


def _process_unknown(case: Case) -> Iterator[Finding]:
    silent = case.run is None and not case.told("run_status") and case.told("run_id")
    if silent and case.missing("run"):
        yield cannot_tell(
            CODE,
            "warning",
            DOC,
            _("Is the process still open for guests?"),
            _("A process that is over most likely locks guests out. This answer does not hold the process."),
            case.missing("run"),
        )


def _gone(case: Case) -> Iterator[Finding]:
    """Guests who are sent as objects that say so."""
    gone = tuple(guest.path for guest in case.owners.guests if _is_gone(case, guest))
    if gone:
        count = len(gone)
        yield Finding(
            CODE,
            "warning",
            "likely",
            ngettext(
                "{count} guest is disabled or was deleted",
                "{count} guests are disabled or were deleted",
                count,
            ).format(count=count),
            _(
                "The guest's own record says so. Such a guest most likely cannot open the task: enable "
                "them again, or assign somebody else."
            ),
            gone,
            DOC,
            _(
                "The guest's access most likely was switched off. "
                "Please ask an administrator to enable it again, or assign somebody else."
            ),
        )


def _is_gone(case: Case, guest: Found) -> bool:
    places = (guest, part(guest, "details"))
    keys = ("disabled_at", "deleted_at")
    return any(case.dated(key, place) for place in places if place is not None for key in keys)


def _malformed(case: Case) -> Iterator[Finding]:
    bad = [guest.path for text, guest in _guests(case) if not addresses.is_well_formed(text)]
    if bad:
        count = len(bad)
        yield Finding(
            CODE,
            "warning",
            "likely",
            ngettext(
                "The address of {count} guest is no complete e-mail address",
                "The addresses of {count} guests are no complete e-mail addresses",
                count,
            ).format(count=count),
            _(
                "An invitation to such an address most likely arrives nowhere. "
                "Reassign the task to the right address; Tallyfy then sends a new invitation."
            ),
            tuple(bad),
            DOC,
            _(
                "The invitation most likely did not arrive because the guest's e-mail address is incomplete. "
                "Please reassign the task to the right address; a new invitation is sent then."
            ),
        )


def _domain(case: Case, members: frozenset[str]) -> Iterator[Finding]:
    guests = _guests(case)
    own = _own_domains(members - {text for text, _guest in guests})  # a guest may have been a member once
    inside = [guest.path for text, guest in guests if addresses.domain(text) in own]
    if inside:
        yield _same_domain(tuple(inside))
    elif not members and case.missing("activities"):
        yield _unknown(case)


def _own_domains(members: frozenset[str]) -> set[str]:
    """The domains that at least half of the members share; a contractor's is not the organization's."""
    counted = Counter(addresses.domain(text) for text in members)
    return {name for name, count in counted.items() if count * 2 >= len(members)} - addresses.PUBLIC


def _same_domain(places: tuple[Path, ...]) -> Finding:
    count = len(places)
    return Finding(
        CODE,
        "warning",
        "likely",
        ngettext(
            "{count} guest has an address of the organization's own domain",
            "{count} guests have addresses of the organization's own domain",
            count,
        ).format(count=count),
        _(
            "The documentation says that a guest's address cannot have the organization's domain, "
            "and a member in this answer has the same one. "
            "Assign another address of that person, or invite them as a member."
        ),
        places,
        DOC,
        _(
            "A guest with an address of your organization's own domain most likely cannot open the task. "
            "Please use another address for them, or invite them as a member."
        ),
    )


def _typo(case: Case, others: frozenset[str]) -> Iterator[Finding]:
    guests = _guests(case)[:_MOST]
    known = {*sorted(others)[: addresses.MOST], *(text for text, _guest in guests)}
    close = [
        guest.path for text, guest in guests if any(addresses.nearly_the_same(text, each) for each in known)
    ]
    if close:
        count = len(close)
        yield Finding(
            CODE,
            "warning",
            "likely",
            ngettext(
                "{count} guest's address is almost another one in this answer",
                "{count} guests' addresses are almost other ones in this answer",
                count,
            ).format(count=count),
            _(
                "They differ in one letter, so most likely one of them is a typo. "
                "Compare them, and reassign the task where one is wrong; the old link stops working then."
            ),
            tuple(close),
            DOC,
            _(
                "The guest's e-mail address most likely has a typo. "
                "Please check it letter by letter, and reassign the task if it is wrong."
            ),
        )


def _unknown(case: Case) -> Finding:
    return Finding(
        CODE,
        "warning",
        "cannot_tell",
        _("Do guests have addresses of the organization's own domain?"),
        _(
            "Such guests cannot open a task, says the documentation. "
            "This answer shows no member's address to compare with."
        ),
        tuple(each.path for each in case.owners.guests),
        DOC,
        needs=case.missing("activities"),
    )
