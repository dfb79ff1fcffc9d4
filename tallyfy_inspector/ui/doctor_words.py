"""The words for what the doctor found: a state, a line to copy, and one sentence for all. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from tallyfy_inspector.ports_help import Checked, State
from tallyfy_inspector.texts import N_, _, ngettext

COLUMNS = (N_("Result"), N_("Check"), N_("What was found"), N_("Time"))
_STATES: dict[State, str] = {
    "ok": N_("Good"),
    "warning": N_("Warning"),
    "bad": N_("Failed"),
    "skipped": N_("Skipped"),
}
ROLES: dict[State, str] = {"ok": "good", "warning": "warning", "bad": "bad", "skipped": "dim"}
"""The colour of a state's word, by its role in `theme.Roles`."""


def state(checked: Checked) -> str:
    """The state in a word."""
    return _(_STATES[checked.state])


def spent(checked: Checked) -> str:
    """How long it took; nothing for what was not done."""
    if checked.state == "skipped":
        return ""
    if checked.milliseconds < 1:
        return _("under 1 ms")
    return _("{count} ms").format(count=f"{checked.milliseconds:,.0f}")


def line(checked: Checked) -> str:
    """One check on a line of text: "Good: Name (DNS): … (12 ms)"."""
    text = f"{state(checked)}: {checked.title}: {checked.words}"
    return f"{text} ({spent(checked)})" if spent(checked) else text


def summary(results: Sequence[Checked], planned: int) -> str:
    """All of it in a sentence: the worst first."""
    count = {kind: sum(each.state == kind for each in results) for kind in _STATES}
    told = []
    if count["bad"]:
        told.append(
            ngettext("{count} check failed.", "{count} checks failed.", count["bad"]).format(
                count=count["bad"]
            )
        )
    if count["warning"]:
        told.append(
            ngettext("{count} warning.", "{count} warnings.", count["warning"]).format(count=count["warning"])
        )
    told.append(_("{count} of {all} are good.").format(count=count["ok"], all=planned))
    if count["skipped"]:
        told.append(
            ngettext("{count} was skipped.", "{count} were skipped.", count["skipped"]).format(
                count=count["skipped"]
            )
        )
    return " ".join(told)
