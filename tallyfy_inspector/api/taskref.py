"""Pasted text becomes IDs: which task, and as far as the text says, which process and organization.

Nothing pasted is opened, kept or repeated: a `Reading` holds IDs, a host's name and sentences. The text may
be a link, an ID, or a whole e-mail. How links are found is for `links`, what their parts mean for
`linkforms`, why nothing was found for `refusals`; here it is decided what to offer.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from tallyfy_inspector.api import linkforms, links, refusals
from tallyfy_inspector.api.linkforms import ID, Named, Role
from tallyfy_inspector.api.links import MOST_LINKS, Link
from tallyfy_inspector.texts import _

LOOKED_AT = 128 * 1024
"""How many characters of a text are read."""
_MOST_REFERENCES = 20


@dataclass(frozen=True, slots=True)
class Reference:
    """One thing that a text may mean: a task, or a process when `task` is None. IDs are as Tallyfy writes
    them; `host` is `host[:port]` of the link it came from. `warning` is a sentence for the person."""

    task: str | None
    run: str | None = None
    organization: str | None = None
    host: str | None = None
    warning: str | None = None

    @property
    def label(self) -> str:
        """What to choose by, where there are several."""
        if self.task is None:
            return _("Process {id}").format(id=self.run)
        if self.run is None:
            return _("Task {id}").format(id=self.task)
        return _("Task {id} in process {run}").format(id=self.task, run=self.run)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text means: references, best first (several: let the person choose), or else a refusal, which
    is a sentence. `process` is what a refused text named where that was a process and no task."""

    references: tuple[Reference, ...] = ()
    refusal: str | None = None
    process: Reference | None = None


def read(text: str, known_hosts: Collection[str] = ()) -> Reading:
    """The task that `text` means. `known_hosts` (`host` or `host:port`) are accepted beside Tallyfy's own.

    Never raises, and reads no more than the first `LOOKED_AT` characters.
    """
    is_cut = len(text) > LOOKED_AT
    plain = links.unwrapped(text[:LOOKED_AT]).strip()
    reading = _alone(plain) or _of_text(plain, known_hosts)
    return _told_of_cut(reading) if is_cut else reading


def _of_text(text: str, known_hosts: Collection[str]) -> Reading:
    as_pasted = _Text(text, known_hosts)
    joined = _joined(text)
    return _best(as_pasted, _Text(joined, known_hosts) if joined != text else as_pasted)


def _joined(text: str) -> str:
    """`text` with broken lines put together, as mail programs break links."""
    return re.sub(r"=?\r?\n[>\s]*", "", text)


_AROUND = "<>()[]\"'“”‘’«».,;:!?*` \t\r\n"


def _alone(text: str) -> Reading | None:
    """The reading of a text that is one word, JSON, a token, or nothing."""
    word = text.strip(_AROUND)
    if not word:
        return Reading(refusal=refusals.empty())
    if re.match(r'\{\s*(?:\}|"[^"]{0,200}"\s*:)|\[\s*(?:\]|\{\s*["}])', text):
        return Reading(refusal=refusals.json())
    if re.match(r"(?i)(?:authorization:\s*)?(?:bearer\s+)?eyJ[A-Za-z0-9_-]{12}", word):
        return Reading(refusal=refusals.token())
    if word.lower().startswith("tallyfy-inspector:"):
        return Reading(refusal=refusals.own_address())
    if re.search(r"[\s/=#%]", word):
        return None
    return _one_word(word)


def _one_word(word: str) -> Reading:
    if re.fullmatch("[0-9A-Fa-f]{32}", word):
        return Reading((Reference(word.lower()),))
    if ID.fullmatch(word):
        return Reading((Reference(word, warning=unusual()),))
    return Reading(refusal=refusals.no_id())


def unusual() -> str:
    """What to say of an ID that can be sent, and is not of the usual form."""
    return _("This is not how Tallyfy usually writes an ID (32 characters, 0-9 and a-f). It may be cut off.")


class _Text:
    """One way to read the text: the links it holds, and what it says around them."""

    def __init__(self, text: str, known_hosts: Collection[str]) -> None:
        found, prose = links.find(text, linkforms.stands_for)
        self.is_full = len(found) >= MOST_LINKS
        every = [(link, linkforms.names(link)) for link in found]
        spoken = linkforms.spoken(prose)
        if any(named.unfinished for _link, named in every):
            for part in (spoken, *(named for link, named in every if not link.host)):
                for loose in part.all("leftover"):
                    part.add("secret", loose)
        self.foreign = [link.host for link in found if not _is_ours(link, known_hosts)]
        self._parts = [part for part in (*every, (None, spoken)) if _is_ours(part[0], known_hosts)]
        self.named = [named for _link, named in self._parts]
        self.secrets = {
            secret for named in (*(n for _l, n in every), spoken) for secret in named.all("secret")
        }

    def processes(self, secrets: set[str]) -> list[Reference]:
        """The processes that are named."""
        found = [
            Reference(None, run, named.first("organization"), _host(link))
            for link, named in self._parts
            for run in named.all("run")
            if run not in secrets
        ]
        return [_without(each, secrets) for each in self._completed(_once(found))]

    def references(self, secrets: set[str]) -> list[Reference]:
        """Tasks that are named outright, and bare IDs in the words around them; where no task is named, every
        ID that might be one."""
        sure = [each for link, named in self._parts for each in _tasks(link, named)]
        loose = [part for part in self._parts if not sure or part[0] is None]
        maybe = [each for link, named in loose for each in _leftovers(link, named)]
        others = {found for _link, named in self._parts for found in _not_tasks(named)}
        kept = [each for each in sure if each.task not in secrets]
        kept += [each for each in maybe if (each.task or each.run) not in secrets | others]
        kept.sort(key=lambda each: each.task is None)
        return [_without(each, secrets) for each in self._completed(_once(kept))[:_MOST_REFERENCES]]

    def _completed(self, references: list[Reference]) -> list[Reference]:
        """The one organization of the text belongs to whatever names none."""
        named = {(o, _host(link)) for link, named in self._parts for o in named.all("organization")}
        organizations = {organization for organization, _host_name in named}
        if len(organizations) != 1:
            return references
        host = next((host for _o, host in sorted(named, key=str) if host), None)
        only = organizations.pop()
        return [
            each
            if each.organization or only in (each.task, each.run)
            else replace(each, organization=only, host=each.host or host)
            for each in references
        ]


def _without(reference: Reference, secrets: set[str]) -> Reference:
    return replace(
        reference,
        run=None if reference.run in secrets else reference.run,
        organization=None if reference.organization in secrets else reference.organization,
    )


def _is_ours(link: Link | None, known_hosts: Collection[str]) -> bool:
    if link is None or link.scheme == "tallyfy" or not (link.scheme or link.host):
        return True
    name = link.host.partition(":")[0]
    if not {host.lower() for host in known_hosts}.isdisjoint((link.host, name)):
        return True
    return link.host.isascii() and (name == "tallyfy.com" or name.endswith(".tallyfy.com"))


def _host(link: Link | None) -> str | None:
    return (link.host or None) if link and link.scheme != "tallyfy" else None


def _around(link: Link | None, named: Named) -> tuple[str | None, str | None, str | None]:
    """Process, organization and host that go with a task. In prose only the one that there is."""
    if link is None:
        return named.only("run") if named.only("task") else None, named.only("organization"), None
    return named.first("run"), named.first("organization"), _host(link)


def _tasks(link: Link | None, named: Named) -> Iterable[Reference]:
    run, organization, host = _around(link, named)
    for task in named.all("task"):
        yield Reference(task, run, organization, host)
    for task in () if named.all("task") else named.odd_tasks:
        yield Reference(task, run, organization, host, unusual())


def _leftovers(link: Link | None, named: Named) -> Iterable[Reference]:
    """IDs that nothing names: a task, or in a link without a process perhaps the process."""
    run, organization, host = _around(link, named)
    may_be_process = link is not None and run is None
    unsure = _("The link does not say whether this is a task or a process.") if may_be_process else None
    for found in named.all("leftover"):
        yield Reference(found, run, organization, host, unsure)
        if may_be_process:
            yield Reference(None, found, organization, host, unsure)


_NOT_TASKS: tuple[Role, ...] = ("run", "organization", "template", "file", "other")


def _not_tasks(named: Named) -> Iterable[str]:
    for role in _NOT_TASKS:
        yield from named.all(role)


def _once(references: list[Reference]) -> list[Reference]:
    """Each task once, with the most that any mention of it says."""
    best: dict[tuple[str | None, str | None], Reference] = {}
    for each in references:
        key = (each.task, None if each.task else each.run)
        known = best.setdefault(key, each)
        best[key] = replace(
            known,
            run=known.run or each.run,
            organization=known.organization or each.organization,
            host=known.host or each.host,
        )
    return list(best.values())


def _best(as_pasted: _Text, joined: _Text) -> Reading:
    secrets = as_pasted.secrets | joined.secrets
    first, second = as_pasted.references(secrets), joined.references(secrets)
    chosen = second if _worth(second) > _worth(first) else first
    if chosen:
        reading = Reading(tuple(chosen))
    else:
        reading = _refused(max(as_pasted, joined, key=lambda text: len(text.processes(secrets))), secrets)
    return _told_of_cut(reading) if as_pasted.is_full else reading


def _worth(references: list[Reference]) -> tuple[bool, ...]:
    top = references[0] if references else Reference(None)
    return top.task is not None, top.warning is None, top.organization is not None, top.run is not None


def _refused(text: _Text, secrets: set[str]) -> Reading:
    process = text.processes(secrets)
    is_guest = any(named.guest for named in text.named)
    return Reading(
        refusal=refusals.nothing_named(text.named, text.foreign),
        process=process[0] if process and not is_guest else None,
    )


def _told_of_cut(reading: Reading) -> Reading:
    cut = _("Only the beginning of this long text was read.")
    if reading.refusal is not None:
        return replace(reading, refusal=f"{reading.refusal} {cut}")
    return replace(
        reading,
        references=tuple(
            replace(each, warning=f"{each.warning} {cut}" if each.warning else cut)
            for each in reading.references
        ),
    )
