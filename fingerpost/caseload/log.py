"""The log of a learner: everything recorded and every stage that opened, the latest first. Corrections are shown, what
may not be seen is not there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fingerpost.caseload.life import Record
from fingerpost.rules.facts import Fact, day_recorded
from fingerpost.rules.gaps import UNKNOWN
from fingerpost.rules.timeline import Change
from fingerpost.story.causes import why_since
from fingerpost.story.language import capitalised
from fingerpost.story.sayings import told

A_PAGE = 20
EVERYTHING, LEARNER, EMPLOYER, SESSIONS, STAGES = "everything", "learner", "employer", "sessions", "stages"
SHOWN: Mapping[str, str | Promise] = {
    EVERYTHING: gettext_lazy("Everything"),
    LEARNER: gettext_lazy("Learner"),
    EMPLOYER: gettext_lazy("Employer"),
    SESSIONS: gettext_lazy("Sessions and visits"),
    STAGES: gettext_lazy("Ratings and stages"),
}
"""What the log can be narrowed to."""
OF_STAGES = frozenset(
    "rating rating_stands indicator notice_sent response no_improvement not_appropriate register_removed "
    "removal_considered withdrawal_decided employer_consent consent_sought support_decision".split()
)
OF_SESSIONS = frozenset(("session", "progress"))
OURS = frozenset(("notice_sent", "consent_sought"))
"""Kinds of fact that are something we did towards a party."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an entry said before it was put right: until when, and by whom it was put right."""

    title: str
    on: date
    said: str
    until: datetime | None
    by: str


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One line of the log. `number` is its entry in the ledger, None for what follows from the policy. `tone` is `out`
    for what we did, `bad` for a stage that opened, else empty. `recorded_later` is the moment where that was a later
    day."""

    on: date
    title: str
    tone: str
    number: int | None = None
    at: datetime | None = None
    by: str = ""
    said: str = ""
    recorded_later: datetime | None = None
    is_confidential: bool = False
    is_taken_back: bool = False
    clause: str = ""
    earlier: tuple[Earlier, ...] = ()


def log_of(record: Record, show: str = EVERYTHING) -> list[LogEntry]:
    """The log, narrowed to one of `SHOWN`, the latest first."""
    entries = [(_place(fact), _entry(fact, record)) for fact in _last_versions(record) if _fits(fact, show, record)]
    if show in (EVERYTHING, STAGES):
        entries += [((entry.on, 0, 0), entry) for entry in _stages(record)]
    entries.sort(key=lambda pair: pair[0], reverse=True)
    return [entry for _place_in_time, entry in entries]


def _place(fact: Fact) -> tuple[date, int, int]:
    return fact.on, fact.known, int(fact.id)


def _last_versions(record: Record) -> list[Fact]:
    """The last version of each entry, withdrawals among them."""
    superseded = {fact.supersedes for fact in record.written.versions}
    return [fact for fact in record.written.versions if fact.id not in superseded]


def _fits(fact: Fact, show: str, record: Record) -> bool:
    if show == EVERYTHING:
        return True
    kind, data = fact.kind.name, _data(fact, record)
    if show == SESSIONS:
        return kind in OF_SESSIONS or (kind == "contact" and data.get("way") in ("visit", "meeting"))
    if show == STAGES:
        return kind in OF_STAGES
    is_said = kind in ("contact", "response", "notice_sent")
    parties = {data.get("party"), *(data.get("to") or ())} if is_said else set()
    if show == EMPLOYER:
        return "employer" in parties or kind in ("employer_involved", "employer_consent", "consent_sought")
    return not parties.isdisjoint(("learner", "parent"))


def _data(fact: Fact, record: Record) -> Mapping[str, Any]:
    """What a fact says; of one that was taken back, what it had said."""
    while fact.data is None:
        fact = next(each for each in record.written.versions if each.id == fact.supersedes)
    return fact.data


def _entry(fact: Fact, record: Record) -> LogEntry:
    is_late = fact.recorded_at is not None and day_recorded(fact) > fact.day
    earlier = tuple(_earlier(fact, record))
    is_withdrawal = fact.data is None
    return LogEntry(
        on=earlier[0].on if is_withdrawal and earlier else fact.on,
        title=earlier[0].title if is_withdrawal and earlier else _title(fact, record),
        tone=_tone(fact),
        number=None if is_withdrawal else int(fact.id),
        at=fact.recorded_at,
        by=_name(fact.by, record),
        said=record.written.said.get(fact.id, ""),
        recorded_later=fact.recorded_at if is_late else None,
        is_confidential=(fact.compartment or fact.kind.compartment) == "safeguarding",
        is_taken_back=is_withdrawal,
        earlier=earlier[1:] if is_withdrawal else earlier,
    )


def _title(fact: Fact, record: Record) -> str:
    return capitalised(told(fact, record.language))


def _name(key: str, record: Record) -> str:
    return record.names.get(key, "" if ":" in key else key)


def _tone(fact: Fact) -> str:
    data = fact.data or {}
    return "out" if fact.kind.name in OURS or data.get("direction") == "out" else ""


def _earlier(fact: Fact, record: Record) -> Iterator[Earlier]:
    """The versions that an entry took the place of, the last first."""
    by_id = {each.id: each for each in record.written.versions}
    while fact.supersedes is not None:
        old = by_id[fact.supersedes]
        if old.data is not None:
            said = record.written.said.get(old.id, "")
            yield Earlier(_title(old, record), old.on, said, fact.recorded_at, _name(fact.by, record))
        fact = old


def _stages(record: Record) -> Iterator[LogEntry]:
    """The stages that the policy opened and closed by today."""
    if record.now is None or record.history.start is None or "stage" not in record.policy.standings:
        return
    standing, reading = record.policy.standings["stage"], record.now.reading
    for before, change in _pairs(reading.standing("stage").changes):
        on = date.fromordinal(change.day)
        if on > record.today or change.level == UNKNOWN or not change.facts:
            continue
        why = capitalised(why_since(change.facts, on, reading, record.language, dated=False, section="cause"))
        is_over = change.level == standing.levels[0]
        stage = record.language.level(before.level if is_over and before else change.level)
        title = (_("%(stage)s ended") if is_over else _("%(stage)s opened")) % {"stage": stage}
        yield LogEntry(on, title, "" if is_over else "bad", said=why, clause=str(standing.clause or ""))


def _pairs(changes: Sequence[Change]) -> Iterator[tuple[Change | None, Change]]:
    yield from zip([None, *changes], changes, strict=False)
