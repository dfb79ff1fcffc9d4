"""Why a webhook was not sent, or twice: it goes out when the task is completed, once, and never again.

The address stands in the task and in its step (`webhook`); the template may have another, which no task
holds. Tallyfy shows no failed delivery, so whether one arrived is the receiver's log to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.task.diagnosis.case import Case
from tallyfy_inspector.task.diagnosis.finding import Finding
from tallyfy_inspector.task.diagnosis.rules import reopened
from tallyfy_inspector.texts import _, ngettext

CODE = "webhook"
DOC = "https://tallyfy.com/products/pro/integrations/webhooks/how-to-set-up-webhooks-in-tallyfy/"


def rule(case: Case) -> Iterator[Finding]:
    """Likely by the documented rules; cannot tell whether one was sent, nor for a completed task whether its
    step, which was not asked for, has one. Nothing where no webhook is set."""
    places = _places(case)
    if not places:
        if case.completed and case.stepless("webhook"):
            yield _step_unknown(case)
        return
    yield from _address(case, places)
    yield from _differ(case, places)
    if not case.completed:
        before = reopened.earlier(case)
        yield _before(case, before, places) if before else _not_yet(case, places)
        return
    sent = tuple(each.path for each in case.activities("emitted"))
    yield _sent(sent) if sent else _unknown(case, places)
    if len(sent) != 1:  # one entry alone speaks against it
        yield from _again(case, places)


def _places(case: Case) -> tuple[Path, ...]:
    """Where an address of a webhook stands: the task's, then its step's."""
    own = case.places("webhook") if case.text("webhook") else ()
    step = case.step
    return own if step is None or not case.text("webhook", step) else (*own, *case.places("webhook", of=step))


def _texts(case: Case) -> tuple[str, str]:
    return case.text("webhook"), "" if case.step is None else case.text("webhook", case.step)


def _scheme(address: str) -> str:
    """ "https", "http", or "" for what is no web address."""
    try:
        parts = urlsplit(address)
        return parts.scheme if parts.scheme in ("http", "https") and parts.hostname else ""
    except ValueError:
        return ""


def _address(case: Case, places: tuple[Path, ...]) -> Iterator[Finding]:
    schemes = {_scheme(text) for text in _texts(case) if text}
    if "" in schemes:
        yield _no_address(places)
    elif "http" in schemes:
        yield _insecure(places)


def _no_address(places: tuple[Path, ...]) -> Finding:
    return Finding(
        CODE,
        "warning",
        "likely",
        _("The webhook has no complete web address"),
        _(
            "An address has to begin with https:// and name a host. "
            "Most likely nothing arrives until it is corrected in the step's Advanced tab."
        ),
        places,
        DOC,
        _(
            "The webhook of this step most likely does not work because its address is not complete. "
            "Please correct the address in the template."
        ),
    )


def _insecure(places: tuple[Path, ...]) -> Finding:
    return Finding(
        CODE,
        "warning",
        "likely",
        _("The webhook's address is http, not https"),
        _(
            "Tallyfy's documentation asks for https. Many receivers refuse http or answer with a redirect, "
            "which is not documented to be followed."
        ),
        places,
        DOC,
        _(
            "The webhook most likely fails because its address begins with http instead of https. "
            "Please try the https address of the receiving system."
        ),
    )


def _differ(case: Case, places: tuple[Path, ...]) -> Iterator[Finding]:
    own, step = _texts(case)
    if own and step and own != step:
        yield Finding(
            CODE,
            "info",
            "certain",
            _("The task and its step name different webhooks"),
            _(
                "Most likely the template was changed after the process was launched. "
                "The documentation does not say which of the two is used for a running process."
            ),
            places,
            DOC,
        )


def _before(case: Case, before: tuple[Path, ...], places: tuple[Path, ...]) -> Finding:
    return Finding(
        CODE,
        "info",
        "likely",
        _("The webhook may have been sent before, and is sent at the next completion"),
        _(
            "The answer tells of a completion, though the task is not completed now. "
            "A hidden task is never completed, so nothing more is sent unless it is shown again."
        )
        if case.hidden
        else _(
            "The answer tells of a completion, though the task is open. "
            "Each completion sends the webhook, so the receiving system has to expect it twice."
        ),
        (*before, *places),
        DOC,
        _(
            "The webhook of this task may have been sent already, when the task was completed before. "
            "Most likely it is sent again when the task is completed again."
        ),
    )


def _not_yet(case: Case, places: tuple[Path, ...]) -> Finding:
    return Finding(
        CODE,
        "info",
        "likely",
        _("The webhook is sent when the task is completed"),
        _("It is not completed yet. A hidden task is never completed, so its webhook is not sent.")
        if case.hidden
        else _("It is not completed yet, so most likely nothing was sent for it."),
        (*places, *case.places("status")),
        DOC,
        _(
            "The webhook most likely was not sent because the task is not completed yet. "
            "It is sent once, at the moment of completion."
        ),
    )


def _sent(entries: tuple[Path, ...]) -> Finding:
    count = len(entries)
    return Finding(
        CODE,
        "info",
        "likely",
        ngettext("A webhook was sent", "{count} webhooks were sent", count).format(count=count),
        _(
            "The activity list says so, whose form is not documented. It does not say whether anything "
            "arrived: Tallyfy tries once and shows no failure, so look in the log of the receiving system."
        ),
        entries,
        DOC,
        _(
            "Tallyfy most likely sent the webhook for this task. "
            "Please look in the log of the receiving system, since Tallyfy tries only once."
        ),
    )


def _step_unknown(case: Case) -> Finding:
    return Finding(
        CODE,
        "info",
        "cannot_tell",
        _("Does its step have a webhook?"),
        _("The task has none of its own, and this answer does not hold the step of the template."),
        case.places("webhook"),
        DOC,
        needs=case.missing("step"),
    )


def _unknown(case: Case, places: tuple[Path, ...]) -> Finding:
    return Finding(
        CODE,
        "warning",
        "cannot_tell",
        _("Was the webhook sent?"),
        _(
            "The task is completed, which is when it is sent, once and without a second try. "
            "This answer holds no entry about it; look in the log of the receiving system."
        ),
        (*places, *case.places("completed_at")),
        DOC,
        needs=case.missing("activities"),
    )


def _again(case: Case, places: tuple[Path, ...]) -> Iterator[Finding]:
    again = tuple(each.path for each in case.activities(*reopened.VERBS))
    if again:
        yield Finding(
            CODE,
            "info",
            "likely",
            _("The webhook was sent more than once"),
            _(
                "The task was reopened and completed again, and each completion sends it. "
                "The receiving system has to expect that."
            ),
            (*again, *places),
            DOC,
            _(
                "The webhook most likely was sent more than once, "
                "because the task was reopened and completed again. "
                "Please let the receiving system ignore repeated messages."
            ),
        )
